"""Pages of strangers' oddest notebooks: valid, nothing for axe-core in light and dark, nothing cut on a phone."""

from pathlib import Path

import pytest
from axe_core import check
from contrasts import FAINT
from layouts import faults
from test_validity import validate
from views import listed, open_all, show

from analysis.press.html import TumenHTMLExporter

NOTEBOOKS = Path(__file__).parents[1] / "strangers" / "notebooks"
ODD = (
    "ansi-colours", "deep", "ids-duplicate", "markdown-html-active", "maths", "picture-svg-hostile", "table-nested",
    "table-styler", "typst-hostile", "widgets-unsaved",
)  # fmt: skip
DEPTH = "The document tree is more than 513 elements deep"
"""What the author of ``deep`` nested is shown; browsers say themselves what they make of it."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("strangers")
    for name in ODD:
        html, _ = TumenHTMLExporter().from_filename(str(NOTEBOOKS / f"{name}.ipynb"))
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in ODD}


@pytest.mark.filterwarnings("ignore::nbformat.warnings.DuplicateCellId")
def test_pages_of_strangers_are_valid(pages):
    found = [fault for fault in validate(*pages.values()) if DEPTH not in fault]
    assert not found, listed("strangers", found)


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::nbformat.warnings.DuplicateCellId")
@pytest.mark.parametrize("name", ODD)
def test_pages_of_strangers_are_readable_by_everyone(open_file, pages, name):
    page = open_file(pages[name], viewport={"width": 1280, "height": 900})
    open_all(page)
    found = []
    for scheme in ("light", "dark"):
        show(page, color_scheme=scheme)
        found += check(page, colours_only=scheme == "dark")[0] + page.evaluate(FAINT)["faults"]
    show(page, 320)
    found += check(page, contrast=False)[0] + faults(page, least=0)
    assert not found, listed(name, found)
