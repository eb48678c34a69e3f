"""HTML: the nbconvert exporter ``tumen-html``, and the pages of a book. One file a page, nothing from elsewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType
from typing import ClassVar

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from markupsafe import Markup as Safe
from nbformat import NotebookNode
from traitlets import Unicode, default

from analysis.press.ansi import PALETTE, visible
from analysis.press.bibliography import issuer_line, style_note
from analysis.press.book import Book, numbered_entries
from analysis.press.downloads import Downloads
from analysis.press.excerpts import terminal_html
from analysis.press.html_markup import MarkupContext, cluster_html, formula_html, number_html, prose_html
from analysis.press.html_parts import (
    POLICY,
    SCRIPT,
    Plates,
    ledger_parts,
    robustness,
    table_classes,
    with_fonts,
    with_titles,
)
from analysis.press.inline import markdown_reader
from analysis.press.language import (
    _,
    day_text,
    in_its_language,
    list_text,
    ngettext,
    number_text,
    said_in,
    speaking,
)  # fmt: skip
from analysis.press.ledger_view import claim_notes, standing, verdict_label
from analysis.press.media import media_html
from analysis.press.outputs import Figure, Prose, Table, Text, cell_text, column_alignment, source_sentence
from analysis.press.pages import Page, mended_anchors, read_page, walk_blocks
from analysis.press.references import LEDGER_PAGE, MOST_SPANS, SOURCES_PAGE, claim_sources, sources_of
from analysis.press.scripts import mark_html
from analysis.press.stranger import StrangerExporter, settled
from analysis.press.verdicts import VERDICT_STYLES, confidence_label

TEMPLATES = Path(__file__).resolve().parent / "templates"
_FACES_OF_SOURCES = (("Tumen Serif", "Bold"), ("Tumen Sans", "Regular"), ("Tumen Sans", "Bold"))


class _Compiled(BytecodeCache):
    """Templates compiled once a process, whatever exporters come and go."""

    known: ClassVar[dict[tuple[str, str], CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.known[bucket.key, bucket.checksum] = bucket.code


class TumenHTMLExporter(StrangerExporter):
    """One self-contained page from any notebook: figures as figures, tables as tables, nothing from elsewhere."""

    _foreign = ""  # the study's language, where the book is in another
    _colors: dict = {}  # those of terminals, for a page that shows some
    export_from_notebook = "Tumen HTML"
    output_mimetype = "text/html"
    language = Unicode("en", help="Language of the text, as a BCP 47 tag.").tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "html"

    @default("extra_template_basedirs")
    def _default_extra_template_basedirs(self) -> list[str]:
        return [str(TEMPLATES)]

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.autoescape, environment.bytecode_cache = True, _Compiled()
        environment.trim_blocks = environment.lstrip_blocks = False
        environment.globals |= {"verdict_styles": VERDICT_STYLES, "_": _, "ngettext": ngettext}
        environment.globals |= {"policy": Safe(POLICY), "script": Safe(SCRIPT)}
        environment.globals["terminal_colors"] = lambda: self._colors
        environment.filters |= {
            "page": self._page,
            "terminal": lambda block: Safe(terminal_html(block.runs, block.kind)),
            "visible": visible,
            "media": lambda block: Safe(media_html(block)),
            "kind": lambda block: type(block).__name__,
            "cell": _cell,
            "issuer": lambda source: self._own(said_in(self._foreign, issuer_line, source)),
            "own": self._own,
            "written": day_text,
            "confidence": confidence_label,
            "style_note": lambda book: style_note(),
            "aligns": lambda record: column_alignment(record["data"], len(record["columns"])),
            "shape": table_classes,
            "formula": lambda latex: Safe(formula_html(latex, display=True)),
            "verdict_label": verdict_label,
            "claim_notes": lambda claim: claim_notes(claim, self._foreign),
            "standing": standing,
            "robustness": robustness,
        }
        self._use(environment, MarkupContext(), Plates(Downloads(), ""))
        return environment

    def _use(self, environment: Environment, context: MarkupContext, plates: Plates) -> None:
        """Bind the filters that need to know where prose stands."""
        environment.filters |= {
            "prose": lambda block: Safe(prose_html(block, context)),
            "source": lambda block: Safe(_source(block, context)),
            "references": lambda claim: Safe(_all_numbers(claim_sources(claim), context)),
            "judged_in": lambda claim: context.references.judged.get(claim["id"], []),
            "title": lambda page: _title(page, context),
            "picture": plates.picture,
            "drawn": plates.drawn,
            "taken": plates.taken,
        }

    def _own(self, text: str) -> str:
        """What the study says, marked where the book is in another language."""
        return Safe('<span lang="{}">{}</span>').format(self._foreign, text) if self._foreign and text else text

    def from_notebook_node(self, nb: NotebookNode, resources: dict | None = None, **kw) -> tuple[str, dict]:
        resources = {} if resources is None else resources
        with speaking(resources.setdefault("language", self.language)):
            return self._print(nb, resources, **kw)

    def _print(self, nb: NotebookNode, resources: dict, **kw) -> tuple[str, dict]:
        book = resources.get("book")
        self._foreign = book.foreign if book else ""
        place = resources.get("metadata", {})
        downloads = resources.get("downloads") or Downloads()
        context = MarkupContext(place.get("path"))
        if book:
            context = MarkupContext(place.get("path"), place.get("name"), book.references)
        self._use(self.environment, context, Plates(downloads, place.get("name") or "notebook"))
        page, resources = super().from_notebook_node(settled(nb), resources, **kw)
        page = mended_anchors(page)
        if book:
            page = with_titles(page, {book.references.numbers[source["id"]]: source for source in book.sources})
        return with_fonts(mark_html(page, languages=book.scripts if book else None)), resources

    def _page(self, notebook: NotebookNode, resources: dict) -> Page:
        if book := resources.get("book"):
            page = book.pages[resources["chapter"] - 1]
        else:
            name = resources.get("title") or resources.get("metadata", {}).get("name") or _("Notebook")
            page = read_page(notebook, name, resources.get("chapter"), self.selection())
        self._colors = PALETTE if any("\x1b[" in block.text for block in walk_blocks(page, Text)) else {}
        return page

    def render_cover(self, book: Book, pdf: bool) -> str:
        """The index page of a book."""
        self._foreign = book.foreign
        self._use(self.environment, MarkupContext(references=book.references), Plates(Downloads(), "index"))
        parts = ledger_parts(book.told)
        page = self.environment.get_template("cover.html.j2").render(
            book=book,
            abstract=Prose(markdown_reader()(book.abstract)) if book.abstract else None,
            **parts,
            fares=_fares(parts["tally"]),
            downloads=list(_downloads(book, pdf)),
        )
        return with_fonts(mark_html(page, languages=book.scripts))

    def render_sources(self, book: Book) -> str:
        """The page with the references of a book."""
        self._foreign = book.foreign
        self._use(self.environment, MarkupContext(references=book.references), Plates(Downloads(), "index"))
        page = self.environment.get_template("sources.html.j2").render(book=book, entries=numbered_entries(book))
        return with_fonts(mark_html(page, languages=book.scripts), _FACES_OF_SOURCES)


@in_its_language
def write_pages(book: Book, folder: Path, pdf: bool = True) -> list[Path]:
    """Write ``index.html``, ``sources.html``, one page a chapter, and the files in ``downloads``.

    Parameters
    ----------
    book : Book
        The rendered edition.
    folder : pathlib.Path
        Where the pages go; it exists.
    pdf : bool
        Whether ``tumen-<edition>.pdf`` will stand beside the pages; only then is it linked.

    Returns
    -------
    list of pathlib.Path
        The files written, the index first.
    """
    exporter = TumenHTMLExporter()
    written = [Path(folder) / LEDGER_PAGE]
    written[0].write_text(exporter.render_cover(book, pdf), encoding="utf-8")
    if book.sources:
        written.append(Path(folder) / SOURCES_PAGE)
        written[-1].write_text(exporter.render_sources(book), encoding="utf-8")
    downloads = Downloads(beside=True)
    pages = _chapter_pages(exporter, book, downloads)
    taken = downloads.write(Path(folder))
    if downloads.unseen:
        pages = _chapter_pages(exporter, book, Downloads(beside=True, unseen=downloads.unseen))
    for chapter, text in zip(book.chapters, pages, strict=True):
        written.append(Path(folder) / f"{chapter.slug}.html")
        written[-1].write_text(text, encoding="utf-8")
    return [*written, *taken]


def _chapter_pages(exporter: TumenHTMLExporter, book: Book, downloads: Downloads) -> list[str]:
    around = [None, *book.chapters, None]
    pages = []
    for number, chapter in enumerate(book.chapters, 1):
        resources = {
            "book": book,
            "chapter": number,
            "title": chapter.title,
            "previous": around[number - 1],
            "next": around[number + 1],
            "language": book.language,
            "downloads": downloads,
            "metadata": {"name": chapter.slug},
        }
        pages.append(exporter.from_notebook_node(chapter.notebook, resources)[0])
    return pages


def _downloads(book: Book, pdf: bool) -> Iterator[tuple[str, str]]:
    if pdf:
        yield f"tumen-{book.edition}.pdf", _("The report as PDF")
    if book.ledger:
        yield "ledger.json", _("Ledger as JSON")
        yield "ledger.csv", _("Ledger as CSV")
    yield "manifest.json", _("Manifest: inputs and outputs with their hashes")


def _title(page: Page, context: MarkupContext) -> str:
    if page.title_block is None:
        return page.title
    return Safe(re.sub(r"^<(?:h\d|p><strong)>|</(?:h\d|strong></p)>\s*$", "", prose_html(page.title_block, context)))


def _cell(value: object) -> str:
    return Safe(number_html(value)) if isinstance(value, dict) and "text" in value else cell_text(value)


def _source(block: Figure | Table, context: MarkupContext) -> str:
    """The source line of a figure or table, with the numbers of its sources."""
    return f"{html.escape(source_sentence(block.record))} {_all_numbers(sources_of(block), context)}".rstrip()


def _all_numbers(sources: Iterable[str], context: MarkupContext) -> str:
    """Numbers of sources; where they are many, the first of them and all behind a disclosure."""
    sources, references = list(sources), context.references
    every = references.cluster(sources)
    whole = cluster_html(sources, references)
    if every is None or len(every.spans) <= MOST_SPANS:
        return whole
    told = _("All {count} references").format(count=len({*sources} & references.numbers.keys()))
    return f"{cluster_html(sources, references, MOST_SPANS)}<details><summary>{told}</summary>{whole}</details>"


def _fares(tally: dict[str, int]) -> str:
    """In one sentence, how the claims fare."""
    counts = [f"<b>{number_text(number)}</b>&nbsp;{html.escape(verdict_label(name))}" for name, number in tally.items()]
    told = ngettext(
        "How the {count} claim fares: {verdicts}.", "How the {count} claims fare: {verdicts}.", sum(tally.values())
    )
    return Safe(html.escape(told).format(count=number_text(sum(tally.values())), verdicts=list_text(counts)))
