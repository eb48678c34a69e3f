"""Charts of arms sent and used: container reports, missiles, and what containers would mean in rounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.argument.bench import Bench
from analysis.argument.confidence import roots
from analysis.argument.rows import Row, ids
from analysis.argument.scenarios import scenarios
from analysis.evidence.dates import first_day, last_day
from analysis.evidence.evidence import Evidence
from analysis.evidence.quantity import Quantity
from analysis.figures import alt
from analysis.figures.chart import Chart, empty_chart, finish, frame, rows_frame, stated
from analysis.figures.marks import (
    day_number,
    dot,
    draw_row,
    drawn_end,
    key_line,
    label_points,
    mark_event,
    mark_level,
    name_rows,
    note,
    thousands,
    time_axis,
)
from analysis.figures.prose import bench_of
from analysis.figures.style import MUTED, TEXT, blank_figure, house_style, state_colour

DRAWN = ("exact", "about", "at_least", "up_to", "range")
"""Bounds of a figure that a chart can draw."""


@house_style
def container_reports(evidence: Evidence) -> Chart:
    """Reports of containers of munitions over time, by who could know, beside the figure of the claim.

    Running totals only: a single shipment is another measure. Repeats of one estimate are joined by a line.
    """
    label, bench = "container-reports", bench_of(evidence)
    found = bench.rows("transfers", item="containers", cumulative="yes", subject="PRK", object="RUS", bound=DRAWN)
    if not found:
        return empty_chart(evidence, label, "reports of containers", title="No report of containers is in view.")
    claimed = bench.register["M2b"]["containers"]
    figure, axes = blank_figure(3.5, left=0.6, right=0.25, top=0.42)
    mark_level(axes, claimed, f"the claim: over {claimed:,}", (0, claimed))
    days = [row.reported_on for row in found]
    time_axis(axes, min(map(first_day, days)) - timedelta(days=30), max(map(last_day, days)) + timedelta(days=45))
    places = _draw_reports(axes, found)
    axes.set_ylim(0, max(*(height for _, height in places.values()), claimed) * 1.22)
    thousands(axes, "containers, running total as reported")
    pact = _mark_pact(bench, axes)
    _label_reports(axes, found, places, claimed)
    present = dict.fromkeys(row.lineage for row in found)
    names = [(bench.lineage(code).removeprefix("the "), state_colour(code)) for code in present]
    key_line(axes, names, y=1.075)
    key_line(axes, [FORMS], y=1.0)
    data = _reports_frame(evidence, found, "transfers", "reported_on")
    largest = alt.largest_report(data)
    title = "Reported totals of containers from the North to Russia differ by reporter; the largest in view is "
    title += f"{largest['text']} ({largest['issuer']})."
    text = alt.reports("Reports of the running total of containers", data, "containers")
    above = int((data["figure"] >= claimed).sum())
    text += f" {above} of them stand at or above the {claimed:,} of the claim, which is drawn as a line."
    return finish(evidence, figure, label, title, text, data, [*data["row"], *pact])


@house_style
def missile_reports(evidence: Evidence) -> Chart:
    """Reports of ballistic missiles sent (above) and fired (below) as running totals; examined debris beside."""
    label, bench = "missile-reports", bench_of(evidence)
    sent = bench.rows("transfers", item="ballistic_missiles", cumulative="yes", object="RUS")
    fired = bench.rows("missile_use", row_type="cumulative", measure="fired")
    figured = [row for row in sent + fired if row.bound in DRAWN]
    if not figured:
        title = "No report of missiles is in view."
        return empty_chart(evidence, label, "reports of missiles with a figure", title=title)
    figure, axes = blank_figure(3.2, left=0.5, right=0.25, top=0.42)
    days = {row.row_id: getattr(row, "reported_on", "") or row.known_on for row in sent + fired}
    ends = [last_day(day) for day in days.values()]
    time_axis(axes, min(ends) - timedelta(days=45), max(ends) + timedelta(days=60))
    points = []
    for row in figured:
        x, colour = day_number(days[row.row_id]), state_colour("PRK" if row in sent else "UKR")
        points.append((x, draw_row(axes, x, row, colour), short(row), colour))
    axes.set_ylim(0, max(row.high if row.bound in ("up_to", "range") else drawn_end(row) for row in figured) * 1.25)
    thousands(axes, "missiles, running total as reported")
    pact = _mark_pact(bench, axes)
    label_points(axes, points + _words_without_figure(axes, sent, days))
    key_line(axes, [("sent", state_colour("PRK")), ("fired", state_colour("UKR")), FORMS])
    parts = [_reports_frame(evidence, sent, "transfers", "reported_on").assign(measure="sent"),
             _reports_frame(evidence, fired, "missile_use", "known_on").assign(measure="fired")]  # fmt: skip
    data = pd.concat(parts).sort_values("day", kind="stable").reset_index(drop=True)
    drawn = data.dropna(subset=["figure"])
    named = []
    for measure, group in drawn.groupby("measure", sort=False):
        top = alt.largest_report(group)
        named.append(f"{measure} {top['text']} ({top['issuer'].partition(' (')[0]})")
    title = "Northern ballistic missiles reported as sent to Russia and fired at Ukraine, running totals; the largest: "
    title += f"{'; '.join(sorted(named, reverse=True))}."
    text = alt.reports("Reports of ballistic missiles sent or fired, running totals", drawn, "missiles")
    unnumbered = len(data) - len(drawn)
    text += f" {unnumbered} further reports give words instead of a figure." if unnumbered else ""
    return finish(evidence, figure, label, title, text, data, [*data["row"], *pact])


@house_style
def rounds_scenario(evidence: Evidence) -> Chart:
    """What the containers of the claim would mean in rounds, by cargo and lineage: alternatives, never a sum."""
    label, bench = "rounds-scenario", bench_of(evidence)
    containers = bench.constant(bench.register["M2b"]["containers"], "containers")
    found = [replace(one, rounds=rough(one.rounds)) for one in scenarios(bench, containers)]
    points = [one.rounds for one in found if one.lineage != "technical"]
    columns = "cargo, issuer, bound, low, high, text"
    if not points:
        what, title = "published conversions of containers", "No conversion is in view."
        return empty_chart(evidence, label, what, columns, title)
    figure, axes = blank_figure(0.75 + 0.36 * len(found), left=2.1, right=1.35, top=0.1, bottom=0.5)
    for height, one in enumerate(found):
        colour, rounds = state_colour(one.lineage), one.rounds
        low, high = (end / 1e6 for end in rounds.interval)
        point = rounds.point / 1e6
        axes.plot([0, point], [height, height], color=colour, linewidth=0.8, alpha=0.5)
        if rounds.bound == "range":
            axes.plot([low, high], [height, height], color=colour, linewidth=6, alpha=0.4, solid_capstyle="butt")
        dot(axes, point, height, colour, {"at_least": ">", "up_to": "<"}.get(rounds.bound, "o"), 6)
        note(axes, rounds.text, (max(point, high if high < 1e9 else point), height), (7, 0), size=TEXT, color=colour)
    name_rows(axes, [f"{one.cargo}\n{one.issuer.split(' (')[0]}" for one in found])
    axes.set_xlim(0, max(one.rounds.point for one in found) / 1e6 * 1.12)
    axes.grid(axis="x")
    axes.grid(visible=False, axis="y")
    axes.set_xlabel("million rounds; ▶ at least, ◀ up to, ● about; alternatives, not a sum")
    lines = [(one.cargo, one.issuer, one.rounds.bound, *one.rounds.interval, one.rounds.text) for one in found]
    data = frame(columns, lines).replace([float("inf"), float("-inf")], float("nan"))
    least, most = min(points, key=lambda q: q.point), max(points, key=lambda q: q.point)
    title = f"What {containers.text} would mean in rounds: from {least.text} to {most.text} by the cargo supposed."
    text = f"{len(found)} readings of what {containers.text} would hold: "
    text += "; ".join(f"{one.cargo} by {one.issuer}, {one.rounds.text}" for one in found)
    text += ". They are alternatives; the contents were not seen."
    return finish(evidence, figure, label, title, text, data, [row for one in found for row in one.rounds.rows])


def rough(quantity: Quantity, digits: int = 2) -> Quantity:
    """A scenario's number to a few significant digits: more would pretend to a measurement."""
    ends = {name: getattr(quantity, name) for name in ("value", "low", "high")}
    kept = {name: None if end is None else float(f"{end:.{digits}g}") for name, end in ends.items()}
    return replace(quantity, **kept, method=f"{quantity.method}; to {digits} significant digits")


