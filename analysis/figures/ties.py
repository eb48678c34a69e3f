"""Charts of the tie of Russia and the North over time: closeness, acts by month, meetings beside trade."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.argument.bench import Bench
from analysis.argument.monthly import BEST, Model, models, months
from analysis.argument.rows import Row, by_day, has, ids
from analysis.argument.selection import figure as figure_of
from analysis.argument.selection import selected
from analysis.argument.wording import apart, day, listed, opening
from analysis.evidence.evidence import Evidence
from analysis.figures import alt
from analysis.figures.chart import Chart, empty_chart, finish, frame, rows_frame
from analysis.figures.marks import day_number, dot, foot, key_line, label_points, mark_event, note, time_axis
from analysis.figures.prose import bench_of
from analysis.figures.style import (
    HATCH,
    INK,
    MUTED,
    OTHER,
    PAPER,
    SHADE,
    SMALL,
    blank_figure,
    house_style,
    panels,
    state_colour,
)
from analysis.figures.tables import Table, make_table, rows_table
from analysis.figures.trade import year_axis

_MARKED = ("treaty", "rupture", "sanctions")
_ENOUGH = 5
"""Events from which the mean of a decade is named in words; that of fewer is drawn faint."""


@house_style
def closeness(evidence: Evidence) -> Chart:
    """Closeness of Russia and the North, event by event and by decade under two readings, above the count of events."""
    bench, label = bench_of(evidence), "closeness"
    found = [row for row in by_day(bench.rows("events")) if row.closeness == row.closeness]
    found = [row for row in found if row.closeness or row.closeness_second]
    if not found:
        what = "events that bear on how close the two are"
        return empty_chart(evidence, label, what, "day, event, closeness", title="No events are in view.")
    figure, grid = panels(4.7, 2, ratios=(3.4, 1), left=0.85, right=0.2, top=0.1, bottom=0.62, hspace=0.08)
    upper, lower = grid.flat
    time_axis(lower, date(int(found[0].date[:4]) - 1, 1, 1), date(evidence.as_of.year + 1, 12, 31))
    for row in found:
        x, colour = day_number(row.date), state_colour("PRK" if row.closeness < 0 else "RUS")
        upper.plot([x, x], [row.closeness, row.closeness_second], color=OTHER, linewidth=0.8, zorder=1)
        dot(upper, x, row.closeness, colour, size=4, hollow=row.status == "alleged", markeredgewidth=1)
    columns = "day: date, event, closeness, second reading: closeness_second, status, row: row_id"
    data = rows_frame(columns, found)
    done = data[data["status"] != "alleged"]
    decades = done.groupby(done["day"].str[:3].astype(int) * 10)
    means = decades[["closeness", "second reading"]].mean().assign(events=decades.size())
    for decade, mean in means.iterrows():
        ends = [day_number(f"{decade}-01-01"), min(day_number(f"{decade + 9}-12-31"), day_number(bench.as_of))]
        style = {"color": INK, "solid_capstyle": "butt", "zorder": 0, "alpha": 1 if mean["events"] >= _ENOUGH else 0.35}
        upper.plot(ends, [mean["closeness"]] * 2, linewidth=2.2, **style)
        upper.plot(ends, [mean["second reading"]] * 2, linewidth=1.2, linestyle=(0, (2, 1.5)), **style)
    upper.set_ylim(-4.4, 3.5)
    upper.set_yticks([-2, -1, 0, 1, 2], ["rupture −2", "−1", "0", "+1", "bond +2"])
    _label_turns(upper, found)
    _count_events(lower, data)
    words = "dot: an event by the first reading, joined to the second where they differ; hollow: alleged; bars: mean "
    words += f"of a decade, broken by the second, faint for fewer than {_ENOUGH} events; below: events in the list, "
    foot(figure, f"{words}which shows how dense it is and not how warm the tie")
    told = apart(f"{decade}s {m.iloc[0]:+.1f} and {m.iloc[1]:+.1f}" for decade, m in means.iterrows())
    full = means.loc[means["events"] >= _ENOUGH, "closeness"]
    title = f"How close the two were, by {len(done)} events that are more than alleged"
    if len(full) > 1:
        ends = f"most distant in the {full.idxmin()}s, closest in the {full.idxmax()}s"
        title += f": of decades with {_ENOUGH} or more, {ends}"
    text = f"Closeness from −2, rupture, to +2, bond, in {len(data)} events, {len(data) - len(done)} of them alleged. "
    text += f"Mean by decade, first and second reading: {told}. ".replace("-", "−")
    listing = data.assign(year=data["day"].str[:4].astype(int), count=1)
    text += alt.counts("Events in the list", listing, "status", "events")
    return finish(evidence, figure, label, f"{title}.", text, data, data["row"])


def _label_turns(axes: Axes, found: list[Row]) -> None:
    """Name treaties, ruptures and the sharpest acts on the sanctions, a few years apart."""
    named: list[Row] = []
    turns = [row for row in found if row.kind in _MARKED and abs(row.closeness + row.closeness_second) == 4]
    for row in sorted(turns, key=lambda row: (_MARKED.index(row.kind), row.date)):
        if all(abs(day_number(row.date) - day_number(other.date)) > 700 for other in named):
            named.append(row)
    middle = np.mean(axes.get_xlim())
    for sign, lanes in ((1, 2), (-1, 4)):
        for place, row in enumerate(by_day(row for row in named if row.closeness * sign > 0)):
            x, height = day_number(row.date), sign * (2.65 + 0.45 * (place % lanes))
            axes.plot([x, x], [row.closeness, height], color=MUTED, linewidth=0.5, linestyle=(0, (1, 2)), zorder=0)
            clause = re.split("[;:,]", row.event)[0]
            words = f"{row.date[:4]} {textwrap.shorten(clause, 50, placeholder=' …')}"
            side, shift = ("right", -2) if x > middle else ("left", 2)
            note(axes, words, (x, height), (shift, 0), size=SMALL, ha=side)


def _count_events(axes: Axes, data: pd.DataFrame) -> None:
    years, alleged = data["day"].str[:4], data["status"] == "alleged"
    done, said = Counter(years[~alleged]), Counter(years[alleged])
    hatched = {"facecolor": PAPER, "edgecolor": OTHER, "hatch": HATCH, "linewidth": 0.6}
    for year in sorted(set(years)):
        x = day_number(f"{year}-07-01")
        axes.bar(x, done[year], width=300, color=OTHER)
        axes.bar(x, said[year], bottom=done[year], width=300, **hatched)
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.set_ylabel("events")


@house_style
def monthly_acts(evidence: Evidence) -> Chart:
    """Acts by month, with the best break of their level and the rivals named in advance; it decides nothing."""
    bench, label = bench_of(evidence), "monthly-acts"
    claim = bench.register["R1"]
    series = months(bench, claim)
    if not series:
        what = f"acts of the two since {day(claim['base_from'].isoformat()[:7])}"
        return empty_chart(evidence, label, what, "month, acts", title="No acts are in view.")
    figure, axes = blank_figure(3.3, left=0.45, right=0.2, top=0.35, bottom=0.6)
    places = {entry.month: day_number(f"{entry.month}-15") for entry in series}
    time_axis(axes, claim["base_from"], date.fromisoformat(f"{series[-1].month}-28"))
    closed = [places[entry.month] for entry in series if entry.closed]
    if closed:
        axes.axvspan(min(closed) - 15, max(closed) + 15, color=SHADE, zorder=0)
        note(axes, "border closed", (min(closed), 0.99), on="x", size=SMALL, va="top")
    data = frame("month, acts, border closed", ((entry.month, len(entry.acts), entry.closed) for entry in series))
    axes.bar(list(places.values()), data["acts"], width=24, color=state_colour("RUS"))
    found = models(bench, claim, series)
    best = next((model for model in found if model.name == BEST), None)
    axes.set(ylim=(0, data["acts"].max() * 1.5 + 1), ylabel="acts a month")
    axes.yaxis.get_major_locator().set_params(integer=True)
    key = ("too few months for a break of level", MUTED)
    if best:
        _draw_levels(axes, best, places)
        key = (f"level of the best break: {best.before} a month before, {best.after} after", state_colour("PRK"))
    for line, model in enumerate(m for m in found if m.month and m.name != BEST):
        right = day_number(f"{model.month}-01") > np.mean(axes.get_xlim())
        words = f"{model.name.removeprefix('the ')} ({model.bic - found[0].bic:.1f})"
        mark_event(axes, f"{model.month}-01", words, 0.9 - 0.1 * line, align="right" if right else "left")
    key_line(axes, [key], y=1.03)
    words = "number beside a rival: how far its account is behind the best by Schwarz’s criterion, less being better; "
    foot(
        figure,
        f"{words}it describes and decides nothing, since acts hang together and late ones are listed more densely",
    )
    ranked = apart(f"{model.name} {model.bic - found[0].bic:.1f}" for model in found)
    total, busiest = int(data["acts"].sum()), data.loc[data["acts"].idxmax()]
    changed = f"their level changes most from {day(best.month)} on" if best else "too few months for a break of level"
    title = f"Acts of the two by month, {total} since {series[0].month[:4]}: {changed}, which decides nothing."
    text = f"Acts by month from {series[0].month} to {series[-1].month}: {total} in all, most in {busiest['month']} "
    text += f"({busiest['acts']}); the border was closed in {len(closed)} of {len(series)} months. "
    text += f"Distance of each account from the best: {ranked}." if ranked else "No break is sought in so few months."
    return finish(evidence, figure, label, title, text, data, ids(act for entry in series for act in entry.acts))


def _draw_levels(axes: Axes, best: Model, places: dict[str, float]) -> None:
    ends = list(places.values())
    change = day_number(f"{best.month}-01") - 30
    for span, level in (((ends[0] - 15, change), best.before), ((change, ends[-1] + 15), best.after)):
        axes.plot(span, [level.point] * 2, color=state_colour("PRK"), linewidth=2, solid_capstyle="butt")


@house_style
def meetings_and_trade(evidence: Evidence) -> Chart:
    """Top meetings a year above trade with the North, each statistical basis a line of its own; never chained."""
    bench, label = bench_of(evidence), "meetings-and-trade"
    claim = bench.register["P1"]
    met = [row for row in by_day(bench.rows("meetings", kind="met", level="top")) if _of_two(row, claim)]
    lines = _trade(bench, claim)
    if not met and not lines:
        return empty_chart(evidence, label, "meetings or trade of the two", "year, basis", title="Neither is in view.")
    figure, grid = panels(4.0, 2, ratios=(1, 2.2), left=0.6, right=0.3, top=0.1, bottom=0.6, hspace=0.12)
    upper, lower = grid.flat
    counts = Counter(int(row.date[:4]) for row in met)
    busy = sorted(counts, key=lambda year: -counts[year])
    upper.bar(busy, [counts[year] for year in busy], width=0.7, color=state_colour("RUS"))
    upper.set(ylim=(0, max(*counts.values(), 1, 2) * 1.5), ylabel="top meetings")
    upper.yaxis.get_major_locator().set_params(integer=True)
    first, last = claim["quiet_from"], min(claim["quiet_to"], evidence.as_of.year)
    for panel in (upper, lower):
        panel.axvspan(first - 0.5, last + 0.5, color=SHADE, zorder=0)
    note(upper, f"{first}–{last}", (first - 0.3, 0.97), on="x", size=SMALL, va="top")
    rows, points, drawn = [], [], []
    for basis, line in lines.items():
        figures = [bench.quantity("trade_annual", row).point * 1000 for row in line]
        colour = INK if len(line) > 1 else OTHER
        lower.plot([row.year for row in line], figures, "o-", color=colour, linewidth=0.9, markersize=3)
        points.append((line[-1].year, figures[-1], basis, colour))
        drawn.append([(row.year, value) for row, value in zip(line, figures, strict=True)])
        rows += [(int(row.year), basis, value, row.row_id) for row, value in zip(line, figures, strict=True)]
    year_axis(lower, min([*counts, *(row[0] for row in rows)]), evidence.as_of.year)
    lower.set_yscale("log")
    lower.yaxis.set_major_formatter(lambda number, _: f"{number:,.0f}")
    lower.set_ylabel("trade, million US dollars (log)")
    if rows:
        values = [row[2] for row in rows]
        lower.set_ylim(min(values) / 1.8, max(values) * 1.8)
        label_points(lower, points, [place for line in drawn for place in _along(line)], size=SMALL)
    words = "a line joins years of one statistical basis only, and levels of different bases are never compared; "
    foot(figure, f"{words}the years of the closed border ({claim['pandemic'][0]}–{claim['pandemic'][-1]}) are left out")
    meetings = [(int(row.date[:4]), "top meeting", 1, row.row_id) for row in met]
    data = frame("year, basis, value, row", [*meetings, *rows])
    inside = sum(first <= year <= last for year, *_ in meetings)
    title = f"Top meetings in view: {len(met)}, {inside or 'none'} of them in {first} to {last}; trade by {len(lines)} "
    title += "statistical bases, each for itself."
    text = f"Top meetings: {len(met)}, {inside or 'none'} of them in {first} to {last}; by year: "
    text += f"{listed(row.date[:4] for row in met) or 'none in view'}."
    for basis in sorted(lines, key=lambda basis: -len(lines[basis])):
        text += " " + alt.series(f"Trade, basis {basis}", data[data["basis"] == basis], "usd_m")
    return finish(evidence, figure, label, title, text, data, data["row"])


def _along(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Places along a line that is straight on a logarithmic axis, for labels to keep clear of."""
    shares = [step / 12 for step in range(12)]
    pairs = [(a, b, share) for a, b in pairwise(line) for share in shares]
    return [*((a[0] + (b[0] - a[0]) * s, a[1] * (b[1] / a[1]) ** s) for a, b, s in pairs), line[-1]]


