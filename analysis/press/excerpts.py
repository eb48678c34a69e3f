"""Text outputs for both printers: coloured where a terminal was, cut with a note where they would fill many pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from analysis.press.ansi import PALETTE, PLAIN, Run, terminal_runs
from analysis.press.language import ngettext
from analysis.press.typst_text import TypstText, string

ON_SCREEN = (400_000, 10_000)
"""Characters and lines of one output that a page of HTML holds; the notebook has all."""
ON_PAPER = (10_000, 150)
TAIL = 0.1
"""Share of an excerpt that is kept of the end, where results and the causes of errors stand."""
_LONGEST_READ = 4_000_000


@dataclass(frozen=True)
class Excerpt:
    """The beginning of a text, a sentence on what is left out of the middle, and the end."""

    head: tuple[Run, ...]
    note: str = ""
    tail: tuple[Run, ...] = ()


def read_terminal(text: str) -> tuple[Run, ...]:
    """Runs of a text as a terminal shows it; of a very long one, rewritten lines are dropped without being replayed."""
    text = text.rstrip("\n")
    if len(text) > _LONGEST_READ and "\r" in text:
        text = "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
    return terminal_runs(text)


def excerpt(runs: Sequence[Run], limits: tuple[int, int]) -> Excerpt:
    """As much of a text as the limits of characters and lines allow."""
    characters, lines = limits
    whole = "".join(run.text for run in runs)
    if len(whole) <= characters and whole.count("\n") < lines:
        return Excerpt(tuple(runs))
    start = _whole_lines(whole, int(characters * (1 - TAIL)), int(lines * (1 - TAIL)))
    back = _whole_lines(whole[::-1], int(characters * TAIL), int(lines * TAIL))
    end = max(start, len(whole) - back)
    left = end - start
    note = ngettext("{count} character is left out here.", "{count} characters are left out here.", left)
    head, tail = _between(runs, 0, start), _between(runs, end, len(whole))
    return Excerpt(head, note.format(count=f"{left:,}"), tail)


def _whole_lines(text: str, characters: int, lines: int) -> int:
    """How many characters the first lines take; within a line only where a single one is too long."""
    part = text[:characters]
    ends = [match.start() for match in re.finditer("\n", part)][:lines]
    if len(ends) == lines:
        return ends[-1]
    return ends[-1] if ends and len(part) < len(text) and ends[-1] > characters // 2 else len(part)


def _between(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    found, place = [], 0
    for run in runs:
        piece = run.text[max(0, start - place) : max(0, end - place)]
        if piece:
            found.append(Run(piece, run.style))
        place += len(run.text)
    return tuple(found)


def runs_html(runs: Sequence[Run]) -> str:
    """Runs as HTML: classes for colours, so that they suit light and dark."""
    return "".join(map(_run_html, runs))


def terminal_html(runs: Sequence[Run], kind: str) -> str:
    """A text output as HTML, cut where it is too long for a page."""
    shown = excerpt(runs, ON_SCREEN)
    note = f'<p class="note">[{escape(shown.note)}]</p>' if shown.note else ""
    pieces = [f'<pre tabindex="0" class="{kind}">{runs_html(part)}</pre>' for part in (shown.head, shown.tail) if part]
    return note.join(pieces)


def _run_html(run: Run) -> str:
    text = str(escape(run.text))
    if run.style.classes:
        text = f'<span class="{" ".join(run.style.classes)}">{text}</span>'
    return f'<a href="{escape(run.style.link)}">{text}</a>' if run.style.link else text


def runs_markup(runs: Sequence[Run], text: TypstText) -> str:
    """Runs as an argument of the template's functions: a string, or an array of strings with styles."""
    if all(run.style == PLAIN for run in runs):
        return text.code("".join(run.text for run in runs))
    items = []
    for run in runs:
        style = run.style
        names = "".join(f"{string(name)}, " for name in sorted(style.on))
        colors = [string(PALETTE[style.color][0] if style.color and not style.ground else "")]
        colors.append(string(PALETTE[style.ground][2] if style.ground else ""))
        items.append(f"({text.code(run.text)}, {', '.join(colors)}, ({names}), {string(style.link)}), ")
    return f"({''.join(items)})"
