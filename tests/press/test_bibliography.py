import pytest
from cited_book import HOSTILE, URL, hostile_sources

from analysis.press import bibliography
from analysis.press.bibliography import format_sources, issuer_line
from analysis.press.language import speaking


def source(**fields):
    blank = {"id": "s", "title": "Lamps of the coast", "issuer": "Coast Office", "publisher": "Coast Office"}
    return {**blank, "url": "https://x.org", "published_on": "", "issuer_grade": "A", "publisher_grade": "A", **fields}


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2020-05-07", " May 7, 2020."),
        ("2020-05", " May 2020."),
        ("2020", " 2020."),
        ("", ""),
        ("spring of 2020", ", spring of 2020."),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(day, told):
    (entry,) = format_sources([source(published_on=day, accessed_on="2021-02-03")])
    name = "Coast Office" if told.startswith(",") else "Coast Office."
    assert entry.before == f"Lamps of the coast. {name}{told} Accessed February 3, 2021."
    assert entry.url == "https://x.org" and entry.linked


def test_titles_are_text_and_addresses_survive():
    entries = format_sources(hostile_sources())
    for (name, title), entry in zip(HOSTILE.items(), entries, strict=True):
        assert " ".join((title or "[Untitled]").split()) in entry.before
        assert entry.url == f"{URL}-{name}"
        assert "copy_of#news.example" in entry.before
    assert entries[5].before.startswith("Who lit the lamp? copy_of")


def test_what_is_no_address_is_no_link():
    (entry,) = format_sources([source(url="archive, box 7")])
    assert (entry.url, entry.linked) == ("archive, box 7", False)
    assert not format_sources([source(url="javascript:alert(1)")])[0].linked
    assert format_sources([source(url="")])[0].before == "Lamps of the coast. Coast Office."


def test_entries_keep_their_order_whatever_their_number():
    many = [source(title=f"Title {number}", url=f"https://x.org/{number}") for number in range(1200)]
    assert [entry.before.split(".")[0] for entry in format_sources(many)] == [f"Title {n}" for n in range(1200)]


def test_nothing_to_format_costs_nothing(monkeypatch):
    monkeypatch.setattr(bibliography.typst, "compile", None)
    assert format_sources([]) == []


def test_the_language_of_the_edition_tells_days():
    with speaking("ko"):
        (entry,) = format_sources([source(published_on="2020-05-07")])
    assert "2020년 5월 7일" in entry.before


def test_issuer_and_copy_with_their_grades():
    assert issuer_line(source()) == "Issuer: Coast Office (A)."
    told = issuer_line(source(publisher="x.example", publisher_grade="D"))
    assert told == "Issuer: Coast Office (A); copy read at x.example (D)."
    assert issuer_line(source(issuer="")) == ""


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://x.org/%EB%B6%81-%EC%A1%B0%EC%95%BD", "x.org/북-조약"),
        ("http://x.org/a%20b", "x.org/a%20b"),  # a space would end it
        ("https://x.org/%D8%B3%D9%81%D9%86", "x.org/%D8%B3%D9%81%D9%86"),  # it would run the other way
        ("https://x.org/%FF", "x.org/%FF"),  # no UTF-8
        ("https://x.org/" + "a" * 200, "x.org/" + "a" * 113 + "…"),
    ],
)
def test_addresses_are_shown_in_letters_and_cut_while_the_link_keeps_them_whole(url, shown):
    (entry,) = format_sources([source(url=url)])
    assert (entry.shown, entry.url) == (shown, url)
