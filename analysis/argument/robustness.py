"""Robustness: flip point, other choices, dissent, lineages and standing of every claim, for the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analysis.argument.bench import CLOCK, FINDING, Bench, Query
from analysis.argument.confidence import lineages
from analysis.argument.findings import NOT_TESTABLE, WORDS, Finding
from analysis.argument.flips import flip_point
from analysis.argument.register import Claim
from analysis.argument.rows import Row
from analysis.argument.specifications import Specification, specifications
from analysis.argument.wording import bare, day, sentences
from analysis.evidence.contract import STATUSES
from analysis.evidence.quantity import weakest_status
from analysis.press.protocol import Lineage


def examine(bench: Bench, claim: Claim) -> Mapping:
    """What the ledger says of a claim beyond its finding.

    Parameters
    ----------
    bench : Bench
        The evidence of the day.
    claim : Claim

    Returns
    -------
    mapping
        ``flip_point``, ``specifications``, ``dissent``, ``lineages`` and ``status`` of the protocol's claim.

    Notes
    -----
    The answer depends on nothing but the rows that were asked for on the way, so it is kept for as long as these stay
    the same: a row that nobody asked for makes no claim be examined again.
    """
    memo = bench.evidence.store.memo
    asked = memo.setdefault(("asked", claim.id, bench.rules), set())
    key = _key(bench, claim, asked)
    if key not in memo:
        traced = bench.varied()
        traced.judge_afresh()  # so that everything it asks for is written down
        traced.trace = set()
        answer = _examine(traced, claim)
        asked |= traced.trace
        memo[_key(bench, claim, asked)] = answer
        return answer
    return memo[key]


def _key(bench: Bench, claim: Claim, asked: Iterable[Query]) -> tuple:
    """What an answer depends on: rows become known in a fixed order, so that their number names them."""
    counts = (
        (table, wanted, _clock(bench, wanted) if table == CLOCK else len(bench.rows(table, **dict(wanted))))
        for table, wanted in asked
        if table != FINDING
    )
    return claim.id, frozenset(counts), bench.prefer, bench.evidence.exclude, bench.rules


def _clock(bench: Bench, wanted: tuple) -> str | bool:
    """The day itself, or whether the day that was asked about has come."""
    return bench.come(wanted[0][1]) if wanted else bench.as_of


def _examine(bench: Bench, claim: Claim) -> Mapping:
    base = bench.finding(claim.id)
    others = specifications(bench, claim)
    for_rows = [bench.row(row_id) for row_id in base.rows_for]
    against = [bench.row(row_id) for row_id in base.rows_against]
    return {
        "flip_point": flip_point(bench, claim, others),
        "specifications": {
            "n": len(others),
            "agreeing": sum(other.finding.verdict == base.verdict for other in others),
            "list": [
                {
                    "dimension": other.dimension,
                    "choice": other.choice,
                    "verdict": other.finding.verdict,
                    "confidence": other.finding.confidence,
                    "agrees": other.finding.verdict == base.verdict,
                }
                for other in others
            ],
        },
        "dissent": sentences(claim.dissent, _contrary(base, for_rows, against, others)),
        "lineages": _lineages(bench, for_rows, against),
        "status": weakest_status(row.status for row in for_rows or against),
    }


def _contrary(base: Finding, for_rows: list[Row], against: list[Row], others: list[Specification]) -> str:
    """The second sentence of a dissent: the firmest evidence against, else the weakest point of what is for."""
    if against:
        firmest = min(against, key=lambda row: (row.credibility, -STATUSES.index(row.status), row.known_on, row.row_id))
        source = f"{bare(firmest.issuer)}, known on {day(firmest.known_on)}."
        if len(against) == 1:
            return f"One row in view speaks against it, by {source}"
        return f"{len(against)} rows in view speak against it, the firmest of them by {source}"
    if base.verdict == NOT_TESTABLE:
        return "No row in view speaks for or against it, so that who doubts it and who holds it are equally free."
    turned = next((other for other in others if other.finding.verdict != base.verdict), None)
    if turned is not None:
        return (
            f"No row in view speaks against it, but under another choice ({turned.dimension}: {turned.choice}) it is "
            f"{WORDS[turned.finding.verdict]}."
        )
    voices = len(lineages(for_rows))
    return (
        f"No row in view speaks against it; {'one lineage carries' if voices == 1 else f'{voices} lineages carry'} it."
    )


def _lineages(bench: Bench, for_rows: list[Row], against: list[Row]) -> list[Lineage]:
    """Who could know by own means, with rows on each side; independent ones first, as they are counted."""
    rows = for_rows + against
    counted = lineages(rows)
    names = dict.fromkeys((*counted, *sorted(row.lineage for row in rows)))
    return [
        {
            "lineage": name,
            "name": bench.lineage(name),
            "for": sum(row.lineage == name for row in for_rows),
            "against": sum(row.lineage == name for row in against),
            "status": max((row.status for row in rows if row.lineage == name), key=STATUSES.index),
        }
        for name in names
    ]
