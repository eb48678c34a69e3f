"""Charts of the sanctions record: votes in the Council, acts for and against the sanctions, paragraphs touched."""

from __future__ import annotations

from collections import Counter

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from analysis.argument.rows import Row, ids, records
from analysis.argument.wording import listed
from analysis.evidence.evidence import Evidence
from analysis.figures import alt
from analysis.figures.chart import Chart, empty_chart, finish, frame, rows_frame
from analysis.figures.marks import dot, key_line, name_rows, note
from analysis.figures.prose import state_name
from analysis.figures.style import (
    HATCH,
    INK,
    MUTED,
    OTHER,
    PAPER,
    TEXT,
    VERDICT_COLOURS,
    blank_figure,
    house_style,
    panels,
    state_colour,
)
from analysis.figures.trade import year_axis

_VOTERS = ("RUS", "CHN")
_TEXTS = ("sanctions", "panel_renewal")
_AGAINST = VERDICT_COLOURS["contradicted"]

STANCES = {
    "shielding acts": ("veto", "shield", "blocked_finding", "panel_pressure", "easing", "easing_draft"),
    "reported breaches": ("breach", "opacity"),
    "other dealings": ("trade", "transport", "cooperation", "intent"),
    "acts of compliance": ("compliance",),
}
"""Kinds of act by what they do to the sanctions. A veto and most dealings are lawful in themselves."""

_STANCE_COLOURS = {
    "shielding acts": state_colour("RUS"),
    "reported breaches": _AGAINST,
    "other dealings": OTHER,
    "acts of compliance": state_colour("KOR"),
}

FINDERS = {
    "actor": "the actor", "record": "the record", "neutral": "neutral body", "open_source": "open sources",
    "adversary": "adversary",
}  # fmt: skip
"""Who finds an act, from the strongest to the weakest ground."""

_FIRM = ("actor", "record", "neutral")


@house_style
def council_votes(evidence: Evidence) -> Chart:
    """Votes of Russia and China on drafts about the North: one mark a draft, stacked by year, vetoes named."""
    label = "council-votes"
    found = [row for row in records(evidence, "council_votes") if row.state in _VOTERS and row.category in _TEXTS]
    if not found:
        what = "votes of the Council on sanctions or their Panel"
        return empty_chart(evidence, label, what, "date, symbol, state, vote")
    names = {voter: str(state_name(evidence, voter)) for voter in _VOTERS}
    figure, grid = panels(2.9, len(_VOTERS), left=0.65, right=0.2, top=0.35, bottom=0.35, hspace=0.35)
    years = [int(row.date[:4]) for row in found]
    tallest = max(Counter((row.state, row.date[:4]) for row in found).values())
    data = rows_frame("date, symbol, topic, state, vote, row: row_id", found)
    drafts, tallies = data["symbol"].nunique(), []
    for lane, voter in zip(grid.flat, _VOTERS, strict=True):
        _stack_votes(lane, [row for row in found if row.state == voter], state_colour(voter))
        lane.set_ylim(0.2, tallest + 1.6)
        lane.yaxis.set_visible(False)
        lane.spines["left"].set_visible(False)
        lane.set_title(names[voter], color=state_colour(voter))
        cast = data.loc[data["state"] == voter, "vote"].value_counts()
        tallies.append(f"{names[voter]}: {listed(f'{count} {vote}' for vote, count in cast.items())}")
    year_axis(lane, min(years), max(years))
    key_line(grid[0, 0], [("● yes   ○ abstained   × no, a veto", MUTED)], x=0.14, y=1.05)
    vetoes = listed(f"{names[row.state]} {row.date}" for row in found if "veto" in row.flag) or "none"
    title = f"Votes of {listed(names.values())} on {drafts} drafts about sanctions on the North or their Panel, by "
    title += f"year; vetoes: {vetoes}."
    text = f"Votes on {drafts} drafts from {data['date'].min()} to {data['date'].max()}. {'; '.join(tallies)}. Vetoes: "
    return finish(evidence, figure, label, title, f"{text}{vetoes}.", data, ids(found))


def _stack_votes(lane: Axes, cast: list[Row], colour: str) -> None:
    stacked: Counter[str] = Counter()
    for row in sorted(cast, key=lambda row: row.date):
        year = row.date[:4]
        stacked[year] += 1
        x, y = int(year), stacked[year]
        if row.vote == "no":
            dot(lane, x, y, _AGAINST, "x", 7, markeredgewidth=2.2)
            note(lane, f"veto\n{row.date[5:]}", (x, y), (0, 6), color=_AGAINST, ha="center", va="bottom", linespacing=1)
        else:
            dot(lane, x, y, colour, size=6, hollow=row.vote != "yes")


