"""Who said it: words ascribed to Putin (A4) and to Easley (A5); of whom, on which day, in which text."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.argument.bench import Bench
from analysis.argument.confidence import roots
from analysis.argument.findings import CONTRADICTED, MIXED, QUALIFIED, SUPPORTED, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import Row, by_day, has, ids, mentions, quoted
from analysis.argument.wording import apart, day, listed, sentences

_COLUMNS = ("gist", "words", "topic")


def ascribed(bench: Bench, claim: Claim) -> Finding:
    """A4: one text of the speaker's that says it all of both states, or parts of several, or parts of others."""
    spoken = by_day(bench.rows("statements", has_bears_on=claim.id))
    parts = claim["said"]
    own = [row for row in spoken if row.speaker == claim["speaker"]]
    if not own:
        return not_testable(
            f"No text of {claim['speaker']} with these words is in view.", "Testable with the text of the words."
        )
    carries = {name: [row for row in spoken if mentions(row, words, _COLUMNS)] for name, words in parts.items()}
    his = {name: [row for row in rows if row in own] for name, rows in carries.items()}
    texts = {row.date: [other for other in own if other.date == row.date] for row in roots(own)}
    whole = [row for row in own if all(row in rows for rows in his.values()) and mentions(row, claim["both"], _COLUMNS)]
    reversed_ = [row for row in own if row.kind == "denial"]
    foreign = [name for name, rows in his.items() if not rows]
    if reversed_ and not whole:
        verdict = CONTRADICTED
    elif whole:
        verdict = SUPPORTED
    else:
        verdict = MIXED if foreign else QUALIFIED
    used = list(dict.fromkeys(row for rows in his.values() for row in _clearest(rows)))
    others = [row for name in foreign for row in carries[name]]
    of_both = [row for row in own if mentions(row, claim["both"], _COLUMNS)]
    days = bench.number(len(texts), "days", f"days on which {claim['speaker']} spoke of it", own, "distinct days")
    return Finding(
        verdict,
        sentences(
            f"One text of {day(whole[0].date)} says it of both states: {whole[0].gist}."
            if whole
            else f"No single text of {claim['speaker']} in view says all of it of both states.",
            *(f"{quoted(row)}." for row in used if row not in whole),
            of_both
            and not whole
            and f"Of both states he said: {apart(f'{row.gist} ({day(row.date)})' for row in of_both)}.",
            *(
                f"The part on {listed(parts[name])} is not in his words in view"
                + (f"; {carries[name][0].speaker} has it ({day(carries[name][0].date)})." if carries[name] else ".")
                for name in foreign
            ),
        ),
        bench.confidence(whole or used or own, own=True),
        (days, bench.count(roots(own), "statements", "texts in view, renderings counted once")),
        ids([*whole, *used]),
        ids([*reversed_, *others]),
        "Supported with qualification if that text were withdrawn."
        if verdict == SUPPORTED
        else f"Supported with one text of one day in which {claim['speaker']} says all of it of both states.",
    )


def _clearest(rows: Iterable[Row]) -> list[Row]:
    """The text that was read before those that were relayed."""
    return sorted(rows, key=lambda row: (row.access != "read", row.known_on, row.row_id))[:1]


def named(bench: Bench, claim: Claim) -> Finding:
    """A5: the words in a text or quotation of the expert's, or in a headline alone."""
    uttered = bench.rows("experts", expert=claim["expert"], row_type="utterance")
    spoken = bench.rows("statements", speaker=claim["expert"], has_bears_on=claim.id)
    columns = ("gist", "words")
    found = [row for row in [*uttered, *spoken] if mentions(row, claim["words"], columns)]
    others = [row for row in uttered if has(row.bears_on, claim.id) and row not in found]
    words = listed(repr(word) for word in claim["words"])
    beside = [f"In view of his are other words: {row.gist} ({day(row.known_on)})." for row in others]
    if not found:
        return not_testable(
            sentences(f"No text with {words} that names {claim['expert']} is in view.", *beside),
            "Testable with a text of his, a quotation that names him, or a headline.",
        )
    passages = [row for row in found if not mentions(row, claim["headline"], columns)]
    row = (passages or found)[0]
    return Finding(
        SUPPORTED if passages else QUALIFIED,
        sentences(f"{claim['expert']}, known since {day(row.known_on)}: {row.gist}.", *beside),
        bench.confidence(passages or found),
        (bench.count(found, "statements", "texts in view with the words"),),
        ids(found),
        ids(others),
        "Supported with qualification if only a headline had the words."
        if passages
        else "Supported with a passage that credits him with the words.",
    )


JUDGES = {"A4": ascribed, "A5": named}
