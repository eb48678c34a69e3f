"""Properties of the real ledger: copies, earlier sources, all dates, replay, and who may see the evidence."""

import ast
import csv
from datetime import date, timedelta

import pytest
from copied_data import REAL, REGISTER, TODAY, Copied, real_bench, real_findings, real_rows
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.argument import ledger as ledger_module
from analysis.argument.bench import Bench
from analysis.argument.ledger import JUDGES, judge
from analysis.argument.replay import replay
from analysis.evidence.evidence import open_evidence
from analysis.evidence.schemas import TABLES
from analysis.press.terminal import walk_claims

NAMES = sorted(TABLES)
JANUARIES = ["2000-01-01", *(f"{year}-01-01" for year in range(2005, 2027)), TODAY]


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    return Copied(tmp_path_factory.mktemp("copied"))


def graded(found):
    return {name: (one.verdict, one.confidence) for name, one in found.items()}


# ------------------------------------------------------------------------------------------------------------ copies


def weak_source():
    with (REAL / "data" / "sources.csv").open(encoding="utf-8", newline="") as file:
        return next(row["source_id"] for row in csv.DictReader(file) if row["publisher_grade"] in ("E", "D"))


WEAK = weak_source()


def mirrored(row, days):
    """The same content, on a weak carrier, known the same day or later."""
    copy = row | {"row_id": f"{row['row_id']}-mirror", "source_id": WEAK, "also": "", "note": "a copy"}
    if "rendering_of" in row:
        copy["rendering_of"] = row["rendering_of"] or row["row_id"]
    if row["known_on"]:
        copy["known_on"] = (date.fromisoformat(row["known_on"]) + timedelta(days=days)).isoformat()
    return copy


def with_copies(copied, picks, days):
    """Copies of the rows picked, each table's own number of rows around."""
    for table in NAMES:
        rows = real_rows(table)
        chosen = {place % len(rows) for name, place in picks if name == table}
        copied.write(table, rows + [mirrored(rows[place], days) for place in sorted(chosen)])
    return copied


@settings(max_examples=3, derandomize=True)
@given(
    day=st.sampled_from(["2005-01-01", "2018-06-01", "2024-06-20", "2025-06-30", TODAY]),
    picks=st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 10_000)), min_size=200, max_size=400),
    days=st.sampled_from([0, 1, 200]),
)
def test_copies_of_rows_change_no_verdict_and_no_confidence(copied, day, picks, days):
    assert graded(with_copies(copied, picks, days).findings(day)) == graded(real_findings(day))


@pytest.mark.parametrize("day", ["2024-06-20", TODAY])
def test_a_copy_of_every_row_changes_no_verdict_and_no_confidence(copied, day):
    everything = [(table, place) for table in NAMES for place in range(len(real_rows(table)))]
    assert graded(with_copies(copied, everything, 0).findings(day)) == graded(real_findings(day))


def test_a_copy_of_rows_that_decide_changes_not_even_the_reasons(copied):
    """Of the rows on which the ledger rests, whatever their table."""
    used = {row for found in real_findings("2024-06-20").values() for row in found.rows}
    for table in NAMES:
        rows = real_rows(table)
        copied.write(table, rows + [mirrored(row, 3) for row in rows if row["row_id"] in used])
    after = copied.findings("2024-06-20")
    assert {name: found.reason for name, found in after.items()} == {
        name: found.reason for name, found in real_findings("2024-06-20").items()
    }


# ---------------------------------------------------------------------------------------------------- earlier sources


