"""Alt texts: what a chart shows, told from its own data, for those who do not see it.

Each function takes the frame that the chart draws. A test reads the numbers of the text back and looks for them in the
data.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.argument.wording import listed
from analysis.evidence.units import unit as unit_of


def written(number: float, unit: str) -> str:
    """A number with its unit, as the rest of the report writes it."""
    text = unit_of(unit).write(number)
    return unit_of(unit).frame(text, plural=text != "1")


def spans(years: Iterable[int]) -> str:
    """Years as spans: "2013, 2016 to 2018"."""
    groups: list[list[int]] = []
    for year in sorted(years):
        if groups and year == groups[-1][-1] + 1:
            groups[-1].append(year)
        else:
            groups.append([year])
    return ", ".join(f"{group[0]} to {group[-1]}" if len(group) > 1 else str(group[0]) for group in groups)


def series(what: str, frame: pd.DataFrame, unit: str, year: str = "year", value: str = "value") -> str:
    """One line over years: range, ends, extremes, direction, gaps.

    Parameters
    ----------
    what : str
        What the line is, without a full stop.
    frame : pandas.DataFrame
        One row a year, with the columns named.
    unit : str
        Code of the unit.
    """
    line = frame.dropna(subset=[value]).sort_values(year)
    if len(line) == 1:
        only = line.iloc[0]
        return f"{what}: one figure, {written(only[value], unit)} in {int(only[year])}."
    first, last = line.iloc[0], line.iloc[-1]
    top, low = line.loc[line[value].idxmax()], line.loc[line[value].idxmin()]
    change = "rises" if last[value] > first[value] else "falls" if last[value] < first[value] else "ends where it began"
    years = line[year].astype(int)
    missing = sorted(set(range(years.min(), years.max() + 1)) - set(years))
    ends = f"from {written(first[value], unit)} in {int(first[year])} to {written(last[value], unit)} in "
    ends += f"{int(last[year])}"
    text = f"{what}: {len(line)} yearly figures; the line {change} {ends}. Highest: {written(top[value], unit)} in "
    text += f"{int(top[year])}; lowest: {written(low[value], unit)} in {int(low[year])}."
    return text + (f" No figure for {spans(missing)}." if missing else "")


def reports(what: str, frame: pd.DataFrame, unit: str) -> str:
    """Reports of a quantity over time: how many, by whom, of which bound, the largest, the last.

    Parameters
    ----------
    frame : pandas.DataFrame
        Columns ``day``, ``issuer``, ``bound``, ``status``, ``figure`` (the end that is drawn) and ``text``.
    """
    ordered = frame.sort_values("day", kind="stable")
    first, last = ordered.iloc[0], ordered.iloc[-1]
    largest = largest_report(ordered)
    tally = ordered["bound"].value_counts()
    kinds = {"at_least": "floor", "up_to": "ceiling", "range": "range", "about": "round figure", "exact": "count"}
    counts = [f"{tally[b]} {word}{'s' if tally[b] > 1 else ''}" for b, word in kinds.items() if b in tally]
    alleged = int((ordered["status"] == "alleged").sum())
    return (
        f"{what}: {len(ordered)} reports from {first['day']} to {last['day']}, {listed(counts)}; "
        f"{alleged} of them only allege. "
        f"First: {first['text']} ({first['issuer']}, {first['day']}). "
        f"Largest: {largest['text']} ({largest['issuer']}, {largest['day']}). "
        f"Last: {last['text']} ({last['issuer']}, {last['day']})."
    )


def largest_report(frame: pd.DataFrame) -> pd.Series:
    """The largest report; of equal ones the latest, which has seen the others."""
    return frame.sort_values(["figure", "day"], kind="stable").iloc[-1]


def counts(what: str, frame: pd.DataFrame, group: str, noun: str, year: str = "year", count: str = "count") -> str:
    """Bars a year by group: totals of the groups, and the fullest year.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a year and group with a count.
    noun : str
        What is counted, in the plural.
    """
    totals = frame.groupby(group, sort=False)[count].sum()
    by_year = frame.groupby(year)[count].sum()
    busiest = by_year.idxmax()
    groups = listed(f"{name} {int(total)}" for name, total in totals.items())
    return (
        f"{what}: {int(by_year.sum())} {noun} from {int(by_year.index.min())} to {int(by_year.index.max())}, by group: "
        f"{groups}. Most in a year: {int(by_year[busiest])} in {int(busiest)}."
    )


def intervals(what: str, frame: pd.DataFrame, name: str, low: str, high: str, unit: str = "index") -> str:
    """Intervals beside each other: the ends of each, and which of them overlap nothing."""
    parts = [
        f"{row[name]} {written(row[low], unit)}" + ("" if row[low] == row[high] else f" to {written(row[high], unit)}")
        for _, row in frame.iterrows()
    ]
    return f"{what}: {'; '.join(parts)}."


def acts(what: str, frame: pd.DataFrame, group: str, day: str = "date", act: str = "act") -> str:
    """Dated acts in lanes: for each lane its acts in order."""
    parts = []
    for name, lane in frame.groupby(group, sort=False):
        parts.append(f"{name}: {listed(f'{row[act]} {row[day]}' for _, row in lane.iterrows())}")
    return f"{what}. {'; '.join(parts)}."


def matrix(what: str, frame: pd.DataFrame, columns: Sequence[str], words: dict) -> str:
    """A matrix of marks: for each column how often each mark stands there."""
    parts = []
    for column in columns:
        tally = frame[column].value_counts()
        named = [f"{int(tally[key])} {word}" for key, word in words.items() if key in tally]
        parts.append(f"{column}: {listed(named)}")
    return f"{what}, {len(frame)} rows. {'; '.join(parts)}."
