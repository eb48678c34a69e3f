"""How fast a build is, as a ratio against stock papermill and nbconvert on the same chapters in the same run.

Stock means what a user would type: `papermill` for each chapter, then `jupyter nbconvert --to html`, as commands of
their own. Stock evaluates no number in prose and prints no PDF; the build does both. They run in turn, several times;
quote the ratios, since seconds drift with the machine.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from analysis.press.editions import read_edition
from analysis.press.listing import list_parameters
from analysis.project import find_project

BIN = Path(sys.executable).parent


def run(*command: str) -> None:
    """Run a command without a word; a failure ends the benchmark."""
    done = subprocess.run(
        command, capture_output=True, text=True, env=os.environ | {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")


def stock(project, edition, folder: Path) -> None:
    """Every chapter through papermill and nbconvert, one command after the other."""
    declared = {(entry["chapter"], entry["parameter"]) for entry in list_parameters(project)}
    values = edition.parameters | {"as_of": edition.as_of}
    for chapter in edition.chapters:
        given = [f for name, value in values.items() if (chapter, name) in declared for f in ("-p", name, str(value))]
        executed = str(folder / f"{chapter}.ipynb")
        run(str(BIN / "papermill"), str(project.notebooks / f"{chapter}.ipynb"), executed, *given)
        run(str(BIN / "jupyter"), "nbconvert", "--to", "html", executed)


def timed(work) -> float:
    """Seconds of wall clock that some work takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    """Print seconds and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edition", default="article")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    project = find_project()
    edition = read_edition(project, options.edition)
    build = [sys.executable, "-m", "analysis.cli", "build", edition.name, "--force", "--quiet"]
    rounds = []
    for number in range(1, options.rounds + 1):
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            seconds = {
                "stock papermill + nbconvert, HTML": timed(lambda: stock(project, edition, place)),  # noqa: B023
                "tumen build, HTML": timed(lambda: run(*build, "--formats", "html", "--out", str(place / "html"))),  # noqa: B023
                "tumen build, HTML and PDF": timed(lambda: run(*build, "--out", str(place / "both"))),  # noqa: B023
            }
        rounds.append(seconds)
        print(f"round {number}: " + "; ".join(f"{name} {value:.1f} s" for name, value in seconds.items()), flush=True)
    first, *others = rounds[0]
    for name in others:
        ratio = statistics.median(seconds[first] / seconds[name] for seconds in rounds)
        print(f"{name}: {ratio:.1f} times as fast as {first} (median of {len(rounds)} paired rounds)")


if __name__ == "__main__":
    main()
