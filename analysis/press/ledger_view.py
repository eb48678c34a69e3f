"""The ledger as printers and the terminal show it: claims in a row, parts below their claim, verdicts in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from analysis.press.protocol import VERDICTS, Change, Claim, Graded, Ledger
from analysis.press.verdicts import VERDICT_STYLES


def walk_claims(claims: Sequence[Claim], depth: int = 0) -> Iterator[tuple[int, Claim]]:
    """Claims and their parts in order, each with how deep it stands."""
    for claim in claims:
        yield depth, claim
        yield from walk_claims(claim["parts"], depth + 1)


def tally(ledger: Ledger | None) -> dict[str, int]:
    """How many claims have each verdict, parts left out, from the best to the worst; verdicts without any fall out."""
    counts = Counter(claim["verdict"] for claim in ledger["claims"]) if ledger else Counter()
    return {verdict: counts[verdict] for verdict in VERDICTS if counts[verdict]}


def verdict_label(verdict: str) -> str:
    """A verdict in a reader's words."""
    return VERDICT_STYLES[verdict].label


def grade(judged: Graded) -> str:
    """A verdict with its confidence, in a reader's words."""
    return verdict_label(judged["verdict"]) + (f" ({judged['confidence']})" if judged["confidence"] else "")


def standing(claim: Claim) -> str:
    """Under how many of the listed other choices the verdict stays; empty where the study lists none."""
    others = claim.get("specifications", {"n": 0})
    return f"{others['agreeing']} of {others['n']}" if others["n"] else ""


def claim_notes(claim: Claim) -> list[tuple[str, str]]:
    """What stands below a verdict, each with its heading; the reason comes first."""
    flip = claim.get("flip_point", {"text": ""})["text"]
    voices = "; ".join(
        f"{who['name']}: {who['for']} for, {who['against']} against, {who['status']}"
        for who in claim.get("lineages", ())
    )
    notes = [
        ("Reason", claim["reason"]),
        ("Rule", claim.get("rule", "")),
        ("Flip point", flip),
        ("What would change it", claim["would_change"] if claim["would_change"] != flip else ""),
        ("Dissent", claim.get("dissent", "")),
        ("Other choices", _other_choices(claim)),
        ("Lineages", f"{voices}. The weakest row that decides is {claim['status']}." if voices else ""),
    ]
    return [(heading, text) for heading, text in notes if text]


def _other_choices(claim: Claim) -> str:
    """How the claim fares under other choices: counts by what is chosen, then those under which it differs."""
    if "specifications" not in claim:
        return ""
    others = claim["specifications"]["list"]
    if not others:
        return "None is listed."
    chosen, kept = (Counter(o["dimension"] for o in some) for some in (others, [o for o in others if o["agrees"]]))
    counts = "; ".join(f"{dimension}: {kept[dimension]} of {number}" for dimension, number in chosen.items())
    differ = [f"{o['dimension']}, {o['choice']}: {grade(o)}" for o in others if not o["agrees"]]
    told = f" It differs under {'; '.join(differ)}." if differ else ""
    return f"The verdict stands under {standing(claim)} ({counts}).{told}"


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
