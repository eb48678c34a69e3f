"""Tables of words: who said what, of whom, on which day, in which language; and what became of denials."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.argument.rows import Row, by_day, has, ids, mentions, records
from analysis.argument.wording import apart, day, listed
from analysis.evidence.evidence import Evidence
from analysis.figures.names import LANGUAGES, first_mentions
from analysis.figures.prose import Findings, bench_of
from analysis.figures.tables import Table, make_table, rows_table


def language(row: Row) -> str:
    """Language in which a statement was spoken, or of a rendering that of the rendering."""
    name = LANGUAGES.get(row.language, row.language)
    return f"{name}, a rendering" if row.rendering_of else name


def spoken(evidence: Evidence, claims: Sequence[str], label: str, title: str, until: str = "") -> Table:
    """Words that bear on some claims, renderings under what they render, with the few words that are quoted.

    Parameters
    ----------
    claims : sequence of str
        Ids of claims or parts.
    until : str
        Last day of speaking; by default every day in view.
    """
    found = [row for row in records(evidence, "statements") if any(has(row.bears_on, claim) for claim in claims)]
    found = [row for row in found if not until or row.date <= until]
    places = {row.row_id: (row.date, row.row_id) for row in found}
    found.sort(key=lambda row: (*places.get(row.rendering_of, (row.date, row.row_id)), bool(row.rendering_of)))
    columns = "day 0.95: date | speaker 1.1: speaker | of 1.1: topic | language 1: language | "
    columns += "words quoted 1.7: quoted | in our words 2.5: gist | read at 1.05: read_at"
    named = first_mentions(evidence)
    known = {"speaker": lambda row: named(row.speaker), "language": language, "quoted": _quoted}
    return rows_table(evidence, label, title, columns, found, **known)


def _quoted(row: Row) -> str:
    """The words as spoken, and as rendered in English."""
    return " / ".join(filter(None, (row.words_original, row.words))) or "–"


def sentence_parts(evidence: Evidence, claim_id: str) -> Table:
    """A sentence that is ascribed to one speaker, part by part: who said it, of whom, on which day."""
    claim = bench_of(evidence).register[claim_id]
    found = [row for row in by_day(records(evidence, "statements")) if has(row.bears_on, claim_id)]
    data, used, named = [], [], first_mentions(evidence)
    for words in claim["said"].values():
        for row in found:
            if mentions(row, words, ("gist", "words", "topic")) and not row.rendering_of:
                both = "yes" if mentions(row, claim["both"], ("gist",)) else "no"
                data.append((listed(words, "or"), named(row.speaker), day(row.date), row.topic, both, row.gist))
                used.append(row)
    columns = "part 1 | speaker 1.1 | day 1 | of 1.2 | of both states 0.7 | in our words 3.2"
    names = listed(dict.fromkeys(row.speaker for row in used))
    title = f"The sentence taken apart: each part with its speaker, day and subject{f', of {names}' if names else ''}."
    return make_table(evidence, "sentence-parts", title, columns, data, ids(used))


def posts(findings: Findings, claims: Sequence[str]) -> Table:
    """The experts: the house that the article names, and the posts in view for that day."""
    evidence = findings.evidence
    data, used = [], []
    for answer in findings.choose(claims):
        name = answer.claim["expert"]
        rows = [evidence.row(row_id)[1] for row_id in answer.finding.rows]
        held = _held((row["post"], row["institution"]) for row in rows) or "none in view"
        said = findings.bench.rows("experts", expert=name, row_type="utterance")
        if rows or said:
            used += [*answer.finding.rows, *ids(said)]
            words = apart(f"{row.gist} ({day(row.known_on)})" for row in said) or "none in view"
            data.append((answer.claim.id, name, answer.claim["institutions"][-1], held, str(answer.verdict), words))
    columns = "claim 0.5 | expert 0.9 | house named 1.1 | posts in view 1.8 | verdict 0.9 | own words in view 3"
    title = "The experts: the house that the article names, the posts in view, and words of theirs, "
    return make_table(evidence, "posts", f"{title}{len(data)} people.", columns, data, used)


def _held(posts: Iterable[tuple[str, str]]) -> str:
    """Posts by house, each once; one that only repeats the house is left out where another is known there."""
    houses: dict[str, dict[str, None]] = {}
    for post, house in posts:
        houses.setdefault(house, {}).update(dict.fromkeys(post.split("; ")))
    told = []
    for house, held in houses.items():
        named = [post for post in held if house not in post]
        told.append(f"{', '.join(named)}, {house}" if named else ", ".join(held))
    return apart(told)


def denials(evidence: Evidence) -> Table:
    """Every denial in view, and what became of it as far as the day knows."""
    bench = bench_of(evidence)
    data, used, met, named = [], [], 0, first_mentions(evidence)
    for row in by_day(bench.rows("statements", kind="denial")):
        after = bench.rows("outcomes", earlier=row.row_id)
        met += bool(after)
        used += [row.row_id, *ids(after), *(one.later for one in after)]
        fate = apart(f"{one.outcome}, {day(one.known_on)}: {one.detail}" for one in after) or "nothing later in view"
        data.append((row.date, bench.spelled(f"{named(row.speaker)} ({row.subject})"), row.topic, row.gist, fate))
    columns = "day 0.95 | speaker 1.6 | on 1.1 | denial in our words 2.6 | what became of it 2.6"
    title = f"Denials, and what became of them: {met} of {len(data)} met a later row in view."
    return make_table(evidence, "denials", title, columns, data, used)
