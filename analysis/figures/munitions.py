"""Charts of arms sent and used: container reports, missiles, and what containers would mean in rounds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from analysis.argument.confidence import roots
from analysis.argument.rows import Row, records
from analysis.argument.scenarios import scenarios
from analysis.evidence.dates import first_day, last_day
from analysis.evidence.evidence import Evidence
from analysis.evidence.quantity import Quantity
from analysis.figures import alt
from analysis.figures.chart import Chart, empty_chart, finish, frame
from analysis.figures.marks import day_number, draw_bound, key_line, label_points, mark_event, note, time_axis
from analysis.figures.prose import bench_of
from analysis.figures.style import INK, MUTED, OTHER, blank_figure, house_style, state_colour

DRAWN = ("exact", "about", "at_least", "up_to", "range")
"""Bounds of a figure that a chart can draw."""


@house_style
def container_reports(evidence: Evidence) -> Chart:
    """Reports of containers of munitions over time, by who could know, beside the figure of the claim.

    Running totals only: a single shipment is another measure. Repeats of one estimate are joined by a line.
    """
    label = "container-reports"
    found = [row for row in records(evidence, "transfers") if row.item == "containers" and row.cumulative == "yes"]
    found = [row for row in found if row.subject == "PRK" and row.object == "RUS" and row.bound in DRAWN]
    if not found:
        return empty_chart(evidence, label, "reports of containers", title="No report of containers is in view.")
    claimed = bench_of(evidence).register["M2b"]["containers"]
    figure, axes = blank_figure(3.5, left=0.6, right=0.25, top=0.42)
    axes.axhline(claimed, color=MUTED, linewidth=0.9, linestyle=(0, (4, 2)))
    _time_span(axes, found)
    heights = _draw_reports(axes, found, "reported_on")
    axes.set_ylim(0, max(*heights.values(), claimed) * 1.22)
    note(axes, f"the claim: over {claimed:,}", (0, claimed), (4, 3), on="y", size=8, va="baseline")
    thousands(axes, "containers, running total as reported")
    pact = _mark_pact(evidence, axes)
    _label_reports(axes, found, heights, claimed)
    _lineage_key(evidence, axes, found)
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
    label = "missile-reports"
    sent = [r for r in records(evidence, "transfers") if r.item == "ballistic_missiles" and r.cumulative == "yes"]
    sent = [row for row in sent if row.object == "RUS"]
    fired = [r for r in records(evidence, "missile_use") if r.row_type == "cumulative" and r.measure == "fired"]
    if not [row for row in sent + fired if row.bound in DRAWN]:
        return empty_chart(
            evidence, label, "reports of missiles with a figure", title="No report of missiles is in view."
        )
    figure, axes = blank_figure(3.2, left=0.5, right=0.25, top=0.42)
    figured = [row for row in sent + fired if row.bound in DRAWN]
    days = {row.row_id: _day_of(row) for row in sent + fired}
    first = min(last_day(day) for day in days.values()) - timedelta(days=45)
    last = max(last_day(day) for day in days.values()) + timedelta(days=60)
    time_axis(axes, first, last)
    heights = {}
    points = []
    top = max(row.high if row.bound in ("up_to", "range") else _figure(row) for row in figured) * 1.25
    for row in sent + fired:
        colour = state_colour("PRK") if row in sent else state_colour("UKR")
        x = day_number(days[row.row_id])
        if row.bound in DRAWN:
            ends = (row.value, row.low, row.high)
            heights[row.row_id] = draw_bound(axes, x, row.bound, ends, colour, hollow=row.status == "alleged")
            points.append((x, heights[row.row_id], short(row), colour))
    axes.set_ylim(0, top)
    thousands(axes, "missiles, running total as reported")
    pact = _mark_pact(evidence, axes)
    label_points(axes, points + _words_without_figure(axes, sent, days))
    key_line(axes, [("sent", state_colour("PRK")), ("fired", state_colour("UKR")), FORMS])
    data = pd.concat([
        _reports_frame(evidence, sent, "transfers", "reported_on").assign(measure="sent"),
        _reports_frame(evidence, fired, "missile_use", "known_on").assign(measure="fired"),
    ]).sort_values("day", kind="stable").reset_index(drop=True)  # fmt: skip
    drawn = data.dropna(subset=["figure"])
    title = "Reports of North Korean ballistic missiles sent to Russia and fired at Ukraine, as running totals."
    text = alt.reports("Reports of ballistic missiles sent or fired, running totals", drawn, "missiles")
    unnumbered = len(data) - len(drawn)
    text += f" {unnumbered} further reports give words instead of a figure." if unnumbered else ""
    return finish(evidence, figure, label, title, text, data, [*data["row"], *pact])


@house_style
def rounds_scenario(evidence: Evidence) -> Chart:
    """What the containers of the claim would mean in rounds, by cargo and lineage: alternatives, never a sum."""
    bench = bench_of(evidence)
    containers = bench.constant(bench.register["M2b"]["containers"], "containers")
    found = [replace(one, rounds=rough(one.rounds)) for one in scenarios(bench, containers)]
    label, columns = "rounds-scenario", "cargo, issuer, bound, low, high, text"
    if not any(one.lineage != "technical" for one in found):
        return empty_chart(
            evidence, label, "published conversions of containers", columns, title="No conversion is in view."
        )
    names = [f"{one.cargo}\n{one.issuer.split(' (')[0]}" for one in found]
    figure, axes = blank_figure(0.75 + 0.36 * len(found), left=2.1, right=1.35, top=0.1, bottom=0.5)
    for height, one in enumerate(found):
        colour = OTHER if one.lineage == "technical" else _lineage_colour(one.lineage)
        low, high = (end / 1e6 for end in one.rounds.interval)
        point = one.rounds.point / 1e6
        arrow = {"at_least": ">", "up_to": "<"}.get(one.rounds.bound, "o")
        axes.plot([0, point], [height, height], color=colour, linewidth=0.8, alpha=0.5)
        if one.rounds.bound == "range":
            axes.plot([low, high], [height, height], color=colour, linewidth=6, alpha=0.4, solid_capstyle="butt")
        axes.plot([point], [height], arrow, color=colour, markersize=6, label=f"_{one.rounds.bound}")
        note(axes, one.rounds.text, (max(point, high if high < 1e9 else point), height), (7, 0), size=8, color=colour)
    axes.set_yticks(range(len(found)), names, color=INK)
    axes.set_ylim(len(found) - 0.4, -0.6)
    axes.set_xlim(0, max(one.rounds.point for one in found) / 1e6 * 1.12)
    axes.grid(axis="x")
    axes.grid(visible=False, axis="y")
    axes.set_xlabel("million rounds; ▶ at least, ◀ up to, ● about; alternatives, not a sum")
    data = frame(
        columns, ((one.cargo, one.issuer, one.rounds.bound, *one.rounds.interval, one.rounds.text) for one in found)
    ).replace([float("inf"), float("-inf")], float("nan"))
    points = [one.rounds for one in found if one.lineage != "technical"]
    least, most = min(points, key=lambda q: q.point), max(points, key=lambda q: q.point)
    title = f"What {containers.text} would mean in rounds: from {least.text} to {most.text} by the cargo supposed."
    text = f"{len(found)} readings of what {containers.text} would hold: "
    text += f"{'; '.join(f'{one.cargo} by {one.issuer}, {one.rounds.text}' for one in found)}. They are alternatives; "
    text += "the contents were not seen."
    rows = [row for one in found for row in one.rounds.rows]
    return finish(evidence, figure, label, title, text, data, rows)


def rough(quantity: Quantity, digits: int = 2) -> Quantity:
    """A scenario's number to a few significant digits: more would pretend to a measurement."""
    ends = {name: getattr(quantity, name) for name in ("value", "low", "high")}
    kept = {name: None if end is None else float(f"{end:.{digits}g}") for name, end in ends.items()}
    return replace(quantity, **kept, method=f"{quantity.method}; to {digits} significant digits")


