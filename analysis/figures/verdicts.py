"""The ledger as a picture: claims by verdict, thesis and counter-thesis apart."""

from __future__ import annotations

from collections import Counter

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from analysis.argument.findings import WORDS
from analysis.argument.wording import listed
from analysis.figures.chart import Chart, finish
from analysis.figures.prose import Answer, Findings
from analysis.figures.style import (
    GRID,
    INK,
    LABEL,
    MUTED,
    PAPER,
    SMALL,
    TEXT,
    VERDICT_COLOURS,
    blank_figure,
    house_style,
)

SIDES = {"thesis": "thesis", "counter_thesis": "counter-thesis", "neutral": "neither side"}
_IN_A_ROW = 6
_EDGES = {"high": 2.0, "moderate": 1.0, "low": 1.0, None: 0.5}


@house_style
def ledger_strip(findings: Findings) -> Chart:
    """Every claim as a chip under its verdict; the fill tells the confidence, hollow is low."""
    answers = list(findings)
    cells = Counter((answer.claim.thesis, answer.finding.verdict) for answer in answers)
    lines = {side: max(-(-cells[side, verdict] // _IN_A_ROW) for verdict in WORDS) for side in SIDES}
    lines = {side: max(count, 1) for side, count in lines.items()}
    figure, axes = blank_figure(
        0.97 + 0.225 * sum(lines.values()) + 0.1 * len(lines), left=0.85, right=0.05, top=0.6, bottom=0.28
    )
    axes.grid(False)
    axes.set_xlim(0, len(WORDS) * (_IN_A_ROW + 0.6))
    total = sum(lines.values()) + 0.45 * (len(lines) - 1)
    axes.set_ylim(total, 0)
    axes.set_axis_off()
    for column, (verdict, words) in enumerate(WORDS.items()):
        colour = INK if verdict in ("not_testable", "mixed") else VERDICT_COLOURS[verdict]
        left = column * (_IN_A_ROW + 0.6)
        count = sum(number for (_, found), number in cells.items() if found == verdict)
        axes.text(left, -0.25, words.replace(" with ", "\nwith ") + f"\n{count}", ha="left", va="bottom", fontsize=TEXT,
                  color=colour, linespacing=1.05)  # fmt: skip
    height = 0.0
    for side, words in SIDES.items():
        axes.text(-0.4, height + 0.5, words, ha="right", va="center", fontsize=TEXT, color=MUTED)
        for column, verdict in enumerate(WORDS):
            here = [a for a in answers if (a.claim.thesis, a.finding.verdict) == (side, verdict)]
            for place, answer in enumerate(here):
                left = column * (_IN_A_ROW + 0.6) + place % _IN_A_ROW
                _draw_chip(axes, left, height + place // _IN_A_ROW, answer)
        height += lines[side]
        if side != "neutral":
            axes.axhline(height + 0.2, color=GRID, linewidth=0.6)
        height += 0.45
    key = "filled: moderate confidence; filled and edged: high; hollow: low, or no confidence to state"
    axes.text(0, height, key, va="top", fontsize=LABEL, color=MUTED)
    data = pd.DataFrame(
        {
            "claim": [answer.claim.id for answer in answers],
            "side": [SIDES[answer.claim.thesis] for answer in answers],
            "verdict": [str(answer.verdict) for answer in answers],
            "confidence": [answer.finding.confidence or "none" for answer in answers],
        }
    )
    tally = data["verdict"].value_counts()
    named = listed(f"{tally[words]} {words}" for words in WORDS.values() if words in tally)
    title = f"Verdicts on {len(data)} claims: {named}."
    parts = []
    for side, rows in data.groupby("side", sort=False):
        counts = rows["verdict"].value_counts()
        parts.append(f"{side}: {listed(f'{counts[w]} {w}' for w in WORDS.values() if w in counts)}")
    high = data[data["confidence"] == "high"]["claim"]
    text = f"Verdicts on {len(data)} claims. {'; '.join(parts)}. At high confidence: {listed(high) or 'none'}."
    rows = [row for answer in answers for row in answer.finding.rows]
    return finish(findings.evidence, figure, "ledger-strip", title, text, data, rows)


def _draw_chip(axes: Axes, left: float, top: float, answer: Answer) -> None:
    confidence, colour = answer.finding.confidence, VERDICT_COLOURS[answer.finding.verdict]
    solid = confidence in ("high", "moderate")
    axes.add_patch(
        FancyBboxPatch(
            (left + 0.08, top + 0.14), 0.84, 0.72, boxstyle="round,pad=0,rounding_size=0.16", mutation_aspect=1,
            facecolor=colour if solid else PAPER, edgecolor=INK if confidence == "high" else colour,
            linewidth=_EDGES[confidence] * 0.7, label=f"_{answer.claim.id}",
        )
    )  # fmt: skip
    light = solid and answer.finding.verdict != "mixed"
    axes.text(left + 0.5, top + 0.52, answer.claim.id, ha="center", va="center", fontsize=SMALL,
              color=PAPER if light else INK)  # fmt: skip
