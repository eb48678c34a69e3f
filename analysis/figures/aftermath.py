"""What came later: soldiers of the North and their losses as reported, and what became of earlier reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from textwrap import shorten

from matplotlib.axes import Axes

from analysis.argument.rows import Row, by_day, has, ids
from analysis.argument.wording import listed, opening
from analysis.evidence.dates import last_day
from analysis.evidence.evidence import Evidence
from analysis.evidence.lines import row_line
from analysis.figures.chart import Chart, empty_chart, finish, rows_frame, stated
from analysis.figures.marks import (
    day_number,
    draw_row,
    drawn_end,
    key_line,
    label_points,
    lineage_key,
    mark_event,
    thousands,
    time_axis,
)
from analysis.figures.munitions import DRAWN, FORMS, short
from analysis.figures.prose import bench_of
from analysis.figures.style import MUTED, SMALL, house_style, panels, state_colour
from analysis.figures.tables import Table, make_table, rows_table

_PANELS = ("soldiers sent", "killed and wounded", "killed")
"""Three measures, never joined: those sent, all losses, the dead among them."""


@house_style
def soldiers(evidence: Evidence) -> Chart:
    """Running totals of soldiers sent, of losses and of the dead, by who could know; admissions as lines."""
    label, bench = "soldiers", bench_of(evidence)
    rows = by_day(bench.rows("deployments", cumulative="yes", bound=DRAWN), "reported_on")
    found = {name: [row for row in rows if _panel(row) == name] for name in _PANELS}
    found = {name: group for name, group in found.items() if group}
    drawn = [row for group in found.values() for row in group]
    if not drawn:
        title = "No report of northern soldiers is in view."
        return empty_chart(evidence, label, "reports of soldiers in Russia", title=title)
    admitted = bench.rows("deployments", theme="troops", status="admitted", bound="missing")
    contrary = {row.earlier for row in bench.rows("outcomes", outcome="contradicted")}
    height = 0.75 + 1.35 * len(found)
    figure, grid = panels(height, len(found), left=0.6, right=0.25, top=0.55, bottom=0.3, hspace=0.35)
    days = [last_day(row.reported_on) for row in drawn]
    told = []
    for place, (panel, (name, group)) in enumerate(zip(grid.flat, found.items(), strict=True)):
        time_axis(panel, min(days) - timedelta(days=20), max(days) + timedelta(days=40))
        _draw_panel(panel, name, group, contrary)
        for row in admitted:
            words = "" if place else f"{bench.state(row.lineage)} admits"
            mark_event(panel, row.reported_on, words, 0.98 if place else 0.2 if row is admitted[0] else 0.36)
        first, last = group[0], group[-1]
        ends = listed(stated(evidence, "deployments", row) for row in (first, last))
        said = sum(row.status == "alleged" for row in group)
        told.append(f"{name}: {len(group)} reports, {said} only alleged, first and last {ends} ({first.reported_on}, "
                    f"{last.reported_on})")  # fmt: skip
    lineage_key(grid[0, 0], bench, drawn, 1.27)
    key_line(grid[0, 0], [FORMS, ("* contradicted by a later row", MUTED)], y=1.1)
    columns = "day: reported_on, measure, item, figure, by: issuer, status, row: row_id"
    data = rows_frame(columns, drawn, measure=_panel, figure=lambda row: stated(evidence, "deployments", row))
    largest = "none in view"
    if "soldiers sent" in found:
        top = max(found["soldiers sent"], key=drawn_end)
        largest = f"{stated(evidence, 'deployments', top)} ({top.issuer}, {top.reported_on})"
    title = f"Northern soldiers and their losses as reported; the largest total sent: {largest}"
    if admitted:
        who = listed(bench.state(row.lineage) for row in admitted)
        title += f"; the part in the war, without a number, is admitted by {who}"
    text = f"Running totals in {len(found)} panels; the largest total sent: {largest}. {opening('; '.join(told))}."
    return finish(evidence, figure, label, f"{title}.", text, data, ids([*drawn, *admitted]))


def _panel(row: Row) -> str:
    """Which measure a running total belongs to; plans, workers and the wounded alone belong to none."""
    if row.theme == "troops":
        return "soldiers sent" if row.unit == "soldiers" else ""
    if row.theme == "casualties" and row.item.startswith("killed"):
        return "killed and wounded" if "wounded" in row.item else "killed"
    return ""


def _draw_panel(axes: Axes, name: str, found: list[Row], contrary: set[str]) -> None:
    axes.set_ylim(0, max(map(drawn_end, found)) * 1.3)
    points = []
    for row in found:
        x, colour = day_number(row.reported_on), state_colour(row.lineage)
        points.append((x, draw_row(axes, x, row, colour), short(row) + "*" * (row.row_id in contrary), colour))
    thousands(axes, name)
    label_points(axes, points, size=SMALL)


def deployments_table(evidence: Evidence, themes: Sequence[str], label: str, title: str, latest: int = 12) -> Table:
    """Reports on some themes, the newest in view, each with its standing: alleged, assessed, admitted or documented."""
    found = by_day(bench_of(evidence).rows("deployments", theme=tuple(themes)), "reported_on")[-latest:]

    def figure(row: Row) -> object:
        """The figure as it was stated; words where there is none."""
        return evidence.quantity("deployments", row.row_id) if row.bound in DRAWN else "no figure"

    columns = "day 0.9: reported_on | what 3: what | figure > 1.8: figure | said by 1.6: said_by | standing 1.15: "
    columns += "status"
    return rows_table(evidence, label, title, columns, found, what=lambda row: opening(row.item), figure=figure)


def outcomes_table(evidence: Evidence, claims: Sequence[str], label: str, what: str, latest: int = 14) -> Table:
    """What became of earlier reports that bear on some claims: confirmed, admitted, revised, withdrawn, contradicted.

    Parameters
    ----------
    claims : sequence of str
        Claims on which the earlier report bears.
    what : str
        The reports, for the title: "reports on arms".
    latest : int
        How many of the newest are listed; the title counts all.
    """
    bench = bench_of(evidence)
    found = [row for row in by_day(bench.rows("outcomes"), "known_on") if any(has(row.bears_on, one) for one in claims)]
    names = evidence.codebook("states")["name_en"].to_dict()
    data = [(row.known_on, _line(evidence, row.earlier, names), row.outcome, row.detail, bench.spelled(row.issuer))
            for row in found[-latest:]]  # fmt: skip
    tally = Counter(row.outcome for row in found)
    told = listed(f"{count} {outcome}" for outcome, count in tally.most_common()) or "none has an outcome in view"
    columns = "since 0.9 | the earlier report 2.8 | was then 1.25 | how 2.2 | by 1.2"
    title = f"What became of earlier {what}: "
    title += f"{told}{f'; the newest {latest} are listed' if len(found) > latest else ''}."
    rows = [name for row in found[-latest:] for name in (row.row_id, row.earlier, row.later) if evidence.in_view(name)]
    return make_table(evidence, label, title, columns, data, rows)


def _line(evidence: Evidence, row_id: str, names: dict[str, str]) -> str:
    """A row as a line of words; its id where it is not in view."""
    if not evidence.in_view(row_id):
        return row_id
    return shorten(row_line(*evidence.row(row_id), names), 150, placeholder=" …")
