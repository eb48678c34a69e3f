"""What a reader may find cut, covered or out of reach in a page as the browser lays it out."""

import re
from collections import Counter

from views import script

MEASURE = script("layout.js")

SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
"""What a reader may ask of text (success criterion 1.4.12), set as an object: a policy may bar tags of style."""
SMALL = """() => [...document.querySelectorAll('button, summary, input, select, [role=button]')].filter(one => {
  const box = one.getBoundingClientRect();
  return one.checkVisibility({visibilityProperty: true}) && (box.width < 23.5 || box.height < 23.5);
}).map(one => `smaller than 24 by 24 px: ${one.tagName} ${one.textContent.trim().slice(0, 50)}`)"""
BEYOND = """() => [...document.querySelectorAll('.scroll, .figure, pre')]
  .filter(one => one.scrollWidth > one.clientWidth + 1)
  .map(one => `wider than the paper: ${one.getAttribute('aria-label') || one.textContent.slice(0, 60)}`)"""
GROUND = "getComputedStyle(document.body).backgroundColor"


def words(page) -> Counter[str]:
    """Words that a page shows, and how often."""
    return Counter(re.findall(r"[^\W_]+", page.inner_text("main").casefold()))


def faults(page, whole: Counter[str] | None = None, least: int = 15) -> list[str]:
    """What is cut, covered, too small to hit or beside the window, at the page's present size.

    Parameters
    ----------
    page : playwright.sync_api.Page
    whole : collections.Counter, optional
        Words that must be shown.
    least : int
        Texts that there must be to measure.
    """
    found = page.evaluate(MEASURE)
    assert found["texts"] > least, "there is text to measure"
    said = [f"beside the window: {one}" for one in found["wide"]] + [f"cut: {one}" for one in found["cut"]]
    said += [f"one over the other: {one}" for one in found["over"]]
    if found["page"] > 0:
        said.append(f"the page scrolls sideways by {found['page']} px")
    if whole is not None:
        said += [f"lost: {word}" for word in whole - words(page)] + page.evaluate(SMALL)
    return list(dict.fromkeys(said))


def paper_faults(page) -> list[str]:
    """What is cut, covered or wider than the paper, or dark, where a page is printed."""
    ground = page.evaluate(GROUND)
    dark = [] if ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)") else [f"the paper is {ground}"]
    return faults(page) + page.evaluate(BEYOND) + dark
