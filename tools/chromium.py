"""Find a Chromium for the browser tests, or install one; part of the set-up of ``make test``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Path of a browser: ``TUMEN_CHROMIUM``, else on the PATH, else the one that Playwright brought."""
    named = os.environ.get("TUMEN_CHROMIUM")
    if named:
        return named if os.access(named, os.X_OK) else None
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.access(path, os.X_OK) else None


def install() -> None:
    """Try the system's packages, then Playwright's own download."""
    tries = []
    if shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        if not sudo or shutil.which("sudo"):
            tries += [[*sudo, "apt-get", "update"], [*sudo, "apt-get", "install", "--yes", "chromium"]]
    for command in tries:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    if find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    if find() is None:
        print("No Chromium found; installing one for the browser tests ...", flush=True)
        install()
    path = find()
    if path is None:
        sys.exit("The browser tests need Chromium. Install it, or set TUMEN_CHROMIUM to its path, then run make test.")
    print(f"Browser for the tests: {path}")
