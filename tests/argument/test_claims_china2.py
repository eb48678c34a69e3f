"""C5 to C9: each verdict is reached by data alone."""

import pytest
from made_up import MadeUp


@pytest.fixture
def project(tmp_path):
    return MadeUp(tmp_path)


def ministry(project, row_id, gist, date="2024-06-20", kind="no_comment", **fields):
    return project.said(row_id, "Lin Jian", "CHN", kind, "C5", gist=gist, date=date, known_on=date, **fields)


def test_c5a_official_day_and_words(project):
    ministry(project, "other", "a bilateral exchange")
    assert project.verdict("C5a") == "NT"
    assert ministry(project, "said", "a matter between two sovereign states").verdict("C5a") == "S"
    assert project.verdict("C5") == "S"


@pytest.mark.parametrize(
    ("date", "kind", "gist", "verdict"),
    [
        ("2024-06-13", "no_comment", "in principle welcomes their friendship", "Q"),
        ("2024-08-01", "endorsement", "the tie plays its part", "Q"),
        ("2024-12-01", "endorsement", "the tie plays its part", "S"),
    ],
)
def test_c5a_a_welcome_within_ninety_days_qualifies(project, date, kind, gist, verdict):
    ministry(project, "said", "a matter between two sovereign states")
    assert ministry(project, "near", gist, date, kind).verdict("C5a") == verdict


def test_c5b_a_motive_is_never_testable(project):
    assert ministry(project, "said", "a matter between two sovereign states").verdict("C5b") == "NT"


@pytest.mark.parametrize(
    ("towards", "verdict"),
    [(["USA", "FRA", "JPN"], "S"), (["USA", "JPN"], "Q"), (["USA"], "M"), (["RUS"], "C"), ([], "NT")],
)
def test_c6_an_act_in_each_direction(project, towards, verdict):
    for code in towards:
        project.event(f"to-{code.lower()}", "2024-03-01", object=code, toward=code)
    assert project.verdict("C6") == verdict


def test_c6_only_acts_at_the_top_level_within_the_year(project):
    for code in ("USA", "FRA", "JPN"):
        project.event(f"to-{code.lower()}", "2024-03-01", object=code, toward=code)
    assert project.verdict("C6", "2025-02-28") == "S"
    assert project.verdict("C6", "2025-03-02") == "C"
    project.rows["events"][0]["level"] = "minister"
    assert project.verdict("C6") == "Q"


def test_c6_an_accusation_is_no_act(project):
    for code in ("USA", "FRA", "JPN"):
        project.event(f"to-{code.lower()}", "2024-03-01", object=code, toward=code)
    project.rows["events"][0]["status"] = "alleged"
    assert project.verdict("C6") == "Q"
    project.rows["events"][1]["kind"] = "words"
    assert project.verdict("C6") == "M"


def test_c7_behaviour_decides(project):
    assert project.verdict("C7") == "NT"
    assert project.met("pair", "2024-05-16").verdict("C7") == "Q"
    project.event("talk", "2024-08-01", object="RUS;PRK", kind="exercise", status="alleged")
    assert project.verdict("C7") == "Q"  # an alleged exercise is none
    assert project.met("three", "2024-09-03", object="RUS;PRK").verdict("C7") == "M"
    assert project.event("drill", "2024-10-01", object="RUS;PRK", kind="exercise").verdict("C7") == "C"


def duty(project, treaty, subject, strength="3", in_force="2000-01-01"):
    project.provision(f"duty-{treaty[:3].lower()}", treaty, "mutual_defence_automatic", strength)
    if in_force:
        project.act(f"force-{treaty[:3].lower()}", treaty, "in_force", in_force, subject=subject, object="PRK")
    return project


def veto(project, state, row_id, vote="no"):
    return project.vote(row_id, f"draft-{row_id}", "2024-03-28", vote, "not_adopted", state=state, document="draft")


@pytest.mark.parametrize(
    ("share", "russia_bound", "vetoes", "verdict"),
    [
        (95, False, ("CHN",), "S"),
        (95, False, ("RUS",), "Q"),
        (95, True, ("RUS",), "M"),
        (30, True, ("RUS",), "C"),
        (30, True, ("CHN", "RUS"), "C"),  # as many as another is not the largest part
    ],
)
def test_c8_the_largest_part(project, share, russia_bound, vetoes, verdict):
    duty(project.share("c", "PRK", "CHN", 2022, share=str(share)), "CHN_PRK_1961", "CHN")
    if russia_bound:
        duty(project, "RUS_PRK_2024", "RUS")
    for state in vetoes:
        veto(project, state, f"v-{state.lower()}")
    assert project.verdict("C8") == verdict


def test_c8_a_treaty_that_is_only_signed_binds_nobody(project):
    duty(project.share("c", "PRK", "CHN", 2022, share="95"), "CHN_PRK_1961", "CHN")
    duty(project, "RUS_PRK_2024", "RUS", in_force="").act("sign", "RUS_PRK_2024", "signed", "2024-06-19")
    assert project.verdict("C8") == "Q"


def test_c8_oil_reported_to_the_council_is_no_transit(project):
    project.share("c", "PRK", "CHN", 2022, share="95")
    own = {"object": "PRK", "period_start": "2022", "period_end": "2022", "measure": "reported", "unit": "barrels"}
    for code, value in (("CHN", "900"), ("RUS", "100")):
        fields = own | {"subject": code, "category": "oil_reported", "value": value, "bound": "exact"}
        project.add("energy", f"oil-{code.lower()}", **fields)
    assert "no measure in view compares partners" in project.judge("C8").reason


def test_c8_nothing_in_view(project):
    assert project.verdict("C8") == "NT"


@pytest.mark.parametrize(
    ("provision", "strength", "in_force", "verdict"),
    [
        ("mutual_defence_automatic", "3", True, "S"),
        ("mutual_defence_conditional", "3", True, "S"),
        ("mutual_defence_automatic", "2", True, "M"),
        ("consultation_on_threat", "3", True, "M"),
        ("mutual_defence_automatic", "3", False, "C"),
        (None, None, True, "NT"),
    ],
)
def test_c9_a_duty_in_a_treaty_in_force(project, provision, strength, in_force, verdict):
    act = "in_force" if in_force else "signed"
    project.act("life", "RUS_CHN_2001", act, "2002-02-28", subject="RUS", object="CHN")
    if provision:
        project.provision("clause", "RUS_CHN_2001", provision, strength)
    assert project.verdict("C9") == verdict


def test_c9_says_where_an_absence_is_not_proved(project):
    project.act("life", "RUS_CHN_2001", "in_force", "2002-02-28", subject="RUS", object="CHN")
    project.provision("gap", "RUS_CHN_2001", "mutual_defence_automatic", "", "absence_unproved")
    assert "absent is not proved" in project.judge("C9").reason
