"""The fonts of figures and pages, shipped so that no output depends on a machine's fonts."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
"""Folder with the font files."""

SERIF = "Source Serif 4"
SANS = "Source Sans 3"
FALLBACKS = ("Noto Sans CJK KR", "Noto Sans CJK SC", "Noto Sans Symbols2", "Noto Sans Math")
"""Families for what the two text families lack, in order: Hangul, hanzi and kana, symbols, mathematics."""


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
