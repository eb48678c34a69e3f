"""The pages in a real browser: silent console, no request elsewhere, whole without JavaScript, no sideways scroll."""

import pytest

pytestmark = pytest.mark.browser
NAMES = ("index", "lights", "oddities")


@pytest.fixture
def open_page(open_file, folder):
    """Opens a page of the sample book."""
    return lambda name, **options: open_file(folder / f"{name}.html", **options)


@pytest.mark.parametrize("name", NAMES)
def test_silent_console_and_no_request_beyond_the_file(open_page, name):
    page = open_page(name)
    page.emulate_media(media="print")
    assert page.said == []
    assert {url.partition(":")[0] for url in page.asked} <= {"file", "data"}
    assert sum(url.startswith("file:") for url in page.asked) == 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [320, 768, 1600])
def test_no_sideways_scroll(open_page, name, width):
    page = open_page(name, viewport={"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_everything_is_readable_without_javascript(open_page):
    page = open_page("lights", java_script_enabled=False)
    text = page.inner_text("main")
    assert "over 1,100 lamps" in text and "Rebuilt after the storm" in text
    page.click("summary >> text=Parameters of this page")
    assert page.is_visible("text=coast to look at")
    page.click("nav.turn a.next")
    assert page.inner_text("h1") == "Oddities of keepers"


def test_dark_pages_are_dark(open_page):
    ground = "getComputedStyle(document.body).backgroundColor"
    assert open_page("index", color_scheme="dark").evaluate(ground) == "rgb(23, 24, 26)"
    assert open_page("index", color_scheme="light").evaluate(ground) == "rgb(252, 251, 248)"


CONTRAST = """() => {
  const parse = c => c.match(/[\\d.]+/g).map(Number);
  const lum = c => { const [r, g, b] = parse(c).slice(0, 3).map(v => { v /= 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126*r + 0.7152*g + 0.0722*b; };
  const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if ((parse(c)[3] ?? 1) > 0.99) return c; } return 'rgb(255,255,255)'; };
  const bad = [];
  for (const e of document.querySelectorAll('body *:not(svg):not(svg *)')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
    const style = getComputedStyle(e);
    if (style.opacity === '0' || style.visibility === 'hidden') continue;
    const [a, b] = [lum(style.color), lum(ground(e))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) bad.push(e.textContent.trim().slice(0, 40));
  }
  return bad;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_text_stands_out_from_its_ground(open_page, name, scheme):
    assert open_page(name, color_scheme=scheme).evaluate(CONTRAST) == []


def test_keyboard_reaches_the_skip_link_first(open_page):
    page = open_page("lights")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
