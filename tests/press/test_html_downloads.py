"""Files to take away: names, numbers, no formulas, drawings that stand alone, nothing beside a lone page."""

import csv
import io
import struct
from pathlib import Path
from urllib.parse import unquote

import pytest
import typst
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from lighthouse_book import figure_output, lighthouse_book, line_chart, quantity, table_output
from nbformat.v4 import new_code_cell, new_notebook

from analysis.press.downloads import csv_text, framed_svg, lone_svg, safe_cell
from analysis.press.drawings import slim_svg
from analysis.press.html import TumenHTMLExporter, write_pages


@pytest.fixture(scope="module")
def lights(folder):
    return BeautifulSoup((folder / "lights.html").read_text(), "html.parser")


def read(path):
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_figures_and_tables_are_offered_and_there(folder, lights):
    figure = lights.find(id="figure-lamps-lit").select(".get a")
    assert [(link.get_text(), link["href"]) for link in figure] == [
        (kind.upper(), f"downloads/lights-lamps-lit.{kind}") for kind in ("svg", "png", "csv")
    ]
    assert figure[0]["aria-label"] == "Figure 1.1 as SVG"
    table = lights.find(id="table-keepers").select(".get a")
    assert [link["href"] for link in table] == ["downloads/lights-keepers.csv"]
    linked = {link["href"] for page in folder.glob("*.html") for link in
              BeautifulSoup(page.read_text(), "html.parser").select("a[href^=downloads]")}  # fmt: skip
    assert linked == {f"downloads/{path.name}" for path in (folder / "downloads").iterdir()}


def test_csv_of_a_figure_holds_its_data(folder):
    rows = read(folder / "downloads" / "lights-lamps-lit.csv")
    assert len(rows) == len(line_chart()[1]) + 1
    assert all(float(cell) == value for row, data in zip(rows[1:], line_chart()[1], strict=True)
               for cell, value in zip(row, data, strict=True) if isinstance(value, int | float))  # fmt: skip


def test_numbers_are_numbers_and_what_they_say_more_stands_beside():
    exact = {**quantity(), "text": "7", "value": 7}
    text = csv_text(["keeper", "lamps"], [["A", exact], ["B", quantity()], ["C", None]])
    assert text == 'keeper,lamps,"lamps, as stated"\r\nA,7,7\r\nB,1100,"over 1,100 lamps"\r\nC,,\r\n'
    assert csv_text(["lamps"], [[exact], [2.5]]) == "lamps\r\n7\r\n2.5\r\n"


def test_quotes_and_lines_follow_the_rule():
    text = csv_text(["a", 'b "c"'], [["one\ntwo", "x,y"]])
    assert text == 'a,"b ""c"""\r\n"one\ntwo","x,y"\r\n'


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-HYPERLINK()"])
def test_no_cell_is_a_formula(cell):
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-5.2", "+7", "-3e4", "-12%", "plain", "a=b", -4, 0, 2.5])
def test_numbers_and_words_stay_what_they_are(cell):
    assert safe_cell(cell) == cell


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2), min_size=1))
def test_any_text_comes_back(data):
    rows = list(csv.reader(io.StringIO(csv_text(["a", "b"], data), newline="")))
    assert [[cell.removeprefix("'") for cell in row] for row in rows[1:]] == [
        [cell.removeprefix("'") for cell in row] for row in data
    ]


@pytest.mark.browser
def test_drawing_stands_alone(folder, open_file):
    path = folder / "downloads" / "lights-lamps-lit.svg"
    root = BeautifulSoup(path.read_text(), "xml").svg
    assert root.title.get_text() and root.desc.get_text().startswith("Line chart: lamps lit rose from")
    page = open_file(path)
    box = page.evaluate("(() => { const b = document.documentElement.getBBox(); return [b.width, b.height]; })()")
    assert min(box) > 50 and page.said == []
    assert len(page.asked) == 1 or {url.partition(":")[0] for url in page.asked[1:]} == {"data"}


