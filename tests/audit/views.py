"""A page in the browser as readers put it: opened, resized, recoloured, and at rest before anything is measured."""

from __future__ import annotations

from pathlib import Path

OPEN_ALL = (
    "() => document.querySelectorAll('details').forEach(one => { one.open = one.open || !!one.closest('main'); })"
)
"""Opens what the text folds; menus and contents lie over the page while a reader holds them open."""
REST = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"


def script(name: str) -> str:
    """A script of this folder."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def rest(page) -> None:
    """Wait until the page has laid itself out and its observers have run."""
    page.evaluate(REST)


def open_all(page) -> None:
    """Open everything that is folded."""
    page.evaluate(OPEN_ALL)
    rest(page)
    assert page.locator("main details:not([open])").count() == 0


def show(page, width: int | None = None, **media) -> None:
    """Give a page another width, colour scheme or medium."""
    if width:
        page.set_viewport_size({"width": width, "height": 900})
    if media:
        page.emulate_media(**media)
    rest(page)


def listed(head: str, found: list[str], most: int = 15) -> str:
    """Faults below a line that says where."""
    more = [f"... and {len(found) - most} more"] if len(found) > most else []
    return "\n".join([f"{head}: {len(found)} faults", *found[:most], *more])
