"""Markdown and HTML as Typst: what is written is what is read, whatever characters it holds."""

import io
import re
import unicodedata

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.press.fonts import SUBSTITUTE, settle_glyphs
from analysis.press.pdf import TumenPDFExporter
from analysis.press.typst_text import TypstText


def printed(*cells) -> str:
    """Text of the PDF of a notebook."""
    pdf, _ = TumenPDFExporter().from_notebook_node(new_notebook(cells=list(cells)))
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def prose(source: str) -> str:
    return printed(new_markdown_cell("# Title\n\n" + source))


def squeezed(text: str) -> str:
    """Text without spaces and the signs at which a PDF may break a line."""
    return re.sub(r"[\s\u00ad\u200b\u00a0\ufffe\x02-]+", "", unicodedata.normalize("NFKC", text))


SPECIAL = '#let x = 1 $ * _ ` @ref <label> ~ \\ / // [ ] { } ( ) = - + \' " ; : ^ & % ! | #"a"'


def test_every_special_character_of_typst_is_text():
    text = printed(new_code_cell("x", outputs=[new_output("stream", name="stdout", text=SPECIAL)]))
    assert squeezed(SPECIAL) in squeezed(text)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=60))
def test_any_ascii_text_comes_out_as_it_went_in(text):
    out = printed(new_code_cell("x", outputs=[new_output("stream", name="stdout", text=f"<<{text}>>")]))
    assert squeezed(f"<<{text}>>") in squeezed(out)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80))
def test_any_unicode_text_compiles_as_prose_and_as_output(text):
    cells = [new_markdown_cell(text), new_code_cell("x", outputs=[new_output("stream", name="stdout", text=text)])]
    assert "Notebook" in printed(new_code_cell(""), *cells) or text.strip()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(["*", "_", "#", "`", "$", "[", "](x)", "<b>", "</b>", "|", "\n", "> ", "- ", "a", "[^1]", " "])
    )
)
def test_any_broken_markdown_compiles(pieces):
    printed(new_markdown_cell("".join(pieces)))


def test_a_character_without_glyph_is_replaced_and_named():
    text = prose("A sock 🧦 and a letter ཀ.")
    assert text.count(SUBSTITUTE) == 2
    assert "U+1F9E6" in text and "U+0F40" in text


def test_settled_text_is_composed_and_counted():
    missing = {}
    assert settle_glyphs("e\u0301 \u1112\u1161\u11ab\t\ue000\u200d", missing) == f"é 한    {SUBSTITUTE}\u200d"
    assert missing == {"\ue000": 1}


def test_long_runs_may_break():
    assert "\u200b" in TypstText().markup("https://example.org/a/very/long/path/without/spaces")
    assert "\u200b" not in TypstText().markup("short words only, many of them, in a row")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a **bold** *lean* ~~gone~~ `code`", "a bold lean gone code"),
        ("1. one\n2. two\n   - deep", "2. two"),
        ("3. three\n4. four", "4. four"),
        ("> quoted", "quoted"),
        ("- [x] done", "☑ done"),
        ("| a | b |\n|---|--:|\n| left | 12 |", "left 12"),
        ("[words](https://example.org)", "words"),
        ("line  \nbreak", "line\nbreak"),
        ("H<sub>2</sub>O and <b>raw *both*</b>", "raw both"),
        ("<div>a block <i>of</i> HTML</div>", "a block of HTML"),
        ("kept <!-- hidden --> too", "kept"),
        ("![no file](missing.png)", "[no file: the picture file missing.png is not part of this page]"),
        ("text[^n]\n\n[^n]: the note", "the note"),
        (r"broken $\frac{$ here", r"\frac{"),
        ("Count {eval}`n`", "Count [not evaluated]"),
    ],
)
def test_markdown_is_printed(source, expected):
    assert squeezed(expected) in squeezed(prose(source))
    assert "hidden" not in prose(source)


def test_footnote_is_printed_once_and_referred_to_twice():
    text = prose("one[^n] two[^n]\n\n[^n]: the only note")
    assert text.count("the only note") == 1


def test_headings_of_strangers_never_skip_a_level():
    printed(new_markdown_cell("#### Deep first"), new_markdown_cell("## two\n\n###### six\n\n# one"))


def test_tables_of_html_keep_spans_where_they_fit_and_text_where_not():
    fits = "<table><thead><tr><th colspan=2>both</th></tr></thead><tr><td>left</td><td>right</td></tr></table>"
    broken = "<table><tr><td rowspan=4>a<td>b<tr><td colspan=9>c</table>"
    text = prose(f"{fits}\n\nthen\n\n{broken}")
    assert all(word in text for word in ("both", "left", "right", "a", "b", "c"))


def test_a_wide_table_is_set_in_pieces():
    heads = "".join(f"<th>h{n}</th>" for n in range(30))
    cells = "".join(f"<td>cell{n}</td>" for n in range(30))
    text = prose(f"<table><thead><tr>{heads}</tr></thead><tr>{cells}</tr></table>")
    assert all(f"cell{n}" in text for n in range(30))
    assert "of 29" in text
