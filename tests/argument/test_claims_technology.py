"""M4a to M4c and the rival explanations: each verdict is reached by data alone."""

import pytest
from made_up import MadeUp

from analysis.argument.bench import Bench
from analysis.argument.hypotheses import matrix
from analysis.argument.register import read_register
from analysis.argument.technology import least_p
from analysis.evidence.evidence import open_evidence


@pytest.fixture
def project(tmp_path):
    return MadeUp(tmp_path)


def test_m4a_governments_on_dated_days(project):
    assert project.verdict("M4a") == "NT"
    project.helped("nis", "2023-11-23", "KOR")
    assert project.verdict("M4a") == "Q"
    project.helped("again", "2024-02-26", "KOR").helped("joint", "2024-03-01", "USA+KOR")
    project.helped("undated", "2024-03", "USA", known_on="2024-03-31").helped("body", "2024-03-02", "CAR").helped(
        "own", "2024-03-03", "RUS"
    )
    assert project.verdict("M4a") == "Q"
    project.helped("dod", "2024-05-22", "USA")
    assert project.verdict("M4a", "2024-05-21") == "Q"
    assert project.verdict("M4a") == "S"


@pytest.mark.parametrize("stance", ["suspected", "speculated", "stated_intent"])
def test_m4a_less_than_saying_so_does_not_count(project, stance):
    assert project.helped("less", "2023-11-23", "KOR", stance).verdict("M4a") == "NT"


def test_m4a_prints_what_speaks_against(project):
    project.helped("nis", "2023-11-23", "KOR").helped("study", "2023-12-01", "press", "counter_evidence")
    assert project.judge("M4a").rows_against == ("study",)


def visit(project):
    project.launch("first", "2012-12-12", "success", "Unha-3").launch("may", "2023-05-31", "failure")
    project.launch("august", "2023-08-24", "failure")
    return project.met("visit", "2023-09-13", subject="RUS", object="PRK", host="RUS")


def test_m4b_order_of_days_and_the_base_rate(project):
    assert visit(project).verdict("M4b") == "NT"
    project.launch("november", "2023-11-21", "success")
    found = project.judge("M4b")
    assert found.verdict == "supported"
    assert "69\N{NO-BREAK SPACE}days after the visit" in found.reason
    assert "33.3\N{NO-BREAK SPACE}% of 3\N{NO-BREAK SPACE}launches" in found.reason.replace(" %", "\N{NO-BREAK SPACE}%")
    assert "31\N{NO-BREAK SPACE}days" in found.would_change
    assert project.verdict("M4b", "2023-11-20") == "NT"


def test_m4b_a_success_too_late_or_without_the_visit(project):
    project.launch("november", "2023-11-21", "success")
    assert project.verdict("M4b") == "NT"
    late = visit(project)
    late.rows["launches"] = [row for row in late.rows["launches"] if row["row_id"] != "november"]
    assert late.launch("late", "2023-12-23", "success").verdict("M4b") == "NT"


def test_m4b_prints_the_later_failure_once_in_view(project):
    visit(project).launch("november", "2023-11-21", "success").launch("new", "2024-05-27", "failure", "a new rocket")
    assert "Later failures" not in project.judge("M4b", "2024-05-26").reason
    assert "a new rocket, 27 May 2024" in project.judge("M4b", "2024-05-27").reason


@pytest.mark.parametrize("fields", [{"attempt": "no"}, {"outcome": "none"}])
def test_an_orbit_manoeuvre_is_no_success_and_no_attempt(project, fields):
    visit(project).launch("november", "2023-11-21", "success")
    before = project.judge("M4b").reason
    manoeuvre = {"date": "2023-10-01", "outcome": "success"} | fields
    visit_only = project.launch("manoeuvre", **manoeuvre)
    assert visit_only.judge("M4b").reason == before
    visit_only.rows["launches"] = [row for row in visit_only.rows["launches"] if row["row_id"] != "november"]
    assert visit_only.verdict("M4b") == "NT"


def test_m4c_asks_for_something_tied_to_that_launch(project):
    assert project.verdict("M4c") == "NT"
    visit(project).launch("november", "2023-11-21", "success").helped("nis", "2023-11-23", "KOR", bears_on="M4c")
    found = project.judge("M4c")
    assert found.verdict == "not_testable" and found.confidence is None
    assert "p = 0.33" in found.reason
    assert "nis" in found.rows_for
    project.said("other", "Putin", "RUS", "admission", "M4c", topic="car", gist="a gift", status="admitted")
    assert project.verdict("M4c") == "NT"
    project.said("own", "Putin", "RUS", "admission", "M4c", gist="help with Malligyong-1", status="admitted")
    assert project.verdict("M4c") == "S"


def test_m4c_no_launch_row_passes_for_proof(project):
    visit(project).launch("november", "2023-11-21", "success")
    own = {"event": "Chollima-1 launched", "bears_on": "M4c", "status": "documented", "assistance": ""}
    assert project.helped("same", "2023-11-21", "press", "", **own).verdict("M4c") == "NT"


@pytest.mark.parametrize(
    ("tries", "after", "successes", "least"), [(3, 1, 1, 1 / 3), (4, 1, 1, 1 / 4), (9, 2, 3, 3 / 36), (3, 0, 0, 1)]
)
def test_the_least_attainable_p(tries, after, successes, least):
    assert least_p(tries, after, successes) == pytest.approx(least)


def rivals(project, claim, as_of="2024-12-31"):
    project.judge(claim, as_of)  # writes the tables
    register = read_register(project.root / "data" / "claims.toml")
    return matrix(Bench(open_evidence(as_of, project.root), register), register[claim])


def test_rival_explanations_show_what_is_in_view_only(project):
    visit(project).launch("new", "2024-05-27", "failure", "a new rocket")
    early, late = rivals(project, "M4", "2024-01-01"), rivals(project, "M4")
    assert len(late.pieces) == len(early.pieces) + 1
    assert late.against["help"].value == early.against["help"].value + 1
    assert "new" in late.against["help"].rows and "new" not in early.against["help"].rows


def test_an_explanation_waits_for_its_day(project):
    assert set(rivals(project, "R1", "2023-01-01").hypotheses) == {"war", "drift"}
    assert set(rivals(project, "R1").hypotheses) == {"war", "border", "drift"}
    assert rivals(project, "R1").text == ""