@settings(max_examples=3, derandomize=True)
@given(
    day=st.sampled_from(["2018-06-01", "2024-06-20", TODAY]),
    picks=st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 10_000)), min_size=20, max_size=60),
    days=st.integers(1, 60),
)
def test_an_earlier_source_makes_no_verdict_later(copied, day, picks, days):
    """Rows known earlier than they were: on every day on which they were known anyway the verdicts stand."""
    chosen = {}
    for table, place in picks:
        rows = real_rows(table)
        row = rows[place % len(rows)]
        if row["known_on"] and row["known_on"] <= day:
            chosen[row["row_id"]] = (date.fromisoformat(row["known_on"]) - timedelta(days=days)).isoformat()
    for table in NAMES:
        copied.write(
            table, [row | {"known_on": chosen.get(row["row_id"], row["known_on"])} for row in real_rows(table)]
        )
    verdicts = {name: found.verdict for name, found in copied.findings(day).items()}
    assert verdicts == {name: found.verdict for name, found in real_findings(day).items()}


@pytest.mark.parametrize(
    ("table", "row", "claim", "verdict"),
    [
        ("treaty_acts", "act-rus-prk-2024-in-force", "T1", "supported"),
        ("statements", "st-prk-cmc-2025-04-28", "M5", "supported_with_qualification"),
        ("trade_annual", "trade-chn-rus-2023-total-gacc-1", "C3", "supported"),
    ],
)
def test_an_earlier_source_brings_a_verdict_forward(copied, table, row, claim, verdict):
    for name in NAMES:
        copied.write(name, real_rows(name))
    known = next(one["known_on"] for one in real_rows(table) if one["row_id"] == row)
    eve = (date.fromisoformat(known) - timedelta(days=1)).isoformat()
    assert real_findings(eve)[claim].verdict != verdict == real_findings(known)[claim].verdict
    copied.write(table, [one | ({"known_on": eve} if one["row_id"] == row else {}) for one in real_rows(table)])
    assert copied.findings(eve)[claim].verdict == verdict


# --------------------------------------------------------------------------------------------------------- all dates


@pytest.mark.parametrize("day", JANUARIES)
def test_every_claim_has_every_field_at_every_date(day):
    evidence = open_evidence(day, REAL)
    claims = [claim for _, claim in walk_claims(judge(evidence, REGISTER)["claims"])]
    assert [claim["id"] for claim in claims] == [claim.id for claim in REGISTER.all]
    for claim in claims:
        rests = bool(claim["for"] or claim["against"])
        assert claim["reason"] and claim["would_change"], claim["id"]
        assert claim["flip_point"]["text"] and claim["flip_point"]["input"], claim["id"]
        assert len([part for part in claim["dissent"].split(". ") if part]) >= 2, claim["id"]
        assert bool(claim["lineages"]) == rests, claim["id"]
        assert (claim["status"] in ("alleged", "assessed", "documented", "admitted", "adjudicated")) == rests, claim[
            "id"
        ]
        others = claim["specifications"]
        assert others["n"] == len(others["list"]), claim["id"]
        assert others["agreeing"] == sum(other["verdict"] == claim["verdict"] for other in others["list"]), claim["id"]


@pytest.mark.parametrize("day", ["2005-01-01", "2024-06-20", TODAY])
def test_every_number_walks_to_rows_and_every_row_to_an_address(day):
    evidence = open_evidence(day, REAL)
    addresses = evidence.sources["url"].to_dict()
    walked = 0
    for _, claim in walk_claims(judge(evidence, REGISTER)["claims"]):
        for number in claim["quantities"]:
            known = any(number[end] is not None for end in ("value", "low", "high"))
            rests_on_nothing = not (claim["for"] or claim["against"])
            assert number["rows"] or not known or (rests_on_nothing and number["value"] == 0), (
                claim["id"],
                number["name"],
            )
            for row in number["rows"]:
                table, found = evidence.row(row)
                assert found["known_on"] <= day and table in TABLES
                assert addresses[found["source_id"]].startswith("http")
                walked += 1
    assert walked > 10


# ------------------------------------------------------------------------------------------------------------- replay

DAYS = ["2000-05-21", "2003-01-02", "2009-07-04", "2016-03-03", "2022-05-27", "2024-06-20", "2025-04-12", "2026-02-01"]


