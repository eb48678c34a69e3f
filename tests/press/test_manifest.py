"""Schemas, the ledger as files, and what a release cites."""

import csv
import json
import sys

import jsonschema
import nbformat.v4 as v4
import pytest

from analysis.errors import DataError, UsageError
from analysis.press.chapters import chapter_hash, chapter_title, read_chapter
from analysis.press.citations import cited_ids
from analysis.press.hooks import load_study
from analysis.press.inline import store_results
from analysis.press.manifest import check_ledger, code_inputs, schema, write_ledger
from analysis.press.protocol import BOUNDS, CONFIDENCES, FIGURE_MIME, QUANTITY_MIME, TABLE_MIME, VERDICTS
from analysis.project import Project


def quantity(**fields):
    blank = {"value": 3, "low": None, "high": 4.5, "bound": "up_to", "unit": "m", "as_of": None, "method": "max"}
    return {"text": "up to 4.5 m", **blank, "status": None, "rows": [], "sources": []} | fields


def claim(number, *parts, **fields):
    words = dict.fromkeys(("statement", "voice", "kind", "reason", "would_change"), 'tide, "high"\nand low')
    judged = {"thesis": "neutral", "verdict": "mixed", "confidence": None, "quantities": []}
    return {"id": number, "parts": list(parts), **words, **judged, "for": [], "against": [], "sources": []} | fields


def ledger(*claims):
    return {"as_of": "2024-06-20", "claims": list(claims)}


def test_the_schemas_are_schemas_and_speak_the_protocol():
    for name in ("ledger", "manifest"):
        jsonschema.Draft202012Validator.check_schema(schema(name))
    defined = schema("ledger")["$defs"]
    assert defined["verdict"]["enum"] == list(VERDICTS)
    assert defined["confidence"]["enum"] == list(CONFIDENCES)
    assert defined["quantity"]["properties"]["bound"]["enum"] == list(BOUNDS)


def test_a_ledger_may_have_parts_named_quantities_and_more():
    part = claim("M2a", quantities=[quantity(name="height"), quantity(bound="missing", value=None)], later=1)
    whole = ledger(claim("M2", part, odds={"rows": 2}))
    assert check_ledger(whole | {"score": 1}) == whole | {"score": 1}


@pytest.mark.parametrize(
    "broken",
    [
        claim("M", verdict="true"),
        claim("M", confidence="certain"),
        claim("M", thesis=None),
        claim("M", claim("Ma", verdict="?")),
        claim("M", quantities=[{"text": "3"}]),
        claim("M", quantities=[quantity(value="3")]),
        {key: value for key, value in claim("M").items() if key != "would_change"},
        claim("M") | {"for": ["a", "a"]},
    ],
)
def test_a_broken_ledger_is_refused(broken):
    with pytest.raises(DataError) as caught:
        check_ledger(ledger(claim("A"), broken))
    assert caught.value.exit_code == 3 and "$.claims[1]" in caught.value.details[0]


def test_the_ledger_as_a_table_has_a_line_a_part(tmp_path):
    write_ledger(tmp_path, ledger(claim("M2", claim("M2a", **{"for": ["r1", "r2"]}), claim("M2b")), claim("S1")))
    with (tmp_path / "ledger.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [(line["id"], line["part_of"], line["for"]) for line in lines] == [
        ("M2", "", ""), ("M2a", "M2", "r1 r2"), ("M2b", "M2", ""), ("S1", "", ""),
    ]  # fmt: skip
    assert lines[0]["statement"] == 'tide, "high"\nand low' and lines[0]["confidence"] == ""
    assert json.loads((tmp_path / "ledger.json").read_text())["claims"][0]["parts"][1]["id"] == "M2b"


def test_what_is_cited_is_found_wherever_it_stands():
    prose = v4.new_markdown_cell("{eval}`x`")
    store_results(prose, {"x": {"status": "ok", "data": {QUANTITY_MIME: quantity(rows=["r1"], sources=["s1"])}}})
    cell_value = quantity(rows=["r2"], sources=[])
    table = {"data": [["a", cell_value, 3]], "rows": ["r3"], "sources": []}
    shown = v4.new_code_cell(
        outputs=[
            v4.new_output("display_data", {TABLE_MIME: table, "text/plain": "t"}),
            v4.new_output("display_data", {FIGURE_MIME: {"rows": ["r4"], "sources": ["s2"]}}),
            v4.new_output("stream", text="r9"),
        ]
    )
    part = claim("Ma", quantities=[quantity(rows=["r5"])], **{"for": ["r6"], "sources": ["s3"]})
    judged = ledger(claim("M", part, against=["r1"]))
    cited = cited_ids(judged, [v4.new_notebook(cells=[prose, shown])])
    assert cited == (["r1", "r2", "r3", "r4", "r5", "r6"], ["s1", "s2", "s3"])
    assert cited_ids(None, []) == ([], [])


