"""A finding: the computed answer to one claim on one day."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.argument.wording import apart, listed, phrase
from analysis.evidence.quantity import Quantity
from analysis.language import N_
from analysis.press.protocol import CONFIDENCES, VERDICTS

SUPPORTED, QUALIFIED, MIXED, CONTRADICTED, NOT_TESTABLE = VERDICTS

WORDS = {
    SUPPORTED: N_("supported"),
    QUALIFIED: N_("supported with qualification"),
    MIXED: N_("mixed"),
    CONTRADICTED: N_("contradicted"),
    NOT_TESTABLE: N_("not testable"),
}
"""Verdicts as prose."""

_WEAKEST_FIRST = (CONTRADICTED, NOT_TESTABLE, MIXED, QUALIFIED, SUPPORTED)


@dataclass(frozen=True)
class Finding:
    """Verdict, confidence and reasons of one claim on one day.

    Parameters
    ----------
    verdict : str
        One of the protocol's verdicts.
    reason : str
        Sentences composed from computed quantities and rows.
    confidence : str or None
        high, moderate or low; None where the verdict is not testable.
    quantities : tuple of Quantity
        Numbers behind the verdict, each with a name and its rows.
    rows_for, rows_against : tuple of str
        Ids of rows that speak for and against the claim.
    would_change : str
        What would flip the verdict, as far as it can be computed.
    """

    verdict: str
    reason: str
    confidence: str | None = None
    quantities: tuple[Quantity, ...] = ()
    rows_for: tuple[str, ...] = ()
    rows_against: tuple[str, ...] = ()
    would_change: str = ""

    def __post_init__(self):
        if self.verdict not in VERDICTS:
            raise ValueError(f"unknown verdict {self.verdict!r}: expected one of {', '.join(VERDICTS)}")
        if self.confidence not in CONFIDENCES:
            raise ValueError(f"unknown confidence {self.confidence!r}: expected high, moderate, low or None")
        if self.verdict == NOT_TESTABLE:
            object.__setattr__(self, "confidence", None)
        for side in ("rows_for", "rows_against"):
            object.__setattr__(self, side, tuple(dict.fromkeys(getattr(self, side))))

    @property
    def rows(self) -> tuple[str, ...]:
        """Every row that the finding rests on."""
        numbers = tuple(row for quantity in self.quantities for row in quantity.rows)
        return tuple(dict.fromkeys(self.rows_for + self.rows_against + numbers))


def not_testable(reason: str, would_change: str = "") -> Finding:
    """A finding for a claim whose evidence is not in view."""
    return Finding(NOT_TESTABLE, reason, would_change=would_change)


def weakest(findings: dict[str, Finding], needs: tuple[str, ...]) -> Finding:
    """The finding of a parent: that of the weakest part it needs.

    Contradicted is weaker than not testable, that than mixed, that than qualified, that than supported. Of several
    equally weak parts the one with least confidence decides.

    Parameters
    ----------
    findings : dict
        Findings of all parts by id.
    needs : tuple of str
        Parts that decide; the others are printed beside.
    """
    needed = {name: findings[name] for name in needs}
    order = (*CONFIDENCES[:3][::-1], None)
    deciding = min(
        needed, key=lambda name: (_WEAKEST_FIRST.index(needed[name].verdict), order.index(needed[name].confidence))
    )
    found = needed[deciding]
    if len({(finding.verdict, finding.confidence) for finding in findings.values()}) == 1:
        reason = f"{listed(findings)} are {WORDS[found.verdict]}."
    else:
        told = apart(f"{name} is {WORDS[finding.verdict]}" for name, finding in findings.items())
        reason = f"{told}. The weakest part that the claim needs is {deciding}."
    beside = [name for name in findings if name not in needs]
    note = f" {' and '.join(beside)} decides nothing here." if beside else ""
    return replace(
        found,
        reason=f"{reason}{note}",
        quantities=tuple(quantity for finding in needed.values() for quantity in finding.quantities),
        rows_for=tuple(row for finding in needed.values() for row in finding.rows_for),
        rows_against=tuple(row for finding in needed.values() for row in finding.rows_against),
        would_change=phrase("{part}: {text}", part=deciding, text=found.would_change) if found.would_change else "",
    )
