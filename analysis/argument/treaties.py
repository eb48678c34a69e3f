"""The treaty of 2024: what it replaces (T1), binds (T2), resembles (T3) and covers (T4)."""

from __future__ import annotations

from analysis.argument.bench import Bench
from analysis.argument.confidence import roots
from analysis.argument.findings import CONTRADICTED, MIXED, QUALIFIED, SUPPORTED, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import Row, by_day, by_knowledge, has, ids, mentions, quoted
from analysis.argument.similarity import coding, interval, leave_one_out
from analysis.argument.wording import Phrase, apart, day, listed, opening, phrase, sentences
from analysis.evidence.dates import last_day

_DEEDS = {"text_public": "publication of the text", "ratified": "ratification"}
"""Acts by which a side acknowledges a text, as prose."""


def replacement(bench: Bench, claim: Claim) -> Finding:
    """T1: the clause that ends the treaty of 2000 is public, and the treaty of 2024 in force."""
    acts = bench.rows("treaty_acts", treaty=claim["treaty"])
    signed, in_force = acts_of(acts, "signed"), acts_of(acts, "in_force")
    clause = bench.rows("provisions", treaty=claim["treaty"], provision="supersedes_previous")
    clause = [row for row in clause if row.strength > 0]
    public = [row for row in acts_of(acts, "text_public") if has(row.replaces, claim["replaced"])]
    ended = acts_of(bench.rows("treaty_acts", treaty=claim["replaced"]), "ended")
    wider = [
        row for row in acts_of(acts, "replacement_announced") if set(row.replaces.split(";")) - {claim["replaced"], ""}
    ]
    stated = list(dict.fromkeys(key for row in public for key in row.replaces.split(";")))
    if not signed or not clause:
        missing = listed((*(() if signed else ("a signature",)), *(() if clause else ("a public clause",))))
        return not_testable(
            sentences(f"Not in view: {missing}.", _announcement(bench, acts_of(acts, "replacement_announced"))),
            f"Testable with {missing}; supported once the treaty is in force.",
        )
    verdict = SUPPORTED if in_force else QUALIFIED
    quantities = ()
    if in_force:
        days = _days_between(signed[0].date, in_force[0].date)
        quantities = (bench.number(days, "days", "from signature to entry into force", [signed[0], in_force[0]]),)
    return Finding(
        verdict,
        sentences(
            f"Signed on {day(signed[0].date)}; the clause has been public since {day(clause[0].known_on)}: "
            f"{clause[0].paraphrase}.",
            f"In force since {day(in_force[0].date)}."
            if in_force
            else f"The treaty is not in force on {day(bench.day)}, so that the older one still is.",
            ended and f"The older treaty ended on {day(ended[0].date)}.",
            _announcement(bench, wider),
            wider and stated and f"The text itself names {listed(map(bench.treaty, stated))} alone.",
        ),
        bench.confidence.weakest(signed, [*clause, *public], in_force, own=True),
        quantities,
        ids(signed, clause, in_force, ended),
        (),
        f"Supported with qualification if the entry into force were found to lie after {day(bench.day)}."
        if in_force
        else "Supported once the treaty is in force.",
    )


def acts_of(acts: list[Row], act: str) -> list[Row]:
    """Acts of one kind, in order of days."""
    return by_day(row for row in acts if row.act == act)


def _days_between(start: str, end: str) -> int:
    return (last_day(end) - last_day(start)).days


def _announcement(bench: Bench, announced: list[Row]) -> str:
    if not announced:
        return ""
    row = announced[0]
    named = listed(bench.treaty(key) for key in row.replaces.split(";"))
    return f"Announced on {day(row.date)} ({row.actor or row.issuer}): it would take the place of {named}."


