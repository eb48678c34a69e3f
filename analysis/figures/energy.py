"""Oil and goods for the North: what is reported to the Council apart from what others estimate, never joined."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter

from analysis.argument.bench import Bench
from analysis.argument.rows import Row, by_day, ids
from analysis.argument.wording import listed
from analysis.evidence.dates import first_day, last_day
from analysis.evidence.evidence import Evidence
from analysis.evidence.quantity import Quantity
from analysis.figures.chart import Chart, empty_chart, finish, frame
from analysis.figures.marks import draw_bound, key_line, note
from analysis.figures.prose import bench_of
from analysis.figures.style import INK, MUTED, OTHER, PAPER, blank_figure, house_style, state_colour
from analysis.figures.tables import Table, rows_table

_OFFSETS = {"CHN": -0.27, "RUS": 0.0, "CHN;RUS": 0.27}
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
    if not reported and not estimates:
        return empty_chart(evidence, label, "reports or estimates of oil", title="No report on oil is in view.")
    figure, axes = blank_figure(3.4, left=0.55, right=0.2, top=0.32, bottom=0.3)
    years = [_year(row) for row in (*reported, *estimates)]
    axes.set_xlim(min(years) - 0.6, max(years) + (2.75 if max(years) in map(_year, estimates) else 0.75))
    axes.set_xticks(range(min(years), max(years) + 1), [str(year) for year in range(min(years), max(years) + 1)])
    ends = [_end(row) for row in (*estimates, *reported, *cap)]
    axes.set_ylim(0, max(ends) * 1.15)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda number, _: f"{number:,.0f}"))
    axes.set_ylabel("barrels of refined products")
    for row in cap:
        axes.axhline(row.value, color=INK, linewidth=0.9, linestyle=(0, (4, 2)))
        note(
            axes, f"ceiling a year: {row.value:,.0f}", (0, row.value), (4, 3), on="y", size=8, color=INK, va="baseline"
        )
    for row in reported:
        _draw_report(axes, row)
    _draw_estimates(bench, axes, estimates)
    names = [("Reported by China", "CHN"), ("by Russia", "RUS"), ("by both together", "CHN;RUS")]
    key_line(axes, [*((words, _bar_colour(code)) for words, code in names), ("○ ↑ estimated by others", INK)], y=1.03)
    found = [*reported, *estimates]
    data = frame(
        "year, span, supplier, kind, figure, by, row",
        (
            (
                _year(row),
                _span(row) or "whole year",
                row.subject,
                row.category.removeprefix("oil_"),
                bench.quantity("energy", row).text.replace("\N{NO-BREAK SPACE}", " "),
                row.issuer,
                row.row_id,
            )
            for row in found
        ),
    )
    title, text = _told(bench, reported, estimates, cap, data)
    return finish(evidence, figure, label, title, text, data, [*ids(found), *ids(cap)])


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
    columns = ("year", "span", "kind", "supplier", "figure", "by")
    lines = [
        f"{year}, {span}, {kind}, from {bench.spelled(supplier.replace(';', ' and '))}: {figure} ({by})"
        for year, span, kind, supplier, figure, by in data[list(columns)].itertuples(index=False)
    ]
    counted = f"Oil reported to the Council ({len(reported)} bars) and estimated ({len(estimates)} marks)"
    return title, f"{counted}. {'; '.join(lines)}."


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
    first, last = first_day(row.period_start), last_day(row.period_end)
    if (first.month, last.month) == (1, 12):
        return f"by {_MONTHS[last_day(row.covered_to).month - 1]}" if row.covered_to else ""
    return (
        _MONTHS[first.month - 1]
        if first.month == last.month
        else f"{_MONTHS[first.month - 1]}–{_MONTHS[last.month - 1]}"
    )


def _bar_colour(supplier: str) -> str:
    return OTHER if ";" in supplier else state_colour(supplier)


def _draw_report(axes: Axes, row: Row) -> None:
    x, colour = _year(row) + _OFFSETS[row.subject], _bar_colour(row.subject)
    axes.bar([x], [row.value], 0.24, color=colour, label="_reported")
    words = f"{row.value / 1000:,.0f}k" if row.value else "none"
    text = f"{words}\n{_span(row)}".strip()
    clear = [withStroke(linewidth=2, foreground=PAPER)]
    note(
        axes,
        text,
        (x, row.value),
        (0, 2),
        size=6.5,
        color=colour,
        ha="center",
        va="bottom",
        path_effects=clear,
        linespacing=0.95,
    )


def _draw_estimates(bench: Bench, axes: Axes, estimates: list[Row]) -> None:
    """Estimates right of the bars of their year, each with who makes it; labels move up where they would meet."""
    apart = 0.105 * axes.get_ylim()[1]
    free: dict[int, float] = {}
    for row in sorted(estimates, key=_end):
        x = _year(row) + 0.55
        height = draw_bound(axes, x, row.bound, (row.value, row.low, row.high), INK, hollow=row.status == "alleged")
        at = max(height, free.get(_year(row), 0))
        free[_year(row)] = at + apart
        axes.plot([x + 0.08, x + 0.18], [height, at], color=MUTED, linewidth=0.5)
        figure = bench.quantity("energy", row).text.removesuffix("barrels").strip()
        axes.text(
            x + 0.22, at, f"{figure}\n{row.issuer.split(' (')[0]}, {_span(row)}", fontsize=7, va="center", color=INK
        )


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
