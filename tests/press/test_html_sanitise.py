"""Markup of strangers: active and outside parts go, content stays, pictures of one page do not share ids."""

import base64

import pytest
from bs4 import BeautifulSoup

from analysis.press.ansi import plain
from analysis.press.drawings import unique_svg
from analysis.press.sanitise import clean_html, clean_svg

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="10">'
    '<style>*{stroke-linecap:butt} #p{fill:red}</style><defs><path id="p" d="M0 0h1"/><clipPath id="c"/></defs>'
    """<g id="unused" clip-path="url('#c')"><use xlink:href="#p"/></g></svg>"""
)


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>body{display:none}</style>",
        "<iframe src='https://example.org'></iframe>",
        "<object data='x'></object>",
        "<!-- remark -->",
    ],
)
def test_nothing_active_is_left(html):
    assert clean_html(html) == ""


@pytest.mark.parametrize(
    "html",
    [
        "<a href='javascript:alert(1)'>a</a>",
        "<p onclick='x()'>a</p>",
        "<p style='background:url(https://example.org/a)'>a</p>",
        "<img src='https://example.org/a.png'>a",
        "<form action='https://example.org'><input>a</form>",
    ],
)
def test_content_stays_without_what_acts(html):
    cleaned = clean_html(html)
    assert "a" in BeautifulSoup(cleaned, "html.parser").get_text()
    for word in ("javascript", "onclick", "onload", "url(", "src=", "<form", "<input"):
        assert word not in cleaned


def test_a_drawing_in_html_is_a_picture_with_its_words():
    image = BeautifulSoup(
        clean_html("<p><svg onload=x() viewBox='0 0 9 9'><text>a&nbsp;b</text></svg></p>"), "html.parser"
    ).img
    drawing = base64.b64decode(image["src"].partition(",")[2]).decode()
    assert image["alt"] == "a b" and "onload" not in drawing and "viewBox" in drawing


def test_colours_of_a_styled_table_stay_and_can_be_read():
    sheet = "<style>#T_a_row0_col0 {background-color: #08306b; color: #222}</style>"
    cell = BeautifulSoup(clean_html(f"{sheet}<table><td id='T_a_row0_col0'>1</td></table>"), "html.parser").td
    assert cell["style"] == "background-color:#08306b;color:#ffffff"


@pytest.mark.parametrize("style", ["position:fixed;top:0", "background:url(//a.b)", "color:expression(x)", "opacity:0"])
def test_styles_that_fight_with_the_page_go(style):
    assert clean_html(f'<p class="skip" style="{style}">a</p>') == "<p>a</p>"


def test_svg_loses_scripts_and_outside_references():
    svg = SVG.replace("<defs>", '<script>x()</script><image href="https://example.org/a.png"/><g onclick="x()"/><defs>')
    cleaned = clean_svg(svg)
    assert "script" not in cleaned and "example.org" not in cleaned and "onclick" not in cleaned
    assert 'viewBox="0 0 20 10"' in cleaned


@pytest.mark.parametrize(
    "text", ["<svg><unclosed>", "no markup", "<html/>", '<!DOCTYPE a [<!ENTITY b "c">]><svg>&b;</svg>']
)
def test_what_is_no_svg_is_refused(text):
    assert clean_svg(text) == ""


def test_ids_of_two_pictures_differ_and_references_follow():
    first, second = (unique_svg(clean_svg(SVG), prefix) for prefix in ("one", "two"))
    ids = [{tag["id"] for tag in BeautifulSoup(svg, "xml")(id=True)} for svg in (first, second)]
    assert ids[0] and not ids[0] & ids[1]
    root = BeautifulSoup(first, "xml")
    assert root.use["href"][1:] == root.path["id"]
    assert root.g["style"] == f"clip-path:url(#{root.clipPath['id']})"
    assert f"#{root.path['id']}{{fill:red}}" in root.style.string


def test_colours_are_no_references():
    filled = SVG.replace('<g id="unused"', '<rect fill="#ffffff" style="stroke:#abcdef"/><g id="unused"')
    root = BeautifulSoup(unique_svg(clean_svg(filled), "one"), "xml")
    assert (root.rect["fill"], root.rect["style"]) == ("#ffffff", "stroke:#abcdef")


def test_space_is_squeezed_but_for_text():
    loose = SVG.replace("</g>", '<path d=" M 0 0 \nL 1e-05 -2 \n z "/><text>a  b <tspan>c</tspan> d</text> </g>')
    squeezed = unique_svg(clean_svg(loose), "one")
    assert 'd="M0 0v-2z"' in squeezed
    assert "a  b <tspan>c</tspan> d" in squeezed


def test_style_of_a_picture_stays_inside_it():
    style = BeautifulSoup(unique_svg(clean_svg(SVG), "one"), "xml").style.string
    assert style.startswith("#one{") and style.endswith("}")


def test_terminal_text_is_made_plain():
    assert plain("\x1b[1;31mred\x1b[0m\n 10%\r 50%\r100%\nnext") == "red\n100%\nnext"
