"""What was printed and said of the treaty: the text in state media (T5), and the names given to it (T6)."""

from __future__ import annotations

from analysis.argument.bench import Bench
from analysis.argument.findings import QUALIFIED, SUPPORTED, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import ids, mentions
from analysis.argument.treaties import acts_of
from analysis.argument.wording import day, listed, sentences


def publication(bench: Bench, claim: Claim) -> Finding:
    """T5: a dated publication of the text by state media of the North."""
    published = acts_of(bench.rows("treaty_acts", treaty=claim["treaty"]), "text_public")
    if not published:
        return not_testable("No publication of the text is in view.", "Testable with a dated publication.")
    own = [row for row in published if bench.side_of(row.actor) == claim["state"]]
    dated = [row for row in own if len(row.date) == 10]
    others = [row for row in published if row not in own]
    row = (dated or published)[0]
    return Finding(
        SUPPORTED if dated else QUALIFIED,
        sentences(
            f"Published on {day(row.date)} by {row.actor or row.issuer}.",
            dated
            and others
            and f"{listed(r.actor or r.issuer for r in others)} published it on {listed(day(r.date) for r in others)}.",
        ),
        bench.confidence(dated or published, own=True),
        (bench.count(published, "acts", "publications in view"),),
        ids(published),
        (),
        "Not testable if the publication were withdrawn."
        if dated
        else "Supported with a dated page of the North's own.",
    )


def called(bench: Bench, claim: Claim) -> Finding:
    """T6a to T6c: speaker, day and wording in the language spoken; translations alone qualify."""
    day_said = claim["day"].isoformat()
    spoken = [
        row
        for row in bench.rows("statements", speaker=claim["speaker"], date=day_said)
        if row.kind in ("endorsement", "intent") and mentions(row, claim["words"], ("gist", "words"))
    ]
    names = listed(repr(word) for word in claim["words"][:1])
    if not spoken:
        return not_testable(
            f"No words of {claim['speaker']} with {names} on {day(day_said)} are in view.", "Testable with the words."
        )
    origin = {row.rendering_of or row.row_id for row in spoken}
    spoken += [row for row in bench.rows("statements") if row.rendering_of in origin and row not in spoken]
    original = [row for row in spoken if row.words_original and row.language == claim["language"]]
    best = (original or [row for row in spoken if not row.rendering_of] or spoken)[0]
    renderings = bench.count(spoken, "statements", "renderings in view; together one utterance")
    return Finding(
        SUPPORTED if original else QUALIFIED,
        sentences(
            f"{claim['speaker']}, {day(best.date)}, {best.occasion}: {best.gist}.".replace(", :", ":"),
            f"In the language spoken: {best.words_original}."
            if original
            else "The wording in the language spoken is not in view"
            + (
                f"; an interpretation reads {best.words_original}."
                if best.words_original
                else "; only translations are."
            ),
            "" if mentions(best, claim["words"], ("topic",)) else f"Said of the {best.topic}.",
        ),
        bench.confidence([best], own=True),
        (renderings,),
        ids(spoken),
        (),
        "Supported with qualification if the wording in the language spoken were withdrawn."
        if original
        else "Supported once the wording in the language spoken is in view.",
    )


JUDGES = {"T5": publication, "T6a": called, "T6b": called, "T6c": called}
