"""What falls when a reviewer leaves evidence out or prefers another basis: told by the ledger and by a claim."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.press.ledger_view import grade, walk_claims

ROOT = Path(__file__).parents[1]


def run(*words):
    return CliRunner().invoke(main, ["--project", str(ROOT), *words])


def ledger(*words):
    done = run("ledger", "--json", *words)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def full():
    return ledger()


@pytest.fixture(scope="module")
def turned(full):
    """A claim that a single row can turn, and the row."""
    claims = [claim for _, claim in walk_claims(full["claims"]) if not claim["parts"]]
    claim = next(claim for claim in claims if claim["flip_point"]["at"] == "left out")
    return claim, next(row for row in claim["for"] + claim["against"] if claim["flip_point"]["input"].startswith(row))


def test_a_row_left_out_turns_what_its_flip_point_says(full, turned):
    claim, row = turned
    judged = ledger("--exclude", row)
    change = next(change for change in judged["changes"] if change["id"] == claim["id"])
    assert change["before"] == {key: claim[key] for key in ("verdict", "confidence")}
    assert change["after"]["verdict"] == claim["flip_point"]["turns"]
    before = {entry["id"]: grade(entry) for _, entry in walk_claims(full["claims"])}
    after = {entry["id"]: grade(entry) for _, entry in walk_claims(judged["claims"])}
    assert {change["id"] for change in judged["changes"]} == {name for name in after if after[name] != before[name]}

    lines = run("ledger", "--exclude", row).stdout.splitlines()
    told = next(line for line in lines if line.split()[:1] == [claim["id"]])
    assert f"{grade(change['before'])} -> {grade(change['after'])}" in told
    assert lines[-1].startswith(f"{len(judged['changes'])} of {len(after)} claims and parts fare otherwise")
    explained = run("explain", claim["id"], "--exclude", row).stdout
    assert f"{grade(change['after'])} (with the full evidence: {grade(change['before'])})" in explained


def test_another_basis_gives_other_figures_and_tells_what_falls(full):
    judged = ledger("--prefer", "GACC-CNY")
    figures = [
        next(claim["quantities"] for _, claim in walk_claims(some["claims"]) if claim["id"] == "C3")
        for some in (full, judged)
    ]
    assert figures[0] != figures[1]
    assert "changes" in judged and "changes" not in full


@pytest.mark.parametrize(
    ("option", "name", "near"),
    [("--exclude", "vote-1718-ruz", "vote-1718-rus"), ("--prefer", "GACCC", "GACC"), ("--prefer", "gold", None)],
)
def test_an_unknown_name_is_refused_with_a_near_one(option, name, near):
    for command in (["ledger"], ["explain", "T1"]):
        done = run(*command, option, name)
        assert done.exit_code == 2 and f"is called '{name}'" in done.stderr
        assert (f"did you mean {near}?" in done.stderr) == (near is not None)
