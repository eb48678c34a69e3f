"""The data folder as a Frictionless Data Package, made from the schemas: https://datapackage.org (version 2)."""

from __future__ import annotations

import json
from typing import Any

import pandera.pandas as pa

from analysis import __version__
from analysis.evidence.checks import ANY_TABLE, KEYS
from analysis.evidence.codebooks import CODEBOOKS, SOURCES
from analysis.evidence.schemas import TABLES
from analysis.evidence.units import UNITS

PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
FILES: dict[str, pa.DataFrameSchema] = {
    "sources": SOURCES,
    **{f"codebooks/{name}": schema for name, schema in CODEBOOKS.items()},
    **{f"tables/{name}": schema for name, schema in TABLES.items()},
}
"""Schemas by path inside the data folder, without the ending."""

_PACKAGE = {
    "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
    "name": "tumen",
    "title": "Tumen: evidence on a published argument",
    "description": "Cited observations, each with source, grades and the day on which the world could know it. "
    "README.md says what the columns mean, GRADING.md how grades are given, LICENSE.md on what terms.",
    "version": __version__,
    "contributors": [{"title": "The Tumen authors"}],
    "licenses": [
        {
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        }
    ],
    "sources": [{"title": "Every source of every row, with address, terms and grades", "path": "sources.csv"}],
}
_DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True}
_TYPES = {"number": "number", "date": "date"}


def datapackage_text() -> str:
    """``data/datapackage.json``: the same schemas give the same bytes."""
    return json.dumps(descriptor(), ensure_ascii=False, indent=1) + "\n"


def descriptor() -> dict[str, Any]:
    """The package with one resource a file: types, constraints, keys and foreign keys."""
    return {**_PACKAGE, "resources": [_resource(path, schema) for path, schema in FILES.items()]}


def resource_name(file: str) -> str:
    """Name of a table (``transfers``), a codebook (``codebooks/states``) or ``sources`` among the resources."""
    return file.removeprefix("tables/").replace("codebooks/", "codebook_")


def _resource(path: str, schema: pa.DataFrameSchema) -> dict[str, Any]:
    file = path.removeprefix("tables/")
    return {
        "name": resource_name(path),
        "type": "table",
        "title": schema.name,
        "description": schema.description,
        "path": f"{path}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "schema": {
            "fields": [_field(file, name, column) for name, column in schema.columns.items()],
            "fieldsMatch": "exact",
            "missingValues": [""],
            "primaryKey": [next(iter(schema.columns))],
            **_foreign_keys(file),
        },
    }


def _field(file: str, name: str, column: pa.Column) -> dict[str, Any]:
    declared = column.metadata
    field = {
        "name": name,
        "type": _TYPES.get(declared["type"], "string"),
        "description": column.description + _aside(file, name, declared),
    }
    constraints = _constraints(name, column)
    return field | ({"constraints": constraints} if constraints else {})


def _aside(file: str, name: str, declared: dict) -> str:
    """What the types of Table Schema cannot say: units, partial dates, several keys in a cell, rows of any table."""
    if declared["type"] == "number":
        return f" (unit: {declared['unit']})"
    if declared["type"] == "partial date":
        return " (ISO 8601: year, month or day)"
    if declared["type"] == "codes":
        return " (keys of codebooks/states.csv, parted by ;)"
    target, many = KEYS.get((file, name), ("", False))
    if target == ANY_TABLE:
        return " (rows of any table)"
    return f" (keys of the resource {resource_name(target)}, parted by ;)" if many else ""


def _constraints(name: str, column: pa.Column) -> dict[str, Any]:
    """Constraints of Table Schema from the checks of the column; empty cells are missing, so no list names them."""
    declared = column.metadata
    checks = {key: value for check in column.checks for key, value in check.statistics.items()}
    found = {
        "required": declared["required"] or None,
        "unique": column.unique or None,
        "enum": list(declared.get("allowed", ())) or (sorted(filter(None, UNITS)) if name == "unit" else None),
        "pattern": PARTIAL_DATE if declared["type"] == "partial date" else checks.get("pattern"),
        "minimum": checks.get("min_value"),
        "maximum": checks.get("max_value"),
    }
    return {key: value for key, value in found.items() if value is not None}


def _foreign_keys(file: str) -> dict[str, list]:
    """Columns that hold one key of one file; a list of keys in a cell is no foreign key in Table Schema."""
    keys = []
    for (name, column), (target, many) in KEYS.items():
        if name == file and not many and target != ANY_TABLE:
            schema = FILES.get(target) or TABLES[target]
            elsewhere = {} if target == name else {"resource": resource_name(target)}
            reference = {**elsewhere, "fields": [next(iter(schema.columns))]}
            keys.append({"fields": [column], "reference": reference})
    return {"foreignKeys": keys} if keys else {}
