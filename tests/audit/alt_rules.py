"""When a text alternative says nothing: rules of its own, blind to how it was made."""

from __future__ import annotations

import re

GENERIC = {
    "a", "an", "and", "of", "the", "this", "that", "for", "to", "in", "with", "by", "on", "is", "are", "see", "below",
    "above", "alt", "text", "alternative", "figure", "fig", "image", "img", "picture", "photo", "graphic", "graph",
    "chart", "plot", "diagram", "illustration", "drawing", "screenshot", "icon", "logo", "bar", "line", "pie",
    "scatter", "map", "data", "placeholder", "untitled", "unknown", "todo", "tbd", "none", "null", "nan", "output",
    "cell", "svg", "png", "showing", "shows", "shown", "depicting", "description", "caption", "title", "no", "not",
    "available",
}  # fmt: skip
FILE = re.compile(r"\b[\w-]+\.(?:png|jpe?g|gif|svg|webp|pdf|bmp|tiff?)\b", re.IGNORECASE)
OPENING = re.compile(
    r"^\W*(?:an? |the )?(?:image|picture|photo|graphic|figure|screenshot|illustration)\b", re.IGNORECASE
)


def words(text: str) -> list[str]:
    """Words and numbers of a text, in small letters."""
    return re.findall(r"[^\W_]+", text.casefold())


def numeric(data) -> bool:
    """Whether rows of a record hold a number."""
    return any(isinstance(cell, (int, float)) and not isinstance(cell, bool) for row in data or () for cell in row)


def faults(alt: str, title: str = "", data=None) -> list[str]:
    """Why a text alternative says nothing; empty where it says something.

    Parameters
    ----------
    alt, title : str
        The alternative, and the title that stands beside the figure.
    data : list of list, optional
        Rows behind the figure.
    """
    said = words(alt)
    telling = [word for word in said if word not in GENERIC and not word.isdecimal()]
    found = []
    if FILE.search(alt):
        found.append("it names a file")
    if OPENING.search(alt):
        found.append("it opens with the kind of thing it is")
    if len(set(telling)) < 6:
        found.append(f"it holds {len(set(telling))} telling words, expected 6 or more")
    if said and " ".join(said) in " ".join(words(title)):
        found.append("it repeats the title")
    if numeric(data) and not re.search(r"\d", alt):
        found.append("the data hold numbers and it holds none")
    return found
