"""Fixtures of all tests."""

import os
import shutil

import pytest

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
QUIET += ["--disable-sync", "--disable-default-apps", "--no-first-run"]


@pytest.fixture(scope="session")
def browser():
    """A real Chromium; its absence is a failure, not a reason to skip."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("TUMEN_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if not path:
        pytest.fail("No Chromium found: install one, or name it with the environment variable TUMEN_CHROMIUM.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()
