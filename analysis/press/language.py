"""The messages of the press in the language that is printed.

Printers call :func:`_` and its kin at the time of printing, with whole sentences and named placeholders; a message that
must stand in a constant is marked with :func:`N_` there and translated where it is printed. Catalogs ship in
``analysis/press/locale``; ``make translations`` keeps them in step with the code.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path

from analysis.language import (
    DEFAULT,
    N_,
    Messages,
    active,
    day_text,
    list_text,
    locale,
    number_text,
    same_language,
    speaking,
)

__all__ = [
    "DEFAULT", "LOCALES", "MESSAGES", "N_", "_", "active", "day_text", "list_text", "locale", "ngettext", "number_text",
    "same_language", "speaking",
]  # fmt: skip

LOCALES = Path(__file__).resolve().parent / "locale"
MESSAGES = Messages("press", LOCALES)


def in_its_language(write: Callable) -> Callable:
    """Let a function that prints a book (its first argument) speak the book's language."""

    @wraps(write)
    def spoken(book, *args, **kw):
        with speaking(book.language):
            return write(book, *args, **kw)

    return spoken


def said_in(language: str, say: Callable, *args):
    """What a function says in a language; in the one that is printed now where none is named."""
    with speaking(language or active()):
        return say(*args)


def _(message: str) -> str:
    """A message in the language that is printed now; itself where no catalog has it."""
    return MESSAGES.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The form of a message that goes with a number."""
    return MESSAGES.ngettext(one, many, number)
