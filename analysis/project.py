"""Finds the project folder: data, chapters and editions, by one rule from any directory."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from analysis.errors import UsageError

ENVIRONMENT_VARIABLE = "TUMEN_PROJECT"
_INSTALLED_FROM = Path(__file__).resolve().parents[1]

DEFAULTS = {
    "data": "data",
    "notebooks": "notebooks",
    "editions": "reports/editions",
    "releases": "reports/releases",
    "published": "reports/published",
}


@dataclass(frozen=True)
class Project:
    """A project folder and its ``[tool.tumen]`` table.

    Parameters
    ----------
    root : pathlib.Path
        The folder that holds the pyproject.toml.
    """

    root: Path

    @cached_property
    def config(self) -> dict:
        """The ``[tool.tumen]`` table, with defaults for the folders."""
        table = _tumen_table(self.root / "pyproject.toml")
        return DEFAULTS | (table or {})

    def folder(self, name: str) -> Path:
        """Path of a declared folder: ``data``, ``notebooks``, ``editions``, ``releases`` or ``published``."""
        return self.root / self.config[name]

    @property
    def data(self) -> Path:
        return self.folder("data")

    @property
    def notebooks(self) -> Path:
        return self.folder("notebooks")


def _tumen_table(path: Path) -> dict | None:
    try:
        with path.open("rb") as file:
            return tomllib.load(file).get("tool", {}).get("tumen")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is not valid TOML ({error}). Mend that line and try again.") from error


def find_project(start: str | os.PathLike | None = None) -> Project:
    """Find the project folder.

    The rule: from ``start`` if given, else from the environment variable ``TUMEN_PROJECT`` if set, else from the
    working directory, upwards to the first pyproject.toml that holds a ``[tool.tumen]`` table. Where nothing was named
    and the working directory lies outside any project, the project that this package was installed from in place is
    taken, so that its chapters run from anywhere.

    Parameters
    ----------
    start : path-like, optional
        Where to begin.

    Returns
    -------
    Project

    Raises
    ------
    UsageError
        If no such folder is found.
    """
    named = start or os.environ.get(ENVIRONMENT_VARIABLE)
    origin = Path(named or Path.cwd()).resolve()
    for folder in (origin, *origin.parents, *(() if named else (_INSTALLED_FROM,))):
        if _tumen_table(folder / "pyproject.toml") is not None:
            return Project(folder)
    raise UsageError(
        f"No project found at or above {origin}: expected a pyproject.toml with a [tool.tumen] table. "
        f"Change into the project folder, or name it with --project or {ENVIRONMENT_VARIABLE}."
    )
