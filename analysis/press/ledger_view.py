"""The ledger as both printers show it: claims in a row, parts below their claim, verdicts in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.press.protocol import Claim
from analysis.press.verdicts import VERDICT_STYLES


def flat_claims(claims: Sequence[Claim], depth: int = 0) -> Iterator[tuple[int, Claim]]:
    """Claims and their parts in order, each with how deep it stands."""
    for claim in claims:
        yield depth, claim
        yield from flat_claims(claim["parts"], depth + 1)


def verdict_label(verdict: str) -> str:
    """A verdict in a reader's words."""
    return VERDICT_STYLES[verdict].label
