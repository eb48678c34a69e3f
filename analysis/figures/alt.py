"""Alt texts: what a chart shows, told from its own data, for those who do not see it.

Each function takes the frame that the chart draws, and tells the most important things first: :func:`cut` ends a text
that would tire a listener, since the table behind the figure has the rest. A test reads the numbers of the text back
and looks for them in the data. :func:`fault` says what makes a text no alt text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.argument.wording import listed, opening
from analysis.evidence.units import unit as unit_of

LONGEST, FEWEST_WORDS = 700, 8
"""Characters at most and words at least of an alt text."""

TURN = 0.25
"""A direction has changed where a line goes back by this share of its range, from lowest to highest, or more."""

_NAMED = 4
"""Acts of a lane that are told one by one; of more the first and the last."""

_REST = "The data table has the rest."
_PLACEHOLDER = re.compile(
    r"^\W*((an? |the )?(figure|chart|image|graph|plot|picture|diagram|photo)\b|untitled|alt text|tbd\b)"
    r"|\.(svg|png|jpe?g|gif|pdf)\b|lorem ipsum|no description|placeholder|\btodo\b|describe this",
    re.IGNORECASE,
)
_KINDS = {"at_least": "floor", "up_to": "ceiling", "range": "range", "about": "round figure", "exact": "count"}


def fault(alt: str, title: str, data: pd.DataFrame) -> str:
    """What makes a text no alt text, in a clause; empty where nothing does."""
    words = alt.split()
    if not words or _PLACEHOLDER.search(alt):
        return "it is a placeholder"
    if alt.strip(" .").casefold() == title.strip(" .").casefold():
        return "it is the title again"
    if len(words) < FEWEST_WORDS:
        return f"it has {len(words)} words, fewer than {FEWEST_WORDS}"
    if len(alt) > LONGEST:
        return f"it has {len(alt)} characters, more than {LONGEST}"
    if len(data) and not data.select_dtypes("number").empty and not re.search(r"\d", alt):
        return "the data hold numbers and it tells none"
    return ""


def cut(text: str) -> str:
    """A text of sentences, ended after a sentence or a clause where it is too long; what comes first is kept.

    Examples
    --------
    >>> cut("Votes: 12." + " And more of it." * 60)[-44:]
    'And more of it. The data table has the rest.'
    """
    if len(text) <= LONGEST:
        return text
    room = LONGEST - len(_REST) - 1
    for ends in (r"[.!?](?= [A-Z“\d])", r";(?= )", r",(?= )"):
        kept = [found.start() for found in re.finditer(ends, text[: room + 1])]
        if kept and kept[-1] >= room // 2:
            return f"{text[: kept[-1]]}. {_REST}"
    return f"{text[:room].rpartition(' ')[0]} …. {_REST}"


def turning_points(values: Sequence[float]) -> list[int]:
    """Places at which a line changes its direction, by :data:`TURN` of its range; its ends are none.

    Between two of them, and towards the ends, the line goes one way but for lesser moves: the peaks and troughs of a
    series whose lesser swings are filtered by their height, as Bry and Boschan (Cyclical Analysis of Time Series, 1971)
    require a least amplitude of a phase.

    Parameters
    ----------
    values : sequence of float
        In order, at least one, none missing; in whatever unit.

    Returns
    -------
    list of int
        Places in ``values``, in order; empty for a level line.
    """
    least = TURN * (max(values) - min(values))
    if not least:
        return []
    turns, high, low, way = [], 0, 0, 0
    for place, value in enumerate(values):
        high, low = (place if value > values[high] else high), (place if value < values[low] else low)
        if way >= 0 and values[high] - value >= least:
            turns += [high]
            way, low, high = -1, place, place
        elif way <= 0 and value - values[low] >= least:
            turns += [low]
            way, low, high = 1, place, place
    return [place for place in turns if 0 < place < len(values) - 1]


def certainty(frame: pd.DataFrame) -> str:
    """How sure the figures of a frame are, by its columns ``bound`` and ``status``; empty if all are plain counts."""
    tally = frame["bound"].value_counts() if "bound" in frame else {}
    parts = [several(int(tally[kind]), word) for kind, word in _KINDS.items() if kind in tally and kind != "exact"]
    said = int((frame["status"] == "alleged").sum()) if "status" in frame else 0
    parts += [f"{said} only alleged"] * bool(said)
    return f" Not all are plain counts: {listed(parts)}." if parts else ""


def several(count: int, word: str) -> str:
    """A number of things: "1 floor", "2 floors"."""
    return f"{count} {word}{'s' if count != 1 else ''}"


def written(number: float, unit: str) -> str:
    """A number with its unit, as the rest of the report writes it; what would round to nothing keeps one digit."""
    text = unit_of(unit).write(number)
    if number and not re.search("[1-9]", text):
        text = f"{number:.1g}"
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
    """One line over years: direction and ends, extremes, turning points, how sure, gaps.

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
    known = {int(row[year]) for row in (first, last, top, low)}
    turns = [line.iloc[place] for place in turning_points(list(line[value]))]
    turns = [row for row in turns if int(row[year]) not in known]
    if turns:
        text += f" It also turns at {listed(f'{written(row[value], unit)} in {int(row[year])}' for row in turns[-4:])}."
    return text + certainty(line) + (f" No figure for {spans(missing)}." if missing else "")


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
    counts = [several(tally[bound], word) for bound, word in _KINDS.items() if bound in tally]
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
    """Intervals beside each other: the ends of each."""
    parts = [
        f"{row[name]} {written(row[low], unit)}" + ("" if row[low] == row[high] else f" to {written(row[high], unit)}")
        for _, row in frame.iterrows()
    ]
    return f"{what}: {'; '.join(parts)}."


def acts(what: str, frame: pd.DataFrame, group: str, day: str = "date", act: str = "act") -> str:
    """Dated acts in lanes: for each lane its acts in order; of many the first and the last."""
    parts = []
    for name, lane in frame.groupby(group, sort=False):
        told = [f"{row[act]} {row[day]}" for _, row in lane.iterrows()]
        many = len(told) > _NAMED
        parts.append(f"{opening(name)}: {f'{len(told)}, first {told[0]}, last {told[-1]}' if many else listed(told)}.")
    return f"{what}. {' '.join(parts)}"


def matrix(what: str, frame: pd.DataFrame, columns: Sequence[str], words: dict) -> str:
    """A matrix of marks: for each column how often each mark stands there."""
    parts = []
    for column in columns:
        tally = frame[column].value_counts()
        named = [f"{int(tally[key])} {word}" for key, word in words.items() if key in tally]
        parts.append(f"{column}: {listed(named)}")
    return f"{what}, {len(frame)} rows. {'; '.join(parts)}."
