"""The ledger and a claim as text: every claim, every number, every row with its address."""

import pytest
from lighthouse_book import lighthouse_book

from analysis.press.ledger_view import behind, changes, walk_claims
from analysis.press.terminal import claim_text, ledger_text

BOOK = lighthouse_book()
CLAIMS = [claim for _, claim in walk_claims(BOOK.ledger["claims"])]


def row(row_id):
    return {"id": row_id, "table": "t", "text": f"what {row_id} says", "known_on": "1999-01-01", "sources": ["s"]}


SOURCE = {
    "publisher": "Keeper",
    "published_on": "",
    "issuer_grade": "A",
    "publisher_grade": "B",
    "url": "https://x.org/s",
}


def test_the_ledger_names_every_claim_with_its_verdict():
    lines = ledger_text(BOOK.ledger).splitlines()
    assert lines[0] == f"As of {BOOK.ledger['as_of']}"
    told = lines[2 : 2 + len(CLAIMS)]
    assert [line.split()[0] for line in told] == [claim["id"] for claim in CLAIMS]
    for line, claim in zip(told, CLAIMS, strict=True):
        assert claim["verdict"].replace("_", " ") in line and claim["statement"] in line
        assert f" {claim['specifications']['agreeing']} of 3 " in line
    assert lines[-1].startswith("n of m: other choices")


def test_a_narrow_terminal_shortens_statements_and_nothing_else():
    assert all(len(line) <= 80 for line in ledger_text(BOOK.ledger, 80).splitlines())


@pytest.mark.parametrize("claim", BOOK.ledger["claims"], ids=lambda claim: claim["id"])
def test_a_claim_is_walked_down_to_every_row_and_its_address(claim):
    parts = [part for _, part in walk_claims([claim])]
    ids = {row_id for part in parts for row_id in behind(part)}
    text = claim_text(claim, "1999-01-01", {i: row(i) for i in ids}, {"s": SOURCE})
    for part in parts:
        assert part["statement"] in text
        assert all(number["text"] in text for number in part["quantities"])
    assert all(f"{row_id} (known 1999-01-01): what {row_id} says" in " ".join(text.split()) for row_id in ids)
    assert text.count("https://x.org/s") >= len(ids)


def test_rows_behind_a_number_are_among_those_walked():
    number = {"name": "lamps", "text": "3 lamps", "method": "count", "rows": ["only-here"]}
    claim = CLAIMS[0] | {"parts": [], "quantities": [number], "for": ["f"], "against": []}
    assert behind(claim) == {"f", "only-here"}
    text = claim_text(claim, "1999-01-01", {i: row(i) for i in ("f", "only-here")}, {"s": SOURCE})
    assert "further rows behind the numbers:" in text and "what only-here says" in text


def test_what_falls_is_told_beside_each_claim_and_summed_up():
    after = BOOK.ledger["claims"][0] | {"verdict": "mixed", "confidence": None}
    varied = BOOK.ledger | {"claims": [after, *BOOK.ledger["claims"][1:]]}
    varied |= {"changes": changes(BOOK.ledger, varied)}
    lines = ledger_text(varied).splitlines()
    assert [line.split()[0] for line in lines if " -> " in line] == ["L1"]
    assert "supported (moderate) -> mixed " in lines[2]
    assert lines[-1] == f"1 of {len(CLAIMS)} claims and parts fare otherwise than with the full evidence."
    same = BOOK.ledger | {"changes": changes(BOOK.ledger, BOOK.ledger)}
    assert "->" not in ledger_text(same) and ledger_text(same).splitlines()[-1].startswith("Nothing falls")


def test_a_claim_tells_what_stands_below_its_verdict():
    text = " ".join(claim_text(CLAIMS[0], "1999-01-01", {"lamp-1": row("lamp-1")}, {"s": SOURCE}).split())
    for words in (
        "flip point: It turns to contradicted if the count were 7 instead of 11",
        "dissent: Keepers count lamps",
        "other choices: The verdict stands under 2 of 3 (basis: 1 of 2; keeper left out: 1 of 1).",
        "It differs under basis, tax rolls: mixed (low).",
        "lineages: the coast office: 2 for, 1 against, documented. The weakest row that decides is alleged.",
    ):
        assert words in text


def test_a_ledger_without_other_choices_has_no_column_for_them():
    bare = [{k: v for k, v in claim.items() if k in ("id", "statement", "verdict", "confidence", "parts", "reason")}
            | {"parts": []} for claim in CLAIMS]  # fmt: skip
    assert "n of m" not in ledger_text({"as_of": "1999-01-01", "claims": bare})
