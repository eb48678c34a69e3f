"""The tables that chapters print from rows in view: acts, words, votes, figures."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.argument.rows import Row, by_day, has, records
from analysis.argument.scenarios import scenarios
from analysis.evidence.evidence import Evidence
from analysis.figures.munitions import rough
from analysis.figures.prose import bench_of, state_name
from analysis.figures.sanctions import FINDERS
from analysis.figures.tables import Table, make_table, rows_table

_LAWFUL = {"yes": "yes", "no": "no", "no_if_true": "no, if true", "contested": "contested"}


def agreements(evidence: Evidence) -> Table:
    """Treaty and agreements of the same days, and what stands in which."""
    columns = (
        "day 1: date | document 3.2: title | subject 1.4: topic | in the treaty 1: in_treaty | said by 1.2: issuer"
    )
    found = [row for row in by_day(records(evidence, "side_agreements")) if row.event in ("signature", "exchange")]
    title = "Documents signed and gifts exchanged, by day: not everything that was agreed stands in the treaty."
    return rows_table(evidence, "agreements", title, columns, found)


def words_on(
    evidence: Evidence, claim: str, label: str, title: str, kinds: Sequence[str] = (), latest: int = 14
) -> Table:
    """Who said what on a claim: the newest statements in view, with kind and standing."""
    spelled = bench_of(evidence).spelled

    def speaker(row: Row) -> str:
        """Who speaks, and for whom where it is one state."""
        return spelled(row.speaker if ";" in row.subject else f"{row.speaker} ({row.subject})")

    columns = "day 1: date | speaker 1.6: speaker | kind 1.35: kind | in our words 3.5: gist | read at 1.2: read_at"
    found = [row for row in by_day(records(evidence, "statements")) if has(row.bears_on, claim)]
    found = [row for row in found if (not kinds or row.kind in kinds) and not row.rendering_of][-latest:]
    return rows_table(
        evidence, label, title, columns, found, speaker=speaker, kind=lambda row: row.kind.replace("_", " ")
    )


def breaches(evidence: Evidence) -> Table:
    """Acts of Russia that are not plainly lawful, each with its paragraphs, its finder and the other side's word."""
    paragraphs = {row.row_id: row for row in records(evidence, "sanctions_paragraphs")}
    spelled = bench_of(evidence).spelled

    def cited(row: Row) -> str:
        known = [paragraphs[key] for key in row.paragraphs.split(";") if key in paragraphs]
        return "; ".join(f"{p.resolution}{f', {p.paragraph}' if p.paragraph else ''}" for p in known)

    def answer(row: Row) -> str:
        return spelled(row.other_side) or "no word in view"

    columns = "day 1: date | act 2.8: act | paragraphs 1.4: cited | lawful in itself 1: lawful | found by 1.1: finder"
    columns += " | the other side 1.6: answer"
    found = [row for row in by_day(records(evidence, "protection_acts")) if row.lawful != "yes"]
    title = "Acts that touch a paragraph of the sanctions and are not plainly lawful, with who finds them."
    known = {"cited": cited, "answer": answer, "lawful": _LAWFUL, "finder": FINDERS}
    return rows_table(evidence, "breaches", title, columns, found, **known)


def paragraphs_in_force(evidence: Evidence) -> Table:
    """The paragraphs that acts in view touch: whom each binds, what it forbids, what it exempts, since when."""
    touched = {key for row in records(evidence, "protection_acts") for key in row.paragraphs.split(";")}
    found = [row for row in records(evidence, "sanctions_paragraphs") if row.row_id in touched]
    spelled = bench_of(evidence).spelled

    def bound(row: Row) -> str:
        return spelled(row.addressee)

    def exempt(row: Row) -> str:
        return spelled(row.exemption) or "none noted"

    def span(row: Row) -> str:
        return f"{row.in_force_from} to {row.in_force_to}" if row.in_force_to else f"since {row.in_force_from}"

    columns = "resolution 1.05: resolution | paragraph 1.05: paragraph | addressee 1.4: bound | "
    columns += "act forbidden 2.9: act_forbidden | exemption 2.2: exempt | in force 1: span"
    found = sorted(found, key=lambda row: (row.resolution, not row.paragraph, _number(row.paragraph)))
    title = f"Paragraphs of the sanctions that acts in view touch: {len(found)}, by resolution."
    known = {"bound": bound, "exempt": exempt, "span": span, "paragraph": "not seen"}
    return rows_table(evidence, "paragraphs", title, columns, found, **known)


def _number(paragraph: str) -> tuple[int, str]:
    """A paragraph as it is counted: 7 before 27, 8 (a) before 8 (b)."""
    digits = paragraph.partition(" ")[0]
    return (int(digits) if digits.isdigit() else 1000), paragraph


