"""How fast and how small pages are, beside stock nbconvert's of the same executed notebook in the same process.

The sample has six SVG figures and four tables on 2,000 rows, none of them Tumen's own, so that both sides print the
same. Conversions are warm: each exporter has run once before. Stock's PDF goes through a browser (webpdf).
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import chromium
import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter, WebPDFExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis.press.html import TumenHTMLExporter
from analysis.press.pdf import TumenPDFExporter

HEAD = """
import numpy as np, pandas as pd, matplotlib.pyplot as plt
%config InlineBackend.figure_formats = ["svg"]
rng = np.random.default_rng(7)
rows = pd.DataFrame({"year": rng.integers(1990, 2024, 2000), "group": rng.choice(list("abcdef"), 2000),
                     "value": rng.gamma(2, 50, 2000)})
"""


def sample_notebook() -> nbformat.NotebookNode:
    """A chapter with six figures and four tables, executed in a real kernel."""
    cells = [new_markdown_cell("# A sample chapter\n\nSix figures and four tables on 2,000 rows."), new_code_cell(HEAD)]
    for name in "abcdef":
        words = f"## Group {name}\n\nThe yearly sums of the group, with every single row behind them. " * 2
        draw = (
            f'part = rows[rows.group == "{name}"]\nfigure, axes = plt.subplots(figsize=(6, 3))\n'
            'axes.scatter(part.year, part.value, s=4)\naxes.plot(part.groupby("year").value.sum() / 5)\nplt.show()'
        )
        cells += [new_markdown_cell(words), new_code_cell(draw)]
    for name in "abcd":
        table = (
            f'rows[rows.group == "{name}"].pivot_table(index="year", values="value", aggfunc=["count", "mean", "sum"])'
        )
        cells += [new_markdown_cell(f"## Table of {name}"), new_code_cell(table)]
    notebook = new_notebook(cells=cells)
    NotebookClient(notebook, kernel_name="python3").execute()
    return notebook


def let_playwright_find(browser: str | None) -> None:
    """Link a browser of the system where webpdf looks for its own."""
    if browser is None:
        sys.exit("The benchmark needs Chromium: run make test once, or set TUMEN_CHROMIUM.")
    from playwright.sync_api import sync_playwright

    folder = Path(tempfile.mkdtemp(prefix="browsers-"))
    os.environ["PLAYWRIGHT_BROWSERS_PATH"] = str(folder)
    with sync_playwright() as playwright:
        wanted = Path(playwright.chromium.executable_path)
    number = wanted.relative_to(folder).parts[0].rpartition("-")[2]
    for name in (
        wanted,
        folder / f"chromium_headless_shell-{number}" / "chrome-headless-shell-linux64" / "chrome-headless-shell",
    ):
        name.parent.mkdir(parents=True, exist_ok=True)
        name.symlink_to(browser)


def seconds(exporter, notebook: nbformat.NotebookNode) -> tuple[float, int]:
    """Seconds of one conversion, and the size of what it gave."""
    begin = time.perf_counter()
    made, _ = exporter.from_notebook_node(notebook, {"metadata": {"name": "sample"}})
    return time.perf_counter() - begin, len(made)


def main() -> None:
    """Print medians, sizes and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    let_playwright_find(chromium.find())
    notebook = sample_notebook()
    exporters = {
        "stock HTML": HTMLExporter(),
        "tumen-html": TumenHTMLExporter(),
        "stock webpdf": WebPDFExporter(disable_sandbox=True),
        "tumen-pdf": TumenPDFExporter(),
    }
    sizes = {name: seconds(exporter, notebook)[1] for name, exporter in exporters.items()}
    rounds = [
        {name: seconds(exporter, notebook)[0] for name, exporter in exporters.items()} for _ in range(options.rounds)
    ]
    for name, size in sizes.items():
        print(f"{name}: {statistics.median(one[name] for one in rounds):.3f} s, {size / 1000:,.0f} kB")
    for ours, theirs in (("tumen-html", "stock HTML"), ("tumen-pdf", "stock webpdf")):
        ratio = statistics.median(one[theirs] / one[ours] for one in rounds)
        print(f"{ours}: {ratio:.1f} times as fast as {theirs} (median of {len(rounds)} paired rounds)")


if __name__ == "__main__":
    main()
