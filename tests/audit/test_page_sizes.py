"""The page of a chapter is little beside what stock nbconvert makes of the same executed notebook."""

import re

import pytest
from built_editions import CHAPTERS
from nbconvert.exporters import HTMLExporter

LIMIT = 0.55
FONT = re.compile(r"data:(?:font/[\w-]+|application/(?:x-)?font-[\w-]+)[^\"')]*")


def size(text):
    """Bytes of a page without its fonts."""
    return len(FONT.sub("", text).encode())


@pytest.mark.parametrize(("edition", "name"), CHAPTERS)
def test_a_chapter_is_no_larger_than_its_share_of_the_stock_page(release, edition, name):
    ours = size(release(edition).page(name).text)
    stock = len(HTMLExporter().from_notebook_node(release(edition).notebook(name))[0].encode())
    assert 10_000 < ours <= LIMIT * stock, f"{ours / stock:.3f} of stock: {ours:,} bytes of {stock:,}"


def test_only_fonts_are_not_counted():
    face = "@font-face{src:url(data:font/woff2;base64,AAAA)}"
    assert size(face) == len("@font-face{src:url()}")
    assert size("<img src='data:image/png;base64,AAAA'>한") == 39 + 2
