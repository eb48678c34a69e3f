"""Placeholder alternatives fail: for every figure of every edition, in the pages and in the PDF."""

import re

import pikepdf
import pytest
from alt_rules import faults
from built_editions import CHAPTERS, EDITIONS, chapters_of

from analysis.press.protocol import FIGURE_MIME

SAID = "Containers sent rose from 1,000 in October 2023 to 11,000 in June 2024, by reports of two governments."


def plain(text):
    return " ".join(text.split())


def figures(release, edition, chapters):
    """Records of all figures as the notebooks hold them."""
    cells = [cell for name in chapters for cell in release(edition).notebook(name).cells if cell.cell_type == "code"]
    data = [output.get("data", {}) for cell in cells for output in cell.outputs]
    return [one[FIGURE_MIME] for one in data if FIGURE_MIME in one]


def shown(soup):
    """Alternative of every picture of a page that is not decoration."""
    for picture in soup.find_all(["svg", "img"]):
        if picture.name == "svg" and picture.get("aria-hidden") == "true":
            continue
        if picture.name == "img":
            yield picture.get("alt", "")
        else:
            title = picture.find("title", recursive=False)
            yield picture.get("aria-label") or (title.get_text() if title else "")


@pytest.mark.parametrize(
    ("alt", "why"),
    [
        ("", "telling"), ("Figure 3", "telling"), ("image", "telling"), ("Bar chart of the data", "telling"),
        ("output.png", "file"), (f"{SAID} See chart-1.svg", "file"), (f"Image of a chart: {SAID}", "opens"),
        (f"The figure shows: {SAID}", "opens"), (SAID, "repeats"), (re.sub(r"[\d,]+", "some", SAID), "numbers"),
        ("Alt text not available", "telling"), ("Line chart, line chart, line chart, 12 345", "telling"),
    ],
)  # fmt: skip
def test_a_placeholder_is_a_fault(alt, why):
    assert any(why in fault for fault in faults(alt, title=SAID, data=[["2023", 1000.0]]))


def test_an_alternative_that_says_something_is_none():
    assert faults(SAID, title="Containers by report", data=[["2023", 1000.0]]) == []


@pytest.mark.parametrize(("edition", "name"), CHAPTERS)
def test_alternatives_of_a_chapter_say_something_and_stand_in_its_page(release, edition, name):
    records = figures(release, edition, [name])
    found = [plain(alt) for alt in shown(release(edition).page(name).soup)]
    assert len(found) == len(records) and (records or name.startswith("brief"))
    for record, alt in zip(records, found, strict=True):
        assert alt == plain(record["alt"]), record["label"]
        assert faults(alt, record["title"], record["data"]) == [], f"{record['label']}: {alt}"


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_two_figures_say_the_same_and_the_pdf_says_it_too(release, edition):
    records = figures(release, edition, chapters_of(edition))
    said = [plain(record["alt"]) for record in records]
    assert len(set(said)) == len(said) and (said or len(chapters_of(edition)) == 1)
    with pikepdf.open(release(edition).pdf) as pdf:
        carried = [plain(str(one.Alt)) for one in tagged(pdf.Root.StructTreeRoot, "/Figure") if "/Alt" in one]
    assert sorted(carried) == sorted(said)


def tagged(root, role):
    """Elements of the structure that have a role."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Array):
            waiting += list(element)
        elif isinstance(element, pikepdf.Dictionary):
            if element.get("/S") == role:
                yield element
            if "/K" in element:
                waiting.append(element.K)
