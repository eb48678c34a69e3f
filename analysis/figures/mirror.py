"""Whether both sides count the same: one year of one pair as two offices give it, and which years each series has."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from analysis.argument.wording import listed
from analysis.evidence.evidence import Evidence
from analysis.figures import alt
from analysis.figures.chart import Chart, empty_chart, finish, frame
from analysis.figures.marks import label_points
from analysis.figures.prose import state_name
from analysis.figures.style import LABEL, MUTED, SMALL, house_style, panels, state_colour
from analysis.figures.tables import Table, make_table
from analysis.figures.trade import draw_line, year_axis

COUNTED_BY = {"FCS": "RUS", "RUS-GOV": "RUS", "KREMLIN": "RUS", "RUS-MFA": "RUS", "KOTRA": "KOR", "KCS": "KOR"}
"""State whose colour a basis takes."""


def _series(evidence: Evidence) -> pd.DataFrame:
    """Yearly totals with a plain figure in dollars: the latest and final one of each pair, basis and year."""
    rows = evidence.table("trade_annual")
    rows = rows[(rows["flow"] == "total") & rows["bound"].isin(["exact", "about"]) & (rows["unit"] == "usd_bn")
                & (rows["covered_to"] == "")]  # fmt: skip
    bases = {pair: evidence.bases("trade_annual", *pair) for pair in zip(rows["subject"], rows["object"], strict=True)}
    declared = pd.Series([row.basis in bases[row.subject, row.object] for row in rows.itertuples()], rows.index, bool)
    rows = rows[declared & (rows["object"] != "WLD")]  # what is no office's own count is in no order of preference
    rows = rows.assign(
        pair=[";".join(sorted(pair)) for pair in zip(rows["subject"], rows["object"], strict=True)],
        final=~rows["vintage"].str.contains("preliminary"),
    ).sort_values(["final", "known_on", "row_id"])
    return rows.drop_duplicates(["pair", "basis", "year"], keep="last")


def _gaps(evidence: Evidence) -> pd.DataFrame:
    """For each year and pair of bases: how far the second lies from the first in per cent; China comes first."""
    lines = []
    for (pair, year), group in _series(evidence).groupby(["pair", "year"]):
        for one, other in combinations(sorted(group.itertuples(index=False), key=_place), 2):
            names = listed(str(state_name(evidence, code)) for code in pair.split(";"))
            lines.append((int(year), names, one.basis, other.basis, one.value, other.value,
                          100 * (other.value - one.value) / one.value, one.row_id, other.row_id))  # fmt: skip
    return frame("year, pair, basis, against, first, second, gap, row, other", lines)


def _place(row) -> tuple:
    """Chinese customs first, then South Korea's series, then by name."""
    return row.basis != "GACC", row.basis != "KOTRA", row.basis


@house_style
def mirror_gap(evidence: Evidence) -> Chart:
    """How far one office's figure of a year lies from another's for the same pair, in per cent."""
    label, data = "mirror-gap", _gaps(evidence)
    if data.empty:
        title = "No year is given by two offices."
        return empty_chart(evidence, label, "years that two offices give", "year, pair, gap", title)
    pairs = list(data["pair"].value_counts().index)
    height = 0.5 + 0.95 * len(pairs)
    figure, grid = panels(height, len(pairs), sharex=False, left=0.5, right=1.75, top=0.3, hspace=0.4)
    for axes, pair in zip(grid.flat, pairs, strict=True):
        here = data[data["pair"] == pair]
        axes.axhline(0, color=MUTED, linewidth=0.9)
        ends = []
        for (basis, against), line in here.groupby(["basis", "against"], sort=False):
            colour = state_colour(COUNTED_BY.get(against, ""))
            draw_line(axes, line["year"], line["gap"], colour)
            ends.append((line["year"].iloc[-1], line["gap"].iloc[-1], f"{against} against {basis}", colour))
        year_axis(axes, data["year"].min(), data["year"].max())
        axes.tick_params(labelbottom=pair == pairs[-1])
        axes.set(ylim=(min(-2, here["gap"].min() * 1.3), max(2, here["gap"].max() * 1.3)), ylabel="per cent")
        axes.text(0, 1.04, pair, transform=axes.transAxes, fontsize=LABEL, color=MUTED, va="bottom")
        zero = ((year, 0) for year in np.arange(*axes.get_xlim(), 0.5))
        label_points(axes, ends, [*zip(here["year"], here["gap"], strict=True), *zero], size=SMALL)
    gaps = data["gap"].abs()
    title = f"Two offices on one year of one pair: half of the {len(data)} comparisons lie more than "
    title += f"{gaps.median():.1f} per cent apart; the widest gap is {gaps.max():.0f} per cent."
    widest = data.loc[gaps.idxmax()]
    text = (
        f"Gaps between two offices on the same year and pair, in per cent of the first: {len(data)} comparisons, half "
    )
    text += f"of them over {gaps.median():.1f}; the widest {gaps.max():.0f}, {widest['pair']} in {widest['year']}."
    for (pair, basis, against), line in data.groupby(["pair", "basis", "against"], sort=False):
        text += " " + alt.series(f"{pair}, {against} against {basis}", line, "percent", value="gap")
    return finish(evidence, figure, label, title, text, data, [*data["row"], *data["other"]])


def coverage(evidence: Evidence, reporter: str = "", basis: str = "") -> Table:
    """Every yearly series of trade in view, or those of one reporter and basis: with which years and which gaps."""
    rows = evidence.table("trade_annual")
    rows = rows[rows["subject"].str.contains(reporter) & ((rows["basis"] == basis) | (not basis))]
    rows = rows[(rows["flow"] == "total") & ~rows["bound"].isin(["missing", "unquantified"])]
    lines = []
    for (subject, partner, counted), group in rows.groupby(["subject", "object", "basis"]):
        years = sorted({int(year) for year in group["year"]})
        pair = f"{state_name(evidence, subject)} with {state_name(evidence, partner)}"
        gaps = sorted(set(range(years[0], years[-1] + 1)) - set(years))
        lines.append((pair, counted, len(years), alt.spans(years), alt.spans(gaps) or "none"))
    columns = "reporter and partner 1.8 | basis 1.1 | years > 0.5 | in view 2.6 | gaps within 1.8"
    several = sum(line[2] > 1 for line in lines)
    title = f"Yearly series of trade in view: {len(lines)}, of which {several} have more than one year; and their gaps."
    label = "-".join(filter(None, ("trade-coverage", reporter.lower(), basis.lower())))
    return make_table(evidence, label, title, columns, lines, rows["row_id"])
