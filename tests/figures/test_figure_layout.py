"""Every shipped chart drawn and measured: words stand inside the figure, large enough and clear of each other."""

import ast
import itertools
from pathlib import Path

import numpy as np
import pytest
from drawn_words import words_of
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from shipped_charts import CHARTS, DAYS, ROOT, draw, draw_anew

from analysis.figures.drawing import draw_svg, rounded
from analysis.figures.style import SMALL, house_style

CLOSEST = 2
"""Points by which the boxes of two words may lie over each other: less than their descenders and line spacing take."""

CROWDED = ("paragraphs_touched",)
"""Charts whose numbers stand in their marks on purpose."""


@pytest.mark.parametrize("name", CHARTS)
def test_words_are_inside_large_enough_and_apart(name):
    for day in DAYS[1:]:
        figure = draw(name, day).figure
        words, (width, height) = words_of(figure), figure.get_size_inches() * 72
        for word in words:
            x0, y0, x1, y1 = word.box
            assert x0 >= 0 and y0 >= -1 and x1 <= width and y1 <= height + 1, f"{word.text!r} is clipped on {day}"
            assert word.size >= SMALL, f"{word.text!r} is too small on {day}"
        for one, other in itertools.combinations(words, 2):
            assert one.overlap(other) <= CLOSEST, f"{one.text!r} lies over {other.text!r} on {day}"


@pytest.mark.parametrize("name", [name for name in CHARTS if name not in CROWDED])
def test_words_do_not_cover_marks(name):
    for day in ("2024-06-20", "2026-10-01"):
        figure = draw(name, day).figure
        words = words_of(figure)
        marks = np.array([*marks_of(figure)]).reshape(-1, 2)
        for word in words:
            x0, y0, x1, y1 = word.box + (1, 1.5, -1, -1.5)
            inside = (marks[:, 0] > x0) & (marks[:, 0] < x1) & (marks[:, 1] > y0) & (marks[:, 1] < y1)
            assert not inside.any(), f"{word.text!r} covers {inside.sum()} marks on {day}"


def marks_of(figure):
    """Places of point marks in points; strokes that only point are none."""
    for axes in figure.axes:
        for line in axes.lines:
            if line.get_marker() not in ("None", None, "", " ", "_", "|"):
                places = np.column_stack([line.get_xdata(orig=False), line.get_ydata(orig=False)]).astype(float)
                for place in line.get_transform().transform(places) * 72 / figure.dpi:
                    if np.isfinite(place).all():
                        yield place


@house_style
def crossing():
    figure = Figure(figsize=(3, 1))
    figure.text(0.4, 0.5, "first")
    figure.text(0.42, 0.5, "second", fontsize=4)
    figure.text(0.95, 0.5, "clipped")
    return figure


def test_the_measure_sees_what_overlaps_is_clipped_or_small():
    one, other, clipped = words_of(crossing())
    assert one.overlap(other) > CLOSEST and other.size < SMALL and clipped.box[2] > 3 * 72


def test_sizes_and_colours_are_named_in_one_place():
    found = []
    for path in sorted((ROOT / "analysis/figures").glob("*.py")):
        if path.name == "style.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "fontsize" and isinstance(node.value, ast.Constant):
                found.append(f"{path.name}:{node.value.lineno} a size")
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_style(node.value):
                found.append(f"{path.name}:{node.lineno} {node.value}")
    assert found == []


def _is_style(text):
    return (len(text) == 7 and text[0] == "#" and all(c in "0123456789abcdefABCDEF" for c in text[1:])) or (
        len(text) > 2 and set(text) == {"/"}
    )


def test_numbers_are_rounded_and_colours_kept():
    assert rounded("M 1.004 -0.001 L 12.345678 1e-9") == "M 1 0 L 12.35 0"
    assert rounded("fill: #e6e8eb; stroke-width: 0.60001") == "fill: #e6e8eb; stroke-width: 0.6"


def test_a_drawing_is_the_same_after_others_and_names_its_ids_by_label():
    first = draw("container_reports", "2024-06-20").svg
    draw("oil", "2024-06-20").svg  # noqa: B018
    again = draw_anew("container_reports", "2024-06-20").svg
    assert first == again and 'id="container-reports-1"' in first and 'id="text_' not in first


@house_style
def scripts():
    figure = Figure(figsize=(3, 1))
    figure.text(0.1, 0.5, "a   b 조선 朝鲜 Дума < &")
    return draw_svg(figure, "x", {"Title": "t"})


def test_spaces_and_scripts_hold_in_words():
    svg = scripts()
    assert "a\xa0\xa0 b 조선 朝鲜 Дума &lt; &amp;</text>" in svg and "<use" not in svg


@pytest.mark.parametrize("name", CHARTS)
def test_drawings_are_small(name):
    svg = draw(name, "2026-10-01").svg
    assert len(svg.encode()) < 80_000
    assert "withStroke" not in Path(ROOT / "analysis/figures/marks.py").read_text(encoding="utf-8")


def test_marks_of_lines_are_seen():
    figure = Figure()
    axes = figure.add_subplot()
    axes.add_line(Line2D([0.5], [0.5], marker="o"))
    assert len([*marks_of(figure)]) == 1
