"""Charts of pacts: how long each lived, what share had ended by an age, and what stands behind them."""

from __future__ import annotations

from datetime import date

import matplotlib.dates as mdates
from matplotlib.axes import Axes

from analysis.argument.bench import Bench
from analysis.argument.endurance import DIED, ENDED, Coding, Span, codings, hazard, incidence
from analysis.argument.register import Claim
from analysis.argument.rows import Row, by_day
from analysis.argument.wording import apart, listed
from analysis.evidence.evidence import Evidence
from analysis.figures.chart import Chart, empty_chart, finish, frame
from analysis.figures.marks import day_number, foot, note, time_axis
from analysis.figures.prose import bench_of
from analysis.figures.style import INK, OTHER, PAPER, blank_figure, house_style, set_margins, state_colour
from analysis.figures.tables import Table, make_table

_FATES = {ENDED: "ended", DIED: "a party ceased to exist"}


@house_style
def pact_lives(evidence: Evidence) -> Chart:
    """One line a pact of either group, from its start to its end, with how it ended."""
    bench, label = bench_of(evidence), "pact-lives"
    claim = bench.register["A2"]
    coding = codings(bench, claim)[0]
    groups = {_patron(bench, claim): coding.ours, "autocracies": coding.theirs}
    found = [span.row for lives in groups.values() for span in lives]
    if not found:
        return empty_chart(evidence, label, "pacts of either kind", "pact, start, fate", title="No pacts are in view.")
    most = max(len(lives) for lives in groups.values())
    figure, axes = blank_figure(0.85 + 0.155 * most)
    figure.delaxes(axes)
    first = date(min(int(row.start[:4]) for row in found) - 1, 1, 1)
    lines = []
    for panel, (group, lives) in zip(figure.subplots(1, 2, sharex=True), groups.items(), strict=True):
        ordered = sorted(lives, key=lambda span: (span.row.start, span.row.alliance))
        for height, span in enumerate(ordered):
            _draw_life(panel, height, span, bench.as_of)
            lines.append(
                (group, alliance_name(bench, span.row), span.row.start, span.row.end, _fate(span), span.row.row_id)
            )
        time_axis(panel, first, date(evidence.as_of.year + 3, 1, 1))
        panel.xaxis.set_major_locator(mdates.YearLocator(20))
        panel.set_yticks(
            range(len(ordered)), [alliance_name(bench, span.row) for span in ordered], fontsize=7, color=INK
        )
        panel.set_ylim(most - 0.4, -0.7)
        panel.tick_params(axis="x", labelsize=7)
        panel.grid(visible=False, axis="y")
        panel.set_title(f"{len(lives)} pacts of {group}", color=INK)
    set_margins(figure, left=1.3, right=0.15, top=0.3, bottom=0.55, wspace=0.85)
    foot(
        figure,
        "bar: ended; hollow: gave way to a new pact of the same parties; ×: a party ceased to exist; arrow: in force; "
        "orange: an end within the Soviet collapse",
    )
    data = frame("group, pact, start, end, fate, row", lines)
    over = [span for lives in groups.values() for span in lives if span.fate == ENDED]
    collapse = sum(span.row.soviet_collapse == "yes" for span in over)
    title = f"Lives of {len(found)} pacts with a duty of defence: {len(over)} ended in view, {collapse} of them within "
    title += "the Soviet collapse."
    text = f"One line a pact, from {data['start'].min()} on. " + " ".join(
        f"Of {len(rows)} pacts of {group}: "
        f"{listed(f'{count} {fate}' for fate, count in rows['fate'].value_counts().items())}."
        for group, rows in data.groupby("group", sort=False)
    )
    return finish(evidence, figure, label, title, text, data, data["row"])


def _patron(bench: Bench, claim: Claim) -> str:
    return bench.state(claim["patron"])


def _fate(span: Span) -> str:
    if span.fate == ENDED:
        return span.row.fate.replace("_", " ")
    return _FATES.get(span.fate, "in force")


def _draw_life(axes: Axes, height: int, span: Span, as_of: str) -> None:
    colour = state_colour(span.row.patron.partition(";")[0])
    over = bool(span.row.end) and span.row.end <= as_of
    start, end = day_number(span.row.start), day_number(span.row.end if over else as_of)
    axes.plot([start, end], [height, height], color=colour, linewidth=2, solid_capstyle="butt")
    if not over:
        axes.plot([end], [height], ">", color=colour, markersize=3.5, label="_running")
        return
    ending = state_colour("PRK") if span.row.soviet_collapse == "yes" else colour
    marker, fill = {DIED: ("x", ending)}.get(span.fate, ("s", PAPER) if span.row.fate == "replaced" else ("|", ending))
    axes.plot([end], [height], marker, color=ending, markerfacecolor=fill, markersize=7 if marker == "|" else 4.5,
              markeredgewidth=1.8 if marker == "|" else 1.2, label=f"_{span.row.fate}")  # fmt: skip


