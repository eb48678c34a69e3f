"""No foresight: whatever becomes known later, the ledger of a day keeps its bytes. A property of the real data."""

import csv
import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.evidence.schemas import TABLES
from analysis.study import Study

ROOT = Path(__file__).parents[1]
NAMES = sorted(TABLES)
BEYOND_THE_VERDICT = ("flip_point", "specifications", "dissent", "lineages", "status")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("foresight")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


def read(name):
    with (ROOT / "data" / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = {name: read(name) for name in NAMES}


def write(project, name, rows):
    with (project / "data" / "tables" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(TABLES[name].columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def bytes_of(project, day):
    study = Study(project)
    return json.dumps([study.ledger(day), study.inputs(day)], ensure_ascii=False).encode()


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    day=st.dates(date(2004, 1, 1), date(2026, 6, 1)),
    picks=st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 10_000)), min_size=1, max_size=40),
    delay=st.integers(1, 400),
    factor=st.sampled_from(["2", "10", "1000"]),
)
def test_rows_known_later_leave_the_ledger_as_it_is(project, day, picks, delay, factor):
    """Copies of real rows, with other figures and a later day, among all tables at once."""
    before = bytes_of(ROOT, day.isoformat())
    assert all(f'"{field}"'.encode() in before for field in BEYOND_THE_VERDICT)
    later = (day + timedelta(days=delay)).isoformat()
    added = {name: [] for name in NAMES}
    for number, (name, place) in enumerate(picks):
        row = dict(ROWS[name][place % len(ROWS[name])])
        row |= {"row_id": f"later-{number}-{row['row_id']}", "known_on": later, "known_basis": "release"}
        for end in ("value", "low", "high"):
            if row.get(end):
                row[end] = str(float(row[end]) * float(factor))
        added[name].append(row)
    for name in NAMES:
        write(project, name, added[name] + ROWS[name])
    assert bytes_of(project, day.isoformat()) == before


def test_a_row_known_on_the_day_does_change_it(project):
    """The property above could not fail if the copies were not read at all."""
    day = "2024-06-19"
    rows = [dict(row) for row in ROWS["treaty_acts"]]
    for row in rows:
        if row["row_id"] == "act-rus-prk-2024-in-force":
            row["known_on"] = day
    for name in NAMES:
        write(project, name, rows if name == "treaty_acts" else ROWS[name])
    assert bytes_of(project, day) != bytes_of(ROOT, day)


def rewrite(project, name, change):
    path = project / "data" / "codebooks" / f"{name}.csv"
    with (ROOT / "data" / "codebooks" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = change(list(csv.DictReader(file)))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_another_grade_is_another_input_and_an_organisation_that_no_row_names_is_none(project):
    """A grade decides confidence, so it belongs to what a release is made from; an unused one does not."""
    day = "2024-06-20"
    for name in NAMES:
        write(project, name, ROWS[name])
    before = Study(ROOT).inputs(day)
    unused = {"organisation": "Nobody's Gazette", "kind": "press", "state": "", "grade": "C", "reason": "made up"}
    rewrite(project, "organisations", lambda rows: [*rows, unused])
    assert Study(project).inputs(day) == before
    rewrite(
        project,
        "organisations",
        lambda rows: [row | ({"grade": "F"} if row["organisation"] == "KCNA" else {}) for row in rows],
    )
    assert Study(project).inputs(day) != before


def test_a_name_that_was_read_later_is_no_input_of_an_earlier_day(project):
    day = "2024-06-20"
    for name in NAMES:
        write(project, name, ROWS[name])
    rewrite(project, "organisations", lambda rows: rows)
    before = Study(ROOT).inputs(day)

    def spelled(name_id):
        return lambda rows: [row | ({"original": "등대"} if row["name_id"] == name_id else {}) for row in rows]

    rewrite(project, "names", spelled("name-rus-prk-2024-ko"))
    assert Study(project).inputs(day) == before
    rewrite(project, "names", spelled("name-kim-jong-un-ko"))
    assert Study(project).inputs(day) != before
