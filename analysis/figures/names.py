"""Names in their own script: people, treaties and organisations as pages in view spell them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pandas as pd

from analysis.argument.rows import records
from analysis.argument.wording import apart
from analysis.evidence.evidence import Evidence
from analysis.evidence.schemas import TABLES
from analysis.figures.language import _
from analysis.figures.prose import Words
from analysis.figures.sources import PUBLISHERS
from analysis.figures.tables import Table, make_table
from analysis.figures.treaties import LIVES

LANGUAGES = {
    "en": "English", "ru": "Russian", "ko": "Korean", "zh": "Chinese", "ar": "Arabic", "uk": "Ukrainian",
    "id": "Indonesian", "hu": "Hungarian", "ja": "Japanese",
}  # fmt: skip

KINDS = {"person": "person", "document": "treaty", "organisation": "organisation"}


def called(evidence: Evidence, name: str) -> Words:
    """A name with its form in its own script, as prose has it at the first mention: "Kim Jong Un (김정은)".

    The name alone where no page in view gives another form.
    """
    found = evidence.originals()
    found = found[found["name"] == name]
    if not len(found):
        return Words(name)
    return Words(f"{name} ({', '.join(found['original'])})", sources=tuple(found["source_id"]))


def first_mentions(evidence: Evidence) -> Callable[[str], str]:
    """What a column of names shows: at the first mention of a name its form in its own script, too."""
    originals = evidence.originals().groupby("name")["original"].agg(" ".join).to_dict()

    def shown(name: str) -> str:
        return " ".join(filter(None, (name, originals.pop(name, ""))))

    return shown


def titles(evidence: Evidence, treaties: Sequence[str] = LIVES) -> Table:
    """What treaties are called in English and in languages of their parties, by day of signature."""
    signed = {row.treaty: row for row in records(evidence, "treaty_acts") if row.act == "signed"}
    order = sorted((key for key in treaties if key in signed), key=lambda key: signed[key].date)
    names, originals = evidence.codebook("treaties")["name"], evidence.originals()
    forms = [originals[originals["treaty"] == key] for key in order]
    data = [
        (signed[key].date, names[key], apart(f"{LANGUAGES[own.language]}: {own.original}" for own in found.itertuples())
         or "none in view") for key, found in zip(order, forms, strict=True)
    ]  # fmt: skip
    title = f"What {len(data)} treaties with the North are called in their parties’ own languages, as far as in view."
    columns = "signed 1 | in English 3 | in their own languages 4"
    table = make_table(evidence, "treaty-titles", title, columns, data, [signed[key].row_id for key in order])
    return _resting_on(evidence, table, pd.concat(forms)["source_id"] if forms else ())


def spellings(evidence: Evidence) -> Table:
    """Everyone whose words, treaties or pages are in view, and whose name was read in its own script."""
    met = {row.speaker for row in records(evidence, "statements")} | _issuers(evidence)
    met |= {row.treaty for row in records(evidence, "treaty_acts")}
    found = evidence.originals()
    found = found[found["name"].isin(met) | found["treaty"].isin(met)]
    found = found.assign(place=found["kind"].map(list(KINDS).index)).sort_values(["place", "name", "language"])
    read_at = evidence.sources["publisher"]
    data = [
        (KINDS[own.kind], own.name, own.original, LANGUAGES[own.language], read_at[own.source_id])
        for own in found.itertuples()
    ]
    title = "Names in their own script, as pages in view spell them: a help for looking up, and no evidence."
    columns = "of a 1.1 | name in this report 3 | in its own script 3 | language 1.15 | read at 1.7"
    return _resting_on(evidence, make_table(evidence, "names", title, columns, data, ()), found["source_id"])


def _issuers(evidence: Evidence) -> set[str]:
    """Organisations whose word a row of any table is."""
    return {row.issuer.partition(" (")[0] for name in TABLES for row in records(evidence, name)}


def _resting_on(evidence: Evidence, table: Table, pages: Iterable[str]) -> Table:
    """A table with the pages of its names among its sources; they come before those of its rows."""
    sources = tuple(dict.fromkeys((*pages, *table.sources)))
    publishers = list(dict.fromkeys(evidence.sources["publisher"][list(sources)]))
    named = "; ".join(publishers[:PUBLISHERS])
    if (more := len(publishers) - PUBLISHERS) > 0:
        named = _("{names}; and {number} more").format(names=named, number=more)
    line = (
        _("Sources: {issuers}; as of {day}.").format(issuers=named, day=table.as_of) if sources else table.source_line
    )
    return replace(table, sources=sources, source_line=line)
