"""The Council's sanctions: how Russia voted (S1, S2), what it did since (S3, S4), and which paragraphs bar it (S5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from analysis.argument.bench import Bench
from analysis.argument.findings import CONTRADICTED, MIXED, QUALIFIED, SUPPORTED, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import Row, begun, by_day, ended, has, ids, latest_words, mentions
from analysis.argument.wording import apart, day, listed, opening, phrase, sentences
from analysis.evidence.dates import first_day, last_day

CATEGORIES = ("sanctions", "panel_renewal")
"""Kinds of Council text that concern the sanctions on the North."""


def record(bench: Bench, claim: Claim) -> Finding:
    """S1: votes on all drafts on the North in the years named, and acts that carry the sanctions out."""
    first, last = claim["from_day"].isoformat(), claim["to_day"].isoformat()
    votes = by_day(bench.rows("council_votes", state=claim["state"], category=CATEGORIES))
    votes = [row for row in votes if first <= row.date <= last]
    span = f"from {day(first)} to {day(last)}"
    if not votes:
        return not_testable(f"No vote on the North {span} is in view.", "Testable with the votes of those years.")
    yes = [row for row in votes if row.vote == "yes"]
    vetoes = [row for row in votes if is_veto(row)]
    acts = by_day(bench.rows("protection_acts", kind="compliance", has_subject=claim["state"]))
    drafts = bench.count(votes, "drafts", "drafts on the North put to a vote")
    in_favour = bench.count(yes, "votes", "votes in favour")
    share = (in_favour.as_unit("") / drafts.as_unit("")).as_unit("percent", 100).named("share of votes in favour")
    few = len(votes) < claim["drafts_min"]
    idle = len(acts) < claim["implementing_acts"]
    spare = int(len(yes) - claim["yes_share"] * len(votes))
    if len(vetoes) > claim["vetoes"] or len(yes) < claim["yes_share"] * len(votes):
        verdict = CONTRADICTED if len(vetoes) > claim["vetoes"] else MIXED
        flip = "Supported only if votes were corrected."
    elif few or idle:
        short = bench.constant(claim["drafts_min"] - len(votes), "drafts")
        wanted = (few and f"{short} more in view", idle and "an act that carries the sanctions out")
        verdict, flip = QUALIFIED, f"Supported with {listed(wanted)}."
    else:
        verdict = SUPPORTED
        flip = f"Contradicted by one veto in those years; mixed if more than {spare} of the yes votes were otherwise."
    return Finding(
        verdict,
        sentences(
            f"{opening(span)} {bench.state(claim['state'])} voted for {len(yes)} of {drafts} in view ({share}) and "
            f"cast {len(vetoes) or 'no'} veto{'es' if len(vetoes) > 1 else ''}.",
            few and f"Fewer than {claim['drafts_min']} drafts are in view.",
            f"An act in view that carries the sanctions out: {acts[0].act} ({day(acts[0].date)})."
            if acts
            else "No act that carries them out is in view.",
        ),
        bench.confidence([*votes, *acts], own=True),
        (drafts, in_favour, share, bench.number(len(acts), "acts", "acts in view that carry the sanctions out", acts)),
        ids(yes, acts),
        ids(row for row in votes if row not in yes),
        flip,
    )


def is_veto(row: Row) -> bool:
    """A permanent member's no to a text that was not adopted, or one that the source calls a veto."""
    return row.vote == "no" and (row.result == "not_adopted" or "veto" in row.flag)


def _record_flip(bench: Bench, claim: Claim, votes: int, yes: int, verdict: str, few: bool, idle: bool) -> str:
    if verdict == QUALIFIED:
        wanted = ([bench.constant(claim["drafts_min"] - votes, "drafts").text + " more in view"] if few else []) + (
            ["an act that carries the sanctions out"] if idle else []
        )
        return f"Supported with {listed(wanted)}."
    if verdict == SUPPORTED:
        spare = int(yes - claim["yes_share"] * votes)
        return f"Contradicted by one veto in those years; mixed if more than {spare} of the yes votes were otherwise."
    return "Supported only if votes were corrected."


