"""Russia's turn towards the North: when it came (T7), whether it is open (T8), and what the likeness shows (T9)."""

from __future__ import annotations

from datetime import date

from analysis.argument.bench import Bench
from analysis.argument.findings import CONTRADICTED, MIXED, QUALIFIED, SUPPORTED, WORDS, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import Row, by_day, ids, latest_words, mentions
from analysis.argument.sanctions import CATEGORIES, is_veto
from analysis.argument.wording import apart, day, listed, opening, sentences
from analysis.evidence.dates import last_day
from analysis.evidence.quantity import Quantity

_COLUMNS = ("topic", "gist")


def turning(bench: Bench, claim: Claim) -> Finding:
    """T7: acts of a turn, dated; how many of them fall within months of the pact.

    A veto stands both among the votes and among the acts: it is one act. The pact itself is an act of the turn. What
    is only alleged is no act.
    """
    votes = bench.rows("council_votes", state=claim["state"], category=CATEGORIES)
    acts = _acts_of_turn(bench, claim, votes)
    pact = by_day(bench.rows("treaty_acts", treaty=claim["treaty"], act="signed"))[:1]
    words = bench.rows("statements", subject=claim["state"], has_bears_on=claim.id)
    if not acts and not pact:
        if not votes:
            return not_testable("No vote and no act of a turn is in view.", "Testable with votes on the North.")
        counted = bench.count(votes, "votes", "votes on the North in view")
        return Finding(
            CONTRADICTED,
            f"None of {counted} in view is a veto, and no act of a turn is in view.",
            bench.confidence(votes, own=True),
            (counted,),
            (),
            ids(votes),
            "Supported with qualification once a veto, a draft that eases, or pressure on the Panel is in view.",
        )
    turn = by_day([*acts, *pact])
    signed = last_day(pact[0].date) if pact else None
    near = [row for row in turn if signed and abs((last_day(row.date) - signed).days) <= claim["window_days"]]
    far = [row for row in turn if row not in near]
    all_acts = bench.count(turn, "acts", "acts of the turn")
    close = bench.count(near, "acts", "acts of the turn near the pact")
    window = bench.constant(claim["window_days"], "days")
    needed = claim["majority"] * len(turn)
    verdict = SUPPORTED if len(near) > needed else QUALIFIED
    first = turn[0]
    lead = (
        bench.number((signed - last_day(first.date)).days, "days", "from the first act to the pact", [first, *pact])
        if pact
        else None
    )
    share, total = claim["majority"], len(turn)
    withdrawn = next(k for k in range(total + 1) if len(near) - k <= share * (total - k)) if near else 0
    move = int(needed - len(near)) + 1 if verdict == QUALIFIED else withdrawn
    return Finding(
        verdict,
        sentences(
            f"Of {all_acts} of the turn in view {close} fall within {window} of the pact ({day(pact[0].date)})."
            if pact
            else f"{opening(all_acts.text)} of a turn are in view, and no pact.",
            f"The first is of {day(first.date)}"
            + (f", {lead} before it: {_told(first)}." if lead and lead.value > 0 else f": {_told(first)}."),
            turn[1:] and f"Further ones: {apart(f'{_told(row)} ({day(row.date)})' for row in turn[1:])}.",
            words and f"Words on the pact: {listed(latest_words(words))}.",
        ),
        bench.confidence(turn, own=True),
        (all_acts, close, *((lead,) if lead else ())),
        ids(near),
        ids([*far, *(row for row in words if row.kind == "qualification")]),
        f"Supported if {Quantity(value=move, unit='acts')} outside that window had fallen within it."
        if verdict == QUALIFIED
        else f"Supported with qualification if {Quantity(value=move, unit='acts')} near the pact were withdrawn.",
    )


def _acts_of_turn(bench: Bench, claim: Claim, votes: list[Row]) -> list[Row]:
    """Acts of the kinds named that are established, and vetoes that no such act records yet."""
    acts = bench.rows("protection_acts", kind=claim["kinds"], status=claim["statuses"], has_subject=claim["state"])
    days = {row.date for row in acts if row.kind == "veto"}
    return [*acts, *(row for row in votes if is_veto(row) and row.date not in days)]


def _told(row: Row) -> str:
    if hasattr(row, "vote"):
        return f"veto on {row.topic}"
    return "the pact signed" if hasattr(row, "treaty") else row.act


