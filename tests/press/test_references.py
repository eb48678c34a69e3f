import re

import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from cited_book import HOSTILE, URL, cited_book, sentence
from lighthouse_book import expressions
from nbformat.v4 import new_markdown_cell, new_notebook

from analysis.errors import RenderError
from analysis.press import book as book_module
from analysis.press.bibliography import STYLE, style_note
from analysis.press.citations import cited_ids
from analysis.press.html import TumenHTMLExporter, write_pages
from analysis.press.pdf import TumenPDFExporter, write_pdf
from analysis.press.references import MOST_SPANS, Cluster, References


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The book as pages and as a PDF, and how often a chapter was read for both."""
    folder, calls, read = tmp_path_factory.mktemp("cited"), [], book_module.read_page
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(book_module, "read_page", lambda *a, **kw: calls.append(1) or read(*a, **kw))
        book = cited_book()
        write_pages(book, folder)
        write_pdf(book, folder / "book.pdf")
    return folder, len(calls)


@pytest.fixture(scope="module")
def pages(printed):
    paths = sorted(printed[0].glob("*.html"))
    return {path.name: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser") for path in paths}


@pytest.fixture(scope="module")
def pdf(printed):
    return printed[0] / "book.pdf"


@pytest.fixture(scope="module")
def text(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def test_sources_are_numbered_in_reading_order():
    numbers = cited_book().references.numbers
    # chapter 1: the almanac in prose, the register below the table; chapter 2: the reason, then the role
    first = ["almanac", "register", "odd-html", "odd-quotes", "odd-korean", "odd-typst"]
    assert list(numbers)[:6] == first and list(numbers.values()) == list(range(1, len(numbers) + 1))
    assert set(numbers) == {source["id"] for source in cited_book().sources}


def test_clusters_are_sorted_and_ranges_compressed():
    references = References(numbers={f"s{number}": number for number in range(1, 60)})
    shown = references.cluster(["s12", "s4", "s3", "s5", "s6", "s20", "s21", "unknown", "s4"])
    assert shown == Cluster(((3, 6), (12, 12), (20, 21)))
    assert shown.show(str, str, str) == "3–6, 12, 20, 21"
    assert references.cluster(["unknown"]) is None
    many = [f"s{number}" for number in range(40, 0, -2)]
    cut = references.cluster(many, MOST_SPANS)
    assert cut == Cluster(tuple((n, n) for n in range(26, 41, 2)), 12), "those that decide come first"
    assert cut.show(str, str, str).endswith("38, 40 and 12 more")


def test_prose_names_its_claim_and_shows_its_sources(pages):
    paragraph = pages["oddities.html"].find(string=re.compile("Two keepers agree")).find_parent("p")
    claim = paragraph.find("a", class_="claim")
    assert (claim.string, claim["href"].split("#")[1]) == ("L1", "claim-L1")
    assert paragraph.get_text().startswith(
        "L1 Supported, high confidence. Two keepers agree. [1, 3, 4] Kept in [5, 6];"
    )
    assert [link["href"] for link in paragraph.find("span", class_="cite")("a")] == [
        f"sources.html#ref-{number}" for number in (1, 3, 4)
    ]


def test_labels_are_called_by_their_number(pages):
    links = {
        link.get_text(): link["href"]
        for link in pages["oddities.html"].find(string=re.compile("Two keepers agree")).find_parent("p")("a")
    }
    assert links["Figure\u00a01.1"] == "lights.html#figure-lamps-lit"
    assert links["that table"] == "lights.html#table-keepers"
    assert links["Chapter\u00a01"] == "lights.html"
    assert links["claim\u00a0L2"].endswith("#claim-L2")
    assert links["Figure\u00a02.1"] == "#figure-oil"
    assert links["section “What is left open”"] == "lights.html#what-is-left-open"


def test_figures_tables_and_ledger_show_their_sources(pages):
    figure = pages["lights.html"].find(id="figure-lamps-lit").find(class_="source").get_text()
    assert " ".join(figure.split()) == "Source: Almanac of Lights, volumes 1 to 31. As of 4 March 2021. [1]"
    table = pages["lights.html"].find(id="table-keepers").find(class_="source").get_text()
    assert "[1, 2]" in table, "the register, and the almanac of the numbers in its cells"
    entry = next(page.find(id="claim-L1") for page in pages.values() if page.find(id="claim-L1"))
    assert "[1]" in entry.get_text()
    back = [link["href"] for link in entry("a") if link.get_text() == "Chapter\u00a02"]
    assert back == ["oddities.html#how-the-claim-fares"]


def test_many_sources_of_a_figure_stay_reachable(tmp_path):
    book = cited_book()
    figure = next(block for block in book.pages[1].blocks if type(block).__name__ == "Figure")
    sparse = [source["id"] for source in book.sources]
    numbers = {name: 2 * index + 1 for index, name in enumerate(sparse)}
    book.references.numbers = numbers
    figure.record["sources"] = sparse
    write_pages(book, tmp_path)
    page = BeautifulSoup((tmp_path / "oddities.html").read_text(encoding="utf-8"), "html.parser")
    shown = page.find(id="figure-oil").find(class_="source")
    whole = shown.find("details")
    assert f"and {len(sparse) - MOST_SPANS} more" in shown.get_text()
    assert {link.get_text() for link in whole("a")} == {str(number) for number in numbers.values()}


def test_every_link_between_pages_leads_somewhere(pages):
    checked = 0
    for name, page in pages.items():
        for link in page("a", href=True):
            target, _hash, anchor = link["href"].partition("#")
            if target in ("", *pages) and anchor:
                assert pages[target or name].find(id=anchor) is not None, (name, link["href"])
                checked += 1
    assert checked > 60


def test_entries_lead_back_to_where_they_are_cited(pages):
    entry = pages["sources.html"].find(id="ref-1")
    hrefs = [link["href"] for link in entry.small("a")]
    assert "Cited in Chapters 1, 2; Figures 1.1, 1.2, 2.1; Table 1.1; claims L1," in " ".join(entry.get_text().split())
    assert hrefs[:4] == [
        "lights.html#what-the-almanacs-hold", "oddities.html#how-the-claim-fares", "lights.html#figure-lamps-lit",
        "lights.html#figure-lamps-lit-again",
    ]  # fmt: skip
    unused = pages["sources.html"].find(string=re.compile("The lamp_list_of_the_northern_coast")).find_parent("li")
    assert "Rows of evidence rest on it." in unused.get_text()


def test_numbers_are_the_same_in_the_pdf(pages, text):
    assert "L1 Supported, high confidence. Two keepers agree. [1, 3, 4] Kept in [5, 6];" in text
    assert "see Figure 1.1, that table, Chapter 1, claim L2, Figure 2.1 and section “What is left open”." in text
    for item in pages["sources.html"].select("ol.references > li"):
        if item["id"] in ("ref-1", "ref-2", "ref-6"):
            words = item.get_text().split(". ")[0].strip()
            assert re.search(rf"\b{item['value']}\.? {re.escape(words[:30])}", text), words


def destinations(pdf):
    names = pdf.Root.Names.Dests if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names else None
    return set(pikepdf.NameTree(names)) if names is not None else set()


def test_every_link_of_the_pdf_leads_to_a_page(pdf):
    with pikepdf.open(pdf) as document:
        pages = {page.objgen for page in document.pages}
        named, inner = destinations(document), 0
        for page in document.pages:
            for note in page.get("/Annots", []):
                target = note.get("/Dest", note.get("/A", {}).get("/D"))
                if target is None:
                    assert note.A.S == "/URI"
                elif isinstance(target, pikepdf.Array):
                    assert target[0].objgen in pages
                    inner += 1
                else:
                    assert str(target) in named
                    inner += 1
        assert inner > 60


def test_the_pdf_is_the_same_twice(pdf, tmp_path):
    write_pdf(cited_book(), tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == pdf.read_bytes()


@pytest.mark.parametrize(
    ("role", "says"),
    [
        ("{ref}`lamps-lot`", "Chapter oddities, cell 2: {ref}`lamps-lot` names 'lamps-lot'.*did you mean lamps-lit\\?"),
        ("{cite}`almanak`", "Chapter oddities, cell 2: {cite}`almanak` names 'almanak'.*did you mean almanac\\?"),
    ],
)
def test_an_unknown_label_or_source_stops_an_edition(role, says, tmp_path):
    with pytest.raises(RenderError, match=says):
        write_pages(cited_book(f" {role}"), tmp_path)


def test_a_chapter_that_the_edition_leaves_out_is_named_without_a_link(tmp_path):
    write_pages(cited_book(" Also {ref}`harbour_dues`.", elsewhere=frozenset({"harbour_dues"})), tmp_path)
    page = BeautifulSoup((tmp_path / "oddities.html").read_text(encoding="utf-8"), "html.parser")
    assert "Also the chapter “harbour dues”." in page.get_text()
    assert not page.find("a", string=re.compile("harbour dues"))


def lone():
    prose = "# Alone\n\n**{eval}`head`** {eval}`reason` {cite}`almanac` and {ref}`nowhere`, {ref}`lone-lamp`."
    results = expressions(
        head=sentence("Supported.", "L1", opens=True), reason=sentence("It is so.", "L1", sources=["almanac"])
    )
    return new_notebook(cells=[new_markdown_cell(prose, metadata=results)])


def test_a_lone_notebook_marks_what_it_cannot_know():
    html, _resources = TumenHTMLExporter().from_notebook_node(lone())
    page = BeautifulSoup(html, "html.parser")
    assert "L1 Supported. It is so. [almanac] and [nowhere]" in " ".join(page.get_text().split())
    assert [mark.get_text() for mark in page("mark")] == ["[almanac]", "[nowhere]", "[lone-lamp]"]
    pdf, _resources = TumenPDFExporter().from_notebook_node(lone())
    assert pdf.startswith(b"%PDF")


def test_what_roles_and_sentences_cite_is_collected():
    book = cited_book()
    rows, sources = cited_ids(None, [book.chapters[1].notebook])
    assert {"odd-korean", "odd-typst", "odd-html", "odd-quotes", "almanac"} <= set(sources) and "lamp-1" in rows


def test_pages_are_read_once_for_both_printers(printed):
    assert printed[1] == len(cited_book().chapters)


def test_both_printers_name_the_style(pages, text):
    assert STYLE in style_note() and style_note() in pages["sources.html"].get_text()
    assert "follow the style of the American Medical Association" in text


def test_hostile_sources_print_as_text(pages, text):
    listed = pages["sources.html"].find("ol", class_="references")
    words = " ".join(listed.get_text().split())
    assert all(" ".join(title.split()) in words for title in HOSTILE.values())
    assert not listed.find(["script", "b"]) and f"{URL}-html" in [link["href"] for link in listed("a")]
    for name in ("typst", "html", "quotes", "korean", "dollar"):
        assert HOSTILE[name] in text


def test_the_first_link_to_a_reference_says_who_published_it_when(pages):
    sources = {number: source for source in cited_book().sources
               for number in [cited_book().references.numbers[source["id"]]]}  # fmt: skip
    for name in ("lights.html", "oddities.html"):
        told = set()
        for link in pages[name].select("a[href^='sources.html#ref-']"):
            number = int(link["href"].rpartition("-")[2])
            said = sources[number]["issuer"] or sources[number]["publisher"]
            assert link.get("title", "").startswith(said) is (number not in told), (name, number)
            told.add(number)
        assert told, name


@pytest.mark.browser
def test_script_and_faces_reach_every_word(printed, open_file):
    page = open_file(printed[0] / "oddities.html")
    assert page.evaluate("[...document.querySelectorAll('.cite a')].filter(link => !link.title).length") == 0
    page = open_file(printed[0] / "sources.html")
    page.evaluate("document.fonts.ready")
    asked = page.evaluate("""() => {
        const plain = family => family.split(",")[0].replaceAll('"', '');
        const has = new Set([...document.fonts].map(face => plain(face.family) + face.weight + face.style));
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), asked = new Set();
        while (walk.nextNode()) {
            const at = walk.currentNode.parentElement, style = getComputedStyle(at);
            if (!walk.currentNode.data.trim() || !at.checkVisibility() || at.closest("script")) continue;
            asked.add(plain(style.fontFamily) + (style.fontWeight > 500 ? 700 : 400) + style.fontStyle);
        }
        return [[...asked].filter(face => !has.has(face)), asked.size];
    }""")
    assert asked[0] == [] and asked[1] >= 3
