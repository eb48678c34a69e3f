"""PDF: the nbconvert exporter ``tumen-pdf``, and a whole book, through Typst. No LaTeX, no browser, no network."""

from __future__ import annotations

from pathlib import Path

from nbformat import NotebookNode
from traitlets import Unicode, default

from analysis.press.bibliography import issuer_line, style_note
from analysis.press.book import Book, numbered_entries
from analysis.press.inline import markdown_reader
from analysis.press.language import _
from analysis.press.ledger_view import claim_notes, standing, tally, walk_claims
from analysis.press.outputs import Prose
from analysis.press.pages import read_page
from analysis.press.references import claim_sources
from analysis.press.stranger import StrangerExporter
from analysis.press.typesetting import Document
from analysis.press.typst_markup import TypstContext, TypstMarkup, link_markup, row_label
from analysis.press.typst_outputs import block_markup, page_markup, title_markup, words_of
from analysis.press.typst_text import TypstText, string
from analysis.press.verdicts import VERDICT_STYLES

CAVEAT = (
    "That this file is unaltered, where it can be shown, says nothing about the truth of the sources it rests on. The "
    "annex lists the rows of evidence as they were known on the as-of date."
)


class TumenPDFExporter(StrangerExporter):
    """A tagged PDF from any notebook."""

    export_from_notebook = "Tumen PDF"
    output_mimetype = "application/pdf"
    paper = Unicode("a4", help="Paper size, as Typst names it: a4, us-letter.").tag(config=True)
    as_of = Unicode("", help="ISO date of the document; with one, the PDF is also PDF/A-3a.").tag(config=True)
    language = Unicode("en", help="Language of the text, as a BCP 47 tag.").tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(self, nb: NotebookNode, resources: dict | None = None, **kw) -> tuple[bytes, dict]:
        notebook, resources = self.read_notebook(nb, resources)
        place = resources.get("metadata", {})
        page = read_page(notebook, place.get("name") or _("Notebook"), selection=self.selection())
        context = TypstContext(TypstText(language=self.language), folder=place.get("path"))
        as_of = self.as_of or None
        head = _preamble(page.title, self.language, as_of, self.paper, chapters=False, text=context.text)
        title = f"#heading(level: 1)[{title_markup(page, context)}];\n"
        parts = [block_markup(block, context) for block in page.blocks]
        document = Document([head, title, *parts], context, as_of, f"notebook {place.get('name', '')}".strip())
        return document.compile_whatever([page.title, *map(words_of, page.blocks)]), resources


def write_pdf(book: Book, path: Path, paper: str = "a4") -> None:
    """Write a book as one PDF: cover, contents, chapters, ledger, references, rows.

    Parameters
    ----------
    book : Book
        The rendered edition.
    path : pathlib.Path
        The file to write.
    paper : str
        Paper size, as Typst names it: ``a4`` or ``us-letter``.

    Raises
    ------
    RenderError
        If Typst refuses the document.
    """
    context = TypstContext(
        TypstText(language=book.language, scripts=book.scripts),
        references=book.references,
        row_ids=frozenset(row["id"] for row in book.rows),
        told=frozenset(("as_of", *book.parameters)),
    )
    text = context.text
    language = book.language.partition("-")[0]
    parts = [_preamble(book.title, language, book.as_of, paper, chapters=True, text=text)]
    parts += [_cover(book, context), "#contents()\n"]
    for chapter, page in zip(book.chapters, book.pages, strict=True):
        context.slug = chapter.slug
        name = string(f"chapter:{chapter.slug}")
        parts += [f"#chapter({name})[{title_markup(page, context)}];\n", page_markup(page, context)]
    parts += [_ledger(book, context), _references(book, text), _rows(book, context)]
    path.write_bytes(Document(parts, context, book.as_of, f"edition {book.edition}").compile())


def _preamble(title: str, language: str, as_of: str | None, paper: str, chapters: bool, text: TypstText) -> str:
    day = "none" if as_of is None else string(as_of)
    return (
        '#import "tumen.typ": *\n'
        f"#show: document-of.with(title: {text.literal(title)}, language: {string(language)}, as-of: {day}, "
        f"paper: {string(paper)}, chapters: {str(chapters).lower()})\n"
    )


