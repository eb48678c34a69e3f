"""The ledger: every claim of the register judged with what could be known on a day."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module

from analysis.argument.bench import Bench
from analysis.argument.findings import WORDS, Finding, weakest
from analysis.argument.register import Claim, Register
from analysis.argument.robustness import examine
from analysis.errors import DataError
from analysis.evidence.evidence import Evidence
from analysis.evidence.quantity import Quantity
from analysis.press.protocol import Claim as Entry
from analysis.press.protocol import Ledger

_MODULES = (
    "alignment", "bargain", "china", "debris", "diplomacy", "endurance", "institutions", "isolation", "motive",
    "munitions", "sanctions", "technology", "ties", "trade", "treaties", "turn", "voices", "weight", "whole",
)  # fmt: skip

JUDGES = {
    name: judge for module in _MODULES for name, judge in import_module(f"analysis.argument.{module}").JUDGES.items()
}
"""The function that judges each claim or part, by id."""

_LETTERS = dict(zip(("S", "Q", "M", "C", "NT"), WORDS.values(), strict=True))
"""How rules of the register shorten verdicts."""


def judge(evidence: Evidence, register: Register) -> Ledger:
    """The ledger of a day, in the form of the protocol.

    Parameters
    ----------
    evidence : Evidence
        What could be known on the day.
    register : Register
        The claims and their rules.
    """
    bench = Bench(evidence, register)
    return {"as_of": bench.as_of, "claims": [_entry(claim, bench) for claim in register.claims]}


def findings(evidence: Evidence, register: Register) -> dict[str, Finding]:
    """Findings of all claims and parts by id, in the order of the register, parents first."""
    bench = Bench(evidence, register)
    return {claim.id: bench.finding(claim.id) for claim in bench.register.all}


def finding(evidence: Evidence, register: Register, claim_id: str) -> Finding:
    """The finding of one claim or part.

    Raises
    ------
    UsageError
        If there is no such claim.
    """
    return Bench(evidence, register).finding(claim_id)


def judged(bench: Bench, claim: Claim) -> Finding:
    """Judge a claim by its own function, or by its parts; :meth:`Bench.finding` keeps the answer."""
    if claim.parts:
        return weakest({part.id: bench.finding(part.id) for part in claim.parts}, claim.needs)
    if claim.id not in JUDGES:
        raise DataError(
            f"{claim.file}, claim {claim.id}: expected a function that judges it, found none. Write one and list it in "
            "the JUDGES of a module that analysis/argument/ledger.py names, or take the claim out."
        )
    return JUDGES[claim.id](bench, claim)


def _walkable(quantity: Quantity, own: Finding) -> Quantity:
    """A count of nothing names the rows among which nothing was found: those on which the finding rests."""
    if quantity.rows or quantity.value != 0:
        return quantity
    return replace(quantity, rows=own.rows, method=f"{quantity.method}: none among the rows of this claim")


def _spelled(rule: str) -> str:
    """A rule with its verdicts in words, for readers who do not know the letters of the register."""
    told = re.sub(r"(?<![\w-])(?:NT|[SQMC])(?![\w-])", lambda letter: _LETTERS[letter[0]], rule)
    return re.sub(r"(?:^|(?<=\. ))[a-z]", lambda first: first[0].upper(), told)


def _entry(claim: Claim, bench: Bench) -> Entry:
    own = bench.finding(claim.id)
    return {
        "id": claim.id,
        "parts": [_entry(part, bench) for part in claim.parts],
        **{name: getattr(claim, name) for name in ("statement", "voice", "kind", "thesis")},
        "rule": _spelled(claim.rule),
        "verdict": own.verdict,
        "confidence": own.confidence,
        "reason": own.reason,
        "quantities": [_walkable(quantity, own).record() for quantity in own.quantities],
        "for": list(own.rows_for),
        "against": list(own.rows_against),
        "sources": bench.sources(own.rows),
        "would_change": own.would_change,
        **examine(bench, claim),
    }
