"""What containers would mean in rounds: alternatives, one vote a lineage, a ceiling, nothing added up."""

import pytest
from made_up import MadeUp

from analysis.argument.bench import Bench
from analysis.argument.register import read_register
from analysis.argument.scenarios import CEILING, ROCKETS, SHELLS, scenarios
from analysis.evidence.evidence import open_evidence
from analysis.evidence.quantity import Quantity


@pytest.fixture
def project(tmp_path):
    return MadeUp(tmp_path)


def conversion(project, row_id, calibre, containers, value, lineage="KOR", **fields):
    own = {"kind": "published_conversion", "calibre": calibre, "containers": containers, "value": value}
    return project.add(
        "container_assumptions", row_id, lineage=lineage, **(own | {"bound": "exact", "unit": "rounds"} | fields)
    )


def table(project, as_of="2024-12-31", count=11000):
    project.judge("M2b")
    bench = Bench(open_evidence(as_of, project.root), read_register(project.root / "data"))
    return scenarios(bench, Quantity(low=count, bound="at_least", unit="containers", rows=("claimed",)))


def test_rounds_are_the_ratio_of_a_release_times_the_containers(project):
    conversion(project, "a", "152mm", "5000", "2000000")
    (found,) = table(project)
    assert (found.cargo, found.ratio.point, found.rounds.point) == (SHELLS, 400, 4_400_000)
    assert found.rounds.rows == ("a",)


def test_a_lineage_has_one_vote_its_latest(project):
    conversion(project, "a", "152mm", "5000", "2000000", known_on="2023-12-29")
    conversion(project, "b", "152mm", "1000", "480000", known_on="2024-06-14")
    conversion(project, "c", "152mm", "1000", "300000", lineage="OSC")
    assert [(s.lineage, s.ratio.point) for s in table(project)] == [("KOR", 480), ("OSC", 300)]
    assert [(s.lineage, s.ratio.point) for s in table(project, "2024-01-31")] == [("KOR", 400)]


def test_cargoes_are_alternatives_in_order(project):
    conversion(project, "shells", "152mm", "1000", "400000")
    conversion(project, "rockets", "122mm MLRS rocket", "1000", "75000", unit="rockets")
    conversion(project, "unknown", "unspecified", "1000", "300000")
    assert [s.cargo for s in table(project)] == [ROCKETS, SHELLS]


def test_the_ceiling_is_payload_over_the_bare_projectile(project):
    own = {"bound": "exact", "unit": "kg", "lineage": "technical"}
    project.add("container_assumptions", "mass", kind="round_mass", calibre="152mm projectile", value="40", **own)
    limit = own | {"bound": "up_to", "high": "28000"}
    project.add("container_assumptions", "limit-payload", kind="container_limit", **limit)
    (found,) = table(project, count=10)
    assert (found.cargo, found.ratio.point, found.rounds.point, found.rounds.bound) == (CEILING, 700, 7000, "up_to")
