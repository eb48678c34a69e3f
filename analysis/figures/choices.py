"""Chart of the other choices: under how many of them each verdict stays, by dimension; never a probability."""

from __future__ import annotations

from collections import Counter
from textwrap import shorten

from matplotlib.axes import Axes

from analysis.argument.findings import NOT_TESTABLE, WORDS
from analysis.argument.robustness import examine
from analysis.argument.wording import listed
from analysis.evidence.evidence import Evidence
from analysis.figures.chart import Chart, empty_chart, finish, frame
from analysis.figures.marks import dot, verdict_key
from analysis.figures.prose import bench_of
from analysis.figures.style import GRID, INK, MUTED, SMALL, VERDICT_COLOURS, blank_figure, house_style

OWN = "own choices"

_HEADS = {
    "lineage left out": "a lineage\nleft out", "rows left out": "weak copies,\nunread rows",
    "statistical basis put first": "another\nbasis first", "threshold moved": "a threshold\nmoved",
    OWN: "own\nchoices",
}  # fmt: skip
"""Dimensions that every claim has, with their heads; what a claim lists itself stands under its own choices."""

_LINE, _DOT, _SPACE, _LETTER, _NARROW, _COUNT = 0.128, 0.074, 0.1, 0.0455, 7, 0.48


@house_style
def specifications_strip(evidence: Evidence) -> Chart:
    """Every testable claim under each of its other choices: a dot that keeps the verdict, a square that turns it."""
    label, columns = "specifications", "claim, verdict, dimension, choice, verdict then, agrees"
    bench = bench_of(evidence)
    base = {claim.id: bench.finding(claim.id).verdict for claim in bench.register.claims}
    tested = [claim for claim in bench.register.claims if base[claim.id] != NOT_TESTABLE]
    judged = {claim.id: examine(bench, claim)["specifications"]["list"] for claim in tested}
    if not any(judged.values()):
        title = "No claim can be judged under another choice."
        return empty_chart(evidence, label, "claims with other choices", columns, title)
    lanes = {name: [[one for one in found if _dimension(one["dimension"]) == lane] for lane in _HEADS]
             for name, found in judged.items()}  # fmt: skip
    widths = [max(_NARROW, *map(len, column)) for column in zip(*lanes.values(), strict=True)]
    starts = [sum(widths[:place]) * _DOT + place * _SPACE for place in range(len(_HEADS))]
    depth = len(tested) * _LINE
    figure, axes = blank_figure(depth + 0.72, left=0.32, right=0.02, top=0.66, bottom=0.06)
    axes.set_axis_off()
    across = figure.get_size_inches()[0] - 0.34
    axes.set_xlim(0, across)
    axes.set_ylim(depth, 0)
    end = starts[-1] + widths[-1] * _DOT + 0.05
    turns = end + _COUNT
    for x, head in zip(starts, _HEADS.values(), strict=True):
        axes.text(x, -0.05, head, fontsize=SMALL, color=MUTED, va="bottom", linespacing=1)
    for x, head in ((end, "stay"), (turns, "turned by, rows aside")):
        axes.text(x, -0.05, head, fontsize=SMALL, color=MUTED, va="bottom")
    for number, (name, found) in enumerate(judged.items()):
        y = (number + 0.5) * _LINE
        axes.text(-0.05, y, name, fontsize=SMALL, ha="right", va="center")
        for start, lane in zip(starts, lanes[name], strict=True):
            _draw_lane(axes, start, y, lane)
        turned = [one for one in found if not one["agrees"]]
        words = f"{len(found) - len(turned)} of {len(found)}" if found else "none listed"
        axes.text(end, y, words, fontsize=SMALL, color=INK if turned else MUTED, va="center")
        named = "; ".join(one["choice"] for one in turned if one["dimension"] != "rows left out")
        named = shorten(named, int((across - turns) / _LETTER), placeholder=" …")
        axes.text(turns, y, named, fontsize=SMALL, va="center")
        if number % 2:
            axes.axhspan(y - _LINE / 2, y + _LINE / 2, color=GRID, alpha=0.35, zorder=0, linewidth=0)
    every = [(name, one) for name, found in judged.items() for one in found]
    shown = {one["verdict"] for _, one in every}
    verdict_key(axes, "●", shown, 1 + 0.38 / depth, more=[("■", MUTED), ("turned", INK)])
    data = frame(columns, (
        (name, WORDS[base[name]], one["dimension"], one["choice"], WORDS[one["verdict"]], one["agrees"])
        for name, one in every
    ))  # fmt: skip
    by_claim = Counter(data.loc[~data["agrees"], "claim"])
    untouched = len([name for name, found in judged.items() if found and name not in by_claim])
    title = f"Of {len(data)} other choices {int(data['agrees'].sum())} leave the verdict as it is; {untouched} of "
    title += f"{len(tested)} testable claims turn under none. The choices depend on each other: no probability."
    tally = Counter(map(_dimension, data["dimension"]))
    text = f"One line a claim, one mark a choice: {len(data)} choices over {len(tested)} testable claims. By "
    text += f"dimension: {listed(f'{name} {count}' for name, count in tally.items())}. "
    most = listed(f"{name} under {count}" for name, count in by_claim.most_common(5))
    text += f"{int(data['agrees'].sum())} leave the verdict as it is. Turned: {len(by_claim)} claims"
    text += f", most often {most}. " if most else ". "
    text += f"{len(base) - len(tested)} claims are not testable and not drawn."
    rows = [row for claim in tested for row in bench.finding(claim.id).rows]
    return finish(evidence, figure, label, title, text, data, rows)


def _dimension(name: str) -> str:
    return name if name in _HEADS else OWN


def _draw_lane(axes: Axes, start: float, y: float, lane: list[dict]) -> None:
    for number, one in enumerate(sorted(lane, key=lambda one: not one["agrees"]), 1):
        x, colour = start + (number - 0.5) * _DOT, VERDICT_COLOURS[one["verdict"]]
        if one["agrees"]:
            dot(axes, x, y, colour, size=3.2, markeredgewidth=0)
        else:
            dot(axes, x, y, colour, "s", 5, markeredgecolor=INK, markeredgewidth=0.7, clip_on=False)
