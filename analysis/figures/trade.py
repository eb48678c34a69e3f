"""Charts of trade and of the meetings that go with it."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.argument.register import read_register
from analysis.argument.rows import has, ids, records
from analysis.evidence.dates import first_day, last_day
from analysis.evidence.evidence import Evidence
from analysis.figures import alt
from analysis.figures.chart import Chart, empty_chart, finish, frame
from analysis.figures.marks import draw_bound, key_line, label_points, mark_level, note
from analysis.figures.prose import state_name
from analysis.figures.style import HATCH, INK, LABEL, MUTED, SMALL, TEXT, blank_figure, house_style, state_colour


@house_style
def china_russia_trade(evidence: Evidence) -> Chart:
    """Trade of China with Russia a year, on the one basis that most of its years have, with the record annotated."""
    label, year = "china-russia-trade", read_register(evidence.store.folder)["C3"]["year"]
    rows = evidence.preferred("trade_annual", "CHN", "RUS")
    rows = rows[rows["basis"] == rows["basis"].mode().get(0, "")]
    if rows.empty:
        return empty_chart(evidence, label, "figures of this trade", title="No trade of China with Russia is in view.")
    figure, axes = blank_figure(3.1, left=0.5, right=0.5)
    figures = rows[["value", "low", "high"]].bfill(axis=1).iloc[:, 0]
    columns = [rows["year"].astype(int), figures, rows["bound"], rows["basis"], rows["row_id"]]
    data = frame("year, value, bound, basis, row", zip(*columns, strict=True))
    colour = state_colour("CHN")
    exact = data[data["bound"].isin(["exact", "about"])]
    draw_line(axes, exact["year"], exact["value"], colour)
    for row in rows[~rows["row_id"].isin(exact["row"])].itertuples():
        draw_bound(axes, row.year, row.bound, (row.value, row.low, row.high), colour, hollow=False)
    axes.set(ylim=(0, data["value"].max() * 1.15), ylabel="billion US dollars, goods both ways")
    year_axis(axes, data["year"].min(), data["year"].max())
    past = exact[exact["year"] <= year]
    record, last = past.loc[past["value"].idxmax()], exact.iloc[-1]
    points = [(record["year"], record["value"], f"{record['value']:,.1f}, the record to {int(record['year'])}", INK)]
    if last["year"] != record["year"]:
        points.append((last["year"], last["value"], f"{last['value']:,.1f}", colour))
    label_points(axes, points, zip(exact["year"], exact["value"], strict=True), size=TEXT)
    basis = data["basis"].iloc[0]
    title = f"China’s trade with Russia by the figures of one basis ({basis}): "
    title += f"{alt.written(record['value'], 'usd_bn')} in {int(record['year'])}, the highest up to then."
    text = alt.series(f"China’s trade with Russia, goods both ways, basis {basis}", data, "usd_bn")
    return finish(evidence, figure, label, title, text, data, rows["row_id"])


@house_style
def china_share(evidence: Evidence) -> Chart:
    """Share of China in the trade of the North, on the one basis that the claim names, with the half line."""
    label, claim = "china-share", read_register(evidence.store.folder)["C1"]
    shares = evidence.table("trade_shares")
    fits = (shares["subject"] == claim["state"]) & (shares["object"] == claim["partner"])
    rows = one_a_year(shares[fits & (shares["basis"] == claim["basis"]) & (shares["measure"] == "total")])
    if rows.empty:
        title = "China’s share of the North’s trade is not in view."
        return empty_chart(evidence, label, "shares of this trade", title=title)
    figure, axes = blank_figure(2.7, left=0.5, right=0.5)
    data = rows[["year", "share", "basis", "row_id"]].rename(columns={"share": "value", "row_id": "row"})
    colour, half = state_colour("CHN"), claim["share"]
    draw_line(axes, data["year"], data["value"], colour)
    mark_level(axes, half, "half", (1, half), (4, 0), va="center")
    axes.set(ylim=(0, 104), ylabel="per cent of goods trade")
    year_axis(axes, data["year"].min(), data["year"].max())
    first, last = data.iloc[0], data.iloc[-1]
    points = [(row["year"], row["value"], f"{row['value']:.1f} %", colour) for row in (last, first)]
    label_points(axes, points[: len(data)], zip(data["year"], data["value"], strict=True), size=TEXT)
    told = f"{last['value']:.1f} per cent in {int(last['year'])}"
    title = f"China’s share of the North’s trade ({claim['basis']}): {told}."
    text = alt.series(f"China’s share of North Korea’s goods trade, basis {claim['basis']}", data, "percent")
    above = data[data["value"] >= half]
    if len(above):
        text += f" The first year at or above {half} per cent is {int(above['year'].min())}."
    return finish(evidence, figure, label, title, text, data, data["row"])


@house_style
def partners_of_russia(evidence: Evidence) -> Chart:
    """China and the European Union in the trade of Russia, and China's rank under two ways of counting partners."""
    label, shares = "partners-of-russia", evidence.table("trade_shares")
    shares = shares[(shares["subject"] == "RUS") & (shares["measure"] == "total")]
    china = shares[shares["object"] == "CHN"]
    union = shares[shares["object"].isin(read_register(evidence.store.folder)["C4"]["union"])]
    lines = {"China": one_a_year(china), "European Union as one": one_a_year(union)}
    ranked = china[china["rank"].notna()]
    data = pd.concat(line.assign(partner=name) for name, line in lines.items())
    if data.empty and ranked.empty:
        title = "Russia’s partners are not in view."
        return empty_chart(evidence, label, "shares of partners in Russia’s trade", title=title)
    figure, axes = blank_figure(3.3, left=0.5, right=1.75, bottom=0.8)
    ends, told = [], []
    for (name, line), code in zip(lines.items(), ("CHN", "EU27"), strict=True):
        colour = state_colour(code)
        draw_line(axes, line["year"], line["share"], colour, markers=False)
        for part, fill in ((line[line["whole"].astype(bool)], colour), (line[~line["whole"].astype(bool)], "white")):
            axes.plot(part["year"], part["share"], "o", color=colour, markersize=4, markerfacecolor=fill)
        if len(line):
            end = line.iloc[-1]
            ends.append((end["year"], end["share"], f"{name} {end['share']:.0f} % ({end['year']:.0f})", colour))
            who = "China" if name == "China" else f"the {name}"
            told.append(alt.series(f"Share of {who} in Russia’s goods trade", line, "percent", value="share"))
    years = [*data["year"], *ranked["period_start"].str[:4].astype(int)]
    year_axis(axes, min(years), max(years))
    axes.set(ylim=(0, data["share"].max() * 1.2 if len(data) else 1), ylabel="per cent of goods trade")
    label_points(axes, ends, zip(data["year"], data["share"], strict=True), size=TEXT)
    if len(data):
        axes.text(0, 1.01, "hollow: part of a year", transform=axes.transAxes, fontsize=LABEL, color=MUTED, va="bottom")
    else:
        axes.text(0.5, 0.5, "no shares in view", transform=axes.transAxes, color=MUTED, ha="center")
    ranks = {words: _best_ranks(ranked, convention) for convention, words in _CONVENTIONS.items()}
    _rank_rows(axes, ranks)
    data = data[["year", "partner", "share", "whole", "basis", "row_id"]].rename(columns={"row_id": "row"})
    title = "Shares of China and of the European Union as one in Russia’s goods trade, and China’s rank under both "
    title += "conventions."
    for words, found in ranks.items():
        if len(found):
            named = ", ".join(f"{rank:.0f} in {year}" for year, rank in found.items())
            told.append(f"Rank of China, {words}: {named}.")
    return finish(evidence, figure, label, title, " ".join(told), data, [*data["row"], *ranked["row_id"]])


