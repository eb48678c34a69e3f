"""What the pages do in a real browser: contents, links to copy, the ledger's order and filters; and without it."""

import pytest
from lighthouse_book import lighthouse_book
from waiting import until

from analysis.press.html import write_pages

pytestmark = pytest.mark.browser
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 320, "height": 640}
SHOWN = "[...document.querySelectorAll('.ledger tbody tr')].filter(r => r.offsetParent).map(r => r.id.slice(6))"
COUNT = ".filter output"


@pytest.fixture
def open_page(open_file, folder):
    """Opens a page of the sample book at a hash."""

    def opened(name, hash="", **options):
        page = open_file(folder / f"{name}.html", viewport=options.pop("viewport", DESK), **options)
        if hash:
            page.goto(f"{(folder / f'{name}.html').as_uri()}#{hash}")
            page.reload()
        return page

    return opened


def head(page, name):
    return page.locator(f"th[data-sort={name}]")


def test_ledger_sorts_both_ways_and_says_so(open_page):
    page = open_page("index")
    whole = page.evaluate(SHOWN)
    assert whole == ["L1", "L2", "L3", "L3a", "L3b", "L4", "L5"]
    assert head(page, "id").get_attribute("aria-sort") == "ascending"
    head(page, "verdict").get_by_role("button").click()
    verdicts = [page.get_attribute(f"#claim-{name}", "data-verdict") for name in page.evaluate(SHOWN) if len(name) == 2]
    ranks = ["supported", "supported_with_qualification", "mixed", "contradicted", "not_testable"]
    assert verdicts == sorted(verdicts, key=ranks.index)
    assert head(page, "verdict").get_attribute("aria-sort") == "ascending"
    assert head(page, "id").get_attribute("aria-sort") is None
    head(page, "verdict").get_by_role("button").click()
    turned = page.evaluate(SHOWN)
    assert turned != whole and sorted(turned) == sorted(whole)
    assert turned.index("L3a") == turned.index("L3") + 1, "parts stay below their claim"
    assert head(page, "verdict").get_attribute("aria-sort") == "descending"
    head(page, "id").get_by_role("button").click()
    assert page.evaluate(SHOWN) == whole


def test_claims_without_confidence_come_last_both_ways(open_file, tmp_path):
    book = lighthouse_book()
    book.ledger["claims"][1]["confidence"] = None
    write_pages(book, tmp_path)
    page = open_file(tmp_path / "index.html", viewport=DESK)
    for direction in ("ascending", "descending"):
        head(page, "confidence").get_by_role("button").click()
        assert head(page, "confidence").get_attribute("aria-sort") == direction
        assert page.evaluate(SHOWN)[-1] == "L2"


def test_ledger_is_filtered_counted_and_cleared(open_page):
    page = open_page("index")
    assert page.inner_text(COUNT) == "7 of 7 claims and parts"
    assert page.get_attribute(COUNT, "aria-live") == "polite"
    page.get_by_label("Verdict").select_option("mixed")
    shown = page.evaluate(SHOWN)
    assert shown and all(
        page.get_attribute(f"#claim-{name}", "data-verdict") == "mixed"
        or "aside" in page.get_attribute(f"#claim-{name}", "class")
        for name in shown
    )
    assert page.inner_text(COUNT) == "1 of 7 claims and parts"
    page.get_by_label("Words").fill("no such word")
    assert page.evaluate(SHOWN) == [] and page.inner_text(COUNT) == "0 of 7 claims and parts"
    page.get_by_role("button", name="Clear").click()
    until(page, f"({SHOWN}).length === 7")
    assert page.inner_text(COUNT) == "7 of 7 claims and parts"
    assert "?" not in page.url


def test_state_of_the_ledger_stands_in_the_address(open_page):
    page = open_page("index")
    page.get_by_label("Confidence").select_option("moderate")
    page.get_by_label("Words").fill("lamp")
    head(page, "robust").get_by_role("button").click()
    head(page, "robust").get_by_role("button").click()
    kept, state = page.evaluate(SHOWN), page.url.partition("#")[2]
    assert state == "ledger?words=lamp&confidence=moderate&sort=-robust"
    again = open_page("index", hash=state)
    assert again.evaluate(SHOWN) == kept
    assert again.get_by_label("Confidence").input_value() == "moderate"
    assert head(again, "robust").get_attribute("aria-sort") == "descending"


def test_an_address_of_a_claim_shows_the_claim(open_page):
    page = open_page("index", hash="claim-L3b")
    assert page.locator("#claim-L3b").is_visible()
    page.get_by_label("Verdict").select_option("supported")
    page.evaluate("location.hash = 'claim-L4'")
    page.locator("#claim-L4").wait_for(state="visible")


def test_ledger_works_by_keyboard_alone(open_page):
    page = open_page("index")
    page.get_by_label("Words").focus()
    page.keyboard.type("storm")
    few = page.evaluate(SHOWN)
    assert len(few) < 7
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Clear"
    page.keyboard.press("Enter")
    until(page, f"({SHOWN}).length === 7")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert head(page, "verdict").get_attribute("aria-sort") == "ascending"


