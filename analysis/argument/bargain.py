"""A bargain or a bond: signs of what may follow the war (P3), and what goes each way (P4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from analysis.argument.bench import Bench
from analysis.argument.findings import MIXED, NOT_TESTABLE, QUALIFIED, Finding, not_testable
from analysis.argument.hypotheses import matrix
from analysis.argument.register import Claim
from analysis.argument.rows import Row, by_day, ids, mentions, states
from analysis.argument.selection import figure, selected, series
from analysis.argument.wording import apart, day, listed, sentences
from analysis.evidence.quantity import Quantity

_DOWN = "down"


def outlook(bench: Bench, claim: Claim) -> Finding:
    """P3: never testable; indicators with their present values and direction, rival explanations beside."""
    signs = [found for entry in claim["indicators"] if (found := _direction(bench, claim, entry))]
    silent = [e["name"] for e in claim["indicators"] if e["name"] not in {name for name, *_ in signs}]
    talks = [d.row for d in selected(bench, claim["talks"]["rows"])]
    rivals = matrix(bench, claim)
    return Finding(
        NOT_TESTABLE,
        sentences(
            "A forecast is not tested before its day.",
            signs and f"Present signs: {apart(text for _, text, *_ in signs)}.",
            silent and f"No sign in view of: {listed(silent)}.",
            talks and f"Latest talks in view: {bench.spelled(talks[-1].item)} ({day(talks[-1].reported_on)}).",
            rivals.text,
        ),
        None,
        (*(number for _, _, numbers, _ in signs for number in numbers), *rivals.against.values()),
        ids(row for _, _, _, (falls, rows) in signs if falls for row in rows),
        ids(row for _, _, _, (falls, rows) in signs if not falls for row in rows),
        "Testable once the war has ended, by what the signs do then.",
    )


def _direction(bench: Bench, claim: Claim, entry: Mapping):
    """Name, words, numbers, and whether it falls with its rows; none without a row in view."""
    if entry["measure"] == "acts":
        return _direction_of_acts(bench, claim, entry)
    rows = [d for d in selected(bench, entry["rows"]) if figure(bench, d.row).known]
    if not rows:
        return None
    last = rows[-1]
    now = figure(bench, last.row, f"{entry['name']}, latest")
    same = [d for d in rows[:-1] if series(d.row) == series(last.row) and d.day < last.day]
    if not same:
        return (
            entry["name"],
            f"{entry['name']} {now} ({day(last.text)}; no earlier figure of that series)",
            (now,),
            (False, [last.row]),
        )
    then = figure(bench, same[-1].row, f"{entry['name']}, the figure before")
    word = _compared(now, then)
    text = f"{entry['name']} {now} ({day(last.text)}; {word} from {then}, {day(same[-1].text)})"
    return entry["name"], text, (now, then), (word == _DOWN, [same[-1].row, last.row])


def _direction_of_acts(bench: Bench, claim: Claim, entry: Mapping):
    rows = [d for d in selected(bench, entry["rows"], claim["parties"], claim["statuses"]) if len(d.text) >= 7]
    today, span = date.fromisoformat(bench.as_of), timedelta(days=claim["days"])
    late = [d.row for d in rows if today - span < d.day <= today]
    prior = [d.row for d in rows if today - 2 * span < d.day <= today - span]
    if not rows:
        return None
    if not _covered(bench, entry, today - span):
        return (
            entry["name"],
            f"{entry['name']} (the list ends with {day(rows[-1].text)}: no direction)",
            (),
            (False, []),
        )
    now = bench.count(late, "acts", f"{entry['name']}, within a year")
    then = bench.count(prior, "acts", f"{entry['name']}, within the year before")
    months = [moment.isoformat()[:7] for moment in (today - 2 * span, today - span)]
    closed = months[0] <= claim["closed_to"] and months[1] >= claim["closed_from"]
    mark = "; the border was closed then, which is no evidence of distance" if closed else ""
    text = f"{entry['name']} {now} within a year ({_word(len(late), len(prior))} from {then}{mark})"
    return entry["name"], text, (now, then), (len(late) < len(prior) and not closed, [*late, *prior])


def _covered(bench: Bench, entry: Mapping, start: date) -> bool:
    """Whether the tables hold any row since a day: where a list has ended, no act in view is no zero."""
    whole = selected(bench, [{"table": selector["table"]} for selector in entry["rows"]])
    return any(dated.day > start for dated in whole)


def _word(now: float, then: float) -> str:
    return "up" if now > then else _DOWN if now < then else "level"


def _compared(now: Quantity, then: Quantity) -> str:
    """The direction of figures as far as their bounds tell it: over so many is not so many."""
    (least, most), (low, high) = now.interval, then.interval
    if (least, most) == (low, high) or least > high or most < low:
        return _word(least, low)
    return "not told apart"


def bargain(bench: Bench, claim: Claim) -> Finding:
    """P4: goods each way and no joint institution beyond commissions; qualified at most."""
    ways = {way: _goods(bench, claim, claim[way]) for way in ("to_north", "to_russia")}
    north, russia = ways["to_north"], ways["to_russia"]
    joint = _joint(bench, claim)
    if not north and not russia and not joint:
        return not_testable(
            "No goods either way and no joint institution are in view.", "Testable with goods each way."
        )
    each_way = bool(north) and bool(russia)
    verdict = QUALIFIED if each_way and not joint else MIXED
    pair = set(claim["parties"])
    commissions = by_day(bench.rows("meetings", kind="met"))
    commissions = [row for row in commissions if pair <= states(row)]
    commissions = [row for row in commissions if mentions(row, claim["commission"], ("occasion",))]
    prices = [d.row for d in selected(bench, claim["prices"])]
    term = [r for r in bench.rows("provisions", treaty=claim["treaty"], provision=claim["term"]) if r.strength >= 1]
    counts = tuple(
        bench.count(rows, "rows", name)
        for rows, name in (
            (north, "rows on goods to the North"), (russia, "rows on goods to Russia"),
            (joint, "rows on a joint command or basing"),
        )
    )  # fmt: skip
    return Finding(
        verdict,
        sentences(
            f"On record are goods to the North ({counts[0]}; latest {_good(bench, north[-1])})."
            if north
            else "No goods to the North on record are in view.",
            f"On record are goods to Russia ({counts[1]}; latest {_good(bench, russia[-1])})."
            if russia
            else "No goods to Russia on record are in view.",
            "What is only alleged or assessed is not counted.",
            f"A joint command or basing is in view: {apart(_institution(bench, row) for row in joint)}."
            if joint
            else "No joint command and no basing is in view.",
            commissions and f"Commissions: {apart(f'{row.occasion} ({day(row.date)})' for row in commissions[-2:])}.",
            f"Prices as estimated: {apart(_price(bench, row) for row in prices)}."
            if prices
            else "No price is in view.",
            term and f"The text gives {bench.treaty(claim['treaty'])} no end date.",
        ),
        bench.confidence.weakest(north, russia, joint, own=True),
        counts,
        ids(north, russia) if each_way else (),
        ids([*joint, *term, *(() if each_way else [*north, *russia])]),
        "Mixed once a joint command or basing is in view, or if the goods of one way were withdrawn."
        if verdict == QUALIFIED
        else "Supported with qualification once goods each way are on record and no joint command or basing is.",
    )


def _goods(bench: Bench, claim: Claim, selectors: list) -> list[Row]:
    """Established deliveries with a figure above zero, or found on the spot; in the order of their days."""
    rows = [d.row for d in selected(bench, selectors, statuses=claim["statuses"])]
    return [row for row in rows if _amount(bench, row) > 0]


def _amount(bench: Bench, row: Row) -> float:
    if hasattr(row, "row_type"):
        return 1
    table = "transfers" if hasattr(row, "item") else "trade_annual" if hasattr(row, "flow") else "energy"
    return bench.quantity(table, row).interval[0]


def _good(bench: Bench, row: Row) -> str:
    if hasattr(row, "row_type"):
        return f"{row.finding} (strike of {day(row.period_start)}, public {day(row.known_on)})"
    if hasattr(row, "item"):
        return f"{bench.quantity('transfers', row)} ({row.issuer}, {day(row.reported_on)})"
    if hasattr(row, "flow"):
        return f"{row.flow} of {bench.quantity('trade_annual', row)} in {row.year:.0f} ({row.basis})"
    return f"{row.measure}, {bench.quantity('energy', row)} ({day(row.period_start)})"


def _price(bench: Bench, row: Row) -> str:
    if hasattr(row, "item"):
        return _good(bench, row)
    return f"{row.measure}, {bench.quantity('energy', row)} ({row.issuer})"


def _joint(bench: Bench, claim: Claim) -> list[Row]:
    """Provisions at the strength of the rule, and indicators of institutions answered with yes."""
    provided = bench.rows("provisions", treaty=claim["treaty"], provision=claim["joint_provisions"])
    stands = bench.rows("institutions", indicator=claim["joint_indicators"], answer="yes")
    stands = [row for row in stands if set(claim["parties"]) == set(row.parties.split(";"))]
    return [*(row for row in provided if row.strength >= claim["strength"]), *stands]


def _institution(bench: Bench, row: Row) -> str:
    return row.paraphrase if hasattr(row, "paraphrase") else f"{row.detail or row.indicator} ({day(row.date)})"


JUDGES = {"P3": outlook, "P4": bargain}
