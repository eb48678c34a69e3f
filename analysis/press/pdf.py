"""PDF: the nbconvert exporter ``tumen-pdf``, and a whole book, through Typst. No LaTeX, no browser, no network."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from nbformat import NotebookNode
from traitlets import Enum, Unicode, default

from analysis.press.bibliography import issuer_line, style_note
from analysis.press.book import Book, numbered_entries
from analysis.press.editions import PAPERS
from analysis.press.inline import markdown_reader
from analysis.press.language import N_, _, day_text, in_its_language, ngettext, number_text, said_in, speaking
from analysis.press.ledger_view import claim_notes, standing, tally, walk_claims
from analysis.press.manifest import as_json
from analysis.press.outputs import Prose
from analysis.press.pages import read_page
from analysis.press.references import claim_sources
from analysis.press.stranger import StrangerExporter
from analysis.press.typesetting import Document, glyph_note, items_part, opening_part
from analysis.press.typst_markup import TypstContext, TypstMarkup, link_markup, row_label
from analysis.press.typst_outputs import block_items, page_items, title_markup, words_of
from analysis.press.typst_text import TypstText, string
from analysis.press.verdicts import VERDICT_STYLES, confidence_label, verdict_label

LEDGER_FILE = "ledger.json"

CAVEAT = N_(
    "That this file is unaltered, where it can be shown, says nothing about the truth of the sources it rests on. The "
    "annex lists the rows of evidence as they were known on the as-of date."
)


class TumenPDFExporter(StrangerExporter):
    """A tagged PDF from any notebook."""

    export_from_notebook = "Tumen PDF"
    output_mimetype = "application/pdf"
    paper = Enum(PAPERS, PAPERS[0], help=f"Paper size: {' or '.join(PAPERS)}.").tag(config=True)
    as_of = Unicode("", help="ISO date of the document; with one, the PDF is also PDF/A-3a.").tag(config=True)
    language = Unicode("en", help="Language of the text, as a BCP 47 tag.").tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(self, nb: NotebookNode, resources: dict | None = None, **kw) -> tuple[bytes, dict]:
        with speaking(self.language):
            return self._print(nb, resources)

    def _print(self, nb: NotebookNode, resources: dict | None) -> tuple[bytes, dict]:
        notebook, resources = self.read_notebook(nb, resources)
        place = resources.get("metadata", {})
        page = read_page(notebook, place.get("name") or _("Notebook"), selection=self.selection())
        context = TypstContext(TypstText(language=self.language), folder=place.get("path"))
        as_of = self.as_of or None
        head = (
            _preamble(page.title, self.language, as_of, self.paper, context.text) + "#let title = []\n#let items = ()\n"
        )
        title = opening_part(title_markup(page, context))
        parts = [items_part(block_items(block, context)) for block in page.blocks]
        ending = f"#lone(title, items)\n{glyph_note(context.text)}"
        what = f"notebook {place.get('name', '')}".strip()
        document = Document([head, title, *parts], context, as_of, what, ending)
        words = [lambda: page.title, *(partial(words_of, block) for block in page.blocks)]
        return document.compile_whatever(words), resources


@in_its_language
def write_pdf(book: Book, path: Path, paper: str = PAPERS[0]) -> None:
    """Write a book as one PDF: cover, contents, chapters, ledger, references, rows.

    Parameters
    ----------
    book : Book
        The rendered edition.
    path : pathlib.Path
        The file to write.
    paper : str
        Of :data:`~analysis.press.editions.PAPERS`.

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
    keywords = (book.edition, book.as_of, book.release_id)
    parts = [_preamble(book.title, book.language, book.as_of, paper, text, book.subtitle, keywords)]
    parts += [_attachment(book, context), _cover(book, context), "#contents()\n"]
    for number, (chapter, page) in enumerate(zip(book.chapters, book.pages, strict=True), 1):
        context.slug = chapter.slug
        title, items = title_markup(page, context), page_items(page, context)
        parts += [f"#chapter({string(f'chapter:{chapter.slug}')}, {number}, [{title}], {items});\n"]
    parts += [_ledger(book, context), _references(book, text), _rows(book, context)]
    path.write_bytes(Document(parts, context, book.as_of, f"edition {book.edition}").compile())


def _preamble(
    title: str,
    language: str,
    as_of: str | None,
    paper: str,
    text: TypstText,
    description: str = "",
    keywords: Sequence[str] = (),
) -> str:
    code, _rest, region = language.partition("-")
    told = text.literal(_("As of {day}").format(day=day_text(as_of))) if as_of else "none"
    facts = {
        "title": text.literal(title),
        "language": string(code.lower()),
        "region": string(region) if len(region) == 2 else "none",
        "as-of": told,
        "day": string(as_of) if as_of else "none",
        "paper": string(paper),
        "description": text.literal(description) if description else "none",
        "keywords": f"({''.join(f'{text.literal(word)},' for word in keywords)})",
    }
    given = ", ".join(f"{name}: {value}" for name, value in facts.items())
    return f'#import "tumen.typ": *\n#show: document-of.with({given})\n'


def _attachment(book: Book, context: TypstContext) -> str:
    """The ledger as JSON inside the PDF, the same as beside it."""
    if not book.ledger:
        return ""
    context.files[LEDGER_FILE] = as_json(book.ledger).encode()
    told = _("Every claim with its verdict, its reasons and the rows it rests on, as of {day}").format(
        day=day_text(book.as_of)
    )
    return (
        f'#pdf.attach({string(LEDGER_FILE)}, relationship: "data", mime-type: "application/json", '
        f"description: {context.text.literal(told)})\n"
    )


