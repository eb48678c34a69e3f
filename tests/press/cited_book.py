"""The book about lighthouses with sentences that know their sources, roles that cite and refer, and odd sources."""

from copy import deepcopy
from dataclasses import replace
from functools import cache

from lighthouse_book import expressions, lighthouse_book, ok
from nbformat.v4 import new_markdown_cell

from analysis.press.book import Chapter
from analysis.press.protocol import TEXT_MIME

HOSTILE = {
    "typst": '#panic("boom") *bold* _it_ $x^2$ {a} \\ @ref [x] // comment',
    "html": "<b>Tom & Jerry</b> <script>alert(1)</script>",
    "quotes": "\"Quoted\" 'single' “curly”",
    "arabic": "تقرير عن المنارات",
    "korean": "김등대의 편지 “등대”",
    "asks": "Who lit the lamp?",
    "spaces": "  a  line \n broken ",
    "dollar": "a $5 lamp { unclosed",
    "untitled": "",
}
URL = "https://example.org:443/a_b/(c)?q=\"x\"&y=<z>#'frag'"


def hostile_sources():
    grades = {"issuer_grade": "B", "publisher_grade": "D"}
    return tuple(
        {
            "id": f"odd-{name}",
            "title": title,
            "issuer": "Tide & Light <Agency>",
            "publisher": "copy_of#news.example",
            "url": f"{URL}-{name}",
            "published_on": ("2020", "2020-05", "2020-05-07", "")[index % 4],
            "accessed_on": "2021-02-03",
            **grades,
        }
        for index, (name, title) in enumerate(HOSTILE.items())
    )


def sentence(text, claim=None, opens=False, sources=()):
    record = {"text": text, "claim": claim, "opens": opens, "rows": ["lamp-1"], "sources": list(sources)}
    return ok({"text/plain": text, TEXT_MIME: record})


def cited_book(extra="", **changes):
    """The shared book; its second chapter opens with sentences and roles, ``extra`` is added to them."""
    judged = new_markdown_cell(
        "## How the claim fares\n\n**{eval}`head`** {eval}`reason` Kept in {cite}`odd-korean, odd-typst`; see "
        "{ref}`lamps-lit`, {ref}`that table <keepers>`, {ref}`lights`, {ref}`L2`, {ref}`oil` and "
        f"{{ref}}`what-is-left-open`.{extra}",
        metadata=expressions(
            head=sentence("Supported, high confidence.", "L1", opens=True),
            reason=sentence("Two keepers agree.", "L1", sources=["odd-html", "odd-quotes", "almanac"]),
        ),
    )
    book = _drawn_once()
    first, second = (deepcopy(chapter.notebook) for chapter in book.chapters)
    second.cells.insert(1, judged)
    chapters = (Chapter("lights", "Lights of the north coast", first), Chapter("oddities", "Oddities", second))
    return replace(book, **{"chapters": chapters, "sources": (*hostile_sources(), *book.sources), **changes})


_drawn_once = cache(lighthouse_book)
