"""Blocks of a page as Typst markup: figures and tables with number, source line and as-of date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analysis.press.ansi import visible
from analysis.press.excerpts import ON_PAPER, excerpt, runs_markup
from analysis.press.inline import plain_text
from analysis.press.language import _
from analysis.press.outputs import (
    Block,
    Code,
    Figure,
    Folded,
    Formula,
    Image,
    Markup,
    Media,
    Note,
    Number,
    Prose,
    Table,
    Text,
    cell_text,
    source_sentence,
)
from analysis.press.pages import Page
from analysis.press.parameter_cells import ParameterTable
from analysis.press.references import sources_of
from analysis.press.sanitise import read_html
from analysis.press.typst_html import html_markup
from analysis.press.typst_markup import TypstContext, TypstMarkup, formula_markup
from analysis.press.typst_text import string

MOST_NUMBERS = 24
"""Numbers and ranges of references below a figure or table; every entry of the annex says where it is cited."""
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
LONG_CELL = 400
"""Characters of a table cell that are well below a page even in a narrow column."""


def page_items(page: Page, context: TypstContext) -> str:
    """All blocks of a page, without its title, as an array for the template, which finds each its place."""
    return f"(\n{''.join(item for block in page.blocks for item in block_items(block, context))})"


def title_markup(page: Page, context: TypstContext) -> str:
    """The title of a page, with its inline markup."""
    if page.title_block is None:
        return context.text.markup(page.title)
    return TypstMarkup(page.title_block, context).inline(page.title_block.tokens[0])


def block_items(block: Block | ParameterTable, context: TypstContext) -> list[str]:
    """Items of an array, each a call of the template: prose, a head, what may be broader than prose, what floats."""
    match block:
        case Prose():
            items = [_prose_item(token, markup) for token, markup in TypstMarkup(block, context).pieces()]
        case Figure():
            picture = f"[{context.picture(block.image, 'wide-picture')}]"
            items = [f"numbered-figure({_heading(block, context)}, {picture})"]
        case Table():
            items = [_table(block, context)]
        case Image():
            items = [context.picture(block, "shown-picture").removeprefix("#").removesuffix(";")]
        case Note() | Number() | Formula() | Media() | Folded():
            items = [f"prose[{_markup(block, context)}]"]
        case _:
            markup = _markup(block, context)
            items = [broad_item(markup)] if markup else []
    return [f"{item},\n" for item in items]


def _prose_item(token: Mapping, markup: str) -> str:
    if token["type"] == "heading":
        return f"head({token['attrs']['level']})[{markup}]"
    wide = token["type"] in ("table", "block_code") or (token["type"] == "block_html" and "<table" in token["raw"])
    return broad_item(markup) if wide else f"prose[{markup}]"


def broad_item(markup: str) -> str:
    """An item that may need more breadth than prose: its longest line of letters tells the template."""
    longest = max(map(_letters, markup.split("\n")), default=0)
    return f"broad({longest})[{markup}]"


def _letters(line: str) -> int:
    """Letters that a line of markup sets beside each other, with the gaps between cells."""
    words = [max(map(len, words.split("\\n"))) for words in _LITERAL.findall(line)]
    return sum(words) + 3 * (len(words) - 1)


def _markup(block: Block | ParameterTable, context: TypstContext) -> str:
    text = context.text
    match block:
        case Text():
            return _text(block, context)
        case Code(source=source, count=count):
            number = "" if count is None else f", count: {string(str(count))}"
            return f"#source({text.code(visible(source.rstrip()))}{number});\n"
        case Media() | Folded():
            return f"#note[{text.markup(block.note)}];\n"
        case Markup(html=html):
            return html_markup(html, text, picture=context.picture)
        case Number(record=record):
            return f"\n{context.number(record)}\n\n"
        case Formula(latex=latex):
            return formula_markup(latex, True, text)
        case ParameterTable(parameters=parameters) if {item.name for item in parameters} <= context.told:
            return ""
        case ParameterTable(parameters=parameters):
            rows = [(item.name, item.value, item.meaning) for item in parameters]
            cells = "".join(f"({', '.join(text.literal(part.strip()) for part in row)}),\n" for row in rows)
            return f"#parameter-table((\n{cells}));\n"
        case Note(text=note):
            return f"#note[{text.markup(note)}];\n"


def words_of(block: Block | ParameterTable) -> str:
    """The words of a block, for a page on which the block itself cannot be set."""
    match block:
        case Prose(tokens=tokens, results=results):
            return "\n\n".join(plain_text([token], results) or str(token.get("raw", "")) for token in tokens)
        case Text() | Code() | Formula() | Note():
            return getattr(block, {Text: "text", Code: "source", Formula: "latex", Note: "text"}[type(block)])
        case Markup(html=html):
            return read_html(html).get_text("\n", strip=True)
        case Image(alt=alt):
            return alt
        case Figure(record=record) | Table(record=record):
            lines = "\n".join(" | ".join(map(_words, row)) for row in record.get("data") or [])
            return f"{record['title']}\n{record.get('alt', '')}\n{lines}"
        case Number(record=record):
            return str(record["text"])
        case Media(note=note) | Folded(note=note):
            return note
        case ParameterTable(parameters=parameters):
            return "\n".join(f"{item.name} = {item.value}" for item in parameters)


def _heading(block: Figure | Table, context: TypstContext) -> str:
    record, text = block.record, context.text
    number = _("Figure {name}") if isinstance(block, Figure) else _("Table {name}")
    parts = (number.format(name=block.number), record["title"])
    numbers = context.cluster(sources_of(block), MOST_NUMBERS, "references", "1em")
    origin = f"[{text.markup(source_sentence(record))}{numbers}]"
    label = string(f"{type(block).__name__.lower()}:{block.number}")
    return ", ".join([label, *map(text.words, parts), origin])


def _text(block: Text, context: TypstContext) -> str:
    shown, text = excerpt(block.runs, ON_PAPER), context.text
    title = {"stderr": _("Warnings"), "error": _("This cell failed")}.get(block.kind)
    pieces = []
    for part in filter(None, (shown.head, shown.tail)):
        runs = runs_markup(part, text)
        pieces.append(f"#{block.kind}({text.literal(title)}, {runs});\n" if title else f"#source({runs});\n")
        title = None
    return f"#note[{text.markup(shown.note)}];\n".join(pieces)


def _table(block: Table, context: TypstContext) -> str:
    record = block.record
    columns = len(record["columns"])
    aligns = [align if align in ("right", "center") else "left" for align in record["align"]]
    aligns += ["left"] * (columns - len(aligns))
    widths = record.get("widths")
    sizes = ", ".join(f"{width}fr" for width in widths) if widths and len(widths) == columns else ""
    heads = "".join(f"[{context.text.markup(name)}]," for name in record["columns"])
    cells = "".join(_row(row, columns, context) for row in record["data"])
    # A row that may be longer than a page must be let break; rows of short cells are carried over whole.
    whole = str(all(len(_words(value)) < LONG_CELL for row in record["data"] for value in row)).lower()
    return (
        f"numbered-table({_heading(block, context)}, {columns}, ({sizes}{',' if sizes else ''}), "
        f"({', '.join(aligns)},), ({heads}), (\n{cells}), whole: {whole})"
    )


def _row(row: Sequence, columns: int, context: TypstContext) -> str:
    filled = [*row[:columns], *[None] * (columns - len(row))]
    return " ".join(f"[{cell_markup(value, context)}]," for value in filled) + "\n"


def _words(value: object) -> str:
    return str(value["text"]) if isinstance(value, Mapping) and "text" in value else cell_text(value)


def cell_markup(value: object, context: TypstContext) -> str:
    """A table cell: text, a number, or a number with its origin."""
    if isinstance(value, Mapping) and "text" in value:
        return context.number(value)
    return context.text.markup(_words(value))
