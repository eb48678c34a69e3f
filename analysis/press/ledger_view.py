"""The ledger as printers and the terminal show it: claims in a row, parts below their claim, verdicts in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from analysis.press.protocol import VERDICTS, Claim, Ledger
from analysis.press.verdicts import VERDICT_STYLES


def walk_claims(claims: Sequence[Claim], depth: int = 0) -> Iterator[tuple[int, Claim]]:
    """Claims and their parts in order, each with how deep it stands."""
    for claim in claims:
        yield depth, claim
        yield from walk_claims(claim["parts"], depth + 1)


def tally(ledger: Ledger | None) -> dict[str, int]:
    """How many claims have each verdict, parts left out, from the best to the worst; verdicts without any fall out."""
    counts = Counter(claim["verdict"] for claim in ledger["claims"]) if ledger else Counter()
    return {verdict: counts[verdict] for verdict in VERDICTS if counts[verdict]}


def verdict_label(verdict: str) -> str:
    """A verdict in a reader's words."""
    return VERDICT_STYLES[verdict].label


def behind(claim: Claim) -> set[str]:
    """Ids of all rows that a claim rests on, its parts apart: for, against, and behind its numbers."""
    return {*claim["for"], *claim["against"], *(row for number in claim["quantities"] for row in number["rows"])}
