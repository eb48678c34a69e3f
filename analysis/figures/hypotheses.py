"""Competing explanations of a claim as a table: each piece of evidence in view, marked against every one of them."""

from __future__ import annotations

from analysis.argument.hypotheses import CONSISTENT, INCONSISTENT, NEUTRAL, matrix
from analysis.argument.wording import listed
from analysis.evidence.evidence import Evidence
from analysis.figures.prose import bench_of
from analysis.figures.tables import Table, make_table

MARKS = {CONSISTENT: "fits", INCONSISTENT: "against", NEUTRAL: "tells nothing"}
TESTS = {
    "hoop": "must be passed",
    "smoking_gun": "settles it if found",
    "doubly_decisive": "settles it either way",
    "straw_in_the_wind": "a hint",
}


def matrix_table(evidence: Evidence, claim_id: str, label: str) -> Table:
    """Pieces of evidence in view by explanation; the last line counts what speaks against each.

    Parameters
    ----------
    claim_id : str
        A claim that states competing hypotheses.
    label : str
        Stable name of the table.
    """
    bench = bench_of(evidence)
    found = matrix(bench, bench.register[claim_id])
    stated = {name: statement.rstrip(".") for name, statement in found.hypotheses.items()}
    columns = " | ".join(["evidence in view 3", "what it can tell 1.1", *(f"{words} 1.3" for words in stated.values())])
    data = [
        (piece.item, TESTS[piece.test], *(MARKS[piece.marks[name]] for name in stated))
        for piece in found.pieces
    ]  # fmt: skip
    if data:
        data.append((f"pieces against, of {len(data)}", "", *(found.against[name] for name in stated)))
    rows = [row.row_id for piece in found.pieces for row in piece.rows]
    title = _title(len(found.pieces), stated, found.least if stated else ())
    return make_table(evidence, label, title, columns, data if stated else [], rows if stated else [])


def _title(pieces: int, stated: dict[str, str], least: tuple[str, ...]) -> str:
    """Which explanation has least against it, as a sentence that claims no more."""
    if not pieces or not stated:
        return "Competing explanations: none stands beside evidence in view."
    if len(stated) < 2:
        return "Only one explanation could be stated on this day, so that the evidence has nothing to choose between."
    named = listed(f"“{stated[name]}”" for name in least)
    ties = "" if len(least) == 1 else ", which tie"
    return f"Explanations beside {pieces} pieces of evidence: least speaks against {named}{ties}. A ranking only."
