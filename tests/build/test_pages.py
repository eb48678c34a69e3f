"""A built release in a real browser, and its PDF as a reader finds it."""

import pypdfium2
import pytest


@pytest.mark.browser
@pytest.mark.parametrize("name", ["index.html", "pair_profile.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_open_without_a_word_and_ask_for_nothing(open_file, built, name, scheme):
    page = open_file(built.published / name, color_scheme=scheme)
    assert page.said == []
    assert [url for url in page.asked if not url.startswith(("file:", "data:"))] == []
    assert sum(url.startswith("file:") for url in page.asked) == 1


@pytest.mark.browser
def test_the_contents_lead_to_the_chapter_and_back(open_file, built):
    page = open_file(built.published / "index.html")
    page.click("text=Profile of a pair of states")
    assert page.url.endswith("/pair_profile.html")
    assert page.inner_text("h1") == "Profile of a pair of states"


@pytest.mark.browser
def test_numbers_in_prose_are_shown_and_none_is_left_out(open_file, built):
    text = open_file(built.published / "pair_profile.html", java_script_enabled=False).inner_text("article")
    assert "{eval}" not in text and "not evaluated" not in text
    assert "Russia and North Korea" in text


def test_the_pdf_has_cover_contents_and_page_numbers(built):
    document = pypdfium2.PdfDocument(built.published / "tumen-small.pdf")
    texts = [page.get_textpage().get_text_bounded() for page in document]
    assert "A pair of states" in texts[0] and "2024-06-20" in texts[0]
    assert texts[1].startswith("Contents")
    assert f"{len(texts)} of {len(texts)}" in texts[-1]
