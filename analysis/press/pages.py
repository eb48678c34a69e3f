"""A notebook as both printers read it: a title and a row of blocks, numbered, with headings that skip no level."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from nbformat import NotebookNode

from analysis.press.inline import markdown_reader, plain_text, stored_results, walk
from analysis.press.outputs import Block, Code, Figure, Prose, Table, Text, read_outputs
from analysis.press.parameter_cells import INJECTED_TAG, ParameterTable, read_parameter_cells
from analysis.press.protocol import PARAMETERS_TAG, SHOW_INPUT_TAG

REMOVE_TAGS = {"cell": "remove-cell", "input": "remove-input", "output": "remove-output"}
"""Tags by which nbconvert leaves out a cell, its source, or its outputs."""

DEEPEST_LEVEL = 6
UNTITLED = "Untitled section"
"""Stands for a heading without a word, which a reader could not find and PDF/UA forbids."""


@dataclass(frozen=True)
class Heading:
    """A heading of a page, for its contents."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Page:
    """What stands on the page of one notebook.

    Parameters
    ----------
    title : str
        Plain text of the title.
    title_block : Prose or None
        The title with its inline markup, if a heading of the notebook is the title.
    blocks : tuple of Block
        In order.
    headings : tuple of Heading
        From the second level on.
    language : str
        Name of the programming language, for the sources shown.
    """

    title: str
    title_block: Prose | None
    blocks: tuple[Block | ParameterTable, ...]
    headings: tuple[Heading, ...] = ()
    language: str = "python"


@dataclass
class _Reading:
    """What a page remembers from one cell to the next."""

    number: str
    opening: bool = True  # nothing but parameters was met so far
    title: str | None = None
    title_block: Prose | None = None
    level: int = 1
    counts: dict[str, int] = field(default_factory=lambda: {"Figure": 0, "Table": 0})
    anchors: dict[str, int] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)

    def next_number(self, kind: str) -> str:
        self.counts[kind] += 1
        return f"{self.number}{self.counts[kind]}"

    def anchor(self, text: str) -> str:
        plain = unicodedata.normalize("NFKC", text).casefold()
        stem = re.sub(r"[^\w]+", "-", plain).strip("-") or "section"
        count = self.anchors[stem] = self.anchors.get(stem, 0) + 1
        return stem if count == 1 else self.anchor(f"{stem}-{count}")


def read_page(notebook: NotebookNode, fallback_title: str = "Notebook", chapter: int | None = None) -> Page:
    """Read a notebook, executed or not, into a page.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Any notebook of format 4.
    fallback_title : str
        Title where the notebook neither opens with a heading nor has one of the first level.
    chapter : int, optional
        Number of the chapter in its book; figures are then numbered ``Figure 2.1`` instead of ``Figure 1``.
    """
    reading = _Reading(number=f"{chapter}." if chapter else "")
    language = notebook.metadata.get("kernelspec", {}).get("language") or "python"
    parameters = read_parameter_cells(notebook)
    blocks: list[Block | ParameterTable] = []
    for index, cell in enumerate(notebook.cells):
        tags = set(cell.metadata.get("tags", []))
        if REMOVE_TAGS["cell"] in tags:
            continue
        if cell.cell_type == "markdown":
            blocks += _read_prose(cell.source, cell, f"c{index}", reading)
        elif cell.cell_type == "raw":
            reading.opening = False
            blocks += [Text(cell.source, "raw")] if cell.source.strip() else []
        elif tags & {PARAMETERS_TAG, INJECTED_TAG}:
            blocks += [parameters] if parameters else [Code(cell.source)]
            parameters = None if parameters is None else ParameterTable(())
        else:
            reading.opening = reading.opening and not cell.get("outputs")
            if SHOW_INPUT_TAG in tags and REMOVE_TAGS["input"] not in tags and cell.source.strip():
                blocks.append(Code(cell.source))
            outputs = [] if REMOVE_TAGS["output"] in tags else cell.get("outputs", [])
            for block in read_outputs(outputs, f"cell {index + 1}"):
                blocks += _settle(block, f"c{index}", reading)
    title = reading.title or notebook.metadata.get("title") or fallback_title
    kept = tuple(block for block in blocks if block != ParameterTable(()))
    return Page(str(title), reading.title_block, kept, tuple(reading.headings), language)


def _settle(block: Block, key: str, reading: _Reading) -> list[Block]:
    """Number a figure or table; read the markdown of an output as prose."""
    if isinstance(block, Figure | Table):
        kind = type(block).__name__
        anchor = reading.anchor(f"{kind}-{block.record['label']}")
        return [replace(block, number=reading.next_number(kind), anchor=anchor)]
    if isinstance(block, Text) and block.kind == "markdown":
        return _read_prose(block.text, {}, f"{key}o{len(reading.anchors)}", reading)
    return [block]


def _read_prose(source: str, cell: Mapping, key: str, reading: _Reading) -> list[Block]:
    tokens = [token for token in markdown_reader()(source) if token["type"] != "blank_line"]
    prose = Prose(tokens, stored_results(cell), dict(cell.get("attachments", {})), key)
    for token in walk(tokens):
        if token["type"] == "heading":
            _read_heading(token, prose, reading)
        reading.opening = False
    kept = [token for token in tokens if token is not _title_token(reading)]
    return [replace(prose, tokens=kept)] if kept else []


def _title_token(reading: _Reading) -> dict | None:
    return reading.title_block.tokens[0] if reading.title_block else None


def _read_heading(token: dict, prose: Prose, reading: _Reading) -> None:
    text = plain_text(token["children"], prose.results)
    if not any(character.isalnum() or unicodedata.category(character)[0] in "PS" for character in text):
        text = UNTITLED
        token["children"] = [{"type": "text", "raw": UNTITLED}, *token["children"]]
    level = token["attrs"]["level"]
    opens = level == 1 or reading.opening
    if reading.title is None and opens and any(token is top for top in prose.tokens):
        reading.title, reading.title_block = text, replace(prose, tokens=[token])
        return
    reading.level = max(2, min(level, reading.level + 1, DEEPEST_LEVEL))
    anchor = reading.anchor(text)
    token["attrs"] = {"level": reading.level, "anchor": anchor}
    reading.headings.append(Heading(reading.level, text, anchor))
