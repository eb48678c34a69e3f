"""HTML: the nbconvert exporter ``tumen-html``, and the pages of a book. One file a page, nothing from elsewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup as Safe
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode
from traitlets import default

from analysis.press.book import Book
from analysis.press.drawings import unique_svg
from analysis.press.html_markup import MarkupContext, formula_html, image_html, number_html, prose_html
from analysis.press.inline import markdown_reader
from analysis.press.ledger_view import claim_notes, standing, tally, verdict_label, walk_claims
from analysis.press.outputs import Figure, Image, Prose, Table, cell_text, column_alignment, source_sentence
from analysis.press.pages import Page, read_page
from analysis.press.scripts import mark_html
from analysis.press.verdicts import VERDICT_STYLES

TEMPLATES = Path(__file__).resolve().parent / "templates"


class TumenHTMLExporter(TemplateExporter):
    """One self-contained page from any notebook: sources hidden, figures as figures, tables as tables."""

    export_from_notebook = "Tumen HTML"
    output_mimetype = "text/html"

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
        environment.autoescape = True
        environment.trim_blocks = environment.lstrip_blocks = False
        environment.globals["verdict_styles"] = VERDICT_STYLES
        environment.tests["day"] = lambda text: re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(text)) is not None
        environment.filters |= {
            "page": _page,
            "kind": lambda block: type(block).__name__,
            "cell": _cell,
            "label": _label,
            "aligns": lambda record: column_alignment(record["data"], len(record["columns"])),
            "source": source_sentence,
            "formula": lambda latex: Safe(formula_html(latex, display=True)),
            "verdict_label": verdict_label,
            "claim_notes": claim_notes,
            "standing": standing,
            "web": lambda url: str(url).startswith(("http://", "https://")),
        }
        self._use(environment, MarkupContext())
        return environment

    def _use(self, environment: Environment, context: MarkupContext) -> None:
        """Bind the filters that need to know where prose stands."""
        pictures = iter(range(1, 1_000_000))
        environment.filters |= {
            "prose": lambda block: Safe(prose_html(block, context)),
            "title": lambda page: _title(page, context),
            "picture": lambda block: Safe(_picture(block, f"svg{next(pictures)}")),
        }

    def from_notebook_node(self, nb: NotebookNode, resources: dict | None = None, **kw) -> tuple[str, dict]:
        resources = resources if resources is not None else {}
        book = resources.get("book")
        chapters = frozenset(chapter.slug for chapter in book.chapters) if book else frozenset()
        self._use(self.environment, MarkupContext(resources.get("metadata", {}).get("path"), chapters))
        page, resources = super().from_notebook_node(nb, resources, **kw)
        return mark_html(page, languages=book.scripts if book else None), resources

    def render_cover(self, book: Book, pdf: bool) -> str:
        """The index page of a book."""
        self._use(self.environment, MarkupContext(chapters=frozenset(chapter.slug for chapter in book.chapters)))
        claims = list(walk_claims(book.ledger["claims"])) if book.ledger else []
        page = self.environment.get_template("cover.html.j2").render(
            book=book,
            abstract=Prose(markdown_reader()(book.abstract)) if book.abstract else None,
            claims=claims,
            tally=tally(book.ledger),
            downloads=list(_downloads(book, pdf)),
        )
        return mark_html(page, languages=book.scripts)


def write_pages(book: Book, folder: Path, pdf: bool = True) -> list[Path]:
    """Write ``index.html`` and one page a chapter.

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
    written = [Path(folder) / "index.html"]
    written[0].write_text(exporter.render_cover(book, pdf), encoding="utf-8")
    around = [None, *book.chapters, None]
    for number, chapter in enumerate(book.chapters, 1):
        resources = {
            "book": book,
            "chapter": number,
            "title": chapter.title,
            "previous": around[number - 1],
            "next": around[number + 1],
            "language": book.language,
            "metadata": {"name": chapter.slug},
        }
        text, _ = exporter.from_notebook_node(chapter.notebook, resources)
        written.append(Path(folder) / f"{chapter.slug}.html")
        written[-1].write_text(text, encoding="utf-8")
    return written


def _downloads(book: Book, pdf: bool) -> Iterator[tuple[str, str]]:
    if pdf:
        yield f"tumen-{book.edition}.pdf", "The report as PDF"
    if book.ledger:
        yield "ledger.json", "Ledger as JSON"
        yield "ledger.csv", "Ledger as CSV"
    yield "manifest.json", "Manifest: inputs and outputs with their hashes"


def _page(notebook: NotebookNode, resources: dict) -> Page:
    name = resources.get("title") or resources.get("metadata", {}).get("name") or "Notebook"
    return read_page(notebook, fallback_title=name, chapter=resources.get("chapter"))


def _title(page: Page, context: MarkupContext) -> str:
    if page.title_block is None:
        return page.title
    return Safe(re.sub(r"^<h1>|</h1>\s*$", "", prose_html(page.title_block, context)))


def _cell(value: object) -> str:
    return Safe(number_html(value)) if isinstance(value, dict) and "text" in value else cell_text(value)


def _label(block: Figure | Table) -> str:
    return f"{type(block).__name__.lower()}-{re.sub(r'[^A-Za-z0-9_-]+', '-', block.record['label'])}"


def _picture(block: Figure | Image, prefix: str) -> str:
    image = block.image if isinstance(block, Figure) else block
    if image.mime != "image/svg+xml":
        return image_html(image)
    svg = unique_svg(image.data.decode(), prefix)
    alt = html.escape(image.alt, quote=True)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
