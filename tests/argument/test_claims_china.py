"""C1 to C4: each verdict is reached by data alone."""

import pytest
from made_up import MadeUp


@pytest.fixture
def project(tmp_path):
    return MadeUp(tmp_path)


def shares(project, values, first=2018):
    for number, value in enumerate(values):
        project.share(f"s{first + number}", "PRK", "CHN", first + number, share=str(value))
    return project


def alliance(project):
    return project.act("force", "CHN_PRK_1961", "in_force", "1961-09-10", subject="CHN")


@pytest.mark.parametrize(
    ("bound", "values", "verdict"),
    [
        (True, [95, 95, 88, 95, 96], "S"),
        (True, [30, 95, 95, 88, 95, 96], "S"),  # only the last five years count
        (True, [95, 95, 49, 95, 96], "Q"),
        (True, [95, 95], "Q"),
        (True, [], "Q"),
        (False, [95, 95, 88, 95, 96], "M"),
        (False, [30, 30], "C"),
        (False, [], "NT"),
    ],
)
def test_c1_treaty_and_shares(project, bound, values, verdict):
    shares(alliance(project) if bound else project, values)
    assert project.verdict("C1") == verdict


def test_c1_a_treaty_that_ended_binds_no_longer(project):
    shares(alliance(project), [95] * 5).act("end", "CHN_PRK_1961", "ended", "2020-01-01", subject="CHN")
    assert project.verdict("C1") == "M"


def test_c1_says_how_far_the_lowest_share_may_fall(project):
    assert (
        "12.5\N{NO-BREAK SPACE}percentage points"
        in shares(alliance(project), [95, 95, 62.5, 95, 96]).judge("C1").would_change
    )


def test_c2a_the_first_trip(project):
    assert project.verdict("C2a") == "NT"
    project.met("at-home", "2024-05-10", host="RUS").met("before", "2024-05-01", host="KAZ")
    assert project.verdict("C2a") == "NT"
    project.met("xi", "2024-05-16")
    assert project.verdict("C2a") == "S"
    project.met("earlier", "2024-05-12", host="BLR", subject="BLR")
    assert project.verdict("C2a") == "C"


def growth(project, then, now, in_person, video=0):
    project.trade("t2020", 2020, then).trade("t2023", 2023, now)
    for number in range(in_person):
        project.met(f"m{number}", f"2022-0{number + 1}-01")
    for number in range(video):
        project.met(f"v{number}", f"2021-0{number + 1}-01", "video", "")
    return project


@pytest.mark.parametrize(
    ("then", "now", "in_person", "video", "verdict"),
    [
        (100, 125, 6, 0, "S"),
        (100, 125, 4, 2, "Q"),
        (100, 125, 5, 0, "M"),
        (100, 124, 6, 0, "M"),
        (100, 90, 5, 0, "C"),
    ],
)
def test_c2b_growth_and_meetings(project, then, now, in_person, video, verdict):
    assert growth(project, then, now, in_person, video).verdict("C2b") == verdict


def test_c2b_meetings_of_other_years_do_not_count(project):
    growth(project, 100, 200, 5).met("later", "2024-05-16").met("earlier", "2020-05-16")
    assert project.verdict("C2b") == "M"


def test_c2b_needs_both_years(project):
    project.trade("t2023", 2023, 200)
    assert project.verdict("C2b") == "NT"


@pytest.mark.parametrize(
    ("figure", "before", "verdict"),
    [(240.11, 190, "S"), (242.3, 190, "S"), (242.5, 190, "Q"), (240.11, 250, "Q"), (230, 250, "C")],
)
def test_c3_figure_and_record(project, figure, before, verdict):
    project.trade("before", 2022, before).trade("figure", 2023, figure)
    assert project.verdict("C3") == verdict
    assert project.verdict("C3", "2024-01-13") == "NT"


def test_c3_prints_what_came_later_without_a_change(project):
    project.trade("before", 2022, 190).trade("figure", 2023, 240.11).trade("later", 2024, 244.8)
    assert "Later:" not in project.judge("C3", "2025-01-13").reason
    found = project.judge("C3", "2025-01-14")
    assert found.verdict == "supported"
    assert "2024 went beyond it" in found.reason


def standings(project, single=(), union=()):
    for year, rank in single:
        project.share(f"single{year}", "RUS", "CHN", year, rank=str(rank))
    for year, ours, theirs in union:
        project.share(f"china{year}", "RUS", "CHN", year, share=str(ours))
        project.share(f"union{year}", "RUS", "EU27", year, share=str(theirs), convention="eu_as_one")
    return project


@pytest.mark.parametrize(
    ("single", "union", "verdict"),
    [
        ([(2020, 2), (2022, 1), (2023, 1)], [(2021, 18, 36), (2023, 33, 16)], "S"),
        ([(2009, 3), (2010, 1), (2023, 1)], [(2021, 18, 36), (2023, 33, 16)], "Q"),  # first too long
        ([(2010, 1), (2023, 1)], [], "Q"),
        ([(2023, 2)], [(2023, 33, 16)], "Q"),
        ([(2023, 2)], [(2023, 18, 36)], "C"),
        ([], [], "NT"),
    ],
)
def test_c4_rank_and_timing_under_both_conventions(project, single, union, verdict):
    assert standings(project, single, union).verdict("C4") == verdict


def test_c4_a_stated_rank_with_the_union_as_one_decides_before_shares(project):
    standings(project, [(2023, 2)], [(2023, 18, 36)])
    project.share("stated", "RUS", "CHN", 2023, rank="1", convention="eu_as_one")
    assert project.verdict("C4") == "Q"
