"""Charts of issuers: on whom figures rest, through which pages they were read, and what became of earlier words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from textwrap import shorten

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.ticker import MaxNLocator

from analysis.argument.bench import Bench
from analysis.argument.confidence import roots
from analysis.argument.rows import Row, ids, records
from analysis.argument.wording import listed
from analysis.evidence.evidence import Evidence
from analysis.figures.chart import Chart, empty_chart, finish, frame
from analysis.figures.marks import CLEAR, key_line, name_rows, note
from analysis.figures.prose import bench_of
from analysis.figures.style import (
    INK,
    LABEL,
    MUTED,
    PAPER,
    SMALL,
    TEXT,
    VERDICT_COLOURS,
    WIDTH,
    blank_figure,
    house_style,
    state_colour,
)

ITEMS = ("containers", "artillery_rounds", "rockets", "ballistic_missiles")
"""Items of the transfers whose figures are followed to their lineage."""

KINDS = {
    "press": "other newsrooms", "repost": "other copies and reposts", "wire": "other news agencies",
    "think_tank": "other research houses", "government": "other ministries’ own pages",
    "party_state_media": "other state media", "database": "other databases",
}  # fmt: skip

LINEAGES = {
    "imagery": "pictures from above", "UN-monitors": "monitors of the UN", "CAR": "Conflict Armament Research",
    "western-services": "unnamed services", "record": "public record", "expert": "single experts",
    "press": "newsrooms", "customs-RUS": "Russian customs", "customs-CHN": "Chinese customs", "unknown": "not known",
}  # fmt: skip
"""Lineages that are no states, in words."""

OUTCOMES = {
    "confirmed": VERDICT_COLOURS["supported"],
    "admitted": VERDICT_COLOURS["supported_with_qualification"],
    "revised": VERDICT_COLOURS["mixed"],
    "contradicted": VERDICT_COLOURS["contradicted"],
    "withdrawn": VERDICT_COLOURS["not_testable"],
}
"""What becomes of an earlier row, from what bears it out to what takes it back, and the colour of each."""

WATCHED = ("statements", "transfers", "missile_use", "deployments", "events")
"""Tables of words and reports on which something later may be heard."""

_ROW, _LEAST, _GAP, _BAR = 0.055, 0.13, 0.03, 0.07
_PLACES = (1.62, 2.72, 4.78)
_LETTER = 0.049
"""Width of a letter of the smallest print, in inches."""

_NAMED = 9
"""Pages named at most; the others are taken together by kind."""

_HEADS = ("who could know", "who says so", "page read")


# -------------------------------------------------------------------------------------------- on whom figures rest


def munition_figures(evidence: Evidence) -> list[Row]:
    """Figures of munitions sent, and findings on debris with the objections to them; one row an estimate."""
    sent = [r for r in records(evidence, "transfers") if (r.subject, r.object) == ("PRK", "RUS") and r.item in ITEMS]
    found = [r for r in records(evidence, "missile_use") if r.row_type in ("debris_finding", "objection")]
    return roots([row for row in sent if row.bound not in ("missing", "unquantified")]) + found


@house_style
def dependence(evidence: Evidence) -> Chart:
    """Which figure rests on whom: lineage, issuer, and page read; the width of a band is its number of rows."""
    label, columns = "dependence", "lineage, issuer, page read, status, rows"
    found = munition_figures(evidence)
    if not found:
        title = "No figure on munitions and no finding on debris is in view."
        return empty_chart(evidence, label, "figures on munitions", columns, title)
    bench, publishers = bench_of(evidence), evidence.sources["publisher"]
    exact = [
        (row.lineage, row.issuer.split(" (")[0], publishers[row.source_id], row.status == "alleged") for row in found
    ]
    flows = _lumped(evidence, exact)
    nodes = _nodes(flows)
    height = max(top + max(size, _LEAST) for column in nodes for top, size in column.values())
    figure, axes = blank_figure(height + 0.5, left=0, right=0, top=0.45, bottom=0.05)
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    for place in (0, 1):
        _draw_bands(axes, flows, nodes, place)
    for place, (x, head, column) in enumerate(zip(_PLACES, _HEADS, nodes, strict=True)):
        axes.text(x + _BAR, -0.05, head, fontsize=TEXT, color=MUTED, ha="right", va="bottom")
        shift, side = (_BAR + 0.05, "left") if place else (-0.05, "right")
        for key, (top, size) in column.items():
            colour = INK if place == 2 else state_colour(key[0])
            axes.add_patch(Rectangle((x, top), _BAR, size, color=colour, linewidth=0))
            words = f"{key[-1] if place else _lineage(bench, key[0])} ({round(size / _ROW)})"
            style = {"fontsize": SMALL, "color": INK if place else colour, "ha": side, "va": "center"}
            axes.text(x + shift, top + size / 2, words, bbox=CLEAR if place else None, **style)
    key = [("pale band: alleged", MUTED), ("full band: assessed or on record", INK)]
    key_line(axes, key, x=0.01, y=1 + 0.24 / height)
    standing = {True: "alleged", False: "assessed or on record"}
    lines = ((_lineage(bench, name), *where, standing[said], n) for (name, *where, said), n in flows.items())
    data = frame(columns, lines)
    lineages = Counter(one[0] for one in exact)
    first, most = min(lineages.items(), key=lambda entry: (-entry[1], entry[0]))
    own = sum(issuer == page for _, issuer, page, _ in exact)
    weak = sum(bench.copy_grade(row) in bench.register.robustness["poor_grades"] for row in found)
    title = f"{len(found)} figures on munitions and findings on debris rest on {len(lineages)} lineages, {most} of "
    title += f"them on {bench.lineage(first)}; {own} {'was' if own == 1 else 'were'} read on a page of the issuer."
    by_lineage = listed(f"{_lineage(bench, name)} {count}" for name, count in lineages.most_common())
    text = f"Bands from lineage over issuer to the page read, {len(found)} rows. By lineage: {by_lineage}. "
    text += f"{len({one[1] for one in exact})} issuers speak and {len({one[2] for one in exact})} publishers carry "
    text += f"them; read on a page of their issuer: {own}; only in weak copies: {weak}. Only alleged: "
    text += f"{sum(one[3] for one in exact)}. {_repeats(evidence, found)} more rows repeat an estimate that is drawn, "
    return finish(evidence, figure, label, title, f"{text}and are left out.", data, ids(found))


def _lumped(evidence: Evidence, exact: list[tuple]) -> Counter:
    """Rows by lineage, issuer, page and standing; issuers and pages with few rows are taken together by kind."""
    kinds = evidence.codebook("organisations")["kind"]
    issuers, pages = Counter(one[:2] for one in exact), Counter(one[2] for one in exact)
    named = {name for name, count in pages.most_common(_NAMED) if count > 1}
    single = Counter(lineage for (lineage, _), count in issuers.items() if count == 1)
    flows = Counter()
    for lineage, issuer, page, alleged in exact:
        alone = issuers[lineage, issuer] == 1 and single[lineage] > 1
        house = page if page in named else KINDS.get(kinds.get(page, ""), "other pages")
        flows[lineage, f"{single[lineage]} more issuers" if alone else issuer, house, alleged] += 1
    return flows


_KEYS: tuple[Callable[[tuple], tuple], ...] = (lambda flow: flow[:1], lambda flow: flow[:2], lambda flow: flow[2:3])
"""Node of a flow in each column."""


def _nodes(flows: Counter) -> list[dict[tuple, tuple[float, float]]]:
    """Top and height of every node by column: largest lineages first, the others where their bands come from."""
    sizes = [Counter(), Counter(), Counter()]
    for flow, count in flows.items():
        for column, key in zip(sizes, _KEYS, strict=True):
            column[key(flow)] += count
    lineages = sorted(sizes[0], key=lambda key: (-sizes[0][key], key))
    issuers = sorted(sizes[1], key=lambda key: (lineages.index(key[:1]), "more issuers" in key[1], -sizes[1][key], key))
    mean = {
        page: sum(issuers.index(f[:2]) * n for f, n in flows.items() if f[2:3] == page) / sizes[2][page]
        for page in sizes[2]
    }
    orders = (lineages, issuers, sorted(mean, key=lambda page: (mean[page], page)))
    slots = [[max(size[key] * _ROW, _LEAST) for key in order] for size, order in zip(sizes, orders, strict=True)]
    tallest = max(sum(slot) + _GAP * (len(slot) - 1) for slot in slots)
    columns = []
    for size, order, slot in zip(sizes, orders, slots, strict=True):
        gap = (tallest - sum(slot)) / (len(slot) - 1) if len(slot) > 1 else 0.0
        tops = [sum(slot[:number]) + gap * number for number in range(len(slot))]
        columns.append({key: (top, size[key] * _ROW) for key, top in zip(order, tops, strict=True)})
    return columns


def _draw_bands(axes: Axes, flows: Counter, nodes: list[dict], place: int) -> None:
    """Bands between a column and the next; those of one node lie in the order of the nodes at their other end."""
    ends = [(nodes[place], _KEYS[place]), (nodes[place + 1], _KEYS[place + 1])]
    heights = []
    for (tops, own), (others, other) in (ends, ends[::-1]):
        filled, height = Counter(), {}
        for flow in sorted(flows, key=lambda flow, other=other, others=others: (others[other(flow)], flow)):
            height[flow] = tops[own(flow)][0] + filled[own(flow)] * _ROW
            filled[own(flow)] += flows[flow]
        heights.append(height)
    x, far = _PLACES[place] + _BAR, _PLACES[place + 1]
    middle = (x + far) / 2
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    for flow, count in flows.items():
        a, b = (height[flow] for height in heights)
        thick = count * _ROW
        points = [(x, a), (middle, a), (middle, b), (far, b), (far, b + thick), (middle, b + thick),
                  (middle, a + thick), (x, a + thick), (x, a)]  # fmt: skip
        style = {"facecolor": state_colour(flow[0]), "alpha": 0.2 if flow[3] else 0.6, "linewidth": 0}
        axes.add_patch(PathPatch(Path(points, codes), **style))


def _lineage(bench: Bench, code: str) -> str:
    return LINEAGES.get(code) or bench.lineage(code).removeprefix("the ")


def _repeats(evidence: Evidence, found: Iterable[Row]) -> int:
    """Rows in view that repeat the estimate of a row that is drawn."""
    drawn = {row.row_id: getattr(row, "estimate_group", "") for row in found}
    groups = set(drawn.values()) - {""}
    return sum(r.estimate_group in groups and r.row_id not in drawn for r in records(evidence, "transfers"))


# ---------------------------------------------------------------------------------------- what became of earlier words


@house_style
def track_records(evidence: Evidence) -> Chart:
    """By lineage, how earlier words and reports fared later; how much was never followed up stands beside."""
    label, columns = "track-records", ", ".join(["lineage", *OUTCOMES, "followed up", "rows in view"])
    bench, by_lineage = bench_of(evidence), {}
    earlier = {row.row_id: evidence.row(row.earlier) for row in records(evidence, "outcomes")}
    kept = [row for row in records(evidence, "outcomes") if earlier[row.row_id][0] in WATCHED]
    for row in kept:
        by_lineage.setdefault(earlier[row.row_id][1]["lineage"], []).append(row)
    if not by_lineage:
        return empty_chart(evidence, label, "outcomes", columns, "No later word on an earlier one is in view.")
    said = Counter(row.lineage for table in WATCHED for row in records(evidence, table))
    order = sorted(by_lineage, key=lambda name: (-len(by_lineage[name]), name))
    figure, axes = blank_figure(0.95 + 0.21 * len(order), left=1.72, right=0.62, top=0.45, bottom=0.5)
    lines = []
    for height, name in enumerate(order):
        tally, start = Counter(row.outcome for row in by_lineage[name]), 0
        for outcome, colour in OUTCOMES.items():
            count = tally[outcome]
            if count:
                axes.barh(height, count, left=start, height=0.68, color=colour, edgecolor=PAPER, linewidth=0.8)
                ink = INK if outcome in ("revised", "withdrawn") else PAPER
                axes.text(start + count / 2, height, str(count), ha="center", va="center", fontsize=LABEL, color=ink)
            start += count
        followed = len({row.earlier for row in by_lineage[name]})
        note(axes, f"{followed} of {said[name]}", (1.02, height), on="y", annotation_clip=False)
        lines.append((_lineage(bench, name), *(tally[one] for one in OUTCOMES), followed, said[name]))
    axes.set_xlim(0, max(len(by_lineage[order[0]]) * 1.03, 6))
    for height, name in enumerate(order):
        _tell_latest(axes, height, by_lineage[name])
    note(axes, "rows\nfollowed up", (1.02, -0.62), on="y", va="bottom", annotation_clip=False, linespacing=1)
    data = frame(columns, lines)
    name_rows(axes, data["lineage"], ends=(0.5, 0.5))
    axes.grid(visible=False)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("later rows that bear on an earlier one")
    sums = {one: int(data[one].sum()) for one in OUTCOMES}
    key_line(axes, [(name, _dark(colour)) for name, colour in OUTCOMES.items() if sums[name]])
    borne, against = sums["confirmed"] + sums["admitted"], sums["contradicted"] + sums["withdrawn"]
    done, total = int(data["followed up"].sum()), sum(said.values())
    title = f"Of {len(kept)} later rows on earlier words and reports, {borne} bear them out, {sums['revised']} revise "
    title += f"them and {against} contradict or take them back; {total - done} of {total} rows met none."
    each = "; ".join(
        f"{row['lineage']}: {listed(f'{row[one]} {one}' for one in OUTCOMES if row[one])}" for _, row in data.iterrows()
    )
    text = f"Bars by lineage of the earlier row, {len(kept)} outcomes. {each}. {done} of {total} rows of these tables "
    text += "have an outcome in view; what was never followed up is neither right nor wrong."
    rows = [one for row in kept for one in (row.row_id, row.earlier, row.later)]
    return finish(evidence, figure, label, title, text, data, rows)


def _tell_latest(axes: Axes, height: float, found: list[Row]) -> None:
    """Beside a bar what its latest outcome was, where there is room."""
    latest = max(found, key=lambda row: (row.known_on, row.row_id))
    room = axes.get_xlim()[1] - len(found)
    letters = int(room / axes.get_xlim()[1] * axes.get_position().width * WIDTH / _LETTER) - 2
    if letters >= 40:
        words = shorten(f"{latest.outcome} {latest.known_on[:7]}: {latest.detail}", letters, placeholder=" …")
        note(axes, words, (len(found), height), (4, 0), size=SMALL)


def _dark(colour: str) -> str:
    """A fill as a colour of letters: the pale ones give way to the colour of second voice."""
    return MUTED if colour in (VERDICT_COLOURS["mixed"], VERDICT_COLOURS["not_testable"]) else colour
