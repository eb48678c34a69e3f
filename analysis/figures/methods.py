"""Sources and methods in figures: grades of rows, agreement of coders, wording, corrections, interests, literature."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.argument.agreement import Agreement, agreement
from analysis.argument.card import CARD
from analysis.argument.rows import Row, records
from analysis.argument.wording import day, listed
from analysis.evidence.evidence import Evidence
from analysis.evidence.lines import row_line
from analysis.evidence.quantity import Quantity
from analysis.evidence.schemas import TABLES
from analysis.figures.chart import Chart, empty_chart, finish, frame
from analysis.figures.marks import note
from analysis.figures.prose import Words, bench_of
from analysis.figures.style import INK, MUTED, PAPER, STATUS_HATCH, WIDTH, house_style, set_margins
from analysis.figures.tables import Table, make_table
from analysis.figures.voices import LANGUAGES

GRADES, CREDIBILITY = "ABCDEF", (1, 2, 3, 4, 5, 6)
ACCESS = ("read", "relayed", "inferred", "computed")
FILL = "#35618a"

TOLD = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
"""What each kind of issuer wants, and what is done after whom: text, kept apart from code."""

_STATUSES = tuple(STATUS_HATCH)


# -------------------------------------------------------------------------------------------------------------- grades


@house_style
def grades(evidence: Evidence) -> Chart:
    """Rows in view by reliability of their issuer and credibility of the row; beside, by status and by access."""
    label, columns = "grades", "measure, group, rows"
    rows = [row for name in TABLES for row in records(evidence, name)]
    if not rows:
        return empty_chart(evidence, label, "rows of evidence", columns, title="No row is in view.")
    reliability = _reliability(evidence)
    cells = Counter((reliability(row), int(row.credibility)) for row in rows)
    status, access = Counter(row.status for row in rows), Counter(row.access for row in rows)
    figure, axes = _panels()
    _draw_cells(axes[0], cells)
    _draw_bars(axes[1], "status", {name: status[name] for name in _STATUSES})
    _draw_bars(axes[2], "access", {name: access[name] for name in ACCESS})
    data = frame(
        columns,
        [
            *(("grade", f"{grade}{number}", cells[grade, number]) for grade in GRADES for number in CREDIBILITY),
            *(("status", name, status[name]) for name in _STATUSES),
            *(("access", name, access[name]) for name in ACCESS),
        ],
    )
    (grade, number), most = cells.most_common(1)[0]
    title = f"Of {len(rows):,} rows in view {access['read']:,} were read at their source and {access['relayed']:,} "
    title += f"relayed; {status['alleged']:,} only allege."
    text = f"Rows by grade, {len(rows):,} in view. Fullest cell: {grade}{number} with {most:,} rows. By status: "
    text += f"{listed(f'{name} {status[name]:,}' for name in _STATUSES)}. By access: "
    text += f"{listed(f'{name} {access[name]:,}' for name in ACCESS)}."
    alleged = [row.row_id for row in rows if row.status == "alleged"]
    chart = finish(evidence, figure, label, title, text, data, alleged)
    return replace(chart, source_line=f"Counted over all rows in view; the annex lists them; as of {chart.as_of}.")


def _reliability(evidence: Evidence) -> Callable[[Row], str]:
    grade = evidence.codebook("organisations")["grade"].to_dict()
    of_source = evidence.sources["issuer_grade"].to_dict()

    def read(row: Row) -> str:
        return grade.get(row.issuer) or grade.get(row.issuer.partition(" (")[0]) or of_source[row.source_id]

    return read


def _panels() -> tuple[Figure, list[Axes]]:
    figure = Figure(figsize=(WIDTH, 2.6))
    grid = figure.add_gridspec(2, 2, width_ratios=(3, 2), height_ratios=(5, 4))
    axes = [figure.add_subplot(grid[:, 0]), figure.add_subplot(grid[0, 1]), figure.add_subplot(grid[1, 1])]
    set_margins(figure, left=0.75, right=0.45, top=0.3, bottom=0.52, wspace=0.5, hspace=0.45)
    return figure, axes


def _draw_cells(axes: Axes, cells: Mapping[tuple[str, int], int]) -> None:
    most = max(cells.values())
    for (grade, number), count in cells.items():
        depth = (count / most) ** 0.35
        place = (number - 1.5 + 0.04, GRADES.index(grade) - 0.46)
        axes.add_patch(Rectangle(place, 0.92, 0.92, facecolor=FILL, alpha=0.12 + 0.88 * depth, linewidth=0))
        axes.text(number - 1, GRADES.index(grade), f"{count:,}", ha="center", va="center", fontsize=8,
                  color=PAPER if depth > 0.55 else INK)  # fmt: skip
    axes.set_xlim(-0.6, 5.6)
    axes.set_ylim(5.6, -0.6)
    axes.grid(visible=False)
    axes.set_xticks(range(6), [str(number) for number in CREDIBILITY])
    axes.set_yticks(range(6), list(GRADES))
    axes.set_xlabel("credibility of the row: 1 best, 6 cannot be judged")
    axes.set_ylabel("reliability of the issuer")


def _draw_bars(axes: Axes, name: str, counts: Mapping[str, int]) -> None:
    axes.barh(range(len(counts)), counts.values(), color=FILL, height=0.7)
    for height, (group, count) in enumerate(counts.items()):
        bar = axes.patches[height]
        if group == "alleged":
            bar.set(facecolor=PAPER, edgecolor=FILL, hatch=STATUS_HATCH[group])
        note(axes, f"{count:,}", (count, height), (3, 0), color=INK)
    axes.set_yticks(range(len(counts)), list(counts), color=INK)
    axes.set_ylim(len(counts) - 0.5, -0.5)
    axes.set_xlim(0, max(*counts.values(), 1) * 1.05)
    axes.grid(visible=False)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.set_title(f"by {name}", fontsize=8, color=MUTED)


# -------------------------------------------------------------------------------------------------------------- tables


def coder_agreement(evidence: Evidence) -> Table:
    """How far two readings agree: provisions of treaties, and closeness of events."""
    columns = "what was coded twice 2.4 | coded by both > 0.9 | same code > 0.9 | per cent > 0.8 | kappa > 0.7 | "
    columns += "kappa, squared weights > 1 | farthest apart > 0.8 | by one alone > 0.8"
    coded = (
        ("strength of provisions in treaties, 0 to 3", "second_readings", "first", "second"),
        ("closeness of events, −2 to +2", "events", "closeness", "closeness_second"),
    )
    data, used = [], []
    for words, table, first, second in coded:
        rows = [row for row in records(evidence, table) if getattr(row, first) == getattr(row, first)]
        found = agreement(records(evidence, table), first, second)
        used += [row.row_id for row in rows]
        if found.items or found.one_sided:
            data.append((words, found.items, found.same, *_figures(found), f"{found.farthest:g}", found.one_sided))
    title = "Agreement of two readings that were made apart: equal codes, and kappa, which takes off what chance gives."
    return make_table(evidence, "coder-agreement", title, columns, data, used)


def _figures(found: Agreement) -> Sequence[str]:
    return [
        "–" if number != number else f"{number:.{digits}f}"
        for number, digits in ((found.share, 0), (found.kappa, 2), (found.weighted, 2))
    ]


def wording_card(evidence: Evidence) -> Table:
    """Which verb stands at which status."""
    columns = "verb 1.4 | status 1.3 | what a reader may take from it 3.6"
    data = [(listed(entry.verbs, "or"), entry.status, entry.meaning) for entry in CARD]
    title = "The wording card: verbs by the standing of what they tell of, from the weakest to the strongest."
    return _own(make_table(evidence, "wording-card", title, columns, data, []))


def rule_changes(evidence: Evidence) -> Table:
    """Rules changed after a verdict was seen; the reason only once its day has come."""
    columns = "day 0.9 | claim 0.5 | old rule 2.2 | new rule 2.2 | reason 2.8"
    today = evidence.as_of.isoformat()
    data = [
        (
            str(change["date"]), change["claim"], change["old"], change["new"],
            change["reason"] if str(change["date"]) <= today else "in the register; it speaks of later evidence",
        )
        for change in bench_of(evidence).register.changes
    ]  # fmt: skip
    title = f"Rules changed after a verdict had been seen: {len(data)}, each with the old rule kept."
    return _own(make_table(evidence, "rule-changes", title, columns, data, []))


def revisions(evidence: Evidence) -> Table:
    """Figures and dates that their own issuer changed: both rows are kept."""
    columns = "first 0.95 | as it was 2.6 | changed 0.95 | as it is 2.6 | how 2"
    names = evidence.codebook("states")["name_en"].to_dict()
    found = sorted(
        (row for row in records(evidence, "outcomes") if row.outcome in ("revised", "withdrawn")),
        key=lambda row: (row.known_on, row.row_id),
    )
    data = []
    for row in found:
        (table, old), (other, new) = evidence.row(row.earlier), evidence.row(row.later)
        data.append(
            (old["known_on"], row_line(table, old, names), new["known_on"], row_line(other, new, names), row.detail)
        )
    title = f"Figures, spans and dates that their own side revised or took back: {len(data)}, old and new."
    rows = [one for row in found for one in (row.row_id, row.earlier, row.later)]
    return make_table(evidence, "revisions", title, columns, data, rows)


def interests(evidence: Evidence) -> Table:
    """What each kind of issuer wants, and how many rows in view are its words."""
    kinds = evidence.codebook("organisations")["kind"].to_dict()
    rows = [row for name in TABLES for row in records(evidence, name)]
    issuers = evidence.sources["issuer"].to_dict()
    tally = Counter(
        kinds.get(row.issuer) or kinds.get(row.issuer.partition(" (")[0]) or kinds.get(issuers[row.source_id])
        for row in rows
    )
    columns = "kind of issuer 1.5 | rows > 0.7 | what it wants, and where it is good 4.4"
    data = [(kind.replace("_", " "), tally[kind], words) for kind, words in TOLD["interests"].items() if tally[kind]]
    title = f"Interest of each kind of issuer, with rows in view, {len(rows):,} in all."
    return _own(make_table(evidence, "interests", title, columns, sorted(data, key=lambda line: -line[1]), []))


def methods(evidence: Evidence) -> Table:
    """What is done, how, and after whom."""
    columns = "method 1.4 | what it does 2.9 | after 2.2"
    data = [tuple(method.values()) for method in TOLD["methods"]]
    return _own(make_table(evidence, "methods", "Methods, and whose they are.", columns, data, []))


def _own(table: Table) -> Table:
    """A table of our own rules rests on no row of evidence, and says so."""
    return replace(table, source_line=f"Source: rules of this study, beside the data; as of {table.as_of}.")


# --------------------------------------------------------------------------------------------------------------- prose


def closing(evidence: Evidence) -> Words:
    """When the pages were read, and the newest day of knowledge in view."""
    used = {row.source_id for name in TABLES for row in records(evidence, name)}
    if not used:
        return Words("no page is in view")
    known = max(row.known_on for name in TABLES for row in records(evidence, name))
    read_on = evidence.sources.loc[sorted(used), "accessed_on"].max()
    return Words(
        f"the newest row in view became known on {day(known)}, and its pages were last opened on {day(read_on)}"
    )


def rule_of_confidence(evidence: Evidence) -> Words:
    """The one rule of confidence, with the numbers of the register."""
    rule = bench_of(evidence).register.confidence
    good, fair = (listed(rule[name], "or") for name in ("good_grades", "fair_grades"))
    return Words(
        f"A row is well attested if its issuer is graded {good} and its credibility is {rule['credible_up_to']} or "
        f"better, and fairly attested if its issuer is graded {fair}. High asks for a well attested record of an act, "
        f"or for {rule['lineages_high']} lineages with a well attested row each; moderate for one well attested row, "
        f"or for {rule['lineages_high']} lineages fairly attested; anything less is low. On its own acts and words a "
        "state's own organs are well attested."
    )


def languages(evidence: Evidence) -> Words:
    """Languages of the statements in view, most frequent first."""
    tally = Counter(LANGUAGES.get(row.language, "not stated") for row in records(evidence, "statements"))
    return Words(listed(f"{name} ({count})" for name, count in tally.most_common()) or "none in view")


def copies(evidence: Evidence) -> dict[str, Quantity]:
    """How many rows are mirrors, by kind: repeats of an estimate, renderings of words, rows read in weak copies."""
    bench = bench_of(evidence)
    repeated = Counter(row.estimate_group for row in records(evidence, "transfers"))
    poor = bench.register.robustness["poor_grades"]
    every = [row for name in TABLES for row in bench.rows(name)]
    found = {
        "repeats": sum(count - 1 for group, count in repeated.items() if group),
        "renderings": sum(bool(row.rendering_of) for row in records(evidence, "statements")),
        "weak": sum(bench.copy_grade(row) in poor for row in every),
    }
    day_of = evidence.as_of.isoformat()
    return {
        name: Quantity(value=count, unit="rows", method="count of rows", as_of=day_of, name=name)
        for name, count in found.items()
    }
