"""What the printers get: executed chapters and what stands around them. No clock, no machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from nbformat import NotebookNode

from analysis.press.bibliography import Entry, format_sources
from analysis.press.language import said_in, same_language
from analysis.press.ledger_view import told_in
from analysis.press.pages import Page, read_page
from analysis.press.protocol import Ledger, Row, Source, Translation
from analysis.press.references import References, Target, index_references


class Numbered(NamedTuple):
    """One reference: its number, the source, the entry in the style, and where it is cited."""

    number: int
    source: Source
    entry: Entry
    cited: Sequence[tuple[str, list[Target]]]


@dataclass(frozen=True)
class Chapter:
    """One executed notebook.

    Parameters
    ----------
    slug : str
        Name of the notebook without its suffix; the page is ``<slug>.html``.
    title : str
        Text of the first heading.
    notebook : nbformat.NotebookNode
        The executed notebook, inline results stored.
    """

    slug: str
    title: str
    notebook: NotebookNode


@dataclass(frozen=True)
class Book:
    """An edition rendered once: everything that HTML and PDF show.

    Parameters
    ----------
    edition : str
        Name of the edition; the PDF is ``tumen-<edition>.pdf``.
    title, subtitle, abstract : str
        For cover and index.
    as_of : str
        ISO date whose knowledge is used.
    release_id : str
        Made from the inputs.
    parameters : dict
        Parameters given, by name.
    shown : dict of str to tuple of (label, value)
        The same in a reader's words; what is missing is shown as it is.
    chapters : tuple of Chapter
        In order.
    ledger : Ledger or None
        The verdicts of ``as_of``; None where the project declares no study.
    rows, sources : tuple
        Evidence and bibliography that ledger and chapters rest on.
    language : str
        BCP 47 tag.
    elsewhere : frozenset of str
        Names of the project's other chapters, which may be referred to.
    study_language : str
        BCP 47 tag of what the study says in ledger and rows.
    translation : Translation or None
        What the study says in the language of the book.
    scripts : dict
        Languages of words in other scripts, as :mod:`analysis.press.scripts` reads them.
    """

    edition: str
    title: str
    subtitle: str
    as_of: str
    release_id: str
    chapters: tuple[Chapter, ...]
    abstract: str = ""
    parameters: dict = field(default_factory=dict)
    shown: dict[str, tuple[str, str]] = field(default_factory=dict)
    ledger: Ledger | None = None
    rows: tuple[Row, ...] = ()
    sources: tuple[Source, ...] = ()
    language: str = "en"
    elsewhere: frozenset[str] = frozenset()
    study_language: str = "en"
    translation: Translation | None = None
    scripts: dict = field(default_factory=dict)

    def __deepcopy__(self, memo: dict) -> Book:
        """Itself: nothing in it changes, and nbconvert copies whatever it is given."""
        return self

    @property
    def foreign(self) -> str:
        """Tag of the study's language where the book is in another one; else empty."""
        return "" if same_language(self.language, self.study_language) else self.study_language

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The parameters as the cover tells them, each with its label."""
        return [self.shown.get(name, (name, str(value))) for name, value in self.parameters.items()]

    @cached_property
    def told(self) -> Ledger | None:
        """The ledger as pages show it: statements and voices in the language of the book."""
        return told_in(self.ledger, self.translation) if self.ledger and self.translation else self.ledger

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The chapters as both printers read them, each read once."""
        return tuple(
            read_page(chapter.notebook, fallback_title=chapter.title, chapter=number)
            for number, chapter in enumerate(self.chapters, 1)
        )

    @cached_property
    def references(self) -> References:
        """Numbers of the sources, and every place that can be referred to."""
        slugs = [chapter.slug for chapter in self.chapters]
        return index_references(dict(zip(slugs, self.pages, strict=True)), self.ledger, self.sources, self.elsewhere)


def numbered_entries(book: Book) -> list[Numbered]:
    """The bibliography of a book in the order of its numbers."""
    numbers = book.references.numbers
    ordered = sorted(book.sources, key=lambda source: numbers[source["id"]])
    return [
        Numbered(numbers[source["id"]], source, entry, book.references.cited_in(source["id"]))
        for source, entry in zip(ordered, said_in(book.foreign, format_sources, ordered), strict=True)
    ]
