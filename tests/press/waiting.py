"""Waiting for a page without evaluating text inside it, which the policy of our pages forbids."""


def until(page, condition: str) -> None:
    """Wait until a condition in JavaScript holds; Playwright's own wait asks the page to evaluate a string."""
    for _number in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"it never came to hold: {condition}")
