"""Which rows and sources a release rests on: those that its ledger and its chapters name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nbformat import NotebookNode

from analysis.press.inline import cited_sources, read_tokens, stored_results
from analysis.press.ledger_view import walk_claims
from analysis.press.protocol import FIGURE_MIME, QUANTITY_MIME, TABLE_MIME, TEXT_MIME, Ledger

_MIMES = (QUANTITY_MIME, TEXT_MIME, FIGURE_MIME, TABLE_MIME)


def cited_ids(ledger: Ledger | None, notebooks: Iterable[NotebookNode]) -> tuple[list[str], list[str]]:
    """Ids of rows and of sources that a ledger and executed chapters name, each sorted.

    Numbers and sentences in prose, ``{cite}`` roles, figures, tables, and numbers in the cells of tables count.
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
        if cell.cell_type == "markdown" and "{cite}" in cell.source:
            cites = (token["raw"] for token in read_tokens(cell.source) if token["type"] == "cite_role")
            yield {"sources": [name for raw in cites for name in cited_sources(raw)]}
        for shown in (*cell.get("outputs", ()), *stored_results(cell).values()):
            for mime in _MIMES:
                if record := shown.get("data", {}).get(mime):
                    yield record
                    if mime == TABLE_MIME:
                        yield from (value for line in record["data"] for value in line if isinstance(value, Mapping))
