"""The parameters of a chapter: what its cell tagged ``parameters`` declares, and which values it takes.

The cell is read as Python with :mod:`ast`. An annotated assignment declares name, type, default and, in the trailing
comment, help; a plain assignment takes its type from its default:

.. code-block:: python

    port: Port = "BUS"  # gauge, by its code
    years: list[int] | None = None  # None: all
    top = 5

Names in annotations are resolved among the builtins, :mod:`typing`, :mod:`datetime` and the module that
``[tool.tumen] parameter_types`` names, so the press knows no subject. Values are checked by pydantic in its strict
JSON mode: a date is an ISO string, a tuple is a list, and ``true`` is not the number one. A type tells its choices
through its JSON Schema: ``enum`` or ``const`` (a Literal, an Enum), else ``examples``; a ``const`` with a ``title`` is
shown to readers by it.

What reaches a notebook is the JSON form of a value, which papermill can write into a cell: a date arrives as an ISO
string, an Enum as its value.
"""

from __future__ import annotations

import ast
import builtins
import datetime
import difflib
import json
import re
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from nbformat import NotebookNode
from pydantic import PydanticUserError, TypeAdapter, ValidationError
from pydantic_core import to_json

from analysis.errors import UsageError
from analysis.press.hooks import import_declared
from analysis.press.parameter_cells import assignments
from analysis.press.protocol import PARAMETERS_TAG
from analysis.project import Project

MOST_CHOICES = 100
"""As many choices as a message lists before it says how many more there are."""

_HINTS = {
    "boolean": "true or false",
    "array": 'a list such as ["a", "b"]',
    "object": 'a mapping such as {"a": 1}',
    "date": "a full ISO date such as 2001-12-31",
}


@dataclass(frozen=True)
class Parameter:
    """One parameter as a chapter declares it.

    Parameters
    ----------
    name : str
        Name of the variable.
    annotation : str
        The type as written, or the name of the default's type.
    default : object
        Value where none is given.
    help : str
        The trailing comment.
    adapter : pydantic.TypeAdapter
        Checks values.
    """

    name: str
    annotation: str
    default: Any
    help: str
    adapter: TypeAdapter = field(repr=False, compare=False)

    @cached_property
    def _schema(self) -> dict:
        try:
            return self.adapter.json_schema()
        except PydanticUserError:  # a type without a JSON Schema takes what it takes
            return {}

    @property
    def _definitions(self) -> dict:
        return self._schema.get("$defs", {})

    @cached_property
    def _schemas(self) -> list[dict]:
        return list(_flatten(self._schema, self._definitions))

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The values allowed (of each item, for a list), as text; empty where they cannot be listed."""
        return self._listed(_enumerated)

    def _listed(self, values_of: Callable[[dict], list | None]) -> tuple[str, ...]:
        found = []
        for schema in self._schemas:
            items = schema.get("items") if schema.get("type") == "array" else None
            inner = _flatten(items, self._definitions) if items else [schema]
            found += [value for one in inner for value in values_of(one) or ()]
        return tuple(dict.fromkeys(value if isinstance(value, str) else json.dumps(value) for value in found))

    @property
    def label(self) -> str:
        """What it is in a reader's words: the help as far as its first comma or semicolon, else the name."""
        words = re.split(r"[,;(]", self.help)[0].strip()
        return words[:1].upper() + words[1:] or self.name

    def shown(self, value: Any) -> str:
        """A value in its JSON form as a reader takes it: by its title where the type's JSON Schema gives it one."""
        if isinstance(value, list):
            return ", ".join(map(self.shown, value)) or "–"
        items = (one for schema in self._schemas for one in _flatten(schema.get("items", schema), self._definitions))
        titles = (schema.get("title") for schema in items if schema.get("const", schema) == value)
        return next(filter(None, titles), None) or (value if isinstance(value, str) else json.dumps(value))

    @property
    def expected(self) -> str:
        """What a value must be, in words, with the choices."""
        hints = [_HINTS[key] for s in self._schemas for key in (s.get("format"), s.get("type")) if key in _HINTS]
        hints = [" or ".join(dict.fromkeys(hints))] if hints else []
        if self.choices:
            more = len(self.choices) - MOST_CHOICES
            hints.append(f"one of {', '.join(self.choices[:MOST_CHOICES])}" + (f" and {more} more" if more > 0 else ""))
        elif examples := self._listed(lambda schema: schema.get("examples")):
            hints = [f"such as {', '.join(examples)}"]
        return f"{self.annotation} ({'; '.join(hints)})" if hints else self.annotation

    def accept(self, value: Any) -> Any:
        """Check a value that already has a type, from an edition or as a default.

        Returns
        -------
        object
            The value in its JSON form.

        Raises
        ------
        ValueError
            With a phrase: expected against found.
        """
        try:
            checked = self.adapter.validate_json(to_json(value), strict=True)
            found = self.adapter.dump_python(checked, mode="json")
            json.dumps(found, allow_nan=False)  # the manifest could not hold what is infinite
            return found
        except ValueError as error:
            wrong = [item for item in (value if isinstance(value, list) else [value]) if item not in self.choices]
            near = [match for item in wrong for match in difflib.get_close_matches(str(item), self.choices)]
            hint = f"; did you mean {' or '.join(near[:3])}?" if near else ""
            raise ValueError(
                f"expected {self.expected}; found {shortened(value)}{self._reason(error)}{hint}"
            ) from error

    def _reason(self, error: ValueError) -> str:
        if self.choices:  # already told
            return ""
        text = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        text = text.removeprefix("Value error, ").rstrip(".")
        return f" ({text[:1].lower()}{text[1:]})"

    def convert(self, text: str) -> Any:
        """Turn the text of an option into a value by this parameter's type.

        A literal of JSON or Python other than a string is tried first, if the text is one; then the text as it stands.

        Raises
        ------
        ValueError
            With a phrase: expected against found.
        """
        literal = _parse_literal(text)
        if literal == text:
            return self.accept(text)
        try:
            return self.accept(literal)
        except ValueError as refused:
            try:
                return self.accept(text)
            except ValueError:
                raise refused from None


