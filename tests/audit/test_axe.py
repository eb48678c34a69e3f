"""axe-core finds nothing on any page of any edition: light and dark, wide and narrow, folded and opened."""

import pytest
from axe_core import OPEN_ALL, check
from built_editions import PAGES
from contrasts import FAINT

pytestmark = pytest.mark.browser
ALWAYS_PASSED = {
    "aria-allowed-attr", "bypass", "color-contrast", "document-title", "heading-order", "html-has-lang",
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
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            yield f"{scheme}, {width} px wide"


@pytest.mark.parametrize("page", PAGES, ids="-".join, indirect=True)
def test_axe_finds_nothing_in_any_view(page):
    faults, views_seen = set(), 0
    for view in views(page):
        found, passed = check(page)
        assert passed >= ALWAYS_PASSED and len(passed) >= 35, (view, ALWAYS_PASSED - passed)
        faults |= {f"{view}: {fault}" for fault in found}
        views_seen += 1
    assert views_seen == 4 and not faults, "\n".join(sorted(faults))


@pytest.mark.parametrize("page", PAGES, ids="-".join, indirect=True)
def test_nothing_is_found_in_what_is_folded(page):
    page.evaluate(OPEN_ALL)
    assert page.locator("details:not([open])").count() == 0
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        faults, passed = check(page, contrast=False)
        assert passed >= ALWAYS_PASSED - {"color-contrast"}
        assert not faults, "\n".join([f"{width} px wide:", *faults])
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(FAINT)
        assert found["seen"] > 20 and not found["faults"], "\n".join([f"{scheme}:", *found["faults"][:20]])
