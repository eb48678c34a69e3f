"""Charts against baseline images: one of each kind and the hard cases, on the evidence of one day.

``make baselines`` draws them anew; look at each before it is committed.
"""

import pytest
from drawn_words import words_of
from matplotlib.testing.compare import compare_images
from shipped_charts import CHARTS, ROOT, draw_anew

from analysis.figures.marks import draw_bound, label_points, mark_event
from analysis.figures.style import STYLE, blank_figure, house_style, state_colour

DAY = "2024-06-20"
KINDS = (
    "container_reports", "missile_reports", "rounds_scenario", "said_to_flow", "missile_tests", "oil", "similarity",
    "council_votes", "acts_by_year", "paragraphs_touched", "china_russia_trade", "partners_of_russia",
    "meetings_a_year", "china_courses", "china_partners", "pact_lives", "closeness", "lifelines", "provision_matrix",
    "dependence", "ledger_strip",
)  # fmt: skip
FOLDER, DOTS, TOLERANCE = ROOT / "tests/figures/baseline", 50, 0.6
LOOK = {"baseline_dir": "baseline", "savefig_kwargs": {"dpi": DOTS}, "tolerance": TOLERANCE, "style": STYLE}


def _compared(name):
    def test():
        return draw_anew(name, DAY).figure

    test.__doc__ = f"The chart {name} looks as it did."
    return pytest.mark.mpl_image_compare(filename=f"{name}.png", **LOOK)(house_style(test))


for _name in KINDS:
    globals()[f"test_image_of_{_name}"] = _compared(_name)


@pytest.mark.mpl_image_compare(filename="bounds.png", **LOOK)
@house_style
def test_image_of_every_bound():
    """A count, a round figure, a floor, a ceiling and a range, firm and alleged, with labels and an event."""
    nan = float("nan")
    figure, axes = blank_figure(1.8)
    axes.set(xlim=(0, 11), ylim=(0, 10))
    points = []
    for x, (bound, ends) in enumerate(
        {"exact": (5, nan, nan), "about": (6, nan, nan), "at_least": (nan, 4, nan), "up_to": (nan, nan, 7),
         "range": (nan, 3, 8)}.items(), 1,
    ):  # fmt: skip
        for shift, hollow in ((0, False), (5, True)):
            colour = state_colour("PRK" if hollow else "RUS")
            points.append((x + shift, draw_bound(axes, x + shift, bound, ends, colour, hollow=hollow), bound, colour))
    label_points(axes, points)
    mark_event(axes, "1970-01-06", "an event")
    return figure


def test_every_image_is_small_and_of_a_chart():
    files = sorted(FOLDER.glob("*.png"))
    assert {file.stem for file in files} == {*KINDS, "bounds"} and set(KINDS) <= set(CHARTS)
    assert all(file.stat().st_size < 40_000 for file in files)


def _recoloured(figure):
    bar = next(patch for axes in figure.axes for patch in axes.patches if patch.get_facecolor()[:3] != (1, 1, 1))
    bar.set_facecolor("#7d848c")


def _without_a_word(figure):
    word = next(word for word in words_of(figure) if len(word.text) > 3)
    word.artist.set_visible(False)


@pytest.mark.parametrize("change", [_recoloured, _without_a_word])
def test_a_changed_colour_or_a_lost_word_is_seen(change, tmp_path):
    figure = draw_anew("acts_by_year", DAY).figure
    same, other = tmp_path / "same.png", tmp_path / "other.png"
    save = house_style(figure.savefig)
    save(same, dpi=DOTS)
    assert compare_images(FOLDER / "acts_by_year.png", same, TOLERANCE) is None
    change(figure)
    save(other, dpi=DOTS)
    assert compare_images(FOLDER / "acts_by_year.png", other, TOLERANCE) is not None
