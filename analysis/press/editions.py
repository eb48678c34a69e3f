"""Editions: the declarations in ``reports/editions/*.toml`` of what is printed together.

.. code-block:: toml

    title = "Tides of three ports"
    subtitle = "What the gauges say"
    chapters = ["brief", "busan"]      # notebooks, without their suffix, in order
    formats = ["html", "pdf"]          # both are the default
    paper = "us-letter"                # a4 is the default
    as_of = "2024-06-20"               # without it: the newest day on which something became known
    language = "en"
    abstract = "..."

    [parameters]
    port = "BUS"

    [scripts]                          # beside the project's, as analysis.press.scripts reads them
    Hani = "zh"
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis.errors import UsageError, did_you_mean
from analysis.press.scripts import declaration_faults
from analysis.project import Project

FORMATS = ("html", "pdf")
PAPERS = ("a4", "us-letter")


class Edition(BaseModel):
    """One declaration.

    Parameters
    ----------
    name : str
        Name of its file without the suffix.
    path : pathlib.Path
        The file, for messages.
    title, subtitle, abstract : str
        For cover and index.
    chapters : tuple of str
        Notebooks in order, without their suffix.
    parameters : dict
        Values for the whole edition; each chapter gets those that it declares.
    formats : tuple of str
        Of :data:`FORMATS`.
    paper : str
        Of :data:`PAPERS`, for the PDF.
    as_of : str or None
        ISO date, or None for the newest.
    language : str
        BCP 47 tag.
    scripts : dict
        Languages of words in other scripts, as :mod:`analysis.press.scripts` reads them; the project's first.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    path: Path
    title: str = Field(min_length=1)
    chapters: tuple[Annotated[str, Field(pattern=r"^\w[\w.-]*$")], ...] = Field(min_length=1)
    subtitle: str = ""
    abstract: str = ""
    parameters: dict[str, Any] = {}
    formats: tuple[Literal["html", "pdf"], ...] = Field(default=FORMATS, min_length=1)
    paper: Literal["a4", "us-letter"] = PAPERS[0]
    as_of: str | None = None
    language: str = "en"
    scripts: dict[str, Any] = {}


_KEYS = [key for key in Edition.model_fields if key not in ("name", "path")]


def list_editions(project: Project) -> list[str]:
    """Names of the editions that a project declares, sorted."""
    return sorted(path.stem for path in project.folder("editions").glob("*.toml"))


def read_edition(project: Project, name: str) -> Edition:
    """Read one declaration.

    Raises
    ------
    UsageError
        If there is no such edition, or its file has unknown keys, wrong types, unknown formats, or chapters that do
        not exist. All faults of the file are told at once.
    """
    known = list_editions(project)
    if name not in known:
        raise UsageError(
            f"There is no edition {name!r}; known are {', '.join(known) or 'none'}{did_you_mean(name, known) or '.'}"
        )
    path = project.folder("editions") / f"{name}.toml"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not valid TOML ({error}). Mend that line and try again.") from error
    if hasattr(content.get("as_of"), "isoformat"):  # TOML has dates of its own
        content["as_of"] = content["as_of"].isoformat()
    faults = [_unknown(key) for key in content if key not in _KEYS]
    for declared in (project.config.get("scripts", {}), content.get("scripts", {})):
        faults += declaration_faults(declared)
    if not faults:
        content["scripts"] = {**project.config.get("scripts", {}), **content.get("scripts", {})}
    try:
        edition = Edition(name=name, path=path, **{key: content[key] for key in _KEYS if key in content})
    except ValidationError as error:
        faults += [_fault(entry) for entry in error.errors()]
    chapters = [chapter for chapter in content.get("chapters", []) if isinstance(chapter, str)]
    faults += [
        f"chapters: there is no notebook {chapter!r} in {project.notebooks}"
        for chapter in chapters
        if not (project.notebooks / f"{chapter}.ipynb").is_file()
    ]
    faults += [
        f"chapters: {chapter!r} stands twice" for chapter in sorted({c for c in chapters if chapters.count(c) > 1})
    ]
    if faults:
        raise UsageError(f"{path} declares an edition that cannot be built.", faults)
    return edition


def _unknown(key: str) -> str:
    return f"{key}: unknown key; known are {', '.join(_KEYS)}{did_you_mean(key, _KEYS)}"


def _fault(entry: dict) -> str:
    key = ".".join(str(part) for part in entry["loc"])
    found = "" if entry["type"] == "missing" else f"; found {entry['input']!r}"
    return f"{key}: {entry['msg'][0].lower()}{entry['msg'][1:]}{found}"
