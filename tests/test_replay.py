"""The ledger on three days differs where history moved, and only there."""

import json
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from analysis.argument.bench import CLOCK, Bench
from analysis.argument.ledger import findings
from analysis.argument.register import read_register
from analysis.evidence.evidence import open_evidence
from analysis.press.terminal import walk_claims
from analysis.study import Study

ROOT = Path(__file__).parents[1]
STUDY = Study(ROOT)
REGISTER = read_register(ROOT / "data" / "claims.toml")
TODAY = date.today().isoformat()
COMPUTED = [
    f"{group}{number}"
    for group, last in (("T", 6), ("S", 5), ("M", 5), ("C", 4), ("E", 4))
    for number in range(1, last + 1)
]
COMPUTED.remove("M4")


def bench(day):
    return Bench(open_evidence(day, ROOT), REGISTER)


def verdicts(day, exclude=()):
    return {name: found.verdict for name, found in findings(open_evidence(day, ROOT, exclude), REGISTER).items()}


@pytest.fixture(scope="module")
def article():
    return verdicts("2024-06-20")


def test_every_claim_of_the_issue_is_computed(article):
    assert [claim for claim in COMPUTED if article[claim] == "not_testable"] == []


def test_little_is_testable_in_2005_and_nothing_that_carries_the_argument(article):
    then = verdicts("2005-01-01")
    testable = {claim for claim, verdict in then.items() if verdict != "not_testable"}
    assert then.keys() == article.keys()
    assert len(testable) <= len(then) / 4
    assert not testable & {claim.id for claim in REGISTER.claims if claim.carrying}


def test_the_replacement_counts_only_once_the_treaty_is_in_force():
    in_force = open_evidence(TODAY, ROOT).row("act-rus-prk-2024-in-force")[1]["date"]
    eve = (date.fromisoformat(in_force) - timedelta(days=1)).isoformat()
    assert [verdicts(day)["T1"] for day in (eve, in_force)] == ["supported_with_qualification", "supported"]
    assert verdicts("2024-06-18")["T1"] == "not_testable"


@pytest.mark.parametrize(
    ("table", "column", "value", "known"),
    [
        ("treaty_acts", "row_id", "act-rus-prk-2024-signed", True),
        ("treaty_acts", "row_id", "act-rus-prk-2024-text-public", True),
        ("side_agreements", "row_id", "sa-bridge-2024-06-19", True),
        ("side_agreements", "row_id", "sa-health-2024-06-19", True),
        ("transfers", "row_id", "tr-usa-2024-06-17-containers", True),
        ("trade_annual", "value", 240.11, True),
        ("treaty_acts", "row_id", "act-rus-prk-2024-in-force", False),
        ("statements", "row_id", "st-prk-cmc-2025-04-28", False),
        ("trade_annual", "year", 2024.0, False),
    ],
)
def test_what_was_known_on_the_day_of_the_article(table, column, value, known):
    then = open_evidence("2024-06-20", ROOT).table(table)
    now = open_evidence(TODAY, ROOT).table(table)
    assert (value in set(then[column])) is known
    assert value in set(now[column])


def test_without_a_new_row_only_a_rule_that_counts_days_moves_a_verdict():
    """Between two days without new rows the clock alone is no evidence.

    The acts of China after the article are left out, since they come so often that no year passes between them.
    """
    now = open_evidence(TODAY, ROOT)
    events = now.table("events")
    later = tuple(events["row_id"][(events["known_on"] > "2024-06-20") & events["bears_on"].str.contains("C6")])
    days = [day for day in now.store.days if "2024-06-01" <= day <= "2025-01-31"]
    moved = set()
    for day, following in zip(days, days[1:], strict=False):
        quiet = (date.fromisoformat(following) - timedelta(days=1)).isoformat()
        if quiet > day:
            before, after = verdicts(day, later), verdicts(quiet, later)
            moved |= {(claim, day) for claim in before if before[claim] != after[claim]}
    assert all((CLOCK, ()) in bench(day).asked_by(claim) for claim, day in moved)
    assert {claim for claim, _ in moved} == {"C6"}  # acts of the last twelve months


def test_moves_between_the_article_and_today_have_rows_behind_them():
    then, now = bench("2024-06-20"), bench(TODAY)
    moved = [claim.id for claim in REGISTER.all if then.finding(claim.id).verdict != now.finding(claim.id).verdict]
    assert moved
    for claim in moved:
        later = [row for row in now.finding(claim).rows if not then.evidence.in_view(row)]
        assert later or (CLOCK, ()) in now.asked_by(claim), f"{claim} moved without a row that became known since"


@pytest.mark.parametrize("day", ["2000-01-01", "2005-01-01", "2018-06-01", "2024-06-20", "2024-12-04", TODAY])
def test_the_ledger_keeps_its_schema(day):
    schema = json.loads(files("analysis.press").joinpath("schemas/ledger.schema.json").read_text(encoding="utf-8"))
    ledger = json.loads(json.dumps(STUDY.ledger(day)))
    jsonschema.Draft202012Validator(schema).validate(ledger)


@pytest.mark.parametrize("day", ["2018-06-01", "2024-06-20", TODAY])
def test_every_row_and_source_of_the_ledger_can_be_walked_to_an_address(day):
    claims = [claim for _, claim in walk_claims(STUDY.ledger(day)["claims"])]
    ids = {row for c in claims for row in [*c["for"], *c["against"], *(r for q in c["quantities"] for r in q["rows"])]}
    rows = STUDY.rows(sorted(ids), day)
    assert all(row["known_on"] <= day for row in rows)
    keys = {key for row in rows for key in row["sources"]} | {key for claim in claims for key in claim["sources"]}
    assert all(source["url"].startswith("http") for source in STUDY.sources(sorted(keys)))


def test_leaving_a_source_out_can_move_a_verdict(article):
    row = open_evidence("2024-06-20", ROOT).row("act-rus-prk-2024-signed")[1]
    without = {c["id"]: c["verdict"] for _, c in walk_claims(STUDY.ledger("2024-06-20", (row["row_id"],))["claims"])}
    assert without["T1"] == "not_testable" != article["T1"]
