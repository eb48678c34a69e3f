"""M1 to M3 and M5: each verdict is reached by data alone."""

import pytest
from made_up import MadeUp


@pytest.fixture
def project(tmp_path):
    return MadeUp(tmp_path)


def test_m1_one_accuser_or_both(project):
    assert project.verdict("M1") == "NT"
    project.said("kirby", "John Kirby", "USA", "accusation", "M1", date="2022-11-02")
    assert project.verdict("M1") == "Q"
    project.said("undated", "Shin", "KOR", "accusation", "M1", date="2024-03")
    assert project.verdict("M1") == "Q"
    project.said("shin", "Shin", "KOR", "accusation", "M1").said("no", "Kim Yo Jong", "PRK", "denial", "M1")
    found = project.judge("M1")
    assert found.verdict == "supported"
    assert "denies (latest in view: Kim Yo Jong" in found.reason
    assert "no answer of Russia is in view" in found.reason
    assert found.rows_against == ("no",)


def missiles(project, row_id, lineage, **fields):
    return project.sent(row_id, "ballistic_missiles", lineage, **fields)


def test_m2a_lineages_that_reach_the_number(project):
    assert project.verdict("M2a") == "NT"
    missiles(project, "few", "UKR", low="20", bound="at_least")
    assert project.verdict("M2a") == "NT"
    missiles(project, "dozens", "USA", words="dozens")
    assert project.verdict("M2a") == "Q"
    missiles(project, "again", "USA", words="several dozen")
    assert project.verdict("M2a") == "Q"
    missiles(project, "joint", "USA+KOR", low="100", bound="at_least")
    assert project.verdict("M2a") == "Q"
    missiles(project, "ceiling", "KOR", high="50", bound="up_to")
    assert project.verdict("M2a") == "Q"
    project.missile("fired", "cumulative", "UKR", measure="fired", low="24", bound="at_least", unit="missiles")
    found = project.judge("M2a")
    assert found.verdict == "supported"
    assert [q.text for q in found.quantities][:1] == ["2\N{NO-BREAK SPACE}lineages"]


def test_m2a_a_word_without_a_number_is_no_figure(project):
    missiles(project, "several", "USA", words="several")
    assert project.verdict("M2a") == "NT"


def boxes(project, row_id, lineage, start="2023-09-01", end="2024-06-17", **fields):
    return project.sent(row_id, "containers", lineage, period_start=start, period_end=end, **fields)


def claimed(project):
    return boxes(project, "usa", "USA", low="11000", bound="at_least")


def test_m2b_attribution_alone_qualifies(project):
    assert project.verdict("M2b") == "NT"
    assert claimed(project).verdict("M2b") == "Q"


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"low": "12000", "bound": "at_least"}, "S"),
        ({"low": "10000", "bound": "at_least"}, "Q"),  # does not reach it, and does not stay below it
        ({"high": "9000", "bound": "up_to"}, "M"),
        ({"low": "12000", "bound": "at_least", "end": "2025-03-31"}, "Q"),  # another span
        ({"low": "12000", "bound": "at_least", "start": "2022-07-01"}, "Q"),
        ({"low": "12000", "bound": "at_least", "start": "2023-08-15", "end": "2024-07-10"}, "S"),  # within tolerance
        ({"low": "12000", "bound": "at_least", "start": "", "end": ""}, "Q"),  # no span given
        ({"low": "12000", "bound": "at_least", "lineage": "USA+KOR"}, "Q"),  # not independent
    ],
)
def test_m2b_an_independent_figure_for_the_same_span(project, fields, verdict):
    boxes(claimed(project), "other", **({"lineage": "KOR"} | fields))
    assert project.verdict("M2b") == verdict


def test_m2b_says_how_far_the_nearest_figure_is(project):
    boxes(claimed(project), "kor", "KOR", low="10000", bound="at_least")
    found = project.judge("M2b")
    assert "1,000\N{NO-BREAK SPACE}containers" in found.would_change
    assert project.verdict("M2") == "NT"  # M2a is not in view


def finding(project, row_id="found", issuer="three experts", count="1", **fields):
    own = {"measure": "examined", "value": count, "bound": "exact", "unit": "missiles", "issuer": issuer}
    return project.missile(row_id, **(own | fields))


def test_m3_dated_typed_sited(project):
    assert project.verdict("M3") == "NT"
    project.missile("car", lineage="CAR")
    assert project.verdict("M3") == "NT"
    found = finding(project).judge("M3")
    assert found.verdict == "supported_with_qualification"
    assert "three experts" in found.reason and "1\N{NO-BREAK SPACE}missile" in found.reason


@pytest.mark.parametrize(
    ("issuer", "count", "verdict"),
    [("UN Panel of Experts", "3", "S"), ("UN Panel of Experts", "1", "Q"), ("three experts", "3", "Q")],
)
def test_m3_consensus_and_plural(project, issuer, count, verdict):
    assert finding(project, issuer=issuer, count=count).verdict("M3") == verdict


@pytest.mark.parametrize("fields", [{"period_start": "2024-01"}, {"missile_type": ""}, {"location": "Kyiv"}])
def test_m3_undated_untyped_or_elsewhere(project, fields):
    assert finding(project, **fields).verdict("M3") == "NT"


def test_m3_prints_objections(project):
    found = (
        finding(project).missile("objection", "objection", "RUS", issuer="A diplomat", finding="no report").judge("M3")
    )
    assert "Objections: A diplomat" in found.reason
    assert found.rows_against == ("objection",)


def test_m5_conclusion_admission_or_neither(project):
    assert project.verdict("M5") == "NT"
    finding(project)
    assert project.verdict("M5") == "M"
    troops = {"topic": "DPRK troops", "status": "admitted", "known_on": "2025-04-28"}
    project.said("rus", "Gerasimov", "RUS", "admission", "M5", **troops)
    assert project.verdict("M5", "2025-05-01") == "M"
    project.said("prk", "Commission", "PRK", "admission", "M5", **troops)
    assert project.verdict("M5", "2025-05-01") == "Q"
    assert project.verdict("M5", "2025-04-27") == "M"
    project.said("un", "Monitors", "UN", "accusation", "M5", lineage="UN-monitors")
    assert project.verdict("M5") == "S"
