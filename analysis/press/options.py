"""The choices of one build: options and the edition's parameters, settled before any kernel starts.

Parameters are for the whole edition. A name must exist in at least one chapter, and each chapter gets those that it
declares. The parameter ``as_of`` is the day whose knowledge is used: it has one value for the whole release.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analysis.errors import UsageError, did_you_mean
from analysis.press.editions import Edition
from analysis.press.parameters import Parameter, shortened

AS_OF = "as_of"


@dataclass(frozen=True)
class Settled:
    """What a build was asked for, checked.

    Parameters
    ----------
    as_of : str
        ISO date.
    given : dict
        Parameters given by edition or option, in their JSON form, without ``as_of``.
    by_chapter : dict of str to dict
        What each chapter gets, ``as_of`` among it where the chapter declares it.
    shown : dict of str to tuple of (label, value)
        What is given, in a reader's words.
    """

    as_of: str
    given: dict[str, Any]
    by_chapter: dict[str, dict[str, Any]]
    shown: dict[str, tuple[str, str]]


def parse_option(option: str) -> tuple[str, str]:
    """Split ``name=value``; the value may hold ``=`` and quotes.

    Raises
    ------
    UsageError
        If there is no ``=`` or the name is not one of Python.
    """
    name, sign, value = option.partition("=")
    if not sign or not name.strip().isidentifier():
        raise UsageError(f"The parameter {shortened(option)} is not of the form NAME=VALUE.")
    return name.strip(), value


def parse_as_of(text: str, today: str, where: str = AS_OF) -> str:
    """Check an as-of date.

    Parameters
    ----------
    text : str
        What was asked for.
    today : str
        ISO date of the caller's day.
    where : str
        Where it was asked for, for the message.

    Raises
    ------
    UsageError
        If it is not a full ISO date, or lies after today.
    """
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            raise ValueError("a partial or other form of date")
        datetime.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"{where}: expected a full ISO date such as 2001-12-31; found {text!r} ({error}). Give year, month and day."
        ) from error
    if text > today:
        raise UsageError(
            f"{where}: expected a day not after today, {today}; found {text}. What will be known then is not known yet."
        )
    return text


def settle(
    edition: Edition,
    chapters: Mapping[str, Mapping[str, Parameter]],
    options: Mapping[str, str],
    as_of: str,
) -> Settled:
    """Check all parameters of a build against what the chapters declare.

    Parameters
    ----------
    edition : Edition
        Its ``parameters`` are values with types.
    chapters : mapping
        Parameters declared, by chapter.
    options : mapping
        Name to text, from the command line; they override the edition's.
    as_of : str
        Checked date.

    Raises
    ------
    UsageError
        With all faults: names that no chapter declares, and values that a chapter's type refuses.
    """
    faults = []
    known = list(dict.fromkeys(name for declared in chapters.values() for name in declared))
    given: dict[str, Any] = {}
    shown: dict[str, tuple[str, str]] = {}
    by_chapter: dict[str, dict[str, Any]] = {chapter: {} for chapter in chapters}
    asked = {name: ("edition", value) for name, value in edition.parameters.items()}
    asked |= {name: ("option", text) for name, text in options.items()} | {AS_OF: ("edition", as_of)}
    for name, (origin, value) in asked.items():
        if name not in known and name != AS_OF:
            place = f"{edition.path}: " if origin == "edition" else ""
            faults.append(
                f"{place}no chapter of {edition.name} has a parameter {name!r}; known are {', '.join(known) or 'none'}"
                + did_you_mean(name, known)
            )
        for chapter, declared in chapters.items():
            if name not in declared:
                continue
            parameter = declared[name]
            try:
                accepted = parameter.convert(value) if origin == "option" else parameter.accept(value)
            except ValueError as error:
                faults.append(f"chapter {chapter}, parameter {name}: {error}")
                continue
            by_chapter[chapter][name] = accepted
            if name != AS_OF:
                given[name] = accepted
                shown[name] = (parameter.label, parameter.shown(accepted))
    if faults:
        what = "A parameter" if len(faults) == 1 else f"{len(faults)} parameters"
        raise UsageError(f"{what} of this build cannot be used; nothing was run.", faults)
    return Settled(as_of, dict(sorted(given.items())), by_chapter, shown)


def wrong_defaults(chapters: Mapping[str, Mapping[str, Parameter]]) -> list[str]:
    """Defaults that their own type refuses, one line each (``as_of`` may stand at None: the newest)."""
    faults = []
    for chapter, declared in chapters.items():
        for name, parameter in declared.items():
            if name == AS_OF and parameter.default is None:
                continue
            try:
                parameter.accept(parameter.default)
            except ValueError as error:
                faults.append(f"chapter {chapter}, default of {name}: {error}")
    return faults
