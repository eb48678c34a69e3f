"""No page says a word to the console, asks for more than itself, or breaks its own policy, whatever a reader does."""

import pytest
from built_editions import PAGES
from views import open_all
from waiting import until

pytestmark = pytest.mark.browser
LISTEN = (
    "window.broken = []; addEventListener('securitypolicyviolation', event => broken.push(event.violatedDirective));"
)
POLICY = "document.querySelector('meta[http-equiv=\"Content-Security-Policy\"]')?.content ?? ''"
TRIES = """async () => {
  const image = new Image(); image.src = 'https://example.invalid/a.png'; document.body.append(image);
  await fetch('https://example.invalid/').catch(() => 0);
}"""


@pytest.fixture
def quiet(open_file, release):
    """A page that keeps what it asked for, what was said, and which rules of its policy were broken."""

    def opened(edition, name):
        path = release(edition).page(name).path
        page = open_file(path, before=LISTEN, viewport={"width": 1280, "height": 900}, accept_downloads=True)
        return page, path.as_uri()

    return opened


def use(page):
    """Do what a reader may do: scroll, open, sort, type, press every button, print; links stay unclicked."""
    page.keyboard.press("End")
    open_all(page)
    for field in page.locator("main input, main select").all():
        kind = field.evaluate("one => one.type")
        if kind in ("search", "text"):
            field.fill("a")
            field.fill("")
        elif kind.startswith("select"):
            field.select_option(index=1)
            field.select_option(index=0)
        else:
            field.click()
    page.evaluate("() => document.querySelectorAll('button').forEach(one => one.click())")
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 600})


@pytest.mark.parametrize(("edition", "name"), PAGES)
def test_a_page_in_use_is_silent_and_asks_for_nothing_else(quiet, edition, name):
    page, address = quiet(edition, name)
    use(page)
    page.wait_for_load_state("networkidle")
    asked = [url for url in page.asked if not url.startswith(("data:", "blob:"))]
    assert asked == [address], "a page is one file"
    assert page.said == [] and page.evaluate("broken") == []
    assert page.url.partition("#")[0] == address


@pytest.mark.parametrize(("edition", "name"), [pair for pair in PAGES if pair[1] in ("index", "brief")])
def test_the_policy_of_a_page_forbids_to_ask_and_does_so(quiet, edition, name):
    page, _ = quiet(edition, name)
    assert "default-src 'none'" in page.evaluate(POLICY)
    page.asked.clear()
    page.evaluate(TRIES)
    until(page, "new Set(broken).size >= 2")
    assert {one.partition("-elem")[0] for one in page.evaluate("broken")} == {"img-src", "connect-src"}
