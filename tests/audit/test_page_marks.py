"""What stands in every page's file: ids, headings, languages, links, and nothing that is loaded from elsewhere."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from built_editions import EDITIONS, PAGES, pages_of

SCRIPTS = {
    "ko": re.compile(r"[\uac00-\ud7a3\u3131-\u318e]"),
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
}
WRITTEN_IN = {"ko": ("ko",), "ja": ("ja",), "zh": ("zh", "ja", "ko"), "ru": ("ru", "uk", "be", "bg", "sr", "kk", "mn")}
"""Languages that a script may stand for."""
LOADS = {"src", "srcset", "poster", "data", "background", "action", "formaction", "ping", "manifest"}


def test_every_page_of_an_edition_is_audited(release):
    for edition in EDITIONS:
        found = {path.stem for path in release(edition).folder.glob("*.html")}
        assert found == set(pages_of(edition)), f"{edition}: name the pages that are no chapter in EXTRA_PAGES"
    assert len(PAGES) >= 24


@pytest.mark.parametrize(("edition", "name"), PAGES)
def test_ids_are_unique_and_what_names_them_finds_them(release, edition, name):
    soup, ids = release(edition).page(name).soup, release(edition).page(name).ids
    assert ids and [one for one, count in ids.items() if count > 1] == []
    for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"):
        for tag in soup(attrs={attribute: True}):
            words = tag[attribute] if isinstance(tag[attribute], list) else tag[attribute].split()
            assert set(words) <= set(ids), f"{attribute} of {tag.name} names {words}"


@pytest.mark.parametrize(("edition", "name"), PAGES)
def test_headings_start_with_one_title_and_skip_no_level(release, edition, name):
    heads = release(edition).page(name).soup.find("main").find_all(re.compile("^h[1-6]$"))
    levels = [int(head.name[1]) for head in heads]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), levels
    assert all(head.get_text(strip=True) for head in heads)


@pytest.mark.parametrize(("edition", "name"), PAGES)
def test_words_in_another_script_name_their_language(release, edition, name):
    soup = release(edition).page(name).soup
    assert soup.html["lang"] and soup.find("title").get_text(strip=True)
    faults = []
    for text in soup.find_all(string=lambda text: any(script.search(text) for script in SCRIPTS.values())):
        if text.find_parent(["style", "script", "svg"]):
            continue
        said = text.find_parent(lang=True)["lang"].partition("-")[0]
        needed = {language for language, script in SCRIPTS.items() if script.search(text)}
        if said not in {found for language in needed for found in WRITTEN_IN[language]}:
            faults.append(f"{said} is said of {text.strip()[:60]!r}")
    assert not faults, "\n".join(faults[:20])


@pytest.mark.parametrize(("edition", "name"), PAGES)
def test_links_lead_to_what_the_release_holds(release, edition, name):
    built = release(edition)
    links = [tag["href"] for tag in built.page(name).soup("a", href=True)]
    assert len(links) >= 4
    for link in links:
        parts = urlsplit(link)
        if parts.scheme in ("http", "https"):
            assert parts.netloc, link
            continue
        assert not parts.scheme and not parts.netloc and not parts.query, link
        target = built.folder / unquote(parts.path) if parts.path else built.page(name).path
        assert target.is_file() and target.is_relative_to(built.folder), f"{link}: there is no such file"
        if parts.fragment and target.suffix == ".html":
            there = built.page(target.stem).ids
            assert unquote(parts.fragment) in there, f"{link}: the page has no such place"


@pytest.mark.parametrize(("edition", "name"), PAGES)
def test_nothing_is_loaded_from_elsewhere(release, edition, name):
    page = release(edition).page(name)
    for tag in page.soup(True):
        assert not any(attribute.startswith("on") for attribute in tag.attrs), f"{tag.name} has a handler"
        loads = LOADS & set(tag.attrs)
        if tag.name in ("link", "image", "use"):
            loads |= {"href", "xlink:href"} & set(tag.attrs)
        for attribute in loads:
            assert str(tag[attribute]).startswith(("data:", "#")), f"{tag.name} {attribute}={str(tag[attribute])[:80]}"
    assert not page.soup(["iframe", "object", "embed", "base"]), "no frame, no plug-in, no other base"
    styles = "".join(tag.get_text() for tag in page.soup("style")) + "".join(
        tag["style"] for tag in page.soup(style=True)
    )
    assert "@import" not in styles
    assert all(place.startswith(("data:", "#")) for place in re.findall(r"url\(\s*[\"']?([^\"')]{0,40})", styles))
