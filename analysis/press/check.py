"""The house rules of chapters and editions, held without starting a kernel."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

from nbformat import NotebookNode

from analysis.errors import TumenError
from analysis.press import editions as declarations
from analysis.press.chapters import read_chapter
from analysis.press.inline import find_expressions
from analysis.press.parameters import read_parameters, type_namespace
from analysis.press.plan import edition_faults
from analysis.press.protocol import PARAMETERS_TAG, Study
from analysis.project import Project

LONGEST_CELL = 12
"""Lines of code, blank ones apart, that a cell may have."""


def check_press(project: Project) -> list[str]:
    """Every fault of chapters and editions, one line each; empty if there is none."""
    problems = []
    for path in sorted(project.notebooks.glob("*.ipynb")):
        problems += _chapter_faults(path, project)
    for name in declarations.list_editions(project):
        problems += edition_faults(project, name, date.today().isoformat())
    return list(dict.fromkeys(problems))


def stale_descriptions(project: Project, study: Study) -> dict[str, str]:
    """Text of each description of the data that its file does not hold, by path inside the project."""
    return {
        name: text
        for name, text in study.descriptions().items()
        if not (project.root / name).is_file() or (project.root / name).read_bytes() != text.encode()
    }


def _chapter_faults(path: Path, project: Project) -> list[str]:
    where = path.relative_to(project.root).as_posix()
    try:
        notebook = read_chapter(path)
        read_parameters(notebook, path.stem, type_namespace(project))
    except TumenError as error:
        return [error.message, *error.details]
    faults = []
    if not any(PARAMETERS_TAG in cell.metadata.get("tags", []) for cell in notebook.cells):
        faults.append(f"{where}: expected a cell tagged 'parameters', found none")
    for number, cell in enumerate(notebook.cells, start=1):
        check = {"code": _code_faults, "markdown": _prose_faults}.get(cell.cell_type)
        faults += [f"{where}, cell {number}: {fault}" for fault in (check(cell) if check else [])]
    return faults


def _code_faults(cell: NotebookNode) -> list[str]:
    faults = []
    if cell.outputs or cell.execution_count:
        faults.append(
            "expected no output in the repository, found some. Clear it, or run 'jupyter nbconvert --clear-output'"
        )
    lines = sum(bool(line.strip()) for line in cell.source.splitlines())
    if lines > LONGEST_CELL:
        faults.append(f"expected at most {LONGEST_CELL} lines, found {lines}. Move the logic into the package")
    try:
        tree = ast.parse(cell.source)
    except SyntaxError as error:
        return [*faults, f"expected Python, found a syntax error in line {error.lineno} ({error.msg})"]
    if any(
        isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)) for node in ast.walk(tree)
    ):
        faults.append("expected no definition of a function or class, found one. Move it into the package")
    return faults


def _prose_faults(cell: NotebookNode) -> list[str]:
    faults = []
    for expression in find_expressions(cell.source):
        try:
            ast.parse(expression, mode="eval")
        except SyntaxError as error:
            faults.append(f"expected a Python expression in {{eval}}`{expression}`, found a syntax error ({error.msg})")
    return faults
