"""Paper and what fits on it: sizes, margins, order of what floats, tables over pages, papers that do not exist."""

from dataclasses import replace

import pikepdf
import pytest
from click.testing import CliRunner
from lighthouse_book import figure_output, lighthouse_book, table_output
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from pdf_layout import SIDE, SIZES, disorder, sheets
from traitlets import TraitError

from analysis.cli import main
from analysis.errors import UsageError
from analysis.press.book import Chapter
from analysis.press.editions import PAPERS
from analysis.press.pdf import TumenPDFExporter, write_pdf
from analysis.press.release import build

SENTENCE = "The keepers of the coast wrote down every lamp that was lit, and the almanac was printed from their lists. "


def floating_book(lengths=(3, 9, 1, 14, 6, 2, 11)):
    """A chapter in which figures and tables of many heights stand between texts of many lengths."""
    cells = [new_markdown_cell("# Where things stand")]
    for index, length in enumerate(lengths):
        cells.append(new_markdown_cell(f"## Part {index}\n\n" + "\n\n".join([SENTENCE * 4] * length)))
        shown = figure_output(f"f{index}") if index % 2 else table_output(4 + 9 * index, f"t{index}")
        cells += [new_code_cell("t", outputs=[shown]), new_code_cell("f", outputs=[figure_output(f"g{index}", 5)])]
    book = lighthouse_book()
    return replace(book, chapters=(Chapter("floats", "Where things stand", new_notebook(cells=cells)),), ledger=None)


@pytest.fixture(scope="module", params=PAPERS)
def paper(request):
    return request.param


@pytest.fixture(scope="module")
def pages(paper, tmp_path_factory):
    path = tmp_path_factory.mktemp("layout") / "book.pdf"
    write_pdf(floating_book(), path, paper)
    return sheets(path)


def test_a_page_has_the_size_of_its_paper(pages, paper):
    assert {tuple(round(side) for side in page.size) for page in pages} == {tuple(map(round, SIZES[paper]))}


def test_nothing_stands_outside_the_margins(pages, paper):
    assert {page.number: page.outside(SIDE[paper]) for page in pages if page.outside(SIDE[paper])} == {}


def test_the_sample_stands_within_the_margins(paper, tmp_path):
    write_pdf(lighthouse_book(), tmp_path / "book.pdf", paper)
    assert not [page.number for page in sheets(tmp_path / "book.pdf") if page.outside(SIDE[paper])]


def test_figures_and_tables_stand_in_order_and_all_of_them(pages):
    assert disorder(pages) == []
    assert sum(len(page.numbered()) for page in pages) == 14


FURTHEST = 3
"""Pages from the heading of a part to its first figure or table."""


def test_what_floats_stands_near_its_place(pages):
    """Each part's heading comes before its first figure or table, which follows soon."""
    heads = {int(n): page.number for page in pages for n in _parts(page.text)}
    shown = [page.number for page in pages for _ in page.numbered()]
    assert len(heads) == 7
    for index in heads:
        assert 0 <= min(shown[2 * index : 2 * index + 2]) - heads[index] <= FURTHEST


def _parts(text):
    return [
        line.removeprefix("Part ").strip() for line in text.splitlines() if line.startswith("Part ") and len(line) < 9
    ]


def test_no_page_within_a_chapter_is_half_empty(pages):
    first = next(page.number for page in pages if page.text.startswith("1 Where things stand"))
    last = max(page.number for page in pages if page.numbered())
    for page in pages[first - 1 : last - 1]:
        body = [box[1] for box in page.boxes if box[1] > 80]
        assert min(body) < page.size[1] * 0.45, page.number


def test_no_heading_stands_at_the_foot_of_a_page(pages):
    for page in pages:
        lines = [line.strip() for line in page.text.splitlines() if line.strip()]
        below = [
            line for line in lines if not line.startswith(("Lights of the coast", "As of")) and " of " not in line[-9:]
        ]
        assert not below[-1].startswith("Part "), page.number


def test_a_table_over_pages_says_that_it_is_continued(pages):
    assert any("Table 1.4, continued" in page.text or "Table 1.3, continued" in page.text for page in pages)


def test_an_edition_declares_its_paper_and_an_option_overrides_it(tides):
    def size(**options):
        result = build(tides.project, "all", today="2024-06-20", formats=("pdf",), **options)
        with pikepdf.open(result.pdf) as document:
            return round(float(document.pages[0].MediaBox[2])), result.release_id

    plain, first = size()
    tides.add_edition(paper="us-letter")
    letter, second = size()
    back, third = size(paper="a4")
    assert (plain, letter, back) == (595, 612, 595) and first != second and third != second


def test_a_paper_that_does_not_exist_is_refused_with_the_choices(tides):
    with pytest.raises(UsageError, match="Unknown paper 'letter'; expected a4 or us-letter.*us-letter"):
        build(tides.project, "all", today="2024-06-20", paper="letter")
    tides.add_edition(paper="a5")
    with pytest.raises(UsageError) as caught:
        build(tides.project, "all", today="2024-06-20")
    assert "paper" in str(caught.value) and "'a5'" in str(caught.value)
    with pytest.raises(TraitError, match="us-letter"):
        TumenPDFExporter(paper="a5")


def test_the_command_line_knows_papers():
    assert "--paper" in CliRunner().invoke(main, ["build", "--help"]).output
