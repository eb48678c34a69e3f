"""Traps of votes and treaties: a year of two roll calls, mixed vintages, steps of a treaty, dyads for pacts."""

import pytest
from copied_data import REGISTER, real_bench, real_findings

from analysis.argument.assembly import RollCall, agreement
from analysis.argument.endurance import pacts

DAY = "2025-12-31"
DYADS = [tuple(pair) for pair in REGISTER["A1"]["dyads"]]


def distances(project, fall, name="d", **fields):
    for pair in DYADS:
        for year in (*range(2015, 2020), 2022, 2023):
            figure = 1.0 if year < 2020 else round(1.0 - fall, 2)
            project.distance(f"{name}-{'-'.join(pair).lower()}-{year}", pair, year, figure, **fields)
    return project


def agreements(project, rise, last=(2022, 2023), shared=80, name="a"):
    placebo = [(code, "PLACEBO") for code in ("RUS", "CHN", "PRK", "IRN")]
    for pair in (*DYADS, *placebo):
        for year in (*range(2015, 2020), *last):
            figure = 0.6 if year < 2020 or pair in placebo else 0.6 + rise
            states = 20 if pair in placebo else 1
            row_id = f"{name}-{'-'.join(pair).lower()}-{year}"
            project.agreement(row_id, pair, year, figure, states=states, shared=shared if year > 2020 else 80)
    return project


# --------------------------------------------------------------------------------------------- a year of two roll calls


def test_a_year_of_two_roll_calls_says_nothing(project):
    distances(project, 0.5)
    agreements(project, 0.3, last=(2020, 2021), shared=2)
    without = project.judge("A1", DAY).reason
    assert "0.90" not in without and "2021" not in without
    assert "none of these pairs remain" in without or "cannot be tested" in without


def test_such_a_year_changes_nothing(project):
    agreements(distances(project, 0.5), 0.1)
    before = project.judge("A1", DAY)
    for pair in DYADS:
        project.agreement(f"two-{'-'.join(pair).lower()}", pair, 2024, 1.0, shared=2)
    assert project.judge("A1", DAY) == before


def test_two_roll_calls_give_no_agreement():
    calls = [RollCall(2021, "A text", {"RUS": "yes", "CHN": "yes"})] * 2
    assert agreement(calls, "RUS", "CHN") is None
    assert agreement(calls * 5, "RUS", "CHN").agreement == 1


def test_no_figure_of_the_ledger_rests_on_a_year_of_few_roll_calls():
    bench = real_bench()
    used = {row for number in real_findings()["A1"].quantities for row in number.rows}
    rows = [row for row in bench.rows("assembly_agreement") if row.row_id in used]
    assert all(row.shared_votes >= REGISTER["A1"]["shared_min"] for row in rows)


# ---------------------------------------------------------------------------------------------------- mixed vintages


def test_two_vintages_of_ideal_points_are_never_one_series(project):
    for pair in DYADS:
        for year in range(2015, 2020):
            project.distance(f"old-{'-'.join(pair).lower()}-{year}", pair, year, 1.0, vintage="June 2024")
        for year in (2022, 2023):
            row_id = f"new-{'-'.join(pair).lower()}-{year}"
            project.distance(row_id, pair, year, 0.2, vintage="July 2025", known_on="2025-07-31")
    assert project.verdict("A1", DAY) == "NT"


@pytest.mark.parametrize("fall", [0.5, -0.5])
def test_the_vintage_with_a_placebo_answers_alone(project, fall):
    distances(project, fall, "own", known_on="2024-06-30", vintage="June 2024")
    placebo = {"vintage": "June 2024", "known_on": "2024-06-30", "states": "20"}
    for year in (*range(2015, 2020), 2022, 2023):
        project.distance(f"p-{year}", ("RUS", "PLACEBO"), year, 1.0, **placebo)
    before = project.judge("A1", DAY)
    distances(project, -2 * fall, "later", known_on="2025-07-31", vintage="July 2025")
    after = project.judge("A1", DAY)
    assert (after.verdict, after.quantities) == (before.verdict, before.quantities)


