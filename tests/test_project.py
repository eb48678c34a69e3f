"""The project folder is found by one rule from any directory."""

from pathlib import Path

import pytest

from analysis.errors import UsageError
from analysis.project import ENVIRONMENT_VARIABLE, find_project

ROOT = Path(__file__).parents[1]


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(folder, table="[tool.tumen]\ndata = 'rows'\n"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pyproject.toml").write_text(table, encoding="utf-8")
    return folder


def test_upwards_from_the_working_directory(elsewhere, monkeypatch):
    make(elsewhere / "a")
    (elsewhere / "a" / "b" / "c").mkdir(parents=True)
    monkeypatch.chdir(elsewhere / "a" / "b" / "c")
    found = find_project()
    assert (found.root, found.data) == (elsewhere / "a", elsewhere / "a" / "rows")


def test_a_pyproject_without_the_table_is_passed_by(elsewhere):
    make(elsewhere / "a")
    make(elsewhere / "a" / "b", "[tool.other]\n")
    assert find_project(elsewhere / "a" / "b").root == elsewhere / "a"


def test_the_variable_comes_before_the_working_directory(elsewhere, monkeypatch):
    monkeypatch.chdir(make(elsewhere / "here"))
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(make(elsewhere / "named")))
    assert find_project().root == elsewhere / "named"
    assert find_project(elsewhere / "here").root == elsewhere / "here"


def test_outside_any_project_the_one_installed_in_place_is_taken(elsewhere):
    assert find_project().root == ROOT


def test_what_was_named_is_never_replaced(elsewhere, monkeypatch):
    with pytest.raises(UsageError, match="No project found at or above"):
        find_project(elsewhere)
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(elsewhere))
    with pytest.raises(UsageError, match="--project or TUMEN_PROJECT"):
        find_project()


def test_broken_toml_is_named(elsewhere):
    make(elsewhere / "a", "[tool.tumen\n")
    with pytest.raises(UsageError, match="is not valid TOML"):
        find_project(elsewhere / "a")
