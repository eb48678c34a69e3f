"""Charts of technology in return: attempts to reach orbit, what is said to flow to the North, its missile tests."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.argument.bench import Bench
from analysis.argument.rows import Row, by_day, has, ids
from analysis.argument.technology import attempts, first_success, meeting
from analysis.argument.wording import day, listed
from analysis.evidence.dates import first_day, last_day
from analysis.evidence.evidence import Evidence
from analysis.figures import alt
from analysis.figures.chart import Chart, empty_chart, finish, frame, rows_frame
from analysis.figures.marks import CLEAR, day_number, dot, key_line, lineage_key, mark_event, note, shade, time_axis
from analysis.figures.prose import bench_of
from analysis.figures.style import (
    GRID,
    INK,
    LABEL,
    MUTED,
    PAPER,
    SMALL,
    TEXT,
    blank_figure,
    house_style,
    panels,
    set_margins,
    state_colour,
)

_WIDE, _BOX = 6.0, 0.1
"""Inches of a chart without axes, between its margins; and the place of a small box."""


@house_style
def launch_attempts(evidence: Evidence) -> Chart:
    """Every attempt to reach orbit in order of days, with the visit between them and the rate so far beside each.

    A line joins attempts of one rocket. What looks alike and is none (a missile test, a manoeuvre) is left out.
    """
    label, bench = "launch-attempts", bench_of(evidence)
    claim = bench.register["M4b"]
    tries = attempts(bench, claim["launcher"])
    if not tries:
        return empty_chart(evidence, label, "attempts to reach orbit", title="No attempt to reach orbit is in view.")
    visit = claim["visit_day"].isoformat()  # what stands between the attempts: an announcement, and the visit itself
    marks = by_day(row for row in bench.rows("events") if has(row.bears_on, "M4b") and row.date <= visit)
    figure, axes = blank_figure(1, left=0.15, right=0.15, top=0.05, bottom=0.05)
    axes.set_axis_off()
    axes.set_xlim(0, _WIDE)
    depth, places = 0.42, {}
    for row in sorted([*tries, *marks], key=lambda row: (row.date, row not in tries)):
        if row in tries:
            places[row.row_id] = depth
            depth += _draw_attempt(axes, depth, row, tries[: tries.index(row) + 1])
        else:
            depth += _draw_mark(axes, depth, f"{day(row.date)}: {row.event}.")
    for elder, younger in pairwise(tries):
        if elder.vehicle == younger.vehicle:
            ends = [places[elder.row_id], places[younger.row_id]]
            axes.plot([0.1, 0.1], ends, color=GRID, linewidth=2.5, zorder=0)
    power = _power_line(bench)
    depth += _draw_mark(axes, depth, power, ruled=False)
    figure.set_size_inches(figure.get_figwidth(), depth)
    set_margins(figure, left=0.15, right=0.15, top=0.05, bottom=0.05)
    axes.set_ylim(depth, 0)
    key = [("● reached orbit", state_colour("PRK")), ("✕ did not", MUTED), ("grey line: same rocket", MUTED)]
    key_line(axes, key, y=1 - 0.17 / depth)
    axes.text(_WIDE, 0.17, "successes so far", ha="right", va="bottom", fontsize=TEXT, color=MUTED)
    columns = "date, vehicle, payload, outcome, told by the North: cause_own, told by others: cause_others, row: row_id"
    data, tally = rows_frame(columns, tries), _tally(bench, tries)
    title = f"Attempts to reach orbit since {tries[0].date[:4]}: {tally}."
    told = listed(f"{row.date} {row.vehicle}, {row.outcome}" for row in tries)
    text = f"{len(tries)} attempts: {tally}. In order of days: {told}."
    text += "".join(f" {row.date}: {row.event}." for row in marks) + f" {power}".rstrip()
    return finish(evidence, figure, label, title, text, data, ids([*tries, *marks]))


def _tally(bench: Bench, tries: list[Row]) -> str:
    """Successes of attempts, before and after the visit where it is in view."""
    visit = meeting(bench, bench.register["M4b"])
    if not visit:
        return f"{_share(tries)} succeeded"
    before = [row for row in tries if row.date < visit[0].date]
    after = [row for row in tries if row.date >= visit[0].date]
    told = f"{_share(before)} succeeded before the visit to Vostochny"
    return f"{told}, {_share(after)} after it" if after else told


def _share(tries: Sequence[Row]) -> str:
    return f"{sum(row.outcome == 'success' for row in tries)} of {len(tries)}"


def _power_line(bench: Bench) -> str:
    """What a test of so few launches could reach, where there is something to test."""
    least = [one for one in bench.finding("M4c").quantities if one.name.startswith("least attainable p")]
    if not least:
        return ""
    named = listed(f"{one} on the {len(one.rows)} {one.name.partition(', ')[2].removeprefix('all ')}" for one in least)
    return f"No test of chance is run, since it has no power: at best it could reach p = {named}."


def _draw_attempt(axes: Axes, depth: float, row: Row, so_far: list[Row]) -> float:
    """One attempt with its course; returns the height that it takes."""
    hit = row.outcome == "success"
    colour = state_colour("PRK") if hit else MUTED
    dot(axes, 0.1, depth, colour, "o" if hit else "X", 9, markeredgecolor=PAPER)
    axes.text(0.3, depth, row.date, va="center", fontsize=TEXT, color=INK)
    named = f"{row.vehicle[:1].upper()}{row.vehicle[1:]} with {row.payload}"
    axes.text(1.05, depth, named, va="center", fontsize=TEXT, color=colour)
    lines = textwrap.wrap(_course(row), 86)
    axes.text(1.05, depth + 0.09, "\n".join(lines), va="top", fontsize=SMALL, color=MUTED, linespacing=1.15)
    axes.text(_WIDE, depth, _share(so_far), ha="right", va="center", fontsize=TEXT, color=INK)
    for place, one in enumerate(reversed(so_far), 1):
        fill = state_colour("PRK") if one.outcome == "success" else GRID
        corner = (_WIDE - 0.48 - _BOX * place, depth - 0.05)
        axes.add_patch(Rectangle(corner, _BOX * 0.8, _BOX * 0.8, facecolor=fill, linewidth=0))
    return 0.27 + 0.125 * len(lines)


def _course(row: Row) -> str:
    """The course of a launch in a line: the word of the North where it admits a failure, else that of others."""
    if row.outcome == "success":
        return f"orbit {row.orbit}" + (f"; {row.cause_others}" if row.cause_others else "")
    if "success" in row.cause_own:
        return f"{row.cause_others}; the North: {row.cause_own}"
    return f"the North: {row.cause_own}"


def _draw_mark(axes: Axes, depth: float, text: str, *, ruled: bool = True) -> float:
    lines = textwrap.wrap(text, 124)
    if ruled:
        axes.plot([0, _WIDE], [depth - 0.09] * 2, color=MUTED, linewidth=0.7, linestyle=(0, (2, 2)))
    axes.text(0.3 * ruled, depth - 0.03, "\n".join(lines), va="top", fontsize=LABEL, color=INK, linespacing=1.2)
    return (0.22 if ruled else 0.1) + 0.13 * len(lines)


# ------------------------------------------------------------------------------------------------ what is said to flow

_LANES: dict[str, tuple[str, ...]] = {
    "established": ("",),
    "stated intent": ("stated_intent",),
    "alleged": ("alleged",),
    "suspected": ("suspected", "speculated"),
    "against it": ("counter_evidence", "denial"),
}
_SHAPES = {"established": "s", "stated intent": "D", "alleged": "o", "suspected": "$?$", "against it": "X"}
_LINE = 0.135
"""Height of a line of labels in inches."""


@house_style
def said_to_flow(evidence: Evidence) -> Chart:
    """What Russia is said to give the North, by how it is said; what is established has a lane of its own."""
    label, bench = "said-to-flow", bench_of(evidence)
    kinds = tuple(dict.fromkeys((*bench.register["M4a"]["kinds"], "air_defence")))
    spoken = [row for row in bench.rows("events") if row.stance]
    shown = [r for r in bench.rows("events", kind=kinds, stance="", subject="RUS", object="PRK") if r.assistance]
    denied = [row for row in bench.rows("statements", kind="denial") if has(row.bears_on, "M4")]
    if not spoken:
        return empty_chart(evidence, label, "words on such help", title="No word on help with technology is in view.")
    found = by_day([*spoken, *(row for row in shown if row.status in ("documented", "admitted")), *denied])
    lanes = {name: [row for row in found if getattr(row, "stance", "denial") in _LANES[name]] for name in _LANES}
    figure, axes = blank_figure(3, left=0.95, right=0.1, top=0.55)
    time_axis(axes, first_day(found[0].date) - timedelta(days=60), last_day(found[-1].date) + timedelta(days=60))
    depth = _draw_lanes(axes, lanes)
    figure.set_size_inches(figure.get_figwidth(), depth + 0.9)
    set_margins(figure, left=0.95, right=0.1, top=0.55)
    axes.set_ylim(depth, 0)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    marked = _mark_launches(bench, axes, 1 + 0.17 / depth)
    lineage_key(axes, bench, found, 1 + 0.36 / depth)
    lines = [(row.date, name, _gift(row), row.issuer, row.status, row.row_id) for name in lanes for row in lanes[name]]
    data = frame("date, how it is said, what, by, status, row", lines).sort_values(["date", "row"])
    counts = [len(lanes[name]) or "none" for name in ("alleged", "suspected", "against it", "established")]
    told = "alleged in {} rows, suspected in {}, disputed or denied in {}, established in {}".format(*counts)
    title = f"What Russia is said to give the North: {told}."
    spoken = f"{len(data)} dated words on help with technology, {told}"
    text = alt.acts(spoken, data, "how it is said", act="what")
    return finish(evidence, figure, label, title, text, data, [*ids(found), *marked])


def _gift(row: Row) -> str:
    """The help that a row speaks of; the row itself where it shows a thing of the North, or speaks against help."""
    if hasattr(row, "gist"):
        return row.gist
    own = row.subject == "PRK" and row.stance != "stated_intent"
    return row.event if own or row.stance in _LANES["against it"] else row.assistance.split(": ")[0]


def _draw_lanes(axes: Axes, lanes: dict[str, list[Row]]) -> float:
    """Draw each lane as tall as its labels need to stand clear of each other; returns the depth of all in inches."""
    right = axes.get_window_extent().x1
    depth = 0.1
    for name, rows in lanes.items():
        top, ends = depth, []
        for row in rows:
            x, colour = day_number(row.date), state_colour(row.lineage)
            words = textwrap.shorten(_gift(row), 72 if name == "against it" else 50, placeholder=" …")
            text = axes.text(x, 0, words, fontsize=SMALL, color=colour, va="center", bbox=CLEAR)
            wide = text.get_window_extent().width
            point = axes.transData.transform((x, 0))[0]
            left = point + 7 + wide > right
            start, end = (point - 9 - wide, point + 6) if left else (point - 6, point + 9 + wide)
            line = next((n for n, taken in enumerate(ends) if start > taken), len(ends))
            ends[line : line + 1] = [end]
            y = top + _LINE * (line + 0.6)
            text.set_position((axes.transData.inverted().transform((point + (-7 if left else 7), 0))[0], y))
            text.set_horizontalalignment("right" if left else "left")
            dot(axes, x, y, colour, _SHAPES[name], hollow=row.status == "alleged" and name != "suspected")
        depth = top + _LINE * max(len(ends), 2) + 0.12
        axes.axhline(depth - 0.03, color=GRID, linewidth=0.6)
        note(axes, _lane_words(name, rows), (0, (top + depth - 0.12) / 2), (-64, 0), on="y", size=TEXT, color=INK)
    return depth


def _lane_words(name: str, rows: list[Row]) -> str:
    """Name of a lane with how many stand in it; of what is alleged, how much experts assess on sources of their own."""
    if not rows:
        return f"{name}\nnone in view"
    assessed = sum(row.status != "alleged" for row in rows)
    if name != "alleged" or not assessed:
        return f"{name}\n{len(rows)}"
    return f"alleged\n○ {len(rows) - assessed} stated\n● {assessed} assessed"


def _mark_launches(bench: Bench, axes: Axes, height: float, only: tuple[str, ...] = ()) -> list[str]:
    """The visit, the launch after it, later launches and the pact, as far as they are in view; returns their rows."""
    claim = bench.register["M4b"]
    launch = first_success(bench, claim)
    pact = bench.rows("treaty_acts", treaty=bench.register["T1"]["treaty"], act="signed")[:1]
    later = [row for row in attempts(bench, claim["launcher"]) if launch and row.date > launch.date]
    marks = [(row, "visit", "right") for row in meeting(bench, claim)[:1]]
    marks += [(launch, "in orbit", "left")] * bool(launch)
    marks += [(row, "launch fails" if row.outcome == "failure" else "in orbit", "right") for row in later]
    marks = [mark for mark in [*marks, *((row, "pact", "left") for row in pact)] if not only or mark[1] in only]
    for row, word, side in marks:
        mark_event(axes, row.date, word, height, side)
    return [row.row_id for row, *_ in marks]


# ------------------------------------------------------------------------------------------------------- missile tests

_SERIES = {
    ("CNS", "missiles"): "missiles, by the James Martin Center (CNS)",
    ("CSIS", "events"): "events, by CSIS: a salvo is one",
}
"""Two lists that count different things: missiles that can carry a warhead far, and events of all kinds."""


@house_style
def missile_tests(evidence: Evidence) -> Chart:
    """Tests a year by two lists, one panel each, since a salvo is many missiles and one event; never joined.

    A year without an entry in a list is named and not drawn as zero; a year that is not over is hollow.
    """
    label, bench = "missile-tests", bench_of(evidence)
    exact = by_day(bench.rows("missile_tests", bound="exact"), "period_start")
    rows = {one: [row for row in exact if (row.series, row.measure) == one] for one in _SERIES}
    failed = {row.period_start: row for row in bench.rows("missile_tests", series="CNS", measure="failed")}
    found = [row for group in rows.values() for row in group]
    if not found:
        return empty_chart(evidence, label, "counts of missile tests", title="No count of missile tests is in view.")
    figure, grid = panels(3.6, 2, left=0.4, right=0.15, top=0.35, bottom=0.3, hspace=0.5)
    marked = []
    for axes, (one, group) in zip(grid.flat, rows.items(), strict=True):
        time_axis(axes, min(first_day(row.period_start) for row in found), evidence.as_of + timedelta(days=200))
        _shade_pandemic(bench, axes)
        axes.set_ylim(0, max((row.value for row in group), default=1) * 1.3)
        for row in group:
            _draw_year(axes, row, failed.get(row.period_start) if one[0] == "CNS" else None)
        notes = "dark: known to have failed; – no entry in the list"
        key_line(axes, [(_SERIES[one], INK), (notes if one[0] == "CNS" else "", MUTED)], y=1.08)
        marked += _mark_launches(bench, axes, 1.0, only=("visit", "pact"))
    columns = "list: series, year, counted to: period_end, what: measure, count: value, note, row: row_id"
    data = rows_frame(columns, found, year=lambda row: row.period_start[:4])
    peaks = [max(group, key=lambda row: row.value) for group in rows.values() if group]
    told = listed(f"{row.value:.0f} {row.measure} in {row.period_start[:4]} ({row.series})" for row in peaks)
    visit = meeting(bench, bench.register["M4b"])
    before = visit and all(row.period_start[:4] < visit[0].date[:4] for row in peaks)
    title = f"Missile tests of the North by two lists that count different things; most in a year: {told}"
    title += f"{', before the visit to Vostochny' if before else ''}."
    text = f"Two lists of missile tests, never joined. Highest: {told}."
    for (name, measure), group in rows.items():
        line = data[(data["list"] == name) & ~data["row"].isin(ids(filter(_absent, group)))].astype({"year": int})
        whole = line[line["counted to"].str.endswith("12-31")]
        if len(whole):
            text += " " + alt.series(f"{name}, {measure} in whole years", whole, measure, value="count")
        text += "".join(
            f" {row.period_start[:4]}: {_count(row)}." for row in group if row.row_id not in set(whole["row"])
        )
    return finish(evidence, figure, label, title, text, data, [*ids([*found, *failed.values()]), *marked])


def _absent(row: Row) -> bool:
    """Whether a zero stands for a year without an entry in the list."""
    return row.value == 0 and "entered as zero" in row.note


def _count(row: Row) -> str:
    whole = row.period_end.endswith("12-31")
    return "no entry" if _absent(row) else f"{row.value:.0f}" + ("" if whole else f" (to {row.period_end})")


def _draw_year(axes: Axes, row: Row, failed: Row | None) -> None:
    """A year as a bar with its count; what is known to have failed is darker."""
    start, end = day_number(row.period_start), day_number(f"{row.period_start[:4]}-12-31")
    middle, width, colour = (start + end) / 2, 0.76 * (end - start), state_colour("PRK")
    whole, absent = row.period_end.endswith("12-31"), _absent(row)
    style = {"color": colour, "alpha": 0.55} if whole else {"facecolor": PAPER, "edgecolor": colour, "linestyle": "--"}
    axes.bar([middle], [row.value], width, **style)
    if failed is not None and failed.value:
        axes.bar([middle], [failed.value], width, color=colour)
    text = "–" if absent else f"{row.value:.0f}" + ("" if whole else "\nso far")
    style = {"color": MUTED} if absent else {"color": INK, "clear": True}
    note(axes, text, (middle, row.value), (0, 2), size=SMALL, ha="center", va="bottom", linespacing=0.95, **style)


def _shade_pandemic(bench: Bench, axes: Axes) -> None:
    """Shade the years of the closed border, as far as they are in view, and name them."""
    years = [year for year in bench.register["P1"]["pandemic"] if f"{year}-12-31" <= bench.as_of]
    if years:
        ends = day_number(f"{years[0]}-01-01"), day_number(f"{years[-1]}-12-31")
        shade(axes, *ends, "pandemic", size=LABEL, alpha=0.5, linewidth=0, zorder=0)
