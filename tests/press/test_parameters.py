"""Parameters: what a cell declares, which texts and values it takes, what a refusal says."""

import sys
from types import ModuleType
from typing import Annotated, Literal

import nbformat.v4 as v4
import papermill
import pytest
from pydantic import Field, WithJsonSchema

from analysis.errors import UsageError
from analysis.press.editions import Edition
from analysis.press.options import parse_as_of, parse_option, settle, wrong_defaults
from analysis.press.parameters import read_parameters, type_namespace
from analysis.press.plan import edition_faults
from analysis.project import Project

CELL = """\
import datetime
port: Port = "BUS"  # gauge, by its code
kind: Literal["spring", "neap"] = "spring"  # which tide
years: list[int] | None = None  # None: all
ports: list[Port] = ["BUS"]
note: str = "a # b"  # free text
label: str | None = None
top = 5  # how many
scale: float = 1.5
day: datetime.date = datetime.date(2020, 1, 2)
harmonic: Depth = 2
pair: tuple[int, int] = (1, 2)
flag = False
free = None
as_of: str = "2020-01-01"
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    module = ModuleType("tide_types")
    module.Port = Literal["BUS", "INC", "WON"]
    module.Depth = Annotated[int, Field(ge=0, examples=[1, 2])]
    monkeypatch.setitem(sys.modules, "tide_types", module)
    (tmp_path / "pyproject.toml").write_text('[tool.tumen]\nparameter_types = "tide_types"\n')
    return Project(tmp_path)


def chapter(source):
    return v4.new_notebook(cells=[v4.new_code_cell(source, metadata={"tags": ["parameters"]})])


@pytest.fixture
def declared(project):
    return read_parameters(chapter(CELL), "tides", type_namespace(project))


def test_what_no_manifest_can_hold_is_refused(declared):
    with pytest.raises(ValueError, match="expected float; found inf"):
        declared["scale"].convert("1e999")
    with pytest.raises(ValueError, match=r"found '9{10,}\.\.\. \(9,002 characters\)") as caught:
        declared["top"].convert("9" * 9000)
    assert len(str(caught.value)) < 400


def test_the_cell_is_read_as_python(declared):
    assert list(declared)[:3] == ["port", "kind", "years"]
    assert declared["port"].help == "gauge, by its code"
    assert declared["note"].default == "a # b" and declared["note"].help == "free text"
    assert declared["top"].annotation == "int" and declared["top"].help == "how many"
    assert declared["port"].choices == declared["ports"].choices == ("BUS", "INC", "WON")
    assert wrong_defaults({"tides": declared}) == []


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("port", "INC", "INC"),
        ("years", "None", None),
        ("years", "null", None),
        ("years", "[1990, 2001]", [1990, 2001]),
        ("ports", "['BUS', 'WON']", ["BUS", "WON"]),
        ("ports", '["INC"]', ["INC"]),
        ("note", "None", "None"),
        ("note", "x='1' and \"y\"=2", "x='1' and \"y\"=2"),
        ("note", "[1]", "[1]"),
        ("note", "", ""),
        ("label", "None", None),
        ("label", "12", "12"),
        ("top", "7", 7),
        ("scale", "2", 2.0),
        ("day", "2021-11-30", "2021-11-30"),
        ("pair", "(3, 4)", [3, 4]),
        ("flag", "True", True),
        ("flag", "false", False),
        ("free", "{'a': None}", {"a": None}),
        ("free", "plain words", "plain words"),
    ],
)
def test_text_becomes_a_value_by_type(declared, name, text, value):
    assert declared[name].convert(text) == value


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("port", "BSU", r"expected Port \(one of BUS, INC, WON\); found 'BSU'; did you mean BUS\?"),
        ("ports", '["BUS", "WNO"]', r"list\[Port\] \(a list .*one of BUS, INC, WON\).*did you mean WON\?"),
        ("kind", "ebb", r"one of spring, neap\); found 'ebb'"),
        ("top", "many", "expected int; found 'many'"),
        ("top", "2.5", "expected int"),
        ("top", "true", "expected int"),
        ("scale", "None", "expected float"),
        ("years", "[1990, 'x']", r"expected list\[int\] \| None \(a list"),
        ("ports", "[]x", "expected"),
        ("day", "2021-13-01", "full ISO date"),
        ("harmonic", "-1", r"Depth \(such as 1, 2\); found -1 .*greater than or equal to 0"),
        ("flag", "1", "true or false"),
    ],
)
def test_a_refusal_says_expected_found_and_the_choices(declared, name, text, expected):
    with pytest.raises(ValueError, match=expected):
        declared[name].convert(text)


def edition(**parameters):
    return Edition(name="all", title="t", chapters=("tides",), path="all.toml", parameters=parameters)


def test_all_faults_are_told_at_once(declared):
    with pytest.raises(UsageError) as caught:
        settle(edition(potr="BUS", top="5"), {"tides": declared}, {"kind": "ebb", "yaers": "1"}, "2020-01-01")
    text = str(caught.value)
    assert caught.value.exit_code == 2 and len(caught.value.details) == 4
    assert "did you mean port?" in text and "did you mean years?" in text
    assert "chapter tides, parameter kind" in text and "chapter tides, parameter top: expected int; found '5'" in text


def test_each_chapter_gets_what_it_declares(declared):
    other = {"port": declared["port"]}
    settled = settle(edition(port="INC"), {"tides": declared, "b": other}, {"top": "3", "port": "WON"}, "2020-02-29")
    assert settled.by_chapter == {"tides": {"port": "WON", "top": 3, "as_of": "2020-02-29"}, "b": {"port": "WON"}}
    assert settled.given == {"port": "WON", "top": 3}


def test_a_cell_that_is_not_python_or_names_an_unknown_type_is_refused(project):
    names = type_namespace(project)
    with pytest.raises(UsageError, match=r"Chapter tides: its parameters cell is not Python \(line 2"):
        read_parameters(chapter("a = 1\nb = = 2"), "tides", names)
    with pytest.raises(UsageError, match="parameter a: its type `Unknown` cannot be read"):
        read_parameters(chapter("a: Unknown = 1"), "tides", names)
    with pytest.raises(UsageError, match="it has no default"):
        read_parameters(chapter("a: int"), "tides", names)
    assert read_parameters(v4.new_notebook(cells=[v4.new_code_cell("a = 1")]), "tides", names) == {}


def test_a_default_that_its_type_refuses_is_found(project):
    declared = read_parameters(chapter('port: Port = "XXX"\nas_of: str = None'), "tides", type_namespace(project))
    assert [line.split(":")[0] for line in wrong_defaults({"tides": declared})] == ["chapter tides, default of port"]


@pytest.mark.parametrize("text", ["2020", "2020-1-1", "20200101", "2020-W01-1", "2020-02-30", "yesterday", ""])
def test_an_as_of_date_is_a_full_iso_date(text):
    with pytest.raises(UsageError, match="full ISO date"):
        parse_as_of(text, "2024-06-20")


def test_an_as_of_date_is_not_after_today():
    assert parse_as_of("2024-06-20", "2024-06-20") == "2024-06-20"
    with pytest.raises(UsageError, match="not after today, 2024-06-20; found 2024-06-21"):
        parse_as_of("2024-06-21", "2024-06-20")


def test_an_option_splits_at_the_first_sign():
    assert parse_option("note=a=b 'c'") == ("note", "a=b 'c'")
    for wrong in ("note", "=1", "a b=1"):
        with pytest.raises(UsageError, match="NAME=VALUE"):
            parse_option(wrong)


def test_stock_papermill_still_infers_the_simple_ones(tmp_path):
    notebook = chapter('state: Port = "BUS"  # gauge\ntop: int = 5\nas_of: AsOf = None  # newest\n')
    notebook.metadata["kernelspec"] = {"name": "python3", "language": "python", "display_name": "Python 3"}
    import nbformat

    nbformat.write(notebook, tmp_path / "a.ipynb")
    inferred = papermill.inspect_notebook(tmp_path / "a.ipynb")
    assert {name: p["inferred_type_name"] for name, p in inferred.items()} == {
        "state": "Port",
        "top": "int",
        "as_of": "AsOf",
    }
    assert inferred["state"]["help"] == "gauge" and inferred["state"]["default"] == '"BUS"'


def test_a_check_finds_what_would_stop_a_build(tides):
    assert edition_faults(tides.project, "all", "2024-06-20") == []
    tides.add_chapter("second", "# S", parameters='port: Port = "XXX"')
    tides.add_edition(chapters=["heights", "second"], parameters={"port": "YYY"}, as_of="2024-07-01")
    faults = "\n".join(edition_faults(tides.project, "all", "2024-06-20"))
    assert "chapter second, default of port" in faults and "all.toml, as_of: expected a day not after today" in faults
    assert "chapter heights, parameter port" in "\n".join(edition_faults(tides.project, "all", "2024-07-01"))


def test_readers_get_a_label_and_the_name_of_a_value(project):
    titled = {"oneOf": [{"const": "BUS", "title": "Busan"}, {"const": "INC", "title": "Incheon"}]}
    sys.modules["tide_types"].Port = Annotated[str, WithJsonSchema(titled)]
    declared = read_parameters(chapter(CELL), "tides", type_namespace(project))
    assert [declared[name].label for name in ("port", "kind", "label", "flag")] == [
        "Gauge",
        "Which tide",
        "label",
        "flag",
    ]
    assert declared["port"].choices == ("BUS", "INC")
    assert declared["port"].shown("INC") == "Incheon" and declared["port"].shown("WON") == "WON"
    assert declared["ports"].shown(["BUS", "INC"]) == "Busan, Incheon" and declared["ports"].shown([]) == "–"
    assert (declared["top"].shown(5), declared["flag"].shown(False)) == ("5", "false")
