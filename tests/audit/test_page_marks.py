"""What stands in every page's file: ids, headings, languages, links, and nothing that is loaded from elsewhere."""

import page_marks
import pytest
from built_editions import EDITIONS, PAGES, pages_of
from views import listed


def test_every_page_of_an_edition_is_audited(release):
    for edition in EDITIONS:
        found = {path.stem for path in release(edition).folder.glob("*.html")}
        assert found == set(pages_of(edition)), f"{edition}: name the pages that are no chapter in EXTRA_PAGES"
    assert len(PAGES) >= 24


@pytest.mark.parametrize("rule", [page_marks.ids, page_marks.headings, page_marks.languages, page_marks.loads])
@pytest.mark.parametrize(("edition", "name"), PAGES)
def test_marks_of_a_page(release, edition, name, rule):
    faults = rule(release(edition).page(name))
    assert not faults, listed(rule.__doc__, faults)


@pytest.mark.parametrize(("edition", "name"), PAGES)
def test_links_lead_to_what_the_release_holds(release, edition, name):
    built = release(edition)
    assert len(built.page(name).soup("a", href=True)) >= 4
    faults = page_marks.links(built.page(name), built.page)
    assert not faults, listed(name, faults)
