"""The language of what is printed: catalogs of messages through gettext, days, numbers and lists through Babel.

Both halves print, so both use this; each has a catalog of its own. Around a rendering, :func:`speaking` says in which
language; outside, it is English.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

DEFAULT = "en"
WORLD_ENGLISH = "en_001"
"""English that writes 20 June 2024, for the bare tag ``en``."""

_active: ContextVar[str] = ContextVar("language", default=DEFAULT)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Print in a language, by its BCP 47 tag, within a ``with`` block."""
    token = _active.set(language or DEFAULT)
    try:
        yield
    finally:
        _active.reset(token)


def active() -> str:
    """BCP 47 tag of the language that is printed now."""
    return _active.get()


def same_language(one: str, other: str) -> bool:
    """Whether two tags name one language, whatever their regions."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def locale() -> Locale:
    """Babel's locale of the language that is printed now; English where Babel does not know the language."""
    return _locale(active())


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(WORLD_ENGLISH if language == DEFAULT else language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(WORLD_ENGLISH)


def day_text(iso: str) -> str:
    """A (partial) ISO date as the language writes it: ``20 June 2024``, ``2024년 6월``; other text as it is."""
    parts = str(iso).split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            return format_date(date(*numbers), "long", locale=locale())
        if len(numbers) == 2:
            return format_skeleton("yMMMM", date(*numbers, 1), locale=locale())
        return format_skeleton("y", date(*numbers, 1, 1), locale=locale())
    except (TypeError, ValueError):
        return str(iso)


def number_text(number: float) -> str:
    """A count as the language writes it, thousands parted."""
    return format_decimal(number, locale=locale())


def list_text(items: Iterable[object]) -> str:
    """Words joined as the language joins them: ``a, b and c``."""
    return format_list([str(item) for item in items], locale=locale())


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a message for the catalogs where it stands as a constant; it is translated where it is printed."""
    return message


class Messages:
    """The catalogs of one domain.

    Parameters
    ----------
    domain : str
        Name of the files: ``<folder>/<language>/LC_MESSAGES/<domain>.mo``.
    folder : pathlib.Path
        Folder of the languages.
    """

    def __init__(self, domain: str, folder: Path):
        self.domain, self.folder = domain, folder
        self._read: dict[str, gettext.NullTranslations] = {}

    @property
    def catalog(self) -> gettext.NullTranslations:
        """The catalog of the language that is printed now; an empty one where there is none."""
        language = active()
        if language not in self._read:
            names = [language.replace("-", "_"), language.partition("-")[0]]
            self._read[language] = gettext.translation(self.domain, self.folder, names, fallback=True)
        return self._read[language]

    def gettext(self, message: str) -> str:
        """A message in the language that is printed now; itself where no catalog has it."""
        return self.catalog.gettext(message)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The form of a message that goes with a number."""
        return self.catalog.ngettext(one, many, number)

    def pgettext(self, meaning: str, message: str) -> str:
        """A message that means different things in different places."""
        return self.catalog.pgettext(meaning, message)
