"""The inline role: what counts as an expression, where results live, what a reader sees."""

import nbformat.v4 as v4
import pytest

from analysis.press.inline import display_text, find_expressions, first_heading, store_results, stored_results
from analysis.press.protocol import QUANTITY_MIME


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("High water at {eval}`height`.", ["height"]),
        ('## Of {eval}`port["name"]`\n\ntext', ['port["name"]']),
        ("| a | b |\n|---|---|\n| {eval}`x_1` | {eval}`y*2` |", ["x_1", "y*2"]),
        ("- one {eval}`a`\n- two **{eval}`b`**\n  - three {eval}`c`", ["a", "b", "c"]),
        ("> [see {eval}`d[0]`](https://example.org) and *{eval}`e`*", ["d[0]", "e"]),
        ("Twice {eval}`a` and {eval}`a`.", ["a"]),
        ("Two ticks {eval}``f'`{a}'``.", ["f'`{a}'"]),
        ("Over a line {eval}`a +\n  b`.", ["a + b"]),
        ("A note[^1].\n\n[^1]: From {eval}`note`.", ["note"]),
        ("Code `{eval}` and ``{eval}`a` `` stay.", []),
        ("```\n{eval}`a`\n```", []),
        ("    {eval}`indented`", []),
        ("Escaped \\{eval}`a`.", []),
        ("Other role {ref}`a`.", []),
    ],
)
def test_expressions_are_found_in_prose_only(source, expected):
    assert find_expressions(source) == expected


def test_results_are_kept_in_the_form_of_jupyterlab_myst():
    cell = v4.new_markdown_cell("{eval}`a`")
    result = {"status": "ok", "data": {"text/plain": "3"}, "metadata": {}}
    store_results(cell, {"a": result})
    assert cell.metadata["user_expressions"] == [{"expression": "a", "result": result}]
    assert stored_results(cell) == {"a": result}
    store_results(cell, {})
    assert "user_expressions" not in cell.metadata


@pytest.mark.parametrize(
    ("result", "text"),
    [
        ({"status": "ok", "data": {"text/plain": "'USD 3 bn'"}}, "USD 3 bn"),
        ({"status": "ok", "data": {"text/plain": "4.5"}}, "4.5"),
        ({"status": "ok", "data": {"text/plain": "'"}}, "'"),
        ({"status": "ok", "data": {"text/markdown": "*a*"}}, "*a*"),
        ({"status": "ok", "data": {"text/plain": "Quantity(3)", QUANTITY_MIME: {"text": "over 3"}}}, "over 3"),
        ({"status": "error", "ename": "NameError", "evalue": "x"}, "[NameError]"),
        (None, "[not evaluated]"),
    ],
)
def test_display_text(result, text):
    assert display_text(result) == text


def test_first_heading_is_plain_text_with_results():
    cell = v4.new_markdown_cell("intro\n\n# Tides *at* {eval}`port`, `UTC`\n\n## Second")
    store_results(cell, {"port": {"status": "ok", "data": {"text/plain": "'Busan'"}, "metadata": {}}})
    assert first_heading(cell) == "Tides at Busan, UTC"
    assert first_heading(v4.new_markdown_cell("no heading")) is None