@house_style
def pact_endings(evidence: Evidence) -> Chart:
    """Share of pacts that had ended by their age under the codings of A2, with the numbers at risk under the axis."""
    bench, label = bench_of(evidence), "pact-endings"
    claim = bench.register["A2"]
    found = codings(bench, claim)
    rows = [span.row.row_id for span in (*found[0].ours, *found[0].theirs)]
    if not found[0].endings:
        return empty_chart(evidence, label, "endings of pacts", "coding, group, age", title="No endings are in view.")
    figure, axes = blank_figure(4.8)
    figure.delaxes(axes)
    grid = figure.subplots(2, 2, sharex=True, sharey=True)
    set_margins(figure, left=0.75, right=0.15, top=0.45, bottom=0.85, hspace=0.9, wspace=0.28)
    oldest = max(span.years for span in (*found[0].ours, *found[0].theirs))
    steps = []
    for panel, coding in zip(grid.flat, found, strict=True):
        steps += _draw_endings(panel, bench, claim, coding, oldest)
    for panel in grid[:, 0]:
        panel.set_ylabel("% that had ended")
    ages = ", ".join(map(str, _ages(oldest)))
    foot(
        figure,
        f"years of age; below, the pacts at risk at {ages} years; Aalen and Johansen, with the death of a party as a "
        "competing event; grey: endings among autocracies that belong to the Soviet collapse",
    )
    data = frame("coding, group, age, ended, at risk", steps).round(3)
    lasts = data.groupby(["coding", "group"], sort=False)["ended"].last()
    higher = [coding.name for coding in found if coding.ratio >= claim["ratio"]]
    title = f"Pacts among autocracies ended at least {claim['ratio']:.0f} times as often a year as those of "
    title += f"{_patron(bench, claim)} under {len(higher) or 'none'} of {len(found)} codings."
    shares = {
        coding.name: listed(f"{name} {100 * share:.0f} %" for name, share in lasts.get(coding.name, {}).items())
        for coding in found
    }
    text = "Share of pacts that had ended by the greatest age with an ending, by coding: " + apart(
        f"{coding.name}, {shares[coding.name]}, ratio of hazards {_ratio(coding)}" for coding in found
    )
    return finish(evidence, figure, label, title, f"{text}.", data, rows)


def _ages(oldest: float) -> list[int]:
    return list(range(0, int(oldest) + 1, 20))


def _ratio(coding: Coding) -> str:
    return "without bound" if coding.ratio == float("inf") else f"{coding.ratio:.1f}"


def _draw_endings(axes: Axes, bench: Bench, claim: Claim, coding: Coding, oldest: float) -> list[tuple]:
    """One panel; returns its steps."""
    drawn = []
    groups = {
        "autocracies": (coding.theirs, state_colour("PRK")),
        _patron(bench, claim): (coding.ours, state_colour("USA")),
    }
    for line, (group, (lives, colour)) in enumerate(groups.items()):
        steps = incidence(lives)
        ages = [0.0, *(step.age for step in steps), max((span.years for span in lives), default=0.0)]
        shares = [0.0, *(step.ended for step in steps)]
        axes.step(ages, [100 * share for share in (*shares, shares[-1])], where="post", color=colour)
        for age in _ages(oldest):
            at_risk = sum(span.years >= age for span in lives)
            note(
                axes, str(at_risk), (age, 0), (0, -17 - 9.5 * line), on="x", size=7, color=colour, ha="center", va="top"
            )
        note(
            axes,
            group.removeprefix("the ").replace("United States", "US"),
            (0, 0),
            (-14, -17 - 9.5 * line),
            on="axes",
            size=6.5,
            color=colour,
            ha="right",
            va="top",
        )
        drawn += [(coding.name, group, step.age, step.ended, step.at_risk) for step in steps]
    endings = [span for span in coding.theirs if span.fate == ENDED]
    collapse = sum(span.row.soviet_collapse == "yes" for span in endings)
    rates = [f"{100 * hazard(lives):.2f}" for lives, _ in groups.values()]
    told = f"{rates[0]} against {rates[1]} % a year, ratio {_ratio(coding)}"
    axes.set_title(f"{coding.name}\n{told}", fontsize=8, color=INK, linespacing=1.1)
    axes.text(0.03, 0.96, f"Soviet collapse: {collapse} of {len(endings)}", transform=axes.transAxes, va="top",
              fontsize=7, color=OTHER)  # fmt: skip
    axes.set_ylim(0, 100)
    axes.set_xlim(0, oldest + 2)
    axes.set_xticks(_ages(oldest))
    axes.tick_params(axis="x", labelbottom=True, labelsize=7)
    return drawn


_ANSWERS = ("yes", "partly", "no")


def institutions(evidence: Evidence) -> Table:
    """What stands behind each alliance: the latest answer in view by indicator; empty where no source was read."""
    bench = bench_of(evidence)
    claim = bench.register["A3"]
    known = [row for row in by_day(bench.rows("institutions")) if row.access in claim["access"]]
    latest: dict[tuple[str, str], Row] = {(row.alliance, row.indicator): row for row in known if row.answer in _ANSWERS}
    indicators = [*claim["compared"], "cost_sharing", "stationed_troops", claim["law"]]
    latest = {key: row for key, row in latest.items() if key[1] in indicators}
    order = {row.alliance: row for row in sorted(latest.values(), key=lambda row: (row.side != "us", row.alliance))}
    sides = {"us": "United States", "authoritarian": "other side"}
    data = [
        (
            alliance_name(bench, row),
            sides[row.side],
            *(latest[name, asked].answer if (name, asked) in latest else "–" for asked in indicators),
        )
        for name, row in order.items()
    ]
    columns = " | ".join(["alliance 1.7", "side 1.2", *(f"{name.replace('_', ' ')} 1" for name in indicators)])
    counts = listed(f"{sum(row.side == side for row in order.values())} of the {name}" for side, name in sides.items())
    title = f"What stands behind alliances ({counts}), by the latest answer; –: no source that was read shows it."
    return make_table(evidence, "institutions", title, columns, data, [row.row_id for row in latest.values()])


def alliance_name(bench: Bench, row: Row) -> str:
    """An alliance by its short name, or by the two states that made it and the year."""
    short, _, year = row.alliance.rpartition("-")
    parties = row.parties.split(";")
    if "-" not in short:
        return f"{short.upper() if len(short) < 6 and short != 'rio' else short.capitalize()} {year}"
    return (
        f"{'–'.join(bench.state(code).removeprefix('the ').replace('United States', 'US') for code in parties)} {year}"
    )
