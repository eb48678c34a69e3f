"""The ledger and a claim as text: every claim, every number, every row with its address."""

import pytest
from lighthouse_book import lighthouse_book

from analysis.press.ledger_view import behind, walk_claims
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
