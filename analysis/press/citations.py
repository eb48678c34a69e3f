"""Which rows and sources a release rests on: those that its ledger and its chapters name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nbformat import NotebookNode

from analysis.press.inline import stored_results
from analysis.press.ledger_view import walk_claims
from analysis.press.protocol import FIGURE_MIME, QUANTITY_MIME, TABLE_MIME, Ledger

_MIMES = (QUANTITY_MIME, FIGURE_MIME, TABLE_MIME)


def cited_ids(ledger: Ledger | None, notebooks: Iterable[NotebookNode]) -> tuple[list[str], list[str]]:
    """Ids of rows and of sources that a ledger and executed chapters name, each sorted.

    Numbers in prose, figures, tables, and numbers in the cells of tables count.
    """
    rows: set[str] = set()
    sources: set[str] = set()
    for record in _records(ledger, notebooks):
        rows.update(*(record.get(key, ()) for key in ("rows", "for", "against")))
        sources.update(record.get("sources", ()))
    return sorted(rows), sorted(sources)


def _records(ledger: Ledger | None, notebooks: Iterable[NotebookNode]) -> Iterator[Mapping[str, Any]]:
    for _, claim in walk_claims(ledger["claims"] if ledger else ()):
        yield from (claim, *claim["quantities"])
    for cell in (cell for notebook in notebooks for cell in notebook.cells):
        for shown in (*cell.get("outputs", ()), *stored_results(cell).values()):
            for mime in _MIMES:
                if record := shown.get("data", {}).get(mime):
                    yield record
                    if mime == TABLE_MIME:
                        yield from (value for line in record["data"] for value in line if isinstance(value, Mapping))
