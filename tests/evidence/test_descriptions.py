"""What describes the data: made from the schemas, and true of every file."""

import shutil
from pathlib import Path

import frictionless
import pytest
from click.testing import CliRunner

from analysis.cli import main
from analysis.evidence.checks import KEYS
from analysis.evidence.contract import STATUSES
from analysis.evidence.datapackage import FILES, descriptor
from analysis.evidence.schemas import TABLES
from analysis.study import Study

ROOT = Path(__file__).parents[2]
DESCRIPTIONS = Study(ROOT).descriptions()


def validated(folder):
    package = frictionless.Package.from_descriptor(descriptor(), basepath=str(folder))
    return package.validate()


def faults(folder):
    return {(e[0], e[1]) for e in validated(folder).flatten(["fieldName", "type"])}


@pytest.fixture
def copy(tmp_path):
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


@pytest.mark.parametrize("path", DESCRIPTIONS)
def test_what_is_committed_is_what_is_made(path):
    assert (ROOT / path).read_text(encoding="utf-8") == DESCRIPTIONS[path]


def test_every_file_of_the_data_validates_against_the_descriptor():
    report = validated(ROOT / "data")
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:10]
    csv_files = {path.relative_to(ROOT / "data").as_posix() for path in (ROOT / "data").rglob("*.csv")}
    assert {task.place for task in report.tasks} == csv_files


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("tables/transfers.csv", ",at_least,", ",at_best,", ("bound", "constraint-error")),
        ("tables/treaty_acts.csv", ",signed,", ",,", ("act", "constraint-error")),
        ("tables/trade_annual.csv", ",2023,", ",1823,", ("year", "constraint-error")),
        ("codebooks/treaties.csv", "RUS_PRK_2000,", "RUS_PRK_2001,", (None, "foreign-key")),
        ("sources.csv", ",https://", ",htps://", ("url", "constraint-error")),
        ("codebooks/states.csv", "\nRUS,", "\nCHN,", (None, "primary-key")),
    ],
)
def test_the_descriptor_finds_what_breaks_it(copy, file, old, new, fault):
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert fault in faults(copy)


def test_keys_of_the_checks_are_foreign_keys_of_the_descriptor():
    made = {
        (resource["path"], key["fields"][0])
        for resource in descriptor()["resources"]
        for key in resource["schema"].get("foreignKeys", ())
    }
    singles = {(name, column) for (name, column), (target, many) in KEYS.items() if not many and target != "tables"}
    assert made == {(f"tables/{name}.csv" if name in TABLES else f"{name}.csv", column) for name, column in singles}


def test_the_codebook_names_every_column_and_every_word_of_the_contract():
    text = DESCRIPTIONS["data/README.md"]
    assert all(f"| `{name}`" in text for schema in FILES.values() for name in schema.columns if name != "row_id")
    assert all(f"| `{status}` |" in text for status in STATUSES)


def test_a_stale_description_is_told_and_mended(copy):
    root = copy.parent
    for name in ("pyproject.toml", "notebooks", "reports/editions"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, root / name)
    run = lambda *words: CliRunner().invoke(main, ["--project", str(root), *words])  # noqa: E731
    assert run("describe", "--check").exit_code == 0
    (copy / "README.md").write_text("Old.\n", encoding="utf-8")
    (copy / "datapackage.json").unlink()
    for words in (("describe", "--check"), ("check",)):
        told = run(*words)
        assert told.exit_code == 3 and "data/README.md" in told.stderr and "data/datapackage.json" in told.stderr
    assert (copy / "README.md").read_text(encoding="utf-8") == "Old.\n"
    assert run("describe").exit_code == 0
    assert run("describe", "--check").exit_code == 0
    assert sorted(path.name for path in copy.glob("*.new")) == []
