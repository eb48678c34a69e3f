"""One class applies the contract of a figure: source line, as-of date, alt text, repeatable SVG, data behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd
from matplotlib.figure import Figure

from analysis.evidence.evidence import Evidence
from analysis.figures import alt
from analysis.figures.drawing import draw_svg
from analysis.figures.sources import provenance
from analysis.figures.style import MUTED, TEXT, blank_figure, house_style
from analysis.press.protocol import FIGURE_MIME, FigureRecord


@dataclass(frozen=True)
class Chart:
    """A figure with all that must stand beside it.

    The figure is a plain :class:`matplotlib.figure.Figure`, never one of pyplot's, so that nothing needs closing and
    no state leaks from one chart to the next.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Drawn in the house style.
    label : str
        Stable name: the anchor, the file name, and the salt of the ids inside the SVG.
    title : str
        A sentence that says what the figure shows.
    alt : str
        Text computed from the figure's own data, for those who do not see it.
    data : pandas.DataFrame
        The data as drawn; its columns are the head of the table behind the figure.
    rows, sources : tuple of str
        Row and source ids on which it rests.
    source_line : str
        "Sources: ...; as of ...".
    as_of : str
        ISO date whose knowledge is drawn.

    Raises
    ------
    ValueError
        If the alt text is none: a placeholder, the title again, too short, too long, or without a number of the data.
    """

    figure: Figure = field(repr=False, compare=False)
    label: str
    title: str
    alt: str
    data: pd.DataFrame = field(repr=False, compare=False)
    rows: tuple[str, ...]
    sources: tuple[str, ...]
    source_line: str
    as_of: str

    def __post_init__(self):
        if wrong := alt.fault(self.alt, self.title, self.data):
            raise ValueError(
                f"chart {self.label!r}: expected an alt text that tells what the data show, but {wrong}: {self.alt!r}. "
                "Compute it with analysis.figures.alt."
            )

    @cached_property
    @house_style
    def svg(self) -> str:
        """The figure as SVG: the same bytes for the same data, words as text, no clock."""
        described = {"Title": self.title, "Description": self.alt, "Source": self.source_line}
        return draw_svg(self.figure, self.label, described)

    def record(self) -> FigureRecord:
        """What accompanies the image, in the words of the protocol."""
        return FigureRecord(
            label=self.label,
            title=self.title,
            alt=self.alt,
            source_line=self.source_line,
            as_of=self.as_of,
            columns=[str(column) for column in self.data.columns],
            data=[[plain(value) for value in row] for row in self.data.itertuples(index=False)],
            rows=list(self.rows),
            sources=list(self.sources),
        )

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {"text/plain": self.alt, "image/svg+xml": self.svg, FIGURE_MIME: self.record()}


def finish(
    evidence: Evidence,
    figure: Figure,
    label: str,
    title: str,
    text: str,
    data: pd.DataFrame,
    rows: Iterable[str],
) -> Chart:
    """Put a drawn figure under the contract: its sources follow from its rows.

    Parameters
    ----------
    evidence : Evidence
        Where the rows were read.
    figure : matplotlib.figure.Figure
        Drawn in the house style.
    label, title, text : str
        Label, title and alt text as in :class:`Chart`; a long text ends where :func:`analysis.figures.alt.cut` ends it.
    data : pandas.DataFrame
        The data as drawn.
    rows : iterable of str
        Ids of the rows drawn.
    """
    return Chart(figure, label, title, alt.cut(text), data, **provenance(evidence, rows))


@house_style
def empty_chart(evidence: Evidence, label: str, missing: str, columns: str = "", title: str = "") -> Chart:
    """What stands in a chart's place where nothing of it was known: a frame that says so.

    Parameters
    ----------
    missing : str
        What is not in view, in the plural: "votes of the Council".
    columns : str
        Heads of the data table, which has no rows, parted by commas.
    title : str
        By default a sentence that says what is missing.
    """
    figure, axes = blank_figure(1.1)
    axes.set_axis_off()
    day = evidence.as_of.isoformat()
    axes.text(0.5, 0.5, f"No {missing} in view on {day}", ha="center", va="center", color=MUTED, fontsize=TEXT)
    text = f"Nothing is drawn: on {day} the data hold no {missing}."
    return finish(evidence, figure, label, title or f"No {missing} are in view.", text, frame(columns, ()), ())


def frame(columns: str, lines: Iterable[Sequence]) -> pd.DataFrame:
    """The data behind a chart: heads parted by commas, and lines of cells."""
    return pd.DataFrame(list(lines), columns=columns.split(", ") if columns else [])


def rows_frame(columns: str, found: Iterable, **readers: Callable) -> pd.DataFrame:
    """The data behind a chart that draws rows of evidence, one line a row.

    Parameters
    ----------
    columns : str
        Heads parted by commas, each with a colon and what stands in it where the column of the rows is called
        otherwise: "date, what: item, row: row_id".
    found : iterable of Row
        In order.
    **readers
        As in :func:`cells`.
    """
    parts = [column.partition(": ") for column in columns.split(", ")]
    return frame(
        ", ".join(head for head, *_ in parts), cells([name or head for head, _, name in parts], found, readers)
    )


def stated(evidence: Evidence, table: str, row) -> str:
    """The figure of a row as it was stated, in plain letters."""
    return evidence.quantity(table, row.row_id).text.replace("\N{NO-BREAK SPACE}", " ")


def cells(names: Sequence[str], found: Iterable, readers: Mapping[str, Callable | Mapping | str]) -> list[list]:
    """Rows of evidence as lines of cells: each name is a column of the rows, or a reader.

    Parameters
    ----------
    readers : mapping
        By name a function of a row; or for a column words by value; or the word that stands where it is empty.
    """

    def read(row, name: str):
        reader = readers.get(name, "")
        if callable(reader):
            return reader(row)
        value = getattr(row, name)
        words = {"": reader} if isinstance(reader, str) else reader
        return words.get(value, value)

    return [[read(row, name) for name in names] for row in found]


def plain(value):
    """A value as JSON has it: missing numbers as None, numpy's numbers as Python's."""
    if value is None or (isinstance(value, float) and value != value):
        return None
    if hasattr(value, "item"):
        return plain(value.item())
    return value if isinstance(value, (str, int, float, bool)) else str(value)
