"""A row of evidence in one line for people, by the form that its table declares."""

from __future__ import annotations

import re

import pandas as pd

from analysis.evidence.evidence import Evidence
from analysis.evidence.quantity import Quantity
from analysis.evidence.schemas import TABLES


def row_line(table: str, row: pd.Series, names: dict[str, str]) -> str:
    """Write a row as one line.

    Parameters
    ----------
    table : str
        Its table; the form stands in the table's schema.
    row : pandas.Series
        The row.
    names : dict
        Names of states, groups and treaties by code, as :func:`line_names` gives them.

    Returns
    -------
    str
        Without empty brackets, doubled marks or loose ends where fields are empty.
    """
    schema = TABLES[table]
    fields = {name: _written(row[name], column.metadata, names) for name, column in schema.columns.items()}
    if "low" in schema.columns:
        fields["quantity"] = _quantity(row)
    if "treaty" in fields:
        fields["treaty"] = names.get(row["treaty"], row["treaty"])
        fields["provision"] = fields.get("provision", "").replace("_", " ")
    text = schema.metadata["line"].format(**fields)
    return _tidy(text)


def line_names(evidence: Evidence) -> dict[str, str]:
    """Names of states, groups and treaties by code, for :func:`row_line`."""
    return {**evidence.codebook("states")["name_en"], **evidence.codebook("treaties")["name"]}


def _quantity(row: pd.Series) -> str:
    if row["bound"] in ("missing", "unquantified"):
        return ""
    ends = {end: row[end] for end in ("value", "low", "high")}
    return Quantity(**ends, bound=row["bound"], unit=row["unit"]).text


def _written(value, declared: dict, names: dict[str, str]) -> str:
    if declared["type"] == "codes":
        return ", ".join(names.get(code, code) for code in value.split(";") if code)
    if declared["type"] == "choice":
        return "" if value == "none" else value.replace("_", " ")
    if isinstance(value, str):
        return re.sub(r";(?=\S)", ", ", value)
    if value != value:
        return ""
    number = f"{value:.0f}" if float(value).is_integer() else f"{value:g}"
    return number + ("\N{NO-BREAK SPACE}%" if declared.get("unit") == "percent" else "")


def _tidy(text: str) -> str:
    """Drop what an empty field leaves behind: labels without a value, empty brackets, doubled marks."""
    text = re.sub(r"for\s+containers", "for containers", text)
    text = re.sub(r"\b(?:rank|share|article|paragraph|strength|for containers)\s*(?=[,;:()]|$)", "", text)
    text = re.sub(r"\(\s*[;,]?\s*\)", "", text)
    text = re.sub(r"\s+([,;:)])", r"\1", text)
    text = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text)
    return " ".join(re.sub(r"\s{2,}", " ", text).split(" ")).strip(" \t\n,;:")
