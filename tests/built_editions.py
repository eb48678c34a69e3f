"""The editions that ship, each built whole and once for the suite, by whichever worker needs it first."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections import Counter
from functools import cache, cached_property
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup

from analysis.press.editions import Edition, list_editions, read_edition
from analysis.project import Project

ROOT = Path(__file__).parents[1]
PROJECT = Project(ROOT)
EDITIONS = tuple(sorted(list_editions(PROJECT)))
EARLY_DAY = "2005-01-01"
EXTRA_PAGES = ("index", "sources")
"""Pages of an edition that are no chapter."""


@cache
def edition_of(edition: str) -> Edition:
    """What an edition declares."""
    return read_edition(PROJECT, edition)


def chapters_of(edition: str) -> tuple[str, ...]:
    """Names of an edition's chapters, in order, before it is built."""
    return tuple(edition_of(edition).chapters)


def pages_of(edition: str) -> tuple[str, ...]:
    """Names of an edition's pages before it is built; a test holds that these are all."""
    return (*EXTRA_PAGES, *chapters_of(edition))


PAGES = tuple((edition, page) for edition in EDITIONS for page in pages_of(edition))
CHAPTERS = tuple((edition, chapter) for edition in EDITIONS for chapter in chapters_of(edition))


class Page:
    """One page of a built edition, read once a worker."""

    def __init__(self, path: Path):
        self.path, self.name = path, path.stem

    @cached_property
    def text(self) -> str:
        """The file as it is."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The file as a tree."""
        return BeautifulSoup(self.text, "html.parser")

    @cached_property
    def ids(self) -> Counter[str]:
        """How often each id stands in the page."""
        return Counter(tag["id"] for tag in self.soup(id=True))


class Release:
    """A built edition: its folder, and what lies in it."""

    def __init__(self, name: str, folder: Path):
        self.name, self.folder = name, folder
        self._pages: dict[str, Page] = {}
        self._notebooks: dict[str, nbformat.NotebookNode] = {}

    def page(self, name: str) -> Page:
        """A page by the stem of its file."""
        return self._pages.setdefault(name, Page(self.folder / f"{name}.html"))

    def notebook(self, chapter: str) -> nbformat.NotebookNode:
        """A chapter as the build executed it; not to be changed."""
        if chapter not in self._notebooks:
            self._notebooks[chapter] = nbformat.read(self.folder / "notebooks" / f"{chapter}.ipynb", as_version=4)
        return self._notebooks[chapter]

    @property
    def ledger(self) -> dict:
        """The verdicts."""
        return json.loads((self.folder / "ledger.json").read_text(encoding="utf-8"))

    @property
    def pdf(self) -> Path:
        """The PDF."""
        return self.folder / f"tumen-{self.name}.pdf"

    @property
    def files(self) -> list[Path]:
        """Every file."""
        return sorted(path for path in self.folder.rglob("*") if path.is_file())


def shared_folder(tmp_path_factory) -> Path:
    """A folder that all workers of one run of the suite see."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def build_once(name: str, shared: Path, *arguments: str) -> Path:
    """Build an edition below a shared folder unless that was done; who comes later waits, and hears of a failure.

    Parameters
    ----------
    name : str
        The edition.
    shared : pathlib.Path
        See :func:`shared_folder`.
    *arguments : str
        Further arguments of ``tumen build``; they are part of the folder's name.
    """
    folder = shared / "editions" / "".join([name, *(word.replace("--", "-") for word in arguments)])
    folder.parent.mkdir(exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        failed = folder.with_suffix(".failed")
        if not failed.exists() and not (folder / "manifest.json").exists():
            command = [sys.executable, "-m", "analysis.cli", "--project", str(ROOT), "build", name, *arguments]
            done = subprocess.run([*command, "--out", str(folder), "--quiet"], capture_output=True, text=True)
            if done.returncode:
                failed.write_text(done.stdout + done.stderr, encoding="utf-8")
        assert not failed.exists(), f"The edition {name} could not be built:\n{failed.read_text(encoding='utf-8')}"
    return folder
