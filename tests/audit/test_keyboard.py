"""The keyboard alone reaches every link, button, fold and scroll region, in reading order, and shows where it is."""

import pytest
from built_editions import PAGES
from views import listed, open_all, script

pytestmark = pytest.mark.browser
MOST = 250
STOPS = script("stops.js")
WHERE = script("focus.js")


@pytest.fixture
def open_page(open_file, release):
    """A page with all that is folded opened, so that what stands inside is reached too."""

    def opened(edition, name, width=1280):
        page = open_file(
            release(edition).page(name).path, viewport={"width": width, "height": 900}, reduced_motion="reduce"
        )
        open_all(page)
        return page

    return opened


def walk(page):
    """Press Tab from the top to the end; faults, and how many stops there were.

    Of a list of thousands of links the middle is left out: nothing changes the order there, as no place on any page has
    a number of its own in it, and all of one kind look alike.
    """
    stops = page.evaluate(STOPS)
    assert page.locator("[tabindex]:not([tabindex='0'], [tabindex='-1'])").count() == 0
    found, order, skipped = [], [], set()
    for _ in range(len(stops) + 3):
        if len(order) == MOST and len(stops) > 2 * MOST:
            skipped = set(range(order[-1] + 1, len(stops) - MOST))
            page.evaluate("place => wanted[place].focus()", len(stops) - MOST - 1)
        page.keyboard.press("Tab")
        at = page.evaluate(WHERE)
        if at is None or (order and at["index"] == order[0]):
            break
        order.append(at["index"])
        what = stops[at["index"]] if at["index"] >= 0 else "something that is no control"
        if not at["shown"]:
            found.append(f"focus does not show on {what}")
        if not (at["seen"] and at["inside"]):
            found.append(f"focus is covered or out of sight on {what}")
    else:
        found.append("focus never leaves the page")
    found += [
        f"the keyboard does not reach {stops[index]}" for index in range(len(stops)) if index not in {*order, *skipped}
    ]
    found += [f"out of order: {stops[b]} after {stops[a]}" for a, b in zip(order, order[1:], strict=False) if b < a]
    return found, len(order)


@pytest.mark.parametrize(("edition", "name"), PAGES)
def test_the_keyboard_reaches_everything_in_order_and_shows_it(open_page, edition, name):
    found, stops = walk(open_page(edition, name))
    assert stops >= 6 and not found, listed(f"of {stops} stops", found)


@pytest.mark.parametrize(("edition", "name"), [pair for pair in PAGES if pair[1] in ("index", "brief", "munitions")])
def test_nothing_covers_the_focus_on_a_narrow_window(open_page, edition, name):
    found, stops = walk(open_page(edition, name, 320))
    assert stops >= 6 and not found, listed(f"of {stops} stops", found)


@pytest.mark.parametrize(("edition", "name"), [pair for pair in PAGES if pair[1] != "sources"])
def test_keys_open_and_shut_what_is_folded(open_file, release, edition, name):
    page = open_file(release(edition).page(name).path)
    folded = page.locator("main details:not([open]) > summary").first.element_handle()
    folded.focus()
    for wanted in (True, False):
        page.keyboard.press("Enter")
        assert folded.evaluate("one => one.parentElement.open") is wanted


@pytest.mark.parametrize(("edition", "name"), [pair for pair in PAGES if pair[1] in ("index", "munitions")])
def test_a_control_without_focus_or_sign_is_a_fault(open_page, edition, name):
    page = open_page(edition, name)
    page.evaluate(
        "() => { const [link] = document.querySelectorAll('main a[href]'); link.tabIndex = -1;"
        " const all = [...document.querySelectorAll('main a[href]')].slice(1, 2);"
        " all[0].style.setProperty('outline', 'none', 'important'); }"
    )
    found, _ = walk(page)
    assert any("does not show" in fault for fault in found)
