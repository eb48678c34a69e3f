"""Charts of China's trade beside that with others: by years within one basis, and by single months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import pandas as pd
from matplotlib.axes import Axes

from analysis.argument.register import Register
from analysis.argument.rows import Row, records
from analysis.argument.wording import apart, listed
from analysis.evidence.dates import first_day, last_day
from analysis.evidence.evidence import Evidence
from analysis.figures import alt
from analysis.figures.chart import Chart, empty_chart, finish, frame
from analysis.figures.marks import day_number, draw_bound, label_points, mark_event, note, time_axis
from analysis.figures.prose import bench_of, state_name
from analysis.figures.style import MUTED, OTHER, blank_figure, house_style, state_colour
from analysis.figures.trade import year_axis

_UNION = ("EU25", "EU27_2007", "EU28", "EU27")
_PARTNERS = {"Russia": ("RUS",), "United States": ("USA",), "European Union": _UNION, "Japan": ("JPN",),
             "South Korea": ("KOR",), "ASEAN": ("ASEAN",)}  # fmt: skip
FOUR = ("United States", "European Union", "Japan", "South Korea")
_FORMS = {"Japan": (0, (4, 1.5)), "ASEAN": (0, (1, 1.2))}
_BASIS = "GACC"


@house_style
def partners_of_china(evidence: Evidence) -> Chart:
    """Trade of China with Russia and with others a year by Chinese customs alone; below, the four against Russia."""
    label = "china-partners"
    named = {code: name for name, codes in _PARTNERS.items() for code in codes}
    found = [row for code in named for row in _yearly(evidence, code)]
    data = frame(
        "year, partner, code, value, unit, row",
        ((int(row.year), named[row.object], row.object, row.value, row.unit, row.row_id) for row in found),
    ).sort_values(["partner", "year"], kind="stable")
    others = data.loc[data["partner"] != "Russia", "year"]
    data = data[data["year"] >= others.min()] if len(others) else data
    if data.empty or "Russia" not in set(data["partner"]):
        return empty_chart(
            evidence,
            label,
            "figures of China's trade",
            "year, partner, value",
            title="No trade of China with Russia is in view.",
        )
    yuan = _yuan(evidence, named)
    ratios = pd.concat([_ratios(data), _ratios(yuan)]).sort_values(["year", "counted"], kind="stable")
    ratios = ratios.drop_duplicates("year", keep="last")
    figure, axes = blank_figure(4.4, left=0.5, right=1.5, top=0.2)
    upper, lower = _two(figure, axes, (2.3, 1))
    ends, points = [], []
    for name, (code, *_) in _PARTNERS.items():
        colour = state_colour("EU27" if name == "European Union" else code)
        line = data[data["partner"] == name]
        for _, body in line.groupby("code", sort=False):  # each composition of the Union is a body of its own
            years = range(body["year"].min(), body["year"].max() + 1)
            heights = body.set_index("year")["value"].reindex(years)
            upper.plot(years, heights, color=colour, marker="o", markersize=3, linestyle=_FORMS.get(name, "-"))
        points += list(zip(line["year"], line["value"], strict=True))
        if len(line):
            last = line.sort_values("year").iloc[-1]
            ends.append((last["year"], last["value"], f"{name} {last['value']:,.0f} ({last['year']})", colour))
    upper.set(ylim=(0, data["value"].max() * 1.1), ylabel="billion US dollars")
    for axes in (upper, lower):
        year_axis(axes, data["year"].min(), data["year"].max())
    label_points(upper, sorted(ends, key=lambda end: -end[1]), points, size=7.5)
    _draw_ratios(lower, ratios)
    whole = ratios[ratios["counted"] == len(FOUR)]
    last = data[data["partner"] == "Russia"].sort_values("year").iloc[-1]
    title = f"China's trade with Russia by Chinese customs, {alt.written(last['value'], 'usd_bn')} in {last['year']}, "
    title += "beside its trade with others; "
    if len(whole):
        newest = whole.iloc[-1]
        title += f"the four others together had {newest['ratio']:.1f} times as much in {newest['year']:.0f}, the last "
        title += "year that has all of them."
    else:
        title += "no year in view has all four others."
    told = [alt.series(f"China's trade with {name}, {_BASIS}", data[data["partner"] == name], "usd_bn")
            for name in _PARTNERS if name in set(data["partner"])]  # fmt: skip
    times = listed(f"{row.ratio:.1f} times in {row.year}" for row in whole.itertuples()) or "no year"
    told.append(f"{listed(FOUR)} together against Russia, all four: {times}.")
    floors = ratios[ratios["counted"] < len(FOUR)]
    if len(floors):
        row = floors.iloc[-1]
        told.append(f"From {row['counted']:.0f} of the four alone, in {row['year']:.0f}: at least {row['ratio']:.1f}.")
    data = pd.concat([data, yuan]).merge(ratios, on="year", how="left")
    return finish(evidence, figure, label, title, " ".join(told), data, data["row"])


def _yuan(evidence: Evidence, named: Mapping[str, str]) -> pd.DataFrame:
    """Whole years that the same office gave in yuan: a ratio needs one currency, not the dollar."""
    rows = evidence.table("trade_periods")
    rows = rows[(rows["subject"] == "CHN") & rows["object"].isin(named) & (rows["flow"] == "total")
                & (rows["span"] == "year") & (rows["basis"] == _BASIS) & (rows["unit"] == "cny_bn")
                & rows["bound"].isin(["exact", "about"])]  # fmt: skip
    rows = rows.sort_values("known_on", kind="stable").drop_duplicates(["object", "period_start"], keep="last")
    years = rows["period_start"].str[:4].astype(int)
    frame = rows.assign(year=years, partner=rows["object"].map(named), code=rows["object"], row=rows["row_id"])
    return frame[["year", "partner", "code", "value", "unit", "row"]].reset_index(drop=True)


def _yearly(evidence: Evidence, code: str) -> list[Row]:
    """One figure a year of Chinese customs for a partner; a floor cannot stand in a series."""
    found = evidence.preferred("trade_annual", "CHN", code).itertuples(index=False, name="Row")
    return [row for row in found if row.basis == _BASIS and row.bound in ("exact", "about")]


def _ratios(data: pd.DataFrame) -> pd.DataFrame:
    """For years with Russia and two of the four at least: their sum over Russia, and how many of them are in view."""
    others = data[data["partner"].isin(FOUR)].groupby("year")["value"].agg(["sum", "count"])
    russia = data[data["partner"] == "Russia"].set_index("year")["value"]
    both = others.join(russia, how="inner")
    both = both[both["count"] > 1]
    return pd.DataFrame(
        {"year": both.index, "ratio": (both["sum"] / both["value"]).to_numpy(), "counted": both["count"].to_numpy()}
    )


def _draw_ratios(axes: Axes, ratios: pd.DataFrame) -> None:
    """All four as a point; where some are missing, a floor with their number: the ratio is at least that."""
    colour, missing = state_colour("CHN"), float("nan")
    for row in ratios.itertuples():
        whole = row.counted == len(FOUR)
        ends = (row.ratio, missing, missing) if whole else (missing, row.ratio, missing)
        draw_bound(axes, row.year, "exact" if whole else "at_least", ends, colour if whole else OTHER, hollow=False)
        text = f"{row.ratio:.1f}" if whole else f"{row.counted}"
        note(
            axes,
            text,
            (row.year, row.ratio),
            (0, 5 if whole else 12),
            size=7 if whole else 6,
            color=colour if whole else MUTED,
            ha="center",
            va="baseline",
        )
    axes.set(ylim=(0, max(ratios["ratio"].max() * 1.6, 1) if len(ratios) else 1), ylabel="times Russia")
    if ratios.empty:
        axes.text(0.5, 0.5, "no year has two of the four", transform=axes.transAxes, color=MUTED, ha="center")
    key = "the four over Russia:\n● all four in view;\n↑ at least so much,\n   from two or three\n   of them"
    axes.text(1.02, 0.5, key, transform=axes.transAxes, fontsize=7, color=MUTED, va="center")


def _two(figure, axes: Axes, heights: Sequence[float]) -> tuple[Axes, Axes]:
    """One pair of axes parted into two, above each other."""
    grid = axes.get_subplotspec().subgridspec(2, 1, height_ratios=heights, hspace=0.3)
    axes.remove()
    return figure.add_subplot(grid[0]), figure.add_subplot(grid[1])


@house_style
def months(evidence: Evidence) -> Chart:
    """Monthly trade of China with Russia and the North, of Chinese customs in dollars; each month by itself."""
    label, register = "china-months", bench_of(evidence).register
    rule = register["R1"]["monthly"]
    found = [row for row in records(evidence, "trade_periods")
             if row.subject == "CHN" and row.object in ("RUS", "PRK") and row.basis == _BASIS]  # fmt: skip
    data = _single_months(evidence, found)
    if data.empty:
        return empty_chart(
            evidence,
            label,
            "figures of single months",
            "month, partner, flow, value",
            title="No month of China's trade is in view.",
        )
    figure, axes = blank_figure(4.2, left=0.6, right=1.0, top=0.32)
    panels = _two(figure, axes, (1, 1))
    told, heads = [], []
    begin = max(line["month"].min() for _, line in data.groupby("partner"))
    first = first_day(str(int(begin[:4]) - 1))
    earlier, data = data[data["month"] < first.isoformat()], data[data["month"] >= first.isoformat()]
    for panel, code in zip(panels, ("RUS", "PRK"), strict=True):
        name = str(state_name(evidence, code))
        here = data[data["partner"] == name]
        factor, unit = (1000, "usd_m") if code == "PRK" else (1, "usd_bn")
        time_axis(panel, first, evidence.as_of + timedelta(days=60))
        panel.set(ylim=(0, here["value"].max() * factor * 1.2 if len(here) else 1),
                  ylabel="million US dollars" if code == "PRK" else "billion US dollars")  # fmt: skip
        _shade(panel, rule, first, evidence.as_of)
        mark_rivals(panel, register, first, evidence.as_of)
        ends = []
        for flow, form in (("total", "o"), ("exports", "_")):
            line = here[here["flow"] == flow]
            if len(line):
                _months_line(panel, line, factor, state_colour(code), form)
                end = line.iloc[-1]
                words = "both ways" if flow == "total" else "China's exports"
                ends.append((day_number(end["month"]), end["value"] * factor,
                             f"{words} {alt.written(end['value'] * factor, unit)}\n({end['month']})",
                             state_colour(code)))  # fmt: skip
        marks = zip(map(day_number, here["month"]), here["value"] * factor, strict=True)
        label_points(panel, ends, marks, size=7)
        totals = here[here["flow"] == "total"]
        sums = sum(row.object == code and row.span == "to_date" and row.flow == "total" for row in found)
        panel.text(0, 1.02, f"{name}: {len(totals)} months in view; {sums} sums of the year to date are not drawn",
                   transform=panel.transAxes, fontsize=7.5, color=MUTED, va="bottom")  # fmt: skip
        if len(totals):
            top, last = totals.loc[totals["value"].idxmax()], totals.iloc[-1]
            figures = [alt.written(row["value"] * factor, unit) for row in (top, last)]
            heads.append(f"with {name} the highest month of {len(totals)} is {top['month']}, {figures[0]}")
            told.append(f"{name}, both ways: {len(totals)} months from {totals['month'].iloc[0]} to {last['month']}. "
                        f"Highest: {figures[0]} in {top['month']}. Last: {figures[1]} in {last['month']}.")  # fmt: skip
    title = f"China's trade by single months in view: {apart(heads) or 'exports alone'}."
    text = f"Months by Chinese customs in dollars, each by itself. {' '.join(told)}"
    text += f" Earlier months, not drawn: {listed(earlier['month'].unique())}." if len(earlier) else ""
    rows = [row for joined in data["row"] for row in joined.split(";")]
    return finish(evidence, figure, label, title, text, data, rows)


def _single_months(evidence: Evidence, found: Iterable[Row]) -> pd.DataFrame:
    """Single months in dollars, the latest figure of each; a missing total is the sum of its two flows."""
    single = [row for row in found if row.span == "month" and row.unit == "usd_bn" and row.bound in ("exact", "about")]
    kept = {(row.object, row.period_end, row.flow): row for row in sorted(single, key=lambda row: row.known_on)}
    lines = []
    for (code, month, flow), row in sorted(kept.items()):
        name = str(state_name(evidence, code))
        other = kept.get((code, month, "imports"))
        if flow != "imports":
            lines.append((month, name, flow, row.value, row.row_id))
        if flow == "exports" and other and (code, month, "total") not in kept:
            lines.append((month, name, "total", row.value + other.value, f"{row.row_id};{other.row_id}"))
    return frame("month, partner, flow, value, row", lines)


def _months_line(axes: Axes, line: pd.DataFrame, factor: float, colour: str, form: str) -> None:
    """Months as marks, joined only where they follow each other."""
    series = line.set_index(pd.PeriodIndex(line["month"], freq="M"))["value"] * factor
    whole = series.reindex(pd.period_range(series.index.min(), series.index.max(), freq="M"))
    days = [day_number(str(month)) for month in whole.index]
    axes.plot(days, whole.to_numpy(), color=colour, marker=form, markersize=3 if form == "o" else 5,
              linewidth=1.2 if form == "o" else 0.6)  # fmt: skip


def _shade(axes: Axes, rule: Mapping, first: date, as_of: date) -> None:
    """The months in which the pandemic had the border of the North closed, as far as the day has seen them."""
    start, end = max(first_day(rule["closed_from"]), first), min(last_day(rule["closed_to"]), as_of)
    if start < end:
        axes.axvspan(start, end, color=OTHER, alpha=0.13, linewidth=0)
        place = day_number(start.isoformat()), 0.86
        note(axes, "border of the North\nclosed, pandemic", place, (3, 0), on="x", size=7, va="top")


def mark_rivals(axes: Axes, register: Register, first: date, as_of: date, height: float = 0.98) -> None:
    """The events that the register names beforehand as possible turns; the end of the closure is shaded instead."""
    rule = register["R1"]["monthly"]
    for name, on in rule["rivals"].items():
        if first < on <= as_of and not on.isoformat().startswith(rule["closed_to"]):
            mark_event(axes, on.isoformat(), name.removeprefix("the "), height, align="right")
