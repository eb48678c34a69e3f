r"""Roles in prose, by MyST's names: ``{eval}`expression```, ``{cite}`source, source``` and ``{ref}`label```.

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

from analysis.press.dialect import mathematics, notes
from analysis.press.language import _
from analysis.press.protocol import EXPRESSIONS_KEY, QUANTITY_MIME, TEXT_MIME

PLUGINS = ("table", "strikethrough", "footnotes", "task_lists", mathematics, notes)
"""The mistune plugins with which every part of the press reads markdown."""

ROLE_PATTERN = r"\{(?P<role>eval|cite|ref)\}(?P<role_ticks>`+)(?!`)(?P<role_text>[\s\S]+?)(?<!`)(?P=role_ticks)(?!`)"
_NAMED_REFERENCE = re.compile(r"(.*\S)\s*<([^<>]+)>", re.DOTALL)


def _parse_role(inline: mistune.InlineParser, match: re.Match[str], state: mistune.InlineState) -> int:
    state.append_token({"type": f"{match['role']}_role", "raw": " ".join(match["role_text"].split())})
    return match.end()


def roles(md: mistune.Markdown) -> None:
    """Mistune plugin: ``{eval}`expr``` becomes an inline token ``{"type": "eval_role", "raw": "expr"}``."""
    md.inline.register("roles", ROLE_PATTERN, _parse_role, before="codespan")


def cited_sources(raw: str) -> list[str]:
    """Ids of the sources that a ``{cite}`` role names."""
    return [name for part in raw.split(",") if (name := part.strip())]


def referred(raw: str) -> tuple[str, str | None]:
    """Label of a ``{ref}`` role, and its own words where it has them: ``{ref}`words <label>```."""
    named = _NAMED_REFERENCE.fullmatch(raw)
    return (named[2].strip(), named[1]) if named else (raw, None)


def markdown_reader(renderer: mistune.BaseRenderer | None = None) -> mistune.Markdown:
    """A markdown reader as the press uses it everywhere; without a renderer it yields tokens."""
    return mistune.create_markdown(renderer=renderer, plugins=[*PLUGINS, roles])


@cache
def _token_reader() -> mistune.Markdown:
    return markdown_reader(None)


def walk(tokens: list[dict]) -> Iterator[dict]:
    """All tokens, outer before inner."""
    for token in tokens:
        yield token
        yield from walk(token.get("children", []))


def read_tokens(source: str) -> Iterator[dict]:
    """All tokens of a markdown source, outer before inner."""
    return walk(_token_reader()(source))


def plain_text(tokens: list[dict], results: Mapping) -> str:
    """Inline tokens as text, stored results filled in."""
    parts = []
    for token in walk(tokens):
        if token["type"] == "eval_role":
            parts.append(display_text(results.get(token["raw"])))
        elif token["type"] == "ref_role":
            parts.append(referred(token["raw"])[1] or token["raw"])
        elif token["type"] in ("text", "codespan", "inline_math"):
            parts.append(token["raw"])
        elif token["type"] in ("softbreak", "linebreak"):
            parts.append(" ")
    return "".join(parts).strip()


def find_expressions(source: str) -> list[str]:
    """Expressions of the ``{eval}`` roles of a markdown source, each once, in order of appearance."""
    if "{eval}" not in source:
        return []
    return list(dict.fromkeys(token["raw"] for token in read_tokens(source) if token["type"] == "eval_role"))


def first_heading(cell: NotebookNode) -> str | None:
    """Plain text of the first heading of a markdown cell, stored results filled in; None if it has none."""
    headings = (token for token in read_tokens(cell.source) if token["type"] == "heading")
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


def record_of(result: Mapping | None, mime: str) -> dict | None:
    """The record of a kind that a stored result carries, if it succeeded and has one."""
    return result["data"].get(mime) if result and result.get("status") == "ok" and "data" in result else None


def display_text(result: Mapping | None) -> str:
    """What a reader sees for a result, as text.

    A record of the protocol shows its ``text``; otherwise ``text/plain``, where a string's repr is read back into the
    string, then ``text/markdown``, then ``text/latex``. A result that is missing or failed shows a visible mark, so
    that nothing is dropped in silence.
    """
    if result is None:
        return _("[not evaluated]")
    if result.get("status") != "ok":
        return f"[{result.get('ename', 'error')}]"
    data = result.get("data", {})
    for mime in (QUANTITY_MIME, TEXT_MIME):
        if mime in data:
            return data[mime]["text"]
    for mime in ("text/plain", "text/markdown", "text/latex"):
        if mime in data:
            text = "".join(data[mime])
            return _unquoted(text) if mime == "text/plain" else text
    return _("[no text]")


def _unquoted(text: str) -> str:
    """The string behind its repr, without quotes and escapes; other text as it is."""
    if len(text) < 2 or text[0] != text[-1] or text[0] not in "'\"":
        return text
    try:
        return str(ast.literal_eval(text))
    except (SyntaxError, ValueError):
        return text[1:-1]
