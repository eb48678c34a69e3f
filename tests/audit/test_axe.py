"""axe-core finds nothing on any page of any edition: light and dark, wide and narrow, folded and opened."""

import pytest
from axe_core import check
from built_editions import PAGES
from contrasts import FAINT
from views import listed, open_all, show

pytestmark = pytest.mark.browser
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


def views(page):
    for scheme in ("light", "dark"):
        for width in (1280, 320):
            show(page, width, color_scheme=scheme)
            yield f"{scheme}, {width} px wide"


@pytest.mark.parametrize("page", PAGES, ids="-".join, indirect=True)
def test_axe_finds_nothing_in_any_view(page):
    faults, seen = [], 0
    for view in views(page):
        found, passed = check(page)
        assert passed >= ALWAYS_PASSED and len(passed) >= 30, (view, ALWAYS_PASSED - passed)
        faults += [f"{view}: {fault}" for fault in found]
        seen += 1
    assert seen == 4 and not faults, listed("axe-core", faults)


@pytest.mark.parametrize("page", PAGES, ids="-".join, indirect=True)
def test_nothing_is_found_in_what_is_folded(page):
    open_all(page)
    for width in (1280, 320):
        show(page, width)
        faults, passed = check(page, contrast=False)
        assert passed >= ALWAYS_PASSED - {"color-contrast"}
        assert not faults, listed(f"{width} px wide", faults)
    for scheme in ("light", "dark"):
        show(page, color_scheme=scheme)
        found = page.evaluate(FAINT)
        assert found["seen"] > 20 and not found["faults"], listed(scheme, found["faults"])


@pytest.mark.parametrize("page", [pair for pair in PAGES if pair[1].startswith("brief")], ids="-".join, indirect=True)
def test_nothing_is_found_in_the_open_menu(page):
    for width in (1280, 320):
        show(page, width, color_scheme="light")
        page.locator("header details > summary").click()
        assert page.locator("header nav a").first.is_visible()
        faults, _ = check(page, within="header")
        faint = page.evaluate(FAINT)["faults"]
        assert not faults + faint, listed(f"{width} px wide", faults + faint)
        page.keyboard.press("Escape")
        assert not page.locator("header nav a").first.is_visible()
