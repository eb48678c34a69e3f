"""T7 to T9: each verdict is reached by data alone."""

import pytest
from made_up import MadeUp


@pytest.fixture
def project(tmp_path):
    return MadeUp(tmp_path)


def pact(project):
    return project.act("pact", "RUS_PRK_2024", "signed", "2024-06-19")


def turned(project, row_id, date, kind="easing_draft", **fields):
    return project.deed(row_id, date, kind, "yes", paragraphs="", known_on=date, **fields)


def test_t7_votes_without_a_turn(project):
    assert project.verdict("T7") == "NT"
    project.vote("yes", "S/RES/1718", "2006-10-14")
    assert project.verdict("T7") == "C"
    pact(project)
    assert project.verdict("T7") == "S"
    assert project.verdict("T7", "2024-06-18") == "C"


@pytest.mark.parametrize(("early", "late", "verdict"), [(0, 1, "S"), (1, 1, "S"), (2, 1, "Q"), (4, 1, "Q")])
def test_t7_most_acts_near_the_pact_or_not(project, early, late, verdict):
    pact(project)
    for number in range(early):
        turned(project, f"e{number}", f"2019-0{number + 1}-01")
    for number in range(late):
        turned(project, f"l{number}", f"2024-0{number + 3}-01")
    assert project.verdict("T7") == verdict


def test_t7_an_accusation_is_no_act(project):
    pact(project)
    for number in range(3):
        turned(project, f"said{number}", f"2019-0{number + 1}-01", status="alleged", finder="adversary")
    assert project.verdict("T7") == "S"


def test_t7_one_veto_is_one_act_though_it_stands_in_two_tables(project):
    pact(project).vote("no", "S/2022/431", "2022-05-26", "no", "not_adopted")
    turned(project, "veto", "2022-05-26", "veto")
    assert "2\N{NO-BREAK SPACE}acts of the turn" in project.judge("T7").reason


def test_t7_words_and_meetings_are_no_acts_of_a_turn(project):
    pact(project).met("visit", "2023-09-13", host="RUS", subject="RUS", object="PRK")
    project.said("words", "Putin", "RUS", "endorsement", "T7", date="2018-01-01", known_on="2018-01-01")
    assert project.verdict("T7") == "S"


def test_t8_votes_and_words(project):
    assert project.verdict("T8") == "NT"
    project.vote("renewal", "S/RES/2627", "2022-03-25")
    assert project.verdict("T8") == "C"
    project.vote("veto", "S/2022/431", "2022-05-26", "no", "not_adopted")
    assert project.verdict("T8") == "Q"
    project.said("one", "Putin", "RUS", "intent", "T8", topic="UN sanctions")
    assert project.verdict("T8") == "Q"
    project.said("again", "Putin", "RUS", "intent", "T8", topic="UN sanctions")  # the same day: one occasion
    project.said("month", "Putin", "RUS", "intent", "T8", topic="UN sanctions", date="2024-06")  # may be the same
    project.said("other", "Putin", "RUS", "intent", "T8", topic="trade", date="2024-05-01")  # not on the sanctions
    project.said("before", "Lavrov", "RUS", "intent", "T8", topic="UN sanctions", date="2019-05-01")
    assert project.verdict("T8") == "Q"
    project.said("two", "Lavrov", "RUS", "intent", "T8", topic="UN sanctions")
    assert project.verdict("T8") == "S"


def likeness(project):
    for key, treaty in (("new", "RUS_PRK_2024"), ("old", "SUN_PRK_1961")):
        project.provision(key, treaty, "mutual_defence_automatic", "3")
    return project


def ups_and_downs(project):
    for number, date in enumerate(("1984-05-01", "2000-07-19", "2001-08-04", "2002-08-23")):
        project.met(f"m{number}", date, subject="RUS", object="PRK", host="RUS")
    return project


def test_t9_against_the_ups_and_downs(project):
    assert project.verdict("T9") == "NT"
    likeness(project)
    assert project.verdict("T9") == "Q"
    ups_and_downs(project)
    assert project.verdict("T9") == "M"


def test_t9_without_the_likeness(project):
    assert ups_and_downs(project).verdict("T9") == "C"


def test_t7_the_flip_point_is_computed(project):
    pact(project)
    for number in range(2):
        turned(project, f"l{number}", f"2024-0{number + 3}-01")
    turned(project, "early", "2019-01-01")
    found = project.judge("T7")
    assert found.verdict == "supported" and "2\N{NO-BREAK SPACE}acts near the pact" in found.would_change
    project.rows["protection_acts"] = [row for row in project.rows["protection_acts"] if row["row_id"][0] != "l"]
    assert project.verdict("T7") == "Q"
