"""Technology in return: what is believed (M4a), the order of days (M4b), and the cause (M4c)."""

from __future__ import annotations

from datetime import date
from math import comb

from analysis.argument.bench import Bench
from analysis.argument.confidence import lineages
from analysis.argument.findings import NOT_TESTABLE, QUALIFIED, SUPPORTED, Finding, not_testable
from analysis.argument.hypotheses import matrix
from analysis.argument.register import Claim
from analysis.argument.rows import Row, by_day, has, ids, latest_words, mentions, quoted, states
from analysis.argument.wording import apart, day, listed, opening, sentences
from analysis.evidence.dates import first_day
from analysis.evidence.quantity import Quantity


def believed(bench: Bench, claim: Claim) -> Finding:
    """M4a: governments other than the two that say on dated days that Russia helps; that they say it is all."""
    spoken = by_day(bench.rows("events", stance=claim["stances"], kind=claim["kinds"]))
    spoken = [row for row in spoken if len(row.date) == 10]
    by_government = {
        code: [row for row in spoken if row.lineage == code]
        for code in lineages(spoken)
        if _are_states(bench, code) and not set(code.split("+")) & set(claim["parties"])
    }
    if not by_government:
        return not_testable(
            "No government in view says on a dated day that Russia helps with technology.",
            "Testable with dated words of a government.",
        )
    by_government = dict(sorted(by_government.items(), key=lambda entry: (entry[1][0].date, entry[0])))
    said = [row for rows in by_government.values() for row in rows]
    contrary = by_day(bench.rows("events", stance=("counter_evidence", "denial"), kind=tuple(claim["kinds"])))
    denied = bench.rows("statements", kind="denial", has_bears_on="M4")
    counted = bench.number(len(by_government), "governments", "governments that say that Russia helps", said)
    enough = len(by_government) >= claim["governments"]
    first = apart(
        f"{bench.lineage(code)}, {day(rows[0].date)}: {bench.spelled(rows[0].event)}"
        for code, rows in by_government.items()
    )
    return Finding(
        SUPPORTED if enough else QUALIFIED,
        sentences(
            f"{opening(counted.text)} say{'s' if len(by_government) == 1 else ''} so, first in view {first}.",
            contrary
            and f"Against it: {apart(f'{bench.spelled(row.event)} ({day(row.date)})' for row in contrary[-2:])}.",
            f"Denied by {listed(latest_words(denied))}." if denied else "No denial is in view.",
            "That it is believed says nothing on whether it is so.",
        ),
        bench.confidence.weakest(*by_government.values(), own=True),
        (counted,),
        ids(said),
        ids(contrary, denied),
        f"Supported with qualification if {len(by_government) - claim['governments'] + 1} of the {len(by_government)} "
        "governments withdrew all its words."
        if enough
        else "Supported with dated words of further "
        f"{Quantity(value=claim['governments'] - len(by_government), unit='governments')}.",
    )


def _are_states(bench: Bench, lineage: str) -> bool:
    """Whether every member of a lineage is a state: bodies and kinds of outlets have no name in the codebook."""
    return all(len(code) == 3 and bench.state(code) != code for code in lineage.split("+"))


# ---------------------------------------------------------------------------------------------------------- launches


def attempts(bench: Bench, launcher: str) -> list[Row]:
    """Attempts to reach orbit in order of days. An orbit manoeuvre, a suborbital test, an absence are none."""
    rows = bench.rows("launches", attempt="yes", outcome=("success", "failure"))
    return by_day(row for row in rows if has(row.subject, launcher))


def meeting(bench: Bench, claim: Claim) -> list[Row]:
    """The visit of the rule, as a meeting or an event in view."""
    on = claim["visit_day"].isoformat()
    pair = set(claim["parties"])
    return [
        row
        for row in (*bench.rows("meetings", kind="met", date=on), *bench.rows("events", kind="visit", date=on))
        if pair <= states(row)
    ]


def _rate(bench: Bench, rows: list[Row], name: str) -> Quantity:
    """Successes among attempts, as a share; of none, no figure."""
    hits = [row for row in rows if row.outcome == "success"]
    if not rows:
        return Quantity(bound="missing", unit="percent", name=name, as_of=bench.as_of)
    return bench.number(100 * len(hits) / len(rows), "percent", name, rows, "successes over attempts")


def first_success(bench: Bench, claim: Claim) -> Row | None:
    """The first success within the days of the rule after the visit."""
    visit: date = claim["visit_day"]
    return next(
        (
            row
            for row in attempts(bench, claim["launcher"])
            if row.outcome == "success" and 0 < (first_day(row.date) - visit).days <= claim["days"]
        ),
        None,
    )


