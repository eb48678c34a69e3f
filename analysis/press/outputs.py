"""Outputs of code cells as blocks: the best form that a page can show, and a visible note for what it cannot."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.press.ansi import Run
from analysis.press.bundles import lost_parts, unshown
from analysis.press.excerpts import read_terminal
from analysis.press.language import _, day_text
from analysis.press.pictures import Image, Note, bundle_image, joined
from analysis.press.protocol import (
    FIGURE_MIME,
    QUANTITY_MIME,
    TABLE_MIME,
    TEXT_MIME,
    FigureRecord,
    QuantityRecord,
    TableRecord,
)
from analysis.press.sanitise import clean_html
from analysis.press.widgets import VIEW_MIME, widget_html, widget_outputs


@dataclass(frozen=True)
class Prose:
    """Markdown as tokens, with what its roles and pictures need."""

    tokens: list[dict]
    results: Mapping[str, dict] = field(default_factory=dict)
    attachments: Mapping[str, dict] = field(default_factory=dict)
    key: str = ""


@dataclass(frozen=True)
class Code:
    """The source of a cell, and how many cells had run when it ran, if a reader is to see that."""

    source: str
    count: int | None = None


@dataclass(frozen=True)
class Text:
    """Text as a terminal shows it; ``kind`` is result, stdout, stderr, error, raw, json or markdown."""

    text: str
    kind: str

    @property
    def runs(self) -> tuple[Run, ...]:
        """The text in pieces of one style."""
        return read_terminal(self.text)


@dataclass(frozen=True)
class Folded:
    """What the author folded: behind a disclosure on screen; on paper only ``note`` says that it exists."""

    title: str
    note: str
    blocks: tuple


@dataclass(frozen=True)
class Figure:
    """A picture with its record."""

    record: FigureRecord
    image: Image
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Table:
    """A table meant for print."""

    record: TableRecord
    number: str = ""
    anchor: str = ""


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


@dataclass(frozen=True)
class Media:
    """Sound, film or a document: played or kept from the screen; paper says what is missing."""

    mime: str
    data: str
    note: str


Block = Prose | Code | Text | Image | Figure | Table | Number | Markup | Formula | Media | Folded | Note


def read_outputs(outputs: Sequence[Mapping], where: str, widgets: Mapping | None = None) -> list[Block]:
    """Blocks of a cell's outputs; neighbouring pieces of one stream are joined.

    Parameters
    ----------
    outputs : sequence of mapping
        Outputs of nbformat 4.
    where : str
        The cell, for notes and for pictures that nobody described.
    widgets : mapping, optional
        Saved states of the notebook's widgets, by model.
    """
    blocks: list[Block] = []
    for output in outputs:
        kind = output.get("output_type")
        if kind == "stream":
            text, name = joined(output.get("text", "")), str(output.get("name", "stdout"))
            if blocks and isinstance(blocks[-1], Text) and blocks[-1].kind == name:
                text = blocks.pop().text + text
            blocks.append(Text(text, name))
        elif kind == "error":
            blocks.append(Text(_error_text(output), "error"))
        elif kind in ("display_data", "execute_result"):
            blocks += _read_bundle(output.get("data", {}), output.get("metadata", {}), where, widgets or {})
        else:
            note = _("An output of the kind {kind} in {where} cannot be shown.")
            blocks.append(Note(note.format(kind=repr(kind), where=where)))
    return [block for block in blocks if not (isinstance(block, Text) and not block.text.strip())]


def _error_text(output: Mapping) -> str:
    trace = "\n".join(map(str, output.get("traceback") or []))
    head = f"{output.get('ename', 'Error')}: {output.get('evalue', '')}"
    return trace if trace.strip() else head


def _read_bundle(data: Mapping, metadata: Mapping, where: str, widgets: Mapping) -> list[Block]:
    """The richest form of a MIME bundle that a page can show, and a note on what it leaves out."""
    alt = _("Picture made by {where}; the notebook gives no description.").format(where=where)
    image = bundle_image(data, alt, metadata)
    if FIGURE_MIME in data and image:
        record = data[FIGURE_MIME]
        return [Figure(record, Image(image.mime, image.data, record["alt"]))]
    if TABLE_MIME in data:
        return [Table(data[TABLE_MIME])]
    if QUANTITY_MIME in data:
        return [Number(data[QUANTITY_MIME])]
    if TEXT_MIME in data:
        sentence = {"type": "paragraph", "children": [{"type": "eval_role", "raw": ""}]}
        return [Prose([sentence], {"": {"status": "ok", "data": dict(data)}})]
    if VIEW_MIME in data and (found := _widget(data, where, widgets)):
        return found
    if "text/latex" in data:
        return [_latex(joined(data["text/latex"]))]
    if image:
        return [image]
    html = joined(data.get("text/html", ""))
    if html and (cleaned := clean_html(html)):
        lost = lost_parts(html)
        note = _("Of an output in {where} these parts are not shown: {parts}.")
        return [Markup(cleaned), *([Note(note.format(where=where, parts=", ".join(lost)))] if lost else [])]
    return _read_rest(data, where)


def _widget(data: Mapping, where: str, widgets: Mapping) -> list[Block]:
    view = data[VIEW_MIME]
    model = str(view.get("model_id", "")) if isinstance(view, Mapping) else ""
    html = clean_html(widget_html(widgets, model))
    kept = read_outputs(widget_outputs(widgets, model), where, widgets)
    if not html and not kept:
        return []
    note = _("The widget of {where} is shown as it stood when the notebook was saved.").format(where=where)
    return [*([Markup(html)] if html else []), *kept, Note(note)]


def _read_rest(data: Mapping, where: str) -> list[Block]:
    """Media, markdown, text and JSON; of all else a note that names it."""
    media = next((mime for mime in data if mime.startswith(("audio/", "video/")) or mime == "application/pdf"), None)
    if media:
        note = _("An output of {where} ({mime}) cannot be printed; the HTML page and the notebook hold it.")
        return [Media(media, "".join(joined(data[media]).split()), note.format(where=where, mime=media))]
    if "text/markdown" in data:
        return [Text(joined(data["text/markdown"]), "markdown")]
    notes = [Note(note)] if (note := unshown(data, where)) else []
    if "text/plain" in data and joined(data["text/plain"]).strip():
        return [Text(joined(data["text/plain"]), "result"), *notes]
    if "application/json" in data or "application/geo+json" in data:
        value = data.get("application/json", data.get("application/geo+json"))
        return [Text(json.dumps(value, indent=2, ensure_ascii=False), "json"), *notes]
    return notes


def _latex(text: str) -> Block:
    """LaTeX of an output: its formula, without the dollars and display brackets around it."""
    body = text.strip()
    for start, end in (("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"), ("$", "$")):
        if body.startswith(start) and body.endswith(end) and len(body) > len(start) + len(end):
            return Formula(body[len(start) : -len(end)].strip().removeprefix("\\displaystyle").strip())
    return Formula(body) if "\\begin{tabular}" not in body else Text(body, "result")


def cell_text(value: object) -> str:
    """A table cell as text: a dash for what is missing, no more digits than a reader can use, a true minus."""
    if value is None or value != value:
        return "–"
    if isinstance(value, dict):
        return str(value["text"])
    text = f"{value:.10g}" if isinstance(value, float) else str(value)
    return text.replace("-", "−") if _is_number(value) else text


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
    if as_of in line:
        return closed.replace(as_of, day_text(as_of))
    return _("{source} As of {day}.").format(source=closed, day=day_text(as_of)).strip()
