"""What Typst may set: the shipped fonts and its own, never a machine's; and a visible mark for other characters."""

from __future__ import annotations

import unicodedata
from functools import cache

import typst

from analysis import fonts

SUBSTITUTE = "\u25a1"
"""Stands for a character that no font has."""

_IGNORABLE = frozenset("\ufe0e\ufe0f\ufeff\u00ad\u2060") | frozenset(map(chr, range(0xE0020, 0xE0080)))
_SPACES = {"\t": "    ", "\x0b": " ", "\x0c": " ", "\r": " ", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"}


@cache
def press_fonts() -> typst.Fonts:
    """The fonts that every compilation uses."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(fonts.FOLDER)])


@cache
def _covered() -> frozenset[str]:
    return fonts.covered_characters() | {"\n", "\u200b"}


def settle_glyphs(text: str, missing: dict[str, int]) -> str:
    """Text with only characters that the fonts hold.

    Parameters
    ----------
    text : str
        Any text.
    missing : dict
        Counts, by character, what was replaced; the caller tells the reader.
    """
    if text.isascii() and text.isprintable():
        return text
    covered = _covered()
    settled = []
    for character in unicodedata.normalize("NFC", text):
        if character in covered:
            settled.append(character)
        elif character in _SPACES:
            settled.append(_SPACES[character])
        elif character not in _IGNORABLE:
            missing[character] = missing.get(character, 0) + 1
            settled.append(SUBSTITUTE)
    return "".join(settled)