def test_links_are_copied_and_the_copy_is_told(open_page):
    page = open_page("lights", permissions=["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Copy the link: What the almanacs hold")
    button.focus()
    page.keyboard.press("Enter")
    until(page, "document.querySelector('.said').textContent === 'Link copied'")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("file:") and copied.endswith("lights.html#what-the-almanacs-hold")
    assert page.get_attribute(".said", "role") == "status"
    assert page.get_by_role("button", name="Copy the link: Figure 1.1").count() == 1
    index = open_page("index")
    assert index.get_by_role("button", name="Copy the link: L3a").inner_text() == "L3a"


def test_what_cannot_be_copied_is_a_link_again(open_page):
    page = open_page("lights")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')); }")
    page.get_by_role("button", name="Copy the link: What is left open").click()
    until(page, "location.hash === '#what-is-left-open'")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#what-is-left-open"


def test_contents_follow_the_text(open_page):
    page = open_page("lights")
    marked = "nav.contents [aria-current]"
    page.evaluate("document.getElementById('what-the-almanacs-hold').scrollIntoView()")
    page.wait_for_selector(f"{marked} >> text=What the almanacs hold")
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_selector(f"{marked} >> text=What is left open")
    assert page.locator(marked).count() == 1


def test_contents_of_a_phone_fold_and_name_the_section(open_page):
    page = open_page("lights", viewport=PHONE)
    fold = page.locator("nav.contents details")
    assert fold.get_attribute("open") is None
    page.locator("nav.contents summary").click()
    page.locator("nav.contents a", has_text="What is left open").click()
    assert fold.get_attribute("open") is None
    until(page, "document.querySelector('.here').textContent.includes('What is left open')")
    top = page.locator("#what-is-left-open").bounding_box()["y"]
    bar = page.locator("nav.contents").bounding_box()
    assert top >= bar["y"] + bar["height"], "the bar hides no heading"


def test_list_of_chapters_opens_and_closes_by_keyboard(open_page):
    page = open_page("lights")
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    link = page.locator(".menu a", has_text="Oddities of keepers")
    assert link.is_visible()
    assert page.locator(".menu [aria-current=page]").get_attribute("href") == "lights.html"
    page.keyboard.press("Escape")
    assert not link.is_visible()
    page.keyboard.press("Enter")
    link.click()
    assert page.inner_text("h1") == "Oddities of keepers"


def test_without_javascript_all_stands_there_and_no_control(open_page):
    page = open_page("index", java_script_enabled=False)
    assert page.locator(".ledger tbody tr").count() == 7
    assert all(row.is_visible() for row in page.locator(".ledger tbody tr").all())
    assert not page.locator(".filter").is_visible() and page.locator("button:visible").count() == 0
    page = open_page("lights", java_script_enabled=False, viewport=PHONE)
    assert page.locator("nav.contents a").first.is_visible()
    assert page.locator("a.anchor").first.get_attribute("href").startswith("#")
    page.locator(".menu summary").click()
    assert page.locator(".menu a", has_text="Oddities of keepers").is_visible()


def test_paper_holds_the_ledger_and_no_control(open_page):
    page = open_page("index")
    page.emulate_media(media="print")
    assert not page.locator(".filter").is_visible()
    assert page.locator("#claim-L1 th").inner_text() == "L1"
    page = open_page("lights")
    page.emulate_media(media="print")
    hidden = "nav.contents, .site, .get, .data, .turn, .hint, .head .anchor"
    assert [thing for thing in page.locator(hidden).all() if thing.is_visible()] == []
    assert page.locator("figure svg").first.is_visible()


def test_wide_things_scroll_inside_and_say_so(open_page):
    page = open_page("lights", viewport=PHONE)
    box = page.locator("#figure-lamps-lit .figure")
    page.wait_for_selector("#figure-lamps-lit .figure.over + .hint")
    assert box.get_attribute("tabindex") == "0" and box.get_attribute("aria-label") == "Figure 1.1"
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    wide = open_page("lights")
    until(wide, "!document.querySelector('#figure-lamps-lit .figure').hasAttribute('tabindex')")
    assert not wide.locator("#figure-lamps-lit .figure + .hint").is_visible()


def test_policy_stops_what_is_not_ours(open_page):
    page = open_page("lights")
    policy = page.get_attribute("meta[http-equiv=Content-Security-Policy]", "content")
    assert "default-src 'none'" in policy and "script-src 'sha256-" in policy
    page.evaluate("""() => { window.broke = []; document.addEventListener('securitypolicyviolation',
        event => window.broke.push(event.effectiveDirective));
        const script = document.createElement('script'); script.textContent = 'window.foreign = 1';
        document.body.append(script);
        const picture = new Image(); picture.src = 'https://example.invalid/a.png'; document.body.append(picture); }""")
    until(page, "window.broke.length >= 2")
    assert set(page.evaluate("window.broke")) == {"script-src-elem", "img-src"}
    assert page.evaluate("window.foreign") is None


def test_faces_of_the_house_are_used(open_page):
    page = open_page("lights")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family.replace(/\"/g, ''))"
    )
    assert {"Tumen Serif", "Tumen Sans"} <= set(loaded)


@pytest.mark.parametrize("name", ["index", "lights", "sources"])
def test_targets_are_large_enough(open_page, name):
    page = open_page(name, viewport=PHONE)
    small = page.evaluate("""() => [...document.querySelectorAll(
            'button, summary, select, input, .get a, .contents a, .menu a')]
        .filter(e => e.offsetParent).map(e => [e.textContent.slice(0, 20), e.getBoundingClientRect()])
        .filter(([, box]) => box.height < 24 || box.width < 24).map(([text]) => text)""")
    assert small == []
