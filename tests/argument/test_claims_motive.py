"""R1, R2, P1 to P4 and S6: each verdict is reached by data alone."""

import pytest
from made_up import MadeUp

from analysis.argument import monthly
from analysis.argument.bench import Bench
from analysis.argument.register import read_register
from analysis.evidence.evidence import open_evidence


@pytest.fixture
def project(tmp_path):
    return MadeUp(tmp_path)


def met(project, row_id, date, **fields):
    return project.met(row_id, date, host="RUS", **({"subject": "RUS", "object": "PRK"} | fields))


def meetings(project, *dates):
    for date in dates:
        met(project, f"m{date}", date)
    return project


def test_r1_never_more_than_qualified(project):
    assert project.verdict("R1") == "NT"
    meetings(project, "2018-05-31")
    assert project.verdict("R1") == "NT"  # nothing since the invasion
    meetings(project, "2022-07-01", "2022-08-01", "2022-09-01")
    assert project.verdict("R1") == "Q"


def test_r1_a_turn_only_with_the_border_is_explained_by_it(project):
    meetings(project, "2018-05-31", "2023-09-13", "2023-10-18", "2023-11-15")
    found = project.judge("R1")
    assert found.verdict == "mixed"
    assert "which could explain it: meetings" in found.reason


def test_r1_no_higher_than_before_is_no_turn(project):
    meetings(project, "2018-05-31", "2018-06-30", "2018-07-31", "2022-07-01", "2022-08-01", "2022-09-01")
    assert "No higher than before the invasion: meetings" in project.judge("R1").reason


def test_r1_an_accusation_is_no_act(project):
    project.helped("early", "2019-01-01", "press", "", "agreement", status="documented")
    for number in range(3):
        project.helped(f"said{number}", f"2022-0{number + 6}-01", "USA", "alleged", "agreement")
    assert project.verdict("R1") == "NT"


def test_r1_years_of_the_closed_border_do_not_make_a_low_base(project):
    meetings(project, "2018-05-31", "2018-06-30")
    meetings(project, "2022-07-01", "2022-08-01")  # as many as before the pandemic, more than during it
    assert project.verdict("R1") == "M"


def test_r1_figures_within_one_basis(project):
    project.trade("t2018", 2018, 0.034, subject="RUS", object="PRK", basis="FCS")
    project.trade("t2023", 2023, 0.5, subject="RUS", object="PRK", basis="KREMLIN")
    assert project.verdict("R1") == "NT"
    project.oil("o2018", "2018", 200_000).oil("o2022", "2022-12", 3_000)
    assert project.verdict("R1") == "M"
    project.oil("o2023", "2023-01", 300_000)
    assert project.verdict("R1") == "Q"


def test_r1_speaks_of_no_later_day(project):
    meetings(project, "2018-05-31", "2022-07-01", "2022-08-01", "2022-09-01")
    assert "2023" not in project.judge("R1", "2023-01-01").reason


def test_r2_his_own_text_or_a_relay(project):
    assert project.verdict("R2") == "NT"
    project.uttered("relay", "Eugene Rumer", "R1;R2", "listed broken ties with the West")
    assert project.verdict("R2") == "Q"
    project.uttered("paper", "Eugene Rumer", "R2", "lists the alliance with the North", issuer="A newspaper")
    assert project.verdict("R2") == "Q"
    project.uttered("own", "Eugene Rumer", "R2", "lists the alliance with the North", issuer="Carnegie Endowment")
    assert project.verdict("R2") == "S"


def trade(project, year, value, basis="MEDT", **fields):
    row_id = f"{basis}-{year}".lower()
    return project.trade(row_id, year, value, **({"subject": "RUS", "object": "PRK", "basis": basis} | fields))


SUMMITS = ("1984-05-01", "2000-07-19", "2001-08-04", "2002-08-23")


def swings(project):
    trade(trade(project, 1992, 0.63), 2000, 0.105)
    return trade(trade(project, 2000, 0.046, "KOTRA"), 2005, 0.232, "KOTRA")


def test_p1_trade_and_meetings(project):
    assert project.verdict("P1") == "NT"
    swings(project)
    assert project.verdict("P1") == "Q"
    meetings(project, *SUMMITS)
    assert project.verdict("P1") == "S"
    met(project, "quiet", "1995-05-05")
    assert project.verdict("P1") == "Q"


def test_p1_bases_are_never_chained(project):
    trade(trade(project, 1990, 2.3, "ROK-MFA"), 2000, 0.046, "KOTRA")
    assert project.verdict("P1") == "NT"


def test_p1_years_of_the_closed_border_are_no_evidence(project):
    trade(trade(trade(project, 1992, 0.11), 2000, 0.1), 2021, 0.00004)
    trade(project, 2023, 0.1)
    assert project.verdict("P1") == "C"


def test_p1_no_meeting_on_a_list_that_does_not_reach_there_is_missing_and_not_zero(project):
    meetings(project, *SUMMITS[1:])
    assert project.verdict("P1") == "NT"
    meetings(project, SUMMITS[0])
    assert project.verdict("P1") == "Q"
    assert project.verdict("P1", "2002-12-31") == "NT"


def kim(project, row_id, date, **fields):
    return met(project, row_id, date, participants="Putin;Kim Jong Un", **fields)


def test_p2a_the_first_meeting(project):
    kim(project, "minister", "2018-05-31", level="minister")
    assert project.verdict("P2a") == "NT"
    kim(project, "later", "2023-09-13")
    assert project.verdict("P2a") == "NT"
    kim(project, "first", "2019-04-25")
    assert project.verdict("P2a") == "S"
    kim(project, "earlier", "2015-05-09")
    assert project.verdict("P2a") == "C"


