"""HTML fragments as Typst markup: tables, lists, emphasis and links; of the rest, its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from bs4 import Comment, NavigableString, Tag

from analysis.press.language import _, ngettext
from analysis.press.pictures import Image, find_picture
from analysis.press.sanitise import clean_html, read_html
from analysis.press.styles import style_colors
from analysis.press.typst_text import TypstText, string

_WRAPPED = {
    "b": "strong", "strong": "strong", "i": "emph", "em": "emph", "var": "emph", "u": "underline", "ins": "underline",
    "s": "strike", "del": "strike", "sub": "sub", "sup": "super", "mark": "highlight",
}  # fmt: skip
_TABLE = re.compile(r"<table\b(?:(?!<table\b).)*?</table>", re.DOTALL)
_ROW_END = re.compile("</tr>")
MOST_ROWS = 150
"""Rows of one table of a stranger that paper shows, the last tenth of them from its end."""
_DEEPEST = 60
_BLOCKS = {"p", "div", "section", "figure", "figcaption", "dl", "dd", "dt", "details", "summary", "blockquote", "tr"}


def html_markup(
    html: str,
    text: TypstText,
    waiting: Sequence[Callable[[], str]] = (),
    picture: Callable[[Image], str] | None = None,
    find: Callable[[str, str], str] | None = None,
    own: bool = False,
) -> str:
    """Typst markup of an HTML fragment.

    Parameters
    ----------
    html : str
        Any HTML; what is active or from elsewhere is left out.
    text : TypstText
        Escapes text.
    waiting : sequence of callables
        They make the Typst markup that ``<x-typst n="...">`` elements stand for.
    picture : callable, optional
        Sets a picture that the HTML carries; without it, its description is shown.
    find : callable, optional
        As :func:`~analysis.press.sanitise.clean_html` takes it.
    own : bool
        Whether the HTML stands in prose, where what is left out is said in place.
    """
    if not waiting:
        html = clean_html(html, own, find)
    html = _TABLE.sub(lambda match: _shortened(match[0]), html)
    soup = read_html(html)
    for element in soup(["script", "style"]):
        element.decompose()
    return _Converter(text, waiting, picture).children(soup)


def _shortened(table: str) -> str:
    """A table with a note in place of the middle rows, where it has more than paper shows."""
    ends = [match.end() for match in _ROW_END.finditer(table)]
    left = len(ends) - MOST_ROWS
    if left <= 0:
        return table
    tail = MOST_ROWS // 10
    note = ngettext("{count} row is left out here.", "{count} rows are left out here.", left)
    row = f'<tr><td><span class="note">{note.format(count=f"{left:,}")}</span></td></tr>'
    return table[: ends[MOST_ROWS - tail - 1]] + row + table[ends[-tail - 1] :]


class _Converter:
    def __init__(self, text: TypstText, waiting: Sequence[Callable], picture: Callable[[Image], str] | None):
        self.text, self.waiting, self.picture, self.depth = text, waiting, picture, 0

    def children(self, element: Tag) -> str:
        if self.depth > _DEEPEST:
            return self.text.markup(" ".join(element.get_text(" ").split()))
        self.depth += 1
        markup = "".join(self.node(child) for child in element.children)
        self.depth -= 1
        return markup

    def node(self, node: Tag | NavigableString) -> str:
        if isinstance(node, Comment):
            return ""
        if isinstance(node, NavigableString):
            collapsed = re.sub(r"\s+", " ", str(node))
            return self.text.markup(collapsed) if collapsed.strip() else ('#" ";' if collapsed else "")
        if node.name == "x-typst":
            return self.waiting[int(node["n"])]() + self.children(node)
        if said := node.attrs.pop("lang", None):
            return self.text.within(str(said), lambda: self.node(node))
        if node.name in _WRAPPED:
            return f"#{_WRAPPED[node.name]}[{self.children(node)}];"
        handler = getattr(self, f"on_{node.name}", None)
        if handler:
            return handler(node)
        if re.fullmatch(r"h[1-6]", node.name):
            return f"\n\n#strong[{self.children(node)}];\n\n"
        return f"\n\n{self.children(node)}\n\n" if node.name in _BLOCKS else self.children(node)

    def on_br(self, node: Tag) -> str:
        return "#linebreak();" + self.children(node)

    def on_span(self, node: Tag) -> str:
        body = self.children(node)
        if "note" in (node.get("class") or []):
            return f"#text(size: 0.85em, fill: soft)[{body}];"
        ink, ground = style_colors(str(node.get("style") or ""))
        body = f"#text(fill: rgb({string(ink)}))[{body}];" if ink else body
        return f"#highlight(fill: rgb({string(ground)}))[{body}];" if ground else body

    def on_video(self, node: Tag) -> str:
        told = _("a recording is not printed; the HTML page and the notebook hold it")
        return f"#note[{self.text.markup(told)}];"

    on_audio = on_video

    def on_hr(self, node: Tag) -> str:
        return "\n#thematic-break;\n\n"

    def on_code(self, node: Tag) -> str:
        return f"#inline-code({self.text.literal(node.get_text())});"

    def on_pre(self, node: Tag) -> str:
        return f"\n#source({self.text.code(node.get_text().rstrip())});\n\n"

    def on_a(self, node: Tag) -> str:
        url = str(node.get("href") or "")
        body = self.children(node)
        return f"#link({string(url)})[{body}];" if url.startswith(("http://", "https://", "mailto:")) else body

    def on_img(self, node: Tag) -> str:
        alt = str(node.get("alt") or "")
        found = find_picture(str(node.get("src") or ""), {}, None, alt)
        if isinstance(found, Image) and self.picture:
            return self.picture(found)
        told = _("picture not shown: {alt}").format(alt=alt or _("no description"))
        return f"#note[{self.text.markup(told)}];"

    def _list(self, node: Tag, kind: str) -> str:
        items = "".join(f"[{self.children(item)}]" for item in node.find_all("li", recursive=False))
        return f"\n#{kind}(tight: true){items};\n\n" if items else ""

    def on_ul(self, node: Tag) -> str:
        return self._list(node, "list")

    def on_ol(self, node: Tag) -> str:
        return self._list(node, "enum")

    def on_table(self, node: Tag) -> str:
        found = [row for row in node.find_all("tr") if row.find_parent("table") is node]
        heads = [_cells(row) for row in found if row.find_parent("thead")]
        bodies = [_cells(row) for row in found if not row.find_parent("thead")]
        width = max((sum(_span(cell, "colspan") for cell in row) for row in heads + bodies), default=0)
        caption = node.find("caption")
        title = f"\n\n#strong[{self.children(caption)}];\n\n" if caption else ""
        if not width:
            return title
        aligns = ", ".join(_column_align(bodies, index) for index in range(width))
        parts = ["\n".join(self._rows(part, width)) for part in (heads, bodies)]
        spanned = str("colspan:" in "".join(parts)).lower()
        return f"{title}\n#plain-table({width}, ({aligns},), ({parts[0]}), (\n{parts[1]}), spanned: {spanned});\n\n"

    def _rows(self, rows: list[list[Tag]], width: int) -> Iterator[str]:
        """Cells row by row; where spans do not fill the grid exactly, none is kept and rows are filled up."""
        areas = [_span(cell, "colspan") * _span(cell, "rowspan") for row in rows for cell in row]
        exact = sum(areas) == width * len(rows)
        for row in rows:
            cells = []
            for cell in row:
                across, down = _span(cell, "colspan"), _span(cell, "rowspan")
                options = [f"colspan: {across}, rowspan: {down}"] if exact and (across, down) != (1, 1) else []
                ink, ground = style_colors(str(cell.get("style") or ""))
                options += [f"fill: rgb({string(ground)})"] if ground else []
                body = self.children(cell).strip()
                body = f"#text(fill: rgb({string(ink)}))[{body}];" if ink else body
                cells.append(f"table.cell({', '.join(options)})[{body}]," if options else f"table.cell[{body}],")
            yield " ".join(cells + ([] if exact else ["[],"] * (width - len(cells))))


def _cells(row: Tag) -> list[Tag]:
    return [cell for cell in row.children if cell.name in ("td", "th")]


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1")
    return max(1, min(int(value), 1000)) if value.isdigit() else 1


def _column_align(rows: list[list[Tag]], index: int) -> str:
    """Right for a column of numbers."""
    texts = [cells[index].get_text(strip=True) for cells in rows if index < len(cells)]
    numbers = [text for text in texts if re.fullmatch(r"[-+−]?[\d.,]+(?:e[-+]?\d+)?%?|NaN|nan|None|NaT|\.\.\.", text)]
    return "right" if texts and len(numbers) == len(texts) else "left"
