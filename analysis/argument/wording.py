"""Words for reasons: lists, days, sentences. Careful verbs stand with the claims; nothing here says a thing is so."""

from __future__ import annotations

from collections.abc import Iterable

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


def opening(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def sentences(*parts: object) -> str:
    """Join sentences; what is empty or false falls out, so that ``rows and "There are rows."`` stands for itself."""
    return " ".join(part for part in parts if part)
