"""Traps of reports on arms: sums of running totals, relays, words for numbers, rockets, things that are no launch."""

import pytest
from copied_data import real_bench

from analysis.argument.bench import Bench
from analysis.argument.register import read_register
from analysis.argument.scenarios import ROCKETS, SHELLS, scenarios
from analysis.argument.technology import attempts
from analysis.evidence.evidence import open_evidence
from analysis.figures.munitions import container_reports, missile_reports

# --------------------------------------------------------------------------------- running totals and their increments


def test_a_running_total_and_its_increment_are_not_summed(project):
    project.sent("total", "ballistic_missiles", "USA", value="14", bound="exact")
    project.sent("more", "ballistic_missiles", "USA", value="12", bound="exact", cumulative="no")
    assert project.verdict("M2a") == "NT"  # 26 would reach the 24 of the rule
    span = {"period_start": "2023-09-01", "period_end": "2024-06-17"}
    project.sent("said", low="11000", bound="at_least", **span)
    project.sent("part", lineage="KOR", low="7000", bound="at_least", **span)
    project.sent("rest", lineage="KOR", low="6000", bound="at_least", cumulative="no", **span)
    assert project.verdict("M2b") == "Q"


def soldiers(project, row_id, day, value, cumulative="yes", **fields):
    own = {
        "reported_on": day,
        "subject": "PRK",
        "object": "RUS",
        "theme": "troops",
        "item": "soldiers",
        "unit": "soldiers",
    }
    own |= {"value": value, "bound": "exact", "cumulative": cumulative, "known_on": day}
    return project.add("deployments", row_id, **(own | fields))


def test_an_increment_after_a_running_total_is_no_fall(project):
    soldiers(project, "first", "2024-10-18", "12000")
    soldiers(project, "second-wave", "2024-11-18", "3000", "no")
    assert "first" not in project.judge("P3").rows_for
    assert "down" not in project.judge("P3").reason
    soldiers(project, "fewer", "2024-12-18", "9000")
    assert project.judge("P3").rows_for == ("first", "fewer")


def test_charts_of_running_totals_draw_nothing_else():
    bench = real_bench()
    kinds = {row.row_id: row.cumulative for row in bench.rows("transfers")}
    for chart in (container_reports, missile_reports):
        drawn = [kinds[row] for row in chart(bench.evidence).data["row"] if row in kinds]
        assert drawn and set(drawn) == {"yes"}


# ------------------------------------------------------------------------------------------ relays of one estimate


def test_relays_of_one_estimate_are_one_voice(project):
    own = {"low": "30", "bound": "at_least", "estimate_group": "one-estimate"}
    project.sent("origin", "ballistic_missiles", "USA", known_on="2024-01-04", **own)
    for code in ("GBR", "JPN", "press"):
        project.sent(f"relay-{code.lower()}", "ballistic_missiles", code, **own)
    assert project.verdict("M2a") == "Q"
    project.sent("own-count", "ballistic_missiles", "UKR", low="30", bound="at_least")
    assert project.verdict("M2a") == "S"


def test_a_relay_does_not_confirm_what_it_relays(project):
    own = {"low": "11000", "bound": "at_least", "period_start": "2023-09-01", "period_end": "2024-06-17"}
    project.sent("said", estimate_group="of-the-state-department", **own)
    project.sent("relay", lineage="press", estimate_group="of-the-state-department", **own)
    assert project.verdict("M2b") == "Q"
    project.sent("own-count", lineage="KOR", **own)
    assert project.verdict("M2b") == "S"


def test_relays_in_the_tables_share_group_and_lineage():
    """Who relays an estimate could not know it by own means: a group has the lineage of those who could."""
    groups = {}
    for row in real_bench().rows("transfers"):
        groups.setdefault(row.estimate_group, set()).add(row.lineage)
    assert {group: names for group, names in groups.items() if len(names) > 1} == {}


# ------------------------------------------------------------------------------------------------- over is not exactly


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"low": "24", "bound": "at_least"}, "Q"),
        ({"high": "50", "bound": "up_to"}, "NT"),  # up to fifty may be one
        ({"low": "10", "high": "60", "bound": "range"}, "NT"),
        ({"words": "dozens"}, "Q"),
        ({"words": "several"}, "NT"),
    ],
)
def test_figures_reach_a_number_by_their_lower_end(project, fields, verdict):
    assert project.sent("one", "ballistic_missiles", **fields).verdict("M2a") == verdict


