"""Text as Typst source that cannot be mistaken for markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from analysis.press.fonts import settle_glyphs
from analysis.press.language import _
from analysis.press.scripts import has_parts, runs

LONG_RUN = re.compile(r"[^\s\u200b]{24,}")
LONG_CODE = re.compile(r"[^\s\u200b]{72,}")
_BREAKS = re.compile(r"([/_.\-?&=:,;])(?=[^/_.\-?&=:,;\s])|((?:[^/_.\-?&=:,;\s]){18})(?=\S)")


def string(text: str) -> str:
    """A Typst string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


@dataclass
class TypstText:
    """Turns text into Typst, and remembers which characters no font has.

    Text is always written as a string in code (``#"...";``): within a string only the quote and the backslash mean
    something, so no other character needs escaping, in any place.

    Parameters
    ----------
    missing : dict
        How often each character was met that no font has.
    language : str
        BCP 47 tag of the text around.
    scripts : mapping
        Languages of words in other scripts.
    """

    missing: dict[str, int] = field(default_factory=dict)
    language: str = "en"
    scripts: Mapping = field(default_factory=dict)

    def literal(self, text: str) -> str:
        """A string literal with only characters that the fonts hold."""
        return string(settle_glyphs(text, self.missing))

    def markup(self, text: str) -> str:
        """Text in markup; a long run without spaces may break after its punctuation."""
        if not text:
            return ""
        if has_parts(text):
            return self._in_languages(text)
        return f"#{self.literal(LONG_RUN.sub(_breakable, text))};"

    def words(self, text: str) -> str:
        """Text as an argument that is set as content: a literal, or markup where words have a language of their own."""
        return f"[{self._in_languages(text)}]" if has_parts(text) else self.literal(text)

    def within(self, tag: str, make: Callable[[], str]) -> str:
        """What ``make`` writes, in a language that its author says; as it is where that is no language tag."""
        if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", tag):
            return make()
        around, self.language = self.language, tag
        try:
            return in_language(make(), tag)
        finally:
            self.language = around

    def _in_languages(self, text: str) -> str:
        settled = settle_glyphs(LONG_RUN.sub(_breakable, text), self.missing)
        pieces = ((run, f"#{string(run.text)};") for run in runs(settled, self.language, self.scripts))
        return "".join(in_language(piece, run.language) if run.language else piece for run, piece in pieces)

    def code(self, text: str) -> str:
        """A string literal of code or output; only a run that fits no line may break."""
        return self.literal(LONG_CODE.sub(_breakable, text))

    def note(self) -> str | None:
        """A sentence on the characters that were replaced; None if there were none."""
        if not self.missing:
            return None
        points = sorted(self.missing)
        names = ", ".join(f"U+{ord(point):04X}" for point in points[:20])
        if len(points) > 20:
            names = _("{names} and {number} more").format(names=names, number=len(points) - 20)
        return _("No font of this document has these characters; a white square stands for each: {names}.").format(
            names=names
        )


def in_language(markup: str, tag: str) -> str:
    """Markup that is in a language of its own, so that the tags of the PDF say so; ``tag`` is a BCP 47 tag."""
    language, *further = tag.split("-")
    region = next((part for part in further if re.fullmatch("[A-Za-z]{2}", part)), None)
    where = f", region: {string(region)}" if region else ""
    return f"#text(lang: {string(language.lower())}{where})[{markup}];"


def _breakable(match: re.Match[str]) -> str:
    return _BREAKS.sub(lambda m: (m[1] or m[2]) + "\u200b", match[0])
