"""China and Russia: the first trip of the new term (C2a), and whether the two drew closer (C2b)."""

from __future__ import annotations

from analysis.argument.bench import Bench
from analysis.argument.findings import CONTRADICTED, MIXED, QUALIFIED, SUPPORTED, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import Row, by_day, has, ids, states
from analysis.argument.wording import day, sentences
from analysis.evidence.dates import first_day


def first_trip(bench: Bench, claim: Claim) -> Finding:
    """C2a: the first meeting abroad after the inauguration."""
    after = claim["inauguration_day"].isoformat()
    trips = by_day(
        row
        for row in bench.rows("meetings", kind="met")
        if _takes_part(row, claim["traveller"])
        and row.host not in ("", claim["state"])
        and first_day(row.date).isoformat() > after
    )
    if not trips:
        return not_testable(f"No trip abroad after {day(after)} is in view.", "Testable with a trip abroad.")
    first = trips[0]
    announced = by_day(bench.rows("statements", subject=claim["state"], kind="intent"))
    announced = [row for row in announced if (has(row.bears_on, claim.id) or has(row.bears_on, claim.id.rstrip("ab")))]
    to_partner = first.host == claim["partner"]
    days = (first_day(first.date) - claim["inauguration_day"]).days
    return Finding(
        SUPPORTED if to_partner else CONTRADICTED,
        sentences(
            f"The first trip abroad in view after {day(after)} went to {bench.state(first.host)}: {first.place}, "
            f"{day(first.date)}.",
            announced and f"Announced by {announced[0].speaker} on {day(announced[0].date)}.",
        ),
        bench.confidence([first, *announced[:1]], own=True),
        (bench.number(days, "days", "from inauguration to the trip", [first]),),
        ids([first], announced) if to_partner else ids(announced),
        () if to_partner else (first.row_id,),
        f"Contradicted by an earlier trip elsewhere, between {day(after)} and {day(first.date)}."
        if to_partner
        else "Supported if an earlier trip to the partner came into view.",
    )


def _takes_part(row: Row, traveller: str) -> bool:
    """Whether a person is among the participants, by full or by last name."""
    names = [name.strip() for name in row.participants.split(";")]
    return traveller in names or traveller.split()[-1] in names


def closeness(bench: Bench, claim: Claim) -> Finding:
    """C2b: growth of trade over three years, and meetings at the top level over those years."""
    series = bench.preferred("trade_annual", claim["state"], claim["partner"])
    by_year = {int(row.year): row for row in series if not row.covered_to}
    last = max(by_year, default=None)
    base = last - claim["years"] if last else None
    if last is None or base not in by_year or by_year[base].basis != by_year[last].basis:
        return not_testable(
            f"Trade over {claim['years']} years is not in view.",
            "Testable with customs figures of two years that far apart.",
        )
    now, then = (bench.quantity("trade_annual", by_year[year], f"trade in {year}") for year in (last, base))
    growth = (now / then - 1).as_percent().named(f"growth of trade, {base} to {last}")
    rises = growth.interval[0] >= 100 * claim["growth"]
    pair = {claim["state"], claim["partner"]}
    held = by_day(bench.rows("meetings", level="top", kind=("met", "video")))
    held = [row for row in held if pair <= states(row) and base < int(row.date[:4]) <= last]
    met = [row for row in held if row.kind == "met"]
    in_person = bench.number(
        len(met) / claim["years"], "meetings", "top meetings in person, mean a year", met, "mean of years"
    )
    with_video = bench.number(
        len(held) / claim["years"], "meetings", "top meetings with video calls, mean a year", held, "mean of years"
    )
    often, often_with_video = (number.value >= claim["meetings"] for number in (in_person, with_video))
    if rises and often:
        verdict = SUPPORTED
    elif rises and often_with_video:
        verdict = QUALIFIED
    else:
        verdict = MIXED if rises or often or often_with_video else CONTRADICTED
    lacking = bench.constant(claim["meetings"] * claim["years"] - len(met), "meetings")
    short = bench.constant(then.point * (1 + claim["growth"]) - now.point, "usd_bn")
    threshold = bench.constant(claim["meetings"], "meetings")
    return Finding(
        verdict,
        sentences(
            f"Trade went from {then} in {base} to {now} in {last}, a change of {growth}.",
            f"In those {claim['years']} years {len(met) or 'no'} top meetings in person are in view "
            f"({in_person.rounded(1)} a year) and {len(held) - len(met) or 'none'} by video; the rule asks for "
            f"{threshold} a year.",
        ),
        bench.confidence.weakest([by_year[last], by_year[base]], held, own=True),
        (now, then, growth, in_person, with_video),
        ids([by_year[last], by_year[base]], held),
        (),
        f"Mixed if the growth of trade fell below {bench.constant(100 * claim['growth'], 'percent')}"
        + (f"; supported with {lacking} more in person in those years." if verdict == QUALIFIED else ".")
        if verdict in (SUPPORTED, QUALIFIED)
        else f"Supported with {lacking} more in person in those years that the list does not hold."
        if rises
        else f"Supported if trade in {last} had been higher by {short}."
        if often
        else f"Mixed if trade in {last} had been higher by {short}.",
    )


JUDGES = {"C2a": first_trip, "C2b": closeness}