def defence(bench: Bench, claim: Claim) -> Finding:
    """T2: an operative duty to help at the binding strength, acknowledged by both sides; trigger and limiters."""
    coded = bench.rows("provisions", treaty=claim["treaty"])
    duty = [row for row in coded if row.provision == claim["duty"] and row.strength >= claim["strength"]]
    limiters = [row for row in coded if row.provision == claim["limiters"] and row.strength > 0]
    if not coded:
        return not_testable("No text of the treaty is in view.", phrase("Testable with the text."))
    acknowledged = {code: _acknowledgements(bench, claim, code) for code in claim["parties"]}
    sides = [code for code, rows in acknowledged.items() if rows]
    said = [row for rows in acknowledged.values() for row in rows]
    if not duty:
        strongest = max(
            (row for row in coded if row.provision == claim["duty"]), key=lambda row: row.strength, default=None
        )
        return Finding(
            CONTRADICTED,
            f"The text is in view and its duty to help is coded {_strength(strongest)}, short of "
            f"{claim['strength']} (binding).",
            bench.confidence(coded),
            (),
            ids(said),
            ids([strongest] if strongest else coded),
            phrase("Supported with qualification if the duty were coded {strength}.", strength=claim["strength"]),
        )
    verdict = SUPPORTED if len(sides) == len(claim["parties"]) else QUALIFIED
    silent = [bench.state(code) for code in claim["parties"] if code not in sides]
    firsts = listed(f"{bench.state(code)} ({_acknowledgement(acknowledged[code][0])})" for code in sides)
    return Finding(
        verdict,
        sentences(
            f"Article {listed(row.article for row in duty)} holds the duty, with its trigger: "
            f"{listed(row.paraphrase for row in duty)}.",
            f"Its limiters: {listed(row.paraphrase for row in limiters)}." if limiters else "No limiter is coded.",
            sides and f"Acknowledged first by {firsts}.",
            silent and f"No acknowledgement by {listed(silent)} is in view.",
        ),
        bench.confidence.weakest([*duty, *_published(bench, claim["treaty"])], *acknowledged.values(), own=True),
        (
            bench.number(max(row.strength for row in duty), "", "strength of the duty, 0 to 3", duty, "highest coding"),
            bench.count(roots(said), "statements", "acknowledgements in view, renderings counted once"),
        ),
        ids(duty, said),
        ids(limiters),
        phrase(
            "Contradicted if the duty were coded below {strength}; supported with qualification if all "
            "acknowledgements of one side were withdrawn ({tally}).",
            strength=claim["strength"],
            tally=_tally(bench, acknowledged),
        )  # fmt: skip
        if verdict == SUPPORTED
        else phrase("Supported once {states} acknowledges the duty.", states=silent),
    )


def _tally(bench: Bench, acknowledged: dict[str, list[Row]]) -> list[Phrase]:
    return [
        phrase("{number} of {state}", number=len(rows), state=bench.state(code)) for code, rows in acknowledged.items()
    ]


def _published(bench: Bench, treaty: str) -> list[Row]:
    """Publications of a text: what the coding of its articles rests on in the end."""
    return bench.rows("treaty_acts", treaty=treaty, act="text_public")


def _strength(row: Row | None) -> str:
    return "not at all" if row is None or row.strength != row.strength else f"{row.strength:.0f}"


def _acknowledgements(bench: Bench, claim: Claim, code: str) -> list[Row]:
    """Words of a side on the duty, and its acts that publish or ratify the text, in the order they became known."""
    spoken = bench.rows("statements", kind=("endorsement", "admission"), has_subject=code, has_bears_on=claim.id)
    acted = bench.rows("treaty_acts", treaty=claim["treaty"], act=("text_public", "ratified"))
    acted = [row for row in acted if bench.side_of(row.actor) == code]
    return by_knowledge([*spoken, *acted])


def _acknowledgement(row: Row) -> str:
    if hasattr(row, "speaker"):
        return quoted(row)
    return f"{_DEEDS[row.act]}, {day(row.date)}, {row.actor}"


def likeness(bench: Bench, claim: Claim) -> Finding:
    """T3: an automatic duty shared with 1961 that 2000 lacks, and similarity with bounds over unproved absences."""
    treaties = {key: claim[key] for key in ("treaty", "elder", "younger")}
    duty = {key: _duty(bench, claim, name) for key, name in treaties.items()}
    if duty["treaty"] is None or duty["elder"] is None:
        missing = [bench.treaty(treaties[key]) for key in ("treaty", "elder") if duty[key] is None]
        return not_testable(f"The duty to help in {listed(missing)} is not in view.", "Testable with the texts.")
    new, old, middle = (coding(bench, treaties[key], claim["present"]) for key in ("treaty", "elder", "younger"))
    near, far = interval(bench, new, old), interval(bench, new, middle)
    matching = (interval(bench, new, old, "simple matching"), interval(bench, new, middle, "simple matching"))
    parted = near.interval[0] > far.interval[1]
    has_it = {key: row is not None and row.strength >= claim["strength"] for key, row in duty.items()}
    younger = duty["younger"]
    proved = younger is not None and younger.strength == 0 and younger.reading in ("text", "absence_proved")
    words = bench.rows("statements", has_bears_on=claim.id)
    words = [row for row in words if row.kind in ("qualification", "endorsement", "admission")]
    separated = [
        domain for domain, (n, f) in leave_one_out(bench, new, old, middle).items() if n.interval[0] > f.interval[1]
    ]
    if has_it["younger"] or not has_it["elder"] or not has_it["treaty"]:
        verdict = CONTRADICTED
    elif proved and parted:
        verdict = SUPPORTED
    else:
        verdict = QUALIFIED
    shared = has_it["treaty"] and has_it["elder"]
    gap = bench.number(
        far.interval[1] - near.interval[0], "index", "overlap of the bounds", [*new.rows, *old.rows, *middle.rows]
    )
    return Finding(
        verdict,
        sentences(
            f"{opening(bench.treaty(claim['treaty']))} and {bench.treaty(claim['elder'])} "
            + ("share a duty to help at once." if shared else "do not share a duty to help at once."),
            _younger(bench, claim, younger, has_it["younger"], proved),
            f"Likeness by Jaccard’s measure, as bounds over what is not known: {near} with "
            f"{bench.treaty(claim['elder'])}, {far} with {bench.treaty(claim['younger'])}; by simple matching "
            f"{matching[0]} and {matching[1]}.",
            "The lowest with the elder exceeds the highest with the younger."
            if parted
            else "The bounds overlap: the texts in view cannot tell which is nearer.",
            f"When one domain at a time is left out, the bounds part in {len(separated) or 'none'} of "
            f"{len(set(bench.domains.values()))} cases.",
            *(f"{quoted(row)}." for row in by_day(roots(words))[:2]),
        ),
        bench.confidence.weakest(
            *([row, *_published(bench, row.treaty)] for row in duty.values() if row is not None), own=True
        ),
        (near, far, *matching, gap),
        ids(
            [*(row for key, row in duty.items() if row is not None and has_it[key] and key != "younger"), *roots(words)]
        ),
        ids([younger] if younger is not None and has_it["younger"] else []),
        f"Contradicted if the duty were found in {bench.treaty(claim['younger'])}."
        + (
            f" Supported only if its absence there were proved and the open provisions settled so that the bounds no "
            f"longer overlap (now by {gap})."
            if verdict == QUALIFIED
            else ""
        ),
    )


