"""Charts of who stood by whom: votes on the texts about Ukraine, and what each gave to whoever was in need."""

from __future__ import annotations

import textwrap

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.argument.bench import Bench
from analysis.argument.rows import Row, by_day, has, ids
from analysis.argument.wording import apart, listed
from analysis.evidence.evidence import Evidence
from analysis.figures.chart import Chart, empty_chart, finish, frame, rows_frame
from analysis.figures.marks import foot, note
from analysis.figures.prose import bench_of
from analysis.figures.style import (
    EMPTY,
    FINE_HATCH,
    INK,
    LABEL,
    MUTED,
    PAPER,
    SMALL,
    SYMBOL,
    VERDICT_COLOURS,
    blank_figure,
    house_style,
    state_colour,
)

_VOTES = {"yes": ("●", "yes"), "abstain": ("○", "abstained"), "no": ("×", "no"), "absent": ("–", "not there")}
_VOTERS = ("RUS", "PRK", "CHN", "IRN", "BLR", "SYR", "USA")


@house_style
def ukraine_votes(evidence: Evidence) -> Chart:
    """Votes on the texts on Ukraine, state by text; what no source in view shows stays hatched."""
    bench, label = bench_of(evidence), "ukraine-votes"
    found = by_day(bench.rows("assembly_votes"))
    if not found:
        what = "votes of these states on texts about Ukraine"
        return empty_chart(evidence, label, what, "date, symbol, state, vote")
    texts = {row.symbol: row for row in reversed(found)}
    texts = {row.symbol: texts[row.symbol] for row in found}
    states = [code for code in _VOTERS if any(row.state == code for row in found)]
    heads = [*(_head(bench, code) for code in states), ("yes–no–\nabstained", MUTED)]
    figure, axes = _grid(len(texts), heads, 3.2, 0.225, apart=0.3)
    cast = {(row.symbol, row.state): row for row in found}
    for height, (symbol, one) in enumerate(texts.items()):
        _line_head(axes, height, f"{one.date}  {_cut(one.topic, 52)}")
        if one.yes == one.yes:
            tally = f"{one.yes:.0f}–{one.no:.0f}–{one.abstain:.0f}"
            axes.text(len(states) + 0.3, height, tally, ha="center", va="center", fontsize=SMALL, color=MUTED)
        for x, code in enumerate(states):
            row = cast.get((symbol, code))
            if row is None or row.vote not in _VOTES:
                style = {"facecolor": PAPER, "hatch": FINE_HATCH, "edgecolor": EMPTY, "linewidth": 0.3}
                axes.add_patch(Rectangle((x - 0.3, height - 0.3), 0.6, 0.6, label="_unknown", **style))
                continue
            colour = VERDICT_COLOURS["contradicted"] if row.vote == "no" else state_colour(code)
            axes.text(x, height, _VOTES[row.vote][0], ha="center", va="center", fontsize=SYMBOL, color=colour)
    marks = "; ".join(f"{mark} {word}" for mark, word in _VOTES.values())
    foot(figure, f"{marks}; hatched: not shown by a source in view")
    data = rows_frame("date, symbol, topic, state, vote, row: row_id", found)
    tally = {code: data.loc[data["state"] == code, "vote"].value_counts() for code in states}
    told = {code: listed(f"{count} {vote}" for vote, count in counts.items()) for code, counts in tally.items()}
    north, china = (bench.state(code) for code in ("PRK", "CHN"))
    title = f"On {len(texts)} texts about Ukraine {north} voted no with Russia {tally['PRK'].get('no', 0)} times; "
    title += f"{china} did so {tally['CHN'].get('no', 0)} times and abstained {tally['CHN'].get('abstain', 0)} times."
    text = f"Votes on {len(texts)} texts, {data['date'].min()} to {data['date'].max()}. "
    text += f"{apart(f'{bench.state(code)}: {words}' for code, words in told.items())}."
    return finish(evidence, figure, label, title, text, data, data["row"])


_HELP = (
    "force", "engineers", "material", "intelligence", "recognition", "asylum", "vote", "abstention", "words", "none",
)  # fmt: skip
"""Kinds of help, from what costs most."""

_DEEDS = _HELP[:4]


