"""The ledger as printers and the terminal show it: claims in a row, parts below their claim, verdicts in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.press.language import _, active, speaking
from analysis.press.protocol import VERDICTS, Change, Claim, Graded, Ledger, Translation
from analysis.press.verdicts import confidence_label, verdict_label


class Note(NamedTuple):
    """What stands below a verdict: its kind, a heading in the language that is printed, and what the study says."""

    kind: str
    heading: str
    text: str


def walk_claims(claims: Sequence[Claim], depth: int = 0) -> Iterator[tuple[int, Claim]]:
    """Claims and their parts in order, each with how deep it stands."""
    for claim in claims:
        yield depth, claim
        yield from walk_claims(claim["parts"], depth + 1)


def tally(ledger: Ledger | None) -> dict[str, int]:
    """How many claims have each verdict, parts left out, from the best to the worst; verdicts without any fall out."""
    counts = Counter(claim["verdict"] for claim in ledger["claims"]) if ledger else Counter()
    return {verdict: counts[verdict] for verdict in VERDICTS if counts[verdict]}


def grade(judged: Graded) -> str:
    """A verdict with its confidence, in a reader's words."""
    verdict = verdict_label(judged["verdict"])
    if not judged["confidence"]:
        return verdict
    return _("{verdict} ({confidence})").format(verdict=verdict, confidence=confidence_label(judged["confidence"]))


def standing(claim: Claim) -> str:
    """Under how many of the listed other choices the verdict stays; empty where the study lists none."""
    others = claim.get("specifications", {"n": 0})
    return _("{part} of {whole}").format(part=others["agreeing"], whole=others["n"]) if others["n"] else ""


def told_in(ledger: Ledger, translation: Translation) -> Ledger:
    """A ledger with the statements and voices that a translation has; all else stays in the study's language."""

    def told(claim: Claim) -> Claim:
        return {
            **claim,
            "statement": translation["statements"].get(claim["id"], claim["statement"]),
            "voice": translation["names"].get(claim["voice"], claim["voice"]),
            "parts": [told(part) for part in claim["parts"]],
        }

    return {**ledger, "claims": [told(claim) for claim in ledger["claims"]]}


def claim_notes(claim: Claim, language: str = "") -> list[Note]:
    """What stands below a verdict, each with its heading; the reason comes first.

    Parameters
    ----------
    claim : Claim
    language : str, optional
        The study's language, where that is not the one printed: the notes are then composed in it, since most of what
        they hold is the study's; the headings stay in the language that is printed.
    """
    with speaking(language or active()):
        choices, lineages = _other_choices(claim), _lineages(claim)
    flip = claim.get("flip_point", {"text": ""})["text"]
    notes = [
        Note("reason", _("Reason"), claim["reason"]),
        Note("rule", _("Rule"), claim.get("rule", "")),
        Note("flip", _("Flip point"), flip),
        Note("change", _("What would change it"), claim["would_change"] if claim["would_change"] != flip else ""),
        Note("dissent", _("Dissent"), claim.get("dissent", "")),
        Note("choices", _("Other choices"), choices),
        Note("lineages", _("Lineages"), lineages),
    ]
    return [note for note in notes if note.text]


def _lineages(claim: Claim) -> str:
    """Who speaks for and against, and how firm the weakest row is."""
    voices = "; ".join(
        _("{name}: {for_} for, {against} against, {status}").format(
            name=who["name"], for_=who["for"], against=who["against"], status=who["status"]
        )
        for who in claim.get("lineages", ())
    )
    if not voices:
        return ""
    return _("{voices}. The weakest row that decides is {status}.").format(voices=voices, status=claim["status"])


def _other_choices(claim: Claim) -> str:
    """How the claim fares under other choices: counts by what is chosen, then those under which it differs."""
    if "specifications" not in claim:
        return ""
    others = claim["specifications"]["list"]
    if not others:
        return _("None is listed.")
    chosen, kept = (Counter(o["dimension"] for o in some) for some in (others, [o for o in others if o["agrees"]]))
    counts = "; ".join(
        _("{dimension}: {part} of {whole}").format(dimension=dimension, part=kept[dimension], whole=number)
        for dimension, number in chosen.items()
    )
    told = _("The verdict stands under {standing} ({counts}).").format(standing=standing(claim), counts=counts)
    differ = "; ".join(
        _("{dimension}, {choice}: {grade}").format(dimension=o["dimension"], choice=o["choice"], grade=grade(o))
        for o in others
        if not o["agrees"]
    )
    return " ".join([told, *([_("It differs under {choices}.").format(choices=differ)] if differ else [])])


def changes(full: Ledger, varied: Ledger) -> list[Change]:
    """Claims whose verdict or confidence differs from the full evidence."""
    before = {claim["id"]: claim for _, claim in walk_claims(full["claims"])}
    return [
        Change(id=claim["id"], before=_graded(before[claim["id"]]), after=_graded(claim))
        for _, claim in walk_claims(varied["claims"])
        if _graded(claim) != _graded(before[claim["id"]])
    ]


def _graded(claim: Claim) -> Graded:
    return Graded(verdict=claim["verdict"], confidence=claim["confidence"])


def behind(claim: Claim) -> set[str]:
    """Ids of all rows that a claim rests on, its parts apart: for, against, and behind its numbers."""
    return {*claim["for"], *claim["against"], *(row for number in claim["quantities"] for row in number["rows"])}
