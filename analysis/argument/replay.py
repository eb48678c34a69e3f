"""Replay: the verdict of every claim on every day, and the row that turned it.

A verdict can change only when a row that its judge asks for becomes known, or when a day comes that its rule counts.
So a claim is judged anew on the days alone on which a row became known, with nothing in view that became known later,
and on their eves where its rule counts days; on all other days its finding is carried over. A verdict that turned and
turned back between two such days is not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.argument.bench import CLOCK, Bench, Query
from analysis.argument.findings import Finding
from analysis.argument.register import Claim
from analysis.evidence.schemas import TABLES

MOST_ALONE = 60
"""Rows of one day up to which each is tried alone."""


@dataclass(frozen=True)
class Change:
    """A day on which the verdict of a claim turned.

    Parameters
    ----------
    claim : str
        Id of the claim.
    day : str
        ISO day.
    before, after : str
        Verdicts of the protocol.
    rows : tuple of str
        Rows that became known on that day and without which, each alone, the verdict would not have turned; all rows
        of the day that the new finding rests on, where only several together turned it; none where the day itself did.
    """

    claim: str
    day: str
    before: str
    after: str
    rows: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """How one claim fared.

    Parameters
    ----------
    claim : Claim
    first : str
        Verdict on the first day.
    changes : tuple of Change
        In order of days.
    """

    claim: Claim
    first: str
    changes: tuple[Change, ...]

    def on(self, day: str) -> str:
        """Verdict on a day."""
        return next((change.after for change in reversed(self.changes) if change.day <= day), self.first)


def replay(bench: Bench, start: str) -> list[History]:
    """Judge every claim on every day on which it could matter.

    Parameters
    ----------
    bench : Bench
        The evidence of the last day.
    start : str
        First ISO day.

    Returns
    -------
    list of History
        All claims and parts, in the order of the register.
    """
    memo, key = (
        bench.evidence.store.memo,
        ("replay", start, bench.as_of, bench.evidence.exclude, bench.prefer, bench.rules),
    )
    if key not in memo:
        memo[key] = _replay(bench, start)
    return memo[key]


def _replay(bench: Bench, start: str) -> list[History]:
    claims = bench.register.all
    known = _Known(bench)
    then = bench.varied(until=start)
    first = {claim.id: then.finding(claim.id) for claim in claims}
    found, changes = dict(first), {claim.id: [] for claim in claims}
    for day in _moments(bench, start):
        earlier, then = then, bench.varied(until=day)
        news = {claim.id: known.since(earlier.asked_by(claim.id), earlier.day, day) for claim in claims}
        then.adopt(earlier, (name for name, rows in news.items() if rows is None))
        for claim in claims:
            before, after = found[claim.id], then.finding(claim.id)
            if after.verdict != before.verdict:
                rows = _causes(bench, claim, day, before.verdict, after, news[claim.id] or [])
                on = day if rows else _turned(bench, claim, earlier.day, day)
                changes[claim.id].append(Change(claim.id, on, before.verdict, after.verdict, tuple(rows)))
            found[claim.id] = after
    return [History(claim, first[claim.id].verdict, tuple(changes[claim.id])) for claim in claims]


def _moments(bench: Bench, start: str) -> Iterator[str]:
    """Days on which a row became known, and the eve of each, since some rules count days; then the last day."""
    last = start
    for day in (*(day for day in bench.evidence.store.days if start < day < bench.day), bench.day):
        eve = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
        yield from (one for one in (eve, day) if one > last)
        last = day


def _turned(bench: Bench, claim: Claim, before: str, after: str) -> str:
    """The first day after one without, and up to one with, another verdict; by bisection."""
    old = bench.varied(until=before).finding(claim.id).verdict
    near, far = date.fromisoformat(before), date.fromisoformat(after)
    while (far - near).days > 1:
        middle = near + (far - near) // 2
        if bench.varied(until=middle.isoformat()).finding(claim.id).verdict == old:
            near = middle
        else:
            far = middle
    return far.isoformat()


def _causes(bench: Bench, claim: Claim, day: str, before: str, after: Finding, new: list[str]) -> list[str]:
    """Rows of a day that turned a verdict: each alone if it can, else all that the new finding rests on."""
    used = [row for row in new if row in after.rows]
    if len(new) > MOST_ALONE:  # a whole data set came out that day: no single row of it did it
        return used
    alone = [row for row in new if bench.varied(until=day, without=(row,)).finding(claim.id).verdict == before]
    return alone or used


class _Known:
    """On which day each answer to a query became known."""

    def __init__(self, bench: Bench):
        self._bench = bench
        self._answers: dict[Query, dict[str, list[str]]] = {}

    def _days(self, query: Query) -> dict[str, list[str]]:
        if query not in self._answers:
            table, wanted = query
            days = self._answers[query] = {}
            for row in self._bench.rows(table, **dict(wanted)):
                days.setdefault(row.known_on, []).append(row.row_id)
        return self._answers[query]

    def since(self, asked: Iterable[Query], earlier: str, day: str) -> list[str] | None:
        """Rows of a day that answer a query; None if there are none and the clock turned nothing that was asked for."""
        rows = {row for query in asked if query[0] in TABLES for row in self._days(query).get(day, ())}
        clocks = (dict(wanted) for table, wanted in asked if table == CLOCK)
        turned = any(not wanted or earlier < wanted["day"] <= day for wanted in clocks)
        return sorted(rows) if rows or turned else None
