"""The fonts of figures and pages, shipped so that no output depends on a machine's fonts."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
"""Folder with the font files."""

SERIF = "Source Serif 4"
SANS = "Source Sans 3"
FALLBACKS = ("Noto Sans CJK KR", "Noto Sans CJK SC", "Noto Sans Symbols2", "Noto Sans Math")
"""Families for what the two text families lack, in order: Hangul, hanzi and kana, symbols, mathematics."""

SCRIPTS = ("Noto Naskh Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai", "Noto Emoji")
"""Families that printed pages of strangers' notebooks need besides."""

WEB_FAMILIES = {"SourceSerif4": "Tumen Serif", "SourceSans3": "Tumen Sans"}
"""Names of the small files for pages in ``web``: the licence reserves the name 'Source' for unmodified files."""
WEB_SCRIPTS = {
    "latin": ((0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2C6, 0x2DC), (0x2000, 0x206F))
    + ((0x2070, 0x209F), (0x20AC, 0x20AC), (0x2116, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212), (0x2215, 0x2215))
    + ((0x2248, 0x2248), (0x2260, 0x2265), (0xFB00, 0xFB04)),
    "extended": ((0x100, 0x130), (0x132, 0x151), (0x154, 0x24F), (0x2BC, 0x2BC), (0x300, 0x36F), (0x1E00, 0x1EFF)),
    "greek": ((0x370, 0x3FF),),
    "cyrillic": ((0x400, 0x4FF),),
}
"""Characters of each part of a face, as ranges that do not overlap; a page carries the parts that its text needs."""


def font_files() -> list[Path]:
    """All font files, sorted by name."""
    return sorted(FOLDER.glob("*.[ot]tf"))


def covered_characters() -> frozenset[str]:
    """Every character that some shipped font holds.

    Read from ``coverage.txt``, which ``tools/make_fonts.py`` writes, because parsing the files takes a library that
    only the tests need.
    """
    characters: set[str] = set()
    for item in (FOLDER / "coverage.txt").read_text().split():
        low, _, high = item.partition("-")
        characters.update(map(chr, range(int(low, 16), int(high or low, 16) + 1)))
    return frozenset(characters)


def web_font(family: str, style: str, script: str) -> Path:
    """The file of one face and script for pages, such as ``("Tumen Sans", "Bold", "latin")``."""
    return FOLDER / "web" / f"{family.replace(' ', '')}-{style}.{script}.woff2"
