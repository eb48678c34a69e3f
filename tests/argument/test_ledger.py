"""The ledger of the real data: verdicts argued by hand, nothing known later, nothing that is not in view."""

import csv
import json
import shutil
from dataclasses import replace

import jsonschema
import pytest
from made_up import REAL, SHORT

from analysis.argument.bench import Bench
from analysis.argument.ledger import JUDGES, _spelled, findings, judge
from analysis.argument.register import read_register
from analysis.evidence.evidence import open_evidence
from analysis.evidence.schemas import TABLES

DAY, NEXT = "2024-06-20", "2024-06-26"
SCHEMA = json.loads((REAL / "analysis" / "press" / "schemas" / "ledger.schema.json").read_text(encoding="utf-8"))

# Argued by hand from the dossiers, day by day: verdicts of the claims that are computed.
ARGUED = {
    "2005-01-01": {
        "A2": "M", "A3": "M", "A6": "M", "C1": "Q", "C2b": "M", "C4": "C", "C7": "Q", "C8": "M", "C9": "M", "P1": "Q",
        "P4": "Q", "T9": "C",
    },  # all others: not testable
    "2006-10-15": {"S1": "Q", "S2": "S"},
    DAY: {
        "T1": "Q", "T2": "S", "T3": "Q", "T4": "Q", "T5": "S", "T6": "Q", "T6a": "S", "T6b": "Q", "T6c": "S",
        "S1": "S", "S2": "S", "S3": "S", "S4": "S", "S5": "Q", "M1": "S", "M2": "Q", "M2a": "S", "M2b": "Q", "M3": "Q",
        "M5": "M", "C1": "S", "C2": "Q", "C2a": "S", "C2b": "Q", "C3": "S", "C4": "Q", "E1": "S", "E2": "S", "E3": "S",
        "E4": "C", "A1": "NT", "A2": "M", "A3": "M", "A4": "Q", "A5": "NT", "A6": "M", "C5": "Q", "C5a": "Q", 
        "C5b": "NT", "C6": "S", "C7": "Q", "C8": "Q", "C9": "M", "Z1": "Q", "Z2": "NT",
    },
    "2024-12-03": {"T1": "Q"},
    "2024-12-05": {"T1": "S", "T5": "S", "M5": "M"},
    "2025-04-29": {"M5": "Q", "T2": "S", "C3": "S"},
    "2026-11-24": {
        "T1": "S", "T3": "Q", "M2": "Q", "C2b": "M", "C3": "S", "C4": "Q", "E4": "C", "A1": "M", "A5": "Q", "C6": "S",
        "C7": "M", "C8": "M",
    },  # C6: Trump, Merz and To Lam were all received within the year
}  # fmt: skip


@pytest.fixture(scope="module")
def register():
    return read_register(REAL / "data" / "claims.toml")


def verdicts(register, day, root=REAL):
    return {name: SHORT[found.verdict] for name, found in findings(open_evidence(day, root), register).items()}


@pytest.mark.parametrize("day", ARGUED)
def test_verdicts_are_those_argued_by_hand(register, day):
    found = verdicts(register, day)
    assert {name: found[name] for name in ARGUED[day]} == ARGUED[day]


def test_in_2005_nearly_all_is_not_testable(register):
    found = verdicts(register, "2005-01-01")
    assert {name for name, verdict in found.items() if verdict != "NT"} == set(ARGUED["2005-01-01"])


def test_no_verdict_differs_on_the_day_of_the_repost_but_on_words_that_it_brought(register):
    """The article's own day is not established: of the verdicts only those on words that two experts used differ."""
    before, after = Bench(open_evidence(DAY, REAL), register), Bench(open_evidence(NEXT, REAL), register)
    differ = {claim.id for claim in register.all if before.finding(claim.id).verdict != after.finding(claim.id).verdict}
    assert differ == {"A5", "R2"}
    assert {before.finding(name).verdict for name in differ} == {"not_testable"}
    brought = [row for name in differ for row in after.finding(name).rows if not before.evidence.in_view(row)]
    assert brought and {after.row(row).row_type for row in brought} == {"utterance"}
    without = after.varied(without=brought)
    assert all(without.finding(name).verdict == before.finding(name).verdict for name in differ)


def test_every_claim_and_part_has_a_function(register):
    assert [claim.id for claim in register.all if not claim.parts and claim.id not in JUDGES] == []