_MET = {"met": "in person", "video": "by video"}
_CONVENTIONS = {"single_states": "single states", "eu_as_one": "the Union as one"}


def _best_ranks(ranked: pd.DataFrame, convention: str) -> pd.Series:
    """Rank a year under a convention: the period that covers most of the year speaks."""
    rows = ranked[ranked["convention"] == convention]
    rows = rows.assign(year=rows["period_start"].str[:4].astype(int), days=_length(rows)).sort_values("days")
    return rows.drop_duplicates("year", keep="last").set_index("year")["rank"].sort_index()


def _rank_rows(axes: Axes, ranks: dict[str, pd.Series]) -> None:
    """Two rows of numbers below the axis: China's rank each year under either convention."""
    for line, (words, found) in enumerate(ranks.items()):
        up, said = -0.2 - 0.085 * line, f"China’s rank, {words}"
        axes.text(1.01, up, said, transform=axes.transAxes, fontsize=SMALL, color=MUTED, va="center")
        for year, rank in found.items():
            note(axes, f"{rank:.0f}", (year, up), on="x", color=state_colour("CHN"), ha="center", annotation_clip=False)


@house_style
def meetings_a_year(evidence: Evidence, state_a: str = "CHN", state_b: str = "RUS") -> Chart:
    """Meetings of two states at the top a year, in person and by video, within the years that the list covers."""
    label = f"meetings-{state_a.lower()}-{state_b.lower()}"
    pair = f"{state_name(evidence, state_a)} and {state_name(evidence, state_b)}"
    found = [row for row in records(evidence, "meetings") if row.level == "top" and row.kind in _MET]
    found = [row for row in found if all(has(f"{row.subject};{row.object}", code) for code in (state_a, state_b))]
    if not found:
        return empty_chart(evidence, label, f"meetings of {pair} at the top", "year, kind, count")
    met = Counter((int(row.date[:4]), _MET[row.kind]) for row in found)
    data = frame("year, kind, count", ((*key, count) for key, count in sorted(met.items())))
    figure, axes = blank_figure(2.2, left=0.4, top=0.3)
    base: Counter[int] = Counter()
    colour = state_colour(state_a if state_a != "PRK" else state_b)
    for kind, fill, hatch in (("in person", colour, ""), ("by video", "white", HATCH)):
        style = {"color": fill, "edgecolor": colour, "linewidth": 0.8, "hatch": hatch}
        for year, count in sorted((year, n) for (year, how), n in met.items() if how == kind):
            axes.bar(year, count, bottom=base[year], width=0.72, **style)
            base[year] += count
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set(ylim=(0, max(base.values()) * 1.2), ylabel="meetings")
    year_axis(axes, data["year"].min(), evidence.as_of.year)
    key_line(axes, [("in person", colour)] + [("hatched: by video", MUTED)] * ("by video" in set(data["kind"])))
    title = f"Meetings of {pair} at the top that the list holds: {len(found)}, the first in {data['year'].min()}."
    text = alt.counts(f"Meetings of {pair} at the top a year", data, "kind", "meetings")
    text += f" Last: {found[-1].date}, {found[-1].place}."
    return finish(evidence, figure, label, title, text, data, ids(found))


