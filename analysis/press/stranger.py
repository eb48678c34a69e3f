"""Any notebook as exporters take it: nbconvert's options, the author's tags, and what no file can hold set right."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import nbformat
from nbconvert.exporters import Exporter, TemplateExporter
from nbformat import NotebookNode
from traitlets import default

from analysis.press.ansi import visible
from analysis.press.protocol import PARAMETERS_TAG, SHOW_INPUT_TAG

RAW_MIMETYPES = ("text/html", "text/markdown", "text/plain", "")
"""Formats of raw cells that pages show, by nbconvert's convention for HTML; other formats are for other writers."""
FOLDED_TAGS = {"cell": {"hide-cell"}, "input": {"hide-input", "hide_input"}, "output": {"hide-output", "hide_output"}}
"""Tags by which Jupyter Book folds; ``remove-`` tags leave out."""
_UNWRITABLE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True)
class Selection:
    """What of a notebook a page shows.

    Parameters
    ----------
    code : bool or None
        Sources of code cells; None leaves it to the notebook: shown, unless it marks what to show by the house's tags.
    tagged : bool
        Whether a source that the house's tag marks is shown all the same.
    outputs, markdown, raw, unknown, code_cells, counts : bool
        As nbconvert's options ``exclude_output`` and so on; ``counts`` are the numbers of prompts.
    raw_mimetypes : tuple of str
        Formats of raw cells that are shown.
    """

    code: bool | None = None
    tagged: bool = True
    outputs: bool = True
    markdown: bool = True
    raw: bool = True
    unknown: bool = True
    code_cells: bool = True
    counts: bool = True
    raw_mimetypes: tuple[str, ...] = RAW_MIMETYPES

    def shows_code(self, notebook: Mapping) -> bool:
        """Whether sources are shown that no tag speaks of."""
        if self.code is not None:
            return self.code
        house = {SHOW_INPUT_TAG, PARAMETERS_TAG}
        return not any(house & tags_of(cell) for cell in notebook["cells"])


EDITION = Selection(code=False)
"""Chapters of an edition show the sources that are tagged, and no others."""


def tags_of(cell: Mapping) -> set[str]:
    """Tags of a cell; whatever else stands in their place counts as none."""
    tags = cell.get("metadata", {}).get("tags", [])
    return {tag for tag in tags if isinstance(tag, str)} if isinstance(tags, list) else set()


def is_folded(cell: Mapping, part: str) -> bool:
    """Whether the author folded a part of a cell (``cell``, ``input`` or ``output``), by tags or as JupyterLab does."""
    jupyter = cell.get("metadata", {}).get("jupyter")
    jupyter = jupyter if isinstance(jupyter, Mapping) else {}
    hidden = {"input": "source_hidden", "output": "outputs_hidden"}.get(part, "")
    return bool(tags_of(cell) & FOLDED_TAGS[part]) or jupyter.get(hidden) is True


class StrangerExporter(TemplateExporter):
    """What both exporters share: every notebook is taken, and nbconvert's options are honoured."""

    @default("raw_mimetypes")
    def _raw_mimetypes_default(self) -> list[str]:
        return list(RAW_MIMETYPES)

    def _validate_preprocessor(self, nbc: NotebookNode, preprocessor: Any) -> None:
        """A notebook that is not wholly valid is shown as far as it can be read."""

    def from_file(self, file_stream: Any, resources: Any = None, **kw: Any) -> tuple[Any, Any]:
        return self.from_notebook_node(read_any(file_stream.read()), resources, **kw)

    def read_notebook(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """The notebook after nbconvert's preprocessors, with nothing that no file can hold."""
        notebook, resources = Exporter.from_notebook_node(self, settled(nb), resources)
        return notebook, resources

    def selection(self) -> Selection:
        """What the exporter's options ask for."""
        return Selection(
            code=False if self.exclude_input else None,
            tagged=not self.exclude_input,
            outputs=not self.exclude_output,
            markdown=not self.exclude_markdown,
            raw=not self.exclude_raw,
            unknown=not self.exclude_unknown,
            code_cells=not self.exclude_code_cell,
            counts=not self.exclude_input_prompt,
            raw_mimetypes=tuple(self.raw_mimetypes),
        )


def read_any(text: str) -> NotebookNode:
    """A notebook from its JSON; what nbformat refuses is read as far as it can be.

    Raises
    ------
    ValueError
        If the text is no JSON, or no notebook at all.
    """
    try:
        return nbformat.reads(text, as_version=4)
    except nbformat.ValidationError:
        written = json.loads(text)
        if not isinstance(written, Mapping) or not isinstance(written.get("cells"), list):
            raise
        return settled(nbformat.from_dict({"metadata": {}, "nbformat": 4, "nbformat_minor": 5, **written}))


def settled(notebook: NotebookNode) -> NotebookNode:
    """A copy without unpaired surrogates and with the parts that the printers expect of every cell and output."""
    notebook = _writable(notebook)
    if not isinstance(notebook.get("metadata"), Mapping):
        notebook["metadata"] = NotebookNode()
    notebook["cells"] = [cell for cell in notebook.get("cells", []) if isinstance(cell, Mapping)]
    for cell in notebook["cells"]:
        cell.setdefault("cell_type", "raw")
        if not isinstance(cell.get("metadata"), Mapping):
            cell["metadata"] = NotebookNode()
        if "tags" in cell["metadata"]:
            cell["metadata"]["tags"] = sorted(tags_of(cell))
        source = cell.get("source", "")
        source = "".join(map(str, source)) if isinstance(source, list) else str(source)
        cell["source"] = visible(source.replace("\r\n", "\n").replace("\r", "\n"))
        if cell["cell_type"] == "code":
            outputs = cell.get("outputs")
            cell["outputs"] = (
                [item for item in outputs if isinstance(item, Mapping)] if isinstance(outputs, list) else []
            )
            for output in cell["outputs"]:
                for key in ("data", "metadata"):
                    if key in output and not isinstance(output[key], Mapping):
                        output[key] = NotebookNode()
    return notebook


def _writable(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else _UNWRITABLE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return NotebookNode({_writable(key): _writable(item) for key, item in value.items()})
    return [_writable(item) for item in value] if isinstance(value, list | tuple) else value