def step(project, kind, date, outcome):
    return kim(project, kind + date, date, kind=kind, outcome=outcome)


def test_p2b_who_called_it_off(project):
    step(project, "invitation", "2014-12-01", "invited")
    assert project.verdict("P2b") == "NT"
    step(project, "cancellation", "2015-04-30", "called off by Pyongyang")
    assert project.verdict("P2b") == "NT"  # nothing had been accepted
    step(project, "acceptance", "2015-01-28", "accepted")
    assert project.verdict("P2b") == "C"


def test_p2b_a_delay_by_russia(project):
    step(project, "cancellation", "2016-04-30", "put off by Moscow")
    assert project.verdict("P2b") == "S"


def test_p3_is_never_testable_and_prints_signs(project):
    assert project.verdict("P3") == "NT"
    meetings(project, "2023-03-01", "2024-02-01", "2024-03-01")
    found = project.judge("P3")
    assert found.verdict == "not_testable"
    assert "up from 1\N{NO-BREAK SPACE}act; the border was closed then" in found.reason


def test_p3_where_the_list_has_ended_no_act_is_no_fall(project):
    meetings(project, "2023-03-01", "2024-02-01")
    assert "no direction" in project.judge("P3", "2026-01-01").reason
    met(project, "elsewhere", "2025-12-01", subject="CHN", object="RUS")
    assert "down from" in project.judge("P3", "2026-01-01").reason


def test_p4_goods_each_way_and_no_joint_institution(project):
    assert project.verdict("P4") == "NT"
    project.oil("estimate", "2024-03", 100_000, "oil_estimate")
    project.oil("zero", "2021", 0)
    project.sent("alleged", low="9", bound="at_least", status="alleged")
    assert project.verdict("P4") == "NT"
    project.oil("oil", "2023", 100_000)
    assert project.verdict("P4") == "M"
    project.sent("seen", low="9", bound="at_least")
    assert project.verdict("P4") == "Q"
    project.provision("command", "RUS_PRK_2024", "integrated_command", "3")
    assert project.verdict("P4") == "M"


STATES = (
    "ARE", "ARM", "AUS", "AZE", "BEL", "BGD", "BLR", "CHE", "CHN", "COL", "DEU", "ESP", "EST", "FRA", "GBR", "GEO",
    "HRV", "HUN", "IDN", "IND",
)  # fmt: skip
FEW, LARGE, TREATIES = "trade_partners", "first_partner_share", "treaties_in_force"


def test_s6_by_three_measures(project):
    assert project.verdict("S6") == "NT"

    def compare(measure, own, others):
        project.standing(f"own-{measure}".replace("_", "-"), "PRK", measure, own)
        for code, other in zip(STATES, others, strict=True):
            project.standing(f"{measure}-{code}".lower().replace("_", "-"), code, measure, other)

    compare(FEW, 50, range(100, 120))
    assert project.verdict("S6") == "M"
    compare(LARGE, 96, range(20, 40))
    assert project.verdict("S6") == "Q"
    compare(TREATIES, 3, [1, *range(100, 119)])
    assert project.verdict("S6") == "S"
    project.standing("second", "KOR", TREATIES, 2)
    assert project.verdict("S6") == "Q"  # the third of 22 is outside the tenth


def test_s6_a_missing_figure_is_no_zero_and_too_few_states_are_no_comparison(project):
    project.standing("own", "PRK", FEW, 50)
    for code in STATES[:-1]:
        project.standing(code.lower(), code, FEW, 100)
    project.standing("missing", "IND", FEW, "", bound="missing")
    assert project.verdict("S6") == "NT"
    project.standing("another-basis", "IND", FEW, 100, basis="another count")
    assert project.verdict("S6") == "NT"
    project.standing("one-more", "IRL", FEW, 100)
    assert project.verdict("S6") == "M"


def bench(project, as_of="2024-12-31"):
    project.judge("R1", as_of)
    register = read_register(project.root / "data" / "claims.toml")
    return Bench(open_evidence(as_of, project.root), register), register["R1"]


def test_monthly_counts_find_the_break_and_rank_the_rivals(project):
    meetings(project, "2019-01-15", *(f"20{year}-{month:02}-01" for year in (23, 24) for month in range(9, 13)))
    meetings(project, *(f"2024-{month:02}-01" for month in range(1, 9)))
    here, claim = bench(project)
    series = monthly.months(here, claim)
    assert series[0].month == "2018-01" and series[-1].month == "2024-12"
    assert [entry.closed for entry in series if entry.month in ("2020-01", "2023-08", "2023-09")] == [True, True, False]
    found = monthly.models(here, claim, series)
    best = next(model for model in found if model.name == monthly.BEST)
    assert best.month == "2023-09"
    names = [model.name for model in found if model.name != monthly.BEST]
    assert names[0] == "the reopening of the border" and names[-1] == monthly.NO_BREAK


def test_monthly_months_after_the_last_act_are_missing_and_not_zero(project):
    meetings(project, "2018-01-15", "2019-01-15")
    here, claim = bench(project)
    assert monthly.months(here, claim)[-1].month == "2019-01"


def test_monthly_rivals_of_later_days_are_not_named(project):
    meetings(project, *(f"20{year}-06-01" for year in range(18, 24)))
    here, claim = bench(project, "2023-07-01")
    assert {model.name for model in monthly.models(here, claim, monthly.months(here, claim))} == {
        monthly.NO_BREAK,
        monthly.BEST,
        "the invasion",
    }
