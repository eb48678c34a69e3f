"""Builds of a release: what is in it, when it is skipped, and that the same inputs give the same bytes."""

import csv
import errno
import json
import os
import shutil

import nbformat
import pytest
from tides_project import GAUGES, contents, make_tides

from analysis.errors import DataError, NotebookError, PublishError, RenderError, TumenError, UsageError
from analysis.press.inline import stored_results
from analysis.press.manifest import is_whole, schema_faults
from analysis.press.release import build

TODAY = "2024-06-20"


def make(tides, **options):
    return build(tides.project, "all", **({"today": TODAY, "formats": ()} | options))


def fault(tides, **options):
    """The error of a build that must fail and leave everything as it was."""
    before = contents(tides.releases), contents(tides.published)
    with pytest.raises(TumenError) as caught:
        make(tides, **options)
    assert (contents(tides.releases), contents(tides.published)) == before
    assert "Traceback" not in str(caught.value)
    assert sorted(p.name for p in (tides.root / "reports" / ".work").glob("*") if p.is_dir()) in ([], ["failed"])
    return caught.value


def test_a_release_holds_what_it_should(tides):
    result = make(tides)
    assert result.path == tides.published / "all" and not result.skipped
    assert result.release_id.startswith("2023-01-01-") and result.as_of == "2023-01-01"
    kept = tides.releases / "all" / result.release_id
    assert contents(kept, but=()) == contents(result.path, but=())
    assert sorted(contents(kept, but=())) == [
        "ledger.csv", "ledger.json", "manifest.json", "notebooks/heights.ipynb", "run.json",
    ]  # fmt: skip
    assert is_whole(result.path)
    notebook = nbformat.read(kept / "notebooks" / "heights.ipynb", 4)
    shown = {key: value["data"]["text/plain"] for key, value in stored_results(notebook.cells[5]).items()}
    assert shown == {"len(heights)": "2", "f'{max(heights):.1f} m'": "'1.4 m'", "port": "'BUS'"}
    manifest = json.loads((kept / "manifest.json").read_text())
    assert [record["name"] for record in manifest["inputs"]] == [
        "notebooks/heights.ipynb",
        "reports/editions/all.toml",
        "data/gauges.csv",
        "package analysis",
        "package tides_study",
        "package tides_types",
    ]
    assert manifest["reads"] == [
        {"table": "gauges", "as_of": "2023-01-01", "rows": 2, "sha256": "0" * 64, "chapter": "heights"}
    ]
    ledger = json.loads((kept / "ledger.json").read_text())
    assert ledger["claims"][0]["verdict"] == "supported" and not list(schema_faults("ledger", ledger))
    line = next(csv.DictReader((kept / "ledger.csv").open(encoding="utf-8")))
    assert line["for"] == "g4" and line["against"] == "g1 g2 g3" and line["reason"] == '1 of 4 gauges, by "count"'
    assert not (tides.root / "reports" / ".work" / "all").exists()


def test_two_builds_in_two_folders_give_the_same_bytes(tides, tmp_path):
    tides.add_chapter(
        "chance",
        "# What differs from run to run",
        "import warnings; warnings.warn('ebb'); print(object(), {'a', 'b', 'c'}); object()",
        "import time; time.strftime('%Z'), __import__('os').environ['SOURCE_DATE_EPOCH']",
    )
    tides.add_edition(chapters=["heights", "chance"])
    first = make(tides)
    other = make_tides(tmp_path / "elsewhere" / "copy")
    shutil.copytree(tides.root / "notebooks", other.root / "notebooks", dirs_exist_ok=True)
    shutil.copytree(tides.root / "reports" / "editions", other.root / "reports" / "editions", dirs_exist_ok=True)
    second = make(other, workers=1)
    assert contents(first.path) == contents(second.path)
    chance = (first.path / "notebooks" / "chance.ipynb").read_text()
    assert "ebb" in chance and "0x0" in chance and "1672531200" in chance
    for trace in (str(tmp_path), "papermill-error", "start_time", "duration", "iopub", "ipykernel_"):
        assert trace not in chance


def test_days_before_computers_and_long_lines_are_no_trouble(tides):
    tides.add_chapter("long", "# L", "print('x' * 2_000_000)")
    tides.add_edition(chapters=["long"])
    tides.write("data/gauges.csv", GAUGES.replace("2020-01-01", "0001-01-01"))
    assert make(tides, as_of="0001-01-01").release_id.startswith("0001-01-01-")


