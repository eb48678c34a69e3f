"""The ties before the war: their ups and downs (P1), the first meeting (P2a), and who put it off (P2b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analysis.argument.bench import Bench
from analysis.argument.findings import CONTRADICTED, QUALIFIED, SUPPORTED, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import Row, by_day, by_knowledge, has, ids, mentions, states
from analysis.argument.wording import apart, day, listed, opening, sentences
from analysis.evidence.quantity import Quantity


def fluctuation(bench: Bench, claim: Claim) -> Finding:
    """P1: a fall of trade and a later rise, each within one basis, and years without and with meetings at the top."""
    series = _trade(bench, claim)
    fall = _move(bench, claim, series, -1)
    rise = _move(bench, claim, series, 1, fall)
    met, testable = _meetings(bench, claim)
    quiet = [row for row in met if claim["quiet_from"] <= int(row.date[:4]) <= claim["quiet_to"]]
    busy = [row for row in met if claim["busy_from"] <= int(row.date[:4]) <= claim["busy_to"]]
    trade = None if fall is None or rise is None else _fell(claim, fall) and _rose(claim, rise)
    meetings = (not quiet and len(busy) >= claim["meetings"]) if testable else None
    wanted = "trade within one basis after the Soviet collapse, or the meetings of those years"
    if trade is None and meetings is None:
        return not_testable("Neither trade nor meetings of those years are in view.", f"Testable with {wanted}.")
    passed = [name for name, holds in (("trade", trade), ("meetings", meetings)) if holds]
    verdict = {2: SUPPORTED, 1: QUALIFIED}.get(len(passed), CONTRADICTED)
    counts = (
        bench.count(quiet, "meetings", f"top meetings {claim['quiet_from']} to {claim['quiet_to']}"),
        bench.count(busy, "meetings", f"top meetings {claim['busy_from']} to {claim['busy_to']}"),
    )
    moves = [move for move in (fall, rise) if move]
    used = [row for move in moves for row in move.rows]
    return Finding(
        verdict,
        sentences(
            f"Within one basis ({fall.rows[0].basis}) trade went from {fall.start} in {fall.rows[0].year:.0f} to "
            f"{fall.end} in {fall.rows[1].year:.0f}, a change of {fall.change}."
            if fall
            else "No two figures of one basis after the Soviet collapse are in view.",
            f"Later, within one basis ({rise.rows[0].basis}), it went from {rise.start} in {rise.rows[0].year:.0f} to "
            f"{rise.end} in {rise.rows[1].year:.0f}."
            if rise
            else "No later rise within one basis is in view.",
            f"At the top {counts[0] if quiet else 'no meetings'} in {claim['quiet_from']} to {claim['quiet_to']} and "
            f"{counts[1]} in {claim['busy_from']} to {claim['busy_to']} are in view."
            if testable
            else "The meetings of those years are not all in view.",
            "Bases are not chained, and the years of the closed border are left out.",
        ),
        bench.confidence.weakest(*([used] if trade else []), *([busy] if meetings else []), own=True)
        if passed
        else bench.confidence([*used, *met], own=True),
        (*(q for move in moves for q in (move.start, move.end, move.change)), *counts),
        ids([*(used if trade else []), *(busy if meetings else [])]),
        ids([*(used if trade is False else []), *((quiet or busy) if meetings is False else [])]),
        _fluctuation_flip(bench, claim, verdict, fall, rise, len(busy)),
    )


@dataclass(frozen=True)
class Move:
    """Trade of two years within one basis.

    Parameters
    ----------
    rows : tuple of Row
        The earlier and the later one.
    start, end, change : Quantity
        Their figures, and the change in per cent.
    """

    rows: tuple[Row, Row]
    start: Quantity
    end: Quantity
    change: Quantity


def _trade(bench: Bench, claim: Claim) -> dict[str, list[Row]]:
    """Totals with the North by basis, one a year, the first known; without part-years and the closed border."""
    found: dict[str, dict[int, Row]] = {}
    rows = bench.rows("trade_annual", subject=claim["russia"], object=claim["north"], flow="total")
    for row in by_knowledge(rows):
        if row.year not in claim["pandemic"] and not row.covered_to and bench.quantity("trade_annual", row).known:
            found.setdefault(row.basis, {}).setdefault(int(row.year), row)
    return {basis: [years[year] for year in sorted(years)] for basis, years in found.items()}


def _move(bench: Bench, claim: Claim, series: dict[str, list[Row]], sign: int, fall: Move | None = None) -> Move | None:
    """The deepest fall in the years of the rule, or the steepest rise from the low of a fall on; within one basis."""
    first, last = (claim["fall_from"], claim["fall_to"]) if sign < 0 else (claim["fall_to"], date.max.year)
    if sign > 0 and fall is not None:
        first = fall.rows[1].year
    points = {row.row_id: bench.quantity("trade_annual", row).point for rows in series.values() for row in rows}
    pairs = [
        (rows[i], rows[j])
        for rows in series.values()
        for i in range(len(rows))
        for j in range(i + 1, len(rows))
        if first <= rows[i].year and rows[j].year <= last and points[rows[i].row_id] > 0
    ]
    if not pairs:
        return None
    rows = max(pairs, key=lambda pair: (sign * points[pair[1].row_id] / points[pair[0].row_id], pair[0].row_id))
    start, end = (bench.quantity("trade_annual", row, f"trade in {row.year:.0f} ({row.basis})") for row in rows)
    change = (end / start - 1).as_percent().named(f"change of trade, {rows[0].year:.0f} to {rows[1].year:.0f}")
    return Move(rows, start, end, change)


def _fell(claim: Claim, fall: Move) -> bool:
    return fall.end.interval[1] <= (1 - claim["fall"]) * fall.start.interval[0]


def _rose(claim: Claim, rise: Move) -> bool:
    return rise.end.interval[0] >= claim["rise"] * rise.start.interval[1]


def _meetings(bench: Bench, claim: Claim) -> tuple[list[Row], bool]:
    """Top meetings of the two, and whether none in view means none: the list reaches to both sides of the years."""
    met = by_day(bench.rows("meetings", kind="met", level="top"))
    met = [row for row in met if any(has(row.subject, code) or has(row.object, code) for code in claim["russia"])]
    met = [row for row in met if (has(row.subject, claim["north"]) or has(row.object, claim["north"]))]
    years = [int(row.date[:4]) for row in met]
    over = bench.come(f"{claim['busy_to'] + 1}-01-01")
    return met, over and any(y < claim["quiet_from"] for y in years) and any(y > claim["quiet_to"] for y in years)


def _fluctuation_flip(bench: Bench, claim: Claim, verdict: str, fall: Move | None, rise: Move | None, busy: int) -> str:
    if verdict != SUPPORTED:
        return "Supported with a fall and a rise of trade within one basis each, and meetings as the rule asks."
    lower = Quantity(value=(1 - claim["fall"]) * fall.start.point, unit=fall.end.unit)
    upper = Quantity(value=claim["rise"] * rise.start.point, unit=rise.end.unit)
    spare = Quantity(value=busy - claim["meetings"] + 1, unit="meetings")
    return (
        f"Supported with qualification if trade in {fall.rows[1].year:.0f} had been above {lower} or in "
        f"{rise.rows[1].year:.0f} below {upper}, if a top meeting of {claim['quiet_from']} to {claim['quiet_to']} came "
        f"into view, or if {spare} of those counted were withdrawn."
    )


def first_meeting(bench: Bench, claim: Claim) -> Finding:
    """P2a: the year of the first meeting at the top with Kim Jong Un in view."""
    pair = set(claim["parties"])
    met = by_day(bench.rows("meetings", kind="met", level="top"))
    met = [row for row in met if pair <= states(row) and claim["person"] in row.participants.split(";")]
    if not met or int(met[0].date[:4]) > claim["year"]:
        return not_testable(
            f"No meeting with {claim['person']} up to {claim['year']} is in view.", "Testable with the first meeting."
        )
    first = met[0]
    as_said = int(first.date[:4]) == claim["year"]
    counted = bench.count(met, "meetings", f"meetings at the top with {claim['person']}")
    return Finding(
        SUPPORTED if as_said else CONTRADICTED,
        f"The first of {counted} in view was on {day(first.date)}: {listed(first.participants.split(';'))}, "
        f"{first.place}.",
        bench.confidence([first], own=True),
        (counted,),
        ids([first]) if as_said else (),
        () if as_said else ids([first]),
        f"Contradicted by a meeting at the top before {claim['year']}."
        if as_said
        else f"Supported if every meeting before {claim['year']} were withdrawn.",
    )


def delay(bench: Bench, claim: Claim) -> Finding:
    """P2b: who called an accepted invitation off."""
    pair = {claim["host"], claim["guest"]}
    rows = by_day(bench.rows("meetings", kind=("invitation", "acceptance", "cancellation")))
    rows = [row for row in rows if pair <= states(row) and int(row.date[:4]) < claim["before_year"]]
    accepted = [row for row in rows if row.kind == "acceptance"]
    off = [row for row in rows if row.kind == "cancellation"]
    by_guest = [row for row in off if mentions(row, claim["by_guest"], ("outcome", "occasion"))]
    by_host = [row for row in rows if mentions(row, claim["by_host"], ("outcome", "occasion")) and row not in by_guest]
    host = bench.state(claim["host"])
    counted = bench.count(rows, "acts", "invitations, acceptances and cancellations in view")
    story = apart(f"{row.outcome or row.occasion} ({day(row.date)})" for row in rows)
    if accepted and by_guest:
        return Finding(
            CONTRADICTED,
            f"{opening(counted.text)} in view: {story}. It was not {host} that called it off.",
            bench.confidence.weakest(accepted, by_guest, own=True),
            (counted,),
            ids(by_host),
            ids(accepted, by_guest),
            f"Not testable if acceptance or cancellation were withdrawn; supported if {host} had called it off.",
        )
    if by_host:
        return Finding(
            SUPPORTED,
            f"{opening(counted.text)} in view: {story}.",
            bench.confidence(by_host, own=True),
            (counted,),
            ids(by_host),
            ids(by_guest),
            "Contradicted by an accepted invitation that the other side called off.",
        )
    return not_testable(
        f"No refusal or delay by {host} and no cancellation of an accepted invitation is in view.",
        f"Supported with a refusal or delay by {host}; contradicted by a cancellation of the other side.",
    )


JUDGES = {"P1": fluctuation, "P2a": first_meeting, "P2b": delay}