def operative_sentences(evidence: Evidence) -> Table:
    """What three treaties say on a threat, on help and on its limits, side by side in paraphrase."""
    bench = bench_of(evidence)
    likeness, duty = bench.register["T3"], bench.register["T2"]
    compared = [likeness[name] for name in ("elder", "younger", "treaty")]
    treaties = [key for key in compared if bench.rows("provisions", treaty=key)]
    topics = evidence.codebook("provisions")["definition"]
    asked = {name: topics[name] for name in ("consultation_on_threat", duty["duty"], duty["limiters"])}
    found = {
        (key, name): sorted(bench.rows("provisions", treaty=key, provision=name), key=_weakness)
        for key in treaties
        for name in asked
    }
    columns = " | ".join(["on 1.5", *(f"{bench.treaty(key).removeprefix('the ')} 2.2" for key in treaties)])
    data = [(topic, *(_sentence(found[key, name]) for key in treaties)) for name, topic in asked.items()]
    title = "The operative sentences on threat and help, side by side and in our words."
    rows = [row.row_id for group in found.values() for row in group]
    return make_table(evidence, "operative-sentences", title, columns, data if treaties else [], rows)


def _weakness(row: Row) -> tuple[bool, float]:
    """The hardest duty first, what is not known last."""
    return row.strength != row.strength, -row.strength


def _sentence(found: Sequence[Row]) -> str:
    """What a text says by article; or that it is proved to say nothing; or that no source in view shows it."""
    said = [
        f"{'preamble' if row.article == 'preamble' else f'article {row.article}'}: {row.paraphrase}"
        for row in found
        if row.strength > 0
    ]
    if said:
        return "; ".join(said)
    if any(row.reading in ("text", "absence_proved") for row in found):
        return "nothing: the text is proved to lack it"
    accounts = "; ".join(row.paraphrase for row in found if row.paraphrase)
    return f"not shown by any source in view{f' ({accounts})' if accounts else ''}"


def container_figures(evidence: Evidence) -> Table:
    """Every running total of containers in view as it was stated: floor, ceiling or about, and counted from when."""
    found = [row for row in records(evidence, "transfers") if row.item == "containers" and row.cumulative == "yes"]
    columns = "day 1: reported_on | said by 2: said_by | figure > 2: figure | counted from 1.1: period_start | "
    columns += "up to 1.1: period_end | standing 1: status"
    title = "Running totals of containers as stated: what each figure is, and over which span it counts."
    readers = {"figure": lambda row: evidence.quantity("transfers", row.row_id)}
    readers |= {"period_start": "not said", "period_end": "not said"}
    return rows_table(evidence, "containers", title, columns, by_day(found, "reported_on"), **readers)


def debris(evidence: Evidence) -> Table:
    """Findings on debris and the objections to them, as each states them."""
    columns = "public on 1: known_on | place 1.3: location | type as stated 1.3: missile_type | finding or objection "
    columns += "3.8: finding | by 1.6: issuer"
    found = [row for row in records(evidence, "missile_use") if row.row_type in ("debris_finding", "objection")]
    title = "What was found of missiles in Ukraine, by whom, and who objects."
    return rows_table(evidence, "debris", title, columns, by_day(found, "known_on"))


def rounds(evidence: Evidence) -> Table:
    """What the containers of the claim would mean in rounds, by cargo and lineage: a scenario, not a measurement."""
    bench = bench_of(evidence)
    containers = bench.constant(bench.register["M2b"]["containers"], "containers")
    found = scenarios(bench, containers)
    columns = "if the cargo were 1.6 | conversion by 1.5 | lineage 1.2 | a container > 2.7 | all together > 2.1"
    data = [
        (one.cargo, one.issuer, bench.spelled(one.lineage.replace("+", " and ")), rough(one.ratio), rough(one.rounds))
        for one in found
    ]
    rows = [row for one in found for row in one.rounds.rows]
    title = f"What {containers.text} would mean in rounds, if each held nothing else: a scenario, not a measurement."
    return make_table(evidence, "rounds", title, columns, data, rows)


def trade_by_basis(evidence: Evidence, reporter: str, partner: str, label: str, last: int = 8) -> Table:
    """Every figure in view of the last years, whichever the basis: what a chart on one basis leaves out.

    Rows that repeat one figure of one basis share a line.
    """
    found = [
        row for row in records(evidence, "trade_annual")
        if row.subject == reporter and row.object == partner and row.flow == "total" and row.bound != "missing"
    ]  # fmt: skip
    newest = sorted({row.year for row in found})[-last:]
    found = sorted((row for row in found if row.year in newest), key=lambda row: (row.year, row.basis, row.row_id))
    figures = {row.row_id: evidence.quantity("trade_annual", row.row_id) for row in found}
    lines: dict[tuple, list[Row]] = {}
    for row in found:
        lines.setdefault((row.year, row.basis, str(figures[row.row_id]), row.known_on), []).append(row)
    data = [
        (f"{one.year:.0f}", figures[one.row_id], one.basis, one.issuer, one.known_on, len(group))
        for group in lines.values()
        for one in group[:1]
    ]
    columns = "year 0.6 | figure > 1.2 | basis 1 | said by 1.6 | known on 1 | rows > 0.5"
    names = [state_name(evidence, code) for code in (reporter, partner)]
    title = f"Trade of {names[0]} with {names[1]}: every total in view for the last years, whichever the basis."
    return make_table(evidence, label, title, columns, data, [row.row_id for row in found])