def test_a_notebook_of_an_old_format_runs(tides):
    cell = {"cell_type": "code", "input": ["1 + 1"], "outputs": [], "language": "python", "metadata": {}}
    old = {"metadata": {"name": "old"}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": [cell]}]}
    tides.write("notebooks/old.ipynb", json.dumps(old))
    tides.add_edition(chapters=["old"])
    notebook = nbformat.read(make(tides).path / "notebooks" / "old.ipynb", 4)
    assert notebook.cells[0].outputs[0]["data"]["text/plain"] == "2"


def test_a_release_that_cannot_be_written_is_a_publish_error(tides, monkeypatch):
    make(tides)

    def full(*arguments):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("analysis.press.release.write_ledger", full)
    error = fault(tides, force=True)
    assert isinstance(error, PublishError) and "could not be written" in str(error) and "No space left" in str(error)


def test_a_kept_release_is_not_run_again(tides):
    first = make(tides)
    clock = (first.path / "run.json").read_bytes()
    assert make(tides).skipped and (first.path / "run.json").read_bytes() == clock
    forced = make(tides, force=True)
    assert not forced.skipped and forced.release_id == first.release_id


def test_a_kept_release_mends_what_is_published(tides):
    first = make(tides)
    (first.path / "ledger.json").write_text("{}")
    (first.path / "stray.txt").write_text("")
    assert make(tides).skipped and is_whole(first.path)
    (tides.releases / "all" / first.release_id / "ledger.csv").write_text("")
    assert not make(tides).skipped and is_whole(tides.releases / "all" / first.release_id)


@pytest.mark.parametrize(
    "change",
    [
        lambda tides: tides.write("data/gauges.csv", GAUGES.replace("1.4", "1.5")),
        lambda tides: tides.add_edition(title="Other"),
        lambda tides: tides.add_edition(parameters={"port": "INC"}),
        lambda tides: tides.add_chapter("heights", "# Heights"),
    ],
)
def test_a_changed_input_makes_another_release(tides, change):
    first = make(tides)
    change(tides)
    second = make(tides)
    assert second.release_id != first.release_id and not second.skipped
    assert len(list((tides.releases / "all").iterdir())) == 2


def test_rows_known_later_and_outputs_saved_in_a_notebook_change_nothing(tides):
    first = make(tides, as_of="2022-01-01")
    tides.write("data/gauges.csv", GAUGES + "g5,BUS,9.9,2024-01-01\n")
    path = tides.root / "notebooks" / "heights.ipynb"
    notebook = nbformat.read(path, 4)
    notebook.cells[3].outputs = [nbformat.v4.new_output("stream", text="old")]
    nbformat.write(notebook, path)
    second = make(tides, as_of="2022-01-01", force=True)
    assert second.release_id == first.release_id
    kept = tides.releases / "all" / first.release_id
    assert contents(kept) == contents(second.path)
    assert b'"verdict": "contradicted"' in contents(kept)["ledger.json"]


def test_parameters_reach_chapters_and_manifest(tides):
    result = make(tides, parameters={"port": "INC", "as_of": "2023-05-05"})
    notebook = nbformat.read(result.path / "notebooks" / "heights.ipynb", 4)
    assert stored_results(notebook.cells[5])["len(heights)"]["data"]["text/plain"] == "2"
    assert 'port = "INC"' in notebook.cells[2].source and 'as_of = "2023-05-05"' in notebook.cells[2].source
    assert json.loads((result.path / "manifest.json").read_text())["parameters"] == {"port": "INC"}


def test_what_cannot_be_built_is_refused_before_any_kernel_starts(tides, monkeypatch):
    make(tides)
    monkeypatch.setattr("analysis.press.release.run_chapters", lambda *a, **k: pytest.fail("a kernel was started"))
    error = fault(tides, parameters={"prot": "BUS", "port": "SEO"})
    assert error.exit_code == 2 and len(error.details) == 2
    assert "did you mean port?" in error.details[0] and "one of BUS, INC, WON" in error.details[1]
    assert "not after today, 2024-06-20" in str(fault(tides, as_of="2024-06-21"))
    assert "full ISO date" in str(fault(tides, as_of="2024"))
    assert "given twice" in str(fault(tides, as_of="2020-01-01", parameters={"as_of": "2020-01-02"}))
    assert "one or both of html, pdf" in str(fault(tides, formats=("docx",)))
    with pytest.raises(UsageError, match=r"no edition 'al'; known are all; did you mean all\?"):
        build(tides.project, "al", today=TODAY)
    tides.write("data/gauges.csv", GAUGES.replace("8.6", ""))
    error = fault(tides)
    assert isinstance(error, DataError) and error.details == ("gauges.csv, row g3: no height",)


def test_a_broken_declaration_tells_all_its_faults(tides):
    tides.write(
        "reports/editions/all.toml", 'tilte = "x"\nchapters = ["heights", "none", "heights"]\nformats = ["docx"]\n'
    )
    error = fault(tides)
    text = str(error)
    assert isinstance(error, UsageError) and "all.toml" in error.message
    assert "tilte: unknown key" in text and "did you mean title?" in text and "title: field required" in text
    assert "formats.0" in text and "no notebook 'none'" in text and "'heights' stands twice" in text
    tides.write("reports/editions/all.toml", "title = ")
    assert "not valid TOML" in str(fault(tides))


def test_failing_chapters_are_told_together_and_kept(tides):
    make(tides)
    tides.add_chapter("raising", "# R", "import os", "\n# first\nlevels = [1]\nlevels[3]", parameters='port = "x"')
    tides.add_chapter("wrong", "# W", "Mean {eval}`maen`.")
    tides.add_edition(chapters=["heights", "raising", "wrong"])
    error = fault(tides, parameters={"port": "BUS"})
    failed = tides.root / "reports" / ".work" / "failed" / "all"
    assert isinstance(error, NotebookError)
    assert "Chapter raising, cell 4 ('# first'): IndexError: list index out of range." in error.message
    assert f"The executed notebook is {failed / 'raising.ipynb'}; the traceback is in" in error.message
    assert "Chapter wrong, cell 2" in error.details[0] and "{eval}`maen`: NameError" in error.details[0]
    kept = nbformat.read(failed / "raising.ipynb", 4)
    assert any(output.get("ename") == "IndexError" for cell in kept.cells for output in cell.get("outputs", []))
    assert "Traceback" in (tides.root / "reports" / ".work" / "all.log").read_text()
    tides.add_edition()
    assert make(tides, force=True) and not failed.exists()


def test_a_printer_that_fails_is_a_render_error(tides, monkeypatch):
    make(tides)
    monkeypatch.setattr("analysis.press.html.write_pages", lambda book, folder, pdf: 1 / 0)
    error = fault(tides, formats=("html",))
    assert isinstance(error, RenderError) and error.exit_code == 5 and "ZeroDivisionError" in error.message
    assert (tides.root / "reports" / ".work" / "failed" / "all" / "heights.ipynb").exists()


def test_a_ledger_that_breaks_its_schema_is_refused(tides, monkeypatch):
    import tides_study

    monkeypatch.setattr(tides_study.Study, "ledger", lambda *a, **k: {"as_of": "2024", "claims": [{}]})
    error = fault(tides)
    assert isinstance(error, DataError) and any("'verdict' is a required property" in line for line in error.details)


def test_a_project_without_a_study_is_printed_as_of_today(tides):
    tides.write("pyproject.toml", '[tool.tumen]\nparameter_types = "tides_types"\n')
    result = make(make_again(tides))
    assert result.as_of == TODAY and "ledger.json" not in contents(result.path)


def make_again(tides):
    from tides_project import Tides

    return Tides(tides.root)


def test_out_gets_one_release_and_leaves_the_rest_alone(tides, tmp_path):
    out = tmp_path / "given" / "here"
    first = make(tides, out=out)
    assert first.path == out and is_whole(out) and not tides.releases.exists() and not tides.published.exists()
    assert [path.name for path in out.parent.iterdir()] == ["here"]
    assert make(tides, out=out).skipped
    make(tides, out=out, parameters={"port": "INC"})
    assert is_whole(out) and contents(out)["manifest.json"] != b"" and b"INC" in contents(out)["manifest.json"]
    error = _refused(tides, tides.root)
    assert "Nothing was touched" in error and (tides.root / "pyproject.toml").exists()
    assert "former release" in _refused(tides, tides.write("file.txt", "x"))


def _refused(tides, out):
    with pytest.raises(UsageError) as caught:
        make(tides, out=out)
    return str(caught.value)


def test_a_failed_build_into_out_keeps_what_was_there(tides, tmp_path):
    out = tmp_path / "out"
    make(tides, out=out)
    before = contents(out, but=())
    tides.add_chapter("heights", "# H", "1 / 0")
    with pytest.raises(NotebookError, match=r"out\.failed/heights\.ipynb"):
        make(tides, out=out)
    assert contents(out, but=()) == before
    assert sorted(path.name for path in (tmp_path / ".out.failed").iterdir()) == ["build.log", "heights.ipynb"]


def test_a_release_that_cannot_be_published_is_undone(tides):
    tides.write("reports/published", "a file where a folder should be")
    error = fault(tides)
    assert isinstance(error, PublishError) and error.exit_code == 6 and "reports/published/all" in error.message
    assert list(tides.releases.rglob("manifest.json")) == []


def test_printed_releases_are_the_same_to_the_byte(tides, tmp_path):
    first = make(tides, formats=None)
    other = make_tides(tmp_path / "elsewhere")
    second = build(other.project, "all", today="2025-01-01", formats=("html",))
    assert contents(first.path) == contents(second.path)
    both = make(tides, formats=("html", "pdf"))
    assert both.index.is_file() and both.pdf.read_bytes()[:5] == b"%PDF-"
    assert str(tmp_path).encode() not in b"".join(contents(both.path).values())
    pdf = both.pdf.read_bytes()
    assert make(tides, formats=("pdf", "html"), force=True).pdf.read_bytes() == pdf
