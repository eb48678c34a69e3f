"""Replay: the verdict of every claim on every day, and the row that turned it.

A verdict can change only when a row that its judge asks for becomes known. So each claim is judged on those days alone,
from the first on, with nothing in view that became known later.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.argument.bench import Bench, Query
from analysis.argument.findings import Finding
from analysis.argument.register import Claim


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


def replay(bench: Bench, start: str, claims: Iterable[Claim] | None = None) -> list[History]:
    """Judge claims on every day on which it could matter.

    Parameters
    ----------
    bench : Bench
        The evidence of the last day.
    start : str
        First ISO day.
    claims : iterable of Claim, optional
        By default all claims of the register, parts left out.

    Returns
    -------
    list of History
        In the order of the claims.
    """
    return [_history(bench, claim, start) for claim in claims or bench.register.claims]


def _history(bench: Bench, claim: Claim, start: str) -> History:
    days = _Days(bench, start)
    then = bench.varied(until=start)
    first = found = _judge(then, claim)
    changes: list[Change] = []
    while day := days.next(then.trace, then._day):
        then = bench.varied(until=day)
        later = _judge(then, claim)
        if later.verdict != found.verdict:
            rows = tuple(_causes(bench, claim, day, found.verdict, later, days.rows_of(then.trace, day)))
            changes.append(Change(claim.id, day, found.verdict, later.verdict, rows))
        found = later
    return History(claim, first.verdict, tuple(changes))


def _judge(bench: Bench, claim: Claim) -> Finding:
    bench.trace = set()
    return bench.finding(claim.id)


def _causes(bench: Bench, claim: Claim, day: str, before: str, after: Finding, new: list[str]) -> list[str]:
    """Rows of a day that turned a verdict: each alone if it can, else all that the new finding rests on."""
    used = [row for row in new if row in after.rows]
    if len(new) > MOST_ALONE:  # a whole data set came out that day: no single row of it did it
        return used
    alone = [row for row in new if bench.varied(until=day, without=(row,)).finding(claim.id).verdict == before]
    return alone or used


class _Days:
    """Days on which rows that answer a query became known, up to the day of a bench."""

    def __init__(self, bench: Bench, start: str):
        self._bench = bench
        self._answers: dict[Query, list[tuple[str, str]]] = {}
        self._clock = [day for day in bench.evidence.store.days if start < day <= bench.as_of]

    def _known(self, query: Query) -> list[tuple[str, str]]:
        if query not in self._answers:
            table, wanted = query
            rows = self._bench.rows(table, **dict(wanted))
            self._answers[query] = sorted((row.known_on, row.row_id) for row in rows)
        return self._answers[query]

    def next(self, trace: Iterable[Query], after: str) -> str | None:
        """The first day after a day on which a query has a new answer; any day with news where the clock was asked."""
        later = []
        for query in trace:
            days = self._clock if query[0] == "as_of" else [day for day, _ in self._known(query)]
            place = bisect_right(days, after)
            later += days[place : place + 1]
        return min(later, default=None)

    def rows_of(self, trace: Iterable[Query], day: str) -> list[str]:
        """Rows that became known on a day and answer a query."""
        asked = [query for query in trace if query[0] != "as_of"]
        return sorted({row for query in asked for known, row in self._known(query) if known == day})
