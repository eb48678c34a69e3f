"""Names in their own script where reports show them: once a table, treaties by title, and a list with pages."""

import pytest

from analysis.evidence.evidence import open_evidence
from analysis.figures.names import called, first_mentions, spellings, titles
from analysis.figures.prose import read_findings
from analysis.figures.voices import _held, posts, spoken


@pytest.fixture(scope="module")
def evidence():
    return open_evidence("2024-06-20")


def test_prose_gives_a_name_with_its_form_and_page(evidence):
    named = called(evidence, "Kim Jong Un")
    assert str(named) == "Kim Jong Un (김정은)" and named.sources
    assert str(called(evidence, "Nobody at all")) == "Nobody at all"


def test_a_table_gives_the_form_at_the_first_mention_alone(evidence):
    shown = first_mentions(evidence)
    assert [shown("Vladimir Putin") for _ in range(2)] == ["Vladimir Putin Владимир Путин", "Vladimir Putin"]
    speakers = [row[1] for row in spoken(evidence, ["T6"], "words", "Words.").data]
    assert speakers.count("Kim Jong Un 김정은") == 1 and speakers.count("Kim Jong Un") > 1


def test_titles_grow_with_what_is_in_view(evidence):
    early, late = titles(evidence), titles(open_evidence("2025-12-31"))
    assert [row[0] for row in early.data] == sorted(row[0] for row in early.data) and len(early.data) == 4
    assert "Корейской" not in early.data[-1][2] and "Корейской" in late.data[-1][2]
    assert "belta-20240619-d66" in early.sources and "belta-20240619-d66" not in late.sources
    assert titles(open_evidence("1950-01-01")).rows == ()


def test_the_list_names_whoever_is_in_view_with_the_page(evidence):
    table = spellings(evidence)
    names = [row[1] for row in table.data]
    assert "Kim Jong Un" in names and "Leonid Slutsky" not in names
    assert "Leonid Slutsky" in [row[1] for row in spellings(open_evidence("2025-12-31")).data]
    days = evidence.sources["published_on"]
    assert all(days[source] <= "2024-06-20" for source in table.sources)


def test_posts_of_one_house_stand_together_and_once():
    held = [
        ("professor; dean", "House"),
        ("dean", "House"),
        ("at the House, no post named", "House"),
        ("at Home", "Home"),
    ]
    assert _held(held) == "professor, dean, House; at Home"
    table = posts(read_findings(open_evidence("2024-06-20")), ["E3"])
    assert table.data[0][3].count("King's College London") == 1
