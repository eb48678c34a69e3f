"""The Korean edition of the brief, built for real: what is Korean, what is English and says so, in pages and PDF."""

import json
import re
import tomllib
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup, NavigableString

ROOT = Path(__file__).parents[2]
NAMED = re.compile(
    r"https?://\S+|\b[A-Z]\d[a-c]?\b|[\w-]*\d[\w-]*|brief-ko|CSV|JSON|PDF|SVG|PNG|CSL"
    r"|American Medical Association|american-medical-association"
)
"""Addresses, ids, formats and the name of a style: the same in every language."""


@pytest.fixture(scope="session")
def folder(release):
    return release("brief-ko").folder


def page(folder, name):
    return BeautifulSoup((folder / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def latin(soup):
    """Texts with Latin words outside the parts that are marked as another language."""
    for element in soup(["style", "script", "svg", "code"]):
        element.decompose()
    for element in soup.select("body [lang]:not([lang^=ko])"):
        element.decompose()
    texts = [str(node) for node in soup.body.find_all(string=True) if type(node) is NavigableString]
    texts += [element[name] for element in soup.body.find_all(True) for name in ("aria-label", "alt", "data-head")
              if element.get(name)]  # fmt: skip
    return [text.strip() for text in texts if re.search(r"[A-Za-z]{2,}", NAMED.sub("", text))]


@pytest.mark.parametrize("name", ["index", "brief_ko", "sources"])
def test_pages_are_korean_and_english_parts_say_so(folder, name):
    soup = page(folder, name)
    assert soup.html["lang"] == "ko"
    loose = [text for text in latin(soup) if not text.startswith("출처: ")]  # issuers of the table bear their own names
    assert loose == []


def test_every_statement_is_korean_and_every_reason_is_marked(folder):
    translated = tomllib.loads((ROOT / "data/translations/ko.toml").read_text(encoding="utf-8"))["claim"]
    soup, marked = page(folder, "index"), set()
    for entry in translated:
        row = soup.find(id=f"claim-{entry['id']}")
        assert row.select_one(".statement").get_text() == entry["statement"]
        assert row.select_one(".reason > span")["lang"] == "en"
        marked |= {dd.span["lang"] for dd in row.select("dd")}
    assert marked == {"en"}
    english = json.loads((folder / "ledger.json").read_text(encoding="utf-8"))["claims"][0]["statement"]
    assert english == translated[0]["of"], "the data beside the pages stay as the study has them"


def test_days_counts_and_verdicts_are_written_in_korean(folder):
    text = " ".join(page(folder, "brief_ko").get_text().split())
    assert "2024년 6월 20일까지" in text and re.search(r"주장 \d+건 가운데 \d+건을 검증할 수 있다\(지지됨 \d+건", text)
    assert "표 1.1" in text and "조건부 지지, 낮음" in text
    assert "2024년 6월 20일 기준" in page(folder, "index").get_text()


def test_the_pdf_is_korean_whole_and_accessible(folder):
    path = folder / "tumen-brief-ko.pdf"
    with pikepdf.open(path) as document:
        assert str(document.Root.Lang).split("-")[0] == "ko"
        metadata = document.open_metadata()
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("1", "3", "A")
        said = {
            str(thing.Lang) for thing in document.objects if isinstance(thing, pikepdf.Dictionary) and "/Lang" in thing
        }
        assert "en" in said
    texts = [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(path)]
    whole = " ".join(" ".join(texts).split())
    assert "이 모든 것을 종합하면 중대한 재편이다." in whole and "2024년 6월 20일 기준" in whole
    assert "□" not in whole and "글꼴에 없는 글자" not in whole
    chapter = next(text for text in texts if "요약 보고서" in text and "논지" in text)
    lines = [line.strip() for line in chapter.splitlines() if re.search("[가-힣]", line)]
    prose = " ".join(lines)
    assert "되풀이했고" in prose and "검증할 수 있다" in prose, "words are not torn at the end of a line"
