"""What binds beyond votes (A1): material ties that rise, and help in the hour of need."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.argument.bench import Bench
from analysis.argument.confidence import lineages, roots
from analysis.argument.register import Claim
from analysis.argument.rows import Row, by_day
from analysis.argument.wording import day, listed, opening
from analysis.evidence.quantity import Quantity


@dataclass(frozen=True)
class Tie:
    """One material tie: whether it rose, what says so, and in which words."""

    rises: bool
    words: str
    rows: tuple[Row, ...] = ()
    quantities: tuple[Quantity, ...] = ()


def material_ties(bench: Bench, claim: Claim) -> list[Tie]:
    """The ties that a claim names: goods of two pairs of states, and arms."""
    return [*(_goods(bench, claim, tuple(pair)) for pair in claim["goods_ties"]), _arms(bench, claim)]


def _goods(bench: Bench, claim: Claim, pair: tuple[str, str]) -> Tie:
    """Trade of two states, mean of the base years against the last full years, within one basis."""
    name = f"goods of {listed(map(bench.state, pair))}"
    full = [row for row in bench.preferred("trade_annual", *pair) if not row.covered_to]
    base = [row for row in full if claim["base_from"] <= row.year <= claim["base_to"]]
    last = sorted((row for row in full if row.year > claim["base_to"]), key=lambda row: row.year)[
        -claim["last_years"] :
    ]
    rows = (*base, *last)
    if len(base) < claim["base_min"] or len(last) < claim["last_years"] or len({row.basis for row in rows}) != 1:
        return Tie(False, f"{name}: not in view within one basis")
    then, now = (
        Quantity.mean((bench.quantity("trade_annual", row) for row in part), f"{name}, {when}")
        for part, when in ((base, "base years"), (last, "last years"))
    )
    growth = (now / then - 1).as_percent().named(f"growth of {name}", "mean of last years against mean of base years")
    span = listed(f"{row.year:.0f}" for row in last)
    rises = growth.interval[0] >= 100 * claim["tie_growth"]
    words = f"{name}: change of {growth} from {claim['base_from']}–{claim['base_to']} to {span} ({last[0].basis})"
    return Tie(rises, words, rows, (growth,))


def _arms(bench: Bench, claim: Claim) -> Tie:
    """Arms from one state to the other since the base years, as far as independent lineages report them."""
    supplier, receiver = claim["arms_tie"]
    reports = roots(bench.rows("transfers", subject=supplier, object=receiver))
    reports = [row for row in reports if row.reported_on[:4] > str(claim["base_to"])]
    independent = lineages(reports)
    name = f"arms from {bench.state(supplier)} to {bench.state(receiver)}"
    if not reports:
        return Tie(False, f"{name}: no report in view")
    counted = bench.number(len(independent), "lineages", f"lineages that report {name}", reports, "count of lineages")
    return Tie(len(independent) >= claim["tie_lineages"], f"{name}: reported by {counted}", tuple(reports), (counted,))


def hard_test(bench: Bench, claim: Claim) -> tuple[list[Row], list[Row]]:
    """Rows on the test named, and those of them on help that meets it and is more than alleged."""
    first, last = claim["hard_from"].isoformat(), claim["hard_to"].isoformat()
    rows = by_day(bench.rows("solidarity_tests", in_need=claim["hard_in_need"]))
    rows = [row for row in rows if first <= row.event_start <= last]
    return rows, [row for row in rows if row.help in claim["hard_help"] and row.status != "alleged"]


def hard_line(bench: Bench, claim: Claim, hard: list[Row], met: list[Row]) -> str:
    """What the test showed, as a sentence."""
    if not hard:
        return "No hard test of solidarity is in view."
    tested = f"The hard test of solidarity ({hard[0].event}, {day(hard[0].event_start)})"
    if met:
        return f"{tested} was met: {met[0].act}."
    kinds = listed(row.help for row in hard if row.help != "none") or "nothing"
    in_need = opening(bench.state(claim["hard_in_need"]))
    return f"{tested} failed: {in_need} received no more than {kinds}; for example: {hard[0].act}."
