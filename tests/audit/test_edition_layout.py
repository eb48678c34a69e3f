"""The pages of every edition's PDF: within their margins, in order, filled, and the brief on one of them."""

import re

import pikepdf
import pytest
from built_editions import EDITIONS, chapters_of, edition_of
from pdf_layout import SIDE, disorder, sheets

EMPTY = 0.7
"""Most of a page that may be blank where its chapter goes on."""


NUMBERED = re.compile(r"^(?:Table|Figure) \d+\.\d+ +\S", re.MULTILINE)
"""Number and title of a figure or table, at the beginning of a line."""


@pytest.fixture
def pages(release, edition):
    return sheets(release(edition).pdf)


@pytest.mark.parametrize("edition", EDITIONS)
def test_pages_keep_their_margins_order_and_fill(pages, edition):
    side = SIDE[edition_of(edition).paper]
    assert [page.number for page in pages if page.outside(side)] == []
    assert disorder(pages) == []
    shown = [page for page in pages if page.numbered()]
    looked_at = 0
    for page, after in zip(pages, pages[1:], strict=False):
        if page in shown and after.text.split("\r\n")[0] == page.text.split("\r\n")[0]:  # one running head: one chapter
            lowest = min(box[1] for box in page.boxes if box[1] > 75)
            assert lowest < page.size[1] * EMPTY, page.number
            looked_at += 1
    assert looked_at or not shown[1:], "pages with figures or tables, and more of their chapter after them"


@pytest.mark.parametrize("edition", [name for name in EDITIONS if edition_of(name).language == "en"])
def test_nothing_stands_inside_a_broken_table(pages, edition):
    continued = [(page, re.search(r"Table [\d.]+, continued", page.text)) for page in pages]
    assert any(found for _page, found in continued)
    inside = [page.number for page, found in continued if found and NUMBERED.search(page.text[: found.start()])]
    assert inside == []


@pytest.mark.parametrize("edition", [name for name in EDITIONS if "brief" in chapters_of(name)])
def test_the_brief_is_one_page(release, edition):
    with pikepdf.open(release(edition).pdf) as document, document.open_outline() as outline:
        pages = [page.objgen for page in document.pages]
        starts = [pages.index(item.destination[0].objgen) for item in outline.root]
    brief = chapters_of(edition).index("brief")
    assert starts[brief + 1] - starts[brief] == 1
