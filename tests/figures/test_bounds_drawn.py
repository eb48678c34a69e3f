import math

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from shipped_charts import ROOT

from analysis.evidence.evidence import open_evidence
from analysis.figures.marks import CEILING, FLOOR, draw_bound, label_points
from analysis.figures.munitions import container_reports
from analysis.figures.treaties import provision_matrix

NAN = math.nan


def drawn(bound, ends, **style):
    axes = Figure().add_subplot()
    height = draw_bound(axes, 1, bound, ends, "#000000", **{"hollow": False} | style)
    return height, axes.lines


def test_a_floor_points_up_and_a_ceiling_down():
    height, (mark,) = drawn("at_least", (NAN, 5, NAN))
    assert height == 5 and mark.get_marker() is FLOOR
    height, (mark,) = drawn("up_to", (NAN, NAN, 9))
    assert height == 9 and mark.get_marker() is CEILING
    assert FLOOR.vertices[:, 1].max() > 1 > 0 > CEILING.vertices[:, 1].min()


def test_a_range_is_a_band_between_its_ends():
    height, (band, middle) = drawn("range", (NAN, 2, 6))
    assert list(band.get_ydata()) == [2, 6] and band.get_linewidth() > 3
    assert height == 4 and list(middle.get_ydata()) == [4]


@pytest.mark.parametrize("hollow, fill", [(True, "#ffffff"), (False, "#000000")])
def test_what_is_alleged_is_hollow(hollow, fill):
    _, (mark,) = drawn("about", (3, NAN, NAN), hollow=hollow)
    assert to_hex(mark.get_markerfacecolor()) == fill


@pytest.mark.parametrize("bound", ["missing", "unquantified"])
def test_what_has_no_figure_is_not_drawn(bound):
    height, lines = drawn(bound, (NAN, NAN, NAN))
    assert height is None and len(lines) == 0


def test_container_reports_draw_every_bound_at_its_figure():
    chart = container_reports(open_evidence("2024-06-20", ROOT))
    marks = chart.figure.axes[0].lines
    for bound, marker in (("at_least", FLOOR), ("up_to", CEILING)):
        heights = sorted(mark.get_ydata()[0] for mark in marks if mark.get_marker() is marker)
        assert heights == sorted(chart.data.loc[chart.data["bound"] == bound, "figure"]) and heights
    hollow = [m for m in marks if m.get_marker() == "o"]
    assert hollow and all(to_hex(m.get_markerfacecolor()) == "#ffffff" for m in hollow)


def test_unknown_is_hatched_and_apart_from_proved_absence():
    chart = provision_matrix(open_evidence("2024-06-20", ROOT))
    cells = [patch for axes in chart.figure.axes[:2] for patch in axes.patches]
    unknown = [cell for cell in cells if cell.get_label() == "_unknown"]
    absent = [cell for cell in cells if cell.get_label() == "_absent"]
    states = chart.data.iloc[:, 2:].to_numpy()
    assert len(unknown) == (states == "not known").sum() and all(cell.get_hatch() for cell in unknown)
    assert len(absent) == (states == "absent, proved").sum() and not any(cell.get_hatch() for cell in absent)


def test_labels_do_not_cover_each_other():
    axes = Figure().add_subplot()
    axes.set_xlim(0, 10)
    axes.set_ylim(0, 10)
    labels = label_points(axes, [(5, 5, "first", "k"), (5.1, 5, "second", "k"), (5, 5.2, "third", "k")])
    boxes = [label.get_window_extent() for label in labels]
    assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])
    assert np.ptp([box.x0 for box in boxes]) > 0