def test_replay_says_what_a_ledger_of_the_day_says():
    histories = replay(real_bench(), "2000-01-01")
    assert [one.claim.id for one in histories] == [claim.id for claim in REGISTER.all]
    for day in DAYS:
        fresh = {name: found.verdict for name, found in real_findings(day).items()}
        assert {one.claim.id: one.on(day) for one in histories} == fresh, day


def test_a_change_names_rows_of_its_day():
    known = {row.row_id: row.known_on for table in TABLES for row in real_bench().rows(table)}
    changes = [change for one in replay(real_bench(), "2000-01-01") for change in one.changes]
    assert len(changes) > 50
    assert all(known[row] == change.day for change in changes for row in change.rows)


def test_what_the_clock_turned_is_not_laid_to_the_next_row(project):
    """An act of more than twelve months ago lapses on a day of its own, not on that of the next row."""
    for name, code, day in (("us", "USA", "2023-01-01"), ("eu", "FRA", "2023-06-01"), ("near", "JPN", "2023-06-01")):
        project.event(name, day, object=code, toward=code)
    project.event("next", "2024-03-01", object="JPN", toward="JPN").judge("C6")
    bench = Bench(open_evidence("2024-04-01", project.root), REGISTER)
    changes = next(one.changes for one in replay(bench, "2023-07-01") if one.claim.id == "C6")
    assert [(change.after, change.rows) for change in changes] == [("supported_with_qualification", ())]
    assert [project.verdict("C6", day) for day in ("2023-12-31", changes[0].day)] == ["S", "Q"]
    assert changes[0].day < "2024-01-10"


@pytest.fixture
def counted(monkeypatch):
    """How often a judge was called."""
    calls = []

    def counting(judge):
        def counts(bench, claim):
            calls.append(claim.id)
            return judge(bench, claim)

        return counts

    monkeypatch.setattr(ledger_module, "JUDGES", {name: counting(judge) for name, judge in JUDGES.items()})
    return calls


def test_ledgers_of_many_months_judge_little_more_than_each_claim_a_month(counted):
    """Flip points and other choices are worked out again only where a row that was asked for became known."""
    months = [f"{year}-{month:02}-01" for year in (2010, 2011) for month in range(1, 13)]
    for day in months:
        judge(open_evidence(day, REAL), REGISTER)
    first, each = len(counted), len(JUDGES)
    counted.clear()
    for day in months:
        judge(open_evidence(day, REAL), REGISTER)
    assert len(counted) <= each * len(months)
    assert first <= 10 * each * len(months)


# ----------------------------------------------------------------------------------------------- only through the bench

MAY_SEE = {"bench.py", "rows.py", "confidence.py", "robustness.py", "replay.py", "ledger.py", "mirrors.py"}
"""Modules that read the evidence itself: they hand it out, or answer for a whole ledger."""


def seen_past_the_bench(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and ast.unparse(node).startswith(("bench.evidence", "bench._", "evidence.")):
            yield f"{path.name}:{node.lineno}: {ast.unparse(node)}"
        if isinstance(node, ast.ImportFrom) and node.module == "analysis.evidence.evidence":
            yield f"{path.name}:{node.lineno}: imports {node.module}"


def test_judges_ask_for_evidence_through_the_bench_only():
    """What is asked past the bench is not written down, so that replay and memory would not know of it."""
    modules = [path for path in (REAL / "analysis" / "argument").glob("*.py") if path.name not in MAY_SEE]
    assert len(modules) > 20
    assert [seen for path in modules for seen in seen_past_the_bench(path)] == []


def test_judges_ask_no_clock_but_that_of_the_bench():
    clocks = ("today", "now", "utcnow", "time")
    for path in (REAL / "analysis" / "argument").glob("*.py"):
        calls = (node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
        assert [f for f in calls if isinstance(f, ast.Attribute) and f.attr in clocks] == [], path.name
