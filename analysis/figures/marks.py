"""Marks that several charts share: open ends as arrows, ranges as bands, labels that keep clear of each other."""

from __future__ import annotations

import textwrap
from collections.abc import Container, Iterable, Sequence
from datetime import date

import matplotlib.dates as mdates
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.text import Annotation
from matplotlib.ticker import FuncFormatter

from analysis.argument.bench import Bench
from analysis.argument.findings import WORDS
from analysis.argument.rows import Row
from analysis.evidence.dates import last_day
from analysis.figures.style import GRID, INK, LABEL, MUTED, OTHER, PAPER, SMALL, TEXT, VERDICT_COLOURS, state_colour

FLOOR = Path(
    [(-0.5, 0), (0.5, 0), (0, 0), (0, 1.3), (-0.32, 0.85), (0, 1.5), (0.32, 0.85)],
    [Path.MOVETO, Path.LINETO, Path.MOVETO, Path.LINETO, Path.MOVETO, Path.LINETO, Path.LINETO],
)
"""Marker of "at least": a bar at the figure and an arrow up from it."""

CEILING = Path([(x, -y) for x, y in FLOOR.vertices], FLOOR.codes)
"""Marker of "up to": a bar at the figure and an arrow down from it."""

CLEAR = {"facecolor": PAPER, "linewidth": 0, "alpha": 0.85, "boxstyle": "square,pad=0.06"}
"""A box of paper behind words that stand on lines or bands: their edge stays text, where a halo would be outlines."""

_PLACES = ((6, 0), (-6, 0), (0, 8), (0, -8), (7, 8), (-7, 8), (7, -8), (-7, -8), (9, 16), (-9, 16), (9, -16), (-9, -16),
           (0, 17), (0, -17), (16, 0), (-16, 0), (9, 25), (-9, 25), (9, -25), (-9, -25))  # fmt: skip


def day_number(text: str) -> float:
    """Where a partial date stands on a time axis: on its last day."""
    return mdates.date2num(last_day(text))


def draw_bound(
    axes: Axes, x: float, bound: str, ends: tuple[float, float, float], colour: str, *, hollow: bool
) -> float | None:
    """Draw one figure as its bound says.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    x : float
        Place on the time axis.
    bound : str
        at_least draws an arrow up, up_to an arrow down, range a band between its ends, exact and about a point;
        what has no figure is not drawn.
    ends : tuple of float
        value, low and high; NaN where empty.
    colour : str
    hollow : bool
        Whether it is only alleged.

    Returns
    -------
    float or None
        The height at which it stands; None if nothing was drawn.
    """
    value, low, high = ends
    height = {"range": (low + high) / 2, "at_least": low, "up_to": high, "exact": value, "about": value}.get(bound)
    if bound == "range":
        axes.plot([x, x], [low, high], color=colour, linewidth=4, alpha=0.35, solid_capstyle="butt")
        dot(axes, x, height, colour, "_", 7, label="_range")
    elif bound in ("at_least", "up_to"):
        style = {"color": colour, "markerfacecolor": "none", "markeredgewidth": 1.3, "label": f"_{bound}"}
        axes.plot([x], [height], marker=FLOOR if bound == "at_least" else CEILING, markersize=13, **style)
    elif height is not None:
        style = {"color": colour, "markerfacecolor": PAPER if hollow else colour, "markeredgewidth": 1.2}
        axes.plot([x], [height], "o", markersize=4.5, label=f"_{bound}", **style)
    return height


def drawn_end(row: Row) -> float:
    """The end of a figure that a chart draws; of a range the middle."""
    return {"at_least": row.low, "up_to": row.high, "range": (row.low + row.high) / 2}.get(row.bound, row.value)


def draw_row(axes: Axes, x: float, row: Row, colour: str) -> float | None:
    """Draw the figure of a row as :func:`draw_bound` does."""
    return draw_bound(axes, x, row.bound, (row.value, row.low, row.high), colour, hollow=row.status == "alleged")


