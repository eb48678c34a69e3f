"""The log of a build: papermill's chatter, warnings and tracebacks, so that the screen keeps to sentences."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

log = logging.getLogger("tumen")


@contextmanager
def build_log(path: Path) -> Iterator[Path]:
    """Collect what is logged and warned about in a file, begun anew; a failure inside is logged with its traceback.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(path, mode="w", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root, chatter = logging.getLogger(), logging.getLogger("papermill")
    level = chatter.level
    root.addHandler(handler)
    chatter.setLevel(logging.INFO)
    logging.captureWarnings(True)
    try:
        yield path
    except BaseException:
        log.error("The build failed.", exc_info=True)
        raise
    finally:
        logging.captureWarnings(False)
        chatter.setLevel(level)
        root.removeHandler(handler)
        handler.close()
