"""A notebook as both printers read it: a title and a row of blocks, numbered, with headings that skip no level."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from urllib.parse import unquote

from nbformat import NotebookNode

from analysis.press.cells import is_removed, output_blocks, raw_blocks, source_blocks, unknown_blocks
from analysis.press.inline import markdown_reader, plain_text, stored_results, walk
from analysis.press.language import N_, _
from analysis.press.macros import Macros
from analysis.press.outputs import Block, Code, Figure, Folded, Prose, Table, Text
from analysis.press.parameter_cells import INJECTED_TAG, ParameterTable, read_parameter_cells
from analysis.press.protocol import PARAMETERS_TAG
from analysis.press.stranger import EDITION, Selection, settled, tags_of
from analysis.press.widgets import widget_states

DEEPEST_LEVEL = 6
UNTITLED = N_("Untitled section")
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
    macros: Macros = field(default_factory=Macros)

    def next_number(self, kind: str) -> str:
        self.counts[kind] += 1
        return f"{self.number}{self.counts[kind]}"

    def anchor(self, text: str) -> str:
        stem = anchor_stem(text)
        count = self.anchors[stem] = self.anchors.get(stem, 0) + 1
        return stem if count == 1 else self.anchor(f"{stem}-{count}")


def read_page(
    notebook: NotebookNode,
    fallback_title: str = "Notebook",
    chapter: int | None = None,
    selection: Selection | None = None,
) -> Page:
    """Read a notebook, executed or not, into a page.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Any notebook of format 4.
    fallback_title : str
        Title where the notebook neither opens with a heading nor has one of the first level.
    chapter : int, optional
        Number of the chapter in its book; figures are then numbered ``Figure 2.1`` instead of ``Figure 1``.
    selection : Selection, optional
        What is shown; by default all of a lone notebook, and of a chapter no sources but those that are tagged.
    """
    notebook = settled(notebook)
    reading = _Reading(number=f"{chapter}." if chapter else "")
    selection = selection or (EDITION if chapter else Selection())
    language = notebook.metadata.get("kernelspec", {}).get("language") or "python"
    parameters, widgets = read_parameter_cells(notebook), widget_states(notebook.metadata)
    shown = selection.shows_code(notebook)
    blocks: list[Block | ParameterTable] = []
    for index, cell in enumerate(notebook.cells):
        if is_removed(cell, selection):
            continue
        found: list[Block] = []
        if cell.cell_type == "markdown":
            blocks += _read_prose(cell.source, cell, f"c{index}", reading)
            continue
        if cell.cell_type == "raw":
            found = raw_blocks(cell, index, selection)
        elif cell.cell_type != "code":
            found = unknown_blocks(cell, index)
        elif tags_of(cell) & {PARAMETERS_TAG, INJECTED_TAG}:
            blocks += [parameters] if parameters else [Code(cell.source)]
            parameters = None if parameters is None else ParameterTable(())
            continue
        else:
            found = source_blocks(cell, index, shown, selection)
            found += output_blocks(cell, index, widgets) if selection.outputs else []
        reading.opening = reading.opening and not any(not isinstance(block, Code) for block in found)
        for block in found:
            blocks += _settle(block, f"c{index}", reading)
    title = reading.title or notebook.metadata.get("title") or fallback_title
    kept = tuple(block for block in blocks if block != ParameterTable(()))
    return Page(str(title), reading.title_block, kept, tuple(reading.headings), language)


def anchor_stem(text: str) -> str:
    """The anchor of a heading by its words."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-") or "section"


def mended_anchors(html: str) -> str:
    """A page on which links to headings as JupyterLab names them (``#My-Heading``) lead to the headings."""
    ids = set(re.findall(r' id="([^"]+)"', html))

    def mended(match: re.Match[str]) -> str:
        stem = anchor_stem(unquote(unescape(match[1])))
        return f' href="#{stem}"' if match[1] not in ids and stem in ids else match[0]

    return re.sub(r' href="#([^"]+)"', mended, html)


def walk_blocks(page: Page, kind: type) -> Iterator:
    """All blocks of a kind, those that are folded too."""
    waiting = list(page.blocks)
    while waiting:
        block = waiting.pop(0)
        if isinstance(block, Folded):
            waiting[:0] = block.blocks
        elif isinstance(block, kind):
            yield block


def _settle(block: Block, key: str, reading: _Reading) -> list[Block]:
    """Number a figure or table; read the markdown of an output as prose."""
    if isinstance(block, Figure | Table):
        kind = type(block).__name__
        anchor = reading.anchor(f"{kind}-{block.record['label']}")
        return [replace(block, number=reading.next_number(kind), anchor=anchor)]
    if isinstance(block, Text) and block.kind == "markdown":
        return _read_prose(block.text, {}, f"{key}o{len(reading.anchors)}", reading)
    if isinstance(block, Folded):
        return [replace(block, blocks=tuple(part for item in block.blocks for part in _settle(item, key, reading)))]
    return [block]


def _read_prose(source: str, cell: Mapping, key: str, reading: _Reading) -> list[Block]:
    tokens = [token for token in markdown_reader()(source) if token["type"] != "blank_line"]
    prose = Prose(tokens, stored_results(cell), dict(cell.get("attachments", {})), key)
    for token in walk(tokens):
        if token["type"] in ("inline_math", "block_math"):
            token["raw"] = reading.macros.read(token["raw"])
            token["type"] = token["type"] if token["raw"].strip() else "text"
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
        text = _(UNTITLED)
        token["children"] = [{"type": "text", "raw": text}, *token["children"]]
    level = token["attrs"]["level"]
    opens = level == 1 or reading.opening
    if reading.title is None and opens and any(token is top for top in prose.tokens):
        reading.title, reading.title_block = text, replace(prose, tokens=[token])
        return
    reading.level = max(2, min(level, reading.level + 1, DEEPEST_LEVEL))
    anchor = reading.anchor(text)
    token["attrs"] = {"level": reading.level, "anchor": anchor}
    reading.headings.append(Heading(reading.level, text, anchor))
