"""The PDF of a book: structure for readers and machines, text in three scripts, the same bytes twice."""

import base64
import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from lighthouse_book import AS_OF, DAY, bundle, figure_output, lighthouse_book, line_chart, rows
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.errors import RenderError
from analysis.press import typesetting
from analysis.press.pdf import TumenPDFExporter, write_pdf
from analysis.press.protocol import FIGURE_MIME


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / "book.pdf"
    write_pdf(lighthouse_book(), path)
    return path


@pytest.fixture(scope="module")
def document(path):
    with pikepdf.open(path) as document:
        yield document


@pytest.fixture(scope="module")
def texts(path) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]


def elements(document):
    """Structure elements of a tagged PDF, by walking its tree."""
    waiting = [document.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                yield element
            children = element.get("/K", [])
            waiting += list(children) if isinstance(children, pikepdf.Array) else [children]


def test_document_is_named_tagged_and_has_a_language(document):
    assert str(document.Root.Lang) == "en"
    assert bool(document.Root.MarkInfo.Marked)
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == "Lights of the coast"
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["xmp:CreateDate"].startswith(AS_OF)


def test_every_figure_has_its_text(document):
    alts = [str(element.get("/Alt", "")) for element in elements(document) if element.S == "/Figure"]
    described = [alt for alt in alts if alt.startswith("Line chart: lamps lit rose")]
    assert len(described) == 3
    assert all(alts)


def test_formulas_and_tables_are_tagged(document):
    kinds = [str(element.S) for element in elements(document)]
    assert {"/Formula", "/Table", "/TH", "/TD", "/H1", "/H2", "/L", "/LI", "/Link", "/Note", "/Caption"} <= set(kinds)


def test_outline_names_chapters_and_annexes(document):
    with document.open_outline() as outline:
        titles = [item.title for item in outline.root]
    names = " / ".join(titles)
    for name in ("Lights of the north coast", "Oddities of keepers", "The ledger", "References", "Rows of evidence"):
        assert name in names


def test_cover_says_what_it_is_and_what_it_does_not_prove(texts):
    cover = texts[0]
    for part in ("Lights of the coast", "who kept the", DAY, "coast", "3f9a1c0b72de", "lamp by lamp"):
        assert part in cover
    assert "nothing about the truth" in " ".join(cover.split())


def test_cover_counts_the_claims_by_verdict(texts):
    cover = " ".join(texts[0].split())
    assert "How the 5 claims fare" in cover
    for words in ("1 supported", "1 supported with qualification", "1 mixed", "1 contradicted", "1 not testable"):
        assert words in cover


def test_contents_name_the_page_of_each_chapter(texts):
    contents = texts[1]
    for title in ("Lights of the north coast", "Oddities of keepers", "The ledger", "References", "Rows of evidence"):
        page = int(re.search(rf"{title}[ .\u2008]*(\d+)", contents)[1])
        assert title in texts[page - 1], title


def test_pages_are_numbered_and_headed(texts):
    for number, text in enumerate(texts[1:], 2):
        assert f"{number} of {len(texts)}" in text
        assert f"As of {DAY}" in text
    assert "Lights of the north coast" in texts[3].split("Figure 1.1")[0]


def test_each_chapter_begins_a_page(texts):
    heads = [text.split("\r\n")[0] for text in texts if re.match(r"\d ", text)]
    assert list(dict.fromkeys(heads)) == ["1 Lights of the north coast", "2 Oddities of keepers"]


def test_scripts_come_out_as_text(texts):
    whole = "\n".join(texts)
    for name in ("김등대", "王灯塔", "Мария Маяк", "Ελένη Φάρος", "Søren Kierkegård"):
        assert name in whole


def test_head_of_a_long_table_is_repeated(texts):
    assert sum("Keeper Since Lamps Remark" in " ".join(text.split()) for text in texts) >= 2


def test_numbers_are_those_of_the_pages(texts):
    whole = "\n".join(texts)
    assert re.findall(r"Figure \d\.\d", whole) == ["Figure 1.1", "Figure 1.2", "Figure 2.1"]
    assert re.findall(r"^Table \d\.\d(?= )", whole, re.MULTILINE) == ["Table 1.1"]


def test_ledger_shows_every_claim_with_its_verdict(texts):
    ledger = next(text for text in texts if text.startswith("The ledger"))
    for words in ("L1", "L3a", "L5", "supported with", "contradicted", "not testable", "moderate confidence"):
        assert words in ledger


def test_what_stands_below_a_verdict_is_printed(texts):
    whole = " ".join(" ".join(texts).split())
    judged = whole.partition("How each claim was judged")[2].rpartition("How each claim was judged")[2]
    for words in ("Flip point It turns to contradicted", "Dissent Keepers count", "stands under 2 of 3", "1 against"):
        assert judged.count(words) >= 5, words


def test_nothing_of_the_odd_outputs_is_lost(texts):
    whole = " ".join(" ".join(texts).split())
    for words in ("plain red text", "lamp is dim", "no oil", "cannot be shown", "only its text", "Фарос", "kept"):
        assert words in whole
    assert "not loaded" in whole and "[not evaluated]" in whole and "secret" not in whole


def test_a_number_links_to_its_row(document):
    names = set()
    for page in document.pages:
        for note in page.get("/Annots", []):
            action = note.get("/A", {})
            names.add(str(action.get("/URI", "")) or "inside")
    assert "inside" in names and "https://example.org/almanac" in names


def test_pictures_are_vectors(document):
    drawn = [page for page in document.pages if "/XObject" in page.Resources and len(page.Resources.XObject)]
    bitmaps = [x for page in drawn for x in page.Resources.XObject.values() if x.get("/Subtype") == "/Image"]
    assert all(int(bitmap.Width) <= 2 for bitmap in bitmaps)


def test_same_book_same_bytes(path, tmp_path):
    write_pdf(lighthouse_book(), tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == path.read_bytes()


def test_date_is_the_as_of_date_and_no_clock(document):
    assert str(document.docinfo["/CreationDate"]).startswith("D:" + AS_OF.replace("-", ""))


def test_a_thousand_rows_break_over_pages(tmp_path):
    write_pdf(replace(lighthouse_book(), chapters=(), rows=rows(1000)), tmp_path / "long.pdf")
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(tmp_path / "long.pdf")]
    ids = [row["id"] for row in rows(1000)]
    assert len(pages) > 10 and all(any(row_id in text for text in pages) for row_id in ids)


def test_a_lone_notebook_is_tagged_too():
    cells = [new_markdown_cell("# Alone 김"), new_code_cell("f", outputs=[figure_output()])]
    first, resources = TumenPDFExporter().from_notebook_node(new_notebook(cells=cells))
    second, _ = TumenPDFExporter().from_notebook_node(new_notebook(cells=cells))
    assert first == second and resources["output_extension"] == ".pdf"
    with pikepdf.open(io.BytesIO(first)) as document, document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1" and metadata["dc:title"] == "Alone 김"


def test_letter_paper(tmp_path):
    write_pdf(lighthouse_book(), tmp_path / "letter.pdf", paper="us-letter")
    with pikepdf.open(tmp_path / "letter.pdf") as document:
        assert [float(side) for side in document.pages[0].MediaBox[2:]] == [612, 792]


def test_what_typst_refuses_is_said_in_a_sentence(tmp_path):
    output = figure_output()
    output.data[FIGURE_MIME]["alt"] = ""
    book = lighthouse_book()
    book.chapters[0].notebook.cells.append(new_code_cell("f", outputs=[bundle(output.data)]))
    with pytest.raises(RenderError, match="edition coast could not be made"):
        write_pdf(book, tmp_path / "no.pdf")
    assert not (tmp_path / "no.pdf").exists()


def test_a_broken_picture_leaves_a_note_and_not_a_broken_book():
    half = line_chart()[0].encode()
    broken = {"image/png": base64.b64encode(b"\x89PNG\r\n\x1a\n" + half[:40]).decode()}
    empty = {"image/svg+xml": '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>'}
    cells = [new_code_cell("p", outputs=[bundle(broken), bundle(empty), figure_output()])]
    pdf, _ = TumenPDFExporter().from_notebook_node(new_notebook(cells=cells))
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "An output in cell 1 cannot be shown (types: image/png)" in text
    assert text.count("A picture cannot be read") == 1
    assert "Figure 1" in text


def test_the_template_ships_beside_the_code():
    assert (typesetting.TEMPLATES / "tumen.typ").is_file()
