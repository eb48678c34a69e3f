"""A row is in view from its known_on, and nothing that is known later changes a view."""

import json
from datetime import date

import pytest
from data_folder import DataFolder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.errors import UsageError
from analysis.evidence.evidence import newest_day, open_evidence
from analysis.evidence.store import open_store
from analysis.press.protocol import READ_LOG_VARIABLE


def test_a_row_is_in_view_from_its_day(data):
    data.trade("t1", known_on="2021-01-14")
    assert list(open_evidence("2021-01-13", data.root).table("trade_annual").index) == []
    assert list(open_evidence("2021-01-14", data.root).table("trade_annual").index) == ["t1"]


def test_a_row_without_a_day_is_never_in_view(data):
    data.trade("t1", known_on="").trade("t2")
    assert list(open_evidence("2099-01-01", data.root).table("trade_annual").index) == ["t2"]


def test_numbers_are_typed_and_missing_is_not_zero(data):
    data.trade("t1", value="0").trade("t2", value="", bound="missing")
    table = open_evidence("2024-01-01", data.root).table("trade_annual")
    assert table.loc["t1", "value"] == 0
    assert table.loc["t2", "value"] != table.loc["t2", "value"]
    assert table.loc["t1", "note"] == ""


def test_changing_a_view_changes_nothing_else(data):
    data.trade("t1")
    evidence = open_evidence("2024-01-01", data.root)
    table = evidence.table("trade_annual")
    table.loc["t1", "value"] = 99
    assert evidence.table("trade_annual").loc["t1", "value"] == 1.5


def test_a_quantity_carries_row_sources_and_day(data):
    data.source("agency-2")
    data.trade("t1", also="agency-2")
    quantity = open_evidence("2024-01-01", data.root).quantity("trade_annual", "t1", "trade")
    assert (quantity.rows, quantity.sources) == (("t1",), ("agency-1", "agency-2"))
    assert (quantity.text, quantity.as_of) == ("USD\N{NO-BREAK SPACE}1.5\N{NO-BREAK SPACE}bn", "2024-01-01")


def test_a_reviewer_can_leave_out_a_row_or_a_source(data):
    data.source("agency-2")
    data.trade("t1").trade("t2", source_id="agency-2")
    assert list(open_evidence("2024-01-01", data.root, exclude=["t1"]).table("trade_annual").index) == ["t2"]
    assert list(open_evidence("2024-01-01", data.root, exclude=["agency-2"]).table("trade_annual").index) == ["t1"]
    with pytest.raises(UsageError, match="No row or source is called .t9"):
        open_evidence("2024-01-01", data.root, exclude=["t9"])


@pytest.mark.parametrize("wrong", ["2024-06", "2024", "yesterday", "2024-13-01"])
def test_an_as_of_date_is_full(data, wrong):
    with pytest.raises(UsageError, match="full ISO date"):
        open_evidence(wrong, data.root)


def test_the_newest_day_is_not_after_today(data):
    data.trade("t1", known_on="2021-01-14").trade("t2", known_on="2030-01-01")
    assert newest_day(open_store(data.root / "data"), date(2024, 1, 1)) == date(2021, 1, 14)


def test_an_unknown_table_lists_the_choices(data):
    with pytest.raises(UsageError, match="expected one of treaty_acts"):
        open_evidence("2024-01-01", data.root).table("trades")


def test_what_was_read_is_written_down(data, tmp_path, monkeypatch):
    data.trade("t1").trade("t2", known_on="2023-01-01")
    log = tmp_path / "read.jsonl"
    monkeypatch.setenv(READ_LOG_VARIABLE, str(log))
    open_evidence("2022-01-01", data.root).table("trade_annual")
    (record,) = map(json.loads, log.read_text().splitlines())
    assert (record["table"], record["as_of"], record["rows"]) == ("trade_annual", "2022-01-01", ["t1"])


@pytest.mark.parametrize(
    ("rows", "prefer", "chosen"),
    [
        ([("a", "FCS", "2021-02-01", ""), ("b", "GACC", "2021-01-14", "")], (), "b"),
        ([("a", "FCS", "2021-02-01", ""), ("b", "GACC", "2021-01-14", "")], ("FCS",), "a"),
        ([("a", "GACC", "2021-01-14", "preliminary"), ("b", "GACC", "2021-03-01", "")], (), "b"),
        ([("a", "GACC", "2021-01-14", ""), ("b", "GACC", "2022-03-01", "revised")], (), "b"),
        ([("a", "GACC", "2021-01-14", ""), ("b", "GACC", "2030-03-01", "revised")], (), "a"),
        ([("a", "OTHER", "2021-01-14", "")], (), None),
    ],
)
def test_preference_is_computed_on_the_rows_in_view(data, rows, prefer, chosen):
    (data.root / "data" / "preferences.toml").write_text(
        '[[trade_annual]]\nsubject = "CHN"\nobjects = ["RUS"]\nbases = ["GACC", "FCS"]\n', encoding="utf-8"
    )
    for row_id, basis, known_on, vintage in rows:
        data.trade(row_id, basis=basis, known_on=known_on, vintage=vintage)
    evidence = open_evidence("2024-01-01", data.root, prefer=prefer)
    assert list(evidence.preferred("trade_annual", "CHN", "RUS").index) == ([chosen] if chosen else [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    days=st.lists(st.dates(date(2015, 1, 1), date(2030, 1, 1)), max_size=6),
    as_of=st.dates(date(2016, 1, 1), date(2029, 1, 1)),
)
def test_rows_known_later_change_no_view_and_no_fingerprint(tmp_path_factory, days, as_of):
    data = DataFolder(tmp_path_factory.mktemp("view"))
    for number, day in enumerate(day for day in days if day <= as_of):
        data.trade(f"old-{number}", known_on=day.isoformat())
    before = open_evidence(as_of, data.root)
    table, mark = before.table("trade_annual"), before.fingerprint("trade_annual")
    for number, day in enumerate(day for day in days if day > as_of):
        data.trade(f"new-{number}", known_on=day.isoformat())
    after = open_evidence(as_of, data.root)
    assert after.table("trade_annual").equals(table)
    assert after.fingerprint("trade_annual") == mark
