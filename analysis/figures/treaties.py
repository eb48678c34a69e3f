"""Charts of treaties: their lives, what they provide, how alike they are."""

from __future__ import annotations

from datetime import date
from itertools import product

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.argument.rows import Row, ids, records
from analysis.argument.similarity import MEASURES, coding, interval
from analysis.argument.wording import listed
from analysis.evidence.evidence import Evidence
from analysis.figures import alt
from analysis.figures.chart import Chart, empty_chart, finish, frame, rows_frame
from analysis.figures.marks import day_number, dot, name_rows, note, time_axis
from analysis.figures.prose import bench_of
from analysis.figures.style import (
    EMPTY,
    FINE_HATCH,
    GRID,
    INK,
    LABEL,
    MUTED,
    PAPER,
    TEXT,
    blank_figure,
    house_style,
    panels,
    state_colour,
)

LIVES = ("CHN_PRK_1961", "SUN_PRK_1961", "RUS_PRK_2000", "RUS_PRK_2024")
"""Treaties whose lives are drawn, from the top."""

_SHOWN = {"signed": "signed", "in_force": "in force", "notice_of_end": "notice", "ended": "ended"}


@house_style
def lifelines(evidence: Evidence, treaties: tuple[str, ...] = LIVES) -> Chart:
    """Lives of treaties: thin from signature, thick while in force, open where no end is in view."""
    label = "treaty-lives"
    found = [r for r in records(evidence, "treaty_acts") if r.treaty in treaties and r.act in _SHOWN and r.date]
    if not found:
        return empty_chart(evidence, label, "acts of these treaties", "treaty, act, date")
    order = [key for key in treaties if any(row.treaty == key for row in found)]
    names = evidence.codebook("treaties")["name"].to_dict()
    figure, axes = blank_figure(0.5 + 0.56 * len(order), left=0.15, right=0.25, top=0.1)
    time_axis(axes, date(min(int(row.date[:4]) for row in found) - 1, 1, 1), date(evidence.as_of.year + 1, 12, 31))
    axes.set_ylim(len(order) - 0.55, -0.8)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    alive = []
    for height, key in enumerate(order):
        days = {row.act: row.date for row in sorted(found, key=lambda row: row.date, reverse=True) if row.treaty == key}
        days = {act: days[act] for act in _SHOWN if act in days}
        _draw_life(axes, height, days, evidence, names.get(key, key), state_colour(key.split("_")[0]))
        if "in_force" in days and "ended" not in days:
            alive.append(names.get(key, key))
    data = rows_frame("treaty, act, date, row: row_id", found, treaty=names, act=lambda row: row.act.replace("_", " "))
    title = f"Lives of {len(order)} treaties with the North; {len(alive)} in force as of {evidence.as_of.isoformat()}."
    data = data.sort_values(["treaty", "date"])
    text = alt.acts(f"Lives of {len(order)} treaties", data, "treaty")
    text += f" In force on {evidence.as_of.isoformat()}: {listed(alive) or 'none'}."
    return finish(evidence, figure, label, title, text, data, ids(found))


def _draw_life(axes: Axes, height: int, days: dict[str, str], evidence: Evidence, name: str, colour: str) -> None:
    """Draw one life by the days of its acts."""
    end = day_number(days.get("ended", evidence.as_of.isoformat()))
    start, line = day_number(min(days.values())), [height, height]
    axes.plot([start, end], line, color=colour, linewidth=1.2)
    if "in_force" in days:
        axes.plot([day_number(days["in_force"]), end], line, color=colour, linewidth=6, solid_capstyle="butt")
    if "ended" not in days:
        axes.annotate("", (end, height), xytext=(9, 0), textcoords="offset points",
                      arrowprops={"arrowstyle": "<-", "color": colour, "linewidth": 1.2})  # fmt: skip
    else:
        dot(axes, end, height, colour, "|", 12, markeredgewidth=1.6)
    if "notice_of_end" in days:
        dot(axes, day_number(days["notice_of_end"]), height, PAPER, "v", 4)
    dated = ", ".join(f"{_SHOWN[act]} {day}" for act, day in days.items())
    x, side = (end, "right") if start > sum(axes.get_xlim()) / 2 else (start, "left")
    note(axes, name, (x, height), (0, 15), size=TEXT, color=colour, ha=side, va="bottom")
    note(axes, dated, (x, height), (0, 5), ha=side, va="bottom")


