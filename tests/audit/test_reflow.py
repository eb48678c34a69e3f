"""At 200 % zoom, at 320 px, with wider spacing, on paper: no text is lost, cut or covered, no page scrolls sideways."""

import pytest
from built_editions import PAGES
from layouts import SPACING, faults, paper_faults, words
from views import listed, open_all, show

pytestmark = pytest.mark.browser
WIDTHS = {"desk": 1280, "zoomed to 200 %": 640, "phone": 320}


@pytest.mark.parametrize(("edition", "name"), PAGES)
def test_no_view_loses_cuts_or_covers_anything(open_file, release, edition, name):
    page = open_file(release(edition).page(name).path, viewport={"width": 1280, "height": 900})
    open_all(page)
    whole, found = words(page), []
    assert sum(whole.values()) > 80
    for view, width in WIDTHS.items():
        show(page, width)
        found += [f"{view}: {fault}" for fault in faults(page, whole)]
    show(page, 660, media="print", color_scheme="dark")  # the type area of A4, for who reads on a dark screen
    found += [f"on paper: {fault}" for fault in paper_faults(page)]
    show(page, 1280, media="screen", color_scheme="light")
    page.evaluate(SPACING)
    assert page.evaluate("getComputedStyle(document.querySelector('main p')).letterSpacing") != "normal"
    for width in (1280, 320):
        show(page, width)
        found += [f"spaced, {width} px: {fault}" for fault in faults(page)]
    assert not found, listed(name, found)
