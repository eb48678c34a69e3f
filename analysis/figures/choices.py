"""Chart of the other choices: under how many of them each verdict stays, by dimension; never a probability."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from textwrap import shorten

from matplotlib.axes import Axes

from analysis.argument.findings import NOT_TESTABLE, WORDS
from analysis.argument.robustness import examine
from analysis.argument.wording import listed
from analysis.evidence.evidence import Evidence
from analysis.figures.chart import Chart, empty_chart, finish, frame
from analysis.figures.marks import key_line
from analysis.figures.prose import bench_of
from analysis.figures.style import GRID, INK, MUTED, VERDICT_COLOURS, blank_figure, house_style

DIMENSIONS = ("lineage left out", "rows left out", "statistical basis put first", "threshold moved")
"""Dimensions that every claim has; what a claim lists itself stands under its own choices."""

OWN = "own choices"

_HEADS = (
    "a lineage\nleft out",
    "weak copies,\nunread rows",
    "another\nbasis first",
    "a threshold\nmoved",
    "own\nchoices",
)
_LINE, _DOT, _SPACE, _LETTER, _NARROW, _COUNT = 0.128, 0.074, 0.1, 0.042, 7, 0.48


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
        return empty_chart(evidence, label, "claims with other choices", columns, title=title)
    lanes = {name: _lanes(found) for name, found in judged.items()}
    widths = [
        max(max((len(lane[place]) for lane in lanes.values()), default=0), _NARROW) for place in range(len(_HEADS))
    ]
    starts = [sum(widths[:place]) * _DOT + place * _SPACE for place in range(len(_HEADS))]
    depth = len(tested) * _LINE
    figure, axes = blank_figure(depth + 0.72, left=0.32, right=0.02, top=0.66, bottom=0.06)
    axes.set_axis_off()
    across = figure.get_size_inches()[0] - 0.34
    axes.set_xlim(0, across)
    axes.set_ylim(depth, 0)
    end = starts[-1] + widths[-1] * _DOT + 0.05
    for place, head in enumerate(_HEADS):
        axes.text(starts[place], -0.05, head, fontsize=6.5, color=MUTED, va="bottom", linespacing=1)
    axes.text(end, -0.05, "stay", fontsize=6.5, color=MUTED, va="bottom")
    axes.text(end + _COUNT, -0.05, "turned by, rows aside", fontsize=6.5, color=MUTED, va="bottom")
    for number, claim in enumerate(tested):
        y = (number + 0.5) * _LINE
        axes.text(-0.05, y, claim.id, fontsize=6.5, ha="right", va="center")
        for place, lane in enumerate(lanes[claim.id]):
            _draw_lane(axes, starts[place], y, lane)
        turned = [one for one in judged[claim.id] if not one["agrees"]]
        kept = len(judged[claim.id]) - len(turned)
        words = f"{kept} of {len(judged[claim.id])}" if judged[claim.id] else "none listed"
        axes.text(end, y, words, fontsize=6.5, color=INK if turned else MUTED, va="center")
        named = [one["choice"] for one in turned if one["dimension"] != "rows left out"]
        room = int((across - end - _COUNT) / _LETTER)
        axes.text(end + _COUNT, y, shorten("; ".join(named), room, placeholder=" …"), fontsize=6, va="center")
        if number % 2:
            axes.axhspan(y - _LINE / 2, y + _LINE / 2, color=GRID, alpha=0.35, zorder=0, linewidth=0)
    shown = {one["verdict"] for found in judged.values() for one in found}
    named = [(verdict, words) for verdict, words in WORDS.items() if verdict in shown]
    key = [part for verdict, words in named for part in (("●", VERDICT_COLOURS[verdict]), (words, INK))]
    key_line(axes, [*key, ("■", MUTED), ("turned", INK)], y=1 + 0.38 / depth)
    data = frame(
        columns,
        (
            (name, WORDS[base[name]], one["dimension"], one["choice"], WORDS[one["verdict"]], one["agrees"])
            for name, found in judged.items()
            for one in found
        ),
    )
    turned = data[~data["agrees"]]
    by_claim = Counter(turned["claim"])
    untouched = len([name for name, found in judged.items() if found and name not in by_claim])
    title = f"Of {len(data)} other choices {len(data) - len(turned)} leave the verdict as it is; {untouched} of "
    title += f"{len(tested)} testable claims turn under none. The choices depend on each other: no probability."
    text = f"One line a claim, one mark a choice: {len(data)} choices over {len(tested)} testable claims. By "
    text += "dimension: "
    text += f"{listed(f'{name} {count}' for name, count in Counter(map(_dimension, data['dimension'])).items())}. "
    text += f"Turned: {listed(f'{name} under {count}' for name, count in by_claim.items()) or 'none'}. "
    text += f"{len(base) - len(tested)} claims are not testable and not drawn."
    rows = [row for claim in tested for row in bench.finding(claim.id).rows]
    return finish(evidence, figure, label, title, text, data, rows)


def _dimension(name: str) -> str:
    return name if name in DIMENSIONS else OWN


def _lanes(found: Iterable[dict]) -> list[list[dict]]:
    lanes = [[] for _ in _HEADS]
    for one in found:
        lanes[(*DIMENSIONS, OWN).index(_dimension(one["dimension"]))].append(one)
    return lanes


def _draw_lane(axes: Axes, start: float, y: float, lane: list[dict]) -> None:
    for number, one in enumerate(sorted(lane, key=lambda one: not one["agrees"])):
        x = start + (number + 0.5) * _DOT
        colour = VERDICT_COLOURS[one["verdict"]]
        if one["agrees"]:
            axes.plot([x], [y], "o", markersize=3.2, color=colour, markeredgewidth=0)
        else:
            axes.plot(
                [x], [y], "s", markersize=5, color=colour, markeredgecolor=INK, markeredgewidth=0.7, clip_on=False
            )
