"""How a build shows its progress: a bar on a terminal, plain lines elsewhere, nothing when it should be quiet."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from analysis.press.runner import Event, Progress

STEPS = {"print": "printing {name}", "publish": "publishing", "skip": "nothing has changed"}


@contextmanager
def reporter(edition: str, quiet: bool = False, stream=None) -> Iterator[Progress | None]:
    """Give a build something to report to.

    Parameters
    ----------
    edition : str
        Name of the edition, shown first.
    quiet : bool
        Show nothing.
    stream : file, optional
        Where to write; the error stream by default, so that the output stream stays for results.

    Yields
    ------
    callable or None
        Takes an :class:`~analysis.press.runner.Event`; may be called from several threads.
    """
    stream = stream or sys.stderr
    if quiet:
        yield None
    elif stream.isatty():
        with _Bar(edition, stream) as bar:
            yield bar.tell
    else:
        yield lambda event: _line(event, stream)


class _Bar:
    """One bar for all chapters: a chapter counts as the share of its cells that have run."""

    def __init__(self, edition: str, stream):
        form = "{desc}: {percentage:3.0f}%|{bar}| {n:.0f}/{total} chapters [{elapsed}{postfix}]"
        self._bar = tqdm(total=1, desc=edition, file=stream, bar_format=form, leave=False)
        self._shares: dict[str, float] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_) -> None:
        self._bar.close()

    def tell(self, event: Event) -> None:
        """Move the bar."""
        with self._lock:
            if event.kind == "plan":
                self._bar.total = event.total
            elif event.kind == "cell":
                self._shares[event.name] = event.done / max(event.total, 1)
            elif event.kind == "chapter":
                self._shares[event.name] = 1
            else:
                self._bar.set_postfix_str(STEPS[event.kind].format(name=event.name), refresh=False)
            self._bar.n = sum(self._shares.values())
            self._bar.refresh()


def _line(event: Event, stream) -> None:
    if event.kind == "chapter":
        print(f"{event.edition}: chapter {event.name} is done ({event.done} of {event.total})", file=stream, flush=True)
    elif event.kind in STEPS:
        print(f"{event.edition}: {STEPS[event.kind].format(name=event.name)}", file=stream, flush=True)
