"""Oil and goods for the North: what is reported to the Council apart from what others estimate, never joined."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.argument.bench import Bench
from analysis.argument.rows import Row, by_day, ids
from analysis.argument.wording import listed
from analysis.evidence.dates import first_day, last_day
from analysis.evidence.evidence import Evidence
from analysis.evidence.quantity import Quantity
from analysis.figures.chart import Chart, empty_chart, finish, rows_frame, stated
from analysis.figures.marks import dot, drawn_end, key_line, note
from analysis.figures.prose import bench_of
from analysis.figures.style import INK, TEXT, blank_figure, house_style, state_colour
from analysis.figures.tables import Table, rows_table

_BETWEEN = 0.45  # of a line, between two years
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@house_style
def oil(evidence: Evidence) -> Chart:
    """Refined oil a year: a line a report, in bars by supplier; estimates as marks; the ceiling of the Council across.

    Of reports on one year by one supplier the one that covers most is drawn, and named where it is no whole year. What
    is reported is what suppliers say to the committee; it is not what was delivered.
    """
    label, bench = "oil", bench_of(evidence)
    reported = _fullest(bench.rows("energy", category="oil_reported", unit="barrels", bound="exact"))
    estimates = by_day(bench.rows("energy", category="oil_estimate", unit="barrels"), "known_on")
    cap = bench.rows("energy", category="oil_cap")
    found = [*reported, *estimates]
    if not found:
        return empty_chart(evidence, label, "reports or estimates of oil", title="No report on oil is in view.")
    lines = sorted([*((row, False) for row in reported), *((row, True) for row in estimates)], key=_place)
    years = sorted({_year(row) for row in found})
    heights = [number + _BETWEEN * years.index(_year(row)) for number, (row, _) in enumerate(lines)]
    figure, axes = blank_figure(0.75 + 0.19 * (heights[-1] + 1), left=2.35, right=0.75, top=0.3, bottom=0.5)
    axes.set(xlim=(0, max(map(_end, [*found, *cap])) * 1.06), ylim=(heights[-1] + 0.7, -0.7))
    axes.set_yticks(heights, [_named(bench, *line) for line in lines], color=INK, fontsize=TEXT)
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.xaxis.set_major_formatter(lambda number, _: f"{number / 1000:,.0f}")
    axes.set_xlabel("thousand barrels of refined products")
    for row in cap:
        axes.axvline(row.value, color=INK, linewidth=0.9, linestyle=(0, (4, 2)))
        note(axes, f"ceiling a year: {row.value:,.0f}", (row.value, 1), (4, -1), on="x", size=TEXT, color=INK, va="top")
    for height, (row, estimated) in zip(heights, lines, strict=True):
        (_draw_estimate if estimated else _draw_report)(bench, axes, height, row)
    names = [("Reported by China", "CHN"), ("by Russia", "RUS"), ("by both together", "CHN;RUS")]
    words = "estimated by others: ▶ at least, ● assessed, ○ alleged"
    key_line(axes, [*((words, state_colour(code)) for words, code in names), (words, INK)], x=-0.72, y=1.02)
    data = rows_frame(
        "year, span, supplier: subject, kind, figure, by: issuer, row: row_id", found, year=_year,
        span=lambda row: _span(row) or "whole year", kind=lambda row: row.category.removeprefix("oil_"),
        figure=lambda row: stated(evidence, "energy", row),
    )  # fmt: skip
    title, text = _told(bench, reported, estimates, cap, data)
    return finish(evidence, figure, label, title, text, data, ids([*found, *cap]))


def _told(
    bench: Bench, reported: list[Row], estimates: list[Row], cap: list[Row], data: pd.DataFrame
) -> tuple[str, str]:
    """Title and alt text: the highest report and the highest estimate beside the ceiling."""
    parts = []
    for group, words in ((reported, "the most reported for a year is"), (estimates, "the most estimated is")):
        if group:
            top = max(group, key=_end)
            span = f", {_span(top)}" if _span(top) else ""
            parts.append(f"{words} {bench.quantity('energy', top).text} ({top.issuer}, {_year(top)}{span})")
    ceiling = f"; the ceiling is {bench.quantity('energy', cap[0]).text} a year" if cap else ""
    title = f"Refined oil for the North: {listed(parts)}{ceiling}."
    lines = [
        f"{one.year}, {one.span}, {one.kind}, from {bench.spelled(one.supplier.replace(';', ' and '))}: {one.figure}"
        for one in data.itertuples()
    ]
    counted = f"Oil reported to the Council ({len(reported)} bars) and estimated ({len(estimates)} marks)"
    return title, f"{counted}: {listed(parts)}{ceiling}. {'; '.join(lines)}."


def _fullest(rows: list[Row]) -> list[Row]:
    """Of the reports by one supplier on one year, the one that covers most, or the latest of equal ones."""
    best: dict[tuple, Row] = {}
    within = (row for row in rows if row.period_start[:4] == row.period_end[:4])
    for row in sorted(within, key=lambda row: (last_day(row.period_end) - first_day(row.period_start), row.period_end)):
        best[_year(row), row.subject] = row
    return by_day(best.values(), "period_start")


def _year(row: Row) -> int:
    return int(row.period_start[:4])


def _end(row: Row) -> float:
    """The end of a figure that is drawn."""
    return {"at_least": row.low, "up_to": row.high}.get(row.bound, row.value)


def _span(row: Row) -> str:
    """Months of a year that a figure covers, by name; empty for a whole year."""
    first, last = first_day(row.period_start).month, last_day(row.period_end).month
    if (first, last) == (1, 12):
        return f"by {_MONTHS[last_day(row.covered_to).month - 1]}" if row.covered_to else ""
    return "–".join(dict.fromkeys((_MONTHS[first - 1], _MONTHS[last - 1])))


def _place(line: tuple[Row, bool]) -> tuple:
    """Lines go by year; reports stand before estimates."""
    row, estimated = line
    return _year(row), estimated, row.period_start, row.subject, row.known_on


def _named(bench: Bench, row: Row, estimated: bool) -> str:
    """A line's name: which year or part of it, and who reports or estimates."""
    states = row.subject.split(";")
    who = row.issuer.split(" (")[0] if estimated else " and ".join(map(bench.spelled, states))
    return f"{_year(row)} {_span(row)}".strip() + f", {who}"


