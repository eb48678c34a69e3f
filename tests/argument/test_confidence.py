"""One rule of confidence: grades and lineages; mirrors never raise it."""

from types import SimpleNamespace

import pytest
from made_up import FAIR, GOOD, POOR, REAL, MadeUp

from analysis.argument.confidence import Assessor, lineages, roots
from analysis.argument.register import read_register
from analysis.evidence.evidence import open_evidence


def row(row_id, lineage="USA", source_id=GOOD, credibility=2.0, **fields):
    own = dict(row_id=row_id, lineage=lineage, source_id=source_id, credibility=credibility, issuer="An outlet")
    own |= dict(known_on="2024-01-01", known_basis="release", status="documented", subject="USA", estimate_group="")
    return SimpleNamespace(**(own | {"rendering_of": ""} | fields))


@pytest.fixture
def assess(tmp_path):
    project = MadeUp(tmp_path)
    project.judge("T1")
    return Assessor(open_evidence("2024-12-31", tmp_path), read_register(tmp_path / "data"))


ACT = {"known_basis": "act"}


@pytest.mark.parametrize(
    ("rows", "level"),
    [
        ([row("a", **ACT)], "high"),
        ([row("a", **ACT, status="alleged")], "moderate"),
        ([row("a"), row("b", "KOR")], "high"),
        ([row("a")], "moderate"),
        ([row("a"), row("b", "KOR", FAIR)], "moderate"),
        ([row("a", source_id=FAIR), row("b", "KOR", FAIR)], "moderate"),
        ([row("a", source_id=FAIR)], "low"),
        ([row("a", credibility=4.0, source_id=POOR), row("b", "KOR", POOR)], "low"),
        ([row("a", **ACT, source_id=POOR)], "low"),
        ([], "low"),
    ],
)
def test_the_rule(assess, rows, level):
    assert assess(rows) == level


@pytest.mark.parametrize("kind", ["estimate_group", "rendering_of", "lineage"])
def test_a_mirror_never_raises_confidence(assess, kind):
    first = row("a", source_id=FAIR, **({"estimate_group": "g"} if kind == "estimate_group" else {}))
    fields = {"estimate_group": "g", "lineage": "KOR", "source_id": GOOD} if kind == "estimate_group" else {}
    fields = {"rendering_of": "a", "lineage": "KOR", "source_id": GOOD} if kind == "rendering_of" else fields
    fields = fields or {"source_id": FAIR}
    mirrors = [row(f"m{n}", **({"lineage": "USA"} | fields), known_on="2024-02-01") for n in range(5)]
    assert assess([first]) == "low"
    assert assess([first, *mirrors]) == "low"


def test_a_joint_lineage_adds_nothing_to_its_members():
    assert lineages([row("a", "USA"), row("b", "USA+KOR")]) == ("USA",)
    assert lineages([row("a", "USA+KOR")]) == ("USA+KOR",)
    assert set(lineages([row("a", "USA+KOR"), row("b", "UKR"), row("c", "KOR")])) == {"KOR", "UKR"}


def test_the_earliest_of_a_group_counts():
    found = roots(
        [row("b", known_on="2024-03-01", estimate_group="g"), row("a", known_on="2024-05-01", estimate_group="g")]
    )
    assert [r.row_id for r in found] == ["b"]


def test_a_states_own_agency_is_good_for_what_that_state_said_alone(assess):
    kcna = {"issuer": "KCNA", "source_id": POOR, "known_basis": "act", "credibility": 3.0}
    assert assess([row("a", subject="PRK", **kcna)], own=True) == "high"
    assert assess([row("a", subject="PRK", **kcna)]) == "low"
    assert assess([row("a", subject="USA", **kcna)], own=True) == "low"


def test_an_issuer_may_name_the_speaker_in_brackets(assess):
    relayed = {"source_id": GOOD, "credibility": 2.0}
    assert assess([row("a", issuer="US State Department", **relayed)]) == "low"
    assert assess([row("a", issuer="US State Department (Koepcke)", **relayed)]) == "low"
    assert assess([row("a", issuer="Nobody in the table (Koepcke)", **relayed)]) == "moderate"


def test_a_verdict_on_several_legs_is_as_firm_as_the_weakest(assess):
    assert assess.weakest([row("a", **ACT)], [row("b", source_id=FAIR)]) == "low"
    assert assess.weakest([row("a", **ACT)], []) == "high"


def test_the_register_holds_the_numbers_of_the_rule():
    assert read_register(REAL / "data").confidence["lineages_high"] == 2