def _of_two(row: Row, claim) -> bool:
    states = f"{row.subject};{row.object}"
    return has(states, claim["north"]) and any(has(states, code) for code in claim["russia"])


def _trade(bench: Bench, claim) -> dict[str, list[Row]]:
    """Totals by basis, one a year, the first known; whole years only, without those of the closed border."""
    found: dict[str, dict[float, Row]] = {}
    rows = bench.rows("trade_annual", subject=tuple(claim["russia"]), object=claim["north"], flow="total")
    for row in sorted(rows, key=lambda row: (row.known_on, row.row_id)):
        if row.year not in claim["pandemic"] and not row.covered_to and bench.quantity("trade_annual", row).known:
            found.setdefault(row.basis, {}).setdefault(row.year, row)
    return {basis: [years[year] for year in sorted(years)] for basis, years in sorted(found.items())}


def courtship(evidence: Evidence) -> Table:
    """Invitations, acceptances, cancellations and meetings with Kim Jong Un up to the year of P2: who put what off."""
    bench = bench_of(evidence)
    claim = bench.register["P2a"]
    found = [
        row for row in by_day(bench.rows("meetings", level="top"))
        if set(claim["parties"]) <= {*row.subject.split(";"), *row.object.split(";")}
        and int(row.date[:4]) <= claim["year"]
        and (row.kind in ("invitation", "acceptance", "cancellation") or has(row.participants, claim["person"]))
    ]  # fmt: skip

    def told(row: Row) -> str:
        return opening(bench.spelled(row.outcome or row.occasion))

    columns = "day 1: date | act 1: kind | what is on record 3.6: told | place 1.1: place | read at 1.3: read_at"
    title = f"Who asked and who called off, up to the first meeting with {claim['person']}: {len(found)} acts in view."
    return rows_table(evidence, "courtship", title, columns, found, kind={"met": "meeting"}, told=told, place="–")


