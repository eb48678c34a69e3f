"""The source line of figures and tables: who says so, where it was read, as of when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from analysis.evidence.evidence import Evidence
from analysis.figures.language import MESSAGES, _

ISSUERS, PUBLISHERS = 5, 3
"""How many are named in a source line; the others are counted, and the annex lists them all."""


def provenance(evidence: Evidence, rows: Iterable[str]) -> dict:
    """On what a figure or table rests: its rows, each once, their sources, the source line and the day."""
    listed = tuple(dict.fromkeys(rows))
    sources, line = sources_of(evidence, listed), source_line(evidence, listed)
    return {"rows": listed, "sources": sources, "source_line": line, "as_of": evidence.as_of.isoformat()}


def sources_of(evidence: Evidence, rows: Iterable[str]) -> tuple[str, ...]:
    """Ids of the sources on which rows rest, in the order of the rows."""
    found: dict[str, None] = {}
    for row_id in rows:
        _, row = evidence.row(row_id)
        found |= dict.fromkeys((row["source_id"], *filter(None, row["also"].split(";"))))
    return tuple(found)


def source_line(evidence: Evidence, rows: Iterable[str]) -> str:
    """One line for the foot of a figure or table: the issuers that most rows rest on, and where copies were read.

    Examples
    --------
    "Sources: Chinese customs; TASS; and 3 more. Read in copies of Xinhua, RT and 2 others; as of 2024-06-20."
    """
    publishers = evidence.sources["publisher"]
    issuers, copies = Counter(), Counter()
    for row_id in rows:
        row = evidence.row(row_id)[1]
        issuer, publisher = row["issuer"].split(" (")[0], publishers[row["source_id"]]
        issuers[issuer] += 1
        if publisher != issuer:
            copies[publisher] += 1
    day = evidence.as_of.isoformat()
    if not issuers:
        return _("Sources: none in view; as of {day}.").format(day=day)
    named, more = _most(issuers, ISSUERS)
    told = "; ".join(named)
    if more:
        told = _("{names}; and {number} more").format(names=told, number=more)
    if not copies:
        return _("Sources: {issuers}; as of {day}.").format(issuers=told, day=day)
    named, more = _most(copies, PUBLISHERS)
    read = ", ".join(named)
    if more:
        read = MESSAGES.ngettext("{names} and {number} other", "{names} and {number} others", more)
        read = read.format(names=", ".join(named), number=more)
    return _("Sources: {issuers}. Read in copies of {copies}; as of {day}.").format(issuers=told, copies=read, day=day)


def _most(tally: Counter, limit: int) -> tuple[list[str], int]:
    ranked = sorted(tally, key=lambda name: (-tally[name], name))
    return ranked[:limit], max(0, len(ranked) - limit)
