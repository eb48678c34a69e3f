"""The pages of a book: what stands where, that nothing is loaded, that nothing is lost."""

import re

import pytest
from bs4 import BeautifulSoup
from lighthouse_book import AS_OF, DAY, bundle, figure_output, lighthouse_book, line_chart, quantity, second_notebook
from nbconvert.exporters import HTMLExporter, get_exporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.press.html import TumenHTMLExporter, write_pages
from analysis.press.outputs import cell_text, source_sentence
from analysis.press.protocol import QUANTITY_MIME


@pytest.fixture(scope="module")
def pages(folder) -> dict[str, BeautifulSoup]:
    return {path.stem: BeautifulSoup(path.read_text(), "html.parser") for path in folder.glob("*.html")}


@pytest.fixture(scope="module")
def lights(pages) -> BeautifulSoup:
    return pages["lights"]


@pytest.fixture(scope="module")
def oddities(pages) -> BeautifulSoup:
    return pages["oddities"]


def without_fonts(page: str) -> str:
    """A page but for the faces inside it, which the rule about sizes does not count."""
    return re.sub(r"@font-face\{[^}]*\}\n?", "", page)


def render(*cells) -> BeautifulSoup:
    html, _ = TumenHTMLExporter().from_notebook_node(new_notebook(cells=list(cells)))
    return BeautifulSoup(html, "html.parser")


def test_every_page_is_whole_and_asks_nobody(pages):
    for name, page in pages.items():
        assert page.html["lang"] == "en", name
        assert not page(["iframe", "object", "base"]) and [tag.attrs for tag in page("script")] == [{}], name
        tags = page(["img", "image", "link", "use", "source"])
        loaded = [tag.get("src") or tag.get("href") or tag.get("xlink:href") for tag in tags]
        assert all(address.startswith(("data:", "#")) for address in loaded), name
        assert "url(" not in page.style.string.replace("url(#", "").replace("url(data:font/woff2;", ""), name
        assert "@import" not in page.style.string


def test_ids_are_unique_and_anchors_lead_somewhere(pages):
    for name, page in pages.items():
        ids = [tag["id"] for tag in page(id=True)]
        assert len(ids) == len(set(ids)), name
        for link in page("a", href=re.compile("^#")):
            assert link["href"][1:] in ids, (name, link["href"])


def test_links_between_pages_lead_to_files(folder, pages):
    others = {"tumen-coast.pdf", "ledger.json", "ledger.csv", "manifest.json"}
    for page in pages.values():
        for link in page("a", href=True):
            target = link["href"].partition("#")[0]
            if target and not target.startswith("http"):
                assert target in others or (folder / target).is_file()


def test_headings_skip_no_level(pages):
    for name, page in pages.items():
        levels = [int(tag.name[1]) for tag in page.main(re.compile("^h[1-6]$"))]
        assert levels[0] == 1 and levels.count(1) == 1, name
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), name


def test_contents_name_the_headings(lights):
    shown = [link.get_text() for link in lights.select("nav.contents a")]
    assert shown == ["What the almanacs hold", "A heading that skips a level", "What is left open"]


def test_index_has_cover_contents_and_ledger(pages):
    index = pages["index"]
    assert index.h1.get_text() == "Lights of the coast"
    assert [link["href"] for link in index.select("ol.chapters a")] == ["lights.html", "oddities.html"]
    rows = index.select(".ledger tbody tr")
    assert [row.th.get_text() for row in rows] == ["L1", "L2", "L3", "L3a", "L3b", "L4", "L5"]
    assert [row.select_one(".verdict").get_text() for row in rows[:2]] == ["supported", "supported with qualification"]
    assert "part" in rows[3]["class"] and "part" not in (rows[2].get("class") or [])
    assert [row.select_one(".confidence").get_text() for row in (rows[2], rows[4])] == ["moderate", "–"]
    assert DAY in index.get_text()


def test_what_stands_below_a_verdict_is_folded_in(pages):
    below = pages["index"].select_one(".ledger tbody tr details")
    assert below.summary.get_text() == "Stands under 2 of 3 other choices"
    heads = [head.get_text() for head in below.select("dt")]
    assert heads == ["Rule", "Flip point", "What would change it", "Dissent", "Other choices", "Lineages"]
    assert "never lit" in below.select_one(".dissent dd").get_text()
    assert [item.select_one(".verdict").get_text() for item in below.select(".choices li")] == [
        "supported", "mixed", "supported",
    ]  # fmt: skip


