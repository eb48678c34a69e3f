"""Competing hypotheses beside the evidence: which explanation has least against it.

Analysis of competing hypotheses (Heuer, Psychology of Intelligence Analysis, 1999, chapter 8): all explanations are
stated first, each piece of evidence is marked against every one, and the explanation with the least evidence against
it stands, not the one with the most in favour. What a piece can tell follows process tracing (Van Evera, Guide to
Methods for Students of Political Science, 1997): a hoop must be passed, a smoking gun settles if found, a straw in the
wind does neither. Hypotheses, marks and selectors stand in ``data/claims.toml``; a piece is shown once rows that show
it are in view. The counts are no probabilities.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.argument.bench import Bench
from analysis.argument.register import Claim
from analysis.argument.rows import Row
from analysis.argument.selection import selected
from analysis.argument.wording import apart, sentences
from analysis.evidence.quantity import Quantity

CONSISTENT, INCONSISTENT, NEUTRAL = "consistent", "inconsistent", "neutral"


@dataclass(frozen=True)
class Piece:
    """One piece of evidence, marked against every hypothesis.

    Parameters
    ----------
    item : str
        What it is, in words.
    test : str
        Kind of test for the first hypothesis: hoop, smoking_gun, doubly_decisive or straw_in_the_wind.
    marks : mapping
        consistent, inconsistent or neutral, by hypothesis.
    rows : tuple of Row
        Rows in view that show it.
    """

    item: str
    test: str
    marks: Mapping[str, str]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Matrix:
    """Hypotheses by evidence.

    Parameters
    ----------
    hypotheses : dict
        Statement by id, of those that could be stated on the day.
    pieces : tuple of Piece
        Those in view, in the order of the register.
    against : dict
        How many pieces speak against each hypothesis.
    """

    hypotheses: dict[str, str]
    pieces: tuple[Piece, ...]
    against: dict[str, Quantity]

    @property
    def least(self) -> tuple[str, ...]:
        """Hypotheses with the least evidence against them."""
        fewest = min(number.value for number in self.against.values())
        return tuple(name for name, number in self.against.items() if number.value == fewest)

    @property
    def text(self) -> str:
        """The matrix in a sentence or two; empty without evidence or without rivals."""
        if not self.pieces or len(self.hypotheses) < 2:
            return ""
        return sentences(
            f"Explanations with the pieces of evidence in view that speak against each, of {len(self.pieces)}: "
            + apart(f"{self.hypotheses[name].rstrip('.')} ({number})" for name, number in self.against.items())
            + ".",
            "The one with least against it stands, which is no proof of it."
            if len(self.least) == 1
            else "The evidence in view does not tell which of several stands.",
        )


def matrix(bench: Bench, claim: Claim) -> Matrix:
    """The hypotheses of a claim against the evidence in view.

    Parameters
    ----------
    bench : Bench
        Evidence of the day.
    claim : Claim
        With hypotheses and evidence declared.
    """
    pieces = tuple(
        Piece(entry["item"], entry["test"], entry["marks"], tuple(found))
        for entry in claim.evidence
        if (found := [dated.row for dated in selected(bench, entry["rows"])])
    )
    stated = [rival for rival in claim.hypotheses if "from" not in rival or bench.come(rival["from"].isoformat())]
    against = {}
    for rival in stated:
        contrary = [piece for piece in pieces if piece.marks[rival["id"]] == INCONSISTENT]
        against[rival["id"]] = bench.number(
            len(contrary), "", f"pieces of evidence against: {rival['statement']}",
            (row for piece in contrary for row in piece.rows), "count of pieces marked inconsistent",
        )  # fmt: skip
    return Matrix({rival["id"]: rival["statement"] for rival in stated}, pieces, against)
