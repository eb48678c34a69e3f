"""What a build gives: the same bytes for the same inputs, and a change exactly where the data changed."""

import json
import os
import re
import shutil

import pytest


def test_holds_what_the_readme_promises(built):
    names = set(built.digests())
    assert {
        "index.html", "pair_profile.html", "tumen-small.pdf", "ledger.json", "ledger.csv", "manifest.json", "run.json",
        "notebooks/pair_profile.ipynb",
    } <= names  # fmt: skip


def test_the_same_inputs_give_the_same_bytes(copy, built):
    done = copy.tumen("build", "small", "--force", "--quiet")
    assert done.returncode == 0, done.stderr
    before, after = built.digests(), copy.digests()
    assert {name for name in before if before[name] != after.get(name)} == {"run.json"}
    assert before.keys() == after.keys()


def test_rows_known_later_change_nothing_byte_for_byte(copy):
    before = copy.digests()
    for name in ("transfers", "statements", "trade_annual", "treaty_acts", "meetings"):
        path = copy.root / "data" / "tables" / f"{name}.csv"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        later = [re.sub(r",(\d{4}-\d{2}-\d{2}),(act|release|page|inferred),", r",2026-11-01,\2,", lines[1], count=1)]
        assert ",2026-11-01," in later[0]
        path.write_text("".join([*lines, "later-" + later[0]]), encoding="utf-8")
    done = copy.tumen("build", "small", "--force", "--quiet")
    assert done.returncode == 0, done.stderr
    after = copy.digests()
    assert {name for name in before if before[name] != after.get(name)} == {"run.json"}


def test_an_unchanged_edition_is_not_run_again(copy):
    before = copy.digests()
    done = copy.tumen("build", "small")
    assert "is up to date" in done.stdout
    assert copy.digests() == before


def test_out_writes_one_release_straight_into_the_folder(copy, tmp_path):
    before = copy.digests()
    done = copy.tumen("build", "small", "--formats", "html", "--out", str(tmp_path / "there"), "--quiet")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "there" / "index.html").exists()
    assert not list((tmp_path / "there").glob("*.pdf"))
    assert copy.digests() == before


def test_the_surroundings_of_a_user_change_nothing(copy, tmp_path):
    before = copy.digests()
    startup = tmp_path / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("print('from a start-up file')")
    (tmp_path / "matplotlibrc").write_text("axes.facecolor: red\nlines.linewidth: 30\n")
    kernel = tmp_path / "kernels" / "python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text('{"argv": ["false"], "display_name": "Other", "language": "python"}')
    surroundings = {
        "HOME": str(tmp_path), "JUPYTER_PATH": str(tmp_path), "MATPLOTLIBRC": str(tmp_path), "LC_ALL": "C",
        "PYTHONSTARTUP": str(startup / "00.py"), "PYTHONHASHSEED": "77", "SOURCE_DATE_EPOCH": "1", "TZ": "Asia/Seoul",
    }  # fmt: skip
    done = copy.tumen("build", "small", "--force", "--quiet", env=os.environ | surroundings)
    assert done.returncode == 0, done.stderr
    after = copy.digests()
    assert {name for name in before if before[name] != after.get(name)} == {"run.json"}


def test_no_content_names_clock_or_machine(built, tmp_path):
    for name in built.digests():
        if name == "run.json":
            continue
        content = (built.published / name).read_bytes()
        assert str(built.root).encode() not in content, name
    record = json.loads((built.published / "run.json").read_text(encoding="utf-8"))
    assert record["started"] <= record["finished"]


def test_runs_from_any_directory_inside_the_project(copy):
    inside = copy.root / "data" / "tables"
    shutil.rmtree(copy.root / "reports" / "published")
    done = type(copy)(copy.root).tumen("--project", str(inside), "build", "small", "--quiet")
    assert done.returncode == 0, done.stderr
    assert (copy.published / "index.html").exists()


@pytest.mark.parametrize("command", [["list"], ["list", "parameters"], ["list", "claims"], ["list", "rows"]])
def test_lists_are_json_where_a_machine_reads(copy, command):
    done = copy.tumen(*command, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)