def test_cover_says_in_one_line_how_the_claims_fare(pages):
    line = " ".join(pages["index"].select_one(".fares").get_text().split())
    assert line.startswith("How the 5 claims fare: 1 supported, 1 supported with qualification, 1 mixed,")
    assert line.endswith("1 contradicted and 1 not testable.")


def test_pdf_is_linked_only_if_it_will_be_there(tmp_path):
    write_pages(lighthouse_book(), tmp_path, pdf=False)
    assert "tumen-coast.pdf" not in (tmp_path / "index.html").read_text()


def test_figure_has_alt_number_source_and_data(lights):
    figure = lights.find("figure", id="figure-lamps-lit")
    assert figure.svg["role"] == "img"
    assert figure.svg["aria-label"].startswith("Line chart: lamps lit rose from")
    assert figure.figcaption.get_text().startswith("Figure 1.1 Lamps lit along")
    assert "Almanac of Lights" in figure.select_one(".source").get_text()
    assert f"As of {DAY}." in figure.select_one(".source").get_text()
    assert len(figure.select("details tbody tr")) == len(line_chart()[1])


def test_figures_and_tables_are_numbered_by_chapter(pages):
    numbers = [tag.get_text() for name in ("lights", "oddities") for tag in pages[name].select(".number")]
    assert numbers == ["Figure 1.1", "Table 1.1", "Figure 1.2", "Figure 2.1"]


def test_table_cells_carry_their_origin(lights):
    table = lights.find(id="table-keepers").table
    assert [head["scope"] for head in table.thead("th")] == ["col"] * 5
    assert table.caption.get_text().startswith("Table 1.1 Keepers")
    number = table.tbody.data
    assert (number["value"], number.get_text()) == ("7", "7")
    assert "rows: lamp-1" in number["title"] and "sum of the yearly counts" in number["title"]
    assert table.tbody.tr("td")[-1].get_text() == "–"


def test_live_numbers_stand_in_the_prose(lights):
    number = lights.find("data", string="over 1,100 lamps")
    assert number["value"] == "1100" and AS_OF in number["title"]
    assert lights.find("mark", class_="unevaluated").get_text() == "[not evaluated]"
    assert lights.h1.get_text() == "Lights of the north coast"


def test_an_unevaluated_or_failed_role_is_seen():
    results = {"user_expressions": [{"expression": "b", "result": {"status": "error", "ename": "NameError"}}]}
    page = render(new_markdown_cell("Count {eval}`a` and {eval}`b`.", metadata=results))
    assert [mark.get_text() for mark in page("mark")] == ["[not evaluated]", "[NameError]"]


def test_parameters_show_what_was_given(lights):
    rows = lights.select(".parameters tbody tr")
    assert [row.get_text(" ", strip=True) for row in rows] == [
        "coast 'south' coast to look at",
        "years 30 how many years back (default)",
        f"as_of '{AS_OF}'",
    ]


def test_footnotes_link_both_ways(lights):
    reference = lights.select_one(".footnote-ref a")
    note = lights.find(id=reference["href"][1:])
    assert "Fresnel" in note.get_text()
    assert note.select_one(f'a[href="#{reference["id"]}"]')


def test_mathematics_is_mathml_or_its_source():
    page = render(new_markdown_cell(r"Inline $\frac{a}{b}$ and broken $\frac{$ here; it costs $5 and $6."))
    assert page.find("mfrac")
    assert page.find("code", class_="latex").get_text() == r"\frac{"
    assert "it costs $5 and $6." in page.get_text()


def test_sources_are_hidden_unless_tagged(oddities):
    assert [tag.get_text() for tag in oddities.select("pre.input")] == ["frame"]
    assert "secret" not in oddities.get_text()


def test_warnings_errors_and_unknown_types_are_seen(oddities):
    assert "lamp is dim" in oddities.select_one(".stderr").get_text()
    assert "no oil" in oddities.select_one(".error").get_text()
    assert oddities.find("pre", class_="stdout").get_text() == "plain red text"
    notes = [note.get_text() for note in oddities.select("p.note")]
    assert any("only its text" in note and "application/x-lamp+json" in note for note in notes)
    assert any("cannot be shown" in note for note in notes)


