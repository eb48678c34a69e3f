"""The part of China among outside states (C8): trade, transit, treaty, votes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analysis.argument.bench import Bench
from analysis.argument.findings import CONTRADICTED, MIXED, QUALIFIED, SUPPORTED, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import Row, ids, states
from analysis.argument.sanctions import CATEGORIES
from analysis.argument.treaties import acts_of
from analysis.argument.wording import day, listed, opening, sentences
from analysis.evidence.quantity import Quantity


@dataclass(frozen=True)
class Leg:
    """One of the respects in which a state may have the largest part.

    Parameters
    ----------
    largest : bool or None
        None where nothing in view compares.
    """

    largest: bool | None
    words: str
    rows: tuple[Row, ...] = ()
    quantities: tuple[Quantity, ...] = ()


def respects(bench: Bench, claim: Claim) -> list[Leg]:
    """The four respects in their order, each as it stands in view."""
    measures: tuple[Callable[[Bench, Claim], Leg], ...] = (_trade, _transit, _treaty, _votes)
    return [measure(bench, claim) for measure in measures]


def weight(bench: Bench, claim: Claim) -> Finding:
    """C8: trade, transit, treaty and votes: in how many of them China has the largest part among outside states."""
    legs = respects(bench, claim)
    tested = [leg for leg in legs if leg.largest is not None]
    passed = [leg for leg in tested if leg.largest]
    if not tested:
        return not_testable("None of the four is in view.", "Testable with shares of trade, a treaty or votes.")
    needed = claim["needed"]
    verdict = (
        SUPPORTED
        if len(passed) >= needed
        else QUALIFIED
        if len(passed) == needed - 1
        else MIXED
        if passed
        else CONTRADICTED
    )
    counted = bench.number(
        len(passed), "", "respects in which China has the largest part", (r for leg in passed for r in leg.rows)
    )
    return Finding(
        verdict,
        sentences(
            f"{opening(bench.state(claim['partner']))} has the largest part among outside states in {counted} of "
            f"{claim['of']}.",
            *(f"{opening(leg.words)}." for leg in legs),
        ),
        bench.confidence.weakest(*(leg.rows for leg in passed or tested), own=True),
        (counted, *(number for leg in legs for number in leg.quantities)),
        ids(row for leg in passed for row in leg.rows),
        ids(row for leg in tested if not leg.largest for row in leg.rows),
        f"Supported with {needed - len(passed)} more of the four."
        if verdict != SUPPORTED
        else f"Supported with qualification if {len(passed) - needed + 1} of these failed.",
    )


def _trade(bench: Bench, claim: Claim) -> Leg:
    rows = bench.rows("trade_shares", subject=claim["state"], measure="total", basis=claim["basis"])
    rows = [row for row in rows if row.share == row.share and not row.covered_to]
    own = [row for row in rows if row.object == claim["partner"]]
    if not own:
        return Leg(None, f"trade: no share by {claim['basis']} is in view")
    last = max(own, key=lambda row: (row.period_end, row.known_on, row.row_id))
    others = [row for row in rows if row.object != claim["partner"] and row.period_end[:4] == last.period_end[:4]]
    number = bench.quantity("trade_shares", last, "share of China in the North’s trade", "share", "percent")
    rest = [row.share for row in others] or [100 - last.share]
    largest = last.share > max(rest)
    return Leg(largest, f"trade: {number} in {last.period_end[:4]} ({claim['basis']})", (last, *others), (number,))


def _transit(bench: Bench, claim: Claim) -> Leg:
    """Transit in one category, unit and period by more than one partner; what is reported as oil is no transit."""
    groups: dict[tuple[str, str, str, str], dict[str, Row]] = {}
    for row in bench.rows("energy", category=claim["transit"]):
        partner = "".join(states(row) - {claim["state"]})
        if claim["state"] in states(row) and bench.quantity("energy", row).known:
            groups.setdefault((row.period_end, row.period_start, row.category, row.unit), {})[partner] = row
    shared = [rows for _, rows in sorted(groups.items()) if len(rows) > 1 and claim["partner"] in rows]
    if not shared:
        return Leg(None, "transit: no measure in view compares partners over one period")
    rows = shared[-1]
    numbers = {partner: bench.quantity("energy", row, f"transit, {partner}") for partner, row in rows.items()}
    own = numbers.pop(claim["partner"])
    told = listed(f"{number} of {bench.state(partner)}" for partner, number in numbers.items())
    largest = all(own.interval[0] > number.interval[1] for number in numbers.values())
    return Leg(largest, f"transit: {own} against {told}", tuple(rows.values()), (own, *numbers.values()))


def _treaty(bench: Bench, claim: Claim) -> Leg:
    """Who owes the North help at once, by a treaty in force."""
    bound: dict[str, list[Row]] = {}
    for row in bench.rows("provisions", provision=claim["duty"]):
        acts = bench.rows("treaty_acts", treaty=row.treaty)
        in_force = acts_of(acts, "in_force")
        if not row.strength >= claim["strength"] or not in_force or acts_of(acts, "ended"):
            continue
        members = set().union(*map(states, in_force))
        if claim["state"] in members:
            for code in sorted(members - {claim["state"]}):
                bound.setdefault(code, []).extend([row, *in_force])
    rows = tuple(dict.fromkeys(row for found in bound.values() for row in found))
    if not bound:
        return Leg(None, "treaty: no treaty in force with a duty to help at once is in view")
    return Leg(
        list(bound) == [claim["partner"]],
        f"treaty: a duty to help at once binds {listed(map(bench.state, bound))}",
        rows,
    )


def _votes(bench: Bench, claim: Claim) -> Leg:
    first = claim["votes_from"].isoformat()
    cast = [row for row in bench.rows("council_votes", category=CATEGORIES) if row.date >= first]
    shielding: dict[str, list[Row]] = {}
    for row in cast:
        if row.result == "not_adopted" and row.vote in claim["shielding"]:
            shielding.setdefault(row.state, []).append(row)
    if not cast:
        return Leg(None, f"votes: none since {day(first)} is in view")
    counts = {code: len(rows) for code, rows in shielding.items()}
    own = counts.pop(claim["partner"], 0)
    others = listed(f"{bench.state(code)} {count}" for code, count in counts.items()) or "no other"
    number = bench.number(
        own, "votes", "votes of China that kept the Council from acting", shielding.get(claim["partner"], ())
    )
    rows = tuple(row for found in shielding.values() for row in found)
    words = f"votes that kept the Council from acting since {day(first)}: {number} of {bench.state(claim['partner'])}, "
    return Leg(own > max(counts.values(), default=0), f"{words}{others}", rows, (number,))


JUDGES = {"C8": weight}
