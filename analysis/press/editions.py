"""Editions: the declarations in ``reports/editions/*.toml`` of what is printed together.

.. code-block:: toml

    title = "Tides of three ports"
    subtitle = "What the gauges say"
    chapters = ["brief", "busan"]      # notebooks, without their suffix, in order
    formats = ["html", "pdf"]          # both are the default
    as_of = "2024-06-20"               # without it: the newest day on which something became known
    language = "en"
    abstract = "..."

    [parameters]
    port = "BUS"
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis.errors import UsageError
from analysis.project import Project

FORMATS = ("html", "pdf")


@dataclass(frozen=True)
class Edition:
    """One declaration.

    Parameters
    ----------
    name : str
        Name of its file without the suffix.
    title, subtitle, abstract : str
        For cover and index.
    chapters : tuple of str
        Notebooks in order, without their suffix.
    parameters : dict
        Values for the whole edition; each chapter gets those that it declares.
    formats : tuple of str
        Of :data:`FORMATS`.
    as_of : str or None
        ISO date, or None for the newest.
    language : str
        BCP 47 tag.
    path : pathlib.Path
        The file, for messages.
    """

    name: str
    title: str
    chapters: tuple[str, ...]
    path: Path
    subtitle: str = ""
    abstract: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    formats: tuple[str, ...] = FORMATS
    as_of: str | None = None
    language: str = "en"


class _Declaration(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = Field(min_length=1)
    chapters: list[Annotated[str, Field(pattern=r"^\w[\w.-]*$")]] = Field(min_length=1)
    subtitle: str = ""
    abstract: str = ""
    parameters: dict[str, Any] = {}
    formats: list[Literal["html", "pdf"]] = Field(default=list(FORMATS), min_length=1)
    as_of: str | None = None
    language: str = "en"


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
        near = difflib.get_close_matches(name, known, n=1)
        raise UsageError(
            f"There is no edition {name!r}. Known are: {', '.join(known) or 'none'}."
            + (f" Did you mean {near[0]}?" if near else "")
        )
    path = project.folder("editions") / f"{name}.toml"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not valid TOML ({error}). Mend that line and try again.") from error
    if hasattr(content.get("as_of"), "isoformat"):  # TOML has dates of its own
        content["as_of"] = content["as_of"].isoformat()
    faults = []
    try:
        declared = _Declaration.model_validate(content)
    except ValidationError as error:
        faults = [_fault(entry) for entry in error.errors()]
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
    values = declared.model_dump()
    return Edition(
        name=name,
        path=path,
        **values | {"chapters": tuple(values["chapters"]), "formats": tuple(dict.fromkeys(values["formats"]))},
    )


def _fault(entry: dict) -> str:
    key = ".".join(str(part) for part in entry["loc"])
    if entry["type"] == "extra_forbidden":
        known = list(_Declaration.model_fields)
        near = difflib.get_close_matches(key, known, n=1)
        return f"{key}: unknown key; known are {', '.join(known)}" + (f"; did you mean {near[0]}?" if near else "")
    found = "" if entry["type"] == "missing" else f"; found {entry['input']!r}"
    return f"{key}: {entry['msg'][0].lower()}{entry['msg'][1:]}{found}"
