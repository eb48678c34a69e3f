"""The keyboard alone reaches every link, button, fold and scroll region, in reading order, and shows where it is."""

import pytest
from built_editions import EDITIONS, PAGES, pages_of
from keyboard import walk
from views import listed, open_all

pytestmark = pytest.mark.browser
TWIN = "article", "latest"
"""The second holds the chapters of the first as of another day: only another kind of control needs a walk."""
NARROW = ("index", "brief", "munitions")


@pytest.fixture
def open_page(open_file, release):
    """Opens a page of an edition."""

    def opened(edition, name, width=1280):
        path = release(edition).page(name).path
        return open_file(path, viewport={"width": width, "height": 900}, reduced_motion="reduce")

    return opened


@pytest.mark.parametrize(("edition", "name"), [pair for pair in PAGES if pair[0] != TWIN[1]])
def test_the_keyboard_reaches_everything_in_order_and_shows_it(open_page, edition, name):
    page = open_page(edition, name)
    if name != "sources":  # nothing is folded there
        folded = page.locator("main details:not([open]) > summary").first.element_handle()
        folded.focus()
        for wanted in (True, False):
            page.keyboard.press("Enter")
            assert folded.evaluate("one => one.parentElement.open") is wanted
        page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    open_all(page)
    page.locator("body").evaluate("one => { one.tabIndex = -1; one.focus(); one.removeAttribute('tabindex'); }")
    found, stops = walk(page)
    assert stops >= 6 and not found, listed(f"of {stops} stops", found)


@pytest.mark.parametrize(("edition", "name"), [pair for pair in PAGES if pair[0] != TWIN[1] and pair[1] in NARROW])
def test_nothing_covers_the_focus_on_a_narrow_window(open_page, edition, name):
    page = open_page(edition, name, 320)
    open_all(page)
    found, stops = walk(page)
    assert stops >= 6 and not found, listed(f"of {stops} stops", found)


def kinds(page):
    """Kinds of what takes the focus in a page: tag, classes and role of it and of its parent."""
    return {
        (tag.get("role"), tag.get("tabindex"), *((one.name, *one.get("class", ())) for one in (tag, tag.parent)))
        for tag in page.soup.select("a[href], button, input, select, textarea, summary, [tabindex], .scroll")
    }


def test_the_twin_has_no_control_that_was_not_walked(release):
    assert set(TWIN) <= set(EDITIONS) and set(pages_of(TWIN[0])) <= set(pages_of(TWIN[1]))
    walked, twin = (
        {one for name in pages_of(edition) for one in kinds(release(edition).page(name))} for edition in TWIN
    )
    assert len(walked) > 15 and twin - walked == set()
