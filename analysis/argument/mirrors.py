"""Mirrors: rows that repeat, on the same lineage, what another row says. Of such rows the first known counts."""

from __future__ import annotations

from operator import attrgetter

from analysis.evidence.contract import provenance_columns
from analysis.evidence.evidence import Evidence
from analysis.evidence.schemas import TABLES

_CARRIER = {"row_id", "rendering_of", *provenance_columns()} - {"lineage", "status"}
"""Columns that say who carried a row and since when; all others are what it says."""


def mirrors(evidence: Evidence, table: str) -> frozenset[str]:
    """Ids of rows that repeat an earlier one of a table, on whatever day: what is repeated is in view before.

    Parameters
    ----------
    evidence : Evidence
        Rows that a reviewer left out repeat nothing and are not repeated.
    table : str
        Name of the table.
    """
    memo, key = evidence.store.memo, ("mirrors", table, evidence.exclude)
    if key not in memo:
        memo[key] = frozenset(_repeats(evidence, table))
    return memo[key]


def _repeats(evidence: Evidence, table: str) -> list[str]:
    content = attrgetter(*(name for name in TABLES[table].columns if name not in _CARRIER))
    rows = [
        row
        for row in evidence.store.records(table)
        if row.known_on and not {row.row_id, row.source_id} & evidence.exclude
    ]
    seen, repeats = set(), []
    for row in sorted(rows, key=lambda row: (row.known_on, row.credibility, row.row_id)):
        said = tuple(None if part != part else part for part in content(row))  # two missing figures are the same
        if said in seen:
            repeats.append(row.row_id)
        seen.add(said)
    return repeats