FORMS = ("↑ at least   ↓ up to   ○ round figure, alleged   ● assessed", MUTED)
"""What the marks of reports mean, for the key."""


def short(row: Row) -> str:
    """The figure of a row as a label has it."""
    return f"{row.low:,.0f}–{row.high:,.0f}" if row.bound == "range" else f"{drawn_end(row):,.0f}"


def _draw_reports(axes: Axes, found: list[Row]) -> dict[str, tuple[float, float]]:
    """Draw each report as its bound says, and join those that repeat one estimate; returns the place of each."""
    places, groups = {}, {}
    for row in found:
        x, colour = day_number(row.reported_on), state_colour(row.lineage)
        places[row.row_id] = (x, draw_row(axes, x, row, colour))
        groups.setdefault(row.estimate_group, []).append((*places[row.row_id], colour))
    for repeats in groups.values():
        across, up, colours = zip(*sorted(repeats), strict=True)
        axes.plot(across, up, color=colours[0], linewidth=0.8, zorder=1)
    return places


def _label_reports(axes: Axes, found: list[Row], places: dict[str, tuple[float, float]], claimed: float) -> None:
    """Label the first report of each estimate, clear of the line of the claim and of the lines that join repeats."""
    firsts = roots(found)
    points = [(*places[row.row_id], short(row), state_colour(row.lineage)) for row in firsts]
    avoid = [(x, claimed) for x in np.linspace(*axes.get_xlim(), 80)] + list(places.values())
    for first in firsts:
        group = [places[row.row_id] for row in found if row.estimate_group == first.estimate_group]
        avoid += [(x, group[0][1]) for x in np.linspace(min(group)[0], max(group)[0], 20)]
    label_points(axes, points, avoid)