def _cover(book: Book, context: TypstContext) -> str:
    text = context.text
    facts = [("As of", book.as_of), ("Edition", book.edition), ("Release", book.release_id)]
    facts += [(name, str(value)) for name, value in book.parameters.items()]
    pairs = "".join(f"({text.literal(name)}, {text.literal(value)})," for name, value in facts)
    judged = text.literal(f"How the {sum(tally(book.ledger).values())} claims fare")
    abstract = TypstMarkup(Prose(markdown_reader()(book.abstract), key="abstract"), context).render()
    return (
        f"#cover({text.words(book.title)}, {text.words(book.subtitle)}, ({pairs}), {judged}, ({_chips(book)}), "
        f"[{abstract}], {text.literal(CAVEAT)})\n"
    )


def _ledger(book: Book, context: TypstContext) -> str:
    text = context.text
    if not book.ledger or not book.ledger["claims"]:
        return ""
    rows, entries = [], []
    for depth, claim in walk_claims(book.ledger["claims"]):
        label, ink, tint, *_dark = VERDICT_STYLES[claim["verdict"]]
        words = [text.literal(value) if value else "none" for value in (claim["confidence"], standing(claim))]
        fields = [("id", claim["id"]), ("statement", claim["statement"]), ("voice", claim["voice"])]
        fields += [("verdict", label), ("color", ink), ("tint", tint)]
        body = ", ".join(f"{name}: {text.words(value)}" for name, value in fields)
        notes = "".join(f"({string(head)}, [{text.markup(note)}])," for head, note in claim_notes(claim))
        item = f"(depth: {depth}, confidence: {words[0]}, standing: {words[1]}, {body}"
        rows.append(f"{item}),\n")
        name, cluster = string(f"claim:{claim['id']}"), context.cluster(claim_sources(claim), size="1em")
        judged = "".join(
            link_markup(place.label, text.markup(book.references.chapters[place.slug].text())) + " "
            for place in book.references.judged.get(claim["id"], ())
        )
        judged = f"[{text.markup(_('Judged in'))} {judged}]" if judged else "none"
        entries.append(f"{item}, name: {name}, references: [{cluster}], judged: {judged}, notes: ({notes})),\n")
    return (
        "#annex-part[The ledger];\n"
        f"Every claim with its verdict, as of {book.ledger['as_of']}. Parts stand below their claim.\n\n"
        f"#tally(({_chips(book)}))\n#ledger-table((\n{''.join(rows)}))\n"
        f"#heading(level: 2)[How each claim was judged];\n#ledger-entries((\n{''.join(entries)}))\n"
    )


def _chips(book: Book) -> str:
    """How many claims have each verdict, parts left out, as items of an array."""
    return "".join(_verdict(verdict, f"{count} ") + "," for verdict, count in tally(book.ledger).items())


def _verdict(name: str, before: str) -> str:
    label, ink, tint, *_dark = VERDICT_STYLES[name]
    return f"({string(before + label)}, {string(ink)}, {string(tint)})"


def _references(book: Book, text: TypstText) -> str:
    """The bibliography; each entry tells where it is cited."""
    items = []
    for number, source, entry, cited in numbered_entries(book):
        url = f"{string(entry.url)}, shown: [{text.markup(entry.url)}]" if entry.linked else "none"
        before = entry.before if entry.linked else f"{entry.before} {entry.url}".strip()
        places = "; ".join(
            f"{text.markup(word)} "
            + ", ".join(link_markup(place.label, text.markup(book.references.short_name(place))) for place in places)
            for word, places in cited
        )
        cites = (
            f"[{text.markup(_('Cited in'))} {places}.]"
            if places
            else f"[{text.markup(_('Rows of evidence rest on it.'))}]"
        )
        items.append(
            f"(number: {number}, before: {text.words(before)}, url: {url}, after: {text.words(entry.after)}, "
            f"issuer: {text.words(issuer_line(source))}, cited: {cites}),\n"
        )
    if not items:
        return ""
    return (
        f'#annex-part[{text.markup(_("References"))}];#metadata(none)#label("references")\n'
        f"#reference-list({text.words(style_note())}, (\n{''.join(items)}))\n"
    )


def _rows(book: Book, context: TypstContext) -> str:
    text = context.text
    if not book.rows:
        return ""
    items = []
    for row in {row["id"]: row for row in book.rows}.values():
        sources = context.cluster(row["sources"], size="1em")
        items.append(
            f"(name: {string(row_label(row['id']))}, id: [{text.markup(row['id'])}], known-on: "
            f"{text.literal(row['known_on'])}, text: [{text.markup(row['text'])}], sources: [{sources}]),\n"
        )
    return f"#annex-part[Rows of evidence];\n#row-list((\n{''.join(items)}))\n"
