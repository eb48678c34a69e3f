"""Translations of what the data say: ``data/translations/<language>.toml``, read and held against the register.

.. code-block:: toml

    [[claim]]
    id = "T1"
    of = "The English statement that was translated."
    statement = "..."

    [names]
    "Name as the tables have it" = "..."

Each entry holds the English that it translates, so that a statement changed since is told as stale.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from analysis.argument.register import Register
from analysis.errors import DataError

FOLDER = "translations"


@dataclass(frozen=True)
class Translation:
    """The data of a project in one language.

    Parameters
    ----------
    statements : dict
        Statement of each claim and part, by id.
    originals : dict
        The English that each was made from, by id.
    names : dict
        Names of people and bodies, by the form that the tables have.
    """

    statements: dict[str, str] = field(default_factory=dict)
    originals: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def translation_file(folder: Path, language: str) -> Path | None:
    """The file of a language in a data folder, by the whole tag or by its language; None where there is none."""
    paths = (folder / FOLDER / f"{name}.toml" for name in (language, language.partition("-")[0]))
    return next((path for path in paths if path.is_file()), None)


def read_translation(folder: Path, language: str) -> Translation:
    """The translations of a language; empty where a data folder has none.

    Raises
    ------
    DataError
        If the file is not TOML, or an entry lacks a key.
    """
    path = translation_file(folder, language)
    return Translation() if path is None else _read(path)


def _read(path: Path) -> Translation:
    name = f"{path.parents[1].name}/{FOLDER}/{path.name}"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{name} is not valid TOML ({error}). Mend that line and try again.") from error
    entries, names = content.get("claim", []), content.get("names", {})
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise DataError(f"{name}: expected tables [[claim]], found claim = {entries!r:.60}. Mend it and try again.")
    if not isinstance(names, dict) or not all(isinstance(word, str) for word in names.values()):
        raise DataError(f"{name}: expected a table [names] of texts, found {names!r:.60}. Mend it and try again.")
    lacking = [
        f"entry {number}: expected id, of and statement as text, found {', '.join(sorted(entry)) or 'nothing'}"
        for number, entry in enumerate(entries, 1)
        if not all(isinstance(entry.get(key), str) and entry[key].strip() for key in ("id", "of", "statement"))
    ]
    if lacking:
        raise DataError(f"{name} has entries that are not whole. Mend them and try again.", lacking)
    ids = [entry["id"] for entry in entries]
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise DataError(f"{name} translates {', '.join(twice)} more than once. Leave one entry of each.")
    return Translation(
        statements={entry["id"]: entry["statement"] for entry in entries},
        originals={entry["id"]: entry["of"] for entry in entries},
        names=names,
    )


def translation_faults(folder: Path, register: Register) -> list[str]:
    """Claims without a translation, translations of what is no claim, and stale ones, in every language of a folder."""
    faults = []
    for path in sorted((folder / FOLDER).glob("*.toml")):
        name = f"{folder.name}/{FOLDER}/{path.name}"
        try:
            found = _read(path)
        except DataError as error:
            faults += [error.message, *error.details]
            continue
        wanted = {claim.id: claim.statement for claim in register.all}
        faults += [f"{name}: claim {one} is not translated" for one in wanted if one not in found.statements]
        voices = dict.fromkeys(claim.voice for claim in register.all)
        faults += [
            f"{name}, names: the voice {voice!r} is not translated" for voice in voices if voice not in found.names
        ]
        faults += [f"{name}: {one} is no claim of the register" for one in found.statements if one not in wanted]
        faults += [
            f"{name}, claim {one}: the translation is stale; it was made of {english!r}, the register now says "
            f"{wanted[one]!r}. Translate it anew and copy the new statement to 'of'."
            for one, english in found.originals.items()
            if one in wanted and wanted[one] != english
        ]
    return faults
