"""Markdown tokens as HTML: numbers with their origin, MathML, pictures inside the page, nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import mistune
from markupsafe import escape

from analysis.press.dialect import note_title
from analysis.press.formulas import formula
from analysis.press.inline import cited_sources, display_text, markdown_reader, record_of, walk
from analysis.press.language import _
from analysis.press.outputs import Prose
from analysis.press.pictures import picture_finder
from analysis.press.protocol import QUANTITY_MIME, TEXT_MIME, QuantityRecord, TextRecord
from analysis.press.references import MOST_SPANS, SOURCES_PAGE, References
from analysis.press.sanitise import clean_html

_KEPT = re.compile("\ufdd0(\\d+)\ufdd1")
_NOTEBOOK_LINK = re.compile(r"^(?:\./)?([\w.-]+)\.ipynb(#.*)?$")


def number_html(record: QuantityRecord) -> str:
    """A number as ``<data>``, with method, as-of date and rows as its title."""
    rows = record.get("rows", [])
    shown = ", ".join(rows[:12])
    if len(rows) > 12:
        shown = _("{names} and {number} more").format(names=shown, number=len(rows) - 12)
    day = record.get("as_of") and _("as of {day}").format(day=record["as_of"])
    parts = [record.get("method"), day, shown and _("rows: {rows}").format(rows=shown)]
    value = record.get("value")
    machine = record["text"] if value is None else value
    title = "; ".join(part for part in parts if part)
    return f'<data class="quantity" value="{escape(machine)}" title="{escape(title)}">{escape(record["text"])}</data>'


def mark_html(text: str) -> str:
    """A visible mark for what could not be filled in."""
    return f'<mark class="unevaluated">{escape(text)}</mark>'


def cluster_html(sources: Iterable[str], references: References, most: int | None = None, rest: str = "") -> str:
    """Numbers of sources in brackets, each linked to its entry; ``rest`` is where those beyond ``most`` are told."""
    cluster = references.cluster(sources, most)
    if cluster is None:
        return ""
    shown = cluster.show(
        lambda number: f'<a href="{SOURCES_PAGE}#ref-{number}">{number}</a>',
        lambda words: str(escape(words)),
        lambda more: f'<a href="{escape(rest)}">{escape(more)}</a>' if rest else str(escape(more)),
    )
    return f'<span class="cite">[{shown}]</span>'


def sentence_html(record: TextRecord, context: MarkupContext) -> str:
    """A sentence with the claim that it answers before it, and with the numbers of its sources behind it."""
    name = str(record.get("claim") or "")
    claim = context.references.claim(name)
    address = claim.href(context.slug) if claim else ""
    head = f'<a class="claim" href="{escape(address)}">{escape(name)}</a> ' if claim else escape(f"{name} ")
    most = MOST_SPANS if claim else None
    cluster = cluster_html(record.get("sources", ()), context.references, most, address)
    return f"{head if name and record.get('opens') else ''}{escape(record['text'])}{' ' if cluster else ''}{cluster}"


def result_html(result: Mapping | None, context: MarkupContext) -> str:
    """The stored result of an inline role; a mark where it is missing or failed."""
    if result is None or result.get("status") != "ok":
        return mark_html(display_text(result))
    if sentence := record_of(result, TEXT_MIME):
        return sentence_html(sentence, context)
    record = record_of(result, QUANTITY_MIME)
    return number_html(record) if record else str(escape(display_text(result)))


def formula_html(latex: str, display: bool) -> str:
    """A formula as MathML, or its source where it cannot be read."""
    found = formula(latex, display)
    if found:
        return f'<div class="formula" tabindex="0">{found.mathml}</div>' if display else found.mathml
    source = f'<code class="latex">{escape(latex.strip())}</code>'
    return f'<div class="formula">{source}</div>' if display else source


@dataclass
class MarkupContext:
    """Where prose stands: the folder of its pictures, its chapter, and what links may lead to."""

    folder: str | None = None
    slug: str | None = None
    references: References = field(default_factory=References)
    footnotes: int = 0
    kept: list[str] = field(default_factory=list)


class HTMLMarkup(mistune.HTMLRenderer):
    """Renders the tokens of one markdown cell."""

    def __init__(self, prose: Prose, context: MarkupContext):
        super().__init__(escape=False)
        self.prose, self.context = prose, context
        self.first_footnote = context.footnotes
        self.marked: set[int] = set()

    def keep(self, html: str) -> str:
        """Set markup of our own aside, so that cleaning the author's HTML does not touch it."""
        self.context.kept.append(html)
        return f"\ufdd0{len(self.context.kept) - 1}\ufdd1"

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        anchor = attrs.get("anchor")
        if not anchor:
            return f"<h{level}>{text}</h{level}>\n"
        start, told = self.keep('<div class="head">'), escape(_("Link to this section"))
        link = self.keep(f'<a class="anchor" href="#{escape(anchor)}" aria-label="{told}">#</a></div>')
        return f'{start}<h{level} id="{escape(anchor)}">{text}</h{level}>{link}\n'

    def eval_role(self, text: str) -> str:
        return self.keep(result_html(self.prose.results.get(text), self.context))

    def cite_role(self, text: str) -> str:
        cluster = cluster_html(cited_sources(text), self.context.references)
        return self.keep(cluster or mark_html(f"[{text}]"))

    def ref_role(self, text: str) -> str:
        target, words = self.context.references.refer(text, self.context.slug)
        if target is None:
            return self.keep(str(escape(words)) if words else mark_html(f"[{text}]"))
        return self.keep(f'<a href="{escape(target.href(self.context.slug))}">{escape(words)}</a>')

    def inline_math(self, text: str) -> str:
        return self.keep(formula_html(text, display=False))

    def block_math(self, text: str) -> str:
        return self.keep(formula_html(text, display=True))

    def paragraph(self, text: str) -> str:
        for number in map(int, _KEPT.findall(text)):  # a paragraph holds no blocks
            kept = self.context.kept[number]
            if kept.startswith('<div class="formula"'):
                self.context.kept[number] = f"<span{kept[4:].removesuffix('</div>')}</span>"
        return super().paragraph(text)

    def admonition(self, text: str, name: str, title: str) -> str:
        head = f'<p class="admonition-title">{escape(title or note_title(name))}</p>'
        return f'<div class="admonition" role="note">{head}\n{text}</div>\n'

    def block_html(self, html: str) -> str:
        return html

    def block_code(self, code: str, info: str | None = None, **attrs: Any) -> str:
        return self.keep(f'<pre tabindex="0"><code>{escape(code)}</code></pre>') + "\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        chapter = _NOTEBOOK_LINK.match(url)
        if chapter and chapter[1] in self.context.references.chapters:
            url = f"{chapter[1]}.html{chapter[2] or ''}"
        return super().link(text, url, title)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return self.keep(picture_finder(self.prose.attachments, self.context.folder)(url, unescape(text)))

    def table(self, text: str) -> str:
        told = escape(_("Table"))
        return f'<div class="scroll" tabindex="0" role="group" aria-label="{told}"><table>\n{text}</table></div>\n'

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        style = f' style="text-align:{align}"' if align else ""
        if head:
            return f'<th scope="col"{style}>{text}</th>\n' if text.strip() else "<td></td>\n"
        return f"<td{style}>{text}</td>\n"

    def task_list_item(self, text: str, checked: bool = False) -> str:
        return f'<li class="task">{"☑" if checked else "☐"} {text}</li>\n'

    def footnote_ref(self, key: str, index: int) -> str:
        number = self.first_footnote + index
        self.context.footnotes = max(self.context.footnotes, number)
        name = f"fn-{number}"
        mark = "" if number in self.marked else f' id="{name}-ref"'
        self.marked.add(number)
        return self.keep(f'<sup class="footnote-ref"><a{mark} href="#{name}">{number}</a></sup>')

    def footnote_item(self, text: str, key: str, index: int) -> str:
        number = self.first_footnote + index
        told = escape(_("Back to the text"))
        back = self.keep(f'<a href="#fn-{number}-ref" aria-label="{told}">↩</a>')
        body = text.rstrip().removesuffix("</p>")
        return f'<li id="fn-{number}" value="{number}">{body} {back}</p></li>\n'

    def footnotes(self, text: str) -> str:
        told = escape(_("Footnotes"))
        return self.keep(f'<section class="footnotes" aria-label="{told}">\n<ol>\n{text}</ol>\n</section>\n')


def prose_html(prose: Prose, context: MarkupContext) -> str:
    """HTML of a markdown cell."""
    renderer = HTMLMarkup(prose, context)
    markdown_reader(renderer)
    html = renderer.render_tokens(prose.tokens, mistune.BlockState())
    if any(token["type"] in ("block_html", "inline_html") for token in walk(prose.tokens)):
        html = clean_html(html, own=True, picture=picture_finder(prose.attachments, context.folder))
    while _KEPT.search(html):
        html = _KEPT.sub(lambda match: context.kept[int(match[1])], html)
    return html
