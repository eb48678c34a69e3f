"""How alone the North stands among states (S6)."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.argument.bench import Bench
from analysis.argument.findings import CONTRADICTED, MIXED, QUALIFIED, SUPPORTED, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import Row, by_knowledge
from analysis.argument.wording import apart, listed, sentences
from analysis.evidence.quantity import Quantity


@dataclass(frozen=True)
class Comparison:
    """Where a state stands by one measure, within one year and one basis.

    Parameters
    ----------
    measure : str
    own : Quantity
        The figure of the state.
    others : dict
        Figures of the others by state.
    place : Quantity
        How many of them are at least as isolated, itself counted.
    share : float
        That number among all states compared.
    row : Row
        The row of the state.
    """

    measure: str
    own: Quantity
    others: dict[str, Quantity]
    place: Quantity
    share: float
    row: Row


def isolation(bench: Bench, claim: Claim) -> Finding:
    """S6: the most isolated tenth by trade partners, share of the first partner, and treaties in force."""
    compared = {name: found for name in claim["measures"] if (found := comparison(bench, claim, name))}
    missing = [_words(name) for name in claim["measures"] if name not in compared]
    wanted = f"figures of at least {claim['states']} other states, of one year and one basis"
    if not compared:
        return not_testable(
            f"No comparison by {listed(missing, 'or')} with {wanted} is in view.", f"Testable with {wanted}."
        )
    inside = [name for name, found in compared.items() if found.share <= claim["tenth"]]
    verdict = {0: CONTRADICTED, 1: MIXED, len(claim["measures"]): SUPPORTED}.get(len(inside), QUALIFIED)
    return Finding(
        verdict,
        sentences(
            *(_told(bench, claim, found) for found in compared.values()),
            missing and f"Not compared for want of {wanted}: {listed(missing)}.",
        ),
        bench.confidence.weakest(*([found.row] for found in compared.values())),
        tuple(number for found in compared.values() for number in (found.own, found.place)),
        tuple(compared[name].row.row_id for name in inside),
        tuple(found.row.row_id for name, found in compared.items() if name not in inside),
        _flip(claim, compared, inside, missing),
    )


def comparison(bench: Bench, claim: Claim, measure: str) -> Comparison | None:
    """The latest comparison by a measure: figures of one year and one basis. A missing figure is no zero."""
    groups: dict[tuple[float, str], dict[str, Row]] = {}
    for row in by_knowledge(bench.rows("standings", measure=measure)):
        groups.setdefault((row.year, row.basis), {})[row.state] = row
    for _, rows in sorted(groups.items(), reverse=True):
        numbers = {
            state: bench.quantity("standings", row, f"{_words(measure)}, {state}") for state, row in rows.items()
        }
        numbers = {state: number for state, number in numbers.items() if number.known}
        own = numbers.pop(claim["state"], None)
        if own is None or len(numbers) < claim["states"]:
            continue
        few = claim["measures"][measure] == "few"
        alone = [s for s, n in numbers.items() if (n.point <= own.point if few else n.point >= own.point)]
        place = bench.number(
            len(alone) + 1, "states", f"at least as isolated by {_words(measure)}",
            [rows[claim["state"]], *(rows[state] for state in numbers)], "count of states, itself included",
        )  # fmt: skip
        return Comparison(measure, own, numbers, place, (len(alone) + 1) / (len(numbers) + 1), rows[claim["state"]])
    return None


def _words(measure: str) -> str:
    return measure.replace("_", " ")


def _told(bench: Bench, claim: Claim, found: Comparison) -> str:
    inside = "in" if found.share <= claim["tenth"] else "outside"
    verb = "is" if found.place.value == 1 else "are"
    return (
        f"By {_words(found.measure)} ({found.row.year:.0f}, {found.row.basis}) {bench.state(claim['state'])} has "
        f"{found.own}; of {len(found.others) + 1} compared {found.place} {verb} at "
        f"least as isolated, itself counted, so that it is {inside} the most isolated tenth."
    )


def _flip(claim: Claim, compared: dict[str, Comparison], inside: list[str], missing: list[str]) -> str:
    """How far which figure would have to move."""
    moves = []
    for name, found in compared.items():
        few = claim["measures"][name] == "few"
        ordered = sorted((number.point for number in found.others.values()), reverse=not few)
        allowed = int(claim["tenth"] * (len(ordered) + 1)) - 1
        if not 0 <= allowed < len(ordered):
            continue
        edge = Quantity(value=ordered[allowed], unit=found.own.unit)
        moves.append(
            f"out of the tenth by {_words(name)} at {edge}"
            if name in inside
            else f"into it by {_words(name)} beyond {edge}"
        )
    lacking = f"; further with comparisons by {listed(missing)}" if missing else ""
    return f"The verdict moves a step if the state stood {apart(moves)}{lacking}."


JUDGES = {"S6": isolation}
