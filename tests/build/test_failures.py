"""Each way to fail gives its sentence and exit code, and leaves the last good release as it was."""

import json
import os
import signal
import subprocess
import sys
import time

import nbformat
import pytest


def cell_holding(copy, text):
    path = copy.root / "notebooks" / "pair_profile.ipynb"
    notebook = nbformat.read(path, as_version=4)
    (cell, *_) = [cell for cell in notebook.cells if text in cell.source]
    return path, notebook, cell


def assert_refused(copy, before, code, *said, arguments=("build", "small", "--force")):
    done = copy.tumen(*arguments)
    assert done.returncode == code, done.stderr
    for words in said:
        assert words in done.stderr
    assert len(done.stderr.splitlines()) < 20
    assert copy.digests() == before


@pytest.fixture
def before(copy):
    return copy.digests()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-p", "state_c=RUS"], ["state_c", "state_a"]),
        (["-p", "state_a=Russia"], ["state_a", "'Russia'", "RUS"]),
        (["-p", "state_a"], ["NAME=VALUE"]),
        (["--as-of", "2024-06"], ["full ISO date", "2024-06"]),
        (["--as-of", "2999-01-01"], ["2999-01-01", "today"]),
        (["--as-of", ""], ["full ISO date", "''"]),
        (["--formats", "docx"], ["docx", "html", "pdf"]),
        (["--formats", ""], ["html, pdf", "none"]),
        (["--out", "data"], ["data"]),
    ],
)
def test_usage_is_refused_before_any_kernel_starts(copy, before, arguments, said):
    assert_refused(copy, before, 2, *said, arguments=("build", "small", *arguments))


def test_an_unknown_edition_lists_the_choices(copy, before):
    assert_refused(copy, before, 2, "large", "small", arguments=("build", "small", "large", "--force"))


def test_a_project_without_editions_is_told(copy, before):
    (copy.root / "reports" / "editions" / "small.toml").unlink()
    assert_refused(copy, before, 2, "reports/editions", "found none", arguments=("build",))


def test_a_terminated_build_tidies_up(copy, before):
    path, notebook, cell = cell_holding(copy, "open_evidence(")
    started = copy.root / "started"
    cell.source += f"\nimport pathlib, time; pathlib.Path({str(started)!r}).touch(); time.sleep(60)"
    nbformat.write(notebook, path)
    command = [sys.executable, "-m", "analysis.cli", "build", "small", "--quiet"]
    running = subprocess.Popen(command, cwd=copy.root, stderr=subprocess.PIPE, text=True)
    while not started.exists():
        assert running.poll() is None
        time.sleep(0.1)
    running.terminate()
    _, said = running.communicate(timeout=60)
    assert running.returncode == 1 and said.strip() == "Aborted!"
    assert copy.digests() == before and not (copy.root / "reports" / ".work" / "small").exists()


def test_what_nobody_foresaw_is_a_sentence_too(copy, before):
    # A register that the study cannot even open stands for every fault that no check looks for.
    (copy.root / "data" / "claims.toml").unlink()
    (copy.root / "data" / "claims.toml").mkdir()
    done = copy.tumen("ledger")
    assert done.returncode != 0 and done.stderr.startswith("Error: ") and copy.digests() == before


def test_a_broken_row_is_named(copy, before):
    path = copy.root / "data" / "tables" / "transfers.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    row = lines[1].split(",", 1)[0]
    path.write_text("".join([lines[0], lines[1].replace(",no,", ",perhaps,", 1), *lines[2:]]), encoding="utf-8")
    assert_refused(
        copy, before, 3, f"data/tables/transfers.csv, line 2, row {row}, column cumulative", "yes, no", "'perhaps'"
    )


def test_a_raising_cell_is_named(copy, before):
    path, notebook, cell = cell_holding(copy, "open_evidence(")
    cell.source += "\n1 / 0"
    nbformat.write(notebook, path)
    assert_refused(copy, before, 4, "pair_profile", "cell", "ZeroDivisionError: division by zero")


def test_a_broken_inline_expression_is_named(copy, before):
    path, notebook, cell = cell_holding(copy, "{eval}`")
    cell.source += "\n\nAnd {eval}`nobody.here`."
    nbformat.write(notebook, path)
    assert_refused(copy, before, 4, "pair_profile", "nobody.here", "NameError")


def test_what_cannot_be_printed_is_named(copy, before):
    path, notebook, cell = cell_holding(copy, "open_evidence(")
    cell.source += "\nfrom IPython.display import display\ndisplay({'image/svg+xml': '<svg'}, raw=True)"
    nbformat.write(notebook, path)
    done = copy.tumen("build", "small", "--force")
    assert done.returncode == 0, done.stderr
    page = (copy.published / "pair_profile.html").read_text(encoding="utf-8")
    assert "cannot be shown (types: image/svg+xml)" in page


def test_a_record_that_breaks_the_protocol_is_a_failure_to_render(copy, before):
    path, notebook, cell = cell_holding(copy, "open_evidence(")
    cell.source += "\nfrom IPython.display import display"
    cell.source += "\ndisplay({'application/vnd.tumen.table+json': {'label': 't'}, 'text/plain': 't'}, raw=True)"
    nbformat.write(notebook, path)
    assert_refused(copy, before, 5, "book of small", "'data'")


def test_a_killed_build_leaves_the_release_and_the_next_build_works(copy, before):
    path, notebook, cell = cell_holding(copy, "open_evidence(")
    cell.source += "\nimport time; time.sleep(60)"
    nbformat.write(notebook, path)
    command = [sys.executable, "-m", "analysis.cli", "build", "small"]
    running = subprocess.Popen(command, cwd=copy.root, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(5)
    assert running.poll() is None, "the build ended before it could be killed"
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert copy.digests() == before
    cell.source = cell.source.rpartition("\n")[0]
    nbformat.write(notebook, path)
    done = copy.tumen("build", "small", "--force")
    assert done.returncode == 0, done.stderr
    after = copy.digests()
    assert {name for name in before if before[name] != after.get(name)} <= {"run.json"}


def test_a_folder_that_cannot_be_written_is_named(copy, before):
    reports = copy.root / "reports"
    blocked = reports / "releases"
    blocked.rename(reports / "releases-away")
    blocked.write_text("a file where a folder should be")
    assert_refused(copy, before, 6, "releases")


def test_the_manifest_holds_what_lies_there(copy):
    manifest = json.loads((copy.published / "manifest.json").read_text(encoding="utf-8"))
    outputs = {entry["name"]: entry["sha256"] for entry in manifest["outputs"]}
    digests = copy.digests()
    assert outputs == {name: digests[name] for name in outputs}
    assert set(digests) - set(outputs) == {"manifest.json", "run.json"}
