"""What readers take away: each figure as SVG, PNG and CSV, each table as CSV.

Beside a book the files stand in ``downloads/``. A lone page has nothing beside it; there the CSV is inside the link.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import NamedTuple
from unicodedata import east_asian_width
from urllib.parse import quote

import typst

from analysis.fonts import WEB_FAMILIES
from analysis.press.fonts import press_fonts
from analysis.press.language import _
from analysis.press.outputs import Figure, Table, source_sentence
from analysis.press.typst_text import string
from analysis.press.web_fonts import STYLES, font_rules

FOLDER = "downloads"
DENSITY = 200
"""Dots an inch of a figure as PNG: 1,260 across a figure of the house's width."""

_BOX = re.compile(r'viewBox="(-?[\d.]+ -?[\d.]+ [\d.]+ [\d.]+)"')
_HEIGHT = re.compile(r' height="([\d.]+)(pt|px|)"')
_WIDTH, _TITLE_ROOM, _SOURCE_ROOM = 453.6, 86, 128
"""The house's width of a figure, and how many letters a line of title and of source holds there."""
_TITLE, _SOURCE = "fill:#1d1c1a;font-weight:700", "fill:#5a5b5e"
_MARKS = {"Bold": re.compile("font-weight:(?:bold|[67]00)"), "Italic": re.compile("font-style:(?:italic|oblique)")}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Link(NamedTuple):
    """A file to take away: its kind, its address from the page, and the name under which it is kept."""

    kind: str
    address: str
    name: str


@dataclass
class Downloads:
    """Collects the files of a page or book while it is printed.

    Parameters
    ----------
    beside : bool
        Whether files can stand beside the page.
    unseen : frozenset of str
        Stems of figures that could not be drawn as PNG; they are offered without.
    """

    beside: bool = False
    unseen: frozenset[str] = frozenset()
    files: dict[str, bytes] = field(default_factory=dict)
    drawings: dict[str, str] = field(default_factory=dict)

    def links(self, block: Figure | Table, chapter: str, drawing: str = "") -> list[Link]:
        """What is offered for a figure or table.

        Parameters
        ----------
        chapter : str
            Name of the page, with which the files' names begin.
        drawing : str
            The figure as slim SVG, where it is one.
        """
        stem = self._stem(f"{chapter}-{block.record['label']}")
        found = list(self._pictures(block, stem, drawing)) if self.beside and isinstance(block, Figure) else []
        if block.record["data"]:
            text = csv_text(block.record["columns"], block.record["data"])
            found.append(self._keep("CSV", f"{stem}.csv", text.encode("utf-8-sig")))
        return found

    def _pictures(self, block: Figure, stem: str, drawing: str) -> Iterator[Link]:
        if drawing:
            told = framed_svg(drawing, block.record["title"], source_sentence(block.record))
            lone = lone_svg(told, block.record["title"], block.image.alt)
            yield self._keep("SVG", f"{stem}.svg", lone.encode())
            if stem not in self.unseen:
                self.drawings[stem] = told
                yield Link("PNG", f"{FOLDER}/{stem}.png", f"{stem}.png")
        elif block.image.mime == "image/png":
            yield self._keep("PNG", f"{stem}.png", block.image.data)

    def _stem(self, name: str) -> str:
        stem = plain = re.sub(r"[^A-Za-z0-9_.-]+", "-", name).strip("-.") or "table"
        number = 2
        while any(kept.rpartition(".")[0] == stem for kept in self.files):
            stem, number = f"{plain}-{number}", number + 1
        return stem

    def _keep(self, kind: str, name: str, data: bytes) -> Link:
        self.files[name] = data
        if self.beside:
            return Link(kind, f"{FOLDER}/{name}", name)
        return Link(kind, f"data:text/csv;charset=utf-8,{quote(data.decode())}", name)

    def write(self, folder: Path) -> list[Path]:
        """Write all files below ``folder``; figures that cannot be drawn as PNG are added to ``unseen``."""
        pictures = _bitmaps(self.drawings)
        self.unseen |= self.drawings.keys() - pictures.keys()
        files = {**self.files, **{f"{stem}.png": data for stem, data in pictures.items()}}
        if files:
            (folder / FOLDER).mkdir(exist_ok=True)
        for name, data in sorted(files.items()):
            (folder / FOLDER / name).write_bytes(data)
        return [folder / FOLDER / name for name in sorted(files)]


# -------------------------------------------------------------------------------------------------------- pictures


