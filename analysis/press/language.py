"""The language of what is printed: messages through gettext, days and numbers through Babel.

Printers call :func:`_` and its kin at the time of printing. Around a rendering, :func:`speaking` says in which
language; outside, it is English. Catalogs ship in ``analysis/press/locale``.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError

LOCALES = Path(__file__).resolve().parent / "locale"
DOMAIN = "press"
DEFAULT = "en"

_active: ContextVar[str] = ContextVar("language", default=DEFAULT)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Print in a language, by its BCP 47 tag, within a ``with`` block."""
    token = _active.set(language)
    try:
        yield
    finally:
        _active.reset(token)


def active() -> str:
    """BCP 47 tag of the language that is printed now."""
    return _active.get()


def locale() -> Locale:
    """Babel's locale of the language that is printed now; English where Babel does not know the language."""
    try:
        return Locale.parse(active().replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(DEFAULT)


@cache
def _catalog(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALES, [language.replace("-", "_")], fallback=True)


def _(message: str) -> str:
    """A message in the language that is printed now; itself where no catalog has it."""
    return _catalog(active()).gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The form of a message that goes with a number."""
    return _catalog(active()).ngettext(one, many, number)


def pgettext(meaning: str, message: str) -> str:
    """A message that means different things in different places."""
    return _catalog(active()).pgettext(meaning, message)