def label_points(
    axes: Axes,
    points: Sequence[tuple[float, float, str, str]],
    avoid: Iterable[tuple[float, float]] = (),
    size: float = LABEL,
) -> list[Annotation]:
    """Label points directly, each at the first place around it that is clear of other labels, marks and the frame.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        With its limits set.
    points : sequence of (x, y, text, colour)
        In order of importance.
    avoid : iterable of (x, y)
        Further marks, and points on lines, to keep clear of.
    size : float
        Font size in points.
    """
    figure = axes.get_figure()
    figure.draw_without_rendering()
    taken = [_around(axes, x, y) for x, y, *_ in points] + [_around(axes, x, y, tall=2) for x, y in avoid]
    frame = axes.get_window_extent()
    placed = []
    for x, y, text, colour in points:
        label = axes.annotate(
            text, (x, y), xytext=_PLACES[0], textcoords="offset points", fontsize=size, color=colour,
            ha="left", va="center", bbox=CLEAR,
        )  # fmt: skip
        costs = []
        for place in _PLACES:
            _move(label, place)
            box = label.get_window_extent()
            covered = sum(_overlap(box.extents, other) for other in taken)
            outside = max(0, frame.x0 - box.x0) + max(0, box.x1 - figure.bbox.x1) + max(0, box.y1 - figure.bbox.y1)
            costs.append(covered + 50 * (outside + max(0, frame.y0 - box.y0)))
            if not costs[-1]:
                break
        _move(label, _PLACES[int(np.argmin(costs))])
        taken.append(label.get_window_extent().extents)
        placed.append(label)
    return placed


def _move(label: Annotation, place: tuple[float, float]) -> None:
    across, up = place
    label.set_position(place)
    label.set_horizontalalignment("left" if across > 0 else "right" if across < 0 else "center")
    label.set_verticalalignment("center" if up == 0 else "bottom" if up > 0 else "top")


def _around(axes: Axes, x: float, y: float, tall: float = 9) -> np.ndarray:
    """The box that a mark may take: an arrow of either direction fits into it."""
    across, up = axes.transData.transform((x, y))
    return np.array([across - 4, up - tall, across + 4, up + tall])


def _overlap(a: np.ndarray, b: np.ndarray) -> float:
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    return width * height if width > 0 and height > 0 else 0


def note(
    axes: Axes,
    text: str,
    at: tuple,
    shift: tuple[float, float] = (0, 0),
    on: str = "",
    size: float = LABEL,
    color: str = MUTED,
    ha: str = "left",
    va: str = "center",
    clear: bool = False,
    **style,
) -> Annotation:
    """Words at a place, shifted by some points.

    Parameters
    ----------
    at : tuple
        Place in the data.
    on : str
        "x" or "y" if only that part of the place is in the data, the other a fraction of the axes; "axes" if both are.
    clear : bool
        Whether a box of paper keeps the words clear of what lies behind them.
    """  # fmt: skip
    frames = {"x": axes.get_xaxis_transform(), "y": axes.get_yaxis_transform(), "axes": "axes fraction", "": "data"}
    if clear:
        style["bbox"] = CLEAR
    return axes.annotate(text, at, xycoords=frames[on], xytext=shift, textcoords="offset points", fontsize=size,
                         color=color, ha=ha, va=va, **style)  # fmt: skip


def dot(axes: Axes, x: float, y: float, colour: str, form: str = "o", size: float = 4.5, *, hollow=False, **style):
    """One mark; hollow where it is only alleged, or otherwise less than what is solid."""
    fill = PAPER if hollow else colour
    axes.plot([x], [y], marker=form, color=colour, markersize=size, markerfacecolor=fill, linestyle="none", **style)


def draw_spans(axes: Axes, places: Iterable[float], lows: Iterable[float], highs: Iterable[float], **style) -> None:
    """Upright bars between two ends, drawn as one line with breaks."""
    ends = np.array([places, lows, places, highs, places, np.full_like(np.asarray(lows, float), np.nan)], float)
    axes.plot(ends[::2].T.ravel(), ends[1::2].T.ravel(), solid_capstyle="butt", **style)


def name_rows(axes: Axes, names: Sequence[str], ends: tuple[float, float] = (0.4, 0.6), **style) -> None:
    """Name the lines of a chart from the top; before the first and after the last there is some room."""
    axes.set_yticks(range(len(names)), names, **{"color": INK} | style)
    axes.set_ylim(len(names) - ends[0], -ends[1])