def test_strangers_html_is_kept_but_tamed(oddities):
    kept = oddities.find("p", string="kept")
    assert kept.attrs == {}
    assert "not loaded" in kept.find_next(class_="note").get_text()
    frame = oddities.find("td", string="Фарос").find_parent("table")
    assert [head["scope"] for head in frame.thead("th")] == ["col", "col"]
    assert frame.parent["class"] == ["scroll"]


def test_pictures_have_a_text(pages):
    for page in pages.values():
        for picture in page(["img", "svg"]):
            assert picture.get("alt") or picture.get("aria-label")


def test_outside_pictures_are_named_not_loaded(oddities):
    assert "https://example.org/far.png" in oddities.find(string=re.compile("not loaded from another host"))


def test_markdown_outputs_are_rendered(oddities):
    assert oddities.find(id="found").get_text().startswith("Found")
    assert oddities.find("strong", string="bold")


def test_links_to_chapters_lead_to_pages(tmp_path):
    book = lighthouse_book()
    book.chapters[0].notebook.cells.append(
        new_markdown_cell("See [there](oddities.ipynb#found), [off](nowhere.ipynb).")
    )
    write_pages(book, tmp_path)
    page = BeautifulSoup((tmp_path / "lights.html").read_text(), "html.parser")
    assert page.find("a", string="there")["href"] == "oddities.html#found"
    assert page.find("a", string="off")["href"] == "nowhere.ipynb"


def test_title_without_a_first_heading_is_the_notebooks_name():
    resources = {"metadata": {"name": "untitled"}}
    empty = new_notebook(cells=[new_code_cell("1")])
    html, _ = TumenHTMLExporter().from_notebook_node(empty, resources)
    assert BeautifulSoup(html, "html.parser").h1.get_text() == "untitled"


def test_a_quantity_as_output_keeps_its_origin():
    data = {QUANTITY_MIME: quantity(), "text/plain": "1100"}
    page = render(new_code_cell("q", outputs=[bundle(data)]))
    assert page.data.get_text() == "over 1,100 lamps"


def test_same_book_same_bytes(folder, tmp_path):
    written = write_pages(lighthouse_book(), tmp_path)
    assert sorted(written) == sorted(path for path in tmp_path.rglob("*") if path.is_file())
    for path in written:
        assert path.read_bytes() == (folder / path.relative_to(tmp_path)).read_bytes()


def test_a_page_is_less_than_half_of_the_stock_page():
    notebook = second_notebook()
    notebook.cells += [new_code_cell("f", outputs=[figure_output(f"more-{n}", seed=n)]) for n in (2, 4, 6)]
    stock, _ = HTMLExporter().from_notebook_node(notebook)
    own, _ = TumenHTMLExporter().from_notebook_node(notebook)
    assert len(without_fonts(own).encode()) < 0.45 * len(stock.encode())


def test_exporters_are_found_by_name():
    assert get_exporter("tumen-html") is TumenHTMLExporter
    assert get_exporter("tumen-pdf").__name__ == "TumenPDFExporter"


def test_a_lone_page_speaks_the_language_that_is_asked_for():
    notebook = new_notebook(cells=[new_code_cell("1", outputs=[bundle({"application/x-odd": "?"})])])
    page, _ = TumenHTMLExporter(language="ko").from_notebook_node(notebook)
    assert '<html lang="ko">' in page and "보여 줄 수 없음" in page
    assert '<html lang="en">' in TumenHTMLExporter().from_notebook_node(notebook)[0]


def test_a_source_line_says_its_day_once_and_in_words():
    record = {"source_line": "Sources: Almanac; as of 2021-03-04", "as_of": "2021-03-04"}
    assert source_sentence(record) == "Sources: Almanac; as of 4 March 2021."
    assert source_sentence({**record, "source_line": "Almanac"}) == "Almanac. As of 4 March 2021."


@pytest.mark.parametrize(
    ("value", "text"), [(-0.067, "−0.067"), (-3, "−3"), ("-3", "-3"), (0.1 + 0.2, "0.3"), (None, "–")]
)
def test_numbers_of_a_cell_have_a_true_minus(value, text):
    assert cell_text(value) == text


def test_templates_are_compiled_once_whatever_exporters_come(monkeypatch):
    from jinja2 import Environment

    notebook = new_notebook(cells=[new_markdown_cell("# Lamps")])
    first = TumenHTMLExporter().from_notebook_node(notebook)[0]
    monkeypatch.setattr(Environment, "_generate", lambda *_, **__: pytest.fail("a template was compiled again"))
    assert TumenHTMLExporter().from_notebook_node(notebook)[0] == first
