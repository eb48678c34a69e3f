"""The house style of figures: colours, sizes, fonts and lines, in one place.

Colours start from the palette of Okabe and Ito (Color Universal Design, 2008), darkened where a label in the colour
would fall below a contrast of 4.5 to 1 on white. A colour belongs to a state and follows it through every chart.
Colour never carries a meaning alone: labels stand beside the data, and what is alleged, unknown or an open end has a
form of its own (hatched, hollow, an arrow), so that a grey print loses nothing.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import ParamSpec, TypeVar

import matplotlib
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.fonts import FALLBACKS, SANS, font_files

P = ParamSpec("P")
R = TypeVar("R")

WIDTH = 6.3
"""Width of every figure in inches: the text block of a page."""

INK = "#1f2328"
"""Text and axes."""
MUTED = "#5b6169"
"""Second voice: annotations, tick labels."""
GRID = "#d9dce0"
"""Grid and reference lines."""
PAPER = "#ffffff"
BAND = "#cfd4d9"
"""What others do, behind the line that a chart is about."""
SHADE = "#e6e8eb"
"""A span of time apart from the rest."""
EMPTY = "#8d939a"
"""Edges and hatches of what is not known."""
FILL = "#35618a"
"""Bars of counts that belong to no state."""

SMALL, LABEL, TEXT, SYMBOL = 7, 7.5, 8, 10
"""Sizes of words in points, in print: notes and dense charts, labels of data, keys, signs. None is smaller."""

HATCH, FINE_HATCH = "////", "//////"
"""Hatch of what is alleged, or by another way than the solid; and of small cells of what is not known."""

STATE_COLOURS = {
    "RUS": "#0072b2",
    "SUN": "#00325f",
    "PRK": "#c4440c",
    "CHN": "#b03a86",
    "KOR": "#007a5e",
    "USA": "#33373d",
    "UKR": "#4d3f00",
    "EU25": "#4527b0",
    "EU27_2007": "#4527b0",
    "EU28": "#4527b0",
    "EU27": "#4527b0",
    "UN": "#2a7f9e",
    "USA+KOR": "#8f5a33",
}
"""Colour of each state and group by code; the European Union keeps one through its enlargements. A joint lineage, whose
members no longer speak apart, has one of its own."""

OTHER = "#6e7378"
"""States without a colour of their own."""

VERDICT_COLOURS = {
    "supported": "#0b4a77",
    "supported_with_qualification": "#35768f",
    "mixed": "#b08a14",
    "contradicted": "#b5480f",
    "not_testable": "#8d939a",
}
"""Fill of a verdict, from blue over ochre to orange; the same family as the labels of the pages."""

STATUS_HATCH = {"alleged": HATCH, "assessed": "", "documented": "", "admitted": "", "adjudicated": ""}
"""What is alleged is hatched; what anyone but an interested party has established is solid."""

FAMILY = ", ".join([*(f"'{name}'" for name in (SANS, *FALLBACKS)), "sans-serif"])
"""The fonts of figures, as an SVG names them."""

STYLE = {
    "font.family": [SANS, *FALLBACKS],
    "font.size": 8.5,
    "axes.titlesize": 9,
    "axes.titlelocation": "left",
    "axes.labelsize": 8.5,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": "#9aa0a6",
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": GRID,
    "grid.linewidth": 0.5,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelsize": TEXT,
    "ytick.labelsize": TEXT,
    "xtick.major.size": 3,
    "ytick.major.size": 0,
    "xtick.major.width": 0.6,
    "text.color": INK,
    "lines.linewidth": 1.6,
    "lines.solid_capstyle": "round",
    "hatch.linewidth": 0.6,
    "axes.facecolor": "none",
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "figure.dpi": 100,
    "svg.fonttype": "none",
    "text.hinting": "none",
    "axes.unicode_minus": True,
    "path.simplify": False,
}
"""Settings of matplotlib under which every figure is drawn."""


@functools.cache
def load_fonts() -> None:
    """Register the fonts that ship with the package: no font of the system is used."""
    for path in font_files():
        font_manager.fontManager.addfont(path)


def house_style(draw: Callable[P, R]) -> Callable[P, R]:
    """Decorator: draw under the house style, leave matplotlib's settings as they were."""

    @functools.wraps(draw)
    def styled(*args: P.args, **kwargs: P.kwargs) -> R:
        load_fonts()
        with matplotlib.rc_context():
            matplotlib.rcdefaults()
            matplotlib.rcParams.update(STYLE)
            return draw(*args, **kwargs)

    return styled


def state_colour(code: str) -> str:
    """Colour of a state, the same in every chart."""
    return STATE_COLOURS.get(code, OTHER)


def blank_figure(height: float, **grid) -> tuple[Figure, Axes]:
    """A figure of the house width with one pair of axes.

    Parameters
    ----------
    height : float
        Inches.
    **grid
        Margins for :meth:`matplotlib.figure.Figure.subplots_adjust`, in inches: ``left``, ``right``, ``top``,
        ``bottom``.
    """
    figure = Figure(figsize=(WIDTH, height))
    axes = figure.add_subplot()
    set_margins(figure, **grid)
    return figure, axes


def panels(
    height: float,
    lines: int,
    columns: int = 1,
    *,
    ratios: Sequence[float] | None = None,
    sharex: bool | str = True,
    sharey: bool | str = False,
    **margins: float,
) -> tuple[Figure, np.ndarray]:
    """A figure of the house width parted into lines and columns of axes.

    Parameters
    ----------
    height : float
        Inches.
    ratios : sequence of float, optional
        Relative heights of the lines.
    sharex, sharey : bool or str
        As :meth:`matplotlib.figure.Figure.subplots` has them.
    **margins
        As in :func:`set_margins`.

    Returns
    -------
    tuple of (matplotlib.figure.Figure, numpy.ndarray)
        The axes by line and column.
    """  # fmt: skip
    figure = Figure(figsize=(WIDTH, height))
    grid = figure.subplots(lines, columns, sharex=sharex, sharey=sharey, height_ratios=ratios, squeeze=False)
    set_margins(figure, **margins)
    return figure, grid


def set_margins(
    figure: Figure, left: float = 0.55, right: float = 0.15, top: float = 0.2, bottom: float = 0.35, **spaces: float
) -> None:
    """Margins in inches, so that they stay what they are when the height changes."""
    width, height = figure.get_size_inches()
    figure.subplots_adjust(
        left=left / width, right=1 - right / width, top=1 - top / height, bottom=bottom / height, **spaces
    )