@pytest.mark.parametrize("day", ["1990-01-01", "2005-01-01", DAY, "2026-11-24"])
def test_the_ledger_follows_the_schema_and_rests_on_rows_in_view(register, day):
    evidence = open_evidence(day, REAL)
    ledger = judge(evidence, register)
    jsonschema.validate(ledger, SCHEMA)
    assert json.loads(json.dumps(ledger)) == ledger
    assert [claim["id"] for claim in ledger["claims"]] == [claim.id for claim in register.claims]
    for claim in (entry for parent in ledger["claims"] for entry in (parent, *parent["parts"])):
        rows = [*claim["for"], *claim["against"], *(row for q in claim["quantities"] for row in q["rows"])]
        assert all(evidence.in_view(row) for row in rows)
        assert set(claim["sources"]) <= set(evidence.sources.index)
        assert bool(rows) == bool(claim["sources"])
        assert (claim["confidence"] is None) == (claim["verdict"] == "not_testable")
        assert all(quantity["name"] for quantity in claim["quantities"])
        assert claim["reason"].endswith(".")
        if claim["verdict"] != "not_testable":
            assert claim["would_change"] and rows


# -------------------------------------------------------------------------------------------- the same, on other data


@pytest.fixture
def copied(tmp_path):
    shutil.copytree(REAL / "data", tmp_path / "data")
    (tmp_path / "pyproject.toml").write_text("[tool.tumen]\n", encoding="utf-8")
    return tmp_path


def rewrite(root, table, change):
    path = root / "data" / "tables" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(TABLES[table].columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


@pytest.mark.parametrize("day", ["2005-01-01", DAY, "2024-12-31"])
def test_rows_known_later_change_nothing(register, copied, day):
    for table in TABLES:
        rewrite(copied, table, lambda rows: [row for row in rows if row["known_on"] and row["known_on"] <= day])
    assert judge(open_evidence(day, copied), register) == judge(open_evidence(day, REAL), register)


def test_mirror_copies_change_no_verdict_and_no_confidence(register, copied):
    before = findings(open_evidence(DAY, REAL), register)

    def mirrored(rows):
        for row in rows:
            yield row
            copy = row | {"row_id": f"{row['row_id']}-mirror"}
            if "rendering_of" in row:
                copy["rendering_of"] = row["rendering_of"] or row["row_id"]
            yield copy

    of_votes = ("ideal_distances", "assembly_agreement")
    for table in ("statements", "transfers", "missile_use", "experts", "alliances", "institutions", *of_votes):
        rewrite(copied, table, lambda rows: list(mirrored(rows)))
    after = findings(open_evidence(DAY, copied), register)
    assert {k: (f.verdict, f.confidence) for k, f in after.items()} == {
        k: (f.verdict, f.confidence) for k, f in before.items()
    }


def test_one_figure_in_a_row_changes_reason_and_verdict(register, copied):
    def halved(rows):
        return [
            row | ({"value": "120"} if row["row_id"].startswith("trade-chn-rus-2023-total-gacc") else {})
            for row in rows
        ]

    rewrite(copied, "trade_annual", halved)
    found = findings(open_evidence(DAY, copied), register)["C3"]
    assert SHORT[found.verdict] == "C"
    assert "120.0" in found.reason


def test_a_reviewer_can_leave_out_the_deciding_row(register):
    evidence = open_evidence("2024-12-31", REAL, exclude=["act-rus-prk-2024-in-force"])
    assert SHORT[findings(evidence, register)["T1"].verdict] == "Q"


def test_an_earlier_day_of_a_row_never_makes_a_verdict_later(register, copied):
    rewrite(
        copied,
        "treaty_acts",
        lambda rows: [
            row | ({"known_on": "2024-12-01"} if row["row_id"] == "act-rus-prk-2024-in-force" else {}) for row in rows
        ],
    )
    assert verdicts(register, "2024-12-02", copied)["T1"] == "S"
    assert verdicts(register, "2024-12-02")["T1"] == "Q"


def test_another_register_on_the_same_files_shares_nothing(register):
    """What is kept between ledgers goes by the register too: a threshold that moved shows in the other choices."""
    evidence = open_evidence(DAY, REAL)
    claims = tuple(claim.under({"domains": 6}) if claim.id == "T4" else claim for claim in register.claims)
    other = replace(register, claims=claims)

    def asked(rules):
        return next(c for c in judge(evidence, rules)["claims"] if c["id"] == "T4")["specifications"]["list"]

    first, second, again = asked(register), asked(other), asked(register)
    assert first == again
    assert any("for 6" in entry["choice"] for entry in second)
    assert not any("for 6" in entry["choice"] for entry in first)


def test_rules_are_told_in_words_not_in_the_letters_of_the_register():
    assert _spelled("S if both do; Q if one. C by S1, NT otherwise, Q or better.") == (
        "Supported if both do; supported with qualification if one. Contradicted by S1, not testable otherwise, "
        "supported with qualification or better."
    )
