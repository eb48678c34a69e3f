"""What stands where on the pages of a PDF, for the tests of its layout."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2.raw import FPDFText_GetUnicode

MM = 72 / 25.4
SIDE = {"a4": 31 * MM, "us-letter": 33.95 * MM}
"""Width of the blank at either side of the broadest block, in points."""
HEAD, FOOT = 11 * MM, 11 * MM
"""Above the running head and below the running foot nothing may stand."""
SIZES = {"a4": (595.28, 841.89), "us-letter": (612, 792)}
BLANK = "\0\u200b \r\n\t\xad\u2060"
"""Characters without ink."""
LOOSE = 1.0
"""Points by which a letter's box may reach over the edge: slanted letters and hanging hyphens do."""


@dataclass(frozen=True)
class Sheet:
    """One page: its size, its text, and the boxes of its visible characters."""

    number: int
    size: tuple[float, float]
    text: str
    boxes: tuple[tuple[float, float, float, float], ...]

    def outside(self, side: float) -> list[tuple[float, float, float, float]]:
        """Characters that stand outside the margins."""
        width, height = self.size
        return [
            (left, bottom, right, top)
            for left, bottom, right, top in self.boxes
            if left < side - LOOSE - 4 or right > width - side + LOOSE + 4 or bottom < FOOT or top > height - HEAD
        ]

    def numbered(self) -> list[tuple[str, int, int]]:
        """Figures and tables whose captions stand here, in the order of the page from above.

        A title begins with a capital or a number; a line of prose that opens with a reference goes on with a verb.
        """
        found = re.findall(r"^(Figure|Table) (\d+)\.(\d+) (?=[^\sa-z])", self.text, re.MULTILINE)
        return [(kind, int(chapter), int(number)) for kind, chapter, number in found]


def sheets(path: Path) -> list[Sheet]:
    """All pages of a PDF."""
    made = []
    for number, page in enumerate(pypdfium2.PdfDocument(path), 1):
        words = page.get_textpage()
        text = words.get_text_range()
        boxes = tuple(
            words.get_charbox(index)
            for index in range(words.count_chars())
            if chr(FPDFText_GetUnicode(words, index)) not in BLANK
        )
        made.append(Sheet(number, page.get_size(), text, tuple(box for box in boxes if box[2] > box[0])))
    return made


def disorder(pages: list[Sheet]) -> list[str]:
    """Figures and tables that stand after one with a higher number."""
    last: dict[tuple[str, int], int] = {}
    wrong = []
    for page in pages:
        for kind, chapter, number in page.numbered():
            if number <= last.get((kind, chapter), 0):
                wrong.append(f"page {page.number}: {kind} {chapter}.{number}")
            last[kind, chapter] = number
    return wrong
