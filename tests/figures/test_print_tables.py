import dataclasses
import re

import pytest
from shipped_charts import DAYS, ROOT

from analysis.evidence.evidence import open_evidence
from analysis.evidence.quantity import Quantity
from analysis.figures import (
    aftermath,
    balance,
    endurance,
    energy,
    listings,
    methods,
    mirror,
    pair,
    replay,
    ties,
    voices,
)
from analysis.figures.hypotheses import matrix_table
from analysis.figures.prose import read_findings
from analysis.figures.tables import Table, ledger_table
from analysis.press.protocol import TABLE_MIME, TableRecord


def pair_of(evidence):
    return pair.open_pair(evidence, "CHN", "RUS")


OWN = {
    "wording card": methods.wording_card,
    "rule changes": methods.rule_changes,
    "interests": methods.interests,
    "methods": methods.methods,
}
"""Tables of the study's own rules: they rest on no row."""

TABLES = {
    "words of Beijing": balance.words_of_beijing,
    "part of China": balance.part_of_china,
    "coverage": mirror.coverage,
    "agreements": listings.agreements,
    "words": lambda evidence: listings.words_on(evidence, "M1", "words", "Words."),
    "breaches": listings.breaches,
    "paragraphs": listings.paragraphs_in_force,
    "sentences": listings.operative_sentences,
    "containers": listings.container_figures,
    "debris": listings.debris,
    "rounds": listings.rounds,
    "goods": energy.goods,
    "deployments": lambda evidence: aftermath.deployments_table(evidence, ["troops", "memorial"], "x", "Soldiers."),
    "outcomes": lambda evidence: aftermath.outcomes_table(evidence, ["M1", "M2", "M4"], "outcomes", "reports"),
    "institutions": endurance.institutions,
    "courtship": ties.courtship,
    "each way": ties.each_way,
    "why the tie": lambda evidence: matrix_table(evidence, "R1", "matrix"),
    "after the war": lambda evidence: matrix_table(evidence, "P3", "matrix"),
    "trade": lambda evidence: listings.trade_by_basis(evidence, "CHN", "RUS", "trade"),
    "spoken": lambda evidence: voices.spoken(evidence, ["T6", "A4"], "spoken", "Words."),
    "sentence parts": lambda evidence: voices.sentence_parts(evidence, "A4"),
    "posts": lambda evidence: voices.posts(read_findings(evidence), ["E1", "E2", "E3", "E4"]),
    "denials": voices.denials,
    "coders": methods.coder_agreement,
    "revisions": methods.revisions,
    "changes": replay.replay_changes,
    "then and now": replay.then_and_now,
    "days of writing": replay.days_of_writing,
    **OWN,
    "ledger": lambda evidence: ledger_table(read_findings(evidence)),
    "events": lambda evidence: pair.events_table(pair_of(evidence)),
    "votes": lambda evidence: pair.votes_table(pair_of(evidence)),
    "meetings": lambda evidence: pair.meetings_table(pair_of(evidence)),
}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_keeps_the_contract_on_every_day(name, day):
    evidence = open_evidence(day, ROOT)
    table = TABLES[name](evidence)
    bundle = table._repr_mimebundle_()
    record = bundle[TABLE_MIME]
    assert set(record) == set(TableRecord.__annotations__)
    count = len(record["columns"])
    assert len(record["align"]) == len(record["widths"]) == count
    assert record["data"] and all(len(row) == count for row in record["data"])
    assert all(evidence.in_view(row) for row in record["rows"])
    assert record["source_line"].endswith(f"as of {day}.")
    assert record["title"] in bundle["text/plain"] and "<table" in bundle["text/html"]
    if not record["rows"] and name not in {"ledger", *OWN}:
        assert any(f"nothing in view on {day}" in str(cell) for row in record["data"] for cell in row)


def test_numbers_carry_their_origin_into_the_cells():
    record = TABLES["trade"](open_evidence("2024-06-20", ROOT)).record()
    figures = [row[record["columns"].index("figure")] for row in record["data"]]
    assert all(figure["rows"] and figure["unit"] == "usd_bn" and figure["text"].startswith("USD") for figure in figures)


def test_the_operative_sentences_stand_side_by_side():
    table = listings.operative_sentences(open_evidence("2024-06-20", ROOT))
    assert table.columns == ("on", "treaty of 1961", "treaty of 2000", "treaty of 2024")
    threat, duty, limits = table.data
    assert "article 3" in threat[3] and "article 2" in threat[2]
    assert "article 1" in duty[1] and "not shown" in duty[2] and "article 4" in duty[3]
    assert "proved to lack" in limits[1] and "Article 51" in limits[3]


def test_figures_of_one_basis_that_sources_repeat_share_a_line():
    table = listings.trade_by_basis(open_evidence("2024-06-20", ROOT), "CHN", "RUS", "trade")
    lines = [(year, str(figure), basis, known) for year, figure, basis, _, known, _ in table.data]
    assert len(set(lines)) == len(lines) and sum(row[5] for row in table.data) == len(table.rows) > len(lines)


def test_no_cell_shows_the_code_of_a_state():
    evidence = open_evidence("2026-07-01", ROOT)
    names = evidence.codebook("states")["name_en"]
    codes = {code for code, name in names.items() if len(code) == 3 and name != code}
    for name, make in TABLES.items():
        table = make(evidence)
        shown = {
            word
            for row in (table.columns, *table.data)
            for cell in row
            for word in re.findall(r"(?<!-)\b[A-Z]{3}\b(?!-)", str(cell))  # JPN-MOF names a basis
        }
        assert not shown & codes, name


def test_cells_are_escaped_in_html():
    table = Table("x", "<b>", ("a",), (("<script>",),), ("left",), (1.0,), (), (), "Sources: none.", "2024-06-20")
    assert "<script>" not in table._html() and "&lt;script&gt;" in table._html()


def test_a_table_is_frozen_and_square():
    table = Table("x", "t", ("a", "b"), ((1, 2),), ("left",) * 2, (1.0, 1.0), (), (), "", "")
    with pytest.raises(dataclasses.FrozenInstanceError):
        table.title = "other"
    with pytest.raises(ValueError, match="expected 2 cells"):
        dataclasses.replace(table, data=((1,),))


def test_scenarios_do_not_pretend_to_a_measurement():
    table = listings.rounds(open_evidence("2024-06-20", ROOT))
    for row in table.data:
        numbers = [cell for cell in row if isinstance(cell, Quantity)]
        assert numbers
        for number in numbers:
            digits = re.sub(r"\D", "", number.text).rstrip("0")
            assert len(digits) <= 2, number.text


def test_any_two_states_have_a_page():
    evidence = open_evidence("2024-06-20", ROOT)
    for codes in (("ARE", "ARM"), ("PRK", "PRK"), ("USA", "CHN"), ("SUN", "PRK")):
        found = pair.open_pair(evidence, *codes)
        assert str(found.summary) and str(found.name)
        for make in (pair.timeline, pair.trade, pair.events_table, pair.votes_table, pair.meetings_table):
            assert make(found)._repr_mimebundle_()


def test_the_order_of_a_pair_does_not_change_what_is_in_view():
    evidence = open_evidence("2024-06-20", ROOT)
    there, back = (pair.open_pair(evidence, *codes) for codes in (("RUS", "PRK"), ("PRK", "RUS")))
    assert str(there.summary) == str(back.summary)
    assert sorted(pair.timeline(there).rows) == sorted(pair.timeline(back).rows)
