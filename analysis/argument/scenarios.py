"""What a number of containers would mean in rounds: a table of scenarios, not a measurement.

Contents were never seen. Rockets and shells are alternatives, never sums; an unknown share of the boxes held something
else. Each lineage has one vote a scenario: of its published conversions the latest in view. The ceiling fills a box
with bare projectiles up to its payload, with no packing, charges or fuzes.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.argument.bench import Bench
from analysis.argument.rows import Row, by_knowledge
from analysis.evidence.quantity import Quantity

ROCKETS, MIXED_CARGO, SHELLS, CEILING = "all rockets", "mixed cargo", "all 152 mm shells", "bare projectiles, ceiling"


@dataclass(frozen=True)
class Scenario:
    """One reading of what the containers held.

    Parameters
    ----------
    cargo : str
        What is supposed to be in the boxes.
    lineage : str
        Who gives the conversion.
    issuer : str
        Who published it, or what the ceiling is computed from.
    ratio : Quantity
        Rounds a container.
    rounds : Quantity
        Rounds in all containers.
    """

    cargo: str
    lineage: str
    issuer: str
    ratio: Quantity
    rounds: Quantity


def scenarios(bench: Bench, containers: Quantity) -> list[Scenario]:
    """Rounds in a number of containers, by cargo and lineage.

    Parameters
    ----------
    bench : Bench
        Evidence of the day.
    containers : Quantity
        How many containers.

    Returns
    -------
    list of Scenario
        Rockets, mixed cargo, shells, then the ceiling; within each by lineage.
    """
    votes: dict[tuple[str, str], Row] = {}
    conversions = bench.rows("container_assumptions", kind="published_conversion")
    for row in by_knowledge(conversions):
        cargo = _cargo(row)
        if cargo and row.containers > 0:
            votes[cargo, row.lineage] = row
    found = [
        _scenario(bench, containers, cargo, row)
        for cargo in (ROCKETS, MIXED_CARGO, SHELLS)
        for (kind, _), row in sorted(votes.items(), key=lambda entry: entry[0][1])
        if kind == cargo
    ]
    return [*found, *_ceiling(bench, containers)]


def _cargo(row: Row) -> str:
    """Which scenario a published conversion belongs to; none for a calibre not stated."""
    calibre = row.calibre.casefold()
    if "rocket" in calibre or row.unit == "rockets":
        return ROCKETS
    if "mixed" in calibre or "+" in calibre:
        return MIXED_CARGO
    return SHELLS if calibre.startswith("152") else ""


def _scenario(bench: Bench, containers: Quantity, cargo: str, row: Row) -> Scenario:
    loaded = bench.quantity("container_assumptions", row).as_unit("rounds_per_container")
    ratio = (loaded * (1 / row.containers)).named(
        f"rounds a container, {cargo}, {row.lineage}", "rounds of the release over its containers"
    )
    return Scenario(cargo, row.lineage, row.issuer, ratio, _rounds(containers, ratio, cargo, row.lineage))


def _ceiling(bench: Bench, containers: Quantity) -> list[Scenario]:
    """The heaviest load over the mass of a bare projectile."""
    masses = bench.rows("container_assumptions", kind="round_mass", calibre="152mm projectile")
    limits = [row for row in bench.rows("container_assumptions", kind="container_limit") if "payload" in row.row_id]
    if not masses or not limits:
        return []
    mass = bench.quantity("container_assumptions", masses[0])
    payload = Quantity.largest(bench.quantity("container_assumptions", row) for row in limits)
    ratio = (
        (payload / mass)
        .as_unit("rounds_per_container")
        .named("rounds a container, ceiling", "largest payload over the mass of a bare projectile")
    )
    return [Scenario(CEILING, "technical", masses[0].issuer, ratio, _rounds(containers, ratio, CEILING, "technical"))]


def _rounds(containers: Quantity, ratio: Quantity, cargo: str, lineage: str) -> Quantity:
    """Rounds in all containers. The claimed number is taken as it stands: a scenario, not a bound."""
    return (ratio.as_unit("rounds") * float(containers.point)).named(
        f"rounds in {containers.text}, {cargo}, {lineage}", "scenario: rounds a container times containers"
    )
