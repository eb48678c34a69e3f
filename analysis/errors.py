"""What can go wrong, in one sentence each, with the exit code that a caller sees.

A message says what, where (file, row, column, parameter, cell), what was expected against what was found, and
the next step. Tracebacks go to the log file, never to the screen.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class TumenError(Exception):
    """A failure with a sentence for people and an exit code for programs.

    Parameters
    ----------
    message : str
        One or two sentences: what, where, expected against found, next step.
    details : sequence of str, optional
        Further lines, one per fault, printed below the sentence.
    """

    exit_code = 1

    def __init__(self, message: str, details: tuple[str, ...] | list[str] = ()):
        super().__init__(message, tuple(details))
        self.message = message
        self.details = tuple(details)

    def __reduce__(self):
        return type(self), (self.message, self.details)

    def __str__(self) -> str:
        return "\n".join([self.message, *(f"  {line}" for line in self.details)])


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint for the end of a message: the name that was most likely meant, or nothing."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""


class UsageError(TumenError):
    """An unknown name, option, parameter, or impossible value (exit code 2)."""

    exit_code = 2


class DataError(TumenError):
    """Rows that break the row contract (exit code 3)."""

    exit_code = 3


class NotebookError(TumenError):
    """A chapter whose cell raised or whose inline expression failed (exit code 4)."""

    exit_code = 4


class RenderError(TumenError):
    """HTML or PDF could not be made from an executed chapter (exit code 5)."""

    exit_code = 5


class PublishError(TumenError):
    """A finished release could not be put in its place (exit code 6)."""

    exit_code = 6
