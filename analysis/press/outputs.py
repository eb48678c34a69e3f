"""Outputs of code cells as blocks: the best form that a page can show, and a visible note for what it cannot."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.press.pictures import Image, Note, bundle_image, joined
from analysis.press.protocol import FIGURE_MIME, QUANTITY_MIME, TABLE_MIME, FigureRecord, QuantityRecord, TableRecord
from analysis.press.sanitise import clean_html

ANSI = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")


@dataclass(frozen=True)
class Prose:
    """Markdown as tokens, with what its roles and pictures need."""

    tokens: list[dict]
    results: Mapping[str, dict] = field(default_factory=dict)
    attachments: Mapping[str, dict] = field(default_factory=dict)
    key: str = ""


@dataclass(frozen=True)
class Code:
    """The source of a cell."""

    source: str


@dataclass(frozen=True)
class Text:
    """Text as it is; ``kind`` is result, stdout, stderr, error, raw, json or markdown."""

    text: str
    kind: str


@dataclass(frozen=True)
class Figure:
    """A picture with its record."""

    record: FigureRecord
    image: Image
    number: str = ""


@dataclass(frozen=True)
class Table:
    """A table meant for print."""

    record: TableRecord
    number: str = ""


@dataclass(frozen=True)
class Number:
    """A number that carries its origin."""

    record: QuantityRecord


@dataclass(frozen=True)
class Markup:
    """Cleaned HTML."""

    html: str


@dataclass(frozen=True)
class Formula:
    """Display mathematics in LaTeX."""

    latex: str


Block = Prose | Code | Text | Image | Figure | Table | Number | Markup | Formula | Note


def read_outputs(outputs: Sequence[Mapping], where: str) -> list[Block]:
    """Blocks of a cell's outputs; neighbouring pieces of one stream are joined.

    Parameters
    ----------
    outputs : sequence of mapping
        Outputs of nbformat 4.
    where : str
        The cell, for notes and for pictures that nobody described.
    """
    blocks: list[Block] = []
    for output in outputs:
        kind = output.get("output_type")
        if kind == "stream":
            text, name = plain(joined(output.get("text", ""))), str(output.get("name", "stdout"))
            if blocks and isinstance(blocks[-1], Text) and blocks[-1].kind == name:
                text = blocks.pop().text + text
            blocks.append(Text(text, name))
        elif kind == "error":
            blocks.append(Text(_error_text(output), "error"))
        elif kind in ("display_data", "execute_result"):
            blocks += _read_bundle(output.get("data", {}), where)
        else:
            blocks.append(Note(f"An output of the kind {kind!r} in {where} cannot be shown."))
    return [block for block in blocks if not (isinstance(block, Text) and not block.text.strip())]


def plain(text: str) -> str:
    """Text without terminal colours; of a line rewritten with carriage returns, the last state."""
    lines = ANSI.sub("", text).replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)


def _error_text(output: Mapping) -> str:
    trace = plain("\n".join(map(str, output.get("traceback", []))))
    head = f"{output.get('ename', 'Error')}: {output.get('evalue', '')}"
    return trace if trace.strip() else head


def _read_bundle(data: Mapping, where: str) -> list[Block]:
    """The richest form of a MIME bundle that a page can show."""
    image = bundle_image(data, f"Picture made by {where}; the notebook gives no description.")
    if FIGURE_MIME in data and image:
        record = data[FIGURE_MIME]
        return [Figure(record, Image(image.mime, image.data, record["alt"]))]
    if TABLE_MIME in data:
        return [Table(data[TABLE_MIME])]
    if QUANTITY_MIME in data:
        return [Number(data[QUANTITY_MIME])]
    if "text/latex" in data:
        return [_latex(joined(data["text/latex"]))]
    if image:
        return [image]
    if "text/html" in data and (html := clean_html(joined(data["text/html"]))):
        return [Markup(html)]
    return _read_text(data, where)


def _read_text(data: Mapping, where: str) -> list[Block]:
    if "text/markdown" in data:
        return [Text(joined(data["text/markdown"]), "markdown")]
    unknown = sorted(mime for mime in data if mime not in ("text/plain", "application/json"))
    types = ", ".join(unknown) or "none"
    if "text/plain" in data:
        text = Text(plain(joined(data["text/plain"])), "result")
        return (
            [text, Note(f"Of an output in {where} only its text is shown (other types: {types}).")]
            if unknown
            else [text]
        )
    if "application/json" in data:
        return [Text(json.dumps(data["application/json"], indent=2, ensure_ascii=False), "json")]
    return [Note(f"An output in {where} cannot be shown (types: {types}).")]


def _latex(text: str) -> Block:
    """LaTeX of an output: its formula, without the dollars and display brackets around it."""
    body = text.strip()
    for start, end in (("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"), ("$", "$")):
        if body.startswith(start) and body.endswith(end) and len(body) > len(start) + len(end):
            return Formula(body[len(start) : -len(end)].strip().removeprefix("\\displaystyle").strip())
    return Formula(body) if "\\begin{tabular}" not in body else Text(body, "result")


def cell_text(value: object) -> str:
    """A table cell as text: a dash for what is missing, no more digits than a reader can use."""
    if value is None or value != value:
        return "–"
    if isinstance(value, dict):
        return str(value["text"])
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def column_alignment(data: Sequence[Sequence], count: int) -> list[str]:
    """Numbers to the right, everything else to the left, for data that say nothing about it."""
    columns = [[row[index] for row in data if index < len(row) and row[index] is not None] for index in range(count)]
    return ["right" if column and all(map(_is_number, column)) else "left" for column in columns]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def source_sentence(record: FigureRecord | TableRecord) -> str:
    """Where a figure or table comes from, and as of when, unless the source line says so itself."""
    line, as_of = record["source_line"].strip(), record["as_of"]
    closed = line if not line or line[-1] in ".!?" else f"{line}."
    return closed if as_of in line else f"{closed} As of {as_of}."