def test_code_is_hashed_by_its_files(tmp_path, monkeypatch):
    package = tmp_path / "gauge_code"
    (package / "__pycache__").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    first = code_inputs(["gauge_code.study", "gauge_code"])
    assert [record["name"] for record in first] == ["package gauge_code"]
    (package / "__pycache__" / "x.pyc").write_text("compiled")
    assert code_inputs(["gauge_code"]) == first
    (package / "style.css").write_text("p {}")
    assert code_inputs(["gauge_code"]) != first


def test_a_chapter_is_hashed_by_what_its_author_wrote(tides):
    path = tides.root / "notebooks" / "heights.ipynb"
    first = chapter_hash(read_chapter(path))
    written = json.loads(path.read_text())
    written["metadata"]["kernelspec"]["display_name"] = "Python (mine)"
    written["cells"][1]["metadata"]["scrolled"] = True
    written["cells"][1]["execution_count"] = 7
    path.write_text(json.dumps(written))
    assert chapter_hash(read_chapter(path)) == first
    written["cells"][1]["metadata"]["tags"] = ["show-input"]
    path.write_text(json.dumps(written))
    assert chapter_hash(read_chapter(path)) != first


@pytest.mark.parametrize("minor", [0, 2, 4])
def test_an_old_notebook_gets_stable_ids(tides, minor):
    old = {"nbformat": 4, "nbformat_minor": minor, "metadata": {}, "cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["no\n", "heading"]},
        {"cell_type": "code", "metadata": {}, "source": "1", "outputs": [], "execution_count": None},
    ]}  # fmt: skip
    path = tides.write("notebooks/old_gauge.ipynb", json.dumps(old))
    notebook = read_chapter(path)
    assert [cell.id for cell in notebook.cells] == ["cell-1", "cell-2"]
    assert chapter_title(notebook, path.stem) == "Old gauge"


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ("nowhere.study:Study", "the module 'nowhere.study' cannot be imported"),
        ("tides_study:Stduy", "has no 'Stduy'"),
        ("tides_study:csv", "it lacks .*ledger"),
    ],
)
def test_a_study_that_cannot_be_used_is_told(tides, declared, message, monkeypatch):
    if declared.endswith("csv"):
        load_study(tides.project)
        monkeypatch.setattr(sys.modules["tides_study"], "csv", lambda root: root)
    tides.write("pyproject.toml", f'[tool.tumen]\nstudy = "{declared}"\n')
    with pytest.raises(Exception, match=message) as caught:
        load_study(Project(tides.root))
    assert caught.value.exit_code == 2


CELL = {"id": "a", "cell_type": "code", "metadata": {}, "source": "1", "outputs": [], "execution_count": None}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"cells": None}, "not a notebook"),
        ({}, "not a notebook"),
        ({"cells": [CELL | {"metadata": {"tags": "parameters"}}]}, "not of type 'array'"),
        ({"cells": [CELL | {"cell_type": "sql"}]}, "not valid"),
        ({"cells": [], "metadata": {"kernelspec": "python3"}}, "not a notebook"),
        ({"cells": [], "metadata": {"kernelspec": {"name": "ir", "language": "R"}}}, "written in R"),
    ],
)
def test_what_is_no_chapter_is_refused(tmp_path, written, said):
    path = tmp_path / "odd.ipynb"
    path.write_text(json.dumps({"metadata": {}, "nbformat": 4, "nbformat_minor": 5} | written))
    with pytest.raises(UsageError, match=said):
        read_chapter(path)


def test_a_shared_id_is_settled_by_position(tmp_path):
    path = tmp_path / "copied.ipynb"
    path.write_text(json.dumps({"metadata": {}, "nbformat": 4, "nbformat_minor": 5, "cells": [CELL, CELL]}))
    assert [cell.id for cell in read_chapter(path).cells] == ["a", "cell-2"]
