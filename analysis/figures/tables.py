"""Tables meant for print: frozen, with title and sources; cells may be numbers that carry their origin."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.argument.rows import Row, ids
from analysis.evidence.evidence import Evidence
from analysis.evidence.quantity import Quantity
from analysis.figures.chart import cells, plain
from analysis.figures.prose import Findings, bench_of
from analysis.figures.sources import provenance
from analysis.figures.verdicts import SIDES
from analysis.press.protocol import TABLE_MIME, TableRecord


@dataclass(frozen=True)
class Table:
    """A table under the contract of the protocol.

    Parameters
    ----------
    label, title : str
        Stable name, and a sentence.
    columns : tuple of str
        Heads.
    data : tuple of tuple
        Rows of cells: text, numbers, or :class:`Quantity`.
    align : tuple of str
        left, right or center, one a column.
    widths : tuple of float
        Relative widths, one a column.
    rows, sources : tuple of str
        Row and source ids on which it rests.
    source_line, as_of : str
    """

    label: str
    title: str
    columns: tuple[str, ...]
    data: tuple[tuple, ...]
    align: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[str, ...]
    sources: tuple[str, ...]
    source_line: str
    as_of: str

    def __post_init__(self):
        count = len(self.columns)
        if not count == len(self.align) == len(self.widths) or any(len(row) != count for row in self.data):
            raise ValueError(f"table {self.label!r}: expected {count} cells, alignments and widths in every row")

    def record(self) -> TableRecord:
        """What the press prints."""
        return TableRecord(
            label=self.label,
            title=self.title,
            columns=list(self.columns),
            align=list(self.align),
            widths=list(self.widths),
            data=[[_cell(value) for value in row] for row in self.data],
            source_line=self.source_line,
            as_of=self.as_of,
            rows=list(self.rows),
            sources=list(self.sources),
        )

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {"text/plain": self._text(), "text/html": self._html(), TABLE_MIME: self.record()}

    def _text(self) -> str:
        body = pd.DataFrame([[_word(value) for value in row] for row in self.data], columns=list(self.columns))
        return f"{self.title}\n{body.to_string(index=False) if len(body) else '(no rows in view)'}\n{self.source_line}"

    def _html(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        lines = [
            "".join(
                f'<td style="text-align: {side}">{html.escape(_word(value))}</td>'
                for value, side in zip(row, self.align, strict=True)
            )
            for row in self.data
        ] or [f'<td colspan="{len(self.columns)}">no rows in view</td>']
        body = "".join(f"<tr>{line}</tr>" for line in lines)
        return (
            f"<table><caption>{html.escape(self.title)}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table><p><small>{html.escape(self.source_line)}</small></p>"
        )


def _cell(value):
    return value.record() if isinstance(value, Quantity) else plain(value)


def _word(value) -> str:
    return "" if value is None or value != value else str(value)


def make_table(
    evidence: Evidence, label: str, title: str, columns: str, data: Iterable[Sequence], rows: Iterable[str]
) -> Table:
    """Put rows of cells under the contract; one line says so where nothing is in view.

    Parameters
    ----------
    columns : str
        Heads with their relative widths: "day 1 | what is said 3.5 | figure > 1.2", where > sets numbers to the right.
    data : iterable of sequence
        Cells.
    rows : iterable of str
        Ids of the rows of evidence on which they rest.
    """
    day = evidence.as_of.isoformat()
    parts = [column.rpartition(" ") for column in columns.split(" | ")]
    heads, widths = tuple(head.removesuffix(" >") for head, _, _ in parts), [float(width) for _, _, width in parts]
    cells = tuple(tuple(row) for row in data)
    if not cells:
        widest = widths.index(max(widths))
        cells = (tuple(f"nothing in view on {day}" if place == widest else "" for place in range(len(heads))),)
    return Table(
        label=label,
        title=title,
        columns=heads,
        data=cells,
        align=tuple("right" if head.endswith(" >") else "left" for head, _, _ in parts),
        widths=tuple(widths),
        **provenance(evidence, rows),
    )


def rows_table(evidence: Evidence, label: str, title: str, columns: str, found: Sequence[Row], **readers) -> Table:
    """A table with one line for each row of evidence.

    Parameters
    ----------
    columns : str
        As in :func:`make_table`, each with a colon and what stands in it, the name of a reader or of a column of the
        rows: "day 1: date | said by 1.6: speaker".
    found : sequence of Row
        In order.
    **readers
        As in :func:`analysis.figures.chart.cells`; ``read_at`` is the publisher and ``said_by`` the issuer in words.
    """
    heads, names = zip(*(column.split(": ") for column in columns.split(" | ")), strict=True)
    readers["read_at"] = lambda row: evidence.sources["publisher"][row.source_id]
    readers["said_by"] = lambda row: bench_of(evidence).spelled(row.issuer)
    return make_table(evidence, label, title, " | ".join(heads), cells(names, found, readers), ids(found))


def ledger_table(findings: Findings, ids: Sequence[str] | None = None, label: str = "ledger") -> Table:
    """The ledger, or some claims of it: what is claimed, by whom and for which side, and how it fares.

    Parameters
    ----------
    findings : Findings
    ids : sequence of str, optional
        Claims to list; by default all that a function judges, parts left out, without voice and side to keep the list
        short. The others are counted in the title.
    """
    chosen = [answer for answer in findings.choose(ids) if ids is not None or answer.tested]
    data = []
    for answer in chosen:
        claim, side = answer.claim, (answer.claim.voice, SIDES[answer.claim.thesis]) if ids is not None else ()
        data.append((claim.id, claim.statement, *side, str(answer.verdict), answer.finding.confidence or "–"))
    untested = sum(not answer.tested for answer in findings) if ids is None else 0
    title = f"Verdicts on {len(chosen)} claims as of {findings.evidence.as_of.isoformat()}"
    if untested:
        title += f"; for {untested} others no evidence is loaded"
    columns = "claim 0.6 | in our words 5.6 | verdict 2.75 | confidence 1.1"
    if ids is not None:
        columns = "claim 0.6 | in our words 3.4 | voice 1.5 | side 1.1 | verdict 1.5 | confidence 1.1"
    rows = [row for answer in chosen for row in answer.finding.rows]
    return make_table(findings.evidence, label, f"{title}.", columns, data, rows)
