import re
import xml.etree.ElementTree as ElementTree

import pandas as pd
import pytest
from matplotlib.figure import Figure
from shipped_charts import CHARTS, DAYS, ROOT, draw, draw_anew

from analysis.evidence.evidence import open_evidence
from analysis.figures.chart import Chart
from analysis.figures.style import WIDTH
from analysis.press.protocol import FIGURE_MIME, FigureRecord


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_keeps_the_contract_on_every_day(name, day):
    chart = draw(name, day)
    bundle = chart._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "image/svg+xml", FIGURE_MIME}
    record = bundle[FIGURE_MIME]
    assert set(record) == set(FigureRecord.__annotations__)
    assert record["as_of"] == day and record["source_line"].endswith(f"as of {day}.")
    assert record["title"].rstrip().endswith(".")
    assert all(len(row) == len(record["columns"]) for row in record["data"])
    assert all(value is None or isinstance(value, (str, int, float)) for row in record["data"] for value in row)
    evidence = open_evidence(day, ROOT)
    assert all(evidence.in_view(row) for row in record["rows"])
    assert set(record["sources"]) <= set(evidence.sources.index)
    assert chart.figure.get_size_inches()[0] == pytest.approx(WIDTH)


@pytest.mark.parametrize("name", CHARTS)
def test_two_renders_have_the_same_bytes(name):
    first, second = draw(name, "2024-06-20").svg, draw_anew(name, "2024-06-20").svg
    assert first == second
    assert first.count("<text") and "sans-serif" in first, "words are text, in a family with fallbacks"
    assert not re.search(r"20\d\d-\d\d-\d\dT\d\d:", first), "no clock"
    assert ElementTree.fromstring(first.encode()).tag.endswith("svg")


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_without_rows_says_so(name):
    chart = draw(name, "1900-01-01")
    if name == "ledger_strip":
        assert set(chart.data["verdict"]) == {"not testable"}
        return
    drawn = " ".join(text.get_text() for axes in chart.figure.axes for text in axes.texts)
    assert "in view on 1900-01-01" in drawn
    assert chart.data.empty and not chart.rows


@pytest.mark.parametrize("alt", ["figure", "A chart.", "", "What the chart shows.", "TODO: describe this figure here"])
def test_a_placeholder_is_no_alt_text(alt):
    with pytest.raises(ValueError, match="alt text"):
        Chart(Figure(), "x", "What the chart shows.", alt, pd.DataFrame(), (), (), "Sources: none.", "2024-06-20")


def test_a_title_is_no_alt_text():
    title = "Reports of containers from the North to Russia over time, by who could know."
    with pytest.raises(ValueError, match="alt text"):
        Chart(Figure(), "x", title, title, pd.DataFrame(), (), (), "Sources: none.", "2024-06-20")


@pytest.mark.parametrize("name", CHARTS)
def test_labels_stay_inside_the_figure(name):
    for day in DAYS[1:]:
        figure = draw(name, day).figure
        figure.draw_without_rendering()
        for axes in figure.axes:
            for text in axes.texts:
                box = text.get_window_extent()
                inside = box.x0 >= -1 and box.x1 <= figure.bbox.x1 + 1 and box.y0 >= -1 and box.y1 <= figure.bbox.y1 + 1
                assert inside or not text.get_text().strip(), f"{text.get_text()!r} leaves the figure on {day}"
