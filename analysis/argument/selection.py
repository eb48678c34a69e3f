"""Rows chosen by a selector of the register: a table, values of columns, words, a span of days."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from analysis.argument.bench import Bench
from analysis.argument.rows import Row, has, mentions
from analysis.evidence.dates import last_day
from analysis.evidence.quantity import Quantity


@dataclass(frozen=True)
class Dated:
    """A row with the day from which it counts.

    Parameters
    ----------
    day : datetime.date
        Last day of the (partial) date.
    text : str
        The date as it stands.
    row : Row
    """

    day: date
    text: str
    row: Row


def selected(
    bench: Bench, selectors: Iterable[Mapping], pair: Iterable[str] = (), statuses: Iterable[str] = ()
) -> list[Dated]:
    """Rows that any of some selectors fits, each once, in the order of their days.

    An event that says it is the same as a chosen row of another table is left out: one act, one count.

    Parameters
    ----------
    bench : Bench
        Evidence of the day.
    selectors : iterable of mapping
        As ``data/claims.toml`` declares them: ``table``, ``where``, ``pair``, ``words`` with ``columns``, ``on``,
        ``from``, ``to``.
    pair : iterable of str
        States that must all take part.
    statuses : iterable of str
        Statuses allowed; empty allows all.
    """
    found: dict[str, Dated] = {}
    for selector in selectors:
        for dated in _fitting(bench, selector, (*pair, *selector.get("pair", ()))):
            if not statuses or dated.row.status in statuses:
                found.setdefault(dated.row.row_id, dated)
    once = [d for d in found.values() if not any(name in found for name in getattr(d.row, "same_as", "").split(";"))]
    return sorted(once, key=lambda dated: (dated.day, dated.row.row_id))


def _fitting(bench: Bench, selector: Mapping, pair: tuple[str, ...]) -> list[Dated]:
    key = (json.dumps(selector, default=str), pair)
    return bench.sifted(key, selector["table"], lambda rows: _sift(rows, selector, pair), **selector.get("where", {}))


def _sift(rows: list[Row], selector: Mapping, pair: tuple[str, ...]) -> list[Dated]:
    fitting = []
    for row in rows:
        text = _date(row, selector.get("on", ""))
        if not text or not _take_part(row, pair):
            continue
        if "words" in selector and not mentions(row, selector["words"], selector["columns"]):
            continue
        day = last_day(text)
        if selector.get("from", day) <= day <= selector.get("to", day):
            fitting.append(Dated(day, text, row))
    return fitting


def _date(row: Row, column: str) -> str:
    """The (partial) date of a row as text: of the column named, else its day, the first day it covers, its report."""
    names = (column,) if column else ("date", "period_start", "reported_on", "known_on")
    value = next((value for name in names if (value := getattr(row, name, ""))), "")
    return value if isinstance(value, str) else f"{value:.0f}"


def _take_part(row: Row, pair: tuple[str, ...]) -> bool:
    return all(has(row.subject, code) or has(getattr(row, "object", ""), code) for code in pair)


def series(row: Row) -> tuple[str, str, str]:
    """Basis (or category, or issuer), unit, and whether it is a running total: figures are compared within one only."""
    source = getattr(row, "basis", "") or getattr(row, "category", "") or row.issuer
    return source, row.unit, getattr(row, "cumulative", "")


def figure(bench: Bench, row: Row, name: str = "") -> Quantity:
    """The figure of a row on trade, energy or soldiers and workers."""
    table = "trade_annual" if hasattr(row, "flow") else "energy" if hasattr(row, "category") else "deployments"
    return bench.quantity(table, row, name)