@house_style
def solidarity(evidence: Evidence) -> Chart:
    """Tests of solidarity: what each helper did for whom; alleged help is drawn hollow and in italics."""
    bench, label = bench_of(evidence), "solidarity-tests"
    found = by_day(bench.rows("solidarity_tests"))
    if not found:
        heads = "event, in need, helper, help"
        return empty_chart(evidence, label, "tests of solidarity", heads, "No tests are in view.")
    events = list(dict.fromkeys((row.event, row.in_need) for row in by_day(found, "event_start")))
    helpers = [c for c in ("RUS", "CHN", "PRK", "IRN", "USA") if any(has(row.helper, c) for row in found)]
    figure, axes = _grid(len(events), [("in need", MUTED), *(_head(bench, code) for code in helpers)], 2.75, 0.34)
    lines = []
    for height, (event, in_need) in enumerate(events):
        rows = [row for row in found if (row.event, row.in_need) == (event, in_need)]
        _line_head(axes, height, f"{rows[0].event_start[:7]}  {_cut(event, 36)}")
        words, colour = _head(bench, in_need)
        axes.text(0, height, words, ha="center", va="center", fontsize=LABEL, color=colour, linespacing=0.95)
        for x, code in enumerate(helpers, 1):
            if code != in_need:
                here = [row for row in rows if has(row.helper, code)]
                _draw_help(axes, x, height, *(_most_costly(here, alleged) for alleged in (False, True)))
                names = (event, bench.state(in_need), bench.state(code))
                lines += [(*names, row.help, row.status, row.row_id) for row in here]
    words = "filled: help on record beyond words and votes; hollow and slanted: only alleged; of several the "
    words += "costliest is "
    foot(figure, f"{words}named; an empty place means that no row is in view, not that nothing was done")
    data = frame("event, in need, helper, help, status, row", lines)
    established, alleged = data[data["status"] != "alleged"], data[data["status"] == "alleged"]
    deeds = established[established["help"].isin(_DEEDS)]
    named = listed(f"{row.helper} for {row['in need']} ({row['help']})" for _, row in deeds.iterrows())
    title = f"Help on record went beyond words and votes in {deeds['event'].nunique() or 'none'} of {len(events)} "
    title += f"tests of solidarity in view{f': {named}' if named else ''}."
    told = apart(
        f"{event}, {need} in need: {listed(f'{r.helper} {r.help}' for r in rows.itertuples()) or 'only alleged'}"
        for (event, need), rows in established.groupby(["event", "in need"], sort=False)
    )
    beyond = f"{len(events)} tests of solidarity, beyond words and votes in {deeds['event'].nunique()}"
    text = f"{beyond}{f', {named}' if named else ''}. Help only alleged: {len(alleged)} rows. On record: {told}."
    return finish(evidence, figure, label, title, text, data, ids(found))


def _most_costly(rows: list[Row], alleged: bool) -> str:
    kinds = [row.help for row in rows if (row.status == "alleged") == alleged]
    return min(kinds, key=_HELP.index, default="")


def _draw_help(axes: Axes, x: int, height: int, done: str, said: str) -> None:
    up = 0.25 if done and said else 0
    for words, place, alleged in ((done, height - up, False), (said, height + up, True)):
        if not words:
            continue
        deed = words in _DEEDS
        colour, solid = VERDICT_COLOURS["supported"] if deed else MUTED, deed and not alleged
        box = {"facecolor": colour if solid else PAPER, "edgecolor": colour if deed else PAPER, "linewidth": 0.7}
        style = {"color": PAPER if solid else colour, "style": "italic" if alleged else "normal"}
        box = {"boxstyle": "round,pad=0.16"} | box
        axes.text(x, place, words, ha="center", va="center", fontsize=SMALL, bbox=box, **style)


def _grid(lines: int, heads: list[tuple[str, str]], left: float, tall: float, apart: float = 0) -> tuple[Figure, Axes]:
    """Axes for marks in a grid: lines are labelled at the left, columns by words above; the last may stand apart."""
    figure, axes = blank_figure(0.85 + tall * lines, left=left, right=0.1, top=0.4, bottom=0.4)
    axes.set_xlim(-0.5, len(heads) - 0.5 + apart)
    axes.set_ylim(lines - 0.5, -0.5)
    axes.xaxis.tick_top()
    axes.set_xticks(
        [*range(len(heads) - 1), len(heads) - 1 + apart],
        [words for words, _ in heads],
        fontsize=LABEL,
        linespacing=0.95,
    )
    for tick, (_, colour) in zip(axes.get_xticklabels(), heads, strict=True):
        tick.set_color(colour)
    axes.set_yticks(np.arange(lines + 1) - 0.5, [""] * (lines + 1))
    axes.tick_params(length=0)
    axes.spines[["left", "bottom"]].set_visible(False)
    return figure, axes


def _head(bench: Bench, code: str) -> tuple[str, str]:
    """A state as the head of a column, with its colour."""
    return bench.state(code).removeprefix("the ").replace(" ", "\n"), state_colour(code)


def _line_head(axes: Axes, height: int, words: str) -> None:
    note(axes, words, (0, height), (-8, 0), on="y", color=INK, ha="right")


def _cut(text: str, most: int) -> str:
    """A text as long as its place, cut at a word."""
    return textwrap.shorten(text.partition(" (")[0], most, placeholder=" …")
