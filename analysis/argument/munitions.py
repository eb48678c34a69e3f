"""Arms for Russia: who accuses whom (M1), missiles (M2a) and containers (M2b)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from analysis.argument.bench import Bench
from analysis.argument.confidence import lineages, roots
from analysis.argument.findings import MIXED, QUALIFIED, SUPPORTED, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import Row, by_day, has, ids, quoted
from analysis.argument.wording import apart, bare, dated, day, listed, nphrase, opening, phrase, sentences
from analysis.evidence.dates import first_day
from analysis.evidence.quantity import Quantity


def accusations(bench: Bench, claim: Claim) -> Finding:
    """M1: each of the two accusers, by name, on a dated day; denials and the latest word of the accused beside."""
    spoken = bench.rows("statements", kind="accusation", has_bears_on=claim.id)
    reported = bench.rows("transfers", subject="PRK", object="RUS")
    found: dict[str, Row] = {}
    for accuser in claim["accusers"]:
        words = [row for row in spoken if has(row.subject, accuser)]
        figures = [row for row in reported if row.lineage == accuser and has(row.bears_on, claim.id)]
        dated = [row for row in words if len(row.date) == 10] + [row for row in figures if len(row.reported_on) == 10]
        if dated:
            found[accuser] = min(dated, key=lambda row: (row.known_on, row.row_id))
    answers = _answers(bench, claim)
    if not found:
        return not_testable(
            "No accusation by name is in view.",
            phrase("Testable with a dated accusation by one of the two governments."),
        )
    first = apart(
        f"{bench.state(code)}, {day(getattr(row, 'date', '') or row.reported_on)} ({bare(_who(row))})"
        for code, row in found.items()
    )
    missing = [bench.state(code) for code in claim["accusers"] if code not in found]
    counted = [row for row in spoken if any(has(row.subject, code) for code in found)]
    return Finding(
        SUPPORTED if not missing else QUALIFIED,
        sentences(
            f"First accusations in view: {first}.",
            missing and f"None by {listed(missing)} is in view.",
            _answer_line(bench, answers),
            "That they accuse says nothing on whether it is so: that is M2.",
        ),
        bench.confidence.weakest(
            *([row, *(other for other in counted if has(other.subject, code))] for code, row in found.items()), own=True
        ),
        (bench.count(roots(counted), "statements", "accusations in view, renderings counted once"),) if counted else (),
        ids([*found.values(), *counted]),
        ids(row for rows in answers.values() for row in rows),
        phrase("Supported with qualification if all accusations by one of the two were withdrawn.")
        if not missing
        else phrase("Supported once a dated accusation by {states} is in view.", states=missing),
    )


def _who(row: Row) -> str:
    return getattr(row, "speaker", "") or row.issuer


def _answers(bench: Bench, claim: Claim) -> dict[str, list[Row]]:
    """Denials and refusals to comment of each side accused, in order of days."""
    kinds = ("denial", "no_comment")
    spoken = bench.rows("statements", kind=kinds, has_bears_on="M1")
    return {code: by_day(row for row in spoken if has(row.subject, code)) for code in claim["accused"]}


def _answer_line(bench: Bench, answers: dict[str, list[Row]]) -> str:
    parts = []
    for code, rows in answers.items():
        if rows:
            last = rows[-1]
            verb = "denies" if last.kind == "denial" else "does not comment"
            said = quoted(last)
            parts.append(f"{bench.state(code)} {verb} (latest in view: {said})")
        else:
            parts.append(f"no answer of {bench.state(code)} is in view")
    return f"Of those accused, {listed(parts)}."


def _denied(bench: Bench) -> str:
    """The latest denial of each side accused, in short."""
    denials = {
        code: [row for row in rows if row.kind == "denial"]
        for code, rows in _answers(bench, bench.register["M1"]).items()
    }
    told = listed(
        f"{bench.state(code)} (latest in view: {rows[-1].speaker}, {day(rows[-1].date)})"
        for code, rows in denials.items()
        if rows
    )
    return f"Such deliveries are denied by {told}." if told else "No denial is in view."


# ------------------------------------------------------------------------------------------------ missiles and boxes


def missiles(bench: Bench, claim: Claim) -> Finding:
    """M2a: lineages that reach the number of missiles named, figures by their lower end, words by the table."""
    said = _missile_figures(bench, claim)
    if not said:
        return not_testable(
            "No report of ballistic missiles is in view.", phrase("Testable with a dated report with a number.")
        )
    spoken = [row for row, _ in said if row.lineage == claim["speaker"] and getattr(row, "words", "")]
    reach = [(row, number) for row, number in said if number.interval[0] >= claim["missiles"]]
    independent = lineages(roots(row for row, _ in reach))
    largest = [
        Quantity.largest(number for row, number in reach if row.lineage == lineage).named(
            f"missiles, {lineage}", "largest lower end of the lineage’s figures in view"
        )
        for lineage in independent
    ]
    counted = bench.number(len(independent), "lineages", "lineages that reach the number named", (r for r, _ in reach))
    needed = claim["lineages"]
    named = bench.constant(claim["missiles"], "missiles")
    if not independent:
        best = Quantity.largest((number for _, number in said), name="missiles, highest figure in view")
        return not_testable(
            f"No figure in view reaches {named}; the highest is {best}.",
            phrase("Testable with a figure of {figure} or more.", figure=named),
        )
    detail = listed(f"{number} by {bench.lineage(code)}" for code, number in zip(independent, largest, strict=True))
    speaker = opening(bench.state(claim["speaker"]))
    said_so = (
        f"{speaker} said {listed(repr(row.words) for row in by_day(spoken, 'reported_on'))}, read as at least "
        f"{listed(str(claim['word_numbers'][row.words]) for row in by_day(spoken, 'reported_on'))}."
        if spoken
        else f"The words of {bench.state(claim['speaker'])} are not in view."
    )
    verdict = SUPPORTED if len(independent) >= needed else QUALIFIED
    return Finding(
        verdict,
        sentences(
            said_so,
            f"{counted.text.capitalize()} reach{'es' if len(independent) == 1 else ''} {named}: {detail}.",
            "A missile counted as fired was sent before, and is counted here.",
            _denied(bench),
        ),
        bench.confidence(row for row, _ in reach),
        (counted, *largest),
        ids(row for row, _ in reach),
        ids(row for row, number in said if number.interval[1] < claim["missiles"]),
        phrase(
            "Supported with qualification if {fewer} of the {lineages} lineages that reach {figure} fell below that.",
            fewer=len(independent) - needed + 1,
            lineages=len(independent),
            figure=named,
        )  # fmt: skip
        if verdict == SUPPORTED
        else nphrase(
            "Supported once {number} further lineage reaches {figure}.",
            "Supported once {number} further lineages reach {figure}.",
            needed - len(independent),
            number=needed - len(independent),
            figure=named,
        ),
    )


def _missile_figures(bench: Bench, claim: Claim) -> list[tuple[Row, Quantity]]:
    """Rows with a number of missiles sent or fired, words read by the table of the claim."""
    found = []
    for row in bench.rows("transfers", subject="PRK", object="RUS", item=("ballistic_missiles", "missiles_fired")):
        number = bench.quantity("transfers", row)
        if not number.known and row.words in claim["word_numbers"]:
            least, method = claim["word_numbers"][row.words], f"the word “{row.words}” read as a number"
            number = replace(number, low=least, bound="at_least", unit="missiles", method=method)
        if number.known:
            found.append((row, number))
    for row in bench.rows("missile_use", row_type="cumulative", measure="fired"):
        number = bench.quantity("missile_use", row)
        if number.known:
            found.append((row, number))
    return found


def containers(bench: Bench, claim: Claim) -> Finding:
    """M2b: said by the United States; reached by an independent lineage for the same span, or not."""
    rows = bench.rows("transfers", subject="PRK", object="RUS", item="containers")
    figures = {row: bench.quantity("transfers", row) for row in rows}
    asked, speaker = claim["containers"], claim["speaker"]
    said = [row for row in rows if row.lineage == speaker and figures[row].interval[0] == asked]
    if not said:
        figure = bench.constant(asked, "containers")
        return not_testable(
            f"No statement of {bench.state(speaker)} with {figure} is in view.", phrase("Testable with the statement.")
        )
    own, relayed = set(speaker.split("+")), {row.estimate_group for row in said}
    others = [row for row in rows if own.isdisjoint(row.lineage.split("+")) and row.estimate_group not in relayed]
    others = [row for row in others if figures[row].known]
    same = [row for row in others if _same_span(row, claim)]
    reach = [row for row in same if figures[row].interval[0] >= asked]
    bounded = [row for row in same if figures[row].bound in ("exact", "up_to", "range")]
    below = [row for row in bounded if figures[row].interval[1] < asked]
    verdict = SUPPORTED if reach else MIXED if below else QUALIFIED
    claimed = figures[said[0]].named("containers, United States")
    nearest = _nearest(others, claim)
    shown = [*(reach or below), *([nearest] if nearest and not reach else [])]
    counted = listed(f"{figures[row]} by {row.issuer}" for row in reach or below)
    starts = sorted({row.period_start for row in said if row.period_start})
    return Finding(
        verdict,
        sentences(
            f"{opening(bench.state(speaker))} speaks of {claimed} ({listed(day(row.reported_on) for row in said)}); "
            "what was inside was not seen by those who count from outside.",
            f"For the same span {'that figure is reached' if reach else 'there is less'}: {counted}."
            if counted
            else "No independent lineage reaches that figure for the same span.",
            nearest
            and not reach
            and f"The nearest independent figure in view is {figures[nearest]} by {bare(nearest.issuer)} "
            f"({day(nearest.reported_on)}; {_span(nearest)}).",
            len(starts) > 1
            and f"The statements disagree on the day from which they count: {listed(map(day, starts), 'or')}.",
            _denied(bench),
        ),
        bench.confidence([*said, *(reach or below)]),
        (claimed, *(figures[row].named(f"containers, {row.lineage}") for row in shown)),
        ids(said, reach),
        ids(below),
        _containers_flip(bench, claim, verdict, nearest and (nearest, figures[nearest])),
    )


def _containers_flip(bench: Bench, claim: Claim, verdict: str, beside: tuple[Row, Quantity] | None) -> str:
    figure = bench.constant(claim["containers"], "containers")
    if verdict == SUPPORTED:
        return phrase("Supported with qualification if the independent figure fell below {figure}.", figure=figure)
    first, last = dated(claim["span_from"].isoformat()), dated(claim["span_to"].isoformat())
    span = phrase("{first} to {last}", first=first, last=last)
    if beside is None:
        return phrase(
            "Supported once an independent lineage counts {figure} or more for {span}.", figure=figure, span=span
        )
    row, number = beside
    short = claim["containers"] - number.interval[0]
    if short > 0:
        gap = bench.constant(short, "containers")
        return phrase(
            "Supported once an independent figure for {span} is {gap} above that of {issuer}.",
            span=span, gap=gap, issuer=bare(row.issuer),
        )  # fmt: skip
    return phrase(
        "Supported once a figure such as that of {issuer} is given for {span}.", issuer=bare(row.issuer), span=span
    )


def _span(row: Row) -> str:
    if not row.period_start and not row.period_end:
        return "no span given"
    return f"{day(row.period_start) if row.period_start else 'start not given'} to " + (
        day(row.period_end) if row.period_end else "end not given"
    )


def _same_span(row: Row, claim: Claim) -> bool:
    """Whether a row's period begins and ends within the tolerance of the span of the claim."""
    if not row.period_start or not row.period_end:
        return False
    tolerance = timedelta(days=claim["span_tolerance_days"])
    start, end = first_day(row.period_start), first_day(row.period_end)
    return abs(start - claim["span_from"]) <= tolerance and abs(end - claim["span_to"]) <= tolerance


def _nearest(others: list[Row], claim: Claim) -> Row | None:
    """The independent figure whose end is nearest to the end of the claim's span; of equal ones the first known."""

    def distance(row: Row) -> tuple[int, str, str]:
        end: date = first_day(row.period_end or row.reported_on)
        return abs((end - claim["span_to"]).days), row.known_on, row.row_id

    return min(others, key=distance, default=None)


JUDGES = {"M1": accusations, "M2a": missiles, "M2b": containers}