_PLAIN = {
    "mutual_defence_automatic": "help at once if attacked",
    "mutual_defence_conditional": "help within stated limits",
    "non_aggression": "non-aggression",
    "terrorism_crime": "terrorism and crime",
    "sovereignty_non_interference": "sovereignty, no interference",
    "trade_economic": "trade and economy",
    "regional_border_cooperation": "regions and border areas",
    "food_energy_security": "food and energy security",
    "standards_recognition": "standards recognised",
    "science_technology": "science and technology",
    "nuclear_energy_peaceful": "peaceful nuclear energy",
    "education_culture": "education and culture",
    "media_disinformation": "media and disinformation",
    "legal_judicial_cooperation": "law and courts",
    "united_nations_charter_reference": "United Nations Charter named",
    "anti_sanctions_unilateral_measures": "against unilateral sanctions",
    "democratic_values_rule_of_law": "democracy and rule of law",
    "consultation_general": "consultation in general",
    "fixed_term_auto_renewal": "fixed term that renews itself",
    "supersedes_previous": "takes an older treaty’s place",
}
"""Provisions whose name in the codebook does not read as words."""

_STATES = {0: "absent, proved", 1: "rhetorical", 2: "cooperative", 3: "binding", None: "not known"}


@house_style
def provision_matrix(evidence: Evidence) -> Chart:
    """What three treaties provide, by domain; what no source shows is hatched, apart from what is proved absent."""
    label, bench = "provision-matrix", bench_of(evidence)
    claim = bench.register["T3"]
    found = bench.rows("provisions", treaty=(claim["elder"], claim["younger"], claim["treaty"]))
    keys = [claim[name] for name in ("elder", "younger", "treaty") if any(row.treaty == claim[name] for row in found)]
    if not found:
        what = "provisions of these treaties"
        return empty_chart(evidence, label, what, "provision", title="No provisions are in view.")
    strengths = _strengths(found)
    years = {key: key.split("_")[-1] for key in keys}
    domains = list(dict.fromkeys(bench.domains.values()))
    shown = [name for name in bench.domains if any((key, name) in strengths for key in keys)]
    shown.sort(key=lambda name: domains.index(bench.domains[name]))
    half = _split(domains, [bench.domains[name] for name in shown])
    columns = [[name for name in shown if bench.domains[name] in part] for part in (domains[:half], domains[half:])]
    tall = max(len(part) + len({bench.domains[n] for n in part}) for part in columns)
    margins = {"left": 1.95, "right": 0.1, "top": 0.65, "bottom": 0.05, "wspace": 2.05}
    figure, grid = panels(0.75 + 0.165 * tall, 1, 2, sharex=False, **margins)
    for panel, names in zip(grid.flat, columns, strict=True):
        panel.set_ylim(tall - 0.4, -0.6)
        _draw_matrix(panel, names, bench.domains, years, strengths)
    _matrix_key(figure)
    heads = ", ".join(["provision", "domain", *years.values()])
    lines = []
    for name in shown:
        states = (_state(strengths.get((key, name), np.nan)) for key in keys)
        lines.append((_spoken(name), bench.domains[name].replace("_", " "), *states))
    data = frame(heads, lines)
    words = {name: name for name in _STATES.values()}
    text = alt.matrix("Provisions of the treaties of " + listed(years.values()), data, list(years.values()), words)
    first, last = years[keys[0]], years[keys[-1]]
    both = data[(data[first] == "binding") & (data[last] == "binding")]["provision"]
    text += f" Binding in both {first} and {last}: {listed(both) or 'none'}."
    unknown = [f"{int((data[year] == _STATES[None]).sum())} of {year}" for year in years.values()]
    title = f"What the treaties of {listed(years.values())} provide, by domain; of {len(data)} provisions not known: "
    return finish(evidence, figure, label, f"{title}{listed(unknown)}.", text, data, ids(found))


def _strengths(found: list[Row]) -> dict[tuple[str, str], float]:
    """Highest strength by treaty and provision; NaN where nothing but unproved absence is in view."""
    best: dict[tuple[str, str], float] = {}
    for row in found:
        key = (row.treaty, row.provision)
        best[key] = np.fmax(best.get(key, np.nan), row.strength)
    return best


def _state(strength: float) -> str:
    return _STATES[None if strength != strength else int(strength)]


def _split(domains: list[str], of_each: list[str]) -> int:
    """Where to break the list of domains so that both columns are about as tall."""
    sizes = np.cumsum([of_each.count(domain) + 1 for domain in domains])
    return int(np.argmin(np.abs(sizes - sizes[-1] / 2))) + 1


