"""The verdicts over time: every claim on every day, the rows that turned it, and what was right when it was written."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from textwrap import shorten

import matplotlib.dates as mdates
import numpy as np
from matplotlib.axes import Axes

from analysis.argument.findings import NOT_TESTABLE, WORDS
from analysis.argument.replay import Change, History, replay
from analysis.argument.wording import day, listed
from analysis.evidence.evidence import Evidence
from analysis.evidence.lines import line_names, row_line
from analysis.figures.chart import Chart, empty_chart, finish, frame
from analysis.figures.marks import CLEAR, day_number, note, verdict_key
from analysis.figures.prose import bench_of
from analysis.figures.style import GRID, INK, MUTED, PAPER, SMALL, VERDICT_COLOURS, blank_figure, house_style
from analysis.figures.tables import Table, make_table

START = "2000-01-01"
"""First day of the replay."""

WIDE_FROM, COMPRESSED = "2018-01-01", 0.3
"""The day from which a year takes more room, and the share of the axis that the years before it take."""

GROUPS = {
    "the treaty": "T", "sanctions": "S", "munitions": "M", "motive, axis and alliances": "RAP", "China": "C",
    "experts": "E", "the whole": "Z",
}  # fmt: skip
"""Claims by the first letter of their ids."""

_LINE, _HEAD, _LETTER, _APART = 0.137, 0.16, 0.049, 1.0
_LONGEST = 85


def histories(evidence: Evidence) -> list[History]:
    """How every claim fared since the first day, parts left out, group by group."""
    parents = {claim.id for claim in bench_of(evidence).register.claims}
    found = {history.claim.id: history for history in replay(bench_of(evidence), START) if history.claim.id in parents}
    return [found[name] for letters in GROUPS.values() for name in found if name[0] in letters]


def numbered(evidence: Evidence) -> dict[Change, int]:
    """Every change of a verdict with its number, in the order in which the chart has them."""
    return {change: number for number, change in enumerate((c for h in histories(evidence) for c in h.changes), 1)}


@house_style
def verdict_timeline(evidence: Evidence) -> Chart:
    """Every claim from the first day to the day of the evidence, coloured by verdict, each change with its row."""
    label, columns = "verdict-timeline", "no., claim, day, from, to, rows"
    numbers = numbered(evidence)
    if not numbers:
        return empty_chart(evidence, label, "changes of a verdict", columns, title="No verdict has changed yet.")
    found = histories(evidence)
    groups = {name: [h for h in found if h.claim.id[0] in letters] for name, letters in GROUPS.items()}
    depth = _HEAD * len(groups) + _LINE * len(found)
    figure, axes = blank_figure(depth + 0.72, left=0.3, right=0.05, top=0.42, bottom=0.3)
    axes.grid(visible=False)
    axes.set_ylim(depth, 0)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    width = figure.get_size_inches()[0] - 0.35
    axes.set_xlim(0, width)
    scale = _Scale(evidence.as_of, width)
    height = 0.0
    for name, group in groups.items():
        axes.text(0, height + _HEAD * 0.62, name, fontsize=SMALL, color=MUTED, va="center")
        height += _HEAD
        for history in group:
            _draw_history(axes, history, height, scale, numbers)
            height += _LINE
    _draw_scale(axes, evidence, scale)
    shown = {verdict for h in found for verdict in (h.first, *(c.after for c in h.changes))}
    verdict_key(axes, "■", shown, 1 + 0.17 / depth)
    lines = ((n, c.claim, c.day, WORDS[c.before], WORDS[c.after], "; ".join(c.rows)) for c, n in numbers.items())
    data = frame(columns, lines)
    now = Counter(history.on(evidence.as_of.isoformat()) for history in found)
    busiest, most = Counter(change.day for change in numbers).most_common(1)[0]
    title = f"Verdicts on {len(found)} claims changed {len(numbers)} times since {START[:4]}, most often on "
    title += f"{day(busiest)} ({most} times); each number names its row in the table below."
    restless = max(found, key=lambda history: len(history.changes))
    text = f"One line a claim from {START} to {evidence.as_of.isoformat()}, {len(found)} claims, {len(numbers)} "
    text += f"changes. On the last day: {listed(f'{now[v]} {words}' for v, words in WORDS.items() if now[v])}. Most "
    text += f"changes on one day: {most} on {busiest}. Most changes of one claim: {len(restless.changes)} "
    text += f"({restless.claim.id}). Never changed: {listed(h.claim.id for h in found if not h.changes) or 'none'}."
    rows = [row for change in numbers for row in change.rows]
    return finish(evidence, figure, label, title, text, data, rows)


class _Scale:
    """A time axis in two pieces: early years in little room, late ones in much; a margin after the last day."""

    def __init__(self, last: date, width: float):
        self.last, self.width, self.wide = last, width, date.fromisoformat(WIDE_FROM)
        self.pieces = self.wide < last
        knees = [(self.wide, width * COMPRESSED)] * self.pieces
        days, self._places = zip((date.fromisoformat(START), 0.0), *knees, (last, width * 0.965), strict=True)
        self._days = mdates.date2num(days)

    def __call__(self, when: str | date) -> float:
        return float(np.interp(day_number(str(when)), self._days, self._places))

    def ticks(self) -> dict[float, str]:
        """Place and name of years, at least so far apart that their names stand clear."""
        kept: dict[float, str] = {}
        for year in range(int(START[:4]), self.last.year + 1):
            place = self(date(year, 1, 1))
            if not kept or place - max(kept) > 0.33 or year == self.wide.year:
                kept = {at: name for at, name in kept.items() if place - at > 0.33}
                kept[place] = str(year)
        return kept


def _draw_history(axes: Axes, history: History, top: float, scale: _Scale, numbers: dict[Change, int]) -> None:
    """One claim as a bar in pieces; numbers of changes that stand too close are drawn as one span."""
    middle = top + _LINE / 2
    axes.text(-0.04, middle, history.claim.id, fontsize=SMALL, color=INK, ha="right", va="center")
    starts = [0.0, *(scale(change.day) for change in history.changes)]
    verdicts = [history.first, *(change.after for change in history.changes)]
    for x, end, verdict in zip(starts, [*starts[1:], scale.width], verdicts, strict=True):
        thick = 0.3 if verdict == NOT_TESTABLE else 0.86
        axes.barh(middle, end - x, left=x, height=_LINE * thick, color=VERDICT_COLOURS[verdict])

    def span(cluster: list[Change]) -> str:
        return "–".join(dict.fromkeys(str(numbers[change]) for change in (cluster[0], cluster[-1])))

    clusters: list[list[Change]] = []
    for change in history.changes:
        if clusters and scale(change.day) - scale(clusters[-1][-1].day) < len(span(clusters[-1])) * _LETTER + 0.03:
            clusters[-1].append(change)
        else:
            clusters.append([change])
    for cluster, after in pairwise([*clusters, None]):
        x, end, last = scale(cluster[-1].day), scale(after[0].day) if after else scale.width, cluster[-1].after
        named = f"{span(cluster)} {_cause(cluster[-1])}"
        text = named if len(named) * _LETTER < end - x else span(cluster)
        ink = INK if last in ("mixed", NOT_TESTABLE) else PAPER
        box = CLEAR if last == NOT_TESTABLE else None
        place, side = (x + 0.02, "left") if x + len(text) * _LETTER < scale.width else (scale.width - 0.02, "right")
        axes.text(place, middle, text, fontsize=SMALL, color=ink, va="center", ha=side, bbox=box)


def _cause(change: Change) -> str:
    """The row that turned a verdict, in its id; of several the first, and how many more."""
    more = f" +{len(change.rows) - 1}" if len(change.rows) > 1 else ""
    return f"{change.rows[0]}{more}" if change.rows else "the day itself"


def _draw_scale(axes: Axes, evidence: Evidence, scale: _Scale) -> None:
    ticks = scale.ticks()
    axes.set_xticks(list(ticks), list(ticks.values()))
    if scale.pieces:
        x = scale(WIDE_FROM)
        axes.axvline(x, color=INK, linewidth=0.8, linestyle=(0, (3, 2)), zorder=0.5)
        note(axes, "years narrow ◀", (x, 0), (-4, 1), size=SMALL, ha="right", va="bottom")
        note(axes, "▶ years wide", (x, 0), (4, 1), size=SMALL, va="bottom")
    end = scale(scale.last)
    axes.axvline(end, color=INK, linewidth=0.6, zorder=0.5)
    side = "right" if scale.pieces else "center"
    note(axes, scale.last.isoformat(), (end, 0), (0, 1), size=SMALL, ha=side, va="bottom")
    written = bench_of(evidence).register.text_day
    if scale.pieces and end - scale(written) > _APART:
        axes.axvline(scale(written), color=MUTED, linewidth=0.8, linestyle=(0, (1, 1.5)), zorder=0.5)
        note(axes, "day of the article", (scale(written), 0), (0, 1), size=SMALL, ha="center", va="bottom")
    for place in ticks:
        axes.axvline(place, color=GRID, linewidth=0.4, zorder=0)


# ------------------------------------------------------------------------------------------------------------- tables


def replay_changes(evidence: Evidence) -> Table:
    """Key to the timeline: every change with the row that caused it."""
    columns = "no. > 0.45 | claim 0.6 | day 1.1 | from and to 2.3 | row that turned it 2.1 | what it says 3.2"
    numbers = numbered(evidence)
    data = [(str(n), c.claim, c.day, f"{WORDS[c.before]} to {WORDS[c.after]}", _cause(c), _what(evidence, c))
            for c, n in numbers.items()]  # fmt: skip
    title = f"Every change of a verdict since {START[:4]}, and the row that caused it."
    return make_table(evidence, "replay-changes", title, columns, data, [row for c in numbers for row in c.rows])


def _what(evidence: Evidence, change: Change) -> str:
    """The row in one line, cut where it is long; the annex has it whole."""
    if not change.rows:
        return "no row: the day itself was reached, or a span ran out"
    table, row = evidence.row(change.rows[0])
    line = row_line(table, row, line_names(evidence))
    return shorten(line, _LONGEST, placeholder=" …")


def then_and_now(evidence: Evidence) -> Table:
    """Right when written, right now: the verdict of each claim on the day of the article and on the day in hand."""
    written, today = bench_of(evidence).register.text_day.isoformat(), evidence.as_of.isoformat()
    title = f"Right when written, right now: verdicts on {day(written)} and on {day(today)}"
    columns = "claim 0.5 | when written 1.5 | now 1.5 |  0.8 | changed by 3.4"
    if today <= written:
        return make_table(evidence, "then-and-now", f"{title}: nothing can have changed yet.", columns, [], [])
    data, used = [], []
    for history in histories(evidence):
        then, now = history.on(written), history.on(today)
        later = [change for change in history.changes if change.day > written]
        used += [row for change in later for row in change.rows]
        turned = "; ".join(f"{_cause(change)} ({change.day})" for change in later)
        data.append((history.claim.id, WORDS[then], WORDS[now], "same" if then == now else "changed", turned))
    changed = sum(row[3] == "changed" for row in data)
    title += f": {changed} of {len(data)} differ."
    return make_table(evidence, "then-and-now", title, columns, data, used)


def days_of_writing(evidence: Evidence) -> Table:
    """Verdicts that differ between the first and the last day on which the article can have been written."""
    register = bench_of(evidence).register
    first, last = register.text_day.isoformat(), register.text_day_latest.isoformat()
    early = evidence.as_of.isoformat() < last
    latest = "last possible day" if early else day(last)
    columns = f"claim 0.5 | {day(first)} 1.5 | {latest} 1.5 | because of 2 | what it says 3.5"
    data, used = [], []
    for history in () if early else histories(evidence):
        before, after = history.on(first), history.on(last)
        if before != after:
            change = next(change for change in reversed(history.changes) if change.day <= last)
            data.append((history.claim.id, WORDS[before], WORDS[after], _cause(change), _what(evidence, change)))
            used += change.rows
    title = f"Verdicts that differ between {day(first)} and {day(last)}, the days on which it can have been written: "
    title += f"{len(data)} claims."
    if early:
        title = "Verdicts that differ between the days on which the article can have been written: the last has not "
        title += "come."
    return make_table(evidence, "days-of-writing", title, columns, data, used)
