"""Every check of the audit finds the fault that is put into a page of a sample book, and not before."""

import shutil

import page_marks
import pytest
from axe_core import MOST_ALIKE, check
from built_editions import Page
from contrasts import FAINT
from keyboard import walk
from layouts import SPACING, faults, paper_faults, words
from views import open_all, show

WORSE = "document.querySelector('main h2')"


@pytest.fixture(scope="module")
def sample(browser, folder):
    """A page of the sample, opened once; each test leaves it as it was."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto((folder / "lights.html").as_uri())
        yield page


@pytest.fixture
def spoilt(sample):
    """Gives the page with something put below its first heading, and takes it away again."""

    def put(markup):
        sample.evaluate(
            "markup => { const box = document.createElement('div'); box.id = 'worse'; box.innerHTML = markup;"
            f" {WORSE}.after(box); }}",
            markup,
        )
        return sample

    yield put
    sample.evaluate("document.adoptedStyleSheets = []")
    sample.evaluate("document.getElementById('worse')?.remove()")
    show(sample, 1280, media="screen", color_scheme="light")


# ------------------------------------------------------------------------------------------------------- in a browser


@pytest.mark.browser
def test_axe_finds_nothing_in_the_sample(sample):
    assert [check(sample)[0], check(sample, colours_only=True)[0], sample.evaluate(FAINT)["faults"]] == [[], [], []]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("markup", "rule"),
    [
        ("<input type=text>", "label"), ("<img src='data:,'>", "image-alt"), ("<button></button>", "button-name"),
        ("<a href='#x'></a>", "link-name"), ("<h6>Deep</h6>", "heading-order"), ("<p lang=q7>x</p>", "valid-lang"),
        ("<p id=twin>a</p><label for=twin>b</label><p id=twin aria-labelledby=none role=img></p>", "role-img-alt"),
        ("<svg role=img viewBox='0 0 1 1'></svg>", "svg-img-alt"), ("<ul><p>x</p></ul>", "list"),
        ("<div role=table><p role=cell>x</p></div>", "aria-required-parent"), ("<main>x</main>", "landmark"),
    ],
)  # fmt: skip
def test_axe_sees_what_is_wrong(spoilt, markup, rule):
    assert any(fault.startswith(rule) for fault in check(spoilt(markup), contrast=False, within="main")[0])


@pytest.mark.browser
@pytest.mark.parametrize(
    ("odd", "rule"),
    [
        ("<li><a href='#x'></a></li>", "link-name"), ("<li role=list>x</li>", "list"),
        ("<li><a href='#x' style='color: #888'>Lens</a></li>", "color-contrast"),
        ("<li><img src='data:,'></li>", "image-alt"),
    ],
)  # fmt: skip
def test_one_that_is_not_alike_is_judged_among_many_that_are(open_file, folder, odd, rule):
    page = open_file(folder / "lights.html")
    markup = "<ul id=many>" + "<li><a href='#x'>Lamp</a> of the north</li>" * 40 + odd + "</ul>"
    page.evaluate(f"markup => {WORSE}.insertAdjacentHTML('afterend', markup)", markup)
    assert any(fault.startswith(rule) for fault in check(page, within="main")[0])
    assert MOST_ALIKE < page.locator("#many li").count() < 20


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ratio", ["too near", "far enough"])
def test_both_judges_of_contrast_see_faint_text(spoilt, scheme, ratio):
    colour = {"lighttoo near": "#808080", "lightfar enough": "#6a6a6a", "darktoo near": "#6f6f6f"}
    page = spoilt(f"<p style='color: {colour.get(scheme + ratio, '#8c8c8c')}'>Lamp by lamp</p>")
    show(page, color_scheme=scheme)
    expected = ratio == "too near"
    assert any("Lamp by lamp" in fault for fault in page.evaluate(FAINT)["faults"]) is expected
    assert any("#worse" in fault for fault in check(page, colours_only=True)[0]) is expected


LONG = "Unbreakable" * 12
BOX = "height: 1.2em; line-height: 1.2"
LAID = {
    "beside the window": f"<p>{LONG}</p>",
    "the page scrolls sideways": f"<p>{LONG}</p>",
    "cut": f"<div style='width: 9em; overflow: hidden; white-space: nowrap'>{LONG}</div>",
    "one over the other": f"<p style='{BOX}'>Tower and lamp</p><p style='{BOX}; margin-top: -1.2em'>Lens and oil</p>",
    "smaller than 24 by 24": "<button style='all: unset; font-size: 9px; min-height: 0'>x</button>",
}


@pytest.mark.browser
def test_layout_finds_nothing_in_the_sample(spoilt):
    page = spoilt("")
    for width in (1280, 320):
        show(page, width)
        assert faults(page, words(page)) == []
    show(page, 660, media="print", color_scheme="dark")
    assert paper_faults(page) == []


@pytest.mark.browser
@pytest.mark.parametrize("kind", LAID)
def test_layout_sees_what_is_wrong(spoilt, kind):
    page = spoilt(LAID[kind])
    show(page, 320)
    assert any(fault.startswith(kind) for fault in faults(page, words(page)))


@pytest.mark.browser
def test_layout_sees_words_that_a_width_loses(spoilt):
    page = spoilt("<style>@media (width < 40em) { #gone { display: none } }</style><p id=gone>Fresnel's zoetrope</p>")
    whole = words(page)
    show(page, 320)
    assert "lost: zoetrope" in faults(page, whole)


@pytest.mark.browser
def test_layout_sees_what_wider_spacing_cuts(spoilt):
    page = spoilt("<div style='width: max-content; height: 2em; overflow: hidden; line-height: 1.5'>Tower</div>")
    page.evaluate("() => { const box = worse.firstChild; box.style.width = `${box.offsetWidth + 2}px`; }")
    assert faults(page) == []
    page.evaluate(SPACING)
    assert any(fault.startswith("cut: ") for fault in faults(page))


@pytest.mark.browser
@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("<div class=scroll><p style='min-width: 70em'>Tower</p></div>", "the page scrolls sideways"),
        ("<div class=scroll style='width: 9em'><p style='min-width: 20em'>Tower</p></div>", "wider than the paper"),
        ("<style>@media print { html body { background: #17181a !important } }</style>", "the paper is rgb(23"),
    ],
)
def test_paper_shows_what_is_wrong(spoilt, markup, why):
    page = spoilt(markup)
    show(page, 660, media="print", color_scheme="dark")
    assert any(fault.startswith(why) for fault in paper_faults(page))


KEYS = {
    "focus does not show": "<a href='#x' style='outline: none !important; box-shadow: none !important'>Lamp</a>",
    "focus is covered": "<p style='position: relative'><a href='#x'>Lamp</a>"
    "<span style='position: absolute; inset: -1em; background: red'></span></p>",
    "the keyboard does not reach": "<a href='#x' tabindex=-1>Lamp</a>",
    "out of order": "<div style='display: flex; reading-flow: flex-visual'><a href='#x' style='order: 2'>Lamp</a>"
    "<a href='#x'>Oil</a></div>",
}


@pytest.mark.browser
@pytest.mark.parametrize("kind", [None, *KEYS])
def test_the_walk_meets_what_is_wrong_and_nothing_else(open_file, folder, kind):
    page = open_file(folder / "lights.html", viewport={"width": 1280, "height": 900})
    page.evaluate(f"markup => {WORSE}.insertAdjacentHTML('afterend', markup)", KEYS.get(kind, ""))
    open_all(page)
    found, stops = walk(page)
    assert stops > 10 and {kind} - {None} == {one for one in KEYS if any(fault.startswith(one) for fault in found)}, (
        found
    )


# ---------------------------------------------------------------------------------------------------------- in a file


@pytest.fixture
def file(folder, tmp_path):
    """Gives the page as a file with something put before its end."""

    def put(markup):
        target = shutil.copytree(folder, tmp_path / "pages", dirs_exist_ok=True) / "lights.html"
        text = target.read_text(encoding="utf-8")
        assert text.count("</main>") == 1
        target.write_text(text.replace("</main>", f"{markup}</main>"), encoding="utf-8")
        return Page(target)

    return put


def links(page):
    return page_marks.links(page, lambda stem: Page(page.path.with_name(f"{stem}.html")))


@pytest.mark.parametrize(
    ("rule", "markup", "why"),
    [
        (page_marks.ids, "<p id=twin><p id=twin>", "twice: twin"),
        (page_marks.ids, "<p aria-labelledby='twin other'>", "aria-labelledby of p names other"),
        (page_marks.ids, "<label for=nobody>x</label>", "for of label names nobody"),
        (page_marks.headings, "<h1>Another</h1>", "not one title"),
        (page_marks.headings, "<h2>a</h2><h5>Deep</h5>", "h5 after h2: Deep"),
        (page_marks.headings, "<h2> </h2>", "an empty heading"),
        (page_marks.languages, "<p>등대</p>", "en is said of '등대'"),
        (page_marks.languages, "<p lang=ko>маяк</p>", "ko is said of 'маяк'"),
        (page_marks.loads, "<img src='https://example.org/a.png' alt=''>", "img src=https"),
        (page_marks.loads, "<link rel=preload href='a.woff2'>", "link href=a.woff2"),
        (page_marks.loads, "<p style='background: url(a.png)'>", "url(a.png)"),
        (page_marks.loads, "<style>@import 'a.css';</style>", "@import"),
        (page_marks.loads, "<p onclick='x()'>", "p has a handler"),
        (page_marks.loads, "<iframe srcdoc=x></iframe>", "a iframe"),
        (links, "<a href='gone.html'>x</a>", "there is no such file"),
        (links, "<a href='../pages/../../x'>x</a>", "there is no such file"),
        (links, "<a href='index.html#gone'>x</a>", "no such place"),
        (links, "<a href='#gone'>x</a>", "no such place"),
        (links, "<a href='file:///etc/hosts'>x</a>", "no way to follow"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_marks_that_are_wrong_are_seen(file, rule, markup, why):
    assert not any(why in fault for fault in rule(file("")))
    assert any(why in fault for fault in rule(file(markup)))
