"""Charts of pacts: how long each lived, what share had ended by an age, and what stands behind them."""

from __future__ import annotations

from datetime import date

import matplotlib.dates as mdates
from matplotlib.axes import Axes

from analysis.argument.bench import Bench
from analysis.argument.endurance import DIED, ENDED, Coding, Span, codings, hazard, incidence
from analysis.argument.rows import Row, by_day, ids
from analysis.argument.wording import apart, listed
from analysis.evidence.evidence import Evidence
from analysis.figures.chart import Chart, empty_chart, finish, frame
from analysis.figures.marks import day_number, dot, foot, note, time_axis
from analysis.figures.prose import bench_of
from analysis.figures.style import INK, OTHER, SMALL, TEXT, house_style, panels, state_colour
from analysis.figures.tables import Table, make_table


@house_style
def pact_lives(evidence: Evidence) -> Chart:
    """One line a pact of either group, from its start to its end, with how it ended."""
    bench, label = bench_of(evidence), "pact-lives"
    claim = bench.register["A2"]
    coding = codings(bench, claim)[0]
    groups = {bench.state(claim["patron"]): coding.ours, "autocracies": coding.theirs}
    found = [span for lives in groups.values() for span in lives]
    if not found:
        return empty_chart(evidence, label, "pacts of either kind", "pact, start, fate", "No pacts are in view.")
    most = max(len(lives) for lives in groups.values())
    margins = {"left": 1.3, "right": 0.15, "top": 0.3, "bottom": 0.55, "wspace": 1.05}
    figure, grid = panels(0.85 + 0.155 * most, 1, 2, **margins)
    first = date(min(int(span.row.start[:4]) for span in found) - 1, 1, 1)
    lines = []
    for panel, (group, lives) in zip(grid.flat, groups.items(), strict=True):
        ordered = sorted(lives, key=lambda span: (span.row.start, span.row.alliance))
        names = [alliance_name(bench, span.row) for span in ordered]
        for height, (span, name) in enumerate(zip(ordered, names, strict=True)):
            _draw_life(panel, height, span, bench.as_of)
            lines.append((group, name, span.row.start, span.row.end, _fate(span), span.row.row_id))
        time_axis(panel, first, date(evidence.as_of.year + 3, 1, 1))
        panel.xaxis.set_major_locator(mdates.YearLocator(20))
        panel.set_yticks(range(len(ordered)), names, fontsize=SMALL, color=INK)
        panel.set_ylim(most - 0.4, -0.7)
        panel.tick_params(axis="x", labelsize=7)
        panel.grid(visible=False, axis="y")
        panel.set_title(f"{len(lives)} pacts of {group}", color=INK)
    words = "bar: ended; hollow: gave way to a new pact of the same parties; ×: a party ceased to exist; arrow: in "
    words += "force; "
    foot(figure, f"{words}orange: an end within the Soviet collapse")
    data = frame("group, pact, start, end, fate, row", lines)
    over = [span for span in found if span.fate == ENDED]
    collapse = sum(span.row.soviet_collapse == "yes" for span in over)
    title = f"Lives of {len(found)} pacts with a duty of defence: {len(over)} ended in view, {collapse} of them within "
    title += "the Soviet collapse."
    text = f"One line a pact, from {data['start'].min()} on."
    for group, rows in data.groupby("group", sort=False):
        fates = listed(f"{count} {fate}" for fate, count in rows["fate"].value_counts().items())
        text += f" Of {len(rows)} pacts of {group}: {fates}."
    return finish(evidence, figure, label, title, text, data, data["row"])


def _fate(span: Span) -> str:
    if span.fate == ENDED:
        return span.row.fate.replace("_", " ")
    return "a party ceased to exist" if span.fate == DIED else "in force"


def _draw_life(axes: Axes, height: int, span: Span, as_of: str) -> None:
    colour = state_colour(span.row.patron.partition(";")[0])
    over = bool(span.row.end) and span.row.end <= as_of
    start, end = day_number(span.row.start), day_number(span.row.end if over else as_of)
    axes.plot([start, end], [height, height], color=colour, linewidth=2, solid_capstyle="butt")
    ending = state_colour("PRK") if span.row.soviet_collapse == "yes" else colour
    if not over:
        dot(axes, end, height, colour, ">", 3.5)
    elif span.fate == DIED:
        dot(axes, end, height, ending, "x", markeredgewidth=1.2)
    elif span.row.fate == "replaced":
        dot(axes, end, height, ending, "s", hollow=True, markeredgewidth=1.2)
    else:
        dot(axes, end, height, ending, "|", 7, markeredgewidth=1.8)


