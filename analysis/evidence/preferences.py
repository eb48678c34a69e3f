"""Which of several figures to draw: a declared order of bases, computed on the rows in view."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

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


def choose(frame: pd.DataFrame, bases: tuple[str, ...], key: list[str]) -> pd.DataFrame:
    """One row a key: best basis, then a final over a preliminary figure, then the latest vintage in view, then access.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows in view of one pair and flow, with the columns ``basis``, ``vintage``, ``known_on`` and ``access``.
    bases : tuple of str
        Best first.
    key : list of str
        Columns that name a period.

    Returns
    -------
    pandas.DataFrame
        In the order of the key.
    """
    ranked = frame[frame["basis"].isin(bases)].assign(
        _basis=lambda f: f["basis"].map({basis: rank for rank, basis in enumerate(bases)}),
        _partial=lambda f: f["covered_to"] != "",
        _preliminary=lambda f: f["vintage"].str.contains("preliminary"),
        _known=lambda f: pd.to_datetime(f["known_on"]).astype("int64").mul(-1),
        _access=lambda f: f["access"].map(_ACCESS_ORDER),
    )
    order = [*key, "_partial", "_basis", "_preliminary", "_known", "_access", "row_id"]
    best = ranked.sort_values(order).drop_duplicates(key)
    return best.drop(columns=[name for name in best if name.startswith("_")])