def backing(bench: Bench, claim: Claim) -> Finding:
    """T8: protective votes, and words for revising the sanctions or against restoring their monitoring."""
    since: date = claim["since"]
    votes = by_day(bench.rows("council_votes", state=claim["state"], category=CATEGORIES))
    votes = [row for row in votes if row.date >= since.isoformat()]
    vetoes = [row for row in votes if is_veto(row)]
    said_by = by_day(bench.rows("statements", kind=claim["kinds"], has_subject=claim["state"], has_bears_on=claim.id))
    spoken = [row for row in said_by if last_day(row.date) >= since and mentions(row, claim["topics"], _COLUMNS)]
    days = {(row.speaker, row.date) for row in spoken}
    occasions = {
        (speaker, on)
        for speaker, on in days
        if not any(speaker == other and on != full and full.startswith(on) for other, full in days)
    }
    counted = bench.number(len(occasions), "statements", "statements on the sanctions, one a speaker and day", spoken)
    cast = bench.count(vetoes, "votes", "protective votes")
    if not votes and not spoken:
        wanted = f"a vote or words since {day(since.isoformat())}"
        return not_testable(
            f"No vote and no words since {day(since.isoformat())} are in view.", f"Testable with {wanted}."
        )
    voted, said = len(vetoes) >= claim["votes"], len(occasions) >= claim["statements"]
    verdict = SUPPORTED if voted and said else QUALIFIED if voted or said else CONTRADICTED
    lacking = [
        word
        for word, there in (
            ("a protective vote", voted),
            (f"{bench.constant(claim['statements'] - len(occasions), 'statements')} more on the sanctions", said),
        )
        if not there
    ]
    spare = f"the {cast}, or the statements of all but {claim['statements'] - 1} of {len(occasions)} occasions,"
    return Finding(
        verdict,
        sentences(
            f"Since {day(since.isoformat())}: {cast} in view"
            + (f" ({apart(f'{row.topic}, {day(row.date)}' for row in vetoes)})." if vetoes else "."),
            f"{opening(counted.text)} for revising the sanctions or against restoring their "
            f"monitoring: {listed(latest_words(spoken))}."
            if spoken
            else "No words on the sanctions are in view.",
            "A veto and words are lawful.",
        ),
        bench.confidence.weakest(vetoes, spoken, own=True) if vetoes or spoken else bench.confidence(votes, own=True),
        (cast, counted),
        ids(vetoes, spoken),
        ids(row for row in votes if row.vote == "yes"),
        f"Supported with {listed(lacking)}." if lacking else f"Supported with qualification if {spare} were withdrawn.",
    )


def alignment(bench: Bench, claim: Claim) -> Finding:
    """T9: the likeness (T3) against the ups and downs (P1), as far as the evidence in view bears each."""
    found = {name: bench.finding(name) for name in ("T3", "P1")}
    likes, sways = (found[name].verdict in (SUPPORTED, QUALIFIED) for name in ("T3", "P1"))
    told = (
        f"The likeness (T3) is {WORDS[found['T3'].verdict]}, the ups and downs (P1) are {WORDS[found['P1'].verdict]}."
    )
    flip = f"{'Contradicted' if sways else 'Not testable'} if T3 fell below supported with qualification"
    if not likes and not sways:
        return not_testable(told, "Testable once T3 or P1 is supported with qualification or better.")
    verdict = {(True, True): MIXED, (True, False): QUALIFIED, (False, True): CONTRADICTED}[likes, sways]
    deciding = [found[name] for name, holds in (("T3", likes), ("P1", sways)) if holds]
    order = ("low", "moderate", "high")
    return Finding(
        verdict,
        sentences(
            told,
            likes
            and sways
            and "The article states both; a text that resembles an old one is no sign that it held in between.",
        ),
        min((one.confidence for one in deciding if one.confidence), key=order.index, default=None),
        tuple(number for one in deciding for number in one.quantities),
        found["T3"].rows_for if likes else (),
        found["P1"].rows_for if sways else (),
        {
            MIXED: f"{flip}; supported with qualification if P1 did.",
            QUALIFIED: f"{flip}; mixed if P1 rose to supported with qualification.",
            CONTRADICTED: "Mixed if T3 rose to supported with qualification.",
        }[verdict],
    )


JUDGES = {"T7": turning, "T8": backing, "T9": alignment}
