"""Notebooks of strangers, one per output type and oddity: each shows in HTML and in PDF what its table says."""

import io
import re
import shutil
import tomllib
import unicodedata
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup

from analysis.press.html import TumenHTMLExporter
from analysis.press.pdf import TumenPDFExporter

FOLDER = Path(__file__).parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
KEYS = {
    "about", "shown", "hidden", "never", "html", "pdf", "not_pdf", "pdf_letters", "select", "images", "drawings",
    "formulas", "alts", "colors", "ids", "file_name",
}  # fmt: skip
"""Of a table: ``shown`` and ``hidden`` count for both forms, ``never`` for the source of the page, ``html``, ``pdf``
and ``not_pdf`` for one form; ``select`` tells words by CSS selector; ``file_name`` is given to a copy;
the others count or name what must be there."""


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request, tmp_path_factory):
    path = request.param
    expected = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    if name := expected.get("file_name"):
        path = shutil.copy(path, tmp_path_factory.mktemp("named") / name)
    return path, expected


def squeezed(text: str) -> str:
    """Text without spaces and the signs at which a PDF may break a line."""
    return re.sub(r"[\s\u00ad\u200b\u00a0\ufffe\x02\x00-]+", "", unicodedata.normalize("NFKC", text))


def missing(wanted, text: str) -> list[str]:
    return [words for words in wanted if squeezed(words) not in squeezed(text)]


def found(unwanted, text: str) -> list[str]:
    return [words for words in unwanted if squeezed(words) and squeezed(words) in squeezed(text)]


def seen(page: BeautifulSoup) -> str:
    """What a reader of the page can come to see or hear."""
    texts = [page.main.get_text(), *(f"[{tag['data-count']}]" for tag in page.main.select("[data-count]"))]
    texts += [*(tag.get("alt") or tag.get("aria-label") or "" for tag in page.main(True))]
    return "\n".join(texts)


def test_html(notebook):
    path, expected = notebook
    html, _ = TumenHTMLExporter().from_filename(str(path))
    html.encode("utf-8")
    page = BeautifulSoup(html, "html.parser")
    text = seen(page)
    assert missing([*expected.get("shown", []), *expected.get("html", [])], text) == []
    assert found(expected.get("hidden", []), page.main.get_text()) == []
    assert [words for words in expected.get("never", []) if words in str(page.main)] == []
    for selector, words in expected.get("select", {}).items():
        chosen = page.select(selector)
        assert chosen and any(squeezed(words) in squeezed(tag.get_text()) for tag in chosen), (selector, words)
    pictures = [tag for tag in page.main("img") if tag["src"].startswith("data:image/")]
    assert len(pictures) == expected.get("images", len(pictures))
    assert len(page.main.select("svg[role=img]")) == expected.get("drawings", len(page.main.select("svg[role=img]")))
    assert len(page.main("math")) == expected.get("formulas", len(page.main("math")))
    for name in expected.get("ids", []):
        assert len(page(id=name)) == 1
    assert_inert(page)


def assert_inert(page: BeautifulSoup) -> None:
    assert not page.main(["script", "style", "iframe", "object", "embed", "form", "link", "base", "meta", "canvas"])
    for tag in page.main(True):
        assert not [name for name in tag.attrs if name.startswith("on")], tag
        for name in ("src", "xlink:href", "poster", "srcset", "background"):
            assert str(tag.get(name, "data:")).startswith(("data:", "#")), tag
        assert "url(" not in str(tag.get("style", ""))
    levels = [int(tag.name[1]) for tag in page.main(re.compile("^h[1-6]$"))]
    assert levels[:1] == [1] and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    ids = [tag["id"] for tag in page(id=True)]
    assert len(ids) == len(set(ids))


def test_pdf(notebook):
    path, expected = notebook
    data, _ = TumenPDFExporter().from_filename(str(path))
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert missing([*expected.get("shown", []), *expected.get("pdf", [])], text) == []
    assert found([*expected.get("hidden", []), *expected.get("not_pdf", [])], text) == []
    assert set(expected.get("pdf_letters", "")) - set(text) - {" "} == set()
    with pikepdf.open(io.BytesIO(data)) as document:
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1" and metadata["dc:title"]
        alts = figure_texts(document)
        content = b"".join(page.Contents.read_bytes() for page in document.pages)
    count = expected.get("images", 0) + expected.get("drawings", 0)
    assert sum(count for count in alts.values()) >= count, alts
    assert set(expected.get("alts", [])) <= set(alts)
    for color in expected.get("colors", []):
        assert has_fill(content, color), color


def figure_texts(document) -> dict[str, int]:
    """Texts of the figures of a tagged PDF, with how often each occurs."""
    texts: dict[str, int] = {}
    waiting = [document.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Dictionary):
            if element.get("/S") == "/Figure":
                alt = str(element.get("/Alt", ""))
                texts[alt] = texts.get(alt, 0) + 1
            children = element.get("/K", [])
            waiting += list(children) if isinstance(children, pikepdf.Array) else [children]
    return texts


def has_fill(content: bytes, color: str) -> bool:
    """Whether a page fills with a colour, given as six hexadecimal digits."""
    wanted = [int(color[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    fills = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|scn?)\b", content)
    return any(all(abs(float(a) - b) < 0.01 for a, b in zip(fill, wanted, strict=True)) for fill in fills)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_table_says_something(path):
    expected = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    assert set(expected) <= KEYS and expected["about"]
    assert {"shown", "html", "pdf", "images", "drawings", "formulas"} & set(expected)


def test_there_are_enough():
    assert len(NOTEBOOKS) >= 75
    assert {path.stem for path in NOTEBOOKS} == {path.stem for path in FOLDER.glob("*.toml")}
