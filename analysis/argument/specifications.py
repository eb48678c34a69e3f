"""Specifications: each claim judged again under every other choice that was listed beforehand.

The choices come from the register, by dimension: each lineage left out, weak copies left out, rows that were not read
left out, each other statistical basis put first, each movable threshold moved up and down, and what a claim lists
itself. They are not independent of each other: how many agree is never read as a probability (Simonsohn, Simmons and
Nelson, Specification curve analysis, 2020, on why choices are listed in advance; one line a lineage is our own rule).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from analysis.argument.bench import Bench
from analysis.argument.findings import Finding
from analysis.argument.register import Claim
from analysis.argument.rows import Row
from analysis.argument.wording import listed
from analysis.evidence.schemas import TABLES

PUBLIC_RECORD = ("record", "text")
"""Lineages that anyone can look up: to leave them out is no defensible choice."""


LINEAGE, ROWS = "lineage left out", "rows left out"


@dataclass(frozen=True)
class Specification:
    """A claim judged under one other choice.

    Parameters
    ----------
    dimension, choice : str
        What was chosen otherwise.
    finding : Finding
        The answer under it.
    """

    dimension: str
    choice: str
    finding: Finding


def specifications(bench: Bench, claim: Claim) -> list[Specification]:
    """A claim under all its other choices, by dimension.

    Parameters
    ----------
    bench : Bench
        The evidence of the day.
    claim : Claim

    Returns
    -------
    list of Specification
        Empty where nothing can be chosen otherwise.
    """
    return [
        Specification(dimension, name, vary().finding(claim.id)) for dimension, name, vary in _choices(bench, claim)
    ]


def deciding(bench: Bench, claim: Claim) -> list[Row]:
    """Rows on which the finding of a claim rests."""
    return [bench.row(row_id) for row_id in bench.finding(claim.id).rows]


def rows_read(bench: Bench, claim: Claim) -> list[Row]:
    """All rows in view of the tables that were read for a claim."""
    tables = sorted({table for table, _ in bench.asked_by(claim.id)} & TABLES.keys())
    return [row for table in tables for row in bench.rows(table)]


def movable(bench: Bench, claim: Claim) -> Iterator[tuple[str, str, float]]:
    """Claim, name and value of every threshold of a claim and of its parts that is a choice of ours."""
    for part in (claim, *claim.parts):
        for name, value in bench.claim(part.id).thresholds.items():
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if number and name in bench.register.robustness["movable"]:
                yield part.id, name, value


def _choices(bench: Bench, claim: Claim) -> Iterator[tuple[str, str, Callable[[], Bench]]]:
    rows, rests_on = rows_read(bench, claim), deciding(bench, claim)
    rule = bench.register.robustness
    for lineage in sorted({row.lineage for row in rests_on} - set(PUBLIC_RECORD)):
        yield LINEAGE, bench.lineage(lineage), lambda name=lineage: bench.lacking(name, _of_lineage(name))
    if any(bench.copy_grade(row) in rule["poor_grades"] for row in rests_on):
        words = f"those read from copies graded {listed(rule['poor_grades'], 'or')}"
        yield ROWS, words, lambda: bench.lacking("copies", lambda row: bench.copy_grade(row) in rule["poor_grades"])
    if any(row.access in rule["not_read"] for row in rests_on):
        words = f"those {listed(rule['not_read'], 'or')}"
        yield ROWS, words, lambda: bench.lacking("unread", lambda row: row.access in rule["not_read"])
    for basis in _other_bases(rests_on, rows):
        yield "statistical basis put first", basis, lambda basis=basis: bench.preferring(basis)
    for part, name, value in movable(bench, claim):
        for moved in _steps(value, rule["step"]):
            change = {part: {name: moved}}
            words = f"{name.replace('_', ' ')} {round(moved, 3):g} for {round(value, 3):g}"
            told = words if part == claim.id else f"{part}: {words}"
            yield "threshold moved", told, lambda change=change: bench.varied(thresholds=change)
    for part in (claim, *claim.parts):
        for choice in part.choices:
            told = choice["name"] if part is claim else f"{part.id}: {choice['name']}"
            yield choice["dimension"], told, lambda part=part, choice=choice: _chosen(bench, part, choice, rows)


def _of_lineage(name: str) -> Callable[[Row], bool]:
    return lambda row: row.lineage == name


def _chosen(bench: Bench, claim: Claim, choice: dict, rows: Iterable[Row]) -> Bench:
    """The bench under a choice that a claim lists itself."""
    lineages = choice.get("without", ())
    return bench.varied(
        without=[row.row_id for row in rows if row.lineage in lineages],
        prefer=tuple(choice.get("prefer", ())),
        thresholds={claim.id: choice.get("thresholds", {})},
    )


def _other_bases(rests_on: list[Row], rows: list[Row]) -> list[str]:
    """Bases in view for the same pair and flow as rows on which the finding rests, other than theirs."""
    traded = [row for row in rests_on if hasattr(row, "flow") and hasattr(row, "year")]
    pairs = {(row.subject, row.object, row.flow) for row in traded}
    offered = (row for row in rows if hasattr(row, "year") and hasattr(row, "flow"))
    return sorted({row.basis for row in offered if (row.subject, row.object, row.flow) in pairs})


def _steps(value: float, step: float) -> tuple[float, ...]:
    """A threshold moved down and up; whole numbers stay whole and move by one at least."""
    if isinstance(value, int):
        width = max(1, round(value * step))
        return tuple(moved for moved in (value - width, value + width) if moved > 0)
    return value * (1 - step), min(1.0, value * (1 + step)) if value < 1 else value * (1 + step)