def _draw_matrix(axes: Axes, names: list[str], domains: dict, years: dict, strengths: dict) -> None:
    axes.set_xlim(-0.5, len(years) - 0.5)
    axes.grid(False)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(years)), years.values(), color=INK)
    axes.tick_params(length=0)
    ticks, domain = {}, ""
    for name in names:
        if domains[name] != domain:
            domain, height = domains[name], len(ticks) + len({domains[other] for other in ticks.values()})
            axes.text(-0.7, height, domain.replace("_", " "), ha="right", va="center", color=MUTED, fontsize=LABEL,
                      style="italic")  # fmt: skip
        height += 1
        ticks[height] = name
        for x, key in enumerate(years):
            _draw_cell(axes, x, height, strengths.get((key, name), np.nan))
    axes.set_yticks(list(ticks), [_spoken(name) for name in ticks.values()], fontsize=LABEL, color=INK)


def _draw_cell(axes: Axes, x: float, y: float, strength: float, size: tuple[float, float] = (0.84, 0.8)) -> None:
    """One field of the matrix, of one colour for all treaties, so that the key holds for each."""
    if strength != strength:
        style = {"hatch": FINE_HATCH, "edgecolor": EMPTY, "linewidth": 0.4, "label": "_unknown"}
    elif strength == 0:
        style = {"label": "_absent"}
    else:
        style = {"facecolor": state_colour("RUS"), "alpha": (0.22, 0.55, 1)[int(strength) - 1], "label": "_present"}
    style = {"facecolor": PAPER, "edgecolor": GRID, "linewidth": 0.6} | style
    wide, tall = size
    axes.add_patch(Rectangle((x - wide / 2, y - tall / 2), wide, tall, **style))


def _matrix_key(figure: Figure) -> None:
    """The five marks in one line at the head."""
    strip = figure.add_axes((0.02, 1 - 0.3 / figure.get_figheight(), 0.96, 0.24 / figure.get_figheight()))
    strip.set_axis_off()
    strip.set_xlim(0, 100)
    strip.set_ylim(1, -1)
    for place, strength in zip((1, 17, 35, 52, 73), (3, 2, 1, 0, np.nan), strict=True):
        _draw_cell(strip, place + 1.5, 0, strength, (3, 1))
        strip.text(place + 4, 0, _state(strength), va="center", fontsize=TEXT, color=INK)


def _spoken(provision: str) -> str:
    """A provision as it is read."""
    return _PLAIN.get(provision, provision.replace("_", " "))


@house_style
def similarity(evidence: Evidence) -> Chart:
    """How alike the treaty is to its two elders: intervals over what is not known, by two measures."""
    label, bench = "similarity", bench_of(evidence)
    claim = bench.register["T3"]
    codings = {name: coding(bench, claim[name], claim["present"]) for name in ("treaty", "elder", "younger")}
    if not codings["treaty"].rows:
        return empty_chart(evidence, label, "provisions of the treaty", "measure", title="The treaty is not in view.")
    figure, axes = blank_figure(1.9, left=1.9, right=0.45, top=0.15, bottom=0.5)
    lines, rows = [], []
    for measure, name in product(MEASURES, ("elder", "younger")):
        found = interval(bench, codings["treaty"], codings[name], measure)
        year, (low, high), height = claim[name].split("_")[-1], found.interval, len(lines)
        lines.append((measure, f"to {year} ({measure})", low, high))
        rows += found.rows
        colour = state_colour(claim[name].split("_")[0])
        axes.plot([low, high], [height, height], color=colour, linewidth=7, solid_capstyle="butt", alpha=0.85)
        axes.plot([low, high], [height, height], "|", color=colour, markersize=13, markeredgewidth=1.6)
        for end, side, shift in ((low, "right", -5), (high, "left", 5)):
            note(axes, f"{end:.2f}", (end, height), (shift, 0), size=TEXT, color=colour, ha=side)
    name_rows(axes, [name for _, name, *_ in lines])
    axes.set_xlim(-0.06, 1.06)
    axes.grid(axis="x")
    axes.grid(visible=False, axis="y")
    axes.set_xlabel("similarity of the treaty of 2024 (1: alike in all; the bar spans what is not known)")
    data = frame("measure, pair, lowest, highest", lines)
    overlap = data.groupby("measure").apply(lambda g: g["lowest"].max() <= g["highest"].min(), include_groups=False)
    word = "overlap" if overlap.all() else "do not all overlap"
    title = f"How alike the treaty is to its elders of 1961 and 2000: by both measures the intervals {word}."
    text = alt.intervals("Lowest and highest similarity of the treaty", data, "pair", "lowest", "highest")
    text += f" The intervals to the two elders {word}."
    return finish(evidence, figure, label, title, text, data, rows)
