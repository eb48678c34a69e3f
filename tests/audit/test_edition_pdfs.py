"""The PDF of every edition: what it says it is, and what independent checkers say of it."""

import re

import outloud
import pdfua
import pikepdf
import pypdfium2
import pytest
from built_editions import EDITIONS, chapters_of, edition_of
from views import listed

from analysis.press.protocol import TABLE_MIME

UA = "{http://www.aiim.org/pdfua/ns/id/}"
A = "{http://www.aiim.org/pdfa/ns/id/}"
PAGES = {"brief-ko": 3}
"""Least number of pages of editions that are short."""


@pytest.fixture
def document(release, edition):
    with pikepdf.open(release(edition).pdf) as pdf:
        yield pdf


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_pdf_says_what_it_is(document, edition):
    with document.open_metadata() as metadata:
        said = {name: metadata.get(name) for name in (f"{UA}part", f"{A}part", f"{A}conformance")}
        assert list(said.values()) == ["1", "3", "A"], said
        assert metadata["{http://purl.org/dc/elements/1.1/}title"] == edition_of(edition).title
    assert len(document.pages) >= PAGES.get(edition, 100)
    assert document.Root.MarkInfo.Marked and str(document.Root.Lang) == edition_of(edition).language
    assert document.Root.ViewerPreferences.DisplayDocTitle
    with document.open_outline() as outline:
        titles = [re.sub(r"\W+", " ", item.title) for item in outline.root]
        assert len(titles) >= len(chapters_of(edition))


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_figure_and_formula_has_an_alternative(document):
    waiting, seen, bare = [document.Root.StructTreeRoot], 0, []
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Array):
            waiting += list(element)
        elif isinstance(element, pikepdf.Dictionary):
            seen += 1
            if element.get("/S") in ("/Figure", "/Formula") and not str(element.get("/Alt", "")).strip():
                bare.append(str(element.get("/S")))
            if "/K" in element:
                waiting.append(element.K)
    assert seen > 200 and bare == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_page_is_nearly_empty(release, edition):
    pages = pypdfium2.PdfDocument(release(edition).pdf)
    bare = []
    for number, page in enumerate(pages, 1):
        words = len(page.get_textpage().get_text_bounded().split())
        drawn = sum(1 for _ in page.get_objects(max_depth=2))
        if number > 1 and words < 30 and drawn < 60:
            bare.append(f"page {number}: {words} words, {drawn} objects")
    assert not bare, listed(edition, bare)


@pytest.mark.parametrize("edition", EDITIONS)
def test_pdfua_finds_nothing(release, edition):
    report = pdfua.validate(str(release(edition).pdf))
    assert report.exit_code == 0 and not report.findings, listed(
        edition, [f"{one.rule_id}: {one.message}" for one in report.findings]
    )


@pytest.mark.parametrize("edition", ["brief-ko"])
@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: pdf.Root.MarkInfo.__delitem__("/Marked"), lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"),
        lambda pdf: pdf.Root.__delitem__("/Lang"), lambda pdf: pdf.Root.__delitem__("/Metadata"),
        lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"),
    ],
    ids=["marks", "structure", "language", "metadata", "title"],
)  # fmt: skip
def test_pdfua_sees_what_is_taken_out(document, tmp_path, change):
    change(document)
    document.save(tmp_path / "worse.pdf")
    assert pdfua.validate(str(tmp_path / "worse.pdf")).findings


def heads(release, edition):
    """Words of the head of every table, as a page that continues one repeats them."""
    for name in chapters_of(edition):
        for cell in release(edition).notebook(name).cells:
            for output in cell.get("outputs", []):
                if TABLE_MIME in output.get("data", {}):
                    yield set(" ".join(output.data[TABLE_MIME]["columns"]).split())


@pytest.mark.parametrize("edition", ["article", "brief-ko"])
def test_outloud_finds_no_error(release, edition):
    """The heads of tables that a page repeats are artifacts, as they should be: they were read once already.

    The third edition is set from the chapters of the first by the same templates; pdfua reads it too.
    """
    result = outloud.check(str(release(edition).pdf))
    assert result.stats, "it looked"
    repeated = list(heads(release, edition))
    errors = [
        f"{one.rule}, page {one.page}: {one.message} {one.evidence}"
        for one in result.findings
        if one.severity == "error"
        and not (
            one.rule == "TAG-002" and one.evidence and any(set(one.evidence.split()) <= words for words in repeated)
        )
    ]
    assert not errors, listed(edition, errors)