@pytest.mark.parametrize("day", ["2024-07-01", "2025-08-01", DAY])
def test_the_ledger_names_one_vintage_and_one_scale(day):
    bench = real_bench(day)
    rows = {row.row_id: row for row in bench.rows("ideal_distances")}
    used = [rows[row] for number in real_findings(day)["A1"].quantities for row in number.rows if row in rows]
    assert used and len({(row.vintage, row.scale) for row in used}) == 1
    assert used[0].vintage in real_findings(day)["A1"].reason


# -------------------------------------------------------------------------------------- signed, ratified, in force


def test_a_treaty_replaces_another_only_once_in_force(project):
    own = {"reading": "text", "paraphrase": "the treaty of 2000 ends"}
    project.provision("clause", "RUS_PRK_2024", "supersedes_previous", "3", **own)
    verdicts = [project.verdict("T1")]
    for number, act in enumerate(("signed", "ratified", "in_force"), start=1):
        project.act(act.replace("_", "-"), "RUS_PRK_2024", act, f"2024-0{number}-01")
        verdicts.append(project.verdict("T1"))
    assert verdicts == ["NT", "Q", "Q", "S"]


@pytest.mark.parametrize(("act", "holds"), [("signed", False), ("ratified", False), ("in_force", True)])
def test_what_is_not_in_force_binds_nobody(project, act, holds):
    project.act("life", "CHN_PRK_1961", act, "1961-07-11", subject="CHN")
    for year in range(2018, 2023):
        project.share(f"s{year}", "PRK", "CHN", year, share="95")
    assert project.verdict("C1") == ("S" if holds else "M")
    project.act("pact", "RUS_CHN_2001", act, "2001-07-16", subject="RUS", object="CHN")
    project.provision("duty", "RUS_CHN_2001", "mutual_defence_automatic", "3")
    assert project.verdict("C9") == ("S" if holds else "C")


def test_the_day_of_each_step_is_its_own():
    """In the tables a treaty is signed before it is ratified, and in force after both."""
    steps = {}
    for row in real_bench().rows("treaty_acts", act=("signed", "ratified", "in_force")):
        steps.setdefault(row.treaty, {}).setdefault(row.act, []).append(row.date)
    assert any(len(acts) == 3 for acts in steps.values())
    for treaty, acts in steps.items():
        days = [min(acts[act]) for act in ("signed", "ratified", "in_force") if act in acts]
        assert days == sorted(days), treaty


# --------------------------------------------------------------------------------------------------- dyads for pacts


def life(project):
    for number in range(6):
        project.pact(f"us-{number}", "USA", "1950", autocratic="no")
        project.pact(
            f"ru-{number}", "RUS", "1950", "1980" if number < 5 else "", "denounced" if number < 5 else "in_force"
        )
    project.pact("us-over", "USA", "1950", "1980", "denounced", autocratic="no")
    return project


def test_a_pact_of_many_is_one_line_however_often_it_is_listed(project):
    before = life(project).judge("A2")
    members = [f"USA;{code}" for code in ("KOR", "JPN", "DEU", "FRA", "ITA", "NLD", "BEL", "DNK", "NOR", "CAN")]
    for number, parties in enumerate(members):  # the pact that ended, a line a dyad
        own = {"alliance": "us-over", "parties": parties, "kind": "multilateral", "autocratic": "no"}
        project.pact(f"dyad-{number}", "USA", "1950", "1980", "denounced", **own)
    after = project.judge("A2")
    assert (after.verdict, [n.value for n in after.quantities]) == (
        before.verdict,
        [n.value for n in before.quantities],
    )


def test_each_pact_of_the_tables_is_counted_once():
    bench = real_bench()
    counted = pacts(bench, REGISTER["A2"])
    names = [row.alliance for row in counted]
    assert len(names) == len(set(names))
    assert len(names) < len(bench.rows("alliances"))  # several rows of one pact are in view
    assert len([row for row in counted if row.kind == "multilateral" and "nato" in row.alliance]) == 1
    total = next(number for number in real_findings()["A2"].quantities if number.unit == "pacts")
    assert total.value <= len(names)
