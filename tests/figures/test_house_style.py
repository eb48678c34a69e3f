import itertools

import matplotlib
import numpy as np
import pytest
from shipped_charts import ROOT, draw

from analysis.evidence.evidence import open_evidence
from analysis.figures.sources import source_line
from analysis.figures.style import STATE_COLOURS, VERDICT_COLOURS, house_style, state_colour
from analysis.fonts import SANS
from analysis.press.protocol import VERDICTS

# Machado, Oliveira and Fernandes (2009), severity 1.
DEFICIENCIES = {
    "none": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
DISTINCT = {colour: code for code, colour in STATE_COLOURS.items()}  # the Union's codes share one colour


def linear(colour):
    channels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(light):
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ light
    x, y, z = (np.cbrt(v) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz / np.array([0.9505, 1, 1.089]))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_colours_of_states_stay_apart(deficiency):
    seen = {c: lab(np.clip(DEFICIENCIES[deficiency] @ linear(c), 0, 1)) for c in DISTINCT}
    for one, other in itertools.combinations(DISTINCT, 2):
        assert np.linalg.norm(seen[one] - seen[other]) > 12, f"{DISTINCT[one]} and {DISTINCT[other]}"


@pytest.mark.parametrize("colour", sorted(DISTINCT))
def test_labels_in_a_state_colour_are_readable_on_white(colour):
    luminance = linear(colour) @ np.array([0.2126, 0.7152, 0.0722])
    assert 1.05 / (luminance + 0.05) >= 4.5


def test_one_colour_belongs_to_one_state():
    codes = [code for code in STATE_COLOURS if not code.startswith("EU")]
    assert len({STATE_COLOURS[code] for code in codes}) == len(codes)
    assert len({STATE_COLOURS[code] for code in STATE_COLOURS if code.startswith("EU")}) == 1
    assert state_colour("FRA") == state_colour("MLT") not in {STATE_COLOURS[code] for code in codes}


def test_every_verdict_has_a_colour_of_its_own():
    assert set(VERDICT_COLOURS) == set(VERDICTS) and len(set(VERDICT_COLOURS.values())) == len(VERDICTS)


def test_a_state_has_its_colour_in_charts():
    chart = draw("china_russia_trade", "2024-06-20")
    assert {line.get_color() for line in chart.figure.axes[0].lines} == {state_colour("CHN")}


def test_the_house_style_leaves_the_settings_of_others_alone():
    kept = [name for name in matplotlib.rcParams if name != "backend"]  # which is resolved when it is first read
    before = {name: matplotlib.rcParams[name] for name in kept}

    @house_style
    def inside():
        return matplotlib.rcParams["font.family"], matplotlib.rcParams["svg.fonttype"]

    family, kind = inside()
    assert family[0] == SANS and kind == "none"
    assert {name: matplotlib.rcParams[name] for name in kept} == before


def test_korean_chinese_and_russian_have_glyphs(recwarn):
    @house_style
    def draw_names():
        figure = matplotlib.figure.Figure()
        figure.text(0.1, 0.5, "조선민주주의인민공화국 中华人民共和国 Россия ↑ ↓ ○ ● ▶ ◀")
        figure.draw_without_rendering()

    draw_names()
    assert [str(w.message) for w in recwarn if "missing from" in str(w.message)] == []


def test_source_lines_name_issuers_and_copies():
    evidence = open_evidence("2024-06-20", ROOT)
    rows = evidence.table("transfers").index
    line = source_line(evidence, rows)
    assert line.startswith("Sources: ") and "Read in copies of" in line and line.endswith("; as of 2024-06-20.")
    assert line.split(";")[0].removeprefix("Sources: ") in {
        issuer.split(" (")[0] for issuer in evidence.table("transfers")["issuer"]
    }
