"""Markdown tokens as HTML: numbers with their origin, MathML, pictures inside the page, nothing from elsewhere."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import mistune
from markupsafe import escape

from analysis.press.formulas import formula
from analysis.press.inline import display_text, markdown_reader, walk
from analysis.press.outputs import Prose
from analysis.press.pictures import Image, find_picture
from analysis.press.protocol import QUANTITY_MIME, QuantityRecord
from analysis.press.sanitise import clean_html

_KEPT = re.compile("\ue000(\\d+)\ue001")
_NOTEBOOK_LINK = re.compile(r"^(?:\./)?([\w.-]+)\.ipynb(#.*)?$")


def number_html(record: QuantityRecord) -> str:
    """A number as ``<data>``, with method, as-of date and rows as its title."""
    rows = record.get("rows", [])
    shown = ", ".join(rows[:12]) + (f" and {len(rows) - 12} more" if len(rows) > 12 else "")
    parts = [record.get("method"), record.get("as_of") and f"as of {record['as_of']}", shown and f"rows: {shown}"]
    value = record.get("value")
    machine = record["text"] if value is None else value
    title = "; ".join(part for part in parts if part)
    return f'<data class="quantity" value="{escape(machine)}" title="{escape(title)}">{escape(record["text"])}</data>'


def result_html(result: Mapping | None) -> str:
    """The stored result of an inline role; a mark where it is missing or failed."""
    if result is None or result.get("status") != "ok":
        return f'<mark class="unevaluated">{escape(display_text(result))}</mark>'
    record = result.get("data", {}).get(QUANTITY_MIME)
    return number_html(record) if record else str(escape(display_text(result)))


def formula_html(latex: str, display: bool) -> str:
    """A formula as MathML, or its source where it cannot be read."""
    found = formula(latex, display)
    if found:
        return f'<div class="formula" tabindex="0">{found.mathml}</div>' if display else found.mathml
    source = f'<code class="latex">{escape(latex.strip())}</code>'
    return f'<div class="formula">{source}</div>' if display else source


def image_html(image: Image) -> str:
    """A bitmap or drawing inside the page."""
    data = base64.b64encode(image.data).decode()
    return f'<img src="data:{image.mime};base64,{data}" alt="{escape(image.alt)}">'


@dataclass
class MarkupContext:
    """Where prose stands: the folder of its pictures, and the chapters that links may lead to."""

    folder: str | None = None
    chapters: frozenset[str] = frozenset()
    footnotes: int = 0
    kept: list[str] = field(default_factory=list)


class HTMLMarkup(mistune.HTMLRenderer):
    """Renders the tokens of one markdown cell."""

    def __init__(self, prose: Prose, context: MarkupContext):
        super().__init__(escape=False)
        self.prose, self.context = prose, context
        self.first_footnote = context.footnotes

    def keep(self, html: str) -> str:
        """Set markup of our own aside, so that cleaning the author's HTML does not touch it."""
        self.context.kept.append(html)
        return f"\ue000{len(self.context.kept) - 1}\ue001"

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        anchor = attrs.get("anchor")
        if not anchor:
            return f"<h{level}>{text}</h{level}>\n"
        link = self.keep(f'<a class="anchor" href="#{escape(anchor)}" aria-label="Link to this section">#</a>')
        return f'<h{level} id="{escape(anchor)}">{text} {link}</h{level}>\n'

    def eval_role(self, text: str) -> str:
        return self.keep(result_html(self.prose.results.get(text)))

    def inline_math(self, text: str) -> str:
        return self.keep(formula_html(text, display=False))

    def block_math(self, text: str) -> str:
        return self.keep(formula_html(text, display=True))

    def block_html(self, html: str) -> str:
        return html

    def block_code(self, code: str, info: str | None = None, **attrs: Any) -> str:
        return self.keep(f'<pre tabindex="0"><code>{escape(code)}</code></pre>') + "\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        chapter = _NOTEBOOK_LINK.match(url)
        if chapter and chapter[1] in self.context.chapters:
            url = f"{chapter[1]}.html{chapter[2] or ''}"
        return super().link(text, url, title)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        found = find_picture(url, self.prose.attachments, self.context.folder, text)
        if isinstance(found, Image):
            return self.keep(image_html(found))
        name = f"{text}: " if text else ""
        return f'<span class="note">[{escape(name + found.text)}]</span>'

    def table(self, text: str) -> str:
        return f'<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>\n{text}</table></div>\n'

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
        return self.keep(f'<sup class="footnote-ref"><a id="{name}-ref" href="#{name}">{number}</a></sup>')

    def footnote_item(self, text: str, key: str, index: int) -> str:
        number = self.first_footnote + index
        back = self.keep(f'<a href="#fn-{number}-ref" aria-label="Back to the text">↩</a>')
        body = text.rstrip().removesuffix("</p>")
        return f'<li id="fn-{number}" value="{number}">{body} {back}</p></li>\n'

    def footnotes(self, text: str) -> str:
        return self.keep(f'<section class="footnotes" aria-label="Footnotes">\n<ol>\n{text}</ol>\n</section>\n')


def prose_html(prose: Prose, context: MarkupContext) -> str:
    """HTML of a markdown cell."""
    renderer = HTMLMarkup(prose, context)
    markdown_reader(renderer)
    html = renderer.render_tokens(prose.tokens, mistune.BlockState())
    if any(token["type"] in ("block_html", "inline_html") for token in walk(prose.tokens)):
        html = clean_html(html, own=True)
    while _KEPT.search(html):
        html = _KEPT.sub(lambda match: context.kept[int(match[1])], html)
    return html
