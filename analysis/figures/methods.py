"""Sources and methods in figures: grades of rows, agreement of coders, wording, corrections, interests, literature."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.argument.agreement import agreement
from analysis.argument.card import CARD
from analysis.argument.rows import Row, ids, records
from analysis.argument.wording import day, listed
from analysis.evidence.evidence import Evidence
from analysis.evidence.lines import line_names, row_line
from analysis.evidence.quantity import Quantity
from analysis.evidence.schemas import TABLES
from analysis.figures.chart import Chart, empty_chart, finish, frame
from analysis.figures.marks import name_rows, note
from analysis.figures.prose import Words, bench_of
from analysis.figures.style import FILL, INK, MUTED, PAPER, STATUS_HATCH, TEXT, WIDTH, house_style, set_margins
from analysis.figures.tables import Table, make_table
from analysis.figures.voices import LANGUAGES

GRADES, CREDIBILITY = "ABCDEF", (1, 2, 3, 4, 5, 6)

TOLD = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
"""What each kind of issuer wants, and what is done after whom: text, kept apart from code."""

_ORDERS = {"status": tuple(STATUS_HATCH), "access": ("read", "relayed", "inferred", "computed")}


# -------------------------------------------------------------------------------------------------------------- grades


@house_style
def grades(evidence: Evidence) -> Chart:
    """Rows in view by reliability of their issuer and credibility of the row; beside, by status and by access."""
    label, columns = "grades", "measure, group, rows"
    rows = _every_row(evidence)
    if not rows:
        return empty_chart(evidence, label, "rows of evidence", columns, "No row is in view.")
    grade = evidence.codebook("organisations")["grade"].to_dict()
    of_source = evidence.sources["issuer_grade"].to_dict()
    cells = Counter((_of_issuer(grade, row) or of_source[row.source_id], int(row.credibility)) for row in rows)
    tallies = {"status": Counter(row.status for row in rows), "access": Counter(row.access for row in rows)}
    tallies = {name: {one: tallies[name][one] for one in order} for name, order in _ORDERS.items()}
    figure = Figure(figsize=(WIDTH, 2.6))
    grid = figure.add_gridspec(2, 2, width_ratios=(3, 2), height_ratios=(5, 4))
    _draw_cells(figure.add_subplot(grid[:, 0]), cells)
    for place, (name, tally) in enumerate(tallies.items()):
        _draw_bars(figure.add_subplot(grid[place, 1]), name, tally)
    set_margins(figure, left=0.75, right=0.45, top=0.3, bottom=0.52, wspace=0.5, hspace=0.45)
    lines = [("grade", f"{grade}{number}", cells[grade, number]) for grade in GRADES for number in CREDIBILITY]
    lines += [(name, one, count) for name, tally in tallies.items() for one, count in tally.items()]
    (best, number), most = cells.most_common(1)[0]
    status, access = tallies.values()
    title = f"Of {len(rows):,} rows in view {access['read']:,} were read at their source and {access['relayed']:,} "
    title += f"relayed; {status['alleged']:,} only allege."
    text = f"Rows by grade, {len(rows):,} in view. Fullest cell: {best}{number} with {most:,} rows."
    for name, tally in tallies.items():
        text += f" By {name}: {listed(f'{one} {count:,}' for one, count in tally.items())}."
    alleged = ids(row for row in rows if row.status == "alleged")
    chart = finish(evidence, figure, label, title, text, frame(columns, lines), alleged)
    return replace(chart, source_line=f"Counted over all rows in view; the annex lists them; as of {chart.as_of}.")


def _every_row(evidence: Evidence) -> list[Row]:
    return [row for name in TABLES for row in records(evidence, name)]


def _of_issuer(known: Mapping[str, str], row: Row) -> str | None:
    """What is known of the issuer of a row, or of the house before its brackets."""
    return known.get(row.issuer) or known.get(row.issuer.partition(" (")[0])


def _draw_cells(axes: Axes, cells: Mapping[tuple[str, int], int]) -> None:
    most = max(cells.values())
    for (grade, number), count in cells.items():
        depth = (count / most) ** 0.35
        place = (number - 1.5 + 0.04, GRADES.index(grade) - 0.46)
        axes.add_patch(Rectangle(place, 0.92, 0.92, facecolor=FILL, alpha=0.12 + 0.88 * depth, linewidth=0))
        axes.text(number - 1, GRADES.index(grade), f"{count:,}", ha="center", va="center", fontsize=TEXT,
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
        if group == "alleged":
            axes.patches[height].set(facecolor=PAPER, edgecolor=FILL, hatch=STATUS_HATCH[group])
        note(axes, f"{count:,}", (count, height), (3, 0), color=INK)
    name_rows(axes, list(counts), ends=(0.5, 0.5))
    axes.set_xlim(0, max(*counts.values(), 1) * 1.05)
    axes.grid(visible=False)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.set_title(f"by {name}", fontsize=TEXT, color=MUTED)


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
        rows = records(evidence, table)
        found = agreement(rows, first, second)
        used += [row.row_id for row in rows if getattr(row, first) == getattr(row, first)]
        if found.items or found.one_sided:
            measures = ((found.share, 0), (found.kappa, 2), (found.weighted, 2))
            figures = ["–" if number != number else f"{number:.{digits}f}" for number, digits in measures]
            data.append((words, found.items, found.same, *figures, f"{found.farthest:g}", found.one_sided))
    title = "Agreement of two readings that were made apart: equal codes, and kappa, which takes off what chance gives."
    return make_table(evidence, "coder-agreement", title, columns, data, used)


def wording_card(evidence: Evidence) -> Table:
    """Which verb stands at which status."""
    columns = "verb 1.4 | status 1.3 | what a reader may take from it 3.6"
    data = [(listed(entry.verbs, "or"), entry.status, entry.meaning) for entry in CARD]
    title = "The wording card: verbs by the standing of what they tell of, from the weakest to the strongest."
    return _own(evidence, "wording-card", title, columns, data)


def rule_changes(evidence: Evidence) -> Table:
    """Rules changed after a verdict was seen; the reason only once its day has come."""
    columns = "day 0.9 | claim 0.5 | old rule 2.2 | new rule 2.2 | reason 2.8"
    data = []
    for change in bench_of(evidence).register.changes:
        on, later = str(change["date"]), "in the register; it speaks of later evidence"
        reason = change["reason"] if on <= evidence.as_of.isoformat() else later
        data.append((on, change["claim"], change["old"], change["new"], reason))
    title = f"Rules changed after a verdict had been seen: {len(data)}, each with the old rule kept."
    return _own(evidence, "rule-changes", title, columns, data)


def revisions(evidence: Evidence) -> Table:
    """Figures and dates that their own issuer changed: both rows are kept."""
    columns = "first 0.95 | as it was 2.6 | changed 0.95 | as it is 2.6 | how 2"
    names = line_names(evidence)
    found = [row for row in records(evidence, "outcomes") if row.outcome in ("revised", "withdrawn")]
    data, rows = [], []
    for row in sorted(found, key=lambda row: (row.known_on, row.row_id)):
        both = [evidence.row(row_id) for row_id in (row.earlier, row.later)]
        told = [cell for table, one in both for cell in (one["known_on"], row_line(table, one, names))]
        data.append((*told, row.detail))
        rows += [row.row_id, row.earlier, row.later]
    title = f"Figures, spans and dates that their own side revised or took back: {len(data)}, old and new."
    return make_table(evidence, "revisions", title, columns, data, rows)


def interests(evidence: Evidence) -> Table:
    """What each kind of issuer wants, and how many rows in view are its words."""
    kinds = evidence.codebook("organisations")["kind"].to_dict()
    rows, issuers = _every_row(evidence), evidence.sources["issuer"].to_dict()
    tally = Counter(_of_issuer(kinds, row) or kinds.get(issuers[row.source_id]) for row in rows)
    columns = "kind of issuer 1.5 | rows > 0.7 | what it wants, and where it is good 4.4"
    data = [(kind.replace("_", " "), tally[kind], words) for kind, words in TOLD["interests"].items() if tally[kind]]
    title = f"Interest of each kind of issuer, with rows in view, {len(rows):,} in all."
    return _own(evidence, "interests", title, columns, sorted(data, key=lambda line: -line[1]))


def methods(evidence: Evidence) -> Table:
    """What is done, how, and after whom."""
    columns = "method 1.4 | what it does 2.9 | after 2.2"
    data = [tuple(method.values()) for method in TOLD["methods"]]
    return _own(evidence, "methods", "Methods, and whose they are.", columns, data)


def _own(evidence: Evidence, label: str, title: str, columns: str, data: Sequence[Sequence]) -> Table:
    """A table of our own rules rests on no row of evidence, and says so."""
    table = make_table(evidence, label, title, columns, data, [])
    return replace(table, source_line=f"Source: rules of this study, beside the data; as of {table.as_of}.")


# --------------------------------------------------------------------------------------------------------------- prose


def closing(evidence: Evidence) -> Words:
    """When the pages were read, and the newest day of knowledge in view."""
    rows = _every_row(evidence)
    if not rows:
        return Words("no page is in view")
    known = max(row.known_on for row in rows)
    read_on = evidence.sources.loc[sorted({row.source_id for row in rows}), "accessed_on"].max()
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
        "state’s own organs are well attested."
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
    found = {
        "repeats": sum(count - 1 for group, count in repeated.items() if group),
        "renderings": sum(bool(row.rendering_of) for row in records(evidence, "statements")),
        "weak": sum(bench.copy_grade(row) in poor for row in _every_row(evidence)),
    }
    known = {"unit": "rows", "method": "count of rows", "as_of": evidence.as_of.isoformat()}
    return {name: Quantity(value=count, name=name, **known) for name, count in found.items()}
