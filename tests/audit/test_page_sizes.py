"""The page of a chapter is little beside what stock nbconvert makes of the same executed notebook."""

import re

import pytest
from built_editions import CHAPTERS
from nbconvert.exporters import HTMLExporter

LIMIT = 0.55
FONT = re.compile(r"data:(?:font/[\w-]+|application/(?:x-)?font-[\w-]+)[^\"')]*")


@pytest.mark.parametrize(("edition", "name"), CHAPTERS)
def test_a_chapter_is_no_larger_than_its_share_of_the_stock_page(release, edition, name):
    ours = len(FONT.sub("", release(edition).page(name).text).encode())
    stock = len(HTMLExporter().from_notebook_node(release(edition).notebook(name))[0].encode())
    assert 10_000 < ours <= LIMIT * stock, f"{ours / stock:.3f} of stock: {ours:,} bytes of {stock:,}"