@pytest.mark.browser
def test_a_picture_that_travels_alone_says_what_it_shows_and_from_where(folder, open_file):
    page = open_file(folder / "downloads" / "lights-lamps-lit.svg")
    shown = page.evaluate("""() => [...document.querySelectorAll('tspan')].map(e => {
        const box = e.getBoundingClientRect();
        return [e.textContent, box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight];
    })""")
    told = " ".join(line for line, _ in shown)
    root = BeautifulSoup((folder / "downloads" / "lights-lamps-lit.svg").read_text(), "xml").svg
    assert root.title.get_text() in told and told.endswith("As of 4 March 2021.")
    assert all(inside for _, inside in shown)


def test_long_words_of_a_frame_are_broken_and_escaped_and_a_drawing_without_size_is_left_alone():
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="453.6pt" height="100pt" viewBox="0 0 453.6 100"></svg>'
    root = BeautifulSoup(framed_svg(drawing, "Lamps & keepers " * 12, "등대 " * 60), "xml").svg
    lines = [line.get_text() for line in root.select("tspan")]
    assert " ".join(lines) == ("Lamps & keepers " * 12 + "등대 " * 60).strip()
    assert max(len(line) for line in lines if "&" in line) <= 86
    assert max(len(line.replace(" ", "")) for line in lines if "등" in line) <= 64
    left, top, width, height = map(float, root["viewBox"].split())
    assert (left, width) == (0, 453.6) and top < 0 and height > 100 - top
    assert float(root["height"].removesuffix("pt")) == pytest.approx(height, abs=0.5)
    bare = drawing.replace(' viewBox="0 0 453.6 100"', "")
    assert framed_svg(bare, "title", "source") == bare


def test_a_drawing_that_names_our_face_at_its_root_carries_it(folder):
    said = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9' font-family=\"'Source Sans 3', sans-serif\">"
    lone = lone_svg(slim_svg(f"{said}<text>seven</text></svg>", "_1"), "Title", "Words")
    assert "font-family=\"Tumen Sans, 'Source Sans 3', sans-serif\"" in lone
    assert '@font-face{font-family:"Tumen Sans"' in lone


def test_bitmap_has_the_shape_of_the_drawing(folder):
    data = (folder / "downloads" / "lights-lamps-lit.png").read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    box = BeautifulSoup((folder / "downloads" / "lights-lamps-lit.svg").read_text(), "xml").svg["viewBox"].split()
    assert data[:4] == b"\x89PNG" and width > 800
    assert width / height == pytest.approx(float(box[2]) / float(box[3]), rel=0.01)


def test_a_figure_that_cannot_be_a_bitmap_is_offered_without(tmp_path, monkeypatch):
    compile_ = typst.compile

    def refusing(path, *arguments, **options):
        drawings = Path(options["root"]).glob("*.svg") if options.get("format") == "png" else ()
        if any("Lamps lit" in drawing.read_text() for drawing in drawings):
            raise typst.TypstError("refused")
        return compile_(path, *arguments, **options)

    monkeypatch.setattr("analysis.press.downloads.typst.compile", refusing)
    written = write_pages(lighthouse_book(), tmp_path)
    names = {path.name for path in written}
    assert "lights-lamps-lit.svg" in names and "lights-lamps-lit.png" not in names
    for page in tmp_path.glob("*.html"):
        for link in BeautifulSoup(page.read_text(), "html.parser").select("a[href^=downloads]"):
            assert link["href"].removeprefix("downloads/") in names


def test_lone_page_carries_its_data_in_the_link():
    notebook = new_notebook(cells=[new_code_cell("f", outputs=[figure_output("lone"), table_output()])])
    html, _ = TumenHTMLExporter().from_notebook_node(notebook, {"metadata": {"name": "lone"}})
    links = BeautifulSoup(html, "html.parser").select(".get a")
    assert [link.get_text() for link in links] == ["CSV", "CSV"]
    assert links[0]["download"] == "lone-lone.csv"
    head, _, body = links[0]["href"].partition(",")
    assert head == "data:text/csv;charset=utf-8"
    assert len(list(csv.reader(io.StringIO(unquote(body), newline="")))) == len(line_chart()[1]) + 1


def test_two_of_one_label_get_two_names(tmp_path):
    book = lighthouse_book()
    book.chapters[0].notebook.cells.append(new_code_cell("f", outputs=[figure_output("lamps-lit")]))
    write_pages(book, tmp_path)
    assert {"lights-lamps-lit.svg", "lights-lamps-lit-2.svg"} <= {
        path.name for path in (tmp_path / "downloads").iterdir()
    }
