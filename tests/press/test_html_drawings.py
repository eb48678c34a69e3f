"""Drawings made small look as before, to the pixel where it matters; what a page cannot scale is left alone."""

import io
import re

import matplotlib
import numpy as np
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from PIL import Image

from analysis.press.drawings import _outline, slim_svg, unique_svg
from analysis.press.sanitise import clean_svg


def drawing(fonttype: str) -> str:
    """A busy chart: lines, hatches, markers, clipped parts, curves, words in two styles."""
    with matplotlib.rc_context(
        {"svg.fonttype": fonttype, "font.family": ["Source Sans 3", "DejaVu Sans"], "svg.hashsalt": "s"}
    ):
        figure = Figure(figsize=(6.3, 3.4))
        axes = figure.add_subplot()
        x = np.linspace(0, 9, 60)
        for shift in range(4):
            axes.plot(x, np.sin(x + shift), marker="o", markersize=2.5, alpha=0.8)
        axes.bar(range(10), np.linspace(0.1, 0.9, 10), hatch="////", fill=False, edgecolor="#aa3300")
        axes.fill_between(x, np.cos(x) / 3, np.cos(x) / 2, color="#cfd4d9")
        axes.set_title("Waves and bars", style="italic")
        axes.text(4, -0.8, "seven words of a note that is long", weight="bold", fontsize=8)
        axes.set_ylim(-0.9, 0.95)
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None})
    return clean_svg(out.getvalue())


@pytest.fixture
def picture(open_file, tmp_path):
    """Renders SVG in the browser, as numbers."""

    def rendered(svg):
        path = tmp_path / f"{abs(hash(svg))}.html"
        path.write_text(f"<!DOCTYPE html><body style='margin:0;background:#fff'>{svg}")
        page = open_file(path, viewport={"width": 700, "height": 420})
        return np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("L"), dtype=float)

    return rendered


@pytest.mark.browser
@pytest.mark.parametrize("fonttype", ["path", "none"])
def test_small_looks_as_before(picture, fonttype):
    before = drawing(fonttype)
    after = unique_svg(before, "one")
    assert len(after) < 0.55 * len(before)
    apart = np.abs(picture(before) - picture(after))
    assert picture(before).std() > 10
    assert apart.mean() < 0.2 and (apart > 60).mean() < 0.0005


def test_nothing_is_rounded_where_something_enlarges():
    start = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
    svg = start + '<g transform="{}"><path d="M 0.12345 1 L 2 3"/></g></svg>'
    assert "0.12345" in slim_svg(svg.format("scale(40)"), "one")
    assert "0.12345" not in slim_svg(svg.format("scale(.5)"), "one")
    small = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M 0.12345 0 L .5 .5"/></svg>'
    assert 'd="M.1234 0l.3766 .5"' in slim_svg(small, "one")
    bare = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M 0.12345 0 L .5 .5"/></svg>'
    assert "0.12345" in slim_svg(bare, "one")


def test_curves_with_arcs_and_relative_steps_are_kept():
    path = "M 1.00001 2 a 3.123456 3 0 0 1 2 2 l 1 1 z"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><path d="{path}"/></svg>'
    assert "a3.123456 3 0 0 1 2 2" in slim_svg(svg, "one")


def read(outline: str) -> list[tuple[str, float, float]]:
    """End points of relative steps as absolute ones."""
    x = y = start_x = start_y = 0.0
    points = []
    for letter, body in re.findall(r"([A-Za-z])([^A-Za-z]*)", outline):
        numbers = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", body)]
        size = {"h": 1, "v": 1, "q": 4, "c": 6, "z": 0}.get(letter, 2)
        if letter == "z":
            x, y = start_x, start_y
            points.append(("z", x, y))
        for at in range(0, len(numbers), size or 1):
            part = numbers[at : at + size]
            if letter == "M":
                x, y = part
            elif letter == "h":
                x += part[0]
            elif letter == "v":
                y += part[0]
            else:
                x, y = x + part[-2], y + part[-1]
            if letter in "mM":
                start_x, start_y = x, y
            points.append((letter, x, y))
    return points


coordinate = st.floats(-500, 500).map(lambda value: round(value, 6))


@given(st.lists(st.tuples(st.sampled_from("LQCMz"), st.lists(coordinate, min_size=6, max_size=6)), max_size=12))
def test_no_error_adds_up(steps):
    sizes = {"M": 2, "L": 2, "Q": 4, "C": 6, "z": 0}
    steps = [("M", [0.0] * 6), *steps]
    text = " ".join(f"{letter} {' '.join(f'{n:f}' for n in numbers[: sizes[letter]])}" for letter, numbers in steps)
    wanted = [numbers[sizes[letter] - 2 : sizes[letter]] for letter, numbers in steps if letter != "z"]
    found = [(x, y) for letter, x, y in read(_outline(text, 2)) if letter != "z"]
    assert len(found) == len(wanted)
    most = 0.0051 if any(letter in "QC" for letter, _ in steps) else 0.051
    assert all(abs(a - b) <= most for pair, other in zip(found, wanted, strict=True)
               for a, b in zip(pair, other, strict=True))  # fmt: skip


def test_repeated_styles_become_classes_and_fonts_stand_once():
    style = "font: 8px 'Source Sans 3', 'Noto Sans CJK KR'; text-anchor: middle"
    words = "".join(f'<text x="{n}" style="{style}">w{n}</text>' for n in range(5))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{words}</svg>'
    root = BeautifulSoup(slim_svg(svg, "one"), "xml").svg
    assert root["font-family"] == "Tumen Sans, 'Source Sans 3', 'Noto Sans CJK KR', sans-serif"
    assert root.style.string == ".s1{font-size:8px;text-anchor:middle}"
    assert [text["class"] for text in root("text")] == ["s1"] * 5
