"""The whole (Z1, Z2): carrying claims only, each record of a vote counted once, the counter-thesis beside."""

from __future__ import annotations

from typing import NamedTuple

from analysis.argument.bench import Bench
from analysis.argument.findings import (
    CONTRADICTED,
    MIXED,
    NOT_TESTABLE,
    QUALIFIED,
    SUPPORTED,
    WORDS,
    Finding,
    not_testable,
)
from analysis.argument.register import Claim
from analysis.argument.wording import apart, day, listed, nphrase, phrase, sentences


class Vote(NamedTuple):
    """A vote of one state on one day, in whatever table it is recorded."""

    date: str
    state: str


_HOLD = (SUPPORTED, QUALIFIED)
_FIRMEST_FIRST = ("high", "moderate", "low")


def realignment(bench: Bench, claim: Claim) -> Finding:
    """Z1: shares of the carrying claims that hold with confidence, and whether one is contradicted."""
    carrying = [other.id for other in bench.register.claims if other.carrying]
    found, shared = _each_vote_once(bench, claim, carrying)
    firm = [name for name, other in found.items() if other.verdict in _HOLD and other.confidence in claim["confidence"]]
    soft = [name for name, other in found.items() if other.verdict in _HOLD and name not in firm]
    broken = [name for name, other in found.items() if other.verdict == CONTRADICTED]
    open_ = [name for name, other in found.items() if other.verdict == NOT_TESTABLE]
    share = len(firm) / len(found)
    if 2 * len(open_) > len(found):
        verdict = NOT_TESTABLE
    elif broken or share < claim["qualified"]:
        verdict = MIXED
    else:
        verdict = SUPPORTED if share >= claim["supported"] else QUALIFIED
    beside_it = () if bench.brief else bench.register.claims
    counter = {other.id: bench.finding(other.id) for other in beside_it if other.thesis == "counter_thesis"}
    held = [name for name, other in counter.items() if other.verdict in _HOLD]
    untested = [name for name, other in counter.items() if other.verdict == NOT_TESTABLE]
    levels = [found[name].confidence for name in firm]
    counted, beside = (
        bench.number(len(names), "claims", name, (bench.row(row) for n in names for row in of[n].rows_for))
        for names, of, name in (
            (firm, found, "carrying claims that hold with confidence"),
            (held, counter, "claims of the counter-thesis that hold"),
        )
    )
    votes = list(dict.fromkeys(vote for names in shared.values() for vote in names))
    return Finding(
        verdict,
        sentences(
            f"Of {len(found)} carrying claims {counted.value or 'none'} are supported, with qualification or without, "
            f"at moderate confidence or better{f' ({listed(firm)})' if firm else ''}.",
            soft and f"Supported at low confidence: {listed(soft)}.",
            *(f"{WORDS[v].capitalize()}: {listed(names)}." for v, names in _others(found).items()),
            f"Votes that would carry more than one of them, each counted once ({len(votes)}): {apart(votes)}; judged "
            f"without: {listed(shared)}."
            if shared
            else "No record of a vote carries more than one of them.",
            f"Of {len(counter)} claims of the counter-thesis {beside.value or 'none'} hold "
            f"({listed(held) or 'none'}), and {len(untested) or 'none'} cannot be tested.",
        ),
        max(levels, key=_FIRMEST_FIRST.index) if levels else "low",
        (counted, beside),
        tuple(row for name in (*firm, *soft) for row in found[name].rows_for),
        tuple(row for name in broken for row in found[name].rows_against),
        _flip(claim, found, firm, broken, open_, verdict),
    )


def _each_vote_once(bench: Bench, claim: Claim, names: list[str]) -> tuple[dict[str, Finding], dict[str, list[str]]]:
    """Findings in the order of the register, each without the votes that an earlier one rests on."""
    records = _votes_by_row(bench, claim)
    spent: set[Vote] = set()
    found, shared = {}, {}
    for name in names:
        own = bench.finding(name)
        votes = dict.fromkeys(vote for row in own.rows for vote in records.get(row, ()))
        twice = [vote for vote in votes if vote in spent]
        if twice:
            own = bench.varied(without=[row for row, of in records.items() if set(of) & set(twice)]).finding(name)
            shared[name] = [f"{bench.state(vote.state)}, {day(vote.date)}" for vote in twice]
        found[name] = own
        spent |= set(votes)
    return found, shared


def _votes_by_row(bench: Bench, claim: Claim) -> dict[str, tuple[Vote, ...]]:
    """Votes that a row records: the row of the vote itself, a veto among the acts, an event that is the same."""
    found = {
        row.row_id: (Vote(row.date, row.state),)
        for table in claim["votes"]
        for row in bench.sifted("cast", table, _cast)
    }
    cast = {vote for votes in found.values() for vote in votes}
    for row in bench.rows("protection_acts", kind="veto"):
        found[row.row_id] = tuple(vote for code in row.subject.split(";") if (vote := Vote(row.date, code)) in cast)
    for row in bench.sifted("same", "events", lambda all_: [one for one in all_ if one.same_as]):
        same = tuple(vote for other in row.same_as.split(";") for vote in found.get(other, ()))
        if same:
            found[row.row_id] = same
    return found


def _cast(rows: list) -> list:
    return [row for row in rows if row.vote not in ("absent", "unknown")]


def _others(found: dict[str, Finding]) -> dict[str, list[str]]:
    """Names of the claims that do not hold, by verdict."""
    told = {
        verdict: [name for name, other in found.items() if other.verdict == verdict]
        for verdict in (MIXED, CONTRADICTED, NOT_TESTABLE)
    }
    return {verdict: names for verdict, names in told.items() if names}


def _flip(
    claim: Claim, found: dict[str, Finding], firm: list[str], broken: list[str], open_: list[str], verdict: str
) -> str:
    def wanted(share: float) -> int:
        return next(n for n in range(len(found) + 1) if n / len(found) >= share)

    if verdict == NOT_TESTABLE:
        number = len(open_) - len(found) // 2
        return nphrase(
            "Testable once {number} more of {claims} is testable.",
            "Testable once {number} more of {claims} are testable.",
            number, number=number, claims=open_,
        )  # fmt: skip
    if broken:
        return phrase("Better than mixed only if {claims} were not contradicted.", claims=broken)
    up, half = wanted(claim["supported"]), wanted(claim["qualified"])
    more = (half if verdict == MIXED else up) - len(firm)
    if verdict == MIXED:
        return nphrase(
            "Supported with qualification once {number} more of the carrying claims holds with confidence.",
            "Supported with qualification once {number} more of the carrying claims hold with confidence.",
            more, number=more,
        )  # fmt: skip
    if verdict == QUALIFIED:
        return nphrase(
            "Supported once {number} more of the carrying claims holds with confidence; mixed if {fewer} of {claims} "
            "no longer held, or if one were contradicted.",
            "Supported once {number} more of the carrying claims hold with confidence; mixed if {fewer} of {claims} "
            "no longer held, or if one were contradicted.",
            more, number=more, fewer=len(firm) - half + 1, claims=firm,
        )  # fmt: skip
    return phrase(
        "Supported with qualification if {fewer} of {claims} no longer held with confidence; mixed if one were "
        "contradicted.",
        fewer=len(firm) - up + 1, claims=firm,
    )  # fmt: skip


def effects(bench: Bench, claim: Claim) -> Finding:
    """Z2: not testable until a test is written."""
    return not_testable("No test of effects all over the world is written.", claim.would_change)


JUDGES = {"Z1": realignment, "Z2": effects}
