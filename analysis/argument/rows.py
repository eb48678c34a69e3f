"""Rows in view as plain records: small, quick to sift, one attribute a column."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from analysis.argument.wording import day
from analysis.evidence.dates import first_day, last_day
from analysis.evidence.evidence import Evidence

Row = Any
"""A named tuple with one attribute a column; numbers are float (NaN where missing), the rest is text."""


def records(evidence: Evidence, table: str) -> list[Row]:
    """Rows of a table in view, in the order of the file."""
    return evidence.records(table)


def ids(*found: Iterable[Row]) -> tuple[str, ...]:
    """Ids of the rows of one list or of several."""
    return tuple(row.row_id for rows in found for row in rows)


def has(text: str, code: str) -> bool:
    """Whether a list parted by ``;`` holds a code."""
    return code in text.split(";")


def mentions(row: Row, words: Iterable[str], columns: Iterable[str]) -> bool:
    """Whether any of the words stands in any of the columns, in whatever case."""
    text = " ".join(getattr(row, column) for column in columns).casefold()
    return any(word.casefold() in text for word in words)


def by_day(found: Iterable[Row], column: str = "date") -> list[Row]:
    """Rows in the order of a (partial) date, which counts from its last day; those without one last."""
    return sorted(found, key=lambda row: (_last(getattr(row, column)), row.row_id))


def by_knowledge(found: Iterable[Row]) -> list[Row]:
    """Rows in the order in which they became known."""
    return sorted(found, key=lambda row: (row.known_on, row.row_id))


def states(row: Row) -> set[str]:
    """States of a row, on whichever side."""
    return {*row.subject.split(";"), *row.object.split(";")}


def quoted(row: Row) -> str:
    """Words on record, in short: who, when, what."""
    return f"{row.speaker}, {day(row.date)}: {row.gist}"


def latest_words(spoken: Iterable[Row]) -> list[str]:
    """Each speaker with the day of the latest of some statements, in the order of those days."""
    latest = {row.speaker: row.date for row in by_day(spoken)}
    return [f"{speaker} ({day(said)})" for speaker, said in sorted(latest.items(), key=lambda entry: _last(entry[1]))]


@cache
def _last(text: str) -> str:
    return last_day(text).isoformat() if text else "9999"


def begun(text: str, day: str) -> bool:
    """Whether a (partial) date had begun by a full day; an empty date counts as begun."""
    return not text or first_day(text).isoformat() <= day


def ended(text: str, day: str) -> bool:
    """Whether a (partial) date lies wholly before a full day; an empty date never does."""
    return bool(text) and last_day(text).isoformat() < day
