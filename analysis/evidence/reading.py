"""From CSV files to typed frames, with every fault at once: file, row, column, expected, found."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from analysis.errors import DataError

SHOWN_FAULTS = 40


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that breaks the row contract.

    Parameters
    ----------
    file : str
        Path inside the project.
    line : int
        Line of the file, the header being 1; 0 where the file as a whole is meant.
    row : str
        Row id, if it has one.
    column : str
        Column, if one is meant.
    expected, found : str
        In words.
    """

    file: str
    line: int
    row: str
    column: str
    expected: str
    found: str

    def __str__(self) -> str:
        place = self.file + (f", line {self.line}" if self.line else "") + (f", row {self.row}" if self.row else "")
        column = f", column {self.column}" if self.column else ""
        return f"{place}{column}: expected {self.expected}, found {self.found}"


def raise_faults(faults: list[Fault]) -> None:
    """Raise one error that lists all faults.

    Raises
    ------
    DataError
        If there is any.
    """
    if not faults:
        return
    listed = [str(fault) for fault in sorted(faults)]
    more = [f"and {len(listed) - SHOWN_FAULTS} more"] if len(listed) > SHOWN_FAULTS else []
    count = "1 fault" if len(listed) == 1 else f"{len(listed)} faults"
    raise DataError(
        f"The data break the row contract: {count}. Mend the rows named below, then run 'tumen check'.",
        listed[:SHOWN_FAULTS] + more,
    )


def read_frame(path: Path, file: str, schema: pa.DataFrameSchema) -> tuple[pd.DataFrame, list[Fault]]:
    """Read a CSV file and hold it against its schema.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    file : str
        Its name in messages, relative to the project.
    schema : pandera.DataFrameSchema
        What it must be.

    Returns
    -------
    frame : pandas.DataFrame
        Typed; numbers as float (NaN where empty), all else as text ('' where empty). Only meaningful without faults.
    faults : list of Fault
        All of them, in the order of the file.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return pd.DataFrame(), [Fault(file, 0, "", "", "a file", "none")]
    except UnicodeDecodeError as error:
        return pd.DataFrame(), [Fault(file, 0, "", "", "UTF-8 text", f"a byte that is not at position {error.start}")]
    try:
        raw = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, na_filter=False)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        return pd.DataFrame(), [Fault(file, 0, "", "", "a CSV table", str(error).strip())]
    header = _header_faults(raw, file, schema)
    if header:
        return raw, header
    frame, faults = _typed(raw, file, schema)
    if faults:
        return frame, faults
    try:
        return schema.validate(frame, lazy=True), []
    except pandera.errors.SchemaErrors as errors:
        return frame, _faults_of(errors.failure_cases, raw, file)


def _header_faults(raw: pd.DataFrame, file: str, schema: pa.DataFrameSchema) -> list[Fault]:
    expected, found = list(schema.columns), list(raw.columns)
    if expected == found:
        return []
    missing = [name for name in expected if name not in found]
    unknown = [name for name in found if name not in expected]
    faults = [Fault(file, 1, "", name, "this column", "none") for name in missing]
    faults += [Fault(file, 1, "", name, "no such column", "one") for name in unknown]
    return faults or [Fault(file, 1, "", "", f"the columns in the order {', '.join(expected)}", ", ".join(found))]


def _typed(raw: pd.DataFrame, file: str, schema: pa.DataFrameSchema) -> tuple[pd.DataFrame, list[Fault]]:
    """Turn number columns into floats; a text that is no number is a fault."""
    frame, faults = raw.copy(), []
    for name, column in schema.columns.items():
        if column.metadata["type"] != "number":
            continue
        numbers = pd.to_numeric(raw[name].replace("", None), errors="coerce")
        wrong = numbers.isna() & (raw[name] != "")
        if column.metadata["required"]:
            wrong |= raw[name] == ""
        for position in wrong[wrong].index:
            faults.append(_fault(file, raw, position, name, "a number", raw[name][position]))
        frame[name] = numbers.astype(float)
    return frame, faults


def _faults_of(cases: pd.DataFrame, raw: pd.DataFrame, file: str) -> list[Fault]:
    faults: dict[tuple, Fault] = {}
    for case in cases.itertuples():
        position = int(case.index) if case.index is not None and case.index == case.index else None
        whole_row = case.schema_context == "DataFrameSchema"
        expected = "a value that stands only once" if case.check == "field_uniqueness" else str(case.check)
        column = "" if whole_row else str(case.column)
        if position is None:
            faults[(column, expected)] = Fault(file, 0, "", column, expected, repr(case.failure_case))
            continue
        found = "other" if whole_row else raw[column][position]
        faults[(position, column, expected)] = _fault(file, raw, position, column, expected, found)
    return list(faults.values())


def _fault(file: str, raw: pd.DataFrame, position: int, column: str, expected: str, found: str) -> Fault:
    row = raw["row_id"][position] if "row_id" in raw else str(raw.iloc[position, 0])
    return Fault(file, position + 2, row, column, expected, repr(found) if found != "other" else found)
