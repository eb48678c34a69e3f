"""Charts of who draws near to whom in the General Assembly: distances of ideal points, and agreement of votes."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.argument.alignment import PLACEBO
from analysis.argument.bench import Bench
from analysis.argument.register import Claim
from analysis.argument.wording import apart, listed
from analysis.evidence.evidence import Evidence
from analysis.evidence.units import unit as unit_of
from analysis.figures.chart import Chart, empty_chart, finish
from analysis.figures.marks import draw_spans, foot, note
from analysis.figures.prose import bench_of
from analysis.figures.style import BAND, INK, LABEL, MUTED, TEXT, house_style, panels, state_colour
from analysis.figures.trade import draw_line

_SCALES = {"all": "all roll calls", "final_passage": "roll calls on final passage"}
_FORMULA = "agreement = 1 − mean |a − b|, with yes 1, abstention ½, no 0, over the roll calls of a year"


@house_style
def ideal_points(evidence: Evidence) -> Chart:
    """Distances of the pairs of A1, a vintage and scale a row: intervals, the placebo, base and last years."""
    bench, label = bench_of(evidence), "ideal-points"
    claim = bench.register["A1"]
    table = evidence.table("ideal_distances")
    found = table[_any_pair(table, claim)].sort_values(["known_on", "scale"])[["scale", "vintage"]].drop_duplicates()
    kinds = list(found.itertuples(index=False))
    if not kinds:
        return empty_chart(evidence, label, "ideal points of these states", "pair", "No ideal points are in view.")
    figure, grid = _panels(len(kinds), len(claim["dyads"]), 1.22)
    parts = []
    for line, kind in zip(grid, kinds, strict=True):
        series = table[(table["scale"] == kind.scale) & (table["vintage"] == kind.vintage)]
        _row_head(line[0], f"{_SCALES[kind.scale]}, estimates of {kind.vintage}")
        top = series.loc[_any_pair(series, claim), ["distance", "most"]].max().max()
        for axes, pair in zip(line, claim["dyads"], strict=True):
            found = series[_pair_of(series, pair)].sort_values("year")
            closing = _draw_distances(bench, claim, axes, series, found, pair)
            axes.set_ylim(0, top * 1.22)
            name = f"{kind.vintage}, {_SCALES[kind.scale]}"
            parts.append(found.assign(estimates=name, pair=_named(bench, pair), closing=closing))
    _column_heads(bench, grid[0], claim)
    grid[len(grid) // 2][0].set_ylabel("distance in ideal points")
    words = "upright bars: what the posterior intervals admit; grey: mean distance of the two states to "
    words += f"{_others(table)} others; thick: means of {claim['base_from']}–{claim['base_to']} and of the last "
    foot(figure, f"{words}{claim['last_years']} years; broken line: the invasion of Ukraine")
    data = pd.concat(parts)[["estimates", "pair", "year", "distance", "least", "most", "closing", "row_id"]]
    firsts = data.drop_duplicates(["estimates", "pair"])
    close = firsts[firsts["closing"] >= claim["points"]]
    tally = {name: (close["estimates"] == name).sum() for name in data["estimates"].unique()}
    counts = apart(f"{count} by the estimates of {name}" for name, count in tally.items())
    title = f"Of {len(claim['dyads'])} pairs these come closer by {claim['points']} ideal points or more: {counts}."

    def written(closing: float) -> str:
        return unit_of("index").write(closing, 2)

    text = f"Small charts of distance by year, {int(data['year'].min())} to {int(data['year'].max())}. " + " ".join(
        f"{name}, closing from {claim['base_from']}–{claim['base_to']} to the last years (less than 0 is parting): "
        f"{apart(f'{row.pair} {written(row.closing)}' for row in rows.itertuples())}."
        for name, rows in firsts.groupby("estimates", sort=False)
    )
    return finish(evidence, figure, label, title, text, _side_by_side(data.drop(columns="closing"), "estimates"),
                  data["row_id"])  # fmt: skip


def _draw_distances(
    bench: Bench, claim: Claim, axes: Axes, series: pd.DataFrame, found: pd.DataFrame, pair: tuple
) -> float:
    """One panel; returns how far the pair closed."""
    _placebo_band(claim, axes, series, pair, "distance")
    draw_spans(axes, found["year"], found["least"], found["most"], color=state_colour("RUS"), linewidth=1.6, alpha=0.25)
    draw_line(axes, found["year"], found["distance"], INK, markers=False)
    base = found[found["year"].between(claim["base_from"], claim["base_to"])]
    last = found[found["year"] > claim["base_to"]].tail(claim["last_years"])
    _mark_invasion(bench, axes)
    if base.empty or last.empty:
        return float("nan")
    for part in (base, last):
        level = part["distance"].mean()
        axes.plot([part["year"].min() - 0.4, part["year"].max() + 0.4], [level, level], color=state_colour("PRK"),
                  linewidth=2.4, solid_capstyle="butt")  # fmt: skip
    closing = base["distance"].mean() - last["distance"].mean()
    words = f"closes by {closing:.2f}" if closing > 0 else f"parts by {-closing:.2f}"
    axes.text(0.02, 0.98, words, transform=axes.transAxes, va="top", fontsize=LABEL, color=state_colour("PRK"))
    return closing


@house_style
def assembly_agreement(evidence: Evidence) -> Chart:
    """Agreement of the pairs of A1 with and without Ukraine, and its change from every base year, beside others."""
    bench, label = bench_of(evidence), "assembly-agreement"
    claim = bench.register["A1"]
    table = evidence.table("assembly_agreement")
    table = table[(table["shared_votes"] >= claim["shared_min"]) & (table["year"] >= claim["base_years_from"])]
    before = table[table["year"] < claim["ukraine_from"]]
    kinds = {"all": table[table["texts"] == "all"], "without_ukraine": table[table["texts"] == "without_ukraine"]}
    kinds["without_ukraine"] = pd.concat([before, kinds["without_ukraine"]]).drop_duplicates("row_id")
    words = {"all": "all texts", "without_ukraine": "without texts on Ukraine"}
    ours = {name: series[_any_pair(series, claim)] for name, series in kinds.items()}
    if ours["all"].empty:
        what = "agreement of these states in the General Assembly"
        return empty_chart(evidence, label, what, "pair, year", title="No agreement is in view.")
    figure, grid = _panels(3, len(claim["dyads"]), 1.2)
    parts = []
    for column, pair in zip(grid.T, claim["dyads"], strict=True):
        _placebo_band(claim, column[0], kinds["all"], pair, "agreement")
        for name, axes, style in zip(kinds, column[1:], ("-", (0, (2, 1.2))), strict=True):
            found = ours[name][_pair_of(ours[name], pair)].sort_values("year")
            _draw_broken(column[0], found["year"], found["agreement"], style)
            change = _changes_from_each_base(kinds[name], pair, claim)
            axes.axhline(0, color=MUTED, linewidth=0.6)
            axes.fill_between(change.index, change["low"], change["high"], color=BAND, linewidth=0)
            _draw_broken(axes, change.index, change["change"], style)
            changed = found["year"].map(change["change"])
            parts.append(found.assign(texts=words[name], pair=_named(bench, pair), change=changed))
    data = pd.concat(parts)[["texts", "pair", "year", "agreement", "change", "shared_votes", "row_id"]]
    reach = np.nanmax(np.abs(data["change"])) + 0.03
    for axes in grid.flat:
        axes.set_ylim(*((min(data["agreement"].min() - 0.03, 0.6), 1) if axes in grid[0] else (-reach, reach)))
    _column_heads(bench, grid[0], claim)
    _row_head(grid[0][0], "agreement a year: all texts (line), without those on Ukraine (dashed)")
    for line, name in zip(grid[1:], kinds, strict=True):
        lasts = sorted(ours[name]["year"].unique())[-claim["last_years"] :]
        _row_head(line[0], f"change from each base year to {listed(f'{y:.0f}' for y in lasts)}, {words[name]}")
    foot(figure, f"{_FORMULA}; grey: the same of either state with {_others(kinds['all'])} others, neither parties nor "
                  f"allies; years with fewer than {claim['shared_min']} shared roll calls are left out")  # fmt: skip
    final = data[data["texts"] == words["all"]].sort_values("year").groupby("pair", sort=False).tail(1)
    told = data.dropna(subset=["change"]).groupby(["texts", "pair"], sort=False)["change"]
    rises = {key: (int((values > 0).sum()), len(values)) for key, values in told}
    title = "Whether agreement in the General Assembly rose depends on base year and pair: with all texts it is above "
    title += f"{_most(rises)}."
    text = f"Small charts of agreement by year, {int(data['year'].min())} to {int(data['year'].max())}. Last year in "
    text += "view, all texts: "
    text += f"{apart(f'{row.pair} {row.agreement:.2f} ({row.year:.0f})' for row in final.itertuples())}."
    for name in words.values():
        counts = apart(f"{pair} {up} of {of}" for (texts, pair), (up, of) in rises.items() if texts == name)
        text += f" Base years from which it rose, {name}: {counts}."
    placebo = kinds["all"][_with_placebo(kinds["all"])]
    return finish(evidence, figure, label, title, text, _side_by_side(data, "texts"),
                  [*data["row_id"], *placebo["row_id"]])  # fmt: skip


def _most(rises: dict) -> str:
    """The pair whose agreement rose from most base years, and the one from fewest; of all texts."""
    ranked = sorted((up / of, up, of, pair) for (texts, pair), (up, of) in rises.items() if texts == "all texts")
    return listed(f"{up} of {of} earlier years for {pair}" for _, up, of, pair in (ranked[-1], ranked[0]))


def _others(series: pd.DataFrame) -> str:
    counts = series.loc[_with_placebo(series), "states"]
    return f"{counts.max():.0f}" if len(counts) else "no"


def _changes_from_each_base(series: pd.DataFrame, pair: tuple, claim: Claim) -> pd.DataFrame:
    """By base year: change to the last years of the pair, and the least and most change of its members with others."""
    last = sorted(series.loc[_any_pair(series, claim), "year"].unique())[-claim["last_years"] :]

    def change(two: tuple) -> pd.Series:
        line = series[_pair_of(series, two)].set_index("year")["agreement"]
        return line[line.index.isin(last)].mean() - line[line.index < last[0]]

    others = pd.concat([change((code, PLACEBO)) for code in pair], axis=1)
    frame = pd.DataFrame({"change": change(pair), "low": others.min(axis=1), "high": others.max(axis=1)})
    return frame.sort_index()


def _draw_broken(axes: Axes, years, values, style) -> None:
    before = len(axes.lines)
    draw_line(axes, years, values, INK, markers=False)
    axes.lines[before].set_linestyle(style)
    axes.lines[before].set_linewidth(1.1)


# ------------------------------------------------------------------------------------------------ shared by both


def _side_by_side(data: pd.DataFrame, kind: str) -> pd.DataFrame:
    """One line a pair and year; the figures of each kind beside each other."""
    data = data.rename(columns={"row_id": "row"}).round(3)
    wide = data.pivot(index=["pair", "year"], columns=kind).reset_index()
    order = [(one, name) for name in data[kind].unique() for one in data if one not in ("pair", "year", kind)]
    wide = wide[[("pair", ""), ("year", ""), *order]]
    return wide.set_axis([f"{one.replace('_', ' ')}, {name}" if name else one for one, name in wide.columns], axis=1)


def _pair_of(table: pd.DataFrame, pair: tuple) -> pd.Series:
    one, other = pair
    there = (table["subject"] == one) & (table["object"] == other)
    return there | (table["subject"] == other) & (table["object"] == one)


def _any_pair(table: pd.DataFrame, claim: Claim) -> pd.Series:
    return np.logical_or.reduce([_pair_of(table, pair) for pair in claim["dyads"]])


def _with_placebo(table: pd.DataFrame) -> pd.Series:
    return table["object"] == PLACEBO


def _named(bench: Bench, pair: tuple) -> str:
    return listed(bench.state(code) for code in pair)


def _placebo_band(claim: Claim, axes: Axes, series: pd.DataFrame, pair: tuple, column: str) -> None:
    """Band between the means of either member with the states of the placebo; narrower lines where one is in view."""
    found = series[_with_placebo(series) & series["subject"].isin(pair) & (series["states"] >= claim["placebo_states"])]
    ends = found.groupby("year")[column].agg(["min", "max"])
    axes.fill_between(ends.index, ends["min"], ends["max"], color=BAND, linewidth=1)


def _mark_invasion(bench: Bench, axes: Axes) -> None:
    invasion = bench.register["R1"]["from_day"]
    if invasion.isoformat() <= bench.as_of:
        axes.axvline(invasion.year + invasion.timetuple().tm_yday / 366 - 0.5, color=MUTED, linewidth=0.8,
                     linestyle=(0, (2, 2)))  # fmt: skip


def _panels(lines: int, columns: int, tall: float) -> tuple[Figure, np.ndarray]:
    """A grid of small panels that share the years; those of a line share the scale."""
    margins = {"left": 0.5, "right": 0.1, "top": 0.55, "bottom": 0.62, "hspace": 0.38, "wspace": 0.12}
    figure, grid = panels(tall * lines + 0.85, lines, columns, sharey="row", **margins)
    for axes in grid.flat:
        axes.tick_params(axis="x", labelsize=7)
        axes.xaxis.set_major_formatter(lambda year, _: f"{year:.0f}")
        axes.xaxis.get_major_locator().set_params(nbins=3, integer=True)
    return figure, grid


def _row_head(axes: Axes, words: str) -> None:
    note(axes, words, (0, 1), (0, 4), on="axes", va="bottom", style="italic")


def _column_heads(bench: Bench, line: np.ndarray, claim: Claim) -> None:
    for axes, (one, other) in zip(line, claim["dyads"], strict=True):
        words = f"{bench.state(one)} and\n{bench.state(other)}"
        note(axes, words, (0.5, 1), (0, 17), on="axes", size=TEXT, color=INK, ha="center", va="bottom", linespacing=1)
