import ast
import re

import pytest
from chapters_of_the_study import NAMES, ROOT, read

from analysis.press.editions import list_editions, read_edition
from analysis.press.inline import find_expressions
from analysis.press.protocol import PARAMETERS_TAG
from analysis.project import Project

TRANSLATED = ["brief_ko"]
"""Chapters of editions in other languages."""
CHAPTERS = [
    "axis",
    "brief",
    "china_balance",
    "methods",
    "munitions",
    "pair_profile",
    "sanctions_record",
    "technology",
    "trade_and_china",
    "treaty_history",
    "voices",
]
ALLOWED = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.Expr)
LOGIC = (ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If, ast.IfExp, ast.comprehension, ast.BinOp)
NAMES_WITH_DIGITS = {"1961", "2000", "2024", "51"}  # treaties by their year, the day of the article, Article 51
CLAIM = re.compile(r"\b[TSMRAPCEZ]\d[a-c]?\b")  # the id of a claim is a name, not a number
ROLE = re.compile(r"\{eval\}(`+).+?\1", re.DOTALL)
MONTH = re.compile(r"\b\d{1,2}월")  # a month has no other name in Korean
VERDICT = r"(?<!\*)\b([Ss]upported|[Cc]ontradicted|[Mm]ixed)\b|지지됨|조건부 지지|엇갈림|반박됨"


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def test_the_chapters_are_all_there():
    assert sorted({*CHAPTERS, *TRANSLATED}) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_no_outputs_in_git_and_stable_ids(name):
    notebook = read(name)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code(notebook))
    assert all("user_expressions" not in cell.metadata for cell in notebook.cells)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids) and all(re.fullmatch(r"[a-z][a-z0-9-]+", one) for one in ids)


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_short_and_hold_no_logic(name):
    for cell in code(read(name)):
        assert len(cell.source.splitlines()) <= 12, cell.id
        tree = ast.parse(cell.source)
        assert all(isinstance(node, ALLOWED) for node in tree.body), cell.id
        assert not [node for node in ast.walk(tree) if isinstance(node, LOGIC) and not _union(node)], cell.id


def _union(node):
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)  # an annotation such as AsOf | None


@pytest.mark.parametrize("name", NAMES)
def test_parameters_are_annotated_and_explained(name):
    notebook = read(name)
    tagged = [cell for cell in notebook.cells if PARAMETERS_TAG in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    before = code(notebook)[: code(notebook).index(tagged[0])]
    assert len(before) == 1 and "import" in before[0].source, "annotations are imported before the cell"
    for line, node in zip(tagged[0].source.splitlines(), ast.parse(tagged[0].source).body, strict=True):
        assert isinstance(node, ast.AnnAssign) and node.value is not None and "  # " in line


@pytest.mark.parametrize("name", NAMES)
def test_headings_start_with_one_title_and_skip_no_level(name):
    heads = [line for cell in prose(read(name)) for line in cell.source.splitlines() if re.match(r"#+ ", line)]
    levels = [len(line.split()[0]) for line in heads]
    assert levels[0] == 1 and levels.count(1) == 1 and "{eval}" not in heads[0]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


@pytest.mark.parametrize("name", NAMES)
def test_no_number_and_no_verdict_is_typed(name):
    for cell in prose(read(name)):
        typed = MONTH.sub("", CLAIM.sub("", re.sub(r"`[^`]*`", "", ROLE.sub("", cell.source))))
        assert set(re.findall(r"\d+(?:[.,]\d+)*", typed)) - NAMES_WITH_DIGITS == set(), cell.id
        assert not re.search(VERDICT, typed), cell.id


@pytest.mark.parametrize("name", NAMES)
def test_inline_expressions_are_expressions(name):
    expressions = [text for cell in prose(read(name)) for text in find_expressions(cell.source)]
    assert expressions
    for text in expressions:
        ast.parse(text, mode="eval")


@pytest.mark.parametrize("name", NAMES)
def test_every_import_is_used(name):
    notebook = read(name)
    used = "\n".join(cell.source for cell in notebook.cells if cell.id != "imports")
    imported = [alias.name for node in ast.parse(code(notebook)[0].source).body for alias in node.names]
    assert [one for one in imported if not re.search(rf"\b{one}\b", used)] == []


@pytest.mark.parametrize("edition", ["article", "latest"])
def test_editions_declare_all_chapters(edition):
    project = Project(ROOT)
    assert set(list_editions(project)) >= {"article", "latest"}
    declared = read_edition(project, edition)
    assert sorted(declared.chapters) == CHAPTERS and declared.chapters[0] == "brief"
    assert declared.as_of == ("2024-06-20" if edition == "article" else None)
    assert declared.parameters == {"state_a": "RUS", "state_b": "PRK"} and declared.abstract.strip()


def test_the_korean_edition_declares_the_korean_brief_alone():
    declared = read_edition(Project(ROOT), "brief-ko")
    assert (declared.chapters, declared.language, declared.as_of) == (("brief_ko",), "ko", "2024-06-20")
    assert all(re.search("[가-힣]", text) for text in (declared.title, declared.subtitle, declared.abstract))


def test_the_korean_brief_is_made_like_the_english_one():
    korean, english = read("brief_ko"), read("brief")
    assert [cell.cell_type for cell in korean.cells] == [cell.cell_type for cell in english.cells]
    asked = [[text for cell in prose(one) for text in find_expressions(cell.source)] for one in (korean, english)]
    assert len(asked[0]) == len(asked[1]) and set(asked[1]) - set(asked[0]) == {"today(evidence)"}
