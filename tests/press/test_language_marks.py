"""A made-up language that marks every message: what a page shows outside the marks was never given to translators."""

import io
import re
import unicodedata

import pypdfium2
import pytest
import translations
from babel.messages.mofile import write_mo
from bs4 import BeautifulSoup, NavigableString
from lighthouse_book import lighthouse_book

from analysis.press.html import write_pages
from analysis.press.language import MESSAGES
from analysis.press.pdf import write_pdf

TAG = "en-XA"
OPEN, CLOSE = "«", "»"
SHOWN = ("aria-label", "title", "alt", "data-head", "data-words", "data-copied", "data-copy", "content")


def marked(text):
    return f"{OPEN}{text}{CLOSE}"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """The sample book in the made-up language."""
    folder = tmp_path_factory.mktemp("locale")
    press = next(domain for domain in translations.DOMAINS if domain.name == "press")
    catalog = translations.extracted(press)
    catalog.locale = "en"
    for message in catalog:
        if message.id:
            forms = message.id if isinstance(message.id, tuple) else (message.id,)
            told = tuple(map(marked, forms))
            message.string = told if isinstance(message.id, tuple) else told[0]
    target = io.BytesIO()
    write_mo(target, catalog)
    path = folder / "en_XA" / "LC_MESSAGES" / "press.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(target.getvalue())
    before, MESSAGES.folder = MESSAGES.folder, folder
    known = dict(MESSAGES._read)
    MESSAGES._read.clear()
    made = lighthouse_book()
    yield made.__class__(**{**{name: getattr(made, name) for name in made.__dataclass_fields__}, "language": TAG})
    MESSAGES.folder = before
    MESSAGES._read.clear()
    MESSAGES._read.update(known)


def outside(text):
    """What stands outside the marks, which may stand within each other."""
    kept, depth = [], 0
    for character in text:
        depth += character == OPEN
        if not depth:
            kept.append(character)
        elif character == CLOSE:
            depth -= 1
            kept.append("\n")
    return "".join(kept)


def strings(thing):
    """Every text that a book was made of."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from (*strings(key), *strings(value))
    elif isinstance(thing, (list, tuple)):
        for value in thing:
            yield from strings(value)
    elif hasattr(thing, "__dataclass_fields__"):
        for name in thing.__dataclass_fields__:
            yield from strings(getattr(thing, name))


def words(text):
    return re.findall(r"[^\W\d_]{2,}", unicodedata.normalize("NFKC", re.sub(r"\x1b\[[\d;]*m", " ", text)))


OWN_NAMES = {"Coast", "CSV", "SVG", "PNG", "JSON", "HTML", "PDF", "CSL"}
"""Formats and file names; no language has other words for them."""
CITED = {"January", "March", "Published", "online", "Accessed", "American", "Medical", "Association"}
"""What the citation style writes, in the language that Typst knows, and the month that Babel does."""


def vocabulary(book):
    return {word for text in strings(book) for word in words(text)} | OWN_NAMES | CITED


def test_every_word_of_the_pages_is_marked(book, tmp_path):
    write_pages(book, tmp_path)
    known = vocabulary(book)
    for path in sorted(tmp_path.glob("*.html")):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for element in page(["style", "script", "svg", "math", "annotation"]):
            element.decompose()
        assert page.html["lang"] == TAG
        texts = [node for node in page.find_all(string=True) if type(node) is NavigableString]
        flow = outside(" ".join(texts))
        told = [element[name] for element in page.find_all(True) for name in SHOWN if element.get(name)
                and element.name != "meta"]  # fmt: skip
        loose = {word for text in (flow, *map(outside, told)) for word in words(text)} - known
        assert loose == set(), path.name
        assert OPEN in " ".join(texts)


def test_every_word_of_the_pdf_is_marked(book, tmp_path):
    write_pdf(book, tmp_path / "book.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "book.pdf")
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert text.count(OPEN) == text.count(CLOSE) > 100
    # The end of a hyphenated line is put back together.
    known = vocabulary(book)
    loose = set(words(outside(re.sub(r"[\ufffe\u00ad-]\r?\n", "", text)))) - known
    # What is left of a word that a line broke: its beginning or its end.
    pieces = {
        word for word in loose if len(word) > 1 and any(one.startswith(word) or one.endswith(word) for one in known)
    }
    assert loose - pieces == set()
