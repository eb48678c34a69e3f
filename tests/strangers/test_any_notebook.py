"""The exporters on any notebook: huge outputs, nbconvert's options, the real command line, hostile parts, chance."""

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from nbconvert.exporters import get_export_names, get_exporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from traitlets.config import Config

from analysis.press import typesetting
from analysis.press.html import TumenHTMLExporter
from analysis.press.pdf import TumenPDFExporter

FOLDER = Path(__file__).parent / "notebooks"
MERCIFUL = settings(
    max_examples=15,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


def notebook(cells):
    """A notebook that nobody has validated."""
    made = new_notebook()
    made.cells = list(cells)
    return made


def written(*cells, **options) -> str:
    return TumenHTMLExporter(**options).from_notebook_node(notebook(cells))[0]


def page(*cells, **options) -> BeautifulSoup:
    return BeautifulSoup(written(*cells, **options), "html.parser")


def printed(*cells, **options) -> str:
    pdf, _ = TumenPDFExporter(**options).from_notebook_node(notebook(cells))
    return "\n".join(leaf.get_textpage().get_text_range() for leaf in pypdfium2.PdfDocument(io.BytesIO(pdf)))


def stream(text: str):
    return new_code_cell("", outputs=[new_output("stream", text=text)])


def shown(data: dict):
    return new_code_cell("", outputs=[new_output("display_data", data)])


# ------------------------------------------------------------------------------------------------------------ huge


def test_ten_megabytes_in_a_hundred_thousand_lines_are_cut_where_it_says_so():
    cell = stream("".join(f"line {number:06} {'x' * 88}\n" for number in range(100_000)))
    html, paper = page(cell), printed(cell)
    pieces = html.main("pre")
    assert pieces[0].get_text().startswith("line 000000") and "line 099999" in pieces[1].get_text()
    assert 300_000 < len(html.main.get_text()) < 420_000
    assert "characters are left out here" in html.main.find(class_="note").get_text()
    assert "line 000000" in paper and "line 099999" in paper and "characters are left out here" in paper
    assert len(paper) < 12_000


def test_a_rewritten_line_of_megabytes_leaves_its_last_state():
    cell = stream(
        "".join(f"{share:7.3f} % done {'=' * 60}\r" for share in range(70_000)) + "finished" + " " * 80 + "\n"
    )
    assert [pre.get_text().strip() for pre in page(cell).main("pre")] == ["finished"]


def test_a_table_of_five_thousand_rows_is_whole_on_screen_and_cut_on_paper():
    rows = "".join(f"<tr><td>row {number}</td><td>{number}</td></tr>" for number in range(5000))
    cell = shown({"text/html": f"<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>{rows}</tbody></table>"})
    assert written(cell).count("<tr>") == 5001
    paper = printed(cell)
    assert "row 0" in paper and "row 4999" in paper and "row 2500" not in paper
    assert "4,851 rows are left out here" in paper


# --------------------------------------------------------------------------------------------------------- options

CELLS = (
    new_markdown_cell("# Head\n\nprose words"),
    new_code_cell("source_words", execution_count=4, outputs=[new_output("stream", text="output words")]),
    new_raw_cell("raw words"),
    new_code_cell("tagged_source", metadata={"tags": ["drop"]}, outputs=[new_output("stream", text="tagged output")]),
)


@pytest.mark.parametrize("print_out", [lambda *c, **o: page(*c, **o).main.get_text(), printed], ids=["html", "pdf"])
@pytest.mark.parametrize(
    ("section", "options", "gone"),
    [
        ("TemplateExporter", {"exclude_input": True}, ["source_words", "tagged_source"]),
        ("TemplateExporter", {"exclude_output": True}, ["output words", "tagged output"]),
        ("TemplateExporter", {"exclude_markdown": True}, ["prose words"]),
        ("TemplateExporter", {"exclude_raw": True}, ["raw words"]),
        (
            "TemplateExporter",
            {"exclude_code_cell": True},
            ["source_words", "output words", "tagged_source", "tagged output"],
        ),
        ("TagRemovePreprocessor", {"enabled": True, "remove_cell_tags": ["drop"]}, ["tagged_source", "tagged output"]),
        ("TagRemovePreprocessor", {"enabled": True, "remove_input_tags": ["drop"]}, []),
        ("TagRemovePreprocessor", {"enabled": True, "remove_all_outputs_tags": ["drop"]}, ["tagged output"]),
        ("RegexRemovePreprocessor", {"enabled": True, "patterns": ["raw.*"]}, ["raw words"]),
        ("ClearOutputPreprocessor", {"enabled": True}, ["output words", "tagged output"]),
    ],
)
def test_options_of_nbconvert_are_honoured(print_out, section, options, gone):
    every = ["prose words", "source_words", "output words", "raw words", "tagged_source", "tagged output"]
    text = print_out(*CELLS, config=Config({section: options}))
    assert [words for words in every if words not in text] == [
        words for words in every if words.startswith(tuple(gone))
    ]


def test_numbers_of_prompts_can_be_left_out():
    config = Config({"TemplateExporter": {"exclude_input_prompt": True}})
    assert page(*CELLS).select("[data-count]") and not page(*CELLS, config=config).select("[data-count]")
    assert "[4]" in printed(*CELLS) and "[4]" not in printed(*CELLS, config=config)


# ------------------------------------------------------------------------------------------------ how it is called


def test_jupyter_lists_both_exporters():
    assert {"tumen-html", "tumen-pdf"} <= set(get_export_names())
    for name, mime in (("tumen-html", "text/html"), ("tumen-pdf", "application/pdf")):
        exporter = get_exporter(name)
        assert exporter.export_from_notebook and exporter.output_mimetype == mime


@pytest.mark.parametrize(
    ("form", "suffix", "magic"), [("tumen-html", ".html", b"<!DOC"), ("tumen-pdf", ".pdf", b"%PDF")]
)
def test_the_command_line_from_any_folder(tmp_path, form, suffix, magic):
    source = tmp_path / "work with spaces" / "note ünï 한글.ipynb"
    source.parent.mkdir()
    shutil.copy(FOLDER / "pictures-beside.ipynb", source)
    shutil.copy(FOLDER / "lamp beside.png", source.parent)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    command = [sys.executable, "-m", "nbconvert", "--to", form, "--no-input", str(source)]
    done = subprocess.run(command, cwd=elsewhere, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    made = source.with_suffix(suffix).read_bytes()
    assert made.startswith(magic) and len(made) > 5000


def test_a_picture_beside_is_found_from_the_notebooks_own_folder(monkeypatch):
    monkeypatch.chdir(FOLDER)
    html, _ = TumenHTMLExporter().from_filename("pictures-beside.ipynb")
    assert html.count('src="data:image/png') == 2


# ------------------------------------------------------------------------------------------------- what is refused


def test_what_typst_refuses_is_replaced_by_a_note_and_its_words(monkeypatch):
    plain = typesetting.Document._attempt

    def spoiled(document, parts):
        return plain(document, [part.replace('#"bad words', '#panic("no");#"bad words') for part in parts])

    monkeypatch.setattr(typesetting.Document, "_attempt", spoiled)
    text = printed(new_markdown_cell("# Title"), new_markdown_cell("good words"), new_markdown_cell("bad words"))
    assert "good words" in text and "bad words" in text
    assert "could not be printed as it is (panicked with" in text


def test_typst_is_told_which_part_it_refuses_where_the_report_names_none(monkeypatch):
    monkeypatch.setattr(typesetting.Document, "_named", lambda document, error, parts: set())
    plain = typesetting.Document._attempt
    spoiled = lambda document, parts: plain(document, [p.replace('#"bad', '#panic("no");#"bad') for p in parts])  # noqa: E731
    monkeypatch.setattr(typesetting.Document, "_attempt", spoiled)
    text = printed(new_markdown_cell("# Title"), new_markdown_cell("good"), new_markdown_cell("bad"), stream("last"))
    assert text.count("could not be printed as it is") == 1
    assert all(words in text for words in ("good", "bad", "last"))


# ---------------------------------------------------------------------------------------------------------- chance

PIECES = r"""<b> </b> <table> <tr> <td/rowspan=3> <td/colspan=2> </table> <th> <svg> </svg> <h1> </h1> <script>
</script> <!-- --> <img/src=x> <a/href=' '> <style> </style> &#x <video> <iframe/src='//a'> <x-typst/n=0> $ $$
\begin{align} \end{align} ` | |-| [^1] ![ ](a.png) word #panic() " \ ] \newcommand{\a}{\a} \a {eval}`x`""".split()  # noqa: SIM905
PIECES += [
    "\n",
    "\n\n",
    "# ",
    "- ",
    "> ",
    "```{note}\n",
    "[^1]: x\n",
    "\x1b[31m",
    "\r",
    "\b",
    "\x1b[2A",
    "\ud800",
    "\0",
]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@MERCIFUL
@given(MARKUP, MARKUP, MARKUP)
def test_whatever_is_written_both_forms_are_made(prose, html, text):
    cells = [new_markdown_cell(prose), shown({"text/html": html, "text/plain": text}), stream(text)]
    cells += [shown({"text/latex": html}), shown({"text/markdown": prose}), shown({"image/svg+xml": html})]
    made = page(*cells)
    assert not made.main(["script", "iframe", "style", "object"])
    assert not [tag for tag in made.main(True) if any(re.match("on", name) for name in tag.attrs)]
    printed(*cells)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
MIMES = st.sampled_from(
    ["text/plain", "text/html", "text/latex", "image/png", "image/svg+xml", "application/json", "video/mp4"]
    + ["application/vnd.jupyter.widget-view+json", "application/vnd.plotly.v1+json", "text/markdown", "x/y"]
)


@MERCIFUL
@given(
    st.dictionaries(MIMES, JSON, max_size=3),
    JSON,
    st.dictionaries(st.sampled_from(["tags", "jupyter", "format"]), JSON),
)
def test_whatever_stands_in_a_bundle_both_forms_are_made(data, value, metadata):
    cell = new_code_cell("x")
    cell["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {"image/png": value}}]
    cell["metadata"] = metadata
    cell["execution_count"] = value
    assert page(cell).h1
    printed(cell)
