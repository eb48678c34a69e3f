"""Charts of treaties: their lives, what they provide, how alike they are."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.argument.register import Claim
from analysis.argument.rows import Row, ids, records
from analysis.argument.similarity import MEASURES, coding, interval
from analysis.argument.wording import listed
from analysis.evidence.evidence import Evidence
from analysis.figures import alt
from analysis.figures.chart import Chart, empty_chart, finish, frame
from analysis.figures.marks import day_number, note, time_axis
from analysis.figures.prose import bench_of
from analysis.figures.style import GRID, INK, MUTED, PAPER, blank_figure, house_style, set_margins, state_colour

LIVES = ("CHN_PRK_1961", "SUN_PRK_1961", "RUS_PRK_2000", "RUS_PRK_2024")
"""Treaties whose lives are drawn, from the top."""

_SHOWN = ("signed", "in_force", "notice_of_end", "ended")


@house_style
def lifelines(evidence: Evidence, treaties: tuple[str, ...] = LIVES) -> Chart:
    """Lives of treaties: thin from signature, thick while in force, open where no end is in view."""
    label = "treaty-lives"
    found = [
        row for row in records(evidence, "treaty_acts") if row.treaty in treaties and row.act in _SHOWN and row.date
    ]
    if not found:
        return empty_chart(evidence, label, "acts of these treaties", "treaty, act, date")
    order = [key for key in treaties if any(row.treaty == key for row in found)]
    names = evidence.codebook("treaties")["name"]
    figure, axes = blank_figure(0.5 + 0.56 * len(order), left=0.15, right=0.25, top=0.1)
    first, last = date(min(int(row.date[:4]) for row in found) - 1, 1, 1), date(evidence.as_of.year + 1, 12, 31)
    time_axis(axes, first, last)
    axes.set_ylim(len(order) - 0.55, -0.8)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    for height, key in enumerate(order):
        _draw_life(axes, height, [row for row in found if row.treaty == key], evidence, names.get(key, key))
    data = frame(
        "treaty, act, date, row",
        ((names.get(row.treaty, row.treaty), row.act.replace("_", " "), row.date, row.row_id) for row in found),
    ).sort_values(["treaty", "date"])
    alive = [key for key in order if _in_force(found, key)]
    title = f"Lives of {len(order)} treaties with the North; {len(alive)} in force as of {evidence.as_of.isoformat()}."
    text = alt.acts(f"Lives of {len(order)} treaties", data, "treaty")
    text += f" In force on {evidence.as_of.isoformat()}: {listed(names.get(key, key) for key in alive) or 'none'}."
    return finish(evidence, figure, label, title, text, data, ids(found))


def _acts(found: list[Row], key: str, act: str) -> list[str]:
    return sorted(row.date for row in found if row.treaty == key and row.act == act)


def _in_force(found: list[Row], key: str) -> bool:
    return bool(_acts(found, key, "in_force")) and not _acts(found, key, "ended")


def _draw_life(axes: Axes, height: int, found: list[Row], evidence: Evidence, name: str) -> None:
    key = found[0].treaty
    colour = state_colour(key.split("_")[0])
    days = {act: dates[0] for act in _SHOWN if (dates := _acts(found, key, act))}
    end = day_number(days["ended"]) if "ended" in days else day_number(evidence.as_of.isoformat())
    start = day_number(min(days.values()))
    axes.plot([start, end], [height, height], color=colour, linewidth=1.2)
    if "in_force" in days:
        axes.plot(
            [day_number(days["in_force"]), end], [height, height], color=colour, linewidth=6, solid_capstyle="butt"
        )
    if "ended" not in days:
        axes.annotate("", (end, height), xytext=(9, 0), textcoords="offset points",
                      arrowprops={"arrowstyle": "<-", "color": colour, "linewidth": 1.2})  # fmt: skip
    else:
        axes.plot([end], [height], "|", color=colour, markersize=12, markeredgewidth=1.6)
    if "notice_of_end" in days:
        axes.plot([day_number(days["notice_of_end"])], [height], "v", color=PAPER, markersize=4)
    words = {"signed": "signed", "in_force": "in force", "notice_of_end": "notice", "ended": "ended"}
    dated = ", ".join(f"{words[act]} {day}" for act, day in days.items())
    middle = sum(axes.get_xlim()) / 2
    right = start > middle
    note(
        axes,
        f"{name}",
        (end if right else start, height),
        (0, 15),
        size=8,
        color=colour,
        ha="right" if right else "left",
        va="bottom",
    )
    note(axes, dated, (end if right else start, height), (0, 5), ha="right" if right else "left", va="bottom")


_STATES = {0: "absent, proved", 1: "rhetorical", 2: "cooperative", 3: "binding"}
_UNKNOWN = "not known"


@house_style
def provision_matrix(evidence: Evidence) -> Chart:
    """What three treaties provide, by domain; what no source shows is hatched, apart from what is proved absent."""
    bench = bench_of(evidence)
    claim = bench.register["T3"]
    label = "provision-matrix"
    found = bench.rows("provisions", treaty=(claim["elder"], claim["younger"], claim["treaty"]))
    keys = [claim[name] for name in ("elder", "younger", "treaty") if any(row.treaty == claim[name] for row in found)]
    if not found:
        return empty_chart(
            evidence, label, "provisions of these treaties", "provision", title="No provisions are in view."
        )
    strengths = _strengths(found)
    years = {key: key.split("_")[-1] for key in keys}
    domains = list(dict.fromkeys(bench.domains.values()))
    shown = [name for name in bench.domains if any((key, name) in strengths for key in keys)]
    shown.sort(key=lambda name: domains.index(bench.domains[name]))
    half = _split(domains, [bench.domains[name] for name in shown])
    columns = [[name for name in shown if bench.domains[name] in part] for part in (domains[:half], domains[half:])]
    tall = max(len(part) + len({bench.domains[n] for n in part}) for part in columns)
    figure, axes = blank_figure(0.75 + 0.165 * tall)
    figure.delaxes(axes)
    for panel, names in zip(figure.subplots(1, 2), columns, strict=True):
        _draw_matrix(panel, names, bench.domains, keys, years, strengths, tall)
    set_margins(figure, left=1.95, right=0.1, top=0.65, bottom=0.05, wspace=2.05)
    _matrix_key(figure)
    data = pd.DataFrame({years[key]: [_state(strengths, key, name) for name in shown] for key in keys})
    data.insert(0, "domain", [bench.domains[name].replace("_", " ") for name in shown])
    data.insert(0, "provision", [_spoken(name) for name in shown])
    words = {name: name for name in (*_STATES.values(), _UNKNOWN)}
    text = alt.matrix("Provisions of the treaties of " + listed(years.values()), data, list(years.values()), words)
    first, last = years[keys[0]], years[keys[-1]]
    both = data[(data[first] == "binding") & (data[last] == "binding")]["provision"]
    text += f" Binding in both {first} and {last}: {listed(both) or 'none'}."
    unknown = [f"{int((data[year] == _UNKNOWN).sum())} of {year}" for year in years.values()]
    title = f"What the treaties of {listed(years.values())} provide, by domain; of {len(data)} provisions not known: "
    title += f"{listed(unknown)}."
    return finish(evidence, figure, label, title, text, data, ids(found))


def _strengths(found: list[Row]) -> dict[tuple[str, str], float]:
    """Highest strength by treaty and provision; NaN where nothing but unproved absence is in view."""
    best: dict[tuple[str, str], float] = {}
    for row in found:
        key = (row.treaty, row.provision)
        best[key] = np.fmax(best.get(key, np.nan), row.strength)
    return best


def _state(strengths: dict, key: str, name: str) -> str:
    strength = strengths.get((key, name), np.nan)
    return _UNKNOWN if strength != strength else _STATES[int(strength)]


def _split(domains: list[str], of_each: list[str]) -> int:
    """Where to break the list of domains so that both columns are about as tall."""
    sizes = np.cumsum([of_each.count(domain) + 1 for domain in domains])
    return int(np.argmin(np.abs(sizes - sizes[-1] / 2))) + 1


def _draw_matrix(
    axes: Axes, names: list[str], domains: dict, keys: list, years: dict, strengths: dict, tall: int
) -> None:
    axes.set_xlim(-0.5, len(keys) - 0.5)
    axes.set_ylim(tall - 0.4, -0.6)
    axes.grid(False)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(keys)), [years[key] for key in keys], color=INK)
    axes.tick_params(length=0)
    height, ticks = 0, []
    for name in names:
        if not ticks or domains[ticks[-1][1]] != domains[name]:
            heading = domains[name].replace("_", " ")
            axes.text(-0.7, height, heading, ha="right", va="center", color=MUTED, fontsize=7.5, style="italic")
            height += 1
        ticks.append((height, name))
        for x, key in enumerate(keys):
            _draw_cell(axes, x, height, strengths.get((key, name), np.nan), state_colour(key.split("_")[0]))
        height += 1
    axes.set_yticks([y for y, _ in ticks], [_spoken(name) for _, name in ticks], fontsize=7.5, color=INK)


def _draw_cell(axes: Axes, x: float, y: float, strength: float, colour: str) -> None:
    frame = {"edgecolor": GRID, "linewidth": 0.6}
    if strength != strength:
        style = {"facecolor": PAPER, "hatch": "//////", "edgecolor": "#b4b9bf", "linewidth": 0.4, "label": "_unknown"}
    elif strength == 0:
        style = {"facecolor": PAPER, "label": "_absent", **frame}
    else:
        style = {"facecolor": colour, "alpha": (0.22, 0.55, 1)[int(strength) - 1], "label": "_present", **frame}
    axes.add_patch(Rectangle((x - 0.42, y - 0.4), 0.84, 0.8, **style))


def _matrix_key(figure) -> None:
    """The five marks in one line at the head."""
    strip = figure.add_axes((0.02, 1 - 0.3 / figure.get_figheight(), 0.96, 0.24 / figure.get_figheight()))
    strip.set_axis_off()
    strip.set_xlim(0, 100)
    strip.set_ylim(1, -1)
    marks = [(3, "binding"), (2, "cooperative"), (1, "rhetorical"), (0, "absent, proved"), (np.nan, "not known")]
    for place, (strength, words) in zip((1, 17, 35, 52, 73), marks, strict=True):
        strip.set_aspect("auto")
        _draw_cell_wide(strip, place, strength)
        strip.text(place + 4, 0, words, va="center", fontsize=8, color=INK)


def _draw_cell_wide(axes: Axes, x: float, strength: float) -> None:
    before = len(axes.patches)
    _draw_cell(axes, 0, 0, strength, state_colour("RUS"))
    patch = axes.patches[before]
    patch.set_bounds(x, -0.5, 3, 1)


def _spoken(provision: str) -> str:
    """A provision as it is read."""
    return provision.replace("_", " ").replace("united nations", "United Nations")


@house_style
def similarity(evidence: Evidence) -> Chart:
    """How alike the treaty is to its two elders: intervals over what is not known, by two measures."""
    bench = bench_of(evidence)
    claim: Claim = bench.register["T3"]
    codings = {name: coding(bench, claim[name], claim["present"]) for name in ("treaty", "elder", "younger")}
    label = "similarity"
    if not codings["treaty"].rows:
        return empty_chart(evidence, label, "provisions of the treaty", "measure", title="The treaty is not in view.")
    figure, axes = blank_figure(1.9, left=1.9, right=0.45, top=0.15, bottom=0.5)
    lines, rows = [], []
    for measure in MEASURES:
        for name in ("elder", "younger"):
            found = interval(bench, codings["treaty"], codings[name], measure)
            year = claim[name].split("_")[-1]
            lines.append((measure, f"to {year} ({measure})", *found.interval, state_colour(claim[name].split("_")[0])))
            rows += found.rows
    for height, (_, _, low, high, colour) in enumerate(lines):
        axes.plot([low, high], [height, height], color=colour, linewidth=7, solid_capstyle="butt", alpha=0.85)
        axes.plot([low, high], [height, height], "|", color=colour, markersize=13, markeredgewidth=1.6)
        for end, side, shift in ((low, "right", -5), (high, "left", 5)):
            note(axes, f"{end:.2f}", (end, height), (shift, 0), size=8, color=colour, ha=side)
    axes.set_yticks(range(len(lines)), [name for _, name, *_ in lines], color=INK)
    axes.set_ylim(len(lines) - 0.4, -0.6)
    axes.set_xlim(-0.06, 1.06)
    axes.grid(axis="x")
    axes.grid(visible=False, axis="y")
    axes.set_xlabel("similarity of the treaty of 2024 (1: alike in all; the bar spans what is not known)")
    data = frame("measure, pair, lowest, highest", (line[:4] for line in lines))
    overlap = data.groupby("measure").apply(lambda g: g["lowest"].max() <= g["highest"].min(), include_groups=False)
    word = "overlap" if overlap.all() else "do not all overlap"
    title = f"How alike the treaty is to its elders of 1961 and 2000: by both measures the intervals {word}."
    text = alt.intervals("Lowest and highest similarity of the treaty", data, "pair", "lowest", "highest")
    text += f" The intervals to the two elders {word}."
    return finish(evidence, figure, label, title, text, data, rows)
