"""Traps of figures on goods: mixed bases, zeros for missing, part-years, reported oil, two sides of a border."""

import pytest
from copied_data import REGISTER, TODAY, real_bench, real_findings
from made_up import SHORT

from analysis.argument.ledger import finding
from analysis.argument.register import read_register
from analysis.evidence.evidence import open_evidence
from analysis.evidence.schemas import TABLES

FIGURES = [name for name, schema in TABLES.items() if "low" in schema.columns]


def preferring(project, claim, *bases, day="2024-12-31"):
    project.judge(claim)
    register = read_register(project.root / "data")
    return SHORT[finding(open_evidence(day, project.root, prefer=bases), register, claim).verdict]


def meetings(project):
    for number in range(6):
        project.met(f"m{number}", f"2022-0{number + 1}-01")
    return project


# ------------------------------------------------------------------------------------- KOTRA and Chinese customs


def test_growth_within_one_basis_only(project):
    meetings(project).trade("then", 2020, 100, basis="KOTRA").trade("now", 2023, 200, basis="GACC")
    assert preferring(project, "C2b", "KOTRA") == "NT"
    project.trade("same", 2020, 100, basis="GACC")
    assert preferring(project, "C2b") == "S"
    assert preferring(project, "C2b", "KOTRA") == "NT"  # the year 2020 of one basis, the year 2023 of another


def test_a_record_within_one_basis_only(project):
    project.trade("before", 2022, 300, basis="KOTRA").trade("figure", 2023, 240.11, basis="GACC")
    assert "300" not in project.judge("C3").reason
    assert preferring(project, "C3", "KOTRA") == "S"


def test_material_ties_within_one_basis_only(project):
    for year in (*range(2015, 2020), 2023, 2024):
        basis = "GACC" if year < 2020 else "KOTRA"
        project.trade(f"goods-{year}", year, 10 if year < 2020 else 30, object="PRK", basis=basis)
    for year in (*range(2015, 2020), 2022, 2023):
        for number, pair in enumerate(REGISTER["A1"]["dyads"]):
            project.distance(f"d{number}-{year}", pair, year, 1.0 if year < 2020 else 0.2)
    project.judge("A1", "2025-12-31")
    reason = finding(
        open_evidence("2025-12-31", project.root, prefer=("KOTRA",)), read_register(project.root / "data"), "A1"
    ).reason
    assert "goods of China and North Korea: not in view within one basis" in reason


def test_shares_of_one_basis_only(project):
    project.act("force", "CHN_PRK_1961", "in_force", "1961-09-10", subject="CHN")
    for year in range(2018, 2023):
        basis = "GACC" if year == 2020 else "KOTRA"
        project.share(f"s{year}", "PRK", "CHN", year, share="95", basis=basis)
    assert project.verdict("C1") == "Q"  # four years of KOTRA, and one that is not
    project.share("fifth", "PRK", "CHN", 2020, share="95")
    assert project.verdict("C1") == "S"


@pytest.mark.parametrize("claim", ["C1", "C2b", "C3", "P1"])
def test_comparisons_of_the_ledger_keep_to_one_basis(claim):
    bench = real_bench()
    for number in real_findings()[claim].quantities:
        rows = [bench.row(row) for row in number.rows]
        assert len({row.basis for row in rows if hasattr(row, "basis")}) <= 1, number.name


# ----------------------------------------------------------------------------------------- a zero that means missing


def test_a_missing_figure_is_no_fall_to_nothing(project):
    own = {"subject": "RUS", "object": "PRK", "basis": "MEDT"}
    project.trade("before", 1992, 0.63, **own).trade("hole", 1999, "", bound="missing", **own)
    project.trade("low", 2000, 0.05, **(own | {"basis": "KOTRA"})).trade(
        "high", 2005, 0.5, **(own | {"basis": "KOTRA"})
    )
    assert project.verdict("P1") == "NT"  # one figure of that basis: no fall in view
    project.trade("fallen", 1998, 0.06, **own)
    assert project.verdict("P1") == "Q"


def test_a_share_that_is_missing_is_not_below_half(project):
    project.act("force", "CHN_PRK_1961", "in_force", "1961-09-10", subject="CHN")
    for year in range(2017, 2023):
        project.share(f"s{year}", "PRK", "CHN", year, share="" if year == 2020 else "95")
    found = project.judge("C1")
    assert found.verdict == "supported" and found.rows_against == ()


def test_no_meeting_before_the_list_begins_is_missing(project):
    own = {"subject": "RUS", "object": "PRK", "host": "PRK"}
    for day in ("2000-07-19", "2001-08-04", "2002-08-23"):
        project.met(f"m-{day}", day, **own)
    assert project.verdict("P1") == "NT"


def test_every_zero_of_the_tables_says_why():
    """A zero is a value that a source gives; the note says which. What is not known has no figure."""
    silent = []
    for table in FIGURES:
        for row in real_bench().rows(table):
            figures = [getattr(row, end) for end in ("value", "low", "high")]
            if 0 in figures and not row.note:
                silent.append(row.row_id)
            assert row.bound not in ("missing", "unquantified") or all(figure != figure for figure in figures)
    assert silent == []


