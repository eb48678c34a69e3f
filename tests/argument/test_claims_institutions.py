"""A3 to A5: each verdict is reached by data alone."""

import pytest
from made_up import MadeUp

FOUR = ("secretariat", "command", "exercises", "assembly")


@pytest.fixture
def project(tmp_path):
    return MadeUp(tmp_path)


def bodies(project, ours=4, theirs=0, access="read"):
    for number, indicator in enumerate(FOUR):
        answers = {"us": "yes" if number < ours else "no", "authoritarian": "yes" if number < theirs else "no"}
        for side, answer in answers.items():
            name = f"{side}-{indicator}"
            project.institution(name, f"pact-{side}", side, indicator, answer, access=access, known_on="2024-01-01")
    return project


def trade(project, ours=30, theirs=20):
    project.share("kor", "KOR", "USA", 2022, share=str(ours))
    return project.share("blr", "BLR", "RUS", 2022, share=str(theirs))


@pytest.mark.parametrize(
    ("ours", "theirs", "shares", "verdict"),
    [
        (4, 0, (30, 20), "S"),
        (3, 0, (30, 20), "S"),
        (2, 0, (30, 20), "M"),
        (4, 0, (20, 30), "Q"),
        (4, 0, None, "Q"),
        (4, 2, (30, 20), "M"),
    ],
)
def test_a3_indicators_and_trade(project, ours, theirs, shares, verdict):
    bodies(project, ours, theirs)
    if shares:
        trade(project, *shares)
    assert project.verdict("A3") == verdict


def test_a3_a_text_without_the_rule_of_law_qualifies(project):
    trade(bodies(project)).institution("law", "pact-us", "us", "rule_of_law", "no")
    assert project.verdict("A3") == "Q"


def test_a3_a_counter_example_qualifies(project):
    trade(bodies(project))
    many = {"parties": "RUS;BLR;KAZ;KGZ;TJK;ARM"}
    for indicator in FOUR[:3]:
        project.institution(f"csto-{indicator}", "csto-1992", "authoritarian", indicator, "partly", **many)
    found = project.judge("A3")
    assert found.verdict == "supported_with_qualification"
    assert "CSTO has secretariat, command and exercises" in found.reason


def test_a3_a_source_that_was_not_read_counts_for_nothing(project):
    assert trade(bodies(project, access="relayed")).verdict("A3") == "NT"


def test_a3_the_latest_answer_counts(project):
    trade(bodies(project, 3)).institution("us-command-2", "pact-us", "us", "command", "no", date="2024-03")
    assert project.verdict("A3") == "M"


PUTIN = ("Vladimir Putin", "RUS", "endorsement", "A4")
ALL = "both states withstand pressure, blackmail and threats of force for a multipolar world"


def test_a4_one_text_of_one_day_says_it_all(project):
    assert project.verdict("A4") == "NT"
    assert project.said("whole", *PUTIN, gist=ALL).verdict("A4") == "S"


def test_a4_parts_of_another_day_or_subject_qualify(project):
    project.said("p1", *PUTIN, gist="the Koreans withstand pressure, blackmail and threats of force")
    project.said("p2", *PUTIN, gist="a multipolar world", date="2024-06-19")
    assert project.verdict("A4") == "Q"


def test_a4_a_text_of_one_state_alone_qualifies(project):
    assert project.said("one", *PUTIN, gist=ALL.replace("both states", "the Koreans")).verdict("A4") == "Q"


def test_a4_a_part_of_another_speaker_is_mixed(project):
    project.said("p1", *PUTIN, gist="both states withstand pressure, blackmail and threats of force")
    project.said("p2", "Kim Jong Un", "PRK", "endorsement", "A4", gist="a multipolar world")
    found = project.judge("A4")
    assert found.verdict == "mixed"
    assert "Kim Jong Un has it" in found.reason


def test_a4_the_reverse_contradicts(project):
    assert project.said("no", "Vladimir Putin", "RUS", "denial", "A4", gist="no pressure is felt").verdict("A4") == "C"


def easley(project, row_id, gist, **fields):
    own = {"expert": "Leif-Eric Easley", "row_type": "utterance", "gist": gist, "bears_on": "A5"}
    return project.add("experts", row_id, **(own | fields))


def test_a5_a_headline_alone_qualifies(project):
    assert project.verdict("A5") == "NT"
    easley(project, "head", "the words stand in the headline", words="axis of impunity")
    assert project.verdict("A5") == "Q"
    easley(project, "body", "a passage of his has them", words="axis of impunity")
    assert project.verdict("A5") == "S"


def test_a5_other_words_of_his_are_not_these(project):
    assert easley(project, "other", "an axis of transactionalism").verdict("A5") == "NT"
