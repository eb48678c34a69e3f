"""S1 to S5: each verdict is reached by data alone."""

import pytest
from made_up import MadeUp


@pytest.fixture
def project(tmp_path):
    return MadeUp(tmp_path)


def votes(project, count, vote="yes", first=0, **fields):
    for number in range(first, first + count):
        project.vote(f"v{number}", f"S/RES/{number}", f"20{6 + number:02}-01-01", vote, **fields)
    return project


def test_s1_from_few_votes_to_an_act(project):
    assert project.verdict("S1") == "NT"
    assert votes(project, 4).verdict("S1") == "Q"
    votes(project, 2, first=4)
    assert project.verdict("S1") == "Q"
    project.deed("home", kind="compliance", lawful="yes", known_on="2019-02-05")
    assert project.verdict("S1", "2019-02-04") == "Q"
    found = project.judge("S1", "2019-02-05")
    assert found.verdict == "supported"
    assert [q.point for q in found.quantities] == [6, 6, 100, 1]


def test_s1_abstentions_mix_and_a_veto_contradicts(project):
    votes(project, 5).deed("home", kind="compliance", lawful="yes")
    votes(project, 1, "abstain", first=5)
    assert project.verdict("S1") == "M"
    votes(project, 1, "no", first=6, result="not_adopted")
    assert project.verdict("S1") == "C"


def test_s1_votes_of_other_years_do_not_count(project):
    project.vote("late", "S/2022/1", "2022-05-26", "no", "not_adopted")
    assert project.verdict("S1") == "NT"


@pytest.mark.parametrize(
    ("vote", "verdict"), [("yes", "S"), ("abstain", "Q"), ("absent", "Q"), ("no", "C"), ("unknown", "NT")]
)
def test_s2_by_the_vote(project, vote, verdict):
    project.vote("v", "S/RES/1718", "2006-10-14", vote)
    assert project.verdict("S2") == verdict
    assert project.verdict("S2", "2006-10-13") == "NT"


def veto(project):
    return project.vote("veto", "S/2024/1", "2024-03-28", "no", "not_adopted", category="panel_renewal")


def test_s3_votes_alone_mix(project):
    assert project.verdict("S3") == "NT"
    assert veto(project).verdict("S3") == "M"


def test_s3_an_allegation_qualifies_and_an_admission_supports(project):
    veto(project).paragraph().vote("yes", "S/RES/1718", "2006-10-14")
    project.deed("alleged", lawful="no_if_true", finder="adversary", status="alleged")
    assert project.verdict("S3") == "Q"
    project.deed("seen", finder="open_source", status="assessed")
    assert project.verdict("S3") == "Q"
    project.deed("told", finder="actor", status="documented")
    assert project.verdict("S3") == "Q"
    project.deed("admitted", status="admitted")
    found = project.judge("S3")
    assert found.verdict == "supported"
    assert "resolution 1718, paragraph 8 (b)" in found.reason
    assert "had voted for resolution 1718" in found.reason
    assert set(found.rows_for) == {"admitted", "veto"}


def test_s3_a_neutral_finding_supports(project):
    veto(project).paragraph().deed("found", finder="neutral", status="assessed")
    assert project.verdict("S3") == "S"


def test_s3_without_a_protective_vote_qualifies(project):
    project.paragraph().deed("admitted", status="admitted")
    assert project.verdict("S3") == "Q"


@pytest.mark.parametrize(
    "fields",
    [
        {"date": "2017-06-01"},  # before the years named
        {"paragraphs": ""},  # no paragraph named
        {"lawful": "yes"},
        {"lawful": "contested"},
        {"subject": "CHN"},
    ],
)
def test_s3_such_a_deed_is_no_breach(project, fields):
    veto(project).paragraph().deed("deed", **({"status": "admitted"} | fields))
    assert project.verdict("S3") == "M"


def test_s3_a_paragraph_counts_only_while_in_force(project):
    veto(project).paragraph(in_force_to="2020-12-31").deed("deed", status="admitted")
    assert project.verdict("S3") == "M"


def test_s4_the_car(project):
    assert project.verdict("S4") == "NT"
    project.said("seoul", "A ministry", "KOR", "accusation", "S4", topic="car", gist="condemns the car")
    assert project.verdict("S4") == "Q"
    project.said(
        "peskov", "Dmitry Peskov", "RUS", "admission", "S4", topic="car", gist="It is an Aurus", status="admitted"
    )
    assert project.verdict("S4") == "Q"
    project.said("drive", "Press", "RUS", "endorsement", "S4", date="2024-06-19", gist="Putin drove Kim in the Aurus")
    assert project.verdict("S4") == "S"


def test_s5_by_paragraph_for_both_sides(project):
    assert project.verdict("S5") == "NT"
    project.sent("t1", low="11000", bound="at_least", known_on="2024-06-17")
    assert project.verdict("S5") == "NT"
    project.paragraph()
    found = project.judge("S5")
    assert found.verdict == "supported_with_qualification"
    assert "would violate these paragraphs, if true" in found.reason
    project.deed("admitted", status="admitted")
    assert project.verdict("S5") == "S"


def test_s5_one_side_only_mixes(project):
    project.sent("t1", low="11000", bound="at_least").paragraph(addressee="all member states")
    assert project.verdict("S5") == "M"


def test_s5_a_paragraph_on_other_goods_is_not_enough(project):
    project.sent("t1", low="11000", bound="at_least").paragraph(topic="luxury goods")
    assert project.verdict("S5") == "NT"
