"""Text of terminals: colours, links, rewritten lines and control characters, as runs that pages can set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

COLORS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_SHADES = (
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
)
_BRIGHT = ((127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255))
_BRIGHT += ((255, 255, 255),)
_SWITCHES = {1: "bold", 2: "dim", 3: "italic", 4: "underline", 7: "inverse", 9: "strike", 21: "underline"}
_OFF = {22: ("bold", "dim"), 23: ("italic",), 24: ("underline",), 27: ("inverse",), 29: ("strike",)}
_TOKEN = re.compile(
    r"\x1b\[(?P<codes>[0-9;:?]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b\]8;[^;\x07\x1b]*;(?P<link>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_][^\x1b]*\x1b\\|\x1b[ -/]*[0-~]"
    r"|(?P<move>[\r\n\b])|(?P<text>[^\x1b\r\n\b]+|\x1b)"
)
_ACTIVE = re.compile("[\x1b\r\b]")
_CONTROL = {code: 0x2400 + code for code in range(32) if code not in (9, 10)} | {127: 0x2421}
_CONTROL |= dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], 0xFFFD)
PALETTE = {
    "black": ("#1c1d1f", "#e6e7e9", "#d9dce0", "#000000"),
    "red": ("#a31515", "#ff9c94", "#f9d0cd", "#6b2424"),
    "green": ("#116329", "#7ee08a", "#cdeed3", "#1f5130"),
    "yellow": ("#735000", "#e6c25c", "#f6e5a8", "#574612"),
    "blue": ("#0b4fa8", "#8ab8ff", "#cfe0fb", "#21457d"),
    "magenta": ("#8a2a86", "#e6a4ee", "#f1d3f3", "#5b2a63"),
    "cyan": ("#0b5f6e", "#6fd6e0", "#c4ebf0", "#14505a"),
    "white": ("#1c1d1f", "#e6e7e9", "#ffffff", "#4a5057"),
    "grey": ("#555b63", "#b6bcc4", "#d9dce0", "#4a5057"),
}
"""Text and ground of each colour, in light and in dark: every text is readable on the page, and ink on every ground."""
FURTHEST = 500
"""Lines and columns that a cursor may be moved at once."""


@dataclass(frozen=True)
class Style:
    """How a run looks: names of colours, switches that are on, and an address."""

    color: str = ""
    ground: str = ""
    on: frozenset[str] = frozenset()
    link: str = ""

    @property
    def classes(self) -> tuple[str, ...]:
        """Names for style sheets, such as ``ansi-red``, ``ansi-on-blue`` and ``ansi-bold``."""
        names = (self.color, self.ground and f"on-{self.ground}", *sorted(self.on))
        return tuple(f"ansi-{name}" for name in names if name)


PLAIN = Style()


@dataclass(frozen=True)
class Run:
    """A piece of text of one style."""

    text: str
    style: Style = PLAIN


def visible(text: str) -> str:
    """Text with a picture for each control character (``␛`` for escape), which a page may not hold."""
    return text if text.isascii() and text.isprintable() else text.translate(_CONTROL)


def plain(text: str) -> str:
    """Text as a terminal shows it in the end, without its colours."""
    return "".join(run.text for run in terminal_runs(text))


def terminal_runs(text: str) -> tuple[Run, ...]:
    """What a terminal shows in the end: lines rewritten, cursors moved, neighbours of one style joined."""
    if not _ACTIVE.search(text):
        return (Run(visible(text)),)
    screen = _Screen()
    for match in _TOKEN.finditer(text.replace("\r\n", "\n")):
        screen.read(match)
    runs: list[tuple[list[str], Style]] = []
    for letter, style in screen.letters():
        if runs and runs[-1][1] is style:
            runs[-1][0].append(letter)
        else:
            runs.append(([letter], style))
    return tuple(Run(visible("".join(letters)), style) for letters, style in runs)


class _Screen:
    def __init__(self) -> None:
        self.lines: list[list[tuple[str, Style]]] = [[]]
        self.row = self.column = 0
        self.style = PLAIN

    def letters(self) -> Iterator[tuple[str, Style]]:
        for number, line in enumerate(self.lines):
            if number:
                yield "\n", line[0][1] if line else PLAIN
            yield from line

    def read(self, match: re.Match[str]) -> None:
        if match["text"]:
            self._write(match["text"])
        elif match["move"]:
            self._move(match["move"])
        elif match["link"] is not None:
            url = match["link"]
            safe = url if url.startswith(("http://", "https://", "mailto:")) else ""
            self.style = replace(self.style, link=safe)
        elif match["final"] == "m":
            codes = [int(code) if code.isdigit() else 0 for code in re.split("[;:]", match["codes"])]
            self.style = _styled(self.style, codes)
        elif match["final"]:
            self._control(match["final"], match["codes"])

    def _write(self, text: str) -> None:
        line, end = self.lines[self.row], self.column + len(text)
        line += [(" ", PLAIN)] * (self.column - len(line))
        line[self.column : end] = [(letter, self.style) for letter in text]
        self.column = end

    def _move(self, sign: str) -> None:
        if sign == "\n":
            self.row, self.column = self.row + 1, 0
            if self.row == len(self.lines):
                self.lines.append([])
        else:
            self.column = 0 if sign == "\r" else max(0, self.column - 1)

    def _control(self, final: str, codes: str) -> None:
        first = codes.partition(";")[0]
        count = min(int(first) if first.isdigit() else 0, FURTHEST)
        line = self.lines[self.row]
        if final == "K":
            start = self.column if count == 0 else 0
            line[start : self.column if count == 1 else len(line)] = [(" ", PLAIN)] * (self.column if count == 1 else 0)
        elif final == "A":
            self.row = max(0, self.row - max(1, count))
        elif final == "B":
            self.row = min(len(self.lines) - 1, self.row + max(1, count))
        elif final == "C":
            self.column += max(1, count)
        elif final == "D":
            self.column = max(0, self.column - max(1, count))
        elif final == "G":
            self.column = max(0, count - 1)


def _styled(style: Style, codes: list[int]) -> Style:
    """The style after a ``SGR`` sequence; colours of 256 and of 24 bits become the nearest of eight names."""
    while codes:
        code = codes.pop(0)
        if code == 0:
            style = Style(link=style.link)
        elif code in _SWITCHES:
            style = replace(style, on=style.on | {_SWITCHES[code]})
        elif code in _OFF:
            style = replace(style, on=style.on - {*_OFF[code]})
        elif code in (38, 48):
            name = _extended(codes)
            style = replace(style, color=name) if code == 38 else replace(style, ground=name)
        elif 30 <= code <= 37 or 90 <= code <= 97:
            style = replace(style, color="grey" if code == 90 else COLORS[code % 10])
        elif 40 <= code <= 47 or 100 <= code <= 107:
            style = replace(style, ground="grey" if code == 100 else COLORS[code % 10])
        elif code == 39:
            style = replace(style, color="")
        elif code == 49:
            style = replace(style, ground="")
    return style


def _extended(codes: list[int]) -> str:
    kind = codes.pop(0) if codes else 0
    if kind == 5 and codes:
        return _of_palette(codes.pop(0))
    if kind == 2 and len(codes) >= 3:
        return nearest_color((codes.pop(0), codes.pop(0), codes.pop(0)))
    codes.clear()
    return ""


def _of_palette(number: int) -> str:
    if number < 16:
        return "grey" if number == 8 else COLORS[number % 8]
    if number >= 232:
        return nearest_color((8 + 10 * (number - 232),) * 3)
    levels = (0, 95, 135, 175, 215, 255)
    number -= 16
    return nearest_color((levels[number // 36 % 6], levels[number // 6 % 6], levels[number % 6]))


def nearest_color(rgb: tuple[int, int, int]) -> str:
    """Name of the terminal colour that a colour comes nearest to."""
    shades = [*zip(_SHADES, COLORS, strict=True), *zip(_BRIGHT, ("grey", *COLORS[1:]), strict=True)]
    return min(shades, key=lambda shade: sum((a - b) ** 2 for a, b in zip(shade[0], rgb, strict=True)))[1]