def framed_svg(drawing: str, title: str, source: str) -> str:
    """A slim drawing with its title above and its source below, since a picture that is passed on stands without page.

    Lines are broken by count and not by measure, short enough for any words; a drawing of unknown size stays as it is.
    """
    start = drawing.index(">")
    box, height = _BOX.search(drawing, 0, start), _HEIGHT.search(drawing, 0, start)
    if box is None or height is None:
        return drawing
    left, top, width, tall = map(float, box[1].split())
    unit = width / _WIDTH
    above, below = _broken(title, _TITLE_ROOM), _broken(source, _SOURCE_ROOM)
    over, under = (13 * len(above) + 12) * unit, (9.5 * len(below) + 11) * unit
    edge = left + 5.5 * unit
    words = _lines(above, edge, top - over + 17 * unit, 13 * unit, f"font-size:{10.5 * unit:g}px;{_TITLE}")
    words += _lines(below, edge, top + tall + 10 * unit, 9.5 * unit, f"font-size:{7.5 * unit:g}px;{_SOURCE}")
    whole = tall + over + under
    head = drawing[:start].replace(box[0], f'viewBox="{left:g} {top - over:g} {width:g} {whole:g}"')
    head = head.replace(height[0], f' height="{float(height[1]) * whole / tall:g}{height[2]}"')
    ground = f'<rect x="{left:g}" y="{top - over:g}" width="{width:g}" height="{whole:g}" fill="#fff"/>'
    return f"{head}>{ground}{drawing[start + 1 : -len('</svg>')]}{words}</svg>"


def _lines(lines: list[str], left: float, top: float, step: float, style: str) -> str:
    spots = ((line, f'x="{left:g}" y="{top + step * number:.5g}"') for number, line in enumerate(lines))
    return f'<text style="{style}">{"".join(f"<tspan {spot}>{escape(line)}</tspan>" for line, spot in spots)}</text>'


def _broken(text: str, room: int) -> list[str]:
    """Lines of no more letters than there is room for; those of East Asia count as two."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if not lines or sum(1 + (east_asian_width(letter) in "WF") for letter in longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def lone_svg(drawing: str, title: str, description: str) -> str:
    """A slim drawing that stands alone: title, description, and the letters of its text."""
    words = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    if "<text" in drawing and any(family in drawing for family in WEB_FAMILIES.values()):
        styles = [style for style in STYLES if style not in _MARKS or _MARKS[style].search(drawing)]
        faces = [(family, style) for family in WEB_FAMILIES.values() if family in drawing for style in styles]
        words += f"<style>{font_rules(drawing, faces)}</style>"
    start = drawing.index(">") + 1
    return f'<?xml version="1.0" encoding="utf-8"?>\n{drawing[:start]}{words}{drawing[start:]}\n'


def _bitmaps(drawings: Mapping[str, str]) -> dict[str, bytes]:
    """Drawings as PNG, by name: in one go, or one by one where some cannot be read."""
    try:
        return _compiled(drawings)
    except typst.TypstError:
        if len(drawings) == 1:
            return {}
        return {name: data for one in drawings.items() for name, data in _bitmaps(dict([one])).items()}


def _compiled(drawings: Mapping[str, str]) -> dict[str, bytes]:
    if not drawings:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for number, drawing in enumerate(drawings.values()):
            (root / f"{number}.svg").write_text(drawing, encoding="utf-8")
        pages = "#pagebreak()\n".join(f"#image({string(f'{number}.svg')})\n" for number in range(len(drawings)))
        (root / "main.typ").write_text(f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}")
        made = typst.compile(str(root / "main.typ"), root=str(root), format="png", ppi=DENSITY,
                             font_paths=press_fonts(), ignore_system_fonts=True)  # fmt: skip
    return dict(zip(drawings, made if isinstance(made, list) else [made], strict=True))


# ------------------------------------------------------------------------------------------------------------ data


def csv_text(columns: Sequence[str], data: Sequence[Sequence]) -> str:
    """Data as CSV by RFC 4180: numbers as numbers, what is missing as nothing, no cell that a program would compute.

    A number that carries its origin stands as its value; where its words say more (at least, about, a range), they
    stand in a column beside it.
    """
    heads, lines = [], [[] for _row in data]
    for index, name in enumerate(columns):
        cells = [row[index] if index < len(row) else None for row in data]
        heads.append(safe_cell(name))
        for line, cell in zip(lines, cells, strict=True):
            line.append(safe_cell(cell.get("value") if isinstance(cell, dict) else cell))
        if any(isinstance(cell, dict) and _says_more(cell) for cell in cells):
            heads.append(safe_cell(_("{column}, as stated").format(column=name)))
            for line, cell in zip(lines, cells, strict=True):
                line.append(safe_cell(cell["text"] if isinstance(cell, dict) else None))
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([heads, *lines])
    return text.getvalue()


def safe_cell(value: object) -> str | int | float:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if value is None or value != value:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[-+]?\d[\d.]*(?:[eE][-+]?\d+)?%?", text) is not None


def _says_more(cell: Mapping) -> bool:
    value = cell.get("value")
    return value is None or str(cell["text"]).replace(",", "") != str(value)
