"""Who said and held what: the text in print (T5), names given to it (T6), words ascribed (A4, A5), posts (E1 to E4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from analysis.argument.bench import Bench
from analysis.argument.confidence import roots
from analysis.argument.findings import CONTRADICTED, MIXED, QUALIFIED, SUPPORTED, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import Row, by_day, has, ids, mentions, quoted
from analysis.argument.treaties import acts_of
from analysis.argument.wording import apart, day, listed, sentences
from analysis.evidence.dates import first_day, last_day


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
        else "Supported with a dated page of the North’s own.",
    )


def called(bench: Bench, claim: Claim) -> Finding:
    """T6a to T6c: speaker, day and wording in the language spoken; translations alone qualify."""
    day_said = claim["day"].isoformat()
    spoken = bench.rows("statements", speaker=claim["speaker"], date=day_said)
    spoken = [row for row in spoken if row.kind in ("endorsement", "intent")]
    spoken = [row for row in spoken if mentions(row, claim["words"], ("gist", "words"))]
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
        ids(whole, used),
        ids(reversed_, others),
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


def post(bench: Bench, claim: Claim) -> Finding:
    """E1 to E4: a post as given, held on the day by a source in view; or only another one."""
    on = claim["post_day"]
    name = claim["expert"]
    if not bench.come(on.isoformat()):
        return not_testable(
            f"The day of which the article speaks, {day(on.isoformat())}, has not come.", "Testable from that day on."
        )
    posts = [row for row in bench.rows("experts", expert=name, row_type="post") if row.institution]
    given = [row for row in posts if _as_given(row, claim)]
    held = _covering(given, on, claim["carry_years"])
    other = _covering([row for row in posts if row not in given], on, claim["carry_years"])
    if not held and not other:
        return not_testable(
            f"No post of {name} on {day(on.isoformat())} is in view.", "Testable with a dated page that shows the post."
        )
    rows = held or other
    last = max((first_day(row.valid_from) for row in rows if row.valid_from), default=on)
    age = max((on - last).days, 0)
    seen = bench.number(age, "days", "from the last source before the day to the day", rows)
    return Finding(
        SUPPORTED if held else CONTRADICTED,
        sentences(
            f"In view for {name} on {day(on.isoformat())}: {apart(_held(rows))}.",
            not held and f"The article’s {claim['institutions'][-1]} is not among the posts in view.",
            age and f"The newest source before that day is older by {seen}.",
        ),
        bench.confidence(rows),
        (seen,),
        ids(held),
        ids(other) if not held else (),
        "Not testable if the sources on that post were withdrawn."
        if held
        else "Supported with a source that shows the post as given on that day.",
    )


def _held(rows: list[Row]) -> list[str]:
    """Posts with their institutions; one that another states in full falls out."""
    told = [row.post if row.institution in row.post else f"{row.post}, {row.institution}" for row in rows]
    return [one for one in told if not any(one != other and one in other for other in told)]


def _as_given(row: Row, claim: Claim) -> bool:
    return any(institution in row.institution for institution in claim["institutions"])


def _covering(posts: list[Row], on: date, carry_years: int) -> list[Row]:
    """Rows that show a post on a day: spanning it, one before and one after it, or open and not older than allowed."""
    spanning = [row for row in posts if row.valid_from and row.valid_to and _from(row) <= on <= last_day(row.valid_to)]
    before = [row for row in posts if row.valid_from and last_day(row.valid_from) <= on]
    after = [row for row in posts if _seen_after(row, on)]
    fresh = [row for row in before if not row.valid_to and _years_later(_from(row), carry_years) >= on]
    bracket = [max(before, key=_from), min(after, key=lambda row: row.known_on)] if before and after else []
    return list(dict.fromkeys([*spanning, *bracket, *fresh]))


def _from(row: Row) -> date:
    return first_day(row.valid_from)


def _seen_after(row: Row, on: date) -> bool:
    """Whether a source shows the post at some time not before the day."""
    return last_day(row.valid_to or row.valid_from) >= on


def _years_later(start: date, years: int) -> date:
    return start.replace(year=start.year + years, day=min(start.day, 28))


JUDGES = {
    "T5": publication,
    "T6a": called,
    "T6b": called,
    "T6c": called,
    "A4": ascribed,
    "A5": named,
    **dict.fromkeys(("E1", "E2", "E3", "E4"), post),
}