def test_a_floor_below_the_claim_neither_reaches_nor_denies_it(project):
    span = {"period_start": "2023-09-01", "period_end": "2024-06-17"}
    project.sent("said", low="11000", bound="at_least", **span)
    project.sent("floor", lineage="KOR", low="10000", bound="at_least", **span)
    assert project.verdict("M2b") == "Q"  # over 10,000 may well be 11,000
    project.sent("count", lineage="OSC", value="10000", bound="exact", **span)
    assert project.verdict("M2b") == "M"


def test_a_floor_is_no_end_of_a_fall(project):
    own = {"subject": "RUS", "object": "PRK"}
    project.trade("low", 2000, 0.05, basis="KOTRA", **own).trade("high", 2005, 0.5, basis="KOTRA", **own)
    project.trade("before", 1992, 1.0, basis="MEDT", **own)
    project.trade("after", 2000, "", low="0.1", bound="at_least", basis="MEDT", **own)
    assert project.verdict("P1") == "C"  # over a tenth may be the whole
    project.trade("counted", 1999, 0.1, basis="MEDT", **own)
    assert project.verdict("P1") == "Q"


def test_a_floor_is_printed_and_counted_as_a_floor():
    bench = real_bench("2024-06-20")
    claimed = bench.finding("M2b").quantities[0]
    assert (claimed.bound, claimed.low, claimed.value) == ("at_least", 11000, None)
    assert claimed.text.startswith("over")
    rounds = [one.rounds for one in scenarios(bench, claimed)]
    assert rounds and all(number.bound != "missing" for number in rounds)


# -------------------------------------------------------------------------------------------- 122 mm: shells or rockets


def conversion(project, row_id, calibre, unit, **fields):
    own = {"kind": "published_conversion", "calibre": calibre, "containers": "1000", "value": "75000", "unit": unit}
    return project.add("container_assumptions", row_id, lineage="KOR", bound="exact", **(own | fields))


@pytest.mark.parametrize(
    ("calibre", "unit", "cargo"),
    [
        ("122mm", "rockets", [ROCKETS]),
        ("122mm MLRS rocket", "rounds", [ROCKETS]),
        ("122mm", "rounds", []),  # a calibre that both fire: no scenario of shells is made of it
        ("152mm", "rounds", [SHELLS]),
    ],
)
def test_rounds_of_122_mm_are_never_read_as_shells(project, calibre, unit, cargo):
    conversion(project, "one", calibre, unit).judge("M2b")
    bench = Bench(open_evidence("2024-12-31", project.root), read_register(project.root / "data"))
    assert [one.cargo for one in scenarios(bench, bench.constant(11000, "containers"))] == cargo


def test_what_the_korean_briefing_calls_rockets_is_coded_as_rockets():
    bench = real_bench()
    briefing = [r for r in bench.rows("transfers", lineage="KOR", calibre="122mm") if r.reported_on == "2024-02-26"]
    assert briefing and {(row.item, row.unit) for row in briefing} == {("rockets", "rockets")}
    found = scenarios(bench, bench.constant(11000, "containers"))
    calibres = {row.row_id: row.calibre for row in bench.rows("container_assumptions")}
    of = {
        cargo: {calibres[r] for one in found if one.cargo == cargo for r in one.ratio.rows}
        for cargo in (ROCKETS, SHELLS)
    }
    assert of[ROCKETS] and of[SHELLS]
    assert all("122" in name for name in of[ROCKETS]) and not any("122" in name for name in of[SHELLS])


# --------------------------------------------------------------------------------------------------- no launch at all


@pytest.mark.parametrize("fields", [{"attempt": "no", "outcome": "success"}, {"attempt": "yes", "outcome": "none"}])
def test_an_orbit_manoeuvre_is_no_launch_success(project, fields):
    project.met("visit", "2023-09-13", subject="RUS", object="PRK", host="RUS")
    outcome = fields["outcome"]
    project.launch("manoeuvre", "2023-10-01", outcome, attempt=fields["attempt"])
    assert project.verdict("M4b") == "NT"
    project.launch("november", "2023-11-21", "success")
    found = project.judge("M4b")
    assert found.rows_for == ("visit", "november")
    assert "manoeuvre" not in found.rows


def test_attempts_of_the_tables_are_attempts_to_reach_orbit():
    bench = real_bench()
    tried = attempts(bench, "PRK")
    others = [row for row in bench.rows("launches") if row not in tried]
    assert tried and others
    assert {row.attempt for row in tried} == {"yes"}
    assert all(row.outcome != "success" for row in others)
