"""axe-core finds nothing on any page of any edition: light and dark, wide and narrow, folded and opened."""

import pytest
from axe_core import BOXES, check
from built_editions import PAGES
from contrasts import FAINT
from views import listed, open_all, show

pytestmark = pytest.mark.browser
WIDTHS = (1280, 320)
ALWAYS_PASSED = {
    "bypass", "color-contrast", "document-title", "heading-order", "html-has-lang",
    "html-lang-valid", "landmark-one-main", "link-name", "page-has-heading-one", "region", "target-size",
}  # fmt: skip
"""Rules that every page gives something to judge: if one is missing, axe did not look."""


@pytest.fixture
def page(open_file, release, request):
    """A page at desk width, and its edition."""
    edition, name = request.param
    return open_file(release(edition).page(name).path, viewport={"width": 1280, "height": 900})


@pytest.mark.parametrize("page", PAGES, ids="-".join, indirect=True)
def test_axe_finds_nothing_in_any_view(page):
    """Dark differs from light by colours alone, which is held; so what reads no colour is asked once a width."""
    faults = []
    for width in WIDTHS:
        show(page, width, color_scheme="light")
        found, passed = check(page)
        assert passed >= ALWAYS_PASSED and len(passed) >= 30, (width, ALWAYS_PASSED - passed)
        faults += [f"light, {width} px wide: {fault}" for fault in found]
        boxes = page.evaluate(BOXES)
        show(page, width, color_scheme="dark")
        assert page.evaluate(BOXES) == boxes, "dark moves or hides something: apply every rule to it"
        found, passed = check(page, colours_only=True)
        assert "color-contrast" in passed
        faults += [f"dark, {width} px wide: {fault}" for fault in found]
    open_all(page)
    for width in WIDTHS:
        show(page, width)
        found, passed = check(page, contrast=False)
        assert passed >= ALWAYS_PASSED - {"color-contrast"}
        faults += [f"opened, {width} px wide: {fault}" for fault in found]
    for scheme in ("light", "dark"):
        show(page, color_scheme=scheme)
        found = page.evaluate(FAINT)
        assert found["seen"] > 20
        faults += [f"opened, {scheme}, faint: {fault}" for fault in found["faults"]]
    assert not faults, listed("axe-core", faults)


@pytest.mark.parametrize("page", [pair for pair in PAGES if pair[1].startswith("brief")], ids="-".join, indirect=True)
def test_nothing_is_found_in_the_open_menu(page):
    for width in WIDTHS:
        show(page, width, color_scheme="light")
        page.locator("header details > summary").click()
        assert page.locator("header nav a").first.is_visible()
        faults, _ = check(page, within="header")
        faint = page.evaluate(FAINT)["faults"]
        assert not faults + faint, listed(f"{width} px wide", faults + faint)
        page.keyboard.press("Escape")
        assert not page.locator("header nav a").first.is_visible()
