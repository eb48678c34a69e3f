"""Text as Typst source that cannot be mistaken for markup."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analysis.press.fonts import settle_glyphs

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
    """

    missing: dict[str, int] = field(default_factory=dict)

    def literal(self, text: str) -> str:
        """A string literal with only characters that the fonts hold."""
        return string(settle_glyphs(text, self.missing))

    def markup(self, text: str) -> str:
        """Text in markup; a long run without spaces may break after its punctuation."""
        if not text:
            return ""
        return f"#{self.literal(LONG_RUN.sub(_breakable, text))};"

    def code(self, text: str) -> str:
        """A string literal of code or output; only a run that fits no line may break."""
        return self.literal(LONG_CODE.sub(_breakable, text))

    def note(self) -> str | None:
        """A sentence on the characters that were replaced; None if there were none."""
        if not self.missing:
            return None
        points = sorted(self.missing)
        names = ", ".join(f"U+{ord(point):04X}" for point in points[:20])
        more = f" and {len(points) - 20} more" if len(points) > 20 else ""
        return f"No font of this document has these characters; a white square stands for each: {names}{more}."


def _breakable(match: re.Match[str]) -> str:
    return _BREAKS.sub(lambda m: (m[1] or m[2]) + "\u200b", match[0])
