"""Markdown tokens as Typst markup: a mistune renderer with footnotes, tables, mathematics and live numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from typing import Any

import mistune

from analysis.press.dialect import note_title
from analysis.press.formulas import formula
from analysis.press.inline import cited_sources, display_text, plain_text, record_of
from analysis.press.outputs import Prose
from analysis.press.pictures import Image, Note, find_picture, picture_finder
from analysis.press.protocol import QUANTITY_MIME, TEXT_MIME
from analysis.press.references import MOST_SPANS, References
from analysis.press.sanitise import clean_inline
from analysis.press.spoken import spoken_formula
from analysis.press.typst_html import html_markup
from analysis.press.typst_text import TypstText, string

_SILENT = ("blank_line", "footnotes", "inline_html")  # footnotes are set where they are referred to
_BOXES = {True: "☑", False: "☐", None: "•"}
_WRAPPED = {"emphasis": "emph", "strong": "strong", "strikethrough": "strike"}


@dataclass
class TypstContext:
    """What the Typst pages of one document share.

    Parameters
    ----------
    text : TypstText
        Escapes, and counts characters without a glyph.
    files : dict
        Pictures by file name, for the compiler.
    folder : str or None
        Folder of the notebook, for pictures beside it.
    references : References
        Numbers of sources, and the places that can be referred to.
    slug : str or None
        The chapter that is being set.
    row_ids : frozenset of str
        Rows that the annex lists, so that numbers can link to them.
    told : frozenset of str
        Parameters that the cover tells, so that no chapter repeats them.
    """

    text: TypstText = field(default_factory=TypstText)
    files: dict[str, bytes] = field(default_factory=dict)
    folder: str | None = None
    references: References = field(default_factory=References)
    slug: str | None = None
    row_ids: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()

    def add_file(self, image: Image) -> str:
        """Keep a picture; returns its file name, equal for equal pictures."""
        suffix = image.mime.partition("/")[2].partition("+")[0].replace("jpeg", "jpg")
        known = (name for name, data in self.files.items() if data == image.data)
        name = next(known, f"picture-{len(self.files) + 1}.{suffix}")
        self.files[name] = image.data
        return name

    def picture(self, image: Image, kind: str = "picture") -> str:
        """An image with its text for those who do not see it; ``kind`` is a function of the template."""
        width = f", width: {image.width * 0.75:g}pt" if image.width else ""
        return f"#{kind}({string(self.add_file(image))}, {self.text.literal(image.alt)}{width});"

    def number(self, record: Mapping) -> str:
        """A number, linked to the first of its rows that the annex lists."""
        shown = self.text.literal(record["text"])
        row = next((row for row in record.get("rows", []) if row in self.row_ids), None)
        return f"#quantity({string(row_label(row))}, {shown});" if row else f"#{shown};"

    def cluster(self, sources: Iterable[str], most: int | None = None, rest: str = "", size: str = "0.84em") -> str:
        """Numbers of sources in brackets, each linked to its entry; ``rest`` labels the place that tells the others."""
        cluster = self.references.cluster(sources, most)
        if cluster is None:
            return ""
        shown = cluster.show(
            lambda number: link_markup(f"ref:{number}", str(number)),
            self.text.markup,
            lambda more: link_markup(rest, self.text.markup(more)) if rest else self.text.markup(more),
        )
        return f"#cluster({size})[{shown}];"

    def sentence(self, record: Mapping) -> str:
        """A sentence with the claim that it answers before it, and with the numbers of its sources behind it."""
        name = str(record.get("claim") or "")
        claim = self.references.claim(name)
        head = link_markup(claim.label, self.text.markup(name)) if claim else self.text.markup(name)
        head = f"#claim-mark[{head}];" if name and record.get("opens") else ""
        cluster = self.cluster(record.get("sources", ()), MOST_SPANS if claim else None, claim.label if claim else "")
        return f"{head}{self.text.markup(record['text'])}{cluster}"


def link_markup(label: str, body: str) -> str:
    """A link to a place of the document that has the label."""
    return f"#link(label({string(label)}))[{body}];"


def row_label(row: str) -> str:
    """Name of the place in the annex where a row stands."""
    return f"row:{row}"


class TypstMarkup(mistune.BaseRenderer):
    """Renders the tokens of one markdown cell."""

    NAME = "typst"

    def __init__(self, prose: Prose, context: TypstContext):
        super().__init__()
        self.prose, self.context, self.text_of = prose, context, context.text
        self.notes: dict[str, list[dict]] = {}
        self.set_notes: set[str] = set()

    def render(self) -> str:
        """Typst markup of all tokens."""
        self.read_footnotes()
        return self.render_all(self.prose.tokens)

    def read_footnotes(self) -> None:
        """Keep the footnotes for the places that refer to them."""
        for token in self.prose.tokens:
            if token["type"] == "footnotes":
                self.notes |= {item["attrs"]["key"]: item["children"] for item in token["children"]}

    def pieces(self) -> list[tuple[dict, str]]:
        """Tokens of the topmost level that show something, each with its markup."""
        self.read_footnotes()
        shown = ((token, self.render_all([token])) for token in self.prose.tokens)
        return [(token, markup) for token, markup in shown if markup.strip()]

    def render_all(self, tokens: list[dict]) -> str:
        return self.render_tokens(tokens, mistune.BlockState())

    def render_token(self, token: dict[str, Any], state: mistune.BlockState) -> str:
        kind = token["type"]
        if kind in _SILENT:
            return ""
        if kind in _WRAPPED:
            return f"#{_WRAPPED[kind]}[{self.inline(token)}];"
        method = getattr(self, f"on_{kind}", None)
        return method(token) if method else self.note(f"a piece of markdown of the kind {kind} is not shown")

    def inline(self, token: dict) -> str:
        children = token.get("children", [])
        if any(child["type"] == "inline_html" for child in children):
            return self._mixed(children)
        return self.render_all(children)

    def _mixed(self, children: list[dict]) -> str:
        """Inline HTML between other tokens: HTML settles what belongs together, the others wait as placeholders."""
        waiting = [partial(self.render_all, [child]) for child in children]
        html = "".join(
            clean_inline(child["raw"], self.finder())
            if child["type"] == "inline_html"
            else f'<x-typst n="{index}"></x-typst>'
            for index, child in enumerate(children)
        )
        return html_markup(html, self.context.text, waiting, self.context.picture)

    def note(self, text: str) -> str:
        return f"#note[{self.text_of.markup(text)}];"

    # Blocks

    def on_paragraph(self, token: dict) -> str:
        return f"\n{self.inline(token)}\n\n"

    def on_block_text(self, token: dict) -> str:
        return self.inline(token)

    def on_heading(self, token: dict) -> str:
        anchor, slug = token["attrs"].get("anchor"), self.context.slug
        label = f"#label({string(f'section:{slug}:{anchor}')});" if anchor and slug else ""
        return f"\n#heading(level: {token['attrs']['level']})[{self.inline(token)}]{label}\n\n"

    def on_block_quote(self, token: dict) -> str:
        return f"\n#quote(block: true)[{self.render_all(token['children'])}];\n\n"

    def on_admonition(self, token: dict) -> str:
        title = self.text_of.markup(token["attrs"]["title"] or note_title(token["attrs"]["name"]))
        return f"\n#admonition[{title}][{self.render_all(token['children'])}];\n\n"

    def on_block_code(self, token: dict) -> str:
        return f"\n#source({self.text_of.code(token['raw'].rstrip())});\n\n"

    def on_thematic_break(self, token: dict) -> str:
        return "\n#thematic-break;\n\n"

    def on_block_math(self, token: dict) -> str:
        return formula_markup(token["raw"], True, self.text_of)

    def on_block_html(self, token: dict) -> str:
        return html_markup(token["raw"], self.text_of, (), self.context.picture, self.finder(), own=True)

    def finder(self) -> Callable[[str, str], str]:
        """Finds pictures that the cell's HTML names."""
        return picture_finder(self.prose.attachments, self.context.folder)

    def on_list(self, token: dict) -> str:
        kind = "enum" if token["attrs"].get("ordered") else "list"
        start = token["attrs"].get("start")
        options = f"start: {int(start)}, " if kind == "enum" and start is not None else ""
        if kind == "list" and any(item["type"] == "task_list_item" for item in token["children"]):
            boxes = "".join(f"{string(_BOXES[_checked(item)])}, " for item in token["children"])
            marked = "".join(f"[{self.render_all(item['children'])}]" for item in token["children"])
            return f"\n#enum(numbering: number => ({boxes}).at(number - 1), tight: true){marked};\n\n"
        items = "".join(self._item(item) for item in token["children"])
        return f"\n#{kind}({options}tight: {str(token.get('tight', True)).lower()}){items};\n\n"

    def _item(self, item: dict) -> str:
        box = "" if _checked(item) is None else f"{_BOXES[_checked(item)]} "
        return f"[{self.text_of.markup(box)}{self.render_all(item['children'])}]"

    def on_table(self, token: dict) -> str:
        head, *bodies = token["children"]
        names = head["children"]
        aligns = ", ".join(cell["attrs"].get("align") or "left" for cell in names)
        rows = [[f"[{self.inline(cell)}]" for cell in row["children"]] for body in bodies for row in body["children"]]
        cells = "".join(f"{', '.join(row)},\n" for row in rows)
        heads = ", ".join(f"[{self.inline(cell)}]" for cell in names)
        return f"\n#plain-table({len(names)}, ({aligns},), ({heads},), (\n{cells}));\n\n"

    # Inlines

    def on_text(self, token: dict) -> str:
        return self.text_of.markup(unescape(token["raw"]))

    def on_codespan(self, token: dict) -> str:
        return f"#inline-code({self.text_of.literal(token['raw'])});"

    def on_softbreak(self, token: dict) -> str:
        return '#" ";'

    def on_linebreak(self, token: dict) -> str:
        return "#linebreak();"

    def on_inline_math(self, token: dict) -> str:
        return formula_markup(token["raw"], False, self.text_of)

    def on_link(self, token: dict) -> str:
        url, body = token["attrs"]["url"], self.inline(token)
        name, _, _ = url.removeprefix("./").partition("#")
        if name.endswith(".ipynb") and (chapter := self.context.references.chapters.get(name.removesuffix(".ipynb"))):
            return link_markup(chapter.label, body)
        if url.startswith(("http://", "https://", "mailto:")):
            return f"#link({string(url)})[{body}];"
        return body

    def on_image(self, token: dict) -> str:
        alt = plain_text(token["children"], self.prose.results)
        found = find_picture(token["attrs"]["url"], self.prose.attachments, self.context.folder, alt)
        if isinstance(found, Note):
            return self.note(f"{alt}: {found.text}" if alt else found.text)
        return self.context.picture(found, "inline-picture")

    def on_eval_role(self, token: dict) -> str:
        result = self.prose.results.get(token["raw"])
        if result is None or result.get("status") != "ok":
            return f"#unevaluated({self.text_of.literal(display_text(result))});"
        if sentence := record_of(result, TEXT_MIME):
            return self.context.sentence(sentence)
        record = record_of(result, QUANTITY_MIME)
        return self.context.number(record) if record else self.text_of.markup(display_text(result))

    def on_cite_role(self, token: dict) -> str:
        cluster = self.context.cluster(cited_sources(token["raw"]))
        return cluster or f"#unevaluated({self.text_of.literal('[' + token['raw'] + ']')});"

    def on_ref_role(self, token: dict) -> str:
        target, words = self.context.references.refer(token["raw"], self.context.slug)
        if words is None:
            return f"#unevaluated({self.text_of.literal('[' + token['raw'] + ']')});"
        return link_markup(target.label, self.text_of.markup(words)) if target else self.text_of.markup(words)

    def on_footnote_ref(self, token: dict) -> str:
        key = token["raw"]
        label = f"fn:{self.prose.key}:{key}"
        if key in self.set_notes:
            return f"#footnote(label({self.text_of.literal(label)}));"
        self.set_notes.add(key)
        body = self.render_all(self.notes.get(key, []))
        return f"#labelled-note({self.text_of.literal(label)})[{body}];"


def _checked(item: dict) -> bool | None:
    """Whether the box of a list's item is ticked; None where it has none."""
    return item.get("attrs", {}).get("checked")


def formula_markup(latex: str, display: bool, text: TypstText) -> str:
    """A formula, with its words for those who do not see it; or its source where it cannot be read."""
    found = formula(latex, display)
    if found is None or _lacks_glyphs(latex):
        code = text.literal(latex.strip())
        return f"\n#source({code});\n\n" if display else f"#inline-code({code});"
    block = str(display).lower()
    alt = text.literal(spoken_formula(found.mathml) or latex.strip())
    equation = f"#math.equation(block: {block}, alt: {alt}, {found.typst});"
    return f"\n{equation}\n\n" if display else equation


def _lacks_glyphs(latex: str) -> bool:
    probe = TypstText()
    probe.literal(latex)
    return bool(probe.missing)
