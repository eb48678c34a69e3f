"""What the printers get: executed chapters and what stands around them. No clock, no machine."""

from __future__ import annotations

from dataclasses import dataclass, field

from nbformat import NotebookNode

from analysis.press.protocol import Ledger, Row, Source


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
    chapters : tuple of Chapter
        In order.
    ledger : Ledger or None
        The verdicts of ``as_of``; None where the project declares no study.
    rows, sources : tuple
        Evidence and bibliography that ledger and chapters rest on.
    language : str
        BCP 47 tag.
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
    ledger: Ledger | None = None
    rows: tuple[Row, ...] = ()
    sources: tuple[Source, ...] = ()
    language: str = "en"
    scripts: dict = field(default_factory=dict)
