"""E1 to E4: a post on the day, by a source that shows it then."""

import pytest
from made_up import MadeUp

HERE, ELSEWHERE = "Carnegie Endowment for International Peace", "Another House"


@pytest.fixture
def project(tmp_path):
    return MadeUp(tmp_path)


def post(project, row_id, start="", end="", institution=HERE, **fields):
    own = {"expert": "Eugene Rumer", "row_type": "post", "post": "senior fellow", "institution": institution}
    return project.add("experts", row_id, **(own | {"valid_from": start, "valid_to": end} | fields))


@pytest.mark.parametrize(
    ("spans", "verdict"),
    [
        ([("2020", "2025")], "S"),
        ([("2024-06-20", "")], "S"),
        ([("2022-01-01", "")], "S"),  # open, and not older than three years
        ([("2020-01-01", "")], "NT"),  # too old to carry
        ([("2020-01-01", ""), ("", "2024-08")], "S"),  # before and after the day
        ([("2017", "2019")], "NT"),
        ([], "NT"),
    ],
)
def test_a_post_counts_on_the_day_that_a_source_shows_it(project, spans, verdict):
    for number, (start, end) in enumerate(spans):
        post(project, f"p{number}", start, end)
    assert project.verdict("E1") == verdict


def test_only_another_post_contradicts(project):
    post(project, "p1", "2024-06-20", institution=ELSEWHERE)
    assert project.verdict("E1") == "C"
    post(project, "p2", "2024-06-20")
    assert project.verdict("E1") == "S"


def test_before_the_day_there_is_nothing_to_test(project):
    post(project, "p1", "2020", "2025", known_on="2020-01-01")
    assert project.verdict("E1", "2024-06-19") == "NT"
    assert project.verdict("E1", "2024-06-20") == "S"


def test_words_are_no_post(project):
    project.add("experts", "u1", expert="Eugene Rumer", row_type="utterance", gist="said", words="all-in")
    assert project.verdict("E1") == "NT"
