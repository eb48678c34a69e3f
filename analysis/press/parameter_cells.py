"""The values that a notebook ran with, read from its parameter cells for the printed page."""

from __future__ import annotations

import ast
import io
import tokenize
from dataclasses import dataclass

from nbformat import NotebookNode

from analysis.press.protocol import PARAMETERS_TAG

INJECTED_TAG = "injected-parameters"
"""papermill's tag for the cell with the values that it was given."""


@dataclass(frozen=True)
class Parameter:
    """A parameter as a page shows it: name, value as source text, help from the comment, whether it was given."""

    name: str
    value: str
    help: str = ""
    given: bool = False


@dataclass(frozen=True)
class ParameterTable:
    """All parameters of a page."""

    parameters: tuple[Parameter, ...]


def read_parameter_cells(notebook: NotebookNode) -> ParameterTable | None:
    """Values of the tagged cells, injected ones over defaults; None if a cell is not plain Python assignments."""
    found: dict[str, Parameter] = {}
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", []))
        if cell.cell_type != "code" or not tags & {PARAMETERS_TAG, INJECTED_TAG}:
            continue
        try:
            assignments = _assignments(cell.source)
        except (SyntaxError, tokenize.TokenError):
            return None
        given = INJECTED_TAG in tags
        for name, value, text in assignments:
            known = found.get(name)
            found[name] = Parameter(name, value, text or (known.help if known else ""), given)
    return ParameterTable(tuple(found.values()))


def _assignments(source: str) -> list[tuple[str, str, str]]:
    comments = {
        token.start[0]: token.string.lstrip("# ").strip()
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    found = []
    for node in ast.parse(source).body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                pass
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                pass
            case _:
                continue
        found.append((name, ast.unparse(value), comments.get(node.end_lineno, "")))
    return found