def one_a_year(shares: pd.DataFrame) -> pd.DataFrame:
    """One share a year: of the longest period, then the exact one, then the one known last.

    Returns
    -------
    pandas.DataFrame
        With the columns ``year`` and ``whole`` (whether the period is the whole year and was over when stated).
    """
    rows = shares[shares["share"].notna()].copy()
    rows["year"] = rows["period_start"].str[:4].astype(int)
    rows["days"] = _length(rows)
    rows["whole"] = (rows["days"] >= 364) & (rows["covered_to"] == "")
    rows["sure"] = rows["bound"] == "exact"
    rows = rows.sort_values(["year", "whole", "days", "sure", "known_on", "row_id"])
    return rows.drop_duplicates("year", keep="last").reset_index(drop=True)


def _length(rows: pd.DataFrame) -> list[int]:
    """Days of each period."""
    pairs = zip(rows["period_start"], rows["period_end"], strict=True)
    return [(last_day(end) - first_day(start)).days for start, end in pairs]


def draw_line(axes: Axes, years, values, colour: str, markers: bool = True) -> None:
    """A line over years that breaks where a year is missing; a lone year is a dot."""
    line = pd.Series(np.asarray(values, float), index=np.asarray(years, int)).sort_index()
    whole = line.reindex(range(line.index.min(), line.index.max() + 1)) if len(line) else line
    axes.plot(whole.index, whole.to_numpy(), color=colour, marker="o" if markers else "", markersize=3)


def year_axis(axes: Axes, first: int, last: int) -> None:
    """An axis of whole years."""
    axes.set_xlim(first - 0.6, last + 0.6)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=12, steps=[1, 2, 5, 10], min_n_ticks=1))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda year, _: f"{year:.0f}"))
    axes.tick_params(axis="x", length=3)
