"""Colours that meet in one shipped chart stay apart for every eye and in grey, or something else tells them apart.

Deficiencies of colour vision after Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of
Color Vision Deficiency", IEEE TVCG 15 (2009), table 1, severity 1. Differences are CIELAB 1976 at D65.
"""

import itertools

import matplotlib.colors as mcolors
import numpy as np
import pytest
from drawn_words import words_of
from matplotlib.colors import to_hex, to_rgba
from shipped_charts import CHARTS, draw

from analysis.figures.style import BAND, EMPTY, GRID, HATCH, INK, MUTED, OTHER, PAPER, SHADE

GREY = np.tile([0.2126, 0.7152, 0.0722], (3, 1))
EYES = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
    "grey print": GREY,
}
LEAST = 11
"""Difference in CIELAB from which two fields of colour are told apart at a glance; about five just noticeable steps."""

NEUTRAL = {INK, MUTED, GRID, PAPER, BAND, SHADE, EMPTY, "#9aa0a6"}
"""Text, axes and shades: never the only sign of a meaning."""


def linear(colour):
    channels = np.array(mcolors.to_rgb(colour))
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(light):
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ light
    x, y, z = (np.cbrt(v) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz / np.array([0.9505, 1, 1.089]))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def apart(one, other, eye):
    seen = [lab(np.clip(np.array(EYES[eye]) @ linear(colour), 0, 1)) for colour in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def contrast(one, other):
    bright, dark = sorted((float(linear(c) @ GREY[0]) for c in (one, other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def marks(figure):
    """Colour and form of every mark that is drawn: markers, lines, bars and their hatches."""
    for axes in figure.axes:
        for line in axes.lines:
            form = str(line.get_marker()) + str(line.get_linestyle()) + str(line.get_markerfacecolor() == PAPER)
            drawn = line.get_linestyle() != "None"
            yield to_hex(line.get_color() if drawn else line.get_markeredgecolor()), form, line
        for patch in axes.patches:
            if patch.get_visible() and to_rgba(patch.get_facecolor())[3] > 0.5:
                hollow = to_hex(patch.get_facecolor()) == PAPER
                colour = patch.get_edgecolor() if hollow else patch.get_facecolor()
                yield to_hex(colour), f"bar{patch.get_hatch()}", patch


def meeting(figure):
    """Pairs of colours, neutral ones aside, that meet in one chart in marks of one form."""
    forms = {}
    for colour, form, _ in marks(figure):
        if colour not in NEUTRAL:
            forms.setdefault(form, set()).add(colour)
    return {pair for colours in forms.values() for pair in itertools.combinations(sorted(colours), 2)}


SECOND = {
    "closeness": "bonds stand above nought and ruptures below it",
    "ideal_points": "intervals are pale upright bars, means thick level ones",
    "pact_lives": "every line is named at its left, and the patrons stand in panels of their own",
    "ledger_strip": "every verdict has a column of its own, with its name above",
    "verdict_timeline": "what cannot be tested is a thin line, and every change has a number that the table explains",
}
"""What tells colours apart that look alike to some eye, where no word in the colour stands beside the marks."""


def words_in(figure):
    return {to_hex(word.colour) for word in words_of(figure)}


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("name", CHARTS)
def test_colours_that_meet_are_apart_or_named(name, eye):
    for day in ("2024-06-20", "2026-10-01"):
        figure = draw(name, day).figure
        named = words_in(figure)
        for one, other in meeting(figure):
            close = apart(one, other, eye) < LEAST
            told = {one, other} <= named or name in SECOND
            assert not close or told, f"{one} and {other} look alike for {eye} on {day}, unnamed"


def test_pairs_come_from_the_charts():
    found = set().union(*(meeting(draw(name, "2026-10-01").figure) for name in CHARTS))
    assert len(found) > 25


@pytest.mark.parametrize("day", ["2024-06-20", "2026-10-01"])
@pytest.mark.parametrize("name", CHARTS)
def test_words_and_marks_stand_out_from_what_lies_behind(name, day):
    figure = draw(name, day).figure
    for word in words_of(figure):
        light = to_hex(word.colour) == PAPER
        assert contrast(word.colour, PAPER) >= 4.5 or light or _sign(word), f"{word.text!r} is pale"
        if light:
            behind = list(grounds(word, figure))
            assert behind and contrast(PAPER, behind[-1]) >= 4.5, f"{word.text!r} on {behind}"
    for colour, form, mark in marks(figure):
        shade = colour in {GRID, BAND, SHADE, EMPTY} or (mark.get_alpha() or 1) < 1 or mark.get_linewidth() <= 0.7
        assert shade or colour == PAPER or contrast(colour, PAPER) >= 3, f"{colour} {form}"


def grounds(word, figure):
    """Colours on which the middle of a word lies, the uppermost last: bars and boxes, marks, its own box."""
    middle, scale = (word.box[:2] + word.box[2:]) / 2, 72 / figure.dpi
    for axes in figure.axes:
        for patch in axes.patches:
            extent = patch.get_window_extent().extents * scale
            if (extent[:2] <= middle).all() and (middle <= extent[2:]).all():
                yield to_hex(patch.get_facecolor())
        for line in axes.lines:
            places = line.get_transform().transform(np.column_stack(line.get_data())) * scale
            if (
                line.get_marker() not in ("None", None, "")
                and (np.abs(places - middle).max(axis=1) < line.get_markersize() / 2).any()
            ):
                yield to_hex(line.get_markerfacecolor())
        for dots in axes.collections:
            places = axes.transData.transform(dots.get_offsets()) * scale
            sizes = np.sqrt(dots.get_sizes()) / 2 if hasattr(dots, "get_sizes") else [0]
            for place, size, colour in zip(
                places, np.resize(sizes, len(places)), itertools.cycle(dots.get_facecolor())
            ):
                if np.abs(place - middle).max() < size:
                    yield to_hex(colour)
    if box := word.artist.get_bbox_patch():
        yield to_hex(box.get_facecolor())


def _sign(word):
    """A sign of a key is a mark and no word: three to one is enough."""
    return len(word.text) == 1 and not word.text.isalnum() and contrast(word.colour, PAPER) >= 3


def test_what_is_alleged_has_a_hatch_in_one_form():
    figure = draw("acts_by_year", "2024-06-20").figure
    hatches = {patch.get_hatch() for axes in figure.axes for patch in axes.patches if patch.get_hatch()}
    assert hatches == {HATCH} and OTHER not in NEUTRAL