def mark_level(
    axes: Axes, height: float, text: str, at: tuple, shift: tuple = (4, 3), colour: str = MUTED, **style
) -> None:
    """A broken line across a chart with words on it: a figure that others are held against."""
    axes.axhline(height, color=colour, linewidth=0.9, linestyle=(0, (4, 2)))
    note(axes, text, at, shift, on="y", size=TEXT, color=colour, **{"va": "baseline"} | style)


def shade(axes: Axes, first: float, last: float, text: str, height: float = 0.98, colour: str = GRID, **style) -> None:
    """Shade a span of time from end to end, with words at its start."""
    size = style.pop("size", SMALL)
    axes.axvspan(first, last, color=colour, **style)
    note(axes, text, (first, height), (3, 0), on="x", size=size, va="top")


def lineage_key(axes: Axes, bench: Bench, found: Iterable[Row], y: float) -> None:
    """The states among those who could know, each in its colour; the others together."""
    states = dict.fromkeys(row.lineage for row in found if state_colour(row.lineage) != OTHER)
    names = [(bench.lineage(code).removeprefix("the "), state_colour(code)) for code in states]
    key_line(axes, [*names, ("others", OTHER)], y=y)


def mark_event(axes: Axes, when: str, text: str, height: float = 0.98, align: str = "left") -> None:
    """A thin upright line with a word beside it at its head: an event that a reader needs."""
    x = day_number(when)
    axes.axvline(x, color=MUTED, linewidth=0.7, linestyle=(0, (2, 2)), zorder=1)
    note(axes, text, (x, height), (3 if align == "left" else -3, 0), on="x", ha=align, va="top", clear=True)


def time_axis(axes: Axes, first: date, last: date) -> None:
    """A time axis whose ticks are as fine as its span allows, dated in ISO form."""
    axes.set_xlim(mdates.date2num(first), mdates.date2num(last))
    years = (last - first).days / 365.25
    if years <= 3:
        months = (1, 7) if years > 2 else (1, 4, 7, 10)
        axes.xaxis.set_major_locator(mdates.MonthLocator(bymonth=months))
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y-%m"))
    else:
        step = next(step for step in (1, 2, 5, 10, 20) if years / step <= 12)
        axes.xaxis.set_major_locator(mdates.YearLocator(step))
        axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))


def thousands(axes: Axes, label: str) -> None:
    """Name the upright axis and write its numbers with separators."""
    axes.yaxis.set_major_formatter(FuncFormatter(lambda number, _: f"{number:,.0f}"))
    axes.set_ylabel(label)


def key_line(axes: Axes, parts: Sequence[tuple[str, str]], x: float = 0, y: float = 1.02) -> None:
    """Words above a chart that say what its forms mean, each in its colour, in one line.

    Parameters
    ----------
    parts : sequence of (text, colour)
    x, y : float
        Start, in fractions of the axes.
    """
    figure = axes.get_figure()
    figure.draw_without_rendering()
    across = axes.transAxes.transform((x, y))[0]
    for text, colour in parts:
        start = axes.transAxes.inverted().transform((across, 0))[0]
        label = axes.text(start, y, text, transform=axes.transAxes, color=colour or INK, fontsize=TEXT, va="bottom")
        across = label.get_window_extent().x1 + 9


def verdict_key(axes: Axes, mark: str, shown: Container[str], y: float, more: Sequence[tuple[str, str]] = ()) -> None:
    """The verdicts that a chart shows, each with a mark in its colour."""
    named = [(verdict, words) for verdict, words in WORDS.items() if verdict in shown]
    key = [part for verdict, words in named for part in ((mark, VERDICT_COLOURS[verdict]), (words, INK))]
    key_line(axes, [*key, *more], y=y)


def foot(figure: Figure, words: str) -> None:
    """What the marks mean, in lines at the foot of a figure that fit its width.

    Parameters
    ----------
    words : str
        Without line breaks.
    """
    lines = "\n".join(textwrap.wrap(words, 132))
    figure.text(0.012, 0.02 / figure.get_figheight(), lines, fontsize=SMALL, color=MUTED, va="bottom")
