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
from analysis.figures.marks import draw_row, key_line, mark_level, note
from analysis.figures.prose import bench_of
from analysis.figures.style import INK, MUTED, SMALL, blank_figure, house_style, state_colour
from analysis.figures.tables import Table, rows_table

_OFFSETS = {"CHN": -0.31, "RUS": 0.0, "CHN;RUS": 0.31}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@house_style
def oil(evidence: Evidence) -> Chart:
    """Refined oil a year: reported by supplier as bars, estimated as marks, the ceiling of the Council as a line.

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
    figure, axes = blank_figure(3.4, left=0.55, right=0.2, top=0.32, bottom=0.3)
    years = range(min(map(_year, found)), max(map(_year, found)) + 1)
    axes.set_xlim(years[0] - 0.6, years[-1] + (2.52 if years[-1] in map(_year, estimates) else 0.75))
    axes.set_xticks(years, map(str, years))
    axes.set_ylim(0, max(map(_end, [*found, *cap])) * 1.15)
    axes.yaxis.set_major_formatter(lambda number, _: f"{number / 1000:,.0f}")
    axes.set_ylabel("thousand barrels of refined products")
    for row in cap:
        mark_level(axes, row.value, f"ceiling a year: {row.value:,.0f}", (1, row.value), (-4, 3), INK, ha="right")
    for row in reported:
        _draw_report(axes, row)
    _draw_estimates(bench, axes, estimates)
    names = [("Reported by China", "CHN"), ("by Russia", "RUS"), ("by both together", "CHN;RUS")]
    key_line(axes, [*((words, state_colour(code)) for words, code in names), ("○ ↑ estimated by others", INK)], y=1.03)
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


def _draw_report(axes: Axes, row: Row) -> None:
    x, colour = _year(row) + _OFFSETS[row.subject], state_colour(row.subject)
    axes.bar([x], [row.value], 0.27, color=colour)
    text = f"{f'{row.value / 1000:,.0f}k' if row.value else 'none'}\n{_span(row)}".strip()
    style = {"size": SMALL, "color": colour, "ha": "center", "va": "bottom", "linespacing": 0.95}
    note(axes, text, (x, row.value), (0, 2), **style)


def _draw_estimates(bench: Bench, axes: Axes, estimates: list[Row]) -> None:
    """Estimates right of the bars of their year, each with who makes it; labels move up where they would meet."""
    step = 0.105 * axes.get_ylim()[1]
    free: dict[int, float] = {}
    for row in sorted(estimates, key=_end):
        x = _year(row) + 0.55
        height = draw_row(axes, x, row, INK)
        at = max(height, free.get(_year(row), 0))
        free[_year(row)] = at + step
        axes.plot([x + 0.08, x + 0.18], [height, at], color=MUTED, linewidth=0.5)
        words = f"{bench.quantity('energy', row).text.removesuffix('barrels').strip()}\n{row.issuer.split(' (')[0]}"
        axes.text(x + 0.22, at, f"{words}, {_span(row)}", fontsize=SMALL, va="center", color=INK)


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
