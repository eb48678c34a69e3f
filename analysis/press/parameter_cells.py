"""Parameter cells as Python: their assignments, and the values that a notebook ran with, for the printed page."""

from __future__ import annotations

import ast
import io
import tokenize
from dataclasses import dataclass
from typing import NamedTuple

from nbformat import NotebookNode

from analysis.press.language import _
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

    @property
    def meaning(self) -> str:
        """Help, and whether the value is the default, as a page tells it."""
        if self.given:
            return self.help
        return _("{help} (default)").format(help=self.help).strip()


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
            declared = [item for item in assignments(cell.source) if item.value is not None]
        except (SyntaxError, tokenize.TokenError):
            return None
        given = INJECTED_TAG in tags
        for name, _annotation, value, text in declared:
            known = found.get(name)
            found[name] = Parameter(name, ast.unparse(value), text or (known.help if known else ""), given)
    return ParameterTable(tuple(found.values()))


class Assignment(NamedTuple):
    """One declaration of a cell; ``help`` is the trailing comment."""

    name: str
    annotation: ast.expr | None
    value: ast.expr | None
    help: str


def assignments(source: str) -> list[Assignment]:
    """Assignments to plain names, in order.

    Raises
    ------
    SyntaxError, tokenize.TokenError
        If the source is not Python.
    """
    tree = ast.parse(source)
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = {t.start[0]: t.string.lstrip("# ").strip() for t in tokens if t.type == tokenize.COMMENT}
    found = []
    for node in tree.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=value):
                pass
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                annotation = None
            case _:
                continue
        found.append(Assignment(name, annotation, value, comments.get(node.end_lineno, "")))
    return found