FORMS = ("↑ at least   ↓ up to   ○ round figure, alleged   ● assessed", MUTED)
"""What the marks of reports mean, for the key."""


def _day_of(row: Row) -> str:
    return getattr(row, "reported_on", "") or row.known_on


def _figure(row: Row) -> float:
    """The end of a figure that a chart draws."""
    if row.bound == "range":
        return (row.low + row.high) / 2
    return {"at_least": row.low, "up_to": row.high}.get(row.bound, row.value)


def short(row: Row) -> str:
    """The figure of a row as a label has it."""
    if row.bound == "range":
        return f"{row.low:,.0f}–{row.high:,.0f}"
    return f"{_figure(row):,.0f}"


def _time_span(axes: Axes, found: list[Row]) -> None:
    days = [row.reported_on for row in found]
    time_axis(axes, min(map(first_day, days)) - timedelta(days=30), max(map(last_day, days)) + timedelta(days=45))


def _draw_reports(axes: Axes, found: list[Row], day: str) -> dict[str, float]:
    """Draw each report as its bound says, and join those that repeat one estimate; returns the height of each."""
    heights, groups = {}, {}
    for row in found:
        x = day_number(getattr(row, day))
        colour = _lineage_colour(row.lineage)
        ends = (row.value, row.low, row.high)
        height = draw_bound(axes, x, row.bound, ends, colour, hollow=row.status == "alleged")
        heights[row.row_id] = height
        groups.setdefault(row.estimate_group, []).append((x, height, colour))
    for repeats in groups.values():
        across, up, colours = zip(*sorted(repeats), strict=True)
        axes.plot(across, up, color=colours[0], linewidth=0.8, zorder=1)
    return heights