def shortened(value: Any) -> str:
    """The repr of a value, cut where a message would drown in it."""
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:200]}... ({len(text):,} characters)"


def _flatten(schema: dict, definitions: dict) -> Iterator[dict]:
    if "$ref" in schema:
        yield from _flatten(definitions[schema["$ref"].rsplit("/", 1)[-1]], definitions)
    elif branches := schema.get("anyOf") or schema.get("oneOf"):
        for branch in branches:
            yield from _flatten(branch, definitions)
    else:
        yield schema


def _enumerated(schema: dict) -> list | None:
    return [schema["const"]] if "const" in schema else schema.get("enum")


def _parse_literal(text: str) -> Any:
    """What a text says as a literal of JSON or Python; the text itself where that is none, or a string."""
    for parse in (json.loads, ast.literal_eval):
        try:
            value = parse(text)
            return text if isinstance(value, str) else value
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            continue
    return text


def type_namespace(project: Project) -> dict[str, Any]:
    """Names that annotations may use: builtins, typing, datetime, and the project's parameter types.

    Raises
    ------
    UsageError
        If the declared module cannot be imported.
    """
    names: dict[str, Any] = {**vars(builtins), "datetime": datetime, "date": datetime.date, "typing": typing}
    names |= {name: getattr(typing, name) for name in typing.__all__}
    if declared := project.config.get("parameter_types"):
        names |= vars(import_declared(project, declared, "parameter_types"))
    return names


def read_parameters(notebook: NotebookNode, chapter: str, names: Mapping[str, Any]) -> dict[str, Parameter]:
    """Read the cell tagged ``parameters``.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        The chapter.
    chapter : str
        Its name, for messages.
    names : mapping
        From :func:`type_namespace`.

    Returns
    -------
    dict of str to Parameter
        By name, in the order of the cell; empty without such a cell.

    Raises
    ------
    UsageError
        If the cell is not Python, or a type in it is unknown.
    """
    tagged = (cell for cell in notebook.cells if PARAMETERS_TAG in cell.metadata.get("tags", []))
    cell = next(tagged, None)
    if cell is None:
        return {}
    try:
        declared = assignments(cell.source)
    except SyntaxError as error:
        raise UsageError(
            f"Chapter {chapter}: its parameters cell is not Python (line {error.lineno}: {error.msg}). "
            "Only assignments belong there."
        ) from error
    found = {}
    for name, annotation, value, comment in declared:
        where = f"Chapter {chapter}, parameter {name}"
        if value is None:
            raise UsageError(f"{where}: it has no default. Write `{name}: ... = value`.")
        default = _evaluate(value, names, where, "default")
        written, kind = _type_of(annotation, default, names, where)
        try:
            adapter = TypeAdapter(kind)
        except PydanticUserError as error:
            raise UsageError(f"{where}: its type {written} cannot be checked ({error.message}).") from error
        found[name] = Parameter(name, written, default, comment, adapter)
    return found


def _type_of(annotation: ast.expr | None, default: Any, names: Mapping, where: str) -> tuple[str, Any]:
    if annotation is None:
        known = type(default) in (bool, int, float, str, list, dict)
        return (type(default).__name__, type(default)) if known else ("any value", Any)
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        annotation = ast.parse(annotation.value, mode="eval").body
    return ast.unparse(annotation), _evaluate(annotation, names, where, "type")


def _evaluate(node: ast.expr, names: Mapping, where: str, what: str) -> Any:
    """A default or a type: the chapter's own code, which is about to run anyway."""
    try:
        return eval(compile(ast.Expression(node), "<parameters>", "eval"), dict(names))
    except Exception as error:
        raise UsageError(
            f"{where}: its {what} `{ast.unparse(node)}` cannot be read ({type(error).__name__}: {error}). Known are "
            "builtin, typing and datetime names and those of the module that [tool.tumen] parameter_types names."
        ) from error