@house_style
def pact_endings(evidence: Evidence) -> Chart:
    """Share of pacts that had ended by their age under the codings of A2, with the numbers at risk under the axis."""
    bench, label = bench_of(evidence), "pact-endings"
    claim = bench.register["A2"]
    found = codings(bench, claim)
    every = [*found[0].ours, *found[0].theirs]
    if not found[0].endings:
        return empty_chart(evidence, label, "endings of pacts", "coding, group, age", "No endings are in view.")
    margins = {"left": 0.75, "right": 0.15, "top": 0.45, "bottom": 0.85, "hspace": 0.9, "wspace": 0.28}
    figure, grid = panels(4.8, 2, 2, sharey=True, **margins)
    oldest = max(span.years for span in every)
    patron = bench.state(claim["patron"])
    lines = [line for panel, coding in zip(grid.flat, found, strict=True)
             for line in _draw_endings(panel, patron, coding, oldest)]  # fmt: skip
    for panel in grid[:, 0]:
        panel.set_ylabel("% that had ended")
    words = f"years of age; below, the pacts at risk at {', '.join(map(str, _ages(oldest)))} years; Aalen and "
    words += "Johansen, with the death of a party as a competing event; grey: endings among autocracies that belong "
    words += "to the Soviet "
    foot(figure, f"{words}collapse")
    data = frame("coding, group, age, ended, at risk", lines).round(3)
    lasts = data.groupby(["coding", "group"], sort=False)["ended"].last()
    higher = [coding.name for coding in found if coding.ratio >= claim["ratio"]]
    title = f"Pacts among autocracies ended at least {claim['ratio']:.0f} times as often a year as those of {patron} "
    title += f"under {len(higher) or 'none'} of {len(found)} codings."
    told = []
    for coding in found:
        shares = listed(f"{name} {100 * share:.0f} %" for name, share in lasts.get(coding.name, {}).items())
        told.append(f"{coding.name}, {shares}, ratio of hazards {_ratio(coding)}")
    text = f"Share of pacts that had ended by the greatest age with an ending, by coding: {apart(told)}."
    return finish(evidence, figure, label, title, text, data, [span.row.row_id for span in every])


def _ages(oldest: float) -> list[int]:
    return list(range(0, int(oldest) + 1, 20))


def _ratio(coding: Coding) -> str:
    return "without bound" if coding.ratio == float("inf") else f"{coding.ratio:.2f}"


def _draw_endings(axes: Axes, patron: str, coding: Coding, oldest: float) -> list[tuple]:
    """One panel; returns its steps."""
    drawn, rates = [], []
    groups = {"autocracies": (coding.theirs, state_colour("PRK")), patron: (coding.ours, state_colour("USA"))}
    for line, (group, (lives, colour)) in enumerate(groups.items()):
        steps, down = incidence(lives), -17 - 9.5 * line
        ages = [0.0, *(step.age for step in steps), max((span.years for span in lives), default=0.0)]
        shares = [0.0, *(step.ended for step in steps)]
        axes.step(ages, [100 * share for share in (*shares, shares[-1])], where="post", color=colour)
        for age in _ages(oldest):
            at_risk = sum(span.years >= age for span in lives)
            note(axes, str(at_risk), (age, 0), (0, down), on="x", size=SMALL, color=colour, ha="center", va="top")
        words = group.removeprefix("the ").replace("United States", "US")
        note(axes, words, (0, 0), (-14, down), on="axes", size=SMALL, color=colour, ha="right", va="top")
        drawn += [(coding.name, group, step.age, step.ended, step.at_risk) for step in steps]
        rates.append(f"{100 * hazard(lives):.2f}")
    endings = [span for span in coding.theirs if span.fate == ENDED]
    collapse = sum(span.row.soviet_collapse == "yes" for span in endings)
    told = f"{rates[0]} against {rates[1]} % a year, ratio {_ratio(coding)}"
    axes.set_title(f"{coding.name}\n{told}", fontsize=TEXT, color=INK, linespacing=1.1)
    words = f"Soviet collapse: {collapse} of {len(endings)}"
    axes.text(0.03, 0.96, words, transform=axes.transAxes, va="top", fontsize=SMALL, color=OTHER)
    axes.set(ylim=(0, 100), xlim=(0, oldest + 2))
    axes.set_xticks(_ages(oldest))
    axes.tick_params(axis="x", labelbottom=True, labelsize=7)
    return drawn


def institutions(evidence: Evidence) -> Table:
    """What stands behind each alliance: the latest answer in view by indicator; empty where no source was read."""
    bench = bench_of(evidence)
    claim = bench.register["A3"]
    indicators = [*claim["compared"], "cost_sharing", "stationed_troops", claim["law"]]
    known = by_day(bench.rows("institutions", access=tuple(claim["access"]), indicator=tuple(indicators)))
    latest = {(row.alliance, row.indicator): row for row in known if row.answer in ("yes", "partly", "no")}
    order = {row.alliance: row for row in sorted(latest.values(), key=lambda row: (row.side != "us", row.alliance))}
    sides = {"us": "United States", "authoritarian": "other side"}
    data = []
    for name, row in order.items():
        answers = [latest[name, asked].answer if (name, asked) in latest else "–" for asked in indicators]
        data.append((alliance_name(bench, row), sides[row.side], *answers))
    columns = " | ".join(["alliance 1.7", "side 1.2", *(f"{name.replace('_', ' ')} 1" for name in indicators)])
    counts = listed(f"{sum(row.side == side for row in order.values())} of the {name}" for side, name in sides.items())
    title = f"What stands behind alliances ({counts}), by the latest answer; –: no source that was read shows it."
    return make_table(evidence, "institutions", title, columns, data, ids(latest.values()))


def alliance_name(bench: Bench, row: Row) -> str:
    """An alliance by its short name, or by the two states that made it and the year."""
    short, _, year = row.alliance.rpartition("-")
    if "-" not in short:
        return f"{short.upper() if len(short) < 6 and short != 'rio' else short.capitalize()} {year}"
    names = [bench.state(code).removeprefix("the ").replace("United States", "US") for code in row.parties.split(";")]
    return f"{'–'.join(names)} {year}"
