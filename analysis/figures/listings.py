"""The tables that chapters print from rows in view: acts, words, votes, figures."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.argument.rows import Row, by_day, has, ids, records
from analysis.argument.scenarios import scenarios
from analysis.evidence.evidence import Evidence
from analysis.figures.munitions import rough
from analysis.figures.names import first_mentions
from analysis.figures.prose import bench_of, state_name
from analysis.figures.sanctions import FINDERS
from analysis.figures.tables import Table, make_table, rows_table

_LAWFUL = {"yes": "yes", "no": "no", "no_if_true": "no, if true", "contested": "contested"}


def agreements(evidence: Evidence) -> Table:
    """Treaty and agreements of the same days, and what stands in which."""
    columns = "day 1: date | document 3.2: title | subject 1.4: topic | in the treaty 1: in_treaty | said by 1.2: "
    columns += "issuer"
    found = [row for row in by_day(records(evidence, "side_agreements")) if row.event in ("signature", "exchange")]
    title = "Documents signed and gifts exchanged, by day: not everything that was agreed stands in the treaty."
    return rows_table(evidence, "agreements", title, columns, found)


def words_on(
    evidence: Evidence, claim: str, label: str, title: str, kinds: Sequence[str] = (), latest: int = 14
) -> Table:
    """Who said what on a claim: the newest statements in view, with kind and standing."""
    spelled, named = bench_of(evidence).spelled, first_mentions(evidence)

    def speaker(row: Row) -> str:
        """Who speaks, and for whom where it is one state."""
        return spelled(named(row.speaker) if ";" in row.subject else f"{named(row.speaker)} ({row.subject})")

    columns = "day 1: date | speaker 1.6: speaker | kind 1.3: kind | in our words 3.3: gist | read at 1.45: read_at"
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

    columns = "resolution 1.05: resolution | paragraph 1.15: paragraph | addressee 1.4: bound | "
    columns += "act forbidden 2.75: act_forbidden | exemption 2.1: exempt | in force 1.15: span"
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
    data, rows = [], []
    for name in ("consultation_on_threat", duty["duty"], duty["limiters"]):
        found = [sorted(bench.rows("provisions", treaty=key, provision=name), key=_weakness) for key in treaties]
        data.append((topics[name], *map(_sentence, found)))
        rows.append(found)
    columns = " | ".join(["on 1.5", *(f"{bench.treaty(key).removeprefix('the ')} 2.2" for key in treaties)])
    title = "The operative sentences on threat and help, side by side and in our words."
    used = ids(row for column in zip(*rows, strict=True) for group in column for row in group)
    return make_table(evidence, "operative-sentences", title, columns, data if treaties else [], used)


def _weakness(row: Row) -> tuple[bool, float]:
    """The hardest duty first, what is not known last."""
    return row.strength != row.strength, -row.strength


def _sentence(found: Sequence[Row]) -> str:
    """What a text says by article; or that it is proved to say nothing; or that no source in view shows it."""
    said = [f"{'preamble' if row.article == 'preamble' else f'article {row.article}'}: {row.paraphrase}"
            for row in found if row.strength > 0]  # fmt: skip
    if said:
        return "; ".join(said)
    if any(row.reading in ("text", "absence_proved") for row in found):
        return "nothing: the text is proved to lack it"
    accounts = "; ".join(row.paraphrase for row in found if row.paraphrase)
    return f"not shown by any source in view{f' ({accounts})' if accounts else ''}"


def container_figures(evidence: Evidence) -> Table:
    """Every running total of containers in view as it was stated: floor, ceiling or about, and counted from when."""
    found = by_day(bench_of(evidence).rows("transfers", item="containers", cumulative="yes"), "reported_on")
    columns = "day 1: reported_on | said by 2: said_by | figure > 2: figure | counted from 1.1: period_start | "
    columns += "up to 1.1: period_end | standing 1: status"
    title = "Running totals of containers as stated: what each figure is, and over which span it counts."
    known = {"figure": lambda row: evidence.quantity("transfers", row.row_id)}
    known |= dict.fromkeys(("period_start", "period_end"), "not said")
    return rows_table(evidence, "containers", title, columns, found, **known)


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
    columns = "if the cargo were 1.6 | conversion by 1.5 | lineage 1.2 | a container > 2.7 | all together > 2.1"
    data, rows = [], []
    for one in scenarios(bench, containers):
        lineage = bench.spelled(one.lineage.replace("+", " and "))
        data.append((one.cargo, one.issuer, lineage, rough(one.ratio), rough(one.rounds)))
        rows += one.rounds.rows
    title = f"What {containers.text} would mean in rounds, if each held nothing else: a scenario, not a measurement."
    return make_table(evidence, "rounds", title, columns, data, rows)


def trade_by_basis(evidence: Evidence, reporter: str, partner: str, label: str, last: int = 8) -> Table:
    """Every figure in view of the last years, whichever the basis: what a chart on one basis leaves out.

    Rows that repeat one figure of one basis share a line.
    """
    found = bench_of(evidence).rows("trade_annual", subject=reporter, object=partner, flow="total")
    found = sorted((r for r in found if r.bound != "missing"), key=lambda row: (row.year, row.basis, row.row_id))
    newest = sorted({row.year for row in found})[-last:]
    found = [row for row in found if row.year in newest]
    lines: dict[tuple, list] = {}
    for row in found:
        figure = evidence.quantity("trade_annual", row.row_id)
        line = (f"{row.year:.0f}", figure, row.basis, row.issuer, row.known_on)
        lines.setdefault((row.year, row.basis, str(figure), row.known_on), []).append(line)
    data = [(*group[0], len(group)) for group in lines.values()]
    columns = "year 0.6 | figure > 1.2 | basis 1 | said by 1.6 | known on 1 | rows > 0.5"
    names = [state_name(evidence, code) for code in (reporter, partner)]
    title = f"Trade of {names[0]} with {names[1]}: every total in view for the last years, whichever the basis."
    return make_table(evidence, label, title, columns, data, ids(found))
