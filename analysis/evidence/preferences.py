"""Which of several figures to draw: a declared order of bases, computed on the rows in view."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import DataError

_ACCESS_ORDER = {"read": 0, "relayed": 1, "inferred": 2, "computed": 3}


@dataclass(frozen=True)
class Preference:
    """An order of statistical bases for some pairs of a table.

    Parameters
    ----------
    table : str
        Name of the table.
    subject : str
        Reporter, or ``*``.
    objects : tuple of str
        Partners; empty means any.
    bases : tuple of str
        Best first; a basis that is not listed is never chosen.
    """

    table: str
    subject: str
    objects: tuple[str, ...]
    bases: tuple[str, ...]

    def fits(self, table: str, subject: str, partner: str) -> bool:
        """Whether it speaks about a pair."""
        return self.table == table and self.subject in (subject, "*") and (not self.objects or partner in self.objects)


def read_preferences(path: Path, file: str) -> tuple[Preference, ...]:
    """Read ``preferences.toml``: one array of tables a table of evidence, first match wins.

    Raises
    ------
    DataError
        If the file is broken, naming the key.
    """
    try:
        declared = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{file} is not valid TOML ({error}). Mend that line and try again.") from error
    found = []
    for table, entries in declared.items():
        for number, entry in enumerate(entries, start=1):
            missing = {"subject", "bases"} - entry.keys()
            if missing:
                raise DataError(f"{file}, [[{table}]] number {number}: expected the key {min(missing)}, found none.")
            found.append(Preference(table, entry["subject"], tuple(entry.get("objects", ())), tuple(entry["bases"])))
    return tuple(found)


def choose(rows: Iterable, bases: tuple[str, ...]) -> list:
    """One row a year: best basis, then a final over a preliminary figure, then the latest vintage in view, then access.

    Parameters
    ----------
    rows : iterable of records
        Rows in view of one pair and flow, with the columns ``year``, ``basis``, ``vintage``, ``covered_to``,
        ``known_on`` and ``access``.
    bases : tuple of str
        Best first; rows of other bases are never chosen.

    Returns
    -------
    list of records
        In the order of years.
    """
    order = {basis: rank for rank, basis in enumerate(bases)}

    def rank(row) -> tuple:
        newest_first = -int(row.known_on.replace("-", ""))
        preliminary = "preliminary" in row.vintage
        access = _ACCESS_ORDER[row.access]
        return row.covered_to != "", order[row.basis], preliminary, newest_first, access, row.row_id

    best: dict[float, Any] = {}
    for row in sorted((row for row in rows if row.basis in order), key=rank):
        best.setdefault(row.year, row)
    return [best[year] for year in sorted(best)]