def each_way(evidence: Evidence) -> Table:
    """What goes each way on record: rows of P4 by direction and kind, with the first and the latest of them."""
    bench = bench_of(evidence)
    claim = bench.register["P4"]
    data, rows = [], []
    for way, words in (("to_north", "to the North"), ("to_russia", "to Russia")):
        for selector in claim[way]:
            kinds: dict[str, list] = {}
            for dated in selected(bench, [selector], statuses=claim["statuses"]):
                if not _nothing(bench, dated.row):
                    kinds.setdefault(_kind(dated.row), []).append(dated)
            for kind, found in kinds.items():
                data.append((words, kind, len(found), found[0].text, found[-1].text, found[-1].row.issuer))
                rows += [dated.row.row_id for dated in found]
    columns = "goods 1.1 | kind 1.8 | rows > 0.6 | first 1 | latest 1 | latest by 1.8"
    title = "What goes each way by rows that are more than alleged or assessed."
    return make_table(evidence, "each-way", title, columns, data, rows)


def _nothing(bench: Bench, row: Row) -> bool:
    """Whether a row reports that nothing went."""
    if hasattr(row, "row_type"):
        return False
    number = bench.quantity("transfers", row) if hasattr(row, "item") else figure_of(bench, row)
    return number.interval[0] <= 0


def _kind(row: Row) -> str:
    if hasattr(row, "row_type"):
        return "missiles found on the spot"
    name = getattr(row, "category", "") or getattr(row, "item", "")
    return name.replace("_", " ") or "goods in customs figures"
