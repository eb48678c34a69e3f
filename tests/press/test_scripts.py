"""Words in another script say their language, on pages and in the tags of the PDF; all else stays as it is."""

import io
import re

import pikepdf
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.errors import UsageError
from analysis.press.editions import read_edition
from analysis.press.html import TumenHTMLExporter
from analysis.press.pdf import TumenPDFExporter
from analysis.press.scripts import declaration_faults, has_parts, mark_html, runs
from analysis.press.typst_text import TypstText
from analysis.project import find_project

DECLARED = {"Hani": "zh-CN", "Cyrl": {"uk": "іїєґ", "ru": ""}, "Arab": "ar"}


def parts(text, around="en", languages=DECLARED):
    return [(run.text, run.language) for run in runs(text, around, languages) if run.language]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The lamp (등대, 灯塔) and more", [("등대", "ko"), ("灯塔", "zh-CN")]),
        ("2024년 6월 19일 평양", [("2024년 6월 19일 평양", "ko")]),
        ("«маяк, порт» and «маяк»", [("маяк, порт", "ru"), ("маяк", "ru")]),
        ("маяк і порт / маяк", [("маяк і порт", "uk"), ("маяк", "ru")]),
        ("日本の灯台、東京", [("日本の灯台、東京", "ja")]),
        ("大韓民國의 등대", [("大韓民國의 등대", "ko")]),
        ("φάρος but α, β and Δt", [("φάρος", "el")]),
        ("מגדלור", [("מגדלור", "und-Hebr")]),
        ("naïve café – “quoted” 5 €", []),
    ],
)
def test_runs_take_spaces_and_points_along_and_stop_at_brackets(text, expected):
    assert parts(text) == expected


def test_without_a_declaration_only_what_is_beyond_doubt_has_a_language():
    assert parts("등대 灯塔 маяк", languages={}) == [("등대", "ko"), ("灯塔", "und-Hani"), ("маяк", "und-Cyrl")]


def test_words_in_the_language_around_are_not_marked():
    assert parts("등대 灯塔 маяк", "ko-KR") == [("灯塔", "zh-CN"), ("маяк", "ru")]
    assert parts("маяк", "uk") == []
    assert parts("灯台", "ja") == []


@given(st.text())
def test_nothing_is_lost_or_moved(text):
    assert "".join(run.text for run in runs(text, "en", DECLARED)) == text
    assert has_parts(text) or all(run.language is None for run in runs(text, "en", DECLARED))


@given(st.text(alphabet="a<>&\"'/= 김灯яو-!", max_size=40))
def test_marking_is_only_adding(html):
    marked = mark_html(html, languages=DECLARED)
    assert re.sub(r'<span lang="[\w-]+"(?: dir="rtl")?>|</span>', "", marked) == html.replace("</span>", "")


PAGE = """<html lang="en"><head><title>등대</title><style>p::after{content:"등대"}</style></head><body>
<p title="등대">Fish &amp; chips at <a href="#x">the <em>등대</em></a> &lt;灯塔&gt;<br>نور</p>
<svg><text>등대</text><svg></svg><text>등대</text></svg>
<p lang="uk">маяк <span>маяк</span> 灯塔</p><p>маяк</p><script>if (a<b) "등대"</script></body></html>"""


def test_only_text_is_marked_and_a_language_that_is_said_stays():
    marked = mark_html(PAGE, languages=DECLARED)
    soup = BeautifulSoup(marked, "html.parser")
    found = [(span.get_text(), span["lang"], span.get("dir")) for span in soup("span", lang=True)]
    assert found == [
        ("등대", "ko", None),
        ("灯塔", "zh-CN", None),
        ("نور", "ar", "rtl"),
        ("灯塔", "zh-CN", None),
        ("маяк", "ru", None),
    ]
    assert "Fish &amp; chips" in marked and "&lt;" in marked and "&amp;amp;" not in marked
    assert soup.get_text() == BeautifulSoup(PAGE, "html.parser").get_text()
    for kept in ("<title>등대</title>", 'content:"등대"', 'title="등대"', "<text>등대</text>", 'if (a<b) "등대"'):
        assert kept in marked


