"""Fixtures of all tests."""

import pytest
from built_editions import EARLY_DAY, Release, build_once, shared_folder
from chromium import find
from hypothesis import settings
from suite_parts import TREES, is_long

settings.register_profile("tumen", deadline=None)  # no test times anything
settings.load_profile("tumen")

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
QUIET += ["--disable-sync", "--disable-default-apps", "--no-first-run"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """What is kept once it was drawn or read stays with one worker: charts of a day, trees of an edition's pages."""
    for item in items:
        if is_long(item):
            item.add_marker(pytest.mark.soak)
        given = item.callspec.params if hasattr(item, "callspec") else {}
        if item.path.parent.name == "figures" and "day" in given:
            item.add_marker(pytest.mark.xdist_group(f"charts-{given['day']}"))
        elif item.path.stem in TREES and "edition" in given:
            item.add_marker(pytest.mark.xdist_group(f"trees-{given['edition']}"))


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Folder with the pages of the sample book, which its readers leave as they are."""
    from lighthouse_book import lighthouse_book

    from analysis.press.html import write_pages

    folder = tmp_path_factory.mktemp("lighthouse")
    write_pages(lighthouse_book(), folder)
    return folder


@pytest.fixture(scope="session")
def browser():
    """A real Chromium; its absence is a failure, not a reason to skip."""
    from playwright.sync_api import sync_playwright

    path = find()
    if not path:
        pytest.fail("No Chromium found: run make test, which installs one, or set TUMEN_CHROMIUM to its path.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def release(tmp_path_factory):
    """Gives an edition, built whole and once for all workers; ``early`` is the article with little in view."""
    shared, known = shared_folder(tmp_path_factory), {}

    def built(name):
        if name not in known:
            arguments = ("article", "--as-of", EARLY_DAY, "--formats", "html") if name == "early" else (name,)
            known[name] = Release(name, build_once(arguments[0], shared, *arguments[1:]))
        return known[name]

    return built


@pytest.fixture
def open_file(browser):
    """Opens a file in a fresh context; the page remembers what it asked for and what the console said.

    A script ``before`` runs before those of the page.
    """
    contexts = []

    def opened(path, before=None, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
