"""The codebook of the data folder for people (``data/README.md``), made from the schemas."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from itertools import compress

import pandera.pandas as pa

from analysis.evidence.bounds import FILLED
from analysis.evidence.checks import ANY_TABLE, KEYS
from analysis.evidence.codebooks import CODEBOOKS, SOURCES
from analysis.evidence.contract import ACCESSES, KNOWN_BASES, STATUSES, provenance_columns, quantity_columns
from analysis.evidence.schemas import TABLES
from analysis.evidence.units import UNITS
from analysis.press.protocol import BOUNDS

_OPENING = """# The evidence: what the files hold and what their columns mean

Made by `tumen describe` from the schemas in `analysis/evidence/`; change those, not this file. The same schemas for
programs are in [datapackage.json](datapackage.json), a [Frictionless Data Package](https://datapackage.org):
`frictionless validate data/datapackage.json` holds every file against it. `tumen check` holds more: what ties the cells
of a row and the files to each other.

| file | what it holds |
|---|---|
| [claims.toml](claims.toml) | the register: every claim in our words, with the rule by which it is judged |
| [sources.csv](sources.csv) | the bibliography: address, issuer, publisher, grades and terms of every page read |
| `tables/*.csv` | the evidence, one observation a row |
| `codebooks/*.csv` | lists that the tables refer to: states, treaties, provisions, organisations with their grades |
| [preferences.toml](preferences.toml) | which figure is used where several statistical bases give one |
| `translations/*.toml` | the statements of the register in other languages, each with the English it was made from |
| [GRADING.md](GRADING.md) | the rules by which sources and rows are graded, and the codes of lineages |
| [LICENSE.md](LICENSE.md) | the terms |

## How to read a cell

- The files are CSV with a header, UTF-8, fields parted by commas and quoted with `"` where needed.
- An empty cell means not stated. Zero is a value; missing is not zero.
- A date is as partial as its source gives it: `2024`, `2024-06`, `2024-06-19`. The type *date* takes full days only.
- *Codes* are keys of `codebooks/states.csv`: ISO 3166-1 alpha-3, or a declared group or predecessor; several are parted
  by `;`.
- *Choice* is a closed list. A star marks columns that are never empty.
- A row is never edited when a figure changes: the new figure is a new row with its own `known_on`.
"""

_WORDS = {
    "known_basis": dict(
        zip(
            KNOWN_BASES,
            (
                "the public act itself, on its own day",
                "the day on which the figure, report or statement was made public",
                "the release of that version of a data set upstream",
                "the date of the page, failing all else",
                "a day inferred by a rule; `known_reason` says which",
            ),
            strict=True,
        )
    ),
    "bound": dict(
        zip(
            BOUNDS,
            (
                "the source gives this figure",
                "the source gives it as approximate",
                "a floor: the source says at least, over, more than",
                "a ceiling: the source says up to, at most, nearly",
                "two ends; neither is the best guess",
                "the source says that there was some, and no figure",
                "the source was read and gives no figure; never zero",
            ),
            strict=True,
        )
    ),
    "status": dict(
        zip(
            STATUSES,
            (
                "one side says so",
                "an analyst or a body weighed it",
                "a record, a statistic or the words themselves show it",
                "the actor says so",
                "a competent body found it",
            ),
            strict=True,
        )
    ),
    "access": dict(
        zip(
            ACCESSES,
            (
                "we read it at the issuer or in a copy of its words",
                "we read it where another party reports it",
                "it follows from what we read",
                "we computed it from what we read; the note says how",
            ),
            strict=True,
        )
    ),
}

_KNOWN_ON = """### `known_on`: since when the world could know

On a day, only rows whose `known_on` is not after that day are in view; every verdict, figure and sentence of a report
as of that day rests on these alone. It is the day on which the fact became public, not that of the page where we
happened to read it. A month or year alone counts from its last day, unless the text proves an earlier one. A row
without `known_on` is never in view; `tumen check` lists it. `known_basis` says what the day rests on:
"""
_LINEAGE = """### `lineage`: who could know by own means

A relay has the lineage of what it relays, and joint work (codes parted by `+`) adds nothing to its members: lineages
are counted, never rows, so that copies of one estimate have one vote. The codes stand in
[GRADING.md](GRADING.md#lineages). Rows of one `estimate_group`, and statements tied by `rendering_of`, restate one
underlying estimate or the same words: one vote.

### Grades

`credibility` (1 to 6) is of the row; reliability (A to F) is of its issuer and of the copy, in `sources.csv` from the
one reviewed table `codebooks/organisations.csv`. [GRADING.md](GRADING.md) has the rules.
"""


def handbook_text(register: dict) -> str:
    """``data/README.md``: the same schemas give the same bytes.

    Parameters
    ----------
    register : dict
        JSON Schema of ``claims.toml``, whose keys are described too.
    """
    provenance, quantity = provenance_columns(), quantity_columns("quantity")
    parts = [
        _OPENING,
        "## Columns that every row of evidence has\n\n`row_id`* is the stable name of the row: no other row of any "
        "table has it, and it is\nnever reused. The table's own columns follow, then these:\n",
        _columns("", provenance),
        _KNOWN_ON,
        _meanings("known_basis"),
        "### `status`: standing of what is said\n",
        _meanings("status"),
        "### `access`: how it reached us\n",
        _meanings("access"),
        _LINEAGE,
        "## Quantities\n\nTables that count or measure have five columns more, shown there as *quantity*:\n",
        _columns("", quantity),
        "`bound` says how the figure is to be read and which cells are filled:\n",
        _bounds(),
        _units(),
        "## Tables\n",
        *(_table(f"tables/{name}.csv", name, schema, {"row_id", *provenance}) for name, schema in TABLES.items()),
        "## Bibliography and codebooks\n",
        _table("sources.csv", "sources", SOURCES),
        *(_table(f"codebooks/{name}.csv", f"codebooks/{name}", schema) for name, schema in CODEBOOKS.items()),
        _register(register),
    ]
    return "\n".join(parts)


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def _meanings(column: str) -> str:
    return _rows((column, "meaning"), ((f"`{code}`", words) for code, words in _WORDS[column].items()))


def _bounds() -> str:
    ends = ("value", "low", "high")
    filled = {bound: " and ".join(compress(ends, FILLED[bound])) for bound in BOUNDS}
    return _rows(
        ("bound", "filled", "meaning"),
        ((f"`{bound}`", filled[bound] or "none", words) for bound, words in _WORDS["bound"].items()),
    )


def _units() -> str:
    examples = (f"`{code}` ({unit.frame(unit.write(2))})" for code, unit in sorted(UNITS.items()) if code)
    listed = textwrap.fill(f"The code, and how two of it are written: {', '.join(examples)}.", 120)
    return f"### Units\n\n{listed}\n"


def _table(path: str, file: str, schema: pa.DataFrameSchema, apart: Iterable[str] = ()) -> str:
    own = {name: column for name, column in schema.columns.items() if name not in apart}
    counts = "low" in own
    if counts:
        own = {name: column for name, column in own.items() if name not in ("low", "high", "bound", "unit")}
    rules = (schema.metadata or {}).get("rules", ())
    return "\n".join(
        [
            f"### [{schema.name}]({path})\n\n{schema.description}\n",
            _columns(file, own, counts),
            *(f"In every row: {text}.\n" for text in rules),
        ]
    )


def _columns(file: str, columns: dict[str, pa.Column], counts: bool = False) -> str:
    rows = []
    for name, column in columns.items():
        kind = column.metadata["type"]
        meaning = column.description
        if kind == "choice":
            meaning += ": " + ", ".join(f"`{value}`" for value in column.metadata["allowed"])
        target, many = KEYS.get((file, name), ("", False))
        if target and "key of" not in meaning:
            whose = "rows of any table" if target == ANY_TABLE else f"keys of {target}.csv"
            meaning += f" ({whose})"
        if kind == "number" and counts and name == "value":
            kind = "quantity"
        elif kind == "number":
            kind = f"number, {column.metadata['unit']}"
        rows.append((f"`{name}`" + ("*" if column.metadata["required"] else ""), kind, meaning))
    return _rows(("column", "type", "meaning"), rows)


def _register(schema: dict) -> str:
    def meaning(declared: dict) -> str:
        target = schema["$defs"].get(declared.get("$ref", "").rpartition("/")[2], {})
        words = declared.get("description") or target.get("description", "")
        allowed = ", ".join(f"`{value}`" for value in target.get("enum", ()))
        return f"{words}: {allowed}" if words and allowed else words or allowed

    def rows(properties: dict) -> str:
        return _rows(("key", "meaning"), ((f"`{key}`", meaning(declared)) for key, declared in properties.items()))

    claim = schema["properties"]["claim"]["items"]["properties"]
    return "\n".join(
        [
            "## The register\n\n[claims.toml](claims.toml) holds what is judged, and how, before any result is "
            "computed.\nVerdicts are not in it: `tumen ledger` computes them from the rows in view.\n",
            rows(schema["properties"]),
            "A claim:\n",
            rows(claim),
        ]
    )