def test_a_page_of_ascii_is_returned_as_it_is():
    page = PAGE.encode("ascii", "ignore").decode()
    assert mark_html(page) is page


CELLS = [
    new_markdown_cell("# The 등대\n\nA *등대* and a [маяк](https://example.org), `등대`, <span lang='uk'>маяк</span>."),
    new_markdown_cell("| lamp | name |\n|---|---|\n| one | 灯塔 |"),
    new_code_cell("x", outputs=[new_output("stream", name="stdout", text="등대\n")]),
    new_code_cell("x", outputs=[new_output("display_data", data={"text/html": "<b>灯塔</b>", "text/plain": "-"})]),
]


def test_pages_of_any_notebook_carry_languages():
    page, _ = TumenHTMLExporter().from_notebook_node(new_notebook(cells=CELLS))
    soup = BeautifulSoup(page, "html.parser")

    def said(selector):
        return [span.get("lang") for span in soup.select(selector)]

    assert said("h1 > span") == ["ko"] and said("em > span") == ["ko"] and said("a > span") == ["und-Cyrl"]
    assert said("td > span") == ["und-Hani"] and said("b > span") == ["und-Hani"] and said("pre > span") == ["ko"]
    assert said("span[lang=uk]") == ["uk"] and not soup.select("span[lang=uk] span")
    assert soup.title.get_text() == "The 등대"


def languages_of(pdf: bytes) -> set[tuple[str, str]]:
    """Languages of marked content and of elements, each with the kind of element."""
    found = set()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC" and "/Lang" in operands[1]:
                    found.add(("content", str(operands[1]["/Lang"])))
        waiting = [document.Root.StructTreeRoot]
        while waiting:
            element = waiting.pop()
            if "/Lang" in element:
                found.add((str(element.S)[1:], str(element["/Lang"])))
            children = element.get("/K", [])
            children = list(children) if isinstance(children, pikepdf.Array) else [children]
            waiting += [child for child in children if isinstance(child, pikepdf.Dictionary) and "/S" in child]
    return found


def test_the_tags_of_the_pdf_carry_languages():
    pdf, _ = TumenPDFExporter().from_notebook_node(new_notebook(cells=CELLS))
    assert {language for _, language in languages_of(pdf)} >= {"ko", "uk", "und"}
    plain, _ = TumenPDFExporter().from_notebook_node(new_notebook(cells=[new_markdown_cell("# The lamp\n\nOne.")]))
    assert languages_of(plain) == set()


def test_typst_says_language_and_region_outside_of_the_string():
    text = TypstText(scripts=DECLARED)
    assert text.markup('a "灯塔"') == '#"a \\"";#text(lang: "zh", region: "CN")[#"灯塔";];#"\\"";'
    assert text.words("lamp") == '"lamp"' and text.words("маяк") == '[#text(lang: "ru")[#"маяк";];]'
    assert text.within("not a tag", lambda: "x") == "x"


def test_a_declaration_is_checked_and_an_edition_may_add_to_the_projects(tides):
    assert declaration_faults(DECLARED) == []
    assert len(declaration_faults({"Latn": "en", "Hani": ["zh"], "Cyrl": {"Russian": ""}})) == 3
    assert declaration_faults("ko")
    pyproject, edition = tides.root / "pyproject.toml", tides.root / "reports/editions/tides.toml"
    pyproject.write_text(pyproject.read_text() + '\n[tool.tumen.scripts]\nHani = "zh"\nCyrl = "ru"\n')
    edition = next((tides.root / "reports/editions").glob("*.toml"))
    edition.write_text(edition.read_text() + '\n[scripts]\nCyrl = "bg"\n')
    assert read_edition(find_project(tides.root), edition.stem).scripts == {"Hani": "zh", "Cyrl": "bg"}
    edition.write_text(edition.read_text().replace('"bg"', '"Bulgarian"'))
    with pytest.raises(UsageError) as told:
        read_edition(find_project(tides.root), edition.stem)
    assert "scripts.Cyrl" in str(told.value.details)