def _label_reports(axes: Axes, found: list[Row], heights: dict[str, float], claimed: float) -> None:
    """Label the first report of each estimate, clear of the line of the claim and of the lines that join repeats."""
    places = {row.row_id: (day_number(row.reported_on), heights[row.row_id]) for row in found}
    firsts = roots(found)
    points = [(*places[row.row_id], short(row), _lineage_colour(row.lineage)) for row in firsts]
    avoid = [(x, claimed) for x in np.linspace(*axes.get_xlim(), 80)] + list(places.values())
    for first in firsts:
        group = [places[row.row_id] for row in found if row.estimate_group == first.estimate_group]
        avoid += [(x, group[0][1]) for x in np.linspace(min(group)[0], max(group)[0], 20)]
    label_points(axes, points, avoid)


def _mark_pact(evidence: Evidence, axes: Axes) -> list[str]:
    """Mark the day on which the treaty was signed, if it is in view; returns the row."""
    acts = evidence.table("treaty_acts")
    treaty = bench_of(evidence).register["T1"]["treaty"]
    signed = acts[(acts["treaty"] == treaty) & (acts["act"] == "signed")].head(1)
    for day in signed["date"]:
        mark_event(axes, day, "pact signed", align="right")
    return list(signed.index)


def _lineage_key(evidence: Evidence, axes: Axes, found: list[Row]) -> None:
    name = bench_of(evidence).lineage
    present = dict.fromkeys(row.lineage for row in found)
    key_line(axes, [(name(lineage).removeprefix("the "), _lineage_colour(lineage)) for lineage in present], y=1.075)
    key_line(axes, [FORMS], y=1.0)


def _lineage_colour(lineage: str) -> str:
    """Colour of the state that could know by its own means; images belong to nobody."""
    return OTHER if lineage == "imagery" else state_colour(lineage)


def thousands(axes: Axes, label: str) -> None:
    """Name the upright axis and write its numbers with separators."""
    axes.yaxis.set_major_formatter(FuncFormatter(lambda number, _: f"{number:,.0f}"))
    axes.set_ylabel(label)


def _words_without_figure(axes: Axes, found: list[Row], days: dict[str, str]) -> list[tuple[float, float, str, str]]:
    """Reports in words alone stand at the foot, since they have a day and no height; returns their labels."""
    labels = {}
    for row in found:
        if row.bound == "unquantified":
            x = day_number(days[row.row_id])
            axes.plot([x], [0], "|", color=state_colour("PRK"), markersize=10, clip_on=False, label="_unquantified")
            labels.setdefault(row.words or "several", (x, 0, f"“{row.words or 'several'}”", state_colour("PRK")))
    return list(labels.values())


def _reports_frame(evidence: Evidence, found: list[Row], table: str, day: str) -> pd.DataFrame:
    return frame(
        "day, issuer, text, bound, figure, status, lineage, row",
        (
            (
                getattr(row, day),
                row.issuer,
                evidence.quantity(table, row.row_id).text.replace("\N{NO-BREAK SPACE}", " "),
                row.bound,
                _figure(row) if row.bound in DRAWN else float("nan"),
                row.status,
                row.lineage,
                row.row_id,
            )
            for row in found
        ),
    )
