"""Words for reasons: lists, days, sentences. Careful verbs stand with the claims; nothing here says a thing is so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def listed(items: Iterable[object], last: str = "and") -> str:
    """``a, b and c``; repeated items once, empty or false ones not at all."""
    items = list(dict.fromkeys(filter(None, items)))
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def apart(items: Iterable[object]) -> str:
    """``a; b; c``, for items that hold commas; repeated items once, empty or false ones not at all."""
    return "; ".join(dict.fromkeys(filter(None, items)))


def bare(name: str) -> str:
    """A name ready for use within brackets: ``US State Department (Koepcke)`` has its own turned into a comma."""
    return name.replace(" (", ", ").replace(")", "")


def day(text: str) -> str:
    """A (partial) ISO date as prose: ``20 June 2024``, ``June 2024``, ``2024``."""
    year, *rest = str(text).split("-")
    month = _MONTHS[int(rest[0]) - 1] if rest else ""
    number = str(int(rest[1])) if len(rest) > 1 else ""
    return " ".join(part for part in (number, month, year) if part)


class Day(str):
    """A (partial) ISO date as prose that remembers the date, so that another language can write it."""

    iso: str


def dated(iso: str) -> Day:
    """A (partial) ISO date for a :func:`phrase`."""
    text = Day(day(iso))
    text.iso = str(iso)
    return text


class Phrase(str):
    """English that remembers how it was composed, so that it can be said in another language.

    It is a string like any other; :mod:`analysis.figures.language` looks the message up in the study's catalog.
    """

    messages: tuple[str, ...]
    number: int | None
    values: dict[str, Any]


def phrase(message: str, /, **values: Any) -> Phrase:
    """Compose a sentence from a message with named places.

    Parameters
    ----------
    message : str
        A literal, so that the catalogs can be made from the code.
    **values
        What stands in the places: numbers, quantities, names, days (:func:`dated`), phrases, or lists of these.
    """
    return _composed((message,), None, values)


def nphrase(one: str, many: str, number: int, /, **values: Any) -> Phrase:
    """As :func:`phrase`, with the message that goes with a number."""
    return _composed((one, many), number, values)


def _composed(messages: tuple[str, ...], number: int | None, values: dict[str, Any]) -> Phrase:
    written = {name: listed(value) if isinstance(value, list | tuple) else value for name, value in values.items()}
    text = Phrase(messages[0 if number in (None, 1) else 1].format(**written))
    text.messages, text.number, text.values = messages, number, values
    return text


def opening(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def sentences(*parts: object) -> str:
    """Join sentences; what is empty or false falls out, so that ``rows and "There are rows."`` stands for itself."""
    return " ".join(part for part in parts if part)