def sequence(bench: Bench, claim: Claim) -> Finding:
    """M4b: the days from the visit to a success, beside the rate of success before, and what failed later."""
    visit, launch = meeting(bench, claim), first_success(bench, claim)
    limit = bench.constant(claim["days"], "days")
    if not visit or launch is None:
        missing = listed(
            name
            for name, there in (
                (f"the visit of {day(claim['visit_day'].isoformat())}", bool(visit)),
                (f"a success within {limit} after it", launch is not None),
            )
            if not there
        )
        return not_testable(f"Not in view: {missing}.", f"Testable with {missing}.")
    tries = attempts(bench, claim["launcher"])
    before = [row for row in tries if row.date < visit[0].date]
    rocket = [row for row in before if row.vehicle == launch.vehicle]
    after = [row for row in tries if row.date > launch.date and row.outcome == "failure"]
    days = bench.number(
        (first_day(launch.date) - first_day(visit[0].date)).days,
        "days",
        "from the visit to the launch",
        [visit[0], launch],
    )
    base = _rate(bench, before, "rate of success before the visit")
    own = _rate(bench, rocket, "rate of success of the same rocket before the visit")
    tried = bench.count(before, "launches", "attempts before the visit")
    slack = Quantity(value=claim["days"] - days.value, unit="days")
    return Finding(
        SUPPORTED,
        sentences(
            f"{launch.vehicle} put {launch.payload} in orbit on {day(launch.date)}, {days} after the visit.",
            f"Before the visit {base} of {tried} in view succeeded"
            + (f"; of the same rocket, {own} of {len(rocket)}." if rocket else "."),
            after and f"Later failures in view: {apart(f'{row.vehicle}, {day(row.date)}' for row in after)}.",
            "Order of days is no cause; that is M4c.",
        ),
        bench.confidence.weakest(visit, [launch], own=True),
        (days, tried, *(rate for rate in (base, own) if rate.known)),
        ids(visit, [launch]),
        ids(after),
        f"Not testable if the launch were later by more than {slack}, or were coded as a failure.",
    )


def least_p(tries: int, after: int, successes: int) -> float:
    """Least p-value that an exact test of so few launches can reach, whatever their outcomes.

    With the margins fixed, successes after the visit follow the hypergeometric distribution (Fisher, The Design of
    Experiments, 1935); its most extreme table bounds the p-value from below (Tarone, Biometrics 46, 1990).
    """
    most = min(after, successes)
    return comb(successes, most) * comb(tries - successes, after - most) / comb(tries, after)


def cause(bench: Bench, claim: Claim) -> Finding:
    """M4c: hardware, a document or an admission tied to that launch, or nothing; rival explanations beside."""
    launch = first_success(bench, claim)
    wanted = "hardware, a document or an admission tied to that launch"
    if launch is None:
        return not_testable("No such launch is in view.", f"Testable with the launch, and {wanted}.")
    proof = _proof(bench, claim)
    rivals = matrix(bench, bench.register["M4"])
    power, numbers = _power(bench, claim, launch)
    reason = sentences(rivals.text, power)
    numbers = (*rivals.against.values(), *numbers)
    contrary = [row for piece in rivals.pieces if piece.marks["help"] == "inconsistent" for row in piece.rows]
    if proof:
        return Finding(
            SUPPORTED,
            sentences(f"Tied to that launch: {apart(_words(row) for row in proof)}.", reason),
            bench.confidence(proof, own=True),
            numbers,
            ids(proof),
            ids(contrary),
            f"Not testable if {'that row' if len(proof) == 1 else f'all {len(proof)} rows'} were withdrawn.",
        )
    favour = [row for piece in rivals.pieces if piece.marks["help"] == "consistent" for row in piece.rows]
    return Finding(
        NOT_TESTABLE,
        sentences(
            f"In view there is no {wanted.replace('a document', 'document').replace('an admission', 'admission')}.",
            reason,
        ),
        None,
        numbers,
        ids(favour),
        ids(contrary),
        f"Supported with {wanted}.",
    )


def _proof(bench: Bench, claim: Claim) -> list[Row]:
    """Rows that tie Russian help to the launch: admissions, and established events that take no stance on it."""
    admitted = bench.rows("statements", kind="admission", status=claim["statuses"])
    admitted = [row for row in admitted if mentions(row, claim["words"], ("topic", "gist"))]
    shown = bench.rows("events", status=claim["hardware"], stance="", has_bears_on=claim.id)
    shown = [row for row in shown if row.assistance and mentions(row, claim["words"], ("event", "assistance"))]
    return by_day([*admitted, *shown])


def _words(row: Row) -> str:
    return quoted(row) if hasattr(row, "speaker") else f"{row.event} ({day(row.date)})"


def _least(bench: Bench, claim: Claim, name: str, rows: list[Row]) -> Quantity:
    after = sum(first_day(row.date) > claim["visit_day"] for row in rows)
    least = least_p(len(rows), after, sum(row.outcome == "success" for row in rows))
    method = "exact count of the ways to place the successes"
    return bench.number(least, "", f"least attainable p, {name}", rows, method).rounded(2)


def _power(bench: Bench, claim: Claim, launch: Row) -> tuple[str, tuple[Quantity, ...]]:
    """What a test on these launches could reach at best; it is not run."""
    tries = attempts(bench, claim["launcher"])
    own, every = (
        _least(bench, claim, "launches of the same rocket", [row for row in tries if row.vehicle == launch.vehicle]),
        _least(bench, claim, "all launches in view", tries),
    )
    text = (
        f"A test on so few launches has no power and is not run: at best it could reach p = {own} on the "
        f"{len(own.rows)} launches of the same rocket, and {every} on all {len(every.rows)} in view."
    )
    return text, (own, every)


JUDGES = {"M4a": believed, "M4b": sequence, "M4c": cause}
