"""Sentences of chapters tell the press on what they rest."""

from pathlib import Path

import pytest

from analysis.evidence.evidence import open_evidence
from analysis.figures.prose import Words, read_findings
from analysis.press.protocol import TEXT_MIME
from analysis.study import Study

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def answer():
    return read_findings(open_evidence("2024-06-20", ROOT))["M3"]


def test_the_head_names_its_claim(answer):
    bundle = answer.head._repr_mimebundle_()
    assert bundle["text/plain"] == bundle[TEXT_MIME]["text"] == str(answer.head)
    assert (bundle[TEXT_MIME]["claim"], bundle[TEXT_MIME]["opens"], bundle[TEXT_MIME]["sources"]) == ("M3", True, [])


def test_the_reason_rests_on_the_rows_of_its_finding(answer):
    record = answer.reason._repr_mimebundle_()[TEXT_MIME]
    assert record["rows"][: len(answer.finding.rows_for)] == list(answer.finding.rows_for)
    assert set(record["rows"]) == set(answer.finding.rows) and record["rows"]
    assert record["sources"] == answer.bench.sources(record["rows"])
    assert not record["opens"]


def test_plain_words_carry_nothing():
    assert Words("lamp")._repr_mimebundle_() == {"text/plain": "lamp"}


def test_the_bibliography_leaves_out_what_it_does_not_have(answer):
    known = answer.bench.sources(answer.finding.rows)[:2]
    found = Study(ROOT).sources([known[1], "no-such-source", known[0]])
    assert [source["id"] for source in found] == [known[1], known[0]]
    assert all(source["accessed_on"] for source in found)