def _mark_pact(bench: Bench, axes: Axes) -> tuple[str, ...]:
    """Mark the day on which the treaty was signed, if it is in view; returns the row."""
    signed = bench.rows("treaty_acts", treaty=bench.register["T1"]["treaty"], act="signed")[:1]
    for row in signed:
        mark_event(axes, row.date, "pact signed", align="right")
    return ids(signed)


def _words_without_figure(axes: Axes, found: list[Row], days: dict[str, str]) -> list[tuple[float, float, str, str]]:
    """Reports in words alone stand at the foot, since they have a day and no height; returns their labels."""
    labels, colour = {}, state_colour("PRK")
    for row in found:
        if row.bound == "unquantified":
            x, words = day_number(days[row.row_id]), row.words or "several"
            dot(axes, x, 0, colour, "|", 10, clip_on=False)
            labels.setdefault(words, (x, 0, f"“{words}”", colour))
    return list(labels.values())


def _reports_frame(evidence: Evidence, found: list[Row], table: str, day: str) -> pd.DataFrame:
    def figure(row: Row) -> float:
        return drawn_end(row) if row.bound in DRAWN else float("nan")

    columns = f"day: {day}, issuer, text, bound, figure, status, lineage, row: row_id"
    return rows_frame(columns, found, text=lambda row: stated(evidence, table, row), figure=figure)