def _duty(bench: Bench, claim: Claim, treaty: str) -> Row | None:
    """The strongest row on the duty; one without known strength only if there is no other."""
    found = bench.rows("provisions", treaty=treaty, provision=claim["duty"])
    known = [row for row in found if row.strength == row.strength]
    return max(known, key=lambda row: (row.strength, row.row_id), default=None)


def _younger(bench: Bench, claim: Claim, row: Row | None, has_it: bool, proved: bool) -> str:
    name = bench.treaty(claim["younger"])
    if has_it:
        return f"{opening(name)} has it too: {row.paraphrase}."
    if row is not None and row.strength > 0:
        return f"{opening(name)} has a weaker form of it: {row.paraphrase}."
    if proved:
        return f"{opening(name)} is proved to lack it."
    accounts = bench.rows("provisions", treaty=claim["younger"], provision=claim["duty"])
    said = listed(row.paraphrase for row in accounts if row.paraphrase)
    return f"No source in view shows it in {name}{f' ({said})' if said else ''}; that it is absent is not proved."


def breadth(bench: Bench, claim: Claim) -> Finding:
    """T4: other domains in the treaty, and where each named item stands."""
    coded = [row for row in bench.rows("provisions", treaty=claim["treaty"]) if row.strength == row.strength]
    if not coded:
        return not_testable("No text of the treaty is in view.", "Testable with the text.")
    other = [row for row in coded if row.strength >= claim["strength"] and bench.domains[row.provision] != "security"]
    domains = list(dict.fromkeys(bench.domains[row.provision] for row in other))
    signed = acts_of(bench.rows("treaty_acts", treaty=claim["treaty"]), "signed")
    beside = bench.rows("side_agreements", event="signature", in_treaty="no")
    beside = [row for row in beside if signed and row.date == signed[0].date]
    inside, outside, nowhere = {}, {}, []
    items = claim["items"]
    for item, word in items.items():
        named = [row for row in coded if row.provision == item and row.strength >= claim["present"]]
        agreed = [row for row in beside if mentions(row, (word,), ("title",))]
        if named:
            inside[item] = named
        elif agreed:
            outside[item] = agreed
        else:
            nowhere.append(item)
    if len(domains) < claim["domains"]:
        verdict = CONTRADICTED
    else:
        verdict = MIXED if nowhere else QUALIFIED if outside else SUPPORTED
    counted = bench.number(
        len(domains), "domains", "domains besides security, cooperative or stronger", other, "distinct domains"
    )
    agreements = list(dict.fromkeys(row for rows in outside.values() for row in rows))
    return Finding(
        verdict,
        sentences(
            f"The treaty is coded for {counted} besides security ({listed(d.replace('_', ' ') for d in domains)}).",
            inside and f"In its text: {listed(items[item] for item in inside)}.",
            outside
            and f"Only in an agreement of the same day: {listed(items[item] for item in outside)}. Those papers are: "
            f"{apart(row.title for row in agreements)}.",
            nowhere and f"In neither: {listed(items[item] for item in nowhere)}.",
        ),
        bench.confidence.weakest(other, agreements, own=True),
        (counted,),
        ids([*other, *(row for rows in inside.values() for row in rows)]),
        ids(agreements),
        {
            SUPPORTED: "Supported with qualification if an item were found only beside the treaty.",
            QUALIFIED: f"Supported if {listed(items[item] for item in outside)} were found in the treaty itself.",
            MIXED: f"Supported with qualification once {listed(items[item] for item in nowhere)} is found in an "
            "agreement of the day.",
            CONTRADICTED: f"At least {claim['domains']} other domains in the text.",
        }[verdict],
    )


JUDGES = {"T1": replacement, "T2": defence, "T3": likeness, "T4": breadth}
