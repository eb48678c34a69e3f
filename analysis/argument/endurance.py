"""How long pacts last (A2), and what that says of their credibility (A6).

One line a pact, however many states it binds. The hazard of a group is its endings divided by the years that its pacts
were at risk: an exponential rate, as in Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data (2002).
A pact that ended because a party ceased to exist leaves the risk set without an ending. The share of pacts that had
ended by an age is the cumulative incidence of Aalen and Johansen (Scandinavian Journal of Statistics 5, 1978), with
the death of a party as the competing event; without competing events it is one minus Kaplan and Meier (1958).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from analysis.argument.bench import Bench
from analysis.argument.findings import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import Row, by_knowledge, ids
from analysis.argument.wording import apart, sentences
from analysis.evidence.dates import first_day
from analysis.evidence.quantity import Quantity

ENDED, DIED, RUNNING = "ended", "died", "running"
"""What became of a pact: it ended, a party of it died, or it still runs (or left the count)."""

_DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Span:
    """The life of one pact as far as it is in view.

    Parameters
    ----------
    years : float
        Years at risk.
    fate : str
        ended, died or running.
    row : Row
    """

    years: float
    fate: str
    row: Row


@dataclass(frozen=True)
class Step:
    """Cumulative incidence just after an age at which something happened.

    Parameters
    ----------
    age : float
        Years.
    ended, died : float
        Share of pacts that had ended, or had lost a party, by that age.
    at_risk : int
        Pacts at risk just before it.
    """

    age: float
    ended: float
    died: float
    at_risk: int


@dataclass(frozen=True)
class Coding:
    """Hazards of both groups under one reading of what an ending is.

    Parameters
    ----------
    name : str
    ours, theirs : tuple of Span
        Pacts of the great power named, and of autocracies among themselves.
    """

    name: str
    ours: tuple[Span, ...]
    theirs: tuple[Span, ...]

    @cached_property
    def endings(self) -> list[Row]:
        """Pacts of both groups that ended."""
        return [span.row for span in (*self.ours, *self.theirs) if span.fate == ENDED]

    @cached_property
    def ratio(self) -> float:
        """Hazard of theirs over that of ours; infinite where only theirs ended, 0 where none of theirs did."""
        ours, theirs = hazard(self.ours), hazard(self.theirs)
        if not theirs:
            return 0.0
        return theirs / ours if ours else float("inf")


def pacts(bench: Bench, claim: Claim) -> list[Row]:
    """One row a pact: of several rows on one the latest known, with a duty that the claim counts."""
    latest: dict[str, Row] = {}
    for row in by_knowledge(bench.rows("alliances")):
        latest[row.alliance] = row
    return [row for row in latest.values() if row.duty in claim["duties"]]


def spans(rows: Iterable[Row], claim: Claim, as_of: str, soviet: bool = True, replaced: bool = True) -> list[Span]:
    """Lives of pacts under one coding.

    Parameters
    ----------
    rows : iterable of Row
        Pacts.
    claim : Claim
        Names the fates that are endings.
    as_of : str
        Day to which running pacts are counted.
    soviet : bool
        Whether an end within the Soviet collapse is an ending.
    replaced : bool
        Whether a pact that gave way to another of the same parties ended.
    """
    endings = {*claim["endings"], *(("replaced",) if replaced else ())}
    found = []
    for row in rows:
        over = bool(row.end) and row.end <= as_of
        years = (first_day(row.end if over else as_of) - first_day(row.start)).days / _DAYS_A_YEAR
        fate = RUNNING
        if over and row.fate == "party_died":
            fate = DIED
        elif over and row.fate in endings and (soviet or row.soviet_collapse != "yes"):
            fate = ENDED
        found.append(Span(max(years, 0.0), fate, row))
    return found


def hazard(lives: Iterable[Span]) -> float:
    """Endings a year at risk; 0 without any year."""
    lives = list(lives)
    years = sum(span.years for span in lives)
    return sum(span.fate == ENDED for span in lives) / years if years else 0.0


def incidence(lives: Iterable[Span]) -> list[Step]:
    """Cumulative incidence of endings and of deaths of a party, by age of the pact (Aalen and Johansen)."""
    lives = list(lives)
    steps, surviving, ended, died = [], 1.0, 0.0, 0.0
    for age in sorted({span.years for span in lives if span.fate != RUNNING}):
        at_risk = sum(span.years >= age for span in lives)
        now = [span.fate for span in lives if span.years == age]
        ended += surviving * now.count(ENDED) / at_risk
        died += surviving * now.count(DIED) / at_risk
        surviving *= 1 - (now.count(ENDED) + now.count(DIED)) / at_risk
        steps.append(Step(age, ended, died, at_risk))
    return steps


def codings(bench: Bench, claim: Claim) -> list[Coding]:
    """Both groups under each coding that the claim lists."""
    known = pacts(bench, claim)
    ours = [row for row in known if row.patron == claim["patron"]]
    theirs = [row for row in known if row.patron != claim["patron"] and row.autocratic in claim["autocratic"]]
    return [
        Coding(
            entry["name"],
            *(tuple(spans(group, claim, bench.as_of, entry["soviet"], entry["replaced"])) for group in (ours, theirs)),
        )
        for entry in claim["listed"]
    ]


def stability(bench: Bench, claim: Claim) -> Finding:
    """A2: hazard per pact of autocracies against those of the United States, under each listed coding."""
    found = codings(bench, claim)
    widest = max(found, key=lambda coding: len(coding.endings))
    known = [span.row for span in (*widest.ours, *widest.theirs)]
    patron = bench.state(claim["patron"])
    least = bench.constant(claim["endings_min"], "endings")
    if not widest.ours or not widest.theirs or len(widest.endings) < claim["endings_min"]:
        counted = bench.count(widest.endings, "endings", "endings in view, states that died removed")
        return replace(
            not_testable(
                f"In view are {len(widest.ours) or 'no'} pacts of {patron} and {len(widest.theirs) or 'no'} among "
                f"autocracies, with {counted} once states that died are removed; the rule asks for {least}.",
                f"Testable with a list of pacts on both sides and at least {least}.",
            ),
            quantities=(counted,),
        )
    enough = [coding for coding in found if len(coding.endings) >= claim["endings_min"]]
    passed = [coding for coding in enough if coding.ratio >= claim["ratio"]]
    verdict = SUPPORTED if len(passed) >= claim["codings"] else MIXED if passed else CONTRADICTED
    if bench.brief:
        lines, numbers = (), ()
    else:
        lines = _stability_lines(bench, claim, found, widest)
        numbers = (*_hazards(bench, found), bench.count(known, "pacts", "pacts in view"))
    return Finding(
        verdict,
        sentences(
            f"One line a pact: {len(widest.ours)} of {patron}, {len(widest.theirs)} among autocracies.",
            *lines,
            f"At least {bench.constant(claim['ratio'], '')} times as high under {len(passed) or 'none'} of the "
            f"{len(found)} codings.",
        ),
        bench.confidence.weakest(*_groups(widest)),
        numbers,
        ids(span.row for span in widest.theirs if span.fate == ENDED),
        ids(
            (span.row for span in widest.ours if span.fate == ENDED),
            (span.row for span in widest.theirs if span.fate != ENDED),
        ),
        _stability_flip(claim, enough, passed, verdict),
    )


def _stability_lines(bench: Bench, claim: Claim, found: list[Coding], widest: Coding) -> tuple[str, ...]:
    died = [span.row for span in (*widest.ours, *widest.theirs) if span.fate == DIED]
    collapse = [row for row in widest.endings if row.soviet_collapse == "yes"]
    return (
        *(_coding_line(bench, claim, coding) for coding in found),
        f"Of the endings under the widest coding {len(collapse) or 'none'} belong"
        f"{'s' if len(collapse) == 1 else ''} to the Soviet collapse; {len(died) or 'no'} "
        f"pact{'s' if len(died) != 1 else ''} lost a party that ceased to exist and left without an ending.",
        f"At risk at the age of {_at_risk(claim, widest)}.",
    )


def _groups(coding: Coding) -> Iterable[list[Row]]:
    """Rows that decide the hazard of each group: its endings, or all of it where nothing ended."""
    for lives in (coding.ours, coding.theirs):
        yield [span.row for span in lives if span.fate == ENDED] or [span.row for span in lives]


def _hazards(bench: Bench, found: list[Coding]) -> list[Quantity]:
    return [
        bench.number(
            100 * hazard(lives), "percent", f"hazard a year, {side}, {coding.name}", (span.row for span in lives),
            "endings divided by years at risk",
        ).rounded(2)
        for coding in found
        for side, lives in (("pacts of autocracies", coding.theirs), ("pacts of the patron", coding.ours))
    ]  # fmt: skip


def _coding_line(bench: Bench, claim: Claim, coding: Coding) -> str:
    ended = {side: sum(span.fate == ENDED for span in lives) for side, lives in _sides(coding)}
    years = {side: round(sum(span.years for span in lives)) for side, lives in _sides(coding)}
    rates = _hazards(bench, [coding])
    note = ""
    if len(coding.endings) < claim["endings_min"]:
        note = "; too few endings to count"
    elif coding.ratio not in (0.0, float("inf")):
        note = f"; ratio {Quantity(value=coding.ratio).rounded(2)}"
    return (
        f"Coding “{coding.name}”: {rates[0]} a year ({ended['theirs']} endings in {years['theirs']} pact-years) "
        f"against {rates[1]} ({ended['ours']} in {years['ours']}){note}."
    )


def _sides(coding: Coding) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    return ("ours", coding.ours), ("theirs", coding.theirs)


def _at_risk(claim: Claim, coding: Coding) -> str:
    told = []
    for age in claim["ages"]:
        counts = {side: sum(span.years >= age for span in lives) for side, lives in _sides(coding)}
        shares = {
            side: max((step.ended for step in incidence(lives) if step.age <= age), default=0.0)
            for side, lives in _sides(coding)
        }
        told.append(
            f"{age} years: {counts['theirs']} of autocracies ({100 * shares['theirs']:.0f} % had ended) and "
            f"{counts['ours']} of the other side ({100 * shares['ours']:.0f} %)"
        )
    return apart(told)


def _stability_flip(claim: Claim, enough: list[Coding], passed: list[Coding], verdict: str) -> str:
    """How many endings fewer or more would move the codings that decide."""
    if verdict == SUPPORTED:
        weakest = min(passed, key=lambda coding: coding.ratio)
        spare = _endings_to_spare(claim, weakest)
        return f"Mixed if {spare} of the endings among autocracies under the coding “{weakest.name}” were none."
    short = [coding for coding in enough if coding not in passed]
    if not short:
        return f"Supported once the other codings have at least {claim['endings_min']} endings and pass too."
    nearest = max(short, key=lambda coding: coding.ratio)
    more = _endings_wanted(claim, nearest)
    lead = "Supported with" if verdict == MIXED else "Mixed with"
    endings = "ending" if more == 1 else "endings"
    return f"{lead} {more} more {endings} among autocracies under the coding “{nearest.name}”, all else as it is."


def _endings_to_spare(claim: Claim, coding: Coding) -> int:
    """Endings of theirs after whose loss the ratio would fall below the one asked for."""
    have = sum(span.fate == ENDED for span in coding.theirs)
    return next(n for n in range(1, have + 1) if n == have or not _passes(claim, coding, have - n))


def _endings_wanted(claim: Claim, coding: Coding) -> int:
    have = sum(span.fate == ENDED for span in coding.theirs)
    return next(n for n in range(1, 10_000) if _passes(claim, coding, have + n))


def _passes(claim: Claim, coding: Coding, endings: int) -> bool:
    years = sum(span.years for span in coding.theirs)
    return endings / years >= claim["ratio"] * hazard(coding.ours) if years else False


def credibility(bench: Bench, claim: Claim) -> Finding:
    """A6: duration is A2; without a measure of credibility never above mixed."""
    lasting = bench.finding("A2")
    if lasting.verdict == NOT_TESTABLE:
        return not_testable(f"Duration cannot be tested: {lasting.reason}", lasting.would_change)
    verdict = CONTRADICTED if lasting.verdict == CONTRADICTED else MIXED
    words = {CONTRADICTED: "does not hold", MIXED: "holds under some codings"}.get(lasting.verdict, "holds")
    return replace(
        lasting,
        verdict=verdict,
        reason=sentences(
            f"That they last longer {words}: A2.",
            "That they are more credible has no accepted measure: the literature disagrees, and a pact that was never "
            "tried lasts without having been believed.",
        ),
        would_change="Supported only with an accepted measure of credibility; by duration, as A2: "
        f"{lasting.would_change}",
    )


JUDGES = {"A2": stability, "A6": credibility}
