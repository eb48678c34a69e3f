"""At 200 % zoom, at 320 px, with wider spacing, on paper: no text is lost, cut or covered, no page scrolls sideways."""

import re
from collections import Counter

import pytest
from built_editions import PAGES
from layouts import SPACING, faults
from views import listed, open_all, show

pytestmark = pytest.mark.browser
WIDTHS = {"desk": 1280, "zoomed to 200 %": 640, "phone": 320}
SMALL = """() => [...document.querySelectorAll('button, summary, input, select, [role=button]')].filter(one => {
  const box = one.getBoundingClientRect();
  return one.checkVisibility({visibilityProperty: true}) && (box.width < 23.5 || box.height < 23.5);
}).map(one => `${one.tagName}: ${one.textContent.trim().slice(0, 50)}`)"""


@pytest.fixture
def page(open_file, release, request):
    """A page with all that is folded opened."""
    edition, name = request.param
    page = open_file(release(edition).page(name).path, viewport={"width": 1280, "height": 900})
    open_all(page)
    return page


def words(page):
    return Counter(re.findall(r"[^\W_]+", page.inner_text("main").casefold()))


@pytest.mark.parametrize("page", PAGES, ids="-".join, indirect=True)
def test_no_width_loses_cuts_or_covers_anything(page):
    whole = words(page)
    assert sum(whole.values()) > 80
    for view, width in WIDTHS.items():
        show(page, width)
        found = faults(page)
        assert not found, listed(f"{view}, {width} px", found)
        assert whole - words(page) == Counter(), f"{view}: these words are lost"
        small = page.evaluate(SMALL)
        assert not small, listed(f"{view}: smaller than 24 by 24 px", small)


@pytest.mark.parametrize("page", PAGES, ids="-".join, indirect=True)
def test_wider_spacing_of_text_cuts_and_covers_nothing(page):
    page.evaluate(SPACING)
    assert page.evaluate("getComputedStyle(document.querySelector('main p')).letterSpacing") != "normal"
    for width in (1280, 320):
        show(page, width)
        found = faults(page)
        assert not found, listed(f"{width} px", found)


@pytest.mark.parametrize("page", PAGES, ids="-".join, indirect=True)
def test_paper_cuts_and_covers_nothing(page):
    show(page, 660, media="print", color_scheme="dark")  # the type area of A4
    found = faults(page)
    assert not found, listed("on paper", found)
    beyond = page.evaluate(
        "() => [...document.querySelectorAll('.scroll, .figure, pre')]"
        ".filter(one => one.scrollWidth > one.clientWidth + 1)"
        ".map(one => one.getAttribute('aria-label') || one.textContent.slice(0, 60))"
    )
    assert not beyond, listed("wider than the paper", beyond)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"), "paper stays white for who reads on a dark screen"
