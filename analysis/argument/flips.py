"""Flip points: how far which input must move until the verdict of a claim turns.

The claim is judged again with one thing moved: a figure, a threshold, or a row left out. Figures and thresholds are
moved to both sides up to a factor, and the smallest move that turns the verdict is found by bisection on its logarithm
(Burden and Faires, Numerical Analysis, on bisection). Nothing is solved by hand, so that the answer holds for whatever
rule the claim has.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from analysis.argument.bench import FIGURES, FINDING, Bench, measured
from analysis.argument.findings import NOT_TESTABLE, WORDS, Finding
from analysis.argument.register import Claim
from analysis.argument.rows import Row
from analysis.argument.specifications import LINEAGE, Specification, deciding, movable
from analysis.argument.wording import bare, sentences
from analysis.evidence.quantity import Quantity
from analysis.evidence.units import unit
from analysis.press.protocol import VERDICTS, FlipPoint

FARTHEST = 10.0
"""Factor up to which a figure or a threshold is moved to either side."""

_PRECISION = 0.001
_MOST_FIGURES, _MOST_ROWS = 24, 80


@dataclass(frozen=True)
class _Move:
    """A move that turns the verdict: of what, from, to, how far as a share, and to which verdict."""

    name: str
    now: str
    at: str
    share: float
    turns: str


def flip_point(bench: Bench, claim: Claim, others: Iterable[Specification]) -> FlipPoint:
    """What turns the verdict of a claim, and how far it must move.

    Parameters
    ----------
    bench : Bench
        The evidence of the day.
    claim : Claim
    others : iterable of Specification
        The claim under its other choices: those that leave a lineage out are moves too.

    Returns
    -------
    FlipPoint
        The nearest move first: of a figure, else of a single row or a whole lineage left out, else of a threshold.
    """
    base = bench.finding(claim.id)
    if base.verdict == NOT_TESTABLE:
        words = base.would_change or "Evidence on it coming into view."
        return {"text": words, "input": "evidence in view", "now": None, "at": None, "turns": None}
    rows = deciding(bench, claim)
    about = sorted(_premises(bench, claim))
    if about:  # a claim about claims: their verdicts are its input
        figures, alone, gone = _verdicts(bench, claim, about), [], []
    else:
        figures, alone = _figures(bench, claim, rows), _rows(bench, claim, rows)
        gone = [
            _Move(f"all rows that go back to {other.choice}", "in view", "left out", 0.0, other.finding.verdict)
            for other in others
            if other.dimension == LINEAGE and other.finding.verdict != base.verdict
        ]
    asked = _thresholds(bench, claim)
    best = next((moves[0] for moves in (figures, alone, gone, asked) if moves), None)
    if best is None:
        words = (
            f"Nothing turns it alone: no figure moved up to {FARTHEST:g} times, no row, no lineage and no threshold."
        )
        return {"text": words, "input": "none", "now": None, "at": None, "turns": None}
    text = sentences(
        *(f"{_turns(move)} if {move.name} were {move.at} instead of {move.now}{_far(move)}." for move in figures[:1]),
        _alone(alone) if alone else "" if about else "No single row turns it.",
        *(f"{_turns(move)} without {move.name}." for move in gone[:1] if not alone),
        *(f"{_turns(move)} if {move.name} were {move.at} instead of {move.now}." for move in asked[:1]),
    )
    return {"text": text, "input": best.name, "now": best.now, "at": best.at, "turns": best.turns}


def _turns(move: _Move) -> str:
    return f"It turns to {WORDS[move.turns]}"


def _far(move: _Move) -> str:
    if not move.share:
        return ""
    percent = 100 * (math.exp(move.share) - 1)
    return f" ({'+' if percent > 0 else '−'}{abs(percent):.{1 if abs(percent) < 10 else 0}f}\N{NO-BREAK SPACE}%)"


def _alone(moves: list[_Move]) -> str:
    first = moves[0]
    more = f"; each of {len(moves)} rows can turn it alone" if len(moves) > 1 else ""
    return f"{_turns(first)} without the row {first.name}{more}."


# ------------------------------------------------------------------------------------------------------- the moves


def _premises(bench: Bench, claim: Claim) -> set[str]:
    """Other claims whose findings a claim asks for; none for a parent, which shares the rows of its parts."""
    asked = () if claim.parts else bench.asked_by(claim.id)
    return {wanted[0][1] for table, wanted in asked if table == FINDING} - {claim.id}


def _verdicts(bench: Bench, claim: Claim, about: list[str]) -> list[_Move]:
    """Other claims whose verdict, moved, turns this one: those that need the fewest steps first."""
    base = bench.finding(claim.id).verdict
    found: list[tuple[int, _Move]] = []
    for other in about:
        now = VERDICTS.index(bench.finding(other).verdict)
        ends = [VERDICTS[0], *VERDICTS[3:]]
        if all(bench.assuming(other, end).finding(claim.id).verdict == base for end in ends):
            continue
        for step in sorted(set(range(len(VERDICTS))) - {now}, key=lambda step: abs(step - now)):
            turned = bench.assuming(other, VERDICTS[step]).finding(claim.id).verdict
            if turned != base:
                move = _Move(f"the verdict on {other}", WORDS[VERDICTS[now]], WORDS[VERDICTS[step]], 0.0, turned)
                found.append((abs(step - now), move))
                break
    return [move for _, move in sorted(found, key=lambda entry: entry[0])]


def _figures(bench: Bench, claim: Claim, rows: list[Row]) -> list[_Move]:
    """Figures whose move turns the verdict, nearest first."""
    numbers = {row: name for row, name in _named_rows(bench.finding(claim.id), rows)}
    found: list[_Move] = []
    nearest = math.log(FARTHEST)
    for row, name in list(numbers.items())[:_MOST_FIGURES]:
        for side in (1, -1):

            def vary(x: float, row=row) -> Bench:
                return bench.varied(moved={row.row_id: math.exp(x)})

            move = _nearest(vary, bench, claim, side * nearest)
            if move is not None:
                share, turns = move
                nearest = abs(share)
                moved = bench.varied(moved={row.row_id: math.exp(share)})
                found.insert(0, _Move(name, _written(bench, row), _written(moved, row), share, turns))
    return found


def _named_rows(base: Finding, rows: list[Row]) -> Iterable[tuple[Row, str]]:
    """Rows that hold a figure, with the name of the number that it feeds; numbers of one row first."""
    feeds: dict[str, tuple[int, str]] = {}
    for quantity in base.quantities:
        for row_id in quantity.rows:
            known = feeds.get(row_id)
            if known is None or len(quantity.rows) < known[0]:
                feeds[row_id] = (len(quantity.rows), quantity.name)
    holding = [row for row in rows if _holds_figure(row)]
    for row in sorted(holding, key=lambda row: feeds.get(row.row_id, (math.inf, ""))[0]):
        count, name = feeds.get(row.row_id, (0, ""))
        yield row, f"{name} ({row.row_id})" if count == 1 and name else f"the figure of {row.row_id}"


def _holds_figure(row: Row) -> bool:
    return any(measured(row, column) for column in ("value", "low", "high", *FIGURES))


def _written(bench: Bench, row: Row) -> str:
    """The figure of a row as a bench has it, in enough digits to tell it from its neighbour."""
    row = bench.row(row.row_id)
    if hasattr(row, "bound") and hasattr(row, "value"):
        return _exact(bench.quantity("", row))
    column = next(column for column in FIGURES if measured(row, column))
    return _exact(bench.quantity("", row, column=column, unit=FIGURES[column]))


def _exact(quantity: Quantity) -> str:
    """A quantity with four significant digits at least, so that a small move shows."""
    below = unit(quantity.unit).below_one
    if below and 0 < abs(quantity.point or 0) < 1:
        return _exact(quantity.as_unit(*below))
    size = abs(quantity.point or 1)
    return replace(quantity, digits=max(0, 3 - math.floor(math.log10(size))) if size < 1000 else 0).text


def _rows(bench: Bench, claim: Claim, rows: list[Row]) -> list[_Move]:
    """Single rows without which the verdict turns."""
    base, found = bench.finding(claim.id).verdict, []
    for row in rows[:_MOST_ROWS]:
        verdict = bench.varied(without=(row.row_id,)).finding(claim.id).verdict
        if verdict != base:
            found.append(_Move(f"{row.row_id} ({bare(row.issuer)})", "in view", "left out", 0.0, verdict))
    return found


def _thresholds(bench: Bench, claim: Claim) -> list[_Move]:
    """Movable thresholds whose move turns the verdict, nearest first."""
    found, base = [], bench.finding(claim.id).verdict
    nearest = math.log(FARTHEST)
    for part, name, value in movable(bench, claim):
        if value <= 0:
            continue
        for side in (1, -1):
            made: dict[float, Bench] = {}  # moves of a whole number that round alike are one

            def vary(x: float, part=part, name=name, value=value, made=made) -> Bench:
                asked = _asked(value, x)
                if asked not in made:
                    made[asked] = bench.varied(thresholds={part: {name: asked}})
                return made[asked]

            if vary(side * nearest).finding(claim.id).verdict == base:
                continue  # another turns it sooner
            move = _nearest(vary, bench, claim, side * math.log(FARTHEST))
            if move is not None:
                share, turns = move
                nearest = min(nearest, abs(share))
                label = f"the threshold “{name.replace('_', ' ')}”{'' if part == claim.id else f' of {part}'}"
                found.append(_Move(label, f"{value:g}", f"{float(f'{_asked(value, share):.3g}'):g}", share, turns))
    return sorted(found, key=lambda move: abs(move.share))


def _asked(value: float, x: float) -> float:
    """A threshold moved by a factor: whole numbers stay whole and above zero, shares stay at one at most."""
    moved = value * math.exp(x)
    if isinstance(value, int):
        return max(1, round(moved))
    return min(1.0, moved) if value < 1 else moved


def _nearest(vary: Callable[[float], Bench], bench: Bench, claim: Claim, farthest: float) -> tuple[float, str] | None:
    """The smallest move on one side, as a natural logarithm, that turns the verdict; None if the farthest does not.

    Where the verdict turns more than once on the way, one of the turns is found, and it is a real one.
    """
    base = bench.finding(claim.id).verdict
    turned = vary(farthest).finding(claim.id).verdict
    if turned == base:
        return None
    near, far = 0.0, farthest
    while abs(far - near) > _PRECISION:
        middle = (near + far) / 2
        verdict = vary(middle).finding(claim.id).verdict
        if verdict == base:
            near = middle
        else:
            far, turned = middle, verdict
    return far, turned
