"""Charts of China's trade beside that with others: by years within one basis, and by single months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import pandas as pd
from matplotlib.axes import Axes

from analysis.argument.register import Register
from analysis.argument.rows import Row
from analysis.argument.wording import apart, listed
from analysis.evidence.dates import first_day, last_day
from analysis.evidence.evidence import Evidence
from analysis.figures import alt
from analysis.figures.chart import Chart, empty_chart, finish, frame, rows_frame
from analysis.figures.marks import day_number, draw_bound, label_points, mark_event, note, shade, time_axis
from analysis.figures.prose import bench_of, state_name
from analysis.figures.style import LABEL, MUTED, OTHER, SMALL, house_style, panels, state_colour
from analysis.figures.trade import draw_line, year_axis

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
    columns = "year, partner, code: object, value, unit, row: row_id"
    found = [row for code in named for row in _yearly(evidence, code)]
    data = rows_frame(columns, found, year=lambda row: int(row.year), partner=lambda row: named[row.object])
    data = data.sort_values(["partner", "year"], kind="stable")
    others = data.loc[data["partner"] != "Russia", "year"]
    data = data[data["year"] >= others.min()] if len(others) else data
    if data.empty or "Russia" not in set(data["partner"]):
        title = "No trade of China with Russia is in view."
        return empty_chart(evidence, label, "figures of China’s trade", "year, partner, value", title)
    yuan = _yuan(evidence, named)
    ratios = pd.concat([_ratios(data), _ratios(yuan)]).sort_values(["year", "counted"], kind="stable")
    ratios = ratios.drop_duplicates("year", keep="last")
    figure, grid = panels(4.4, 2, ratios=(2.3, 1), sharex=False, left=0.5, right=1.5, top=0.2, hspace=0.3)
    upper, lower = grid.flat
    ends, points, told = [], [], []
    for name, (code, *_) in _PARTNERS.items():
        line = data[data["partner"] == name]
        if line.empty:
            continue
        colour = state_colour("EU27" if name == "European Union" else code)
        for _, body in line.groupby("code", sort=False):  # each composition of the Union is a body of its own
            before = len(upper.lines)
            draw_line(upper, body["year"], body["value"], colour)
            upper.lines[before].set_linestyle(_FORMS.get(name, "-"))
        points += list(zip(line["year"], line["value"], strict=True))
        last = line.sort_values("year").iloc[-1]
        ends.append((last["year"], last["value"], f"{name} {last['value']:,.0f} ({last['year']})", colour))
        if name == "Russia":
            told.append(alt.series(f"China’s trade with {name}, {_BASIS}", line, "usd_bn"))
        else:
            told.append(f"{name}: {alt.written(last['value'], 'usd_bn')} in {last['year']}.")
    upper.set(ylim=(0, data["value"].max() * 1.1), ylabel="billion US dollars")
    for axes in grid.flat:
        year_axis(axes, data["year"].min(), data["year"].max())
    label_points(upper, sorted(ends, key=lambda end: -end[1]), points, size=LABEL)
    _draw_ratios(lower, ratios)
    whole, floors = ratios[ratios["counted"] == len(FOUR)], ratios[ratios["counted"] < len(FOUR)]
    last = data[data["partner"] == "Russia"].sort_values("year").iloc[-1]
    title = f"China’s trade with Russia by Chinese customs, {alt.written(last['value'], 'usd_bn')} in {last['year']}, "
    title += "beside its trade with others; "
    if len(whole):
        newest = whole.iloc[-1]
        title += f"the four others together had {newest['ratio']:.1f} times as much in {newest['year']:.0f}, the last "
        title += "year that has all of them."
    else:
        title += "no year in view has all four others."
    times = listed(f"{row.ratio:.1f} times in {row.year}" for row in whole.itertuples()) or "no year"
    told.insert(1, f"{listed(FOUR)} together against Russia, all four: {times}.")
    for row in floors.tail(1).itertuples():
        told.append(f"From {row.counted:.0f} of the four alone, in {row.year:.0f}: at least {row.ratio:.1f}.")
    data = pd.concat([data, yuan]).merge(ratios, on="year", how="left")
    return finish(evidence, figure, label, title, " ".join(told), data, data["row"])


def _yuan(evidence: Evidence, named: Mapping[str, str]) -> pd.DataFrame:
    """Whole years that the same office gave in yuan: a ratio needs one currency, not the dollar."""
    asked = {"object": tuple(named), "flow": "total", "span": "year", "bound": ("exact", "about")}
    found = bench_of(evidence).rows("trade_periods", subject="CHN", basis=_BASIS, unit="cny_bn", **asked)
    columns = "year, partner, code: object, value, unit, row: row_id, known_on"
    readers = {"year": lambda row: int(row.period_start[:4]), "partner": lambda row: named[row.object]}
    rows = rows_frame(columns, found, **readers).sort_values("known_on", kind="stable")
    return rows.drop_duplicates(["code", "year"], keep="last").drop(columns="known_on").reset_index(drop=True)


def _yearly(evidence: Evidence, code: str) -> list[Row]:
    """One figure a year of Chinese customs for a partner; a floor cannot stand in a series."""
    found = evidence.preferred("trade_annual", "CHN", code).itertuples(index=False, name="Row")
    return [row for row in found if row.basis == _BASIS and row.bound in ("exact", "about")]


def _ratios(data: pd.DataFrame) -> pd.DataFrame:
    """For years with Russia and two of the four at least: their sum over Russia, and how many of them are in view."""
    others = data[data["partner"].isin(FOUR)].groupby("year")["value"].agg(["sum", "count"])
    both = others.join(data[data["partner"] == "Russia"].set_index("year")["value"], how="inner")
    both = both[both["count"] > 1].reset_index()
    return both.assign(ratio=both["sum"] / both["value"], counted=both["count"])[["year", "ratio", "counted"]]


def _draw_ratios(axes: Axes, ratios: pd.DataFrame) -> None:
    """All four as a point; where some are missing, a floor with their number: the ratio is at least that."""
    colour, missing = state_colour("CHN"), float("nan")
    for row in ratios.itertuples():
        place = row.year, row.ratio
        if row.counted == len(FOUR):
            draw_bound(axes, row.year, "exact", (row.ratio, missing, missing), colour, hollow=False)
            note(axes, f"{row.ratio:.1f}", place, (0, 5), size=SMALL, color=colour, ha="center", va="baseline")
        else:
            draw_bound(axes, row.year, "at_least", (missing, row.ratio, missing), OTHER, hollow=False)
            note(axes, f"{row.counted}", place, (0, 12), size=SMALL, ha="center", va="baseline")
    axes.set(ylim=(0, max(ratios["ratio"].max() * 1.6, 1) if len(ratios) else 1), ylabel="times Russia")
    if ratios.empty:
        axes.text(0.5, 0.5, "no year has two of the four", transform=axes.transAxes, color=MUTED, ha="center")
    key = "the four over Russia:\n● all four in view;\n↑ at least so much,\n   from two or three\n   of them"
    axes.text(1.02, 0.5, key, transform=axes.transAxes, fontsize=SMALL, color=MUTED, va="center")


@house_style
def months(evidence: Evidence) -> Chart:
    """Monthly trade of China with Russia and the North, of Chinese customs in dollars; each month by itself."""
    label, bench = "china-months", bench_of(evidence)
    rule = bench.register["R1"]["monthly"]
    found = bench.rows("trade_periods", subject="CHN", object=("RUS", "PRK"), basis=_BASIS)
    data = _single_months(evidence, found)
    if data.empty:
        title = "No month of China’s trade is in view."
        return empty_chart(evidence, label, "figures of single months", "month, partner, flow, value", title)
    figure, grid = panels(4.2, 2, sharex=False, left=0.6, right=1.0, top=0.32, hspace=0.3)
    told, heads = [], []
    begin = data.groupby("partner")["month"].min().max()
    first = first_day(str(int(begin[:4]) - 1))
    earlier, data = data[data["month"] < first.isoformat()], data[data["month"] >= first.isoformat()]
    units = {"RUS": (1, "usd_bn", "billion"), "PRK": (1000, "usd_m", "million")}
    for panel, (code, (factor, unit, words)) in zip(grid.flat, units.items(), strict=True):
        name, colour = str(state_name(evidence, code)), state_colour(code)
        here = data[data["partner"] == name]
        time_axis(panel, first, evidence.as_of + timedelta(days=60))
        panel.set(ylim=(0, here["value"].max() * factor * 1.2 if len(here) else 1), ylabel=f"{words} US dollars")
        _shade(panel, rule, first, evidence.as_of)
        mark_rivals(panel, bench.register, first, evidence.as_of)
        ends = []
        for flow, form, words in (("total", "o", "both ways"), ("exports", "_", "China’s exports")):
            line = here[here["flow"] == flow]
            if len(line):
                _months_line(panel, line, factor, colour, form)
                month, height = line.iloc[-1][["month", "value"]]
                words = f"{words} {alt.written(height * factor, unit)}\n({month})"
                ends.append((day_number(month), height * factor, words, colour))
        label_points(panel, ends, zip(map(day_number, here["month"]), here["value"] * factor, strict=True), size=SMALL)
        totals = here[here["flow"] == "total"]
        sums = sum(row.object == code and row.span == "to_date" and row.flow == "total" for row in found)
        words = f"{name}: {len(totals)} months in view; {sums} sums of the year to date are not drawn"
        panel.text(0, 1.02, words, transform=panel.transAxes, fontsize=LABEL, color=MUTED, va="bottom")
        if len(totals):
            top, last = totals.loc[totals["value"].idxmax()], totals.iloc[-1]
            highest, newest = (alt.written(row["value"] * factor, unit) for row in (top, last))
            heads.append(f"with {name} the highest month of {len(totals)} is {top['month']}, {highest}")
            told.append(f"{name}, both ways: {len(totals)} months from {totals['month'].iloc[0]} to {last['month']}. "
                        f"Highest: {highest} in {top['month']}. Last: {newest} in {last['month']}.")  # fmt: skip
    title = f"China’s trade by single months in view: {apart(heads) or 'exports alone'}."
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
        ends = day_number(start.isoformat()), day_number(end.isoformat())
        shade(axes, *ends, "border of the North\nclosed, pandemic", 0.86, OTHER, alpha=0.13, linewidth=0)


def mark_rivals(axes: Axes, register: Register, first: date, as_of: date, height: float = 0.98) -> None:
    """The events that the register names beforehand as possible turns; the end of the closure is shaded instead."""
    rule = register["R1"]["monthly"]
    for name, on in rule["rivals"].items():
        if first < on <= as_of and not on.isoformat().startswith(rule["closed_to"]):
            mark_event(axes, on.isoformat(), name.removeprefix("the "), height, align="right")
