"""China: its words on the visit (C5), its balance (C6), no pact of three (C7), its pact with Russia (C9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from analysis.argument.bench import Bench
from analysis.argument.confidence import roots
from analysis.argument.findings import CONTRADICTED, MIXED, QUALIFIED, SUPPORTED, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import Row, begun, by_day, ended, has, ids, mentions, quoted, states
from analysis.argument.treaties import acts_of
from analysis.argument.wording import apart, day, listed, sentences
from analysis.evidence.dates import first_day

_COLUMNS = ("gist", "words")


def sovereign_affair(bench: Bench, claim: Claim) -> Finding:
    """C5a: official, day and words on the visit; another official text nearby that welcomes the tie."""
    parent = claim.id.rstrip("ab")
    official = by_day(bench.rows("statements", subject=claim["state"]))
    official = [row for row in official if (has(row.bears_on, claim.id) or has(row.bears_on, parent))]
    first, last = claim["from_day"].isoformat(), claim["to_day"].isoformat()
    said = [row for row in official if begun(row.date, last) and not ended(row.date, first)]
    said = [row for row in said if mentions(row, claim["words"], _COLUMNS)]
    dated = [row for row in said if len(row.date) == 10]
    if not dated:
        return not_testable(
            f"No dated words of a Chinese official on two sovereign states between {day(first)} and {day(last)} are "
            "in view.",
            "Testable with the official, the day and the words.",
        )
    best = next(word for word in claim["words"] if any(mentions(row, [word], _COLUMNS) for row in dated))
    row = next(row for row in dated if mentions(row, [best], _COLUMNS))
    welcomes = [
        other
        for other in official
        if other not in said
        and (other.kind == "endorsement" or mentions(other, claim["welcome"], _COLUMNS))
        and abs((first_day(other.date) - first_day(row.date)).days) <= claim["days"]
    ]
    span = bench.constant(claim["days"], "days")
    counted = bench.count(roots(dated), "statements", "statements on two sovereign states, renderings counted once")
    return Finding(
        QUALIFIED if welcomes else SUPPORTED,
        sentences(
            f"{quoted(row)}.",
            f"Within {span} another official text welcomes the tie: {apart(quoted(w) for w in welcomes)}."
            if welcomes
            else f"No official text within {span} that welcomes the tie is in view.",
        ),
        bench.confidence.weakest(dated, welcomes, own=True),
        (counted,),
        ids(dated),
        ids(welcomes),
        f"Supported if the texts that welcome the tie ({len(welcomes)} within {span}) were withdrawn."
        if welcomes
        else f"Supported with qualification once an official text within {span} of {day(row.date)} welcomes the tie.",
    )


def motive(bench: Bench, claim: Claim) -> Finding:
    """C5b: a motive without a document."""
    words = bench.finding(f"{claim.id[:-1]}a")
    return not_testable(
        sentences(
            "A motive is not seen in words or acts, and no document of it is in view.",
            words.rows_for and "The words themselves are judged apart.",
        ),
        claim.would_change,
    )


def balance(bench: Bench, claim: Claim) -> Finding:
    """C6: a positive act at the top level in each direction within the year before the day."""
    since = (date.fromisoformat(bench.as_of) - timedelta(days=claim["days"])).isoformat()
    acts = by_day(bench.rows("events", kind=claim["kinds"], level=claim["levels"], has_subject=claim["state"]))
    acts = [row for row in acts if row.status != "alleged"]
    if not acts:
        return not_testable(
            f"No act of {bench.state(claim['state'])} at the top level is in view.",
            "Testable with acts at the top level.",
        )
    directions = {"the United States": ["USA"], "Europe": claim["europe"], "the neighbours": claim["neighbours"]}
    found = {
        name: [row for row in acts if set(row.toward.split(";")) & set(codes) and not ended(row.date, since)]
        for name, codes in directions.items()
    }
    lacking = [name for name, rows in found.items() if not rows]
    verdict = (SUPPORTED, QUALIFIED, MIXED, CONTRADICTED)[len(lacking)]
    used = [row for rows in found.values() for row in rows]
    counted = bench.number(len(used), "acts", "acts at the top level within the span", used)
    latest = {name: rows[-1] for name, rows in found.items() if rows}
    return Finding(
        verdict,
        sentences(
            f"Since {day(since)}"
            + (
                f", {apart(f'towards {n}: {row.event} ({day(row.date)})' for n, row in latest.items())}."
                if latest
                else ":"
            ),
            lacking and f"No positive act at the top level towards {listed(lacking, 'or')} is in view.",
            "That it seeks a balance is a reading of these acts.",
        ),
        bench.confidence.weakest(*(found.values() if not lacking else [used or acts]), own=True),
        (counted,),
        ids(used),
        (),
        f"Supported with a top-level act towards {listed(lacking)} since {day(since)}."
        if lacking
        else f"Supported with qualification if the acts in one direction were withdrawn, the fewest being "
        f"{min(len(rows) for rows in found.values())}.",
    )


def no_pact_of_three(bench: Bench, claim: Claim) -> Finding:
    """C7: a document or an exercise of the three, a joint appearance, or neither."""
    three = set(claim["parties"])
    met = by_day(
        row
        for row in [*bench.rows("meetings", kind="met", level="top"), *bench.rows("events", level="top", kind="visit")]
        if row.status != "alleged"
    )
    if not any(len(three & states(row)) > 1 for row in met):
        return not_testable("No meeting of these leaders is in view.", "Testable with their meetings.")
    bonds = by_day(
        row
        for row in [*bench.rows("events", kind=claim["bonds"]), *bench.rows("side_agreements")]
        if three <= states(row) and row.status != "alleged"
    )
    together = [row for row in met if three <= states(row)]
    verdict = CONTRADICTED if bonds else MIXED if together else QUALIFIED
    in_pairs = [row for row in met if len(three & states(row)) == 2]
    counted = bench.number(len(in_pairs), "meetings", "meetings of two of the three at the top level", in_pairs)
    uttered = bench.rows("experts", row_type="utterance", has_bears_on=claim.id)
    return Finding(
        verdict,
        sentences(
            f"A document or exercise of the three: {apart(f'{_told(row)} ({day(row.date)})' for row in bonds)}."
            if bonds
            else "No document and no exercise of the three is in view.",
            f"The three leaders appeared together on {day(together[0].date)} ({_told(together[0])})."
            if together
            else f"No joint appearance of the three leaders is in view; they met in pairs ({counted}).",
            *(f"{row.expert}: {row.gist}." for row in uttered[:1]),
            "What China wants is not seen; what it did is.",
        ),
        bench.confidence(bonds or together or in_pairs, own=True),
        (counted,),
        ids([*(() if together or bonds else in_pairs), *uttered]),
        ids(bonds, together),
        {
            CONTRADICTED: "Mixed if that document or exercise were withdrawn.",
            MIXED: "Contradicted by a document or an exercise of the three; supported with qualification if the joint "
            "appearance were withdrawn.",
            QUALIFIED: "Mixed after a joint appearance of the three; contradicted by a document or an exercise.",
        }[verdict],
    )


def _told(row: Row) -> str:
    return next(text for name in ("event", "title", "occasion", "place") if (text := getattr(row, name, "")))


def _names(bench: Bench, codes: Iterable[str]) -> str:
    return listed(bench.state(code) for code in codes)


def pact(bench: Bench, claim: Claim) -> Finding:
    """C9: treaties of the two in force, and whether one holds a duty of defence, or consultation only."""
    parties = set(claim["parties"])
    acts: dict[str, list[Row]] = {}
    for row in bench.rows("treaty_acts", subject=claim["parties"]):
        if states(row) == parties:
            acts.setdefault(row.treaty, []).append(row)
    coded = {key: bench.rows("provisions", treaty=key) for key in acts}
    in_force = {
        key: acts_of(rows, "in_force")
        for key, rows in acts.items()
        if acts_of(rows, "in_force") and not acts_of(rows, "ended")
    }
    if not any(coded.values()):
        return not_testable(
            f"No text of a treaty of {_names(bench, claim['parties'])} is in view.", "Testable with a text."
        )
    clauses = [row for key in in_force for row in coded[key]]
    duty = [row for row in clauses if row.provision in claim["duty"] and row.strength >= claim["strength"]]
    talks = [row for row in clauses if row.provision == claim["consultation"] and row.strength >= claim["present"]]
    open_ = [row for row in clauses if row.provision in claim["duty"] and row.reading == "absence_unproved"]
    proved = [row for row in clauses if row.provision in claim["duty"] and row.strength == 0]
    binding = [row for rows in in_force.values() for row in rows]
    verdict = SUPPORTED if duty else MIXED if in_force else CONTRADICTED
    counted = bench.number(len(in_force), "treaties", "treaties of the two in force", binding, "count of treaties")
    return Finding(
        verdict,
        sentences(
            f"In force between {_names(bench, claim['parties'])}: "
            f"{listed(f'{bench.treaty(key)} (since {day(rows[0].date)})' for key, rows in in_force.items())}."
            if in_force
            else f"No treaty in force between {_names(bench, claim['parties'])} is in view.",
            duty and f"It holds a duty of defence: {listed(row.paraphrase for row in duty)}.",
            talks and not duty and f"It holds consultation only: {listed(row.paraphrase for row in talks)}.",
            in_force
            and not duty
            and "No duty of defence is coded in it"
            + ("; that it is absent is not proved, since the text was not read whole." if open_ else "."),
        ),
        bench.confidence.weakest(binding, duty or talks or proved or open_, own=True),
        (counted,),
        ids([*duty, *(binding if duty else ())]),
        ids([*(() if duty else (*binding, *talks, *proved))]),
        f"Mixed if the duty were coded below {claim['strength']}."
        if duty
        else f"Supported if a duty of defence were coded {claim['strength']} in a treaty in force"
        + ("; contradicted if none were in force." if in_force else "."),
    )


JUDGES = {"C5a": sovereign_affair, "C5b": motive, "C6": balance, "C7": no_pact_of_three, "C9": pact}
