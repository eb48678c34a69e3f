"""The row contract: the columns that every observation has, and the kinds of field that tables are made of.

A table is a pandera schema. Each column carries its type, unit, allowed values and meaning, so that checks, the
codebook and error messages come from one declaration.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from analysis.evidence.bounds import FILLED
from analysis.evidence.dates import is_partial_date
from analysis.press.protocol import BOUNDS

KNOWN_BASES = ("act", "release", "dataset_release", "page", "inferred")
ACCESSES = ("read", "relayed", "inferred", "computed")
STATUSES = ("alleged", "assessed", "documented", "admitted", "adjudicated")
RELIABILITIES = ("A", "B", "C", "D", "E", "F")
ROW_ID = r"^[a-z0-9][a-z0-9.\-]*$"


def text(meaning: str, *, required: bool = False, pattern: str | None = None, unique: bool = False) -> pa.Column:
    """A column of text; empty means not stated, unless ``required``."""
    checks = []
    if required:
        checks.append(pa.Check(lambda s: s.str.len() > 0, error="a text, not empty"))
    if pattern:
        checks.append(pa.Check.str_matches(pattern, error=f"text that matches {pattern}"))
    return pa.Column(str, checks, description=meaning, unique=unique, metadata={"type": "text", "required": required})


def choice(meaning: str, allowed: tuple[str, ...] | str, *, required: bool = True) -> pa.Column:
    """A column with a closed list of values: a tuple, or words parted by blanks."""
    allowed = tuple(allowed.split()) if isinstance(allowed, str) else allowed
    values = allowed if required else (*allowed, "")
    check = pa.Check.isin(values, error=f"one of {', '.join(allowed)}" + ("" if required else ", or empty"))
    return pa.Column(
        str, check, description=meaning, metadata={"type": "choice", "allowed": allowed, "required": required}
    )


def number(
    meaning: str, unit: str, *, required: bool = False, low: float | None = None, high: float | None = None
) -> pa.Column:
    """A column of numbers; empty means missing, which is never zero."""
    checks = []
    if low is not None:
        checks.append(pa.Check.ge(low, error=f"a number of {low} or more"))
    if high is not None:
        checks.append(pa.Check.le(high, error=f"a number of {high} or less"))
    return pa.Column(
        float,
        checks,
        nullable=not required,
        coerce=True,
        description=meaning,
        metadata={"type": "number", "unit": unit, "required": required},
    )


def partial_date(meaning: str, *, required: bool = False) -> pa.Column:
    """A column of ISO 8601 dates as partial as the source gives them (``2024``, ``2024-06``, ``2024-06-19``)."""

    def check(series: pd.Series) -> pd.Series:
        return series.map(lambda value: is_partial_date(value) or (not required and value == ""))

    return pa.Column(
        str,
        pa.Check(check, error="an ISO date such as 2024, 2024-06 or 2024-06-19" + ("" if required else ", or empty")),
        description=meaning,
        metadata={"type": "partial date", "required": required},
    )


def full_date(meaning: str, *, required: bool = False) -> pa.Column:
    """A column of full ISO 8601 days."""

    def check(series: pd.Series) -> pd.Series:
        return series.map(lambda value: (len(value) == 10 and is_partial_date(value)) or (not required and value == ""))

    return pa.Column(
        str,
        pa.Check(check, error="a full ISO date such as 2024-06-19" + ("" if required else ", or empty")),
        description=meaning,
        metadata={"type": "date", "required": required},
    )


def codes(meaning: str, *, required: bool = True) -> pa.Column:
    """A column of codes of states and groups from ``codebooks/states.csv``, parted by ``;``."""
    pattern = r"^[A-Z0-9_]+(;[A-Z0-9_]+)*$" if required else r"^([A-Z0-9_]+(;[A-Z0-9_]+)*)?$"
    column = text(meaning, pattern=pattern)
    column.metadata = {"type": "codes", "required": required}
    return column


def quantity_columns(measured: str, unit: str = "see unit") -> dict[str, pa.Column]:
    """``value``, ``low``, ``high``, ``bound`` and ``unit``: how much, and how sure the source is of it."""
    return {
        "value": number(f"{measured}, where the source gives one figure (bound exact or about)", unit),
        "low": number("lower end (bound at_least or range)", unit),
        "high": number("upper end (bound up_to or range)", unit),
        "bound": choice("how the figure is to be read; zero is a value, missing is not zero", BOUNDS),
        "unit": text("unit, a code of analysis.evidence.units; empty where nothing is counted"),
    }


def provenance_columns() -> dict[str, pa.Column]:
    """The columns that every row of evidence has: who says so, since when it could be known, how good it is."""
    return {
        "issuer": text("who says so first", required=True),
        "source_id": text("where we read it, a key of sources.csv", required=True),
        "also": text("further sources of the same row, keys of sources.csv parted by ;"),
        "known_on": full_date("day on which the world could know it; without it a row is never visible"),
        "known_basis": choice("what known_on rests on", KNOWN_BASES, required=False),
        "known_reason": text("why, where the day is inferred or comes from a page"),
        "access": choice("how it reached us", ACCESSES),
        "credibility": number("credibility, 1 (confirmed) to 6 (cannot be judged)", "1-6", low=1, high=6),
        "status": choice("standing of what is said", STATUSES),
        "lineage": text("who could know it by own means, codes parted by +", required=True),
        "bears_on": text("ids of the claims it bears on, parted by ;"),
        "note": text("anything a reader must know"),
    }


def bound_fits(frame: pd.DataFrame) -> pd.Series:
    """Whether value, low and high are filled as the bound says."""
    filled = frame[["value", "low", "high"]].notna()
    expected = pd.DataFrame(
        [FILLED.get(bound, (None,) * 3) for bound in frame["bound"]], index=frame.index, columns=filled.columns
    )
    fits = (filled == expected).all(axis=1)
    ordered = ~(frame["low"] > frame["high"])
    return fits & ordered


def basis_beside_day(frame: pd.DataFrame) -> pd.Series:
    """Whether a basis stands beside every day of knowledge, and none without it."""
    return (frame["known_on"] == "") == (frame["known_basis"] == "")


def table(
    name: str,
    meaning: str,
    columns: dict[str, pa.Column],
    line: str,
    checks: tuple[pa.Check, ...] = (),
) -> pa.DataFrameSchema:
    """A table of evidence: its own columns between the row id and the provenance columns.

    Parameters
    ----------
    name : str
        Name of the table and of its file in ``data/tables``.
    meaning : str
        What one row is.
    columns : dict
        Own columns.
    line : str
        Format string that puts a row into one line for people.
    checks : tuple of pandera.Check
        Checks over several columns.
    """
    all_columns = {
        "row_id": text("stable name of the row; never reused", required=True, pattern=ROW_ID, unique=True),
        **columns,
        **provenance_columns(),
    }
    wide = [pa.Check(basis_beside_day, error="known_on and known_basis both filled or both empty"), *checks]
    if "low" in columns:
        wide.append(
            pa.Check(
                bound_fits,
                error="value, low and high filled as bound says (exact, about: value; at_least: low; "
                "up_to: high; range: low and high, in order; else none)",
            )
        )
    return pa.DataFrameSchema(
        all_columns,
        checks=wide,
        strict=True,
        ordered=True,
        name=name,
        description=meaning,
        metadata={"line": line, "rules": tuple(check.error for check in checks)},
    )
