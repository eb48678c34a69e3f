"""A2 and A6: one line a pact, states that died apart, four codings."""

import pytest
from made_up import MadeUp

from analysis.argument.endurance import DIED, ENDED, RUNNING, Span, hazard, incidence


@pytest.fixture
def project(tmp_path):
    return MadeUp(tmp_path)


def pacts(project, ours=6, theirs=6, ended=5, **fields):
    for number in range(ours):
        project.pact(f"us-{number}", "USA", "1950", autocratic="no")
    project.pact("us-over", "USA", "1950", "1980", "denounced", autocratic="no")
    for number in range(theirs):
        over = number < ended
        end, fate = ("1980", fields.get("fate", "denounced")) if over else ("", "in_force")
        project.pact(f"ru-{number}", "RUS", "1950", end, fate, soviet_collapse=fields.get("collapse", "no"))
    return project


def test_a2_twice_as_high_under_every_coding(project):
    assert pacts(project).verdict("A2") == "S"


def test_a2_only_where_the_soviet_collapse_counts(project):
    pacts(project, theirs=6, ended=5, collapse="yes")
    for number in range(4):  # enough endings remain without the collapse, but on the other side
        project.pact(f"us-later-{number}", "USA", "1950", "1985", "lapsed", autocratic="no")
    assert project.verdict("A2") == "M"


def test_a2_only_where_replaced_pacts_count(project):
    pacts(project, theirs=8, ended=6, fate="replaced")
    for number in range(4):
        project.pact(f"us-later-{number}", "USA", "1900", "1985", "lapsed", autocratic="no")
    assert project.verdict("A2") == "M"


def test_a2_under_none(project):
    pacts(project, theirs=30, ended=5)
    for number in range(6):
        project.pact(f"us-later-{number}", "USA", "1950", "1980", "lapsed", autocratic="no")
    assert project.verdict("A2") == "C"


def test_a2_states_that_died_leave_too_few_endings(project):
    pacts(project, fate="party_died")
    found = project.judge("A2")
    assert found.verdict == "not_testable"
    assert found.quantities[0].value == 1


@pytest.mark.parametrize(("ended", "verdict"), [(3, "NT"), (4, "S")])
def test_a2_asks_for_five_endings(project, ended, verdict):
    assert pacts(project, ended=ended).verdict("A2") == verdict


def test_a2_nothing_in_view(project):
    assert project.verdict("A2") == "NT"


def test_a2_a_pact_of_thirty_states_is_one_line(project):
    found = pacts(project).judge("A2")
    project.pact("nato", "USA", "1949", autocratic="no", kind="multilateral", parties="USA;CAN;GBR;FRA;ITA;TUR")
    later = project.judge("A2")
    counts = [next(q.value for q in f.quantities if q.name == "pacts in view") for f in (found, later)]
    assert counts[1] == counts[0] + 1


def test_a2_a_second_row_on_a_pact_takes_the_place_of_the_first(project):
    pacts(project)
    project.pact("us-0-again", "USA", "1950", "2020", "denounced", autocratic="no", alliance="us-0")
    found = project.judge("A2")
    assert "One line a pact: 7 of the United States" in found.reason
    assert "2 in" in found.reason


def test_a2_an_end_that_is_not_known_on_the_day_is_none(project):
    pacts(project)
    project.pact("us-0-again", "USA", "1950", "2020", "denounced", alliance="us-0", known_on="2020-02-01")
    assert project.judge("A2", "2020-01-01").verdict == "not_testable"  # made-up rows are known from June 2024
    assert project.judge("A2", "2024-12-31").verdict == "supported"


def test_a2_says_how_many_endings_would_turn_it(project):
    assert "of the endings among autocracies" in pacts(project).judge("A2").would_change


def test_a2_a_pact_of_an_autocracy_with_a_democracy_is_not_counted(project):
    pacts(project, theirs=0)
    for number in range(6):
        project.pact(f"mixed-{number}", "RUS", "1950", "1980", "lapsed", autocratic="no")
    assert project.verdict("A2") == "NT"


@pytest.mark.parametrize(("ended", "verdict"), [(5, "M"), (3, "NT")])
def test_a6_is_never_above_mixed(project, ended, verdict):
    assert pacts(project, ended=ended).verdict("A6") == verdict


def test_a6_falls_with_a2(project):
    pacts(project, theirs=30, ended=5)
    for number in range(6):
        project.pact(f"us-later-{number}", "USA", "1950", "1980", "lapsed", autocratic="no")
    assert project.verdict("A6") == "C"


def lives(*pairs):
    return [Span(years, fate, None) for years, fate in pairs]


def test_hazard_is_endings_a_year_at_risk():
    assert hazard(lives((10, ENDED), (30, RUNNING), (60, DIED))) == 1 / 100


def test_incidence_without_competing_events_is_one_minus_kaplan_meier():
    steps = incidence(lives((1, ENDED), (2, RUNNING), (3, ENDED), (4, RUNNING)))
    assert [step.ended for step in steps] == pytest.approx([1 / 4, 1 - 3 / 4 * 1 / 2])
    assert [step.at_risk for step in steps] == [4, 2]


def test_incidence_of_two_events_sums_to_one_minus_survival():
    last = incidence(lives((1, ENDED), (2, DIED), (3, ENDED), (4, DIED)))[-1]
    assert (last.ended, last.died) == pytest.approx((0.5, 0.5))
