import csv
import shutil
import subprocess
import sys

import pytest
from built_editions import EARLY_DAY, chapters_of
from chapters_of_the_study import ROOT, run

from analysis.press.inline import display_text, find_expressions, stored_results
from analysis.press.protocol import FIGURE_MIME, TABLE_MIME

RUNS = [("article", name, "2024-06-20") for name in chapters_of("article")]
RUNS += [("brief-ko", name, "2024-06-20") for name in chapters_of("brief-ko")]
RUNS += [("early", name, EARLY_DAY) for name in chapters_of("article")]
EMPTY = ("soldiers", "ideal-points")
"""Figures of what became known after the day of the article: they stand empty on it, and say so."""


def outputs(notebook):
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def inline(notebook):
    """What each inline expression of a notebook shows."""
    shown = {}
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            results = stored_results(cell)
            shown |= {text: display_text(results.get(text)) for text in find_expressions(cell.source)}
    return shown


def records(notebook, mime):
    return {
        output.data[mime]["label"]: output.data[mime] for output in outputs(notebook) if mime in output.get("data", {})
    }


@pytest.mark.parametrize(("edition", "name", "day"), RUNS)
def test_a_chapter_runs_as_of_a_day(release, edition, name, day):
    done = release(edition).notebook(name)
    assert [output for output in outputs(done) if output.output_type in ("error", "stream")] == []
    figures, tables = records(done, FIGURE_MIME), records(done, TABLE_MIME)
    assert tables and (2 <= len(figures) <= 10 or name.startswith("brief")), "the brief is one page: text and one table"
    assert all(record["as_of"] == day for record in [*figures.values(), *tables.values()])
    shown = inline(done)
    assert not [text for text in shown.values() if text.startswith("[") or "\\x" in text or not text.strip()]
    if edition != "early":
        assert [text for text, words in shown.items() if "no figure" in words] == [], "names of quantities exist"
        assert all(record["rows"] for label, record in figures.items() if label not in EMPTY)
        assert all(
            "in view" in record["title"] and not record["rows"]
            for record in figures.values()
            if record["label"] in EMPTY
        )


def test_a_pair_of_states_runs_under_stock_papermill(tmp_path):
    target = tmp_path / "out.ipynb"
    command = [sys.executable, "-m", "papermill", "pair_profile.ipynb", str(target), "--no-progress-bar"]
    command += ["-p", "state_a", "USA", "-p", "state_b", "KOR"]
    done = subprocess.run(command, cwd=ROOT / "notebooks", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "timeline-usa-kor" in target.read_text(encoding="utf-8")


@pytest.fixture
def changed(tmp_path):
    """A copy of the project in which Chinese customs gives another figure for the trade with Russia in 2023."""
    root = tmp_path / "project"
    for folder in ("data", "notebooks"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copy(ROOT / "pyproject.toml", root)
    path = root / "data" / "tables" / "trade_annual.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    key = {"subject": "CHN", "object": "RUS", "year": "2023", "flow": "total", "basis": "GACC"}
    hit = [row for row in rows if all(row[name] == value for name, value in key.items())]
    assert hit, "the row whose figure is changed exists"
    for row in hit:
        row["value"] = "301.5"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return root


def test_one_figure_in_the_data_changes_picture_prose_and_verdict(changed, tmp_path, monkeypatch):
    head, number = 'findings["C3"].head', 'findings["C3"].quantity("trade in 2023")'
    before = inline(run("trade_and_china", tmp_path, as_of="2024-06-20"))
    monkeypatch.setenv("TUMEN_PROJECT", str(changed))
    done = run("trade_and_china", tmp_path, changed, as_of="2024-06-20")
    after = inline(done)
    assert "240.1" in before[number] and "301.5" in after[number]
    assert before[head].startswith("Supported,") and not after[head].startswith("Supported,")
    record = records(done, FIGURE_MIME)["china-russia-trade"]
    years = {row[0]: row[record["columns"].index("value")] for row in record["data"]}
    assert years[2023] == 301.5 and "301.5" in record["alt"] and "301.5" in record["title"]
    same = [(root / "notebooks" / "trade_and_china.ipynb").read_bytes() for root in (ROOT, changed)]
    assert same[0] == same[1]
