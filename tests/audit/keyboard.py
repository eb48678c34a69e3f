"""A walk through a page by the Tab key."""

from __future__ import annotations

from views import script

MOST = 120
STOPS = script("stops.js")
WHERE = script("focus.js")


def walk(page) -> tuple[list[str], int]:
    """Press Tab from the top to the end; faults, and how many stops there were.

    Of a list of hundreds of links the middle is left out: nothing changes the order there, as no place on any page has
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
            found.append(f"focus is covered or out of sight on {what}: {at['by']}")
    else:
        found.append("focus never leaves the page")
    found += [
        f"the keyboard does not reach {stops[index]}" for index in range(len(stops)) if index not in {*order, *skipped}
    ]
    found += [f"out of order: {stops[b]} after {stops[a]}" for a, b in zip(order, order[1:], strict=False) if b < a]
    return found, len(order)
