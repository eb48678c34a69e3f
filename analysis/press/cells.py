"""Cells as blocks: sources shown, folded or left out, raw cells by their format, outputs."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.press.language import _
from analysis.press.outputs import Block, Code, Folded, Markup, Note, Text, read_outputs
from analysis.press.protocol import SHOW_INPUT_TAG
from analysis.press.sanitise import clean_html
from analysis.press.stranger import Selection, is_folded, tags_of

REMOVE_TAGS = {"cell": "remove-cell", "input": "remove-input", "output": "remove-output"}
"""Tags by which nbconvert leaves out a cell, its source, or its outputs."""


def cell_name(index: int) -> str:
    """A cell in words, by its place in the notebook."""
    return _("cell {number}").format(number=index + 1)


def is_removed(cell: Mapping, selection: Selection) -> bool:
    """Whether a tag or an option leaves out a cell."""
    kinds = {"markdown": selection.markdown, "raw": selection.raw, "code": selection.code_cells}
    return REMOVE_TAGS["cell"] in tags_of(cell) or not kinds.get(cell["cell_type"], selection.unknown)


def source_blocks(cell: Mapping, index: int, shown: bool, selection: Selection) -> list[Block]:
    """The source of a code cell, if it is to be seen."""
    tags = tags_of(cell)
    told = SHOW_INPUT_TAG in tags and selection.tagged
    if not (shown or told) or REMOVE_TAGS["input"] in tags or not cell["source"].strip():
        return []
    count = cell.get("execution_count")
    code = Code(cell["source"], count if selection.counts and isinstance(count, int) else None)
    if not is_folded(cell, "input") and not is_folded(cell, "cell"):
        return [code]
    title = _("Code of {where}").format(where=cell_name(index))
    note = _("The code of {where} is folded; the HTML page and the notebook hold it.").format(where=cell_name(index))
    return [Folded(title, note, (code,))]


def output_blocks(cell: Mapping, index: int, widgets: Mapping) -> list[Block]:
    """The outputs of a code cell."""
    if REMOVE_TAGS["output"] in tags_of(cell):
        return []
    blocks = read_outputs(cell["outputs"], cell_name(index), widgets)
    if not blocks or not (is_folded(cell, "output") or is_folded(cell, "cell")):
        return blocks
    title = _("Output of {where}").format(where=cell_name(index))
    note = _("The output of {where} is folded; the HTML page and the notebook hold it.").format(where=cell_name(index))
    return [Folded(title, note, tuple(blocks))]


def raw_blocks(cell: Mapping, index: int, selection: Selection) -> list[Block]:
    """A raw cell in a format that pages show; a note for one that is meant for another writer."""
    metadata, source = cell["metadata"], cell["source"]
    mime = str(metadata.get("raw_mimetype") or metadata.get("format") or "")
    if not source.strip():
        return []
    if mime not in selection.raw_mimetypes:
        note = _("The raw cell {number} is meant for another format ({mime}) and is not shown.")
        return [Note(note.format(number=index + 1, mime=mime))]
    if mime == "text/html":
        cleaned = clean_html(source)
        note = _("Nothing of the HTML of {where} can be shown.").format(where=cell_name(index))
        return [Markup(cleaned)] if cleaned else [Note(note)]
    return [Text(source, "markdown" if mime == "text/markdown" else "raw")]


def unknown_blocks(cell: Mapping, index: int) -> list[Block]:
    """A cell of a kind that nbformat does not know: its source as text."""
    note = _("The cell {number} is of the unknown kind {kind}; its source is shown as text.")
    source = [Text(cell["source"], "raw")] if cell["source"].strip() else []
    return [Note(note.format(number=index + 1, kind=repr(cell["cell_type"]))), *source]
