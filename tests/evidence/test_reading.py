"""Broken data are refused with file, row, column, expected and found, for all faults at once."""

import pytest

from analysis.errors import DataError
from analysis.evidence.checks import find_faults, unknown_days, unused_sources
from analysis.evidence.evidence import open_evidence
from analysis.evidence.store import open_store


def faults(data):
    return [str(fault) for fault in find_faults(open_store(data.root / "data"))]


def test_sound_data_have_no_faults(data):
    data.trade("t1")
    assert faults(data) == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"value": "eleven"}, "row t1, column value: expected a number, found 'eleven'"),
        ({"year": ""}, "row t1, column year: expected a number, found ''"),
        ({"flow": "both"}, "row t1, column flow: expected one of exports, imports, total, found 'both'"),
        ({"known_on": "2021-01"}, "row t1, column known_on: expected a full ISO date such as 2024-06-19, or empty"),
        ({"known_on": "2021-02-30"}, "row t1, column known_on: expected a full ISO date"),
        ({"covered_to": "June"}, "row t1, column covered_to: expected an ISO date"),
        ({"credibility": "9"}, "row t1, column credibility: expected a number of 6 or less, found '9'"),
        ({"issuer": ""}, "row t1, column issuer: expected a text, not empty, found ''"),
        ({"bound": "at_least"}, "row t1: expected value, low and high filled as bound says"),
        ({"bound": "range", "value": "", "low": "3", "high": "2"}, "row t1: expected value, low and high filled"),
        ({"known_basis": ""}, "row t1: expected known_on and known_basis both filled or both empty"),
        ({"access": "memory"}, "row t1, column access: expected one of read, relayed, inferred, computed"),
        ({"source_id": "nobody"}, "row t1, column source_id: expected a key of data/sources.csv, found 'nobody'"),
        ({"subject": "XXX"}, "row t1, column subject: expected codes of data/codebooks/states.csv, found 'XXX'"),
        ({"unit": "usd_zn"}, "row t1, column unit: expected one of"),
        ({"row_id": "Not An Id"}, "column row_id: expected text that matches"),
    ],
)
def test_names_the_place_and_what_was_expected(data, fields, said):
    data.trade(**({"row_id": "t1"} | fields))
    (fault,) = faults(data)
    assert fault.startswith("data/tables/trade_annual.csv, line 2, ")
    assert said in fault


def test_lists_all_faults_of_all_files_at_once(data):
    data.trade("t1", value="x").trade("t2", flow="y").add("meetings", "m1", date="soon")
    said = faults(data)
    assert len([line for line in said if "t1" in line]) == 1
    assert any("trade_annual.csv" in line for line in said) and any("meetings.csv" in line for line in said)


def test_an_id_stands_in_one_table_only(data):
    data.trade("same").add("meetings", "same", date="2020", place="p", subject="RUS", object="PRK", participants="a;b",
                           level="top", kind="met")  # fmt: skip
    assert any("expected an id that no other table uses" in line for line in faults(data))


def test_what_names_a_row_of_whatever_table_must_find_it(data):
    data.trade("t1").trade("t2", vintage="revised", value="1.6")
    data.add("events", "e1", date="2020", event="x", kind="trade", dimension="economic", subject="CHN", same_as="t1;t9")
    data.add("outcomes", "o1", earlier="t1", later="t2", outcome="revised")
    data.add("outcomes", "o2", earlier="t0", later="t2", outcome="revised")
    said = faults(data)
    assert len(said) == 2
    assert "row e1, column same_as" in said[0] and said[0].endswith("found 't9'")
    assert "row o2, column earlier" in said[1] and said[1].endswith("found 't0'")


def test_a_repeated_id_is_refused(data):
    data.trade("t1").trade("t1", year=2021)
    assert any("expected a value that stands only once" in line for line in faults(data))


def test_a_missing_column_and_an_unknown_one_are_named(data):
    data.trade("t1")
    path = data.path("trade_annual")
    path.write_text(path.read_text().replace("vintage", "vintages"), encoding="utf-8")
    assert [line.partition(": ")[2] for line in faults(data)] == [
        "expected this column, found none",
        "expected no such column, found one",
    ]


def test_a_missing_file_is_named(data):
    data.path("trade_annual").unlink()
    assert faults(data) == ["data/tables/trade_annual.csv: expected a file, found none"]


def test_grades_come_from_the_reviewed_table(data):
    data.trade("t1")
    path = data.path("sources")
    path.write_text(path.read_text().replace(",B,B,", ",A,B,"), encoding="utf-8")
    assert "column issuer_grade: expected B, the grade of Agency, found 'A'" in faults(data)[0]


def test_reading_a_broken_table_raises_once_with_every_fault(data):
    data.trade("t1", value="x").trade("t2", value="y")
    with pytest.raises(DataError) as raised:
        open_evidence("2024-01-01", data.root).table("trade_annual")
    assert raised.value.exit_code == 3
    assert len(raised.value.details) == 2
    assert "2 faults" in raised.value.message


def test_rows_without_a_day_and_unused_sources_are_listed(data):
    data.trade("t1", known_on="")
    data.source("agency-2")
    data.write()
    store = open_store(data.root / "data")
    assert unknown_days(store).values.tolist() == [["trade_annual", "t1"]]
    assert unused_sources(store) == ["agency-2"]