def test_no_verdict_rests_on_a_zero_of_trade_alone():
    bench = real_bench()
    nil = {row.row_id for row in bench.rows("trade_annual") if row.value == 0}
    used = {row for claim in ("P1", "R1", "C2b", "C3", "P4") for row in real_findings()[claim].rows_for}
    assert not nil & used


# ------------------------------------------------------------------------------------------------- part of a year


def test_the_year_to_date_is_no_year(project):
    meetings(project).trade("then", 2020, 100).trade("now", 2023, 110, covered_to="2023-06-30")
    assert project.verdict("C2b") == "NT"
    assert project.verdict("C3") == "NT"
    project.trade("whole", 2023, 240.11)
    assert project.verdict("C2b") == "S"
    assert project.verdict("C3") == "S"


def test_the_year_to_date_pulls_no_mean_down(project):
    project.act("force", "CHN_PRK_1961", "in_force", "1961-09-10", subject="CHN")
    for year in range(2018, 2023):
        project.share(f"s{year}", "PRK", "CHN", year, share="95")
    before = project.judge("C1")
    project.share("so-far", "PRK", "CHN", 2023, share="20", covered_to="2023-06-30")
    part = {"period_start": "2024-01-01", "period_end": "2024-03-31"}
    project.share("quarter", "PRK", "CHN", 2023, share="20", **part)
    assert project.judge("C1") == before


def test_the_year_to_date_is_no_low_and_no_high_of_a_swing(project):
    own = {"subject": "RUS", "object": "PRK", "basis": "MEDT"}
    project.trade("before", 1992, 0.63, **own).trade("so-far", 1999, 0.05, covered_to="1999-03", **own)
    project.trade("low", 2000, 0.5, **own).trade("high", 2005, 1.1, **own)
    assert project.verdict("P1") == "C"


def test_running_totals_of_months_stand_apart_from_months():
    """A figure of the year to date begins with the year; a month alone is one month long."""
    spans = {"month": 1, "quarter": 3}
    for row in real_bench().rows("trade_periods"):
        months = 1 + int(row.period_end[5:7] or 12) - int(row.period_start[5:7] or 1)
        assert row.period_start[:4] == row.period_end[:4]
        if row.span == "to_date":
            assert row.period_start[5:7] in ("", "01"), row.row_id
        elif row.span in spans:
            assert months == spans[row.span], row.row_id


# -------------------------------------------------------------------------------------- oil as reported to the Council


def test_oil_as_reported_is_never_called_the_flow(project):
    project.oil("report", "2023-01", 67_300).sent("arms", status="documented", low="100", bound="at_least")
    found = project.judge("P4")
    assert "reported, 67,300" in found.reason
    for claim in ("P4", "R1"):
        names = [number.name for number in real_findings()[claim].quantities if number.unit == "barrels"]
        assert all("report" in name for name in names)
    assert "report" in next(one["name"] for one in REGISTER["R1"]["indicators"] if "oil" in one["name"])


def test_an_estimate_of_the_flow_does_not_continue_what_was_reported(project):
    project.oil("before", "2018", 200_000).oil("estimate", "2023-01", 1_000_000, "oil_estimate")
    assert project.verdict("R1") == "NT"
    project.oil("reported", "2023-01", 300_000)
    assert project.verdict("R1") == "Q"


def test_a_report_of_no_oil_is_no_proof_that_none_flowed(project):
    project.oil("nil", "2021", 0).sent("arms", status="documented", low="100", bound="at_least")
    found = project.judge("P4")
    assert "nil" not in found.rows
    assert "No goods to the North on record are in view" in found.reason


def test_reported_and_estimated_oil_are_two_categories_of_the_tables():
    for row in real_bench().rows("energy", subject="RUS", object="PRK"):
        if row.category == "oil_reported":
            assert "report" in row.measure, row.row_id
        elif row.category == "oil_estimate":
            assert row.status in ("alleged", "assessed"), row.row_id


# ------------------------------------------------------------------------- goods as they leave, goods as they arrive


def test_the_other_sides_figure_fills_no_gap(project):
    """What arrives is valued with freight and insurance, what leaves without: the two sides are never chained."""
    meetings(project).trade("now", 2023, 240.11)
    project.trade("then", 2020, 100, subject="RUS", object="CHN", basis="FCS")
    assert project.verdict("C2b") == "NT"
    assert project.verdict("C3") == "S"
    project.trade("higher", 2022, 250, subject="RUS", object="CHN", basis="FCS")
    assert "250" not in project.judge("C3").reason


@pytest.mark.parametrize("flow", ["exports", "imports"])
def test_one_direction_is_no_total(project, flow):
    meetings(project).trade("then", 2020, 100, flow=flow).trade("now", 2023, 240.11, flow=flow)
    assert project.verdict("C2b") == "NT"
    assert project.verdict("C3") == "NT"


def test_figures_that_are_compared_have_one_reporter():
    bench = real_bench(TODAY)
    for claim in ("C2b", "C3", "P1", "R1"):
        for number in real_findings()[claim].quantities:
            rows = [bench.row(row) for row in number.rows]
            sides = {(row.subject, row.flow, row.basis) for row in rows if hasattr(row, "flow")}
            assert len(sides) <= 1 or {side[0] for side in sides} == {"RUS", "SUN"}, number.name
