"""Debris in Kharkiv: what the monitors found (M3), and what it points to (M5)."""

from __future__ import annotations

from analysis.argument.bench import Bench
from analysis.argument.confidence import roots
from analysis.argument.findings import MIXED, QUALIFIED, SUPPORTED, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import Row, by_day, ids, latest_words, mentions
from analysis.argument.wording import apart, bare, day, listed, phrase, sentences


def _monitors(bench: Bench, claim: Claim) -> list[Row]:
    found = bench.rows("missile_use", row_type="debris_finding", lineage=claim["monitors"])
    return [row for row in found if claim["place"] in row.location]


def debris(bench: Bench, claim: Claim) -> Finding:
    """M3: a finding of the monitors, dated, typed and sited; of one missile or more; consensus text or not."""
    found = [
        row for row in _monitors(bench, claim) if len(row.period_start) == 10 and row.missile_type and row.location
    ]
    if not found:
        return not_testable(
            f"No finding by monitors of the United Nations on {claim['place']} is in view.",
            phrase("Testable with their paper."),
        )
    best = max(found, key=lambda row: (row.issuer == claim["consensus"], _items(row), row.row_id))
    consensus, items = best.issuer == claim["consensus"], _items(best)
    plural = items >= claim["missiles_plural"]
    number = (
        bench.quantity("missile_use", best).named("missiles examined by the monitors")
        if best.measure == "examined"
        else None
    )
    objections = by_day(
        [row for row in bench.rows("missile_use", row_type="objection") if claim["place"] in row.location],
        "period_start",
    )
    denials = bench.rows("statements", kind="denial", has_bears_on=claim.id)
    others = bench.rows("missile_use", row_type="debris_finding")
    others = [row for row in others if claim["place"] in row.location and row.lineage != claim["monitors"]]
    limits = []
    if not consensus:
        limits.append(f"it is the word of {best.issuer}, not a consensus text of the Panel")
    if not plural:
        limits.append(f"it speaks of {number}" if number is not None else "it does not speak of several missiles")
    return Finding(
        SUPPORTED if consensus and plural else QUALIFIED,
        sentences(
            f"The finding is dated (strike of {day(best.period_start)}, public {day(best.known_on)}), typed "
            f"({best.missile_type}) and sited ({best.location}).",
            limits and f"But {', and '.join(limits)}.",
            others and f"Other lineages examined debris there too: {listed(bare(row.issuer) for row in others)}.",
            objections
            and f"Objections: {apart(f'{row.issuer}, {day(row.period_start)}: {_own(row)}' for row in objections)}.",
            denials and f"Denied by {listed(latest_words(denials))}.",
        ),
        bench.confidence([*found, *others]),
        (number,) if number is not None else (),
        ids(found, others),
        ids(objections, denials),
        phrase("Not testable if the finding were withdrawn.")
        if consensus and plural
        else phrase("Supported with a consensus text of the Panel on more than one missile."),
    )


def _own(row: Row) -> str:
    """The words of a finding, without the name of who says it where they open with that."""
    opened, _, rest = row.finding.partition(": ")
    return rest if rest and opened.removeprefix("a ") in row.issuer else row.finding


def _items(row: Row) -> float:
    return row.value if row.measure == "examined" and row.value == row.value else 0


def involvement(bench: Bench, claim: Claim) -> Finding:
    """M5: what the monitors concluded, and what both sides admitted later, by another route."""
    found = _monitors(bench, claim)
    concluded = bench.rows("statements", kind="accusation", lineage=claim["monitors"], has_bears_on=claim.id)
    admitted = {
        code: by_day(
            row
            for row in bench.rows("statements", status=("admitted", "adjudicated"), has_subject=code)
            if mentions(row, (claim["admission_topic"],), ("topic",))
        )
        for code in claim["parties"]
    }
    admissions = [row for rows in admitted.values() for row in rows]
    if not found and not admissions:
        return not_testable(f"No finding on debris in {claim['place']} is in view.", "Testable with the finding.")
    both = all(admitted.values())
    denials = bench.rows("statements", kind="denial", has_bears_on=claim.id)
    verdict = SUPPORTED if concluded else QUALIFIED if both else MIXED
    legs = [concluded] if concluded else admitted.values() if both else [found]
    firsts = [rows[0] for rows in admitted.values() if rows]
    return Finding(
        verdict,
        sentences(
            found and f"The monitors on {claim['place']}: {found[0].finding}.",
            ""
            if concluded
            else "They place the maker; that the North itself took part is not among their conclusions in view.",
            "A part in the war was admitted later by another route, that of soldiers: "
            f"{apart(f'{row.speaker}, {day(row.date)}' for row in firsts)}."
            if firsts
            else "No admission of a part in the war is in view.",
        ),
        bench.confidence.weakest(*legs, own=both),
        (bench.count(roots(admissions), "statements", "admissions of soldiers in view, renderings counted once"),)
        if admissions
        else (),
        ids(concluded, found, admissions),
        ids(denials),
        "Supported with qualification once both sides admit a part in the war; supported only by a conclusion of the "
        "monitors."
        if verdict == MIXED
        else "Mixed if the admissions of one side were withdrawn."
        if verdict == QUALIFIED
        else "Supported with qualification if the conclusion of the monitors were withdrawn.",
    )


JUDGES = {"M3": debris, "M5": involvement}