def support(bench: Bench, claim: Claim) -> Finding:
    """S2: the vote on the resolution named."""
    votes = bench.rows("council_votes", state=claim["state"], symbol=claim["symbol"])
    known = [row for row in votes if row.vote != "unknown"]
    if not known:
        return not_testable(f"The vote on {claim['symbol']} is not in view.", "Testable with the vote.")
    row = known[0]
    verdict = {"yes": SUPPORTED, "no": CONTRADICTED}.get(row.vote, QUALIFIED)
    cast = {"yes": "voted for", "no": "voted against", "abstain": "abstained on", "absent": "was absent for"}[row.vote]
    tally = bench.quantity("council_votes", row, "votes in favour", column="votes_for", unit="votes")
    beside = f"; {tally} in favour" if tally.known else ""
    as_said = verdict == SUPPORTED
    return Finding(
        verdict,
        f"{opening(bench.state(claim['state']))} {cast} {row.symbol} on {day(row.date)} ({row.topic}{beside}).",
        bench.confidence(known, own=True),
        (tally,) if tally.known else (),
        ids(known if as_said else ()),
        ids(() if as_said else known),
        f"{'Contradicted' if as_said else 'Supported'} only if the record of the vote were corrected.",
    )


# --------------------------------------------------------------------------------------------------- acts, paragraphs


def _paragraphs(bench: Bench, row: Row) -> list[Row]:
    """Paragraphs in view that an act touches and that were in force when it happened."""
    named = [name for name in row.paragraphs.split(";") if name]
    found = {p.row_id: p for p in bench.rows("sanctions_paragraphs", row_id=tuple(named))}
    return [found[name] for name in named if name in found and _in_force(found[name], row.date_end or row.date)]


def _in_force(paragraph: Row, on: str) -> bool:
    """Whether a paragraph was in force on a (partial) day."""
    return not ended(on, paragraph.in_force_from) and begun(on, paragraph.in_force_to or "9999-12-31")


def _binds(bench: Bench, paragraph: Row) -> bool:
    """Whether a paragraph is in force on the day of the bench."""
    over = paragraph.in_force_to and bench.come((last_day(paragraph.in_force_to) + timedelta(days=1)).isoformat())
    return not over and (not paragraph.in_force_from or bench.come(first_day(paragraph.in_force_from).isoformat()))


def _cited(paragraph: Row) -> str:
    if not paragraph.paragraph:
        return f"resolution {paragraph.resolution}"
    kind = "paragraph " if paragraph.paragraph[0].isdigit() else ""
    return f"resolution {paragraph.resolution}, {kind}{paragraph.paragraph}"


def _cite(paragraphs: Iterable[Row]) -> str:
    return apart(_cited(paragraph) for paragraph in paragraphs)


def breach(bench: Bench, claim: Claim) -> Finding:
    """S3: breaches on admission or a neutral finding, mapped to paragraphs, beside protective votes."""
    after = claim["after"].isoformat()
    name = bench.state(claim["state"])
    acts = by_day(bench.rows("protection_acts", has_subject=claim["state"]))
    touched = {row: _paragraphs(bench, row) for row in acts if first_day(row.date).isoformat() > after}
    established = [row for row, found in touched.items() if found and _is_established(row)]
    alleged = [
        row
        for row, found in touched.items()
        if found and row.kind == "breach" and row.lawful in ("no", "no_if_true") and not _is_established(row)
    ]
    votes = by_day(bench.rows("council_votes", state=claim["state"], category=CATEGORIES))
    votes = [row for row in votes if row.date > after and is_veto(row)]
    if not established and not alleged and not votes:
        return not_testable(
            f"No act and no protective vote after {day(after)} is in view.", phrase("Testable with an act or a vote.")
        )
    if established and len(votes) >= claim["protective_votes"]:
        verdict = SUPPORTED
        flip = phrase(
            "Supported with qualification if each of the {breaches} established breaches were withdrawn, or each of "
            "the {votes} protective votes.",
            breaches=len(established), votes=len(votes),
        )  # fmt: skip
    elif established or alleged:
        verdict = QUALIFIED
        votes_lack = phrase("Supported with a protective vote.")
        flip = votes_lack if established else phrase("Supported with an admission or a neutral finding.")
    else:
        verdict = MIXED
        flip = phrase(
            "Supported with qualification once a breach is alleged; supported on admission or a neutral finding."
        )
    lawful = [row for row in touched if row.lawful == "yes" and row.kind in ("compliance", "trade")]
    backed = _backed(bench, claim, (p for row in established for p in touched[row]))
    further = bench.number(len(alleged), "acts", "further breaches alleged or assessed, not counted", alleged)
    return Finding(
        verdict,
        sentences(
            *(f"{_established(bench, row)} The paragraphs: {_cite(touched[row])}." for row in established),
            backed and f"{name} had voted for resolution{'s' if len(backed) > 1 else ''} {listed(backed)}.",
            f"Protective votes: {apart(f'{row.topic} ({day(row.date)})' for row in votes)}; a veto is lawful."
            if votes
            else "No protective vote is in view.",
            alleged
            and f"Not counted: {further} alleged by adversaries or seen by open sources only; they would violate "
            "the paragraphs that they touch, if true.",
            lawful
            and f"On the side of {name} stand {len(lawful)} acts within the rules, for example: {lawful[0].act}.",
        ),
        bench.confidence.weakest(established or alleged, votes, own=True),
        (
            bench.number(len(established), "acts", "breaches admitted or found by a neutral body", established),
            further,
            bench.number(len(votes), "votes", "protective votes", votes),
        ),
        ids(established, votes),
        ids(lawful),
        flip,
    )