def _draw_report(bench: Bench, axes: Axes, height: float, row: Row) -> None:
    colour = state_colour(row.subject)
    axes.barh([height], [row.value], 0.66, color=colour)
    note(
        axes,
        f"{row.value:,.0f}" if row.value else "none",
        (row.value, height),
        (4, 0),
        size=TEXT,
        color=colour,
        clear=True,
    )


def _draw_estimate(bench: Bench, axes: Axes, height: float, row: Row) -> None:
    """An estimate as a mark: an arrow for an open end, a band between two."""
    if row.bound == "range":
        axes.plot([row.low, row.high], [height, height], color=INK, linewidth=6, alpha=0.4, solid_capstyle="butt")
    form = {"at_least": ">", "up_to": "<"}.get(row.bound, "o")
    dot(axes, drawn_end(row), height, INK, form, 5.5, hollow=row.status == "alleged", label=f"_{row.bound}")
    words = bench.quantity("energy", row).text.removesuffix("barrels").strip()
    note(axes, words, (_end(row), height), (6, 0), size=TEXT, color=INK, clear=True)


def goods(evidence: Evidence) -> Table:
    """What Russia sends or pays beside what it reports to the Council, as stated: estimates, food, money."""
    found = bench_of(evidence).rows("energy", subject="RUS", object="PRK")
    found = by_day((row for row in found if row.category != "oil_reported"), "period_start")

    def span(row: Row) -> str:
        return " to ".join(dict.fromkeys((row.period_start, row.period_end)))

    def what(row: Row) -> str:
        return f"{row.category.replace('_', ' ')}: {row.measure}"

    def figure(row: Row) -> Quantity:
        """The figure as stated; a very small one with the places that it needs, so that it does not read as nothing."""
        stated = evidence.quantity("energy", row.row_id)
        return stated.rounded(2) if 0 < row.value < 0.05 else stated

    columns = "span 1.3: span | what 3: what | figure > 1.95: figure | said by 1.6: said_by | standing 1.15: status"
    title = "What Russia is said to send or pay, beside the oil that it reports: each figure as it was stated."
    return rows_table(evidence, "goods", title, columns, found, span=span, what=what, figure=figure)
