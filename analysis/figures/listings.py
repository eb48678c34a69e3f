"""The tables that chapters print from rows in view: acts, words, votes, figures."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.argument.rows import Row, by_day, has, records
from analysis.argument.scenarios import scenarios
from analysis.evidence.evidence import Evidence
from analysis.figures.munitions import rough
from analysis.figures.prose import bench_of
from analysis.figures.tables import Table, make_table, rows_table

_LAWFUL = {"yes": "yes", "no": "no", "no_if_true": "not if true", "contested": "contested"}
_FINDER = {
    "actor": "the actor",
    "neutral": "a neutral body",
    "adversary": "an adversary",
    "open_source": "open sources",
    "record": "the record",
}


def _plain_kind(row: Row) -> str:
    return row.kind.replace("_", " ")


def _speaker(row: Row) -> str:
    """Who speaks, and for whom where it is one state."""
    return row.speaker if ";" in row.subject else f"{row.speaker} ({row.subject})"


def agreements(evidence: Evidence) -> Table:
    """Treaty and agreements of the same days, and what stands in which."""
    columns = {
        "day": ("date", "left", 1.0),
        "document": ("title", "left", 3.2),
        "subject": ("topic", "left", 1.4),
        "in the treaty": ("in_treaty", "left", 1.0),
        "said by": ("issuer", "left", 1.2),
    }
    found = [row for row in by_day(records(evidence, "side_agreements")) if row.event in ("signature", "exchange")]
    title = "Documents signed and gifts exchanged, by day: not everything that was agreed stands in the treaty."
    return rows_table(evidence, "agreements", title, columns, found)


def words_on(
    evidence: Evidence, claim: str, label: str, title: str, kinds: Sequence[str] = (), latest: int = 14
) -> Table:
    """Who said what on a claim: the newest statements in view, with kind and standing."""
    columns = {
        "day": ("date", "left", 1.0),
        "speaker": (_speaker, "left", 1.6),
        "kind": (_plain_kind, "left", 1.35),
        "in our words": ("gist", "left", 3.5),
        "read at": (lambda row: evidence.sources["publisher"][row.source_id], "left", 1.2),
    }
    found = [
        row for row in by_day(records(evidence, "statements"))
        if has(row.bears_on, claim) and (not kinds or row.kind in kinds) and not row.rendering_of
    ]  # fmt: skip
    return rows_table(evidence, label, title, columns, found[-latest:])


def breaches(evidence: Evidence) -> Table:
    """Acts of Russia that are not plainly lawful, each with its paragraphs, its finder and the other side's word."""
    paragraphs = {row.row_id: row for row in records(evidence, "sanctions_paragraphs")}

    def cited(row: Row) -> str:
        known = [paragraphs[key] for key in row.paragraphs.split(";") if key in paragraphs]
        return "; ".join(f"{p.resolution}{f' ({p.paragraph})' if p.paragraph else ''}" for p in known)

    columns = {
        "day": ("date", "left", 1.0),
        "act": ("act", "left", 3.0),
        "paragraphs": (cited, "left", 1.4),
        "lawful in itself": (lambda row: _LAWFUL[row.lawful], "left", 0.9),
        "found by": (lambda row: _FINDER[row.finder], "left", 1.1),
        "the other side": (lambda row: row.other_side or "no word in view", "left", 1.5),
    }
    found = [row for row in by_day(records(evidence, "protection_acts")) if row.lawful != "yes"]
    title = "Acts that touch a paragraph of the sanctions and are not plainly lawful, with who finds them."
    return rows_table(evidence, "breaches", title, columns, found)


def debris(evidence: Evidence) -> Table:
    """Findings on debris and the objections to them, as each states them."""
    columns = {
        "public on": ("known_on", "left", 1.0),
        "place": ("location", "left", 1.3),
        "type as stated": ("missile_type", "left", 1.3),
        "finding or objection": ("finding", "left", 3.8),
        "by": ("issuer", "left", 1.6),
    }
    found = [row for row in records(evidence, "missile_use") if row.row_type in ("debris_finding", "objection")]
    title = "What was found of missiles in Ukraine, by whom, and who objects."
    return rows_table(evidence, "debris", title, columns, by_day(found, "known_on"))


def rounds(evidence: Evidence) -> Table:
    """What the containers of the claim would mean in rounds, by cargo and lineage: a scenario, not a measurement."""
    bench = bench_of(evidence)
    containers = bench.constant(bench.register["M2b"]["containers"], "containers")
    found = scenarios(bench, containers)
    columns = {
        "if the cargo were": ("left", 1.8),
        "conversion by": ("left", 1.8),
        "lineage": ("left", 0.9),
        "a container": ("right", 1.6),
        "all together": ("right", 1.8),
    }
    data = [(one.cargo, one.issuer, one.lineage, rough(one.ratio), rough(one.rounds)) for one in found]
    rows = [row for one in found for row in one.rounds.rows]
    title = f"What {containers.text} would mean in rounds, if each held nothing else: a scenario, not a measurement."
    return make_table(evidence, "rounds", title, columns, data, rows)


def trade_by_basis(evidence: Evidence, reporter: str, partner: str, label: str, last: int = 8) -> Table:
    """Every figure in view of the last years, whichever the basis: what a chart on one basis leaves out."""
    found = [
        row for row in records(evidence, "trade_annual")
        if row.subject == reporter and row.object == partner and row.flow == "total" and row.bound != "missing"
    ]  # fmt: skip
    newest = sorted({row.year for row in found})[-last:]
    found = sorted((row for row in found if row.year in newest), key=lambda row: (row.year, row.basis, row.row_id))
    columns = {
        "year": (lambda row: f"{row.year:.0f}", "left", 0.6),
        "figure": (lambda row: evidence.quantity("trade_annual", row.row_id), "right", 1.2),
        "basis": ("basis", "left", 1.0),
        "said by": ("issuer", "left", 1.6),
        "known on": ("known_on", "left", 1.0),
    }
    title = f"Trade of {reporter} with {partner}, every total in view for the last years, whichever the basis."
    return rows_table(evidence, label, title, columns, found)