def _is_established(row: Row) -> bool:
    """Barred in itself, and admitted by the actor, adjudicated, or found by a neutral body."""
    admitted = row.finder == "actor" and row.status == "admitted"
    return row.lawful == "no" and (row.status == "adjudicated" or row.finder == "neutral" or admitted)


def _established(bench: Bench, row: Row) -> str:
    """An act that counts, its standing, and the latest word of the other side."""
    standing = "found by a neutral body" if row.finder == "neutral" else row.status
    answer = bench.spelled(row.other_side)
    beside = f"the other side: {answer}" if answer else "no word of the other side in view"
    return f"{row.act} ({day(row.date)}; {standing}; {beside})."


def _backed(bench: Bench, claim: Claim, paragraphs: Iterable[Row]) -> list[str]:
    """Numbers of resolutions that Russia voted for, among those breached."""
    numbers = dict.fromkeys(paragraph.resolution for paragraph in paragraphs)
    votes = {row.symbol: row.vote for row in bench.rows("council_votes", state=claim["state"])}
    return [number for number in numbers if votes.get(f"S/RES/{number}") == "yes"]


def car(bench: Bench, claim: Claim) -> Finding:
    """S4: the car as a fact, the drive as a row, and the paragraphs on luxury goods and vehicles."""
    columns = ("gist", "words", "topic")
    spoken = by_day(bench.rows("statements", has_bears_on=claim.id))
    spoken = [row for row in spoken if (mentions(row, claim["words"], columns) or row.topic == "car")]
    admitted = [row for row in spoken if has(row.subject, claim["giver"]) and row.status in ("admitted", "adjudicated")]
    given = [row for row in by_day(bench.rows("protection_acts")) if mentions(row, claim["words"], ("act",))]
    beside = [row for row in bench.rows("side_agreements") if mentions(row, claim["words"], ("title", "detail"))]
    admitted_acts = [row for row in given if row.status in ("admitted", "adjudicated")]
    drive_day = claim["drive_day"].isoformat()
    drive = [
        row
        for table, texts in (
            ("statements", columns),
            ("side_agreements", ("title", "detail")),
            ("meetings", ("outcome", "occasion")),
        )
        for row in bench.rows(table)
        if begun(row.date, drive_day)
        and not ended(getattr(row, "date_end", "") or row.date, drive_day)
        and mentions(row, claim["words"], texts)
        and mentions(row, claim["drive_words"], texts)
    ]
    if not (spoken or given or beside):
        return not_testable("No row on the car is in view.", "Testable with a dated report of the gift.")
    own = [*admitted, *admitted_acts]
    paragraphs = bench.rows("sanctions_paragraphs")
    paragraphs = [row for row in paragraphs if mentions(row, claim["paragraph_topics"], ("topic",))]
    paragraphs = [row for row in paragraphs if _binds(bench, row)]
    verdict = SUPPORTED if own and drive else QUALIFIED
    denials = [row for row in spoken if row.kind == "denial"]
    return Finding(
        verdict,
        sentences(
            f"The gift is admitted ({admitted[0].speaker}, {day(admitted[0].date)}: {admitted[0].gist})."
            if admitted
            else f"Admitted: {admitted_acts[0].act}, {day(admitted_acts[0].date)}."
            if admitted_acts
            else "Only others speak of the car.",
            f"The drive itself ({day(drive[0].date)}): {_told(drive[0])}."
            if drive
            else "No row on the drive itself is in view.",
            paragraphs and f"Paragraphs on such goods: {_cite(paragraphs)}.",
            denials and f"{denials[-1].speaker} answered ({day(denials[-1].date)}): {denials[-1].gist}.",
            "That it is a sign of closeness is a reading.",
        ),
        bench.confidence(own or [*spoken, *given, *beside], own=bool(own)),
        (
            bench.number(len(given), "acts", "cars given, as reported", given),
            bench.number(len(paragraphs), "paragraphs", "paragraphs on luxury goods and vehicles", paragraphs),
        ),
        ids(own, given, drive, beside),
        ids(denials),
        "Supported with a sourced row on the drive."
        if own and not drive
        else "Supported with an admission by the giver, and a row on the drive."
        if not own
        else "Supported with qualification if the row on the drive were withdrawn.",
    )


