"""The files of a data folder, read once and typed; knows nothing of dates."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

from analysis.evidence.codebooks import CODEBOOKS, SOURCES
from analysis.evidence.preferences import Preference, read_preferences
from analysis.evidence.reading import Fault, raise_faults, read_frame
from analysis.evidence.schemas import TABLES


class Store:
    """The files of a data folder, read once; knows nothing of dates.

    Parameters
    ----------
    folder : pathlib.Path
        The data folder: ``tables/*.csv``, ``codebooks/*.csv``, ``sources.csv``, ``preferences.toml``.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self._frames: dict[str, pd.DataFrame] = {}
        self._records: dict[str, list] = {}
        self.memo: dict = {}  # answers computed from rows of these files, for whoever asks again

    def path(self, name: str) -> Path:
        """Path of a table (``transfers``), a codebook (``codebooks/states``) or ``sources``."""
        inside = f"tables/{name}.csv" if name in TABLES else f"{name}.csv"
        return self.folder / inside

    def file(self, path: Path) -> str:
        """How messages and manifests call a file: relative to the project."""
        return path.relative_to(self.folder.parent).as_posix()

    def check(self, name: str) -> list[Fault]:
        """Faults of one file."""
        return self._read(name)[1]

    def frame(self, name: str) -> pd.DataFrame:
        """All rows of a file, typed, indexed by the first column.

        Raises
        ------
        DataError
            If it breaks its schema, with all faults.
        """
        if name not in self._frames:
            frame, faults = self._read(name)
            raise_faults(faults)
            self._frames[name] = frame.set_index(frame.columns[0], drop=False).rename_axis(None)
        return self._frames[name]

    def records(self, name: str) -> list:
        """All rows of a table as named tuples, one attribute a column, in the order of the file."""
        if name not in self._records:
            self._records[name] = list(self.frame(name).itertuples(index=False, name="Row"))
        return self._records[name]

    def _read(self, name: str) -> tuple[pd.DataFrame, list[Fault]]:
        schema = TABLES.get(name) or CODEBOOKS.get(name.removeprefix("codebooks/")) or SOURCES
        path = self.path(name)
        return read_frame(path, self.file(path), schema)

    @cached_property
    def preferences(self) -> tuple[Preference, ...]:
        """The declared order of bases."""
        path = self.folder / "preferences.toml"
        return read_preferences(path, self.file(path))

    @cached_property
    def tables_of_rows(self) -> dict[str, str]:
        """Table of every row id."""
        return {row: name for name in TABLES for row in self.frame(name).index}

    @cached_property
    def days(self) -> list[str]:
        """Every day on which some row became known, in order."""
        known = {day for name in TABLES for day in self.frame(name)["known_on"]}
        return sorted(known - {""})


def cited_sources(rows: pd.DataFrame) -> set[str]:
    """Keys of all sources that some rows rest on."""
    return ({*rows["source_id"]} | {key for also in rows["also"] for key in also.split(";")}) - {""}


@lru_cache(maxsize=4)
def _store(folder: Path, stamp: tuple) -> Store:
    return Store(folder)


def open_store(folder: Path) -> Store:
    """A store that is read again only when one of its files has changed."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".csv", ".toml"))
    return _store(folder, tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files))