def _cover(book: Book, context: TypstContext) -> str:
    text = context.text
    facts = [(_("As of"), day_text(book.as_of)), (_("Edition"), book.edition), (_("Release"), book.release_id)]
    facts += book.facts
    pairs = "".join(f"({text.literal(name)}, {text.literal(value)})," for name, value in facts)
    claims, caveat = sum(tally(book.ledger).values()), _(CAVEAT)
    judged = ngettext("How the claim fares", "How the {count} claims fare", claims).format(count=number_text(claims))
    abstract = TypstMarkup(Prose(markdown_reader()(book.abstract), key="abstract"), context).render()
    return (
        f"#cover({text.words(book.title)}, {text.words(book.subtitle)}, ({pairs}), {text.literal(judged)}, "
        f"({_chips(book)}), [{abstract}], {text.literal(caveat)})\n"
    )


def _ledger(book: Book, context: TypstContext) -> str:
    text = context.text
    if not book.ledger or not book.ledger["claims"]:
        return ""
    rows, entries = [], []
    head, judged_in, how = _("The ledger"), _("Judged in"), _("How each claim was judged")
    for depth, claim in walk_claims(book.told["claims"]):
        ink = VERDICT_STYLES[claim["verdict"]].ink
        level = confidence_label(claim["confidence"])
        confidence = level and _("{level} confidence").format(level=level)
        words = [text.literal(value) if value else "none" for value in (confidence, standing(claim))]
        voice = _("Voice: {voice}").format(voice=claim["voice"])
        fields = [("id", claim["id"]), ("statement", claim["statement"]), ("voice", voice)]
        fields += [("verdict", verdict_label(claim["verdict"])), ("color", ink)]
        body = ", ".join(f"{name}: {text.words(value)}" for name, value in fields)
        notes = "".join(
            f"({text.words(note.heading)}, [{_own(book, text, note.text)}], {str(note.kind == 'dissent').lower()}),"
            for note in claim_notes(claim, book.foreign)
        )
        item = f"(depth: {depth}, confidence: {words[0]}, standing: {words[1]}, {body}"
        rows.append(f"{item}),\n")
        name, cluster = string(f"claim:{claim['id']}"), context.cluster(claim_sources(claim), size="1em")
        judged = ", ".join(
            link_markup(place.label, text.markup(book.references.chapters[place.slug].text()))
            for place in book.references.judged.get(claim["id"], ())
        )
        judged = f"[{text.markup(judged_in)} {judged}]" if judged else "none"
        entries.append(f"{item}, name: {name}, references: [{cluster}], judged: {judged}, notes: ({notes})),\n")
    told = _("Every claim with its verdict, as of {day}. Parts stand below their claim.")
    told = told.format(day=day_text(book.as_of))
    if book.foreign:
        told += " " + _("Reasons, rules and rows are in the language of the study; the statements are translated.")
    return (
        f'#annex-part("ledger", [{text.markup(head)}])[{text.markup(told)}\n\n'
        f"#tally(({_chips(book)}))\n#ledger-table((\n{''.join(rows)}))\n"
        f"#heading(level: 2)[{text.markup(how)}];\n"
        f"#ledger-entries((\n{''.join(entries)}))];\n"
    )


def _own(book: Book, text: TypstText, words: str) -> str:
    """Markup of what the study says, in its language."""
    return text.within(book.foreign, lambda: text.markup(words)) if book.foreign else text.markup(words)


def _entry(book: Book, text: TypstText, words: str) -> str:
    """Words of an entry of the bibliography as an argument, in the study's language."""
    return f"[{_own(book, text, words)}]" if book.foreign else text.words(words)


def _chips(book: Book) -> str:
    """How many claims have each verdict, parts left out, as items of an array."""
    chips = []
    for verdict, count in tally(book.ledger).items():
        told = _("{count} {verdict}").format(count=number_text(count), verdict=verdict_label(verdict))
        chips.append(f"(name: {string(told)}, color: {string(VERDICT_STYLES[verdict].ink)}, count: {count}),")
    return "".join(chips)


def _references(book: Book, text: TypstText) -> str:
    """The bibliography; each entry tells where it is cited."""
    items = []
    head, cited_in, uncited = _("References"), _("Cited in"), _("Rows of evidence rest on it.")
    for number, source, entry, cited in numbered_entries(book):
        url = f"{string(entry.url)}, shown: [{text.markup(entry.shown)}]" if entry.linked else "none"
        before = entry.before if entry.linked else f"{entry.before} {entry.url}".strip()
        places = "; ".join(
            f"{text.markup(word)} "
            + ", ".join(link_markup(place.label, text.markup(book.references.short_name(place))) for place in places)
            for word, places in cited
        )
        cites = f"[{text.markup(cited_in)} {places}.]" if places else f"[{text.markup(uncited)}]"
        items.append(
            f"(number: {number}, before: {_entry(book, text, before)}, url: {url}, "
            f"after: {_entry(book, text, entry.after)}, "
            f"issuer: {_entry(book, text, said_in(book.foreign, issuer_line, source))}, cited: {cites}),\n"
        )
    if not items:
        return ""
    return (
        f'#annex-part("references", [{text.markup(head)}])['
        f"#reference-list({text.words(style_note())}, (\n{''.join(items)}))];\n"
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
            f"{text.literal(row['known_on'])}, text: [{_own(book, text, row['text'])}], sources: [{sources}]),\n"
        )
    title = text.markup(_("Rows of evidence"))
    return f'#annex-part("rows", [{title}])[#row-list((\n{"".join(items)}))\n{glyph_note(text)}];\n'