def _told(row: Row) -> str:
    """What a row tells, in whichever table it stands."""
    return next(text for name in ("gist", "title", "outcome", "occasion") if (text := getattr(row, name, "")))


def lawfulness(bench: Bench, claim: Claim) -> Finding:
    """S5: paragraphs that bar arms from the North, for supplier and buyer, and how far a delivery is established."""
    paragraphs = bench.rows("sanctions_paragraphs", topic=claim["topic"], resolution=claim["resolutions"])
    paragraphs = [row for row in paragraphs if row.direction in ("from PRK", "both") and _binds(bench, row)]
    supplier = [row for row in paragraphs if claim["supplier"] in row.addressee or row.addressee.startswith("all")]
    buyer = [row for row in paragraphs if "member states" in row.addressee]
    bars_supplier = [row for row in supplier if claim["supplier"] in row.addressee]
    touched = {row.row_id for row in paragraphs}
    acts = by_day(bench.rows("protection_acts", kind="breach", has_subject=claim["buyer"]))
    acts = [row for row in acts if touched & set(row.paragraphs.split(";"))]
    reports = bench.rows("transfers", subject=claim["supplier"], object=claim["buyer"])
    if not paragraphs:
        return not_testable("No paragraph on arms from the North is in view.", "Testable with the paragraphs.")
    if not acts and not reports:
        return not_testable(
            f"Paragraphs in view bar arms from the North ({_cite(paragraphs)}), but no delivery is reported.",
            "Testable with a reported delivery.",
        )
    established = [row for row in acts if row.status in ("admitted", "adjudicated")]
    neutral = [row for row in acts if row.finder == "neutral"]
    both = bool(bars_supplier and buyer)
    if not supplier and not buyer:
        verdict = CONTRADICTED
    elif not both:
        verdict = MIXED
    else:
        verdict = SUPPORTED if established else QUALIFIED
    denials = bench.rows("statements", kind="denial", has_bears_on=claim.id)
    return Finding(
        verdict,
        sentences(
            bars_supplier == buyer and both and f"In force for the supplier and the buyer alike: {_cite(buyer)}.",
            *(
                f"In force for the {side}: {_cite(bars)}." if bars else f"No paragraph in view addresses the {side}."
                for side, bars in (("supplier", bars_supplier), ("buyer", buyer))
                if bars_supplier != buyer or not both
            ),
            f"Established: {listed(row.act for row in established)}."
            if established
            else "Deliveries are alleged or assessed: they would violate these paragraphs, if true.",
            f"A neutral body found a single item: {apart(f'{row.act} ({day(row.date)})' for row in neutral)}."
            if len(neutral) == 1
            else f"A neutral body found single items: {apart(f'{row.act} ({day(row.date)})' for row in neutral)}."
            if neutral
            else "",
            denials and f"Denied by {listed(latest_words(denials))}.",
        ),
        bench.confidence.weakest(paragraphs, established or neutral or acts or reports, own=bool(established)),
        (
            bench.count(paragraphs, "paragraphs", "paragraphs in force that bar arms from the North"),
            bench.number(len(acts), "acts", "deliveries mapped to these paragraphs", acts),
            bench.number(len(established), "acts", "of them admitted or adjudicated", established),
        ),
        ids(paragraphs, acts),
        ids(denials),
        "Supported with qualification if the admission were withdrawn."
        if verdict == SUPPORTED
        else "Supported once a delivery is admitted by supplier or buyer, or adjudicated."
        if both
        else "Supported with qualification with a paragraph that addresses the other side.",
    )


JUDGES = {"S1": record, "S2": support, "S3": breach, "S4": car, "S5": lawfulness}
