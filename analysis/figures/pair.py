"""Charts and tables of any two states: whatever the data hold on the pair, be it little."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pandas as pd

from analysis.argument.rows import Row, by_day, has, ids, records
from analysis.argument.wording import listed
from analysis.errors import DataError
from analysis.evidence.evidence import Evidence
from analysis.evidence.quantity import Quantity
from analysis.figures import alt
from analysis.figures.chart import Chart, empty_chart, finish, frame
from analysis.figures.marks import day_number, draw_bound, label_points, name_rows, time_axis
from analysis.figures.mirror import COUNTED_BY
from analysis.figures.prose import Words, state_name
from analysis.figures.style import SMALL, blank_figure, house_style, state_colour
from analysis.figures.tables import Table, make_table, rows_table
from analysis.figures.trade import draw_line, year_axis

_LANES = {
    "treaty acts": ("treaty_acts", "date", "act"),
    "agreements": ("side_agreements", "date", "title"),
    "meetings": ("meetings", "date", "place"),
    "words": ("statements", "date", "gist"),
    "reported transfers": ("transfers", "reported_on", "item"),
    "acts on sanctions": ("protection_acts", "date", "act"),
}
"""What a pair may have, table by table: lane, table, day, and what happened."""

_CALLED = {
    "PRK": ("the North", "northern", "DPRK", "Pyongyang"), "RUS": ("Moscow", "Kremlin"), "CHN": ("Beijing", "Chinese"),
    "USA": ("Washington", "American"), "KOR": ("Seoul", "the South"),
}  # fmt: skip
"""What statements call a state besides its name: words of one about the other are found by these."""


_ENDS = ["value", "low", "high"]


class Pair:
    """Two states and the rows in view that concern both.

    Parameters
    ----------
    evidence : Evidence
    state_a, state_b : str
        Codes, in either order.
    """

    def __init__(self, evidence: Evidence, state_a: str, state_b: str):
        self.evidence, self.states = evidence, (state_a, state_b)
        self.label = f"{state_a.lower()}-{state_b.lower()}"

    @property
    def name(self) -> Words:
        """The two names in English."""
        return Words(" and ".join(str(state_name(self.evidence, code)) for code in self.states))

    def rows(self, table: str) -> list[Row]:
        """Rows of a table that name both states, one as subject and the other as object."""
        return [row for row in records(self.evidence, table) if self._both(row)]

    def _both(self, row: Row) -> bool:
        a, b = self.states
        if hasattr(row, "speaker"):
            text = f"{row.topic} {row.gist}"
            return any(has(row.subject, one) and self._named(other, text) for one, other in ((a, b), (b, a)))
        named = f"{row.subject};{row.object}"
        return a != b and has(named, a) and has(named, b)

    def _named(self, code: str, text: str) -> bool:
        return any(word in text for word in (str(state_name(self.evidence, code)), *_CALLED.get(code, ())))

    def count(self, table: str) -> Quantity:
        """How many rows of a table concern both."""
        frame = self.evidence.table(table)
        return Quantity.count(frame[frame["row_id"].isin(ids(self.rows(table)))], name=table)

    @property
    def summary(self) -> Words:
        """What is in view, as a clause: "2 treaty acts, 14 meetings and 30 reported transfers", or that nothing is."""
        counts = {lane: len(self.rows(table)) for lane, (table, *_) in _LANES.items()}
        return Words(listed(f"{count} {lane}" for lane, count in counts.items() if count) or "no event of the two")


def open_pair(evidence: Evidence, state_a: str, state_b: str) -> Pair:
    """Whatever the data hold on two states."""
    return Pair(evidence, state_a, state_b)


@house_style
def timeline(pair: Pair) -> Chart:
    """Events of the pair in lanes over time; each mark is a row of evidence, what is alleged is hollow."""
    label = f"timeline-{pair.label}"
    marks = [(lane, getattr(row, day), str(getattr(row, event)).replace("_", " "), row)
             for lane, (table, day, event) in _LANES.items() for row in pair.rows(table)]  # fmt: skip
    marks = [mark for mark in marks if mark[1]]
    if not marks:
        return empty_chart(pair.evidence, label, f"events of {pair.name}", "lane, date, event")
    lanes = Counter(lane for lane, *_ in marks)
    figure, axes = blank_figure(0.6 + 0.3 * len(lanes), left=1.35, right=0.25, top=0.1)
    years = [int(day[:4]) for _, day, *_ in marks]
    time_axis(axes, date(min(years) - 1, 1, 1), date(max(max(years), pair.evidence.as_of.year) + 1, 1, 1))
    colour, names = state_colour(pair.states[0]), list(lanes)
    for lane, day, _, row in marks:
        style = {"markerfacecolor": "none" if row.status == "alleged" else colour, "markersize": 5, "alpha": 0.75}
        axes.plot([day_number(day)], [names.index(lane)], "o", color=colour, **style)
    name_rows(axes, [f"{lane} ({count})" for lane, count in lanes.items()])
    lines = [(lane, day, event, row.status, row.row_id) for lane, day, event, row in marks]
    data = frame("lane, date, event, status, row", lines).sort_values("date", kind="stable")
    counts = listed(f"{count} {lane}" for lane, count in lanes.items())
    title = f"What the data hold on {pair.name} over time, by events that have a day: {counts}."
    first, last = data.iloc[0], data.iloc[-1]
    text = f"{len(data)} events of {pair.name} by kind: {counts}. "
    text += f"First: {first['event']} ({first['date']}). Last: {last['event']} ({last['date']})."
    return finish(pair.evidence, figure, label, title, text, data, data["row"])


@house_style
def trade(pair: Pair) -> Chart:
    """Trade of the pair a year by the declared orders of bases; each is named, in the colour of who counts."""
    label, evidence = f"trade-{pair.label}", pair.evidence
    figure, axes = blank_figure(2.5, left=0.6, right=0.9)
    found = [_preferred(evidence, *order) for order in (pair.states, pair.states[::-1])]
    small = max((rows[_ENDS].max().max() for rows in found if len(rows)), default=0) < 2
    factor, unit, words = (1000, "usd_m", "million") if small else (1, "usd_bn", "billion")
    frames, told, ends = [], [], []
    for reporter, rows in zip(pair.states, found, strict=True):
        if rows.empty:
            continue
        rows = rows.assign(**{end: rows[end] * factor for end in _ENDS}, reporter=reporter, row=rows["row_id"])
        rows = rows.assign(height=rows["value"].fillna(rows["low"]).fillna(rows["high"])).dropna(subset=["height"])
        for basis, part in rows.groupby("basis", sort=False):
            colour = state_colour(COUNTED_BY.get(basis, reporter))
            draw_line(axes, part["year"], part["height"], colour)
            for row in part[~part["bound"].isin(["exact", "about"])].itertuples():
                draw_bound(axes, row.year, row.bound, (row.value, row.low, row.high), colour, hollow=False)
            ends.append((part["year"].iloc[-1], part["height"].iloc[-1], basis, colour))
            frames.append(part.assign(value=part["height"])[["year", "reporter", "value", "bound", "basis", "row"]])
            told.append(alt.series(f"Basis {basis}", frames[-1], unit))
    if not frames:
        return empty_chart(evidence, label, f"figures of trade between {pair.name}", "year, reporter, value")
    data = pd.concat(frames).sort_values("year", kind="stable").reset_index(drop=True)
    axes.set(ylim=(0, data["value"].max() * 1.15), ylabel=f"{words} US dollars")
    year_axis(axes, data["year"].min(), data["year"].max())
    label_points(axes, ends, zip(data["year"], data["value"], strict=True), size=SMALL)
    top, last = data.loc[data["value"].idxmax()], data.iloc[-1]
    said = [f"{alt.written(row['value'], unit)} in {row['year']:.0f} ({row['basis']})" for row in (last, top)]
    counted = f"{len(frames)} statistical bases" if len(frames) > 1 else "one statistical basis"
    title = f"Goods trade of {pair.name}: {said[0]}; the highest figure in view is {said[1]}. A line joins years of "
    title += "one basis only."
    text = f"Trade of {pair.name} by {counted}, never chained. Last figure: {said[0]}. Highest: {said[1]}. "
    text += " ".join(sorted(told, key=len, reverse=True))
    return finish(evidence, figure, label, title, text, data, data["row"])


def _preferred(evidence: Evidence, reporter: str, partner: str) -> pd.DataFrame:
    """The preferred figures of a reporter, or none where no order of bases is declared."""
    try:
        return evidence.preferred("trade_annual", reporter, partner)
    except DataError:
        return evidence.table("trade_annual").iloc[:0]


def events_table(pair: Pair, newest: int = 20) -> Table:
    """The newest events of the pair, whichever table they stand in."""
    lines = [
        (getattr(row, day), lane, _told(pair.evidence, table, row, event), row.issuer, row.status, row.row_id)
        for lane, (table, day, event) in _LANES.items()
        for row in pair.rows(table)
        if getattr(row, day)
    ]
    lines = sorted(lines)[-newest:]
    columns = "day 0.9 | kind 1.5 | event 3.4 | said by 1.3 | standing 1.1"
    title, data = f"The newest {len(lines)} events of {pair.name} in view.", [line[:5] for line in lines]
    return make_table(pair.evidence, f"events-{pair.label}", title, columns, data, [line[5] for line in lines])


def _told(evidence: Evidence, table: str, row: Row, event: str) -> str:
    """What happened; of a transfer also how much of it is reported."""
    text = str(getattr(row, event)).replace("_", " ")
    if table != "transfers":
        return text
    number = evidence.quantity(table, row.row_id)
    return f"{text}: {number}" if number.known else f"{text}: {row.words or 'no figure'}"


def votes_table(pair: Pair, newest: int = 15) -> Table:
    """How the two voted in the Council on drafts about Korea, draft by draft."""
    votes: dict[tuple[str, str, str], dict[str, Row]] = {}
    for row in records(pair.evidence, "council_votes"):
        if row.state in pair.states:
            votes.setdefault((row.date, row.symbol, row.topic), {})[row.state] = row
    voters = dict.fromkeys(pair.states)
    shared = {key: cast for key, cast in sorted(votes.items()) if len(cast) == len(voters)}
    chosen = dict(list(shared.items())[-newest:])
    named = [f"{state_name(pair.evidence, code)} 0.9" for code in voters]
    data = [(*key, *(cast[code].vote for code in voters)) for key, cast in chosen.items()]
    rows = ids(row for cast in chosen.values() for row in cast.values())
    agreed = sum(len({row.vote for row in cast.values()}) == 1 for cast in shared.values())
    title = f"No draft about Korea is in view on which {pair.name} both voted."
    if shared:
        title = f"Votes of {pair.name} in the Council on drafts about Korea: alike in {agreed} of {len(shared)} in "
        title += "view."
    columns = " | ".join(["day 1", "draft 1.3", "subject 3.6", *named])
    return make_table(pair.evidence, f"votes-{pair.label}", title, columns, data, rows)


def meetings_table(pair: Pair) -> Table:
    """Meetings of the two in view, newest last; invitations and cancellations apart."""
    columns = "day 1: date | place 1.4: place | who 1.9: who | level 0.9: level | kind 1.2: kind | occasion 2: occasion"
    found = by_day(pair.rows("meetings"))
    title = f"Meetings of {pair.name} in the list: {len(found)} entries."
    readers = {
        "who": lambda row: row.participants.replace(";", ", "),
        "level": lambda row: row.level.replace("_", " "),
    }
    return rows_table(pair.evidence, f"meetings-table-{pair.label}", title, columns, found, **readers)
