r"""Live numbers in prose: the MyST inline role ``{eval}`expression```.

Analysts see the values in JupyterLab through jupyterlab-myst, which keeps the results in the metadata of the markdown
cell. The engine stores its results in the same place and the same form, and the printers read them from there:

.. code-block:: json

    {"user_expressions": [{"expression": "total", "result": {"status": "ok", "data": {"text/plain": "42"},
                                                             "metadata": {}}}]}

Markdown is read with mistune, never with a regular expression over the whole text, so that code spans and code blocks
are left alone.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache

import mistune
from nbformat import NotebookNode, from_dict

from analysis.press.protocol import EXPRESSIONS_KEY, QUANTITY_MIME

PLUGINS = ("table", "strikethrough", "footnotes", "task_lists", "math")
"""The mistune plugins with which every part of the press reads markdown."""

EVAL_PATTERN = r"\{eval\}(?P<eval_ticks>`+)(?!`)(?P<eval_expression>[\s\S]+?)(?<!`)(?P=eval_ticks)(?!`)"


def _parse_eval_role(inline: mistune.InlineParser, match: re.Match[str], state: mistune.InlineState) -> int:
    state.append_token({"type": "eval_role", "raw": " ".join(match["eval_expression"].split())})
    return match.end()


def eval_role(md: mistune.Markdown) -> None:
    """Mistune plugin: ``{eval}`expr``` becomes an inline token ``{"type": "eval_role", "raw": "expr"}``."""
    md.inline.register("eval_role", EVAL_PATTERN, _parse_eval_role, before="codespan")


def markdown_reader(renderer: mistune.BaseRenderer | None = None) -> mistune.Markdown:
    """A markdown reader as the press uses it everywhere; without a renderer it yields tokens."""
    return mistune.create_markdown(renderer=renderer, plugins=[*PLUGINS, eval_role])


@cache
def _token_reader() -> mistune.Markdown:
    return markdown_reader(None)


def walk(tokens: list[dict]) -> Iterator[dict]:
    """All tokens, outer before inner."""
    for token in tokens:
        yield token
        yield from walk(token.get("children", []))


def plain_text(tokens: list[dict], results: Mapping) -> str:
    """Inline tokens as text, stored results filled in."""
    parts = []
    for token in walk(tokens):
        if token["type"] == "eval_role":
            parts.append(display_text(results.get(token["raw"])))
        elif token["type"] in ("text", "codespan", "inline_math"):
            parts.append(token["raw"])
        elif token["type"] in ("softbreak", "linebreak"):
            parts.append(" ")
    return "".join(parts).strip()


def find_expressions(source: str) -> list[str]:
    """Expressions of the ``{eval}`` roles of a markdown source, each once, in order of appearance."""
    if "{eval}" not in source:
        return []
    tokens = walk(_token_reader()(source))
    return list(dict.fromkeys(token["raw"] for token in tokens if token["type"] == "eval_role"))


def first_heading(cell: NotebookNode) -> str | None:
    """Plain text of the first heading of a markdown cell, stored results filled in; None if it has none."""
    headings = (token for token in walk(_token_reader()(cell.source)) if token["type"] == "heading")
    heading = next(headings, None)
    return plain_text(heading["children"], stored_results(cell)) if heading else None


def stored_results(cell: Mapping) -> dict[str, dict]:
    """Results of a markdown cell's roles by expression, as an engine or jupyterlab-myst stored them."""
    entries = cell.get("metadata", {}).get(EXPRESSIONS_KEY) or []
    return {entry["expression"]: entry["result"] for entry in entries}


def store_results(cell: NotebookNode, results: Mapping[str, Mapping]) -> None:
    """Store results in a markdown cell's metadata; an empty mapping removes what was stored."""
    if results:
        entries = [{"expression": expression, "result": dict(result)} for expression, result in results.items()]
        cell.metadata[EXPRESSIONS_KEY] = from_dict(entries)
    else:
        cell.metadata.pop(EXPRESSIONS_KEY, None)


def display_text(result: Mapping | None) -> str:
    """What a reader sees for a result, as text.

    A :class:`~analysis.press.protocol.QuantityRecord` shows its ``text``; otherwise ``text/plain``, where a string's
    repr is read back into the string, then ``text/markdown``, then ``text/latex``. A result that is
    missing or failed shows a visible mark, so that nothing is dropped in silence.
    """
    if result is None:
        return "[not evaluated]"
    if result.get("status") != "ok":
        return f"[{result.get('ename', 'error')}]"
    data = result.get("data", {})
    if QUANTITY_MIME in data:
        return data[QUANTITY_MIME]["text"]
    for mime in ("text/plain", "text/markdown", "text/latex"):
        if mime in data:
            text = "".join(data[mime])
            return _unquoted(text) if mime == "text/plain" else text
    return "[no text]"


def _unquoted(text: str) -> str:
    """The string behind its repr, without quotes and escapes; other text as it is."""
    if len(text) < 2 or text[0] != text[-1] or text[0] not in "'\"":
        return text
    try:
        return str(ast.literal_eval(text))
    except (SyntaxError, ValueError):
        return text[1:-1]