@house_style
def acts_by_year(evidence: Evidence) -> Chart:
    """Russia's acts that touch the sanctions, by year and by what they do; what is only alleged is hatched."""
    label = "acts-by-year"
    found = [row for row in records(evidence, "protection_acts") if row.subject == "RUS"]
    if not found:
        return empty_chart(evidence, label, "acts of Russia on the sanctions", "year, stance, status, count")
    stance = {kind: name for name, kinds in STANCES.items() for kind in kinds}
    firm = "on record or assessed"
    acts = Counter(
        (int(row.date[:4]), stance[row.kind], "alleged" if row.status == "alleged" else firm) for row in found
    )
    data = frame("year, stance, status, count", ((*act, count) for act, count in sorted(acts.items())))
    figure, axes = blank_figure(3.0, left=0.45, top=0.35)
    up, down = Counter(), Counter()
    for name, colour in _STANCE_COLOURS.items():
        base, sign = (down, -1) if name == "acts of compliance" else (up, 1)
        for status in (firm, "alleged"):
            style = {"color": colour, "edgecolor": PAPER}
            if status == "alleged":
                style = {"color": PAPER, "edgecolor": colour, "hatch": HATCH}
            for year, count in sorted((act[0], n) for act, n in acts.items() if act[1:] == (name, status)):
                axes.bar(year, sign * count, bottom=sign * base[year], width=0.7, linewidth=0.6, **style)
                base[year] += count
    axes.axhline(0, color=INK, linewidth=0.6)
    for year in sorted({int(row.date[:4]) for row in found if row.kind == "veto"}):
        note(axes, "veto", (year, up[year]), (0, 3), color=INK, ha="center", va="bottom")
    axes.set_ylim(-max([*down.values(), 0]) - 1, max([*up.values(), 1]) * 1.1 + 1)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_formatter(lambda number, _: f"{abs(number):.0f}")
    axes.set_ylabel("acts")
    year_axis(axes, data["year"].min(), max(data["year"].max(), evidence.as_of.year))
    totals = data.groupby("stance")["count"].sum()
    present = [name for name in STANCES if name in totals]
    words = {"acts of compliance": "acts of compliance (downwards)"}
    key_line(axes, [*((words.get(name, name), _STANCE_COLOURS[name]) for name in present), ("hatched: alleged", MUTED)])
    named = listed(f"{totals[name]} {name}" for name in present)
    by_year = data.groupby("year")["count"].sum()
    title = f"Acts of Russia that touch the sanctions, by year: {named}; most in {by_year.idxmax()} ({by_year.max()})."
    text = alt.counts("Acts of Russia that touch the sanctions on the North a year", data, "stance", "acts")
    alleged = int(data.loc[data["status"] == "alleged", "count"].sum())
    text += f" {alleged} of them are only alleged and drawn hatched."
    return finish(evidence, figure, label, title, text, data, ids(found))


@house_style
def paragraphs_touched(evidence: Evidence) -> Chart:
    """Which paragraph the reported breaches touch, and who finds them: one count a paragraph and finder."""
    label, columns = "paragraphs-touched", "paragraph, finder, count"
    found = [row for row in records(evidence, "protection_acts") if row.kind in STANCES["reported breaches"]]
    found = [row for row in found if row.paragraphs]
    if not found:
        return empty_chart(evidence, label, "acts that would break a paragraph", columns)
    names = {
        row.row_id: f"{row.resolution}{f' ({row.paragraph})' if row.paragraph else ''}, {row.topic}"
        for row in records(evidence, "sanctions_paragraphs")
    }
    pairs = Counter((key, row.finder) for row in found for key in row.paragraphs.split(";") if key in names)
    keys = sorted({key for key, _ in pairs}, key=lambda key: names[key])
    figure, axes = blank_figure(0.75 + 0.24 * len(keys), left=2.1, right=0.25, top=0.35, bottom=0.15)
    finders = list(FINDERS)
    for (key, finder), count in pairs.items():
        x, y = finders.index(finder), keys.index(key)
        fill, ink = (_AGAINST, PAPER) if finder in _FIRM else (PAPER, _AGAINST)
        axes.plot([x], [y], "o", markersize=10 + count, markerfacecolor=fill, markeredgecolor=_AGAINST)
        note(axes, str(count), (x, y), (0, -0.4), size=TEXT, color=ink, ha="center")
    axes.set_xlim(-0.5, len(finders) - 0.5)
    axes.set_xticks(range(len(finders)), FINDERS.values())
    axes.xaxis.tick_top()
    name_rows(axes, [names[key] for key in keys], ends=(0.5, 0.5))
    axes.tick_params(length=0)
    axes.spines[["left", "bottom"]].set_visible(False)
    ordered = sorted(pairs, key=lambda pair: (keys.index(pair[0]), finders.index(pair[1])))
    data = frame(columns, ((names[key], FINDERS[finder], pairs[key, finder]) for key, finder in ordered))
    firm = sum(count for (_, finder), count in pairs.items() if finder in _FIRM)
    title = "Paragraphs that reported acts would break, by who finds the act: in "
    title += f"{firm} of {sum(pairs.values())} cases the actor, the record or a neutral body (solid)."
    by_finder = data.groupby("finder", sort=False)["count"].sum()
    most = data.groupby("paragraph", sort=False)["count"].sum()
    text = f"{len(found)} acts touch {len(keys)} paragraphs. Findings by finder: "
    text += f"{listed(f'{name} {count}' for name, count in by_finder.items())}. Touched most: {most.idxmax()}, "
    text += f"{most.max()} times. On the word of the actor, the record or a neutral body: {firm}."
    return finish(evidence, figure, label, title, text, data, ids(found))
