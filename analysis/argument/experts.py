"""The experts whom the article quotes: the posts they held on the day (E1 to E4)."""

from __future__ import annotations

from datetime import date

from analysis.argument.bench import Bench
from analysis.argument.findings import CONTRADICTED, SUPPORTED, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import Row, ids
from analysis.argument.wording import apart, day, sentences
from analysis.evidence.dates import first_day, last_day


def post(bench: Bench, claim: Claim) -> Finding:
    """E1 to E4: a post as given, held on the day by a source in view; or only another one."""
    on = claim["post_day"]
    name = claim["expert"]
    if not bench.come(on.isoformat()):
        return not_testable(
            f"The day of which the article speaks, {day(on.isoformat())}, has not come.", "Testable from that day on."
        )
    posts = [row for row in bench.rows("experts", expert=name, row_type="post") if row.institution]
    given = [row for row in posts if _as_given(row, claim)]
    held = _covering(given, on, claim["carry_years"])
    other = _covering([row for row in posts if row not in given], on, claim["carry_years"])
    if not held and not other:
        return not_testable(
            f"No post of {name} on {day(on.isoformat())} is in view.", "Testable with a dated page that shows the post."
        )
    rows = held or other
    last = max((first_day(row.valid_from) for row in rows if row.valid_from), default=on)
    age = max((on - last).days, 0)
    seen = bench.number(age, "days", "from the last source before the day to the day", rows)
    return Finding(
        SUPPORTED if held else CONTRADICTED,
        sentences(
            f"In view for {name} on {day(on.isoformat())}: {apart(_held(rows))}.",
            not held and f"The article's {claim['institutions'][-1]} is not among the posts in view.",
            age and f"The newest source before that day is older by {seen}.",
        ),
        bench.confidence(rows),
        (seen,),
        ids(held),
        ids(other) if not held else (),
        "Not testable if the sources on that post were withdrawn."
        if held
        else "Supported with a source that shows the post as given on that day.",
    )


def _held(rows: list[Row]) -> list[str]:
    """Posts with their institutions; one that another states in full falls out."""
    told = [row.post if row.institution in row.post else f"{row.post}, {row.institution}" for row in rows]
    return [one for one in told if not any(one != other and one in other for other in told)]


def _as_given(row: Row, claim: Claim) -> bool:
    return any(institution in row.institution for institution in claim["institutions"])


def _covering(posts: list[Row], on: date, carry_years: int) -> list[Row]:
    """Rows that show a post on a day: spanning it, one before and one after it, or open and not older than allowed."""
    spanning = [row for row in posts if row.valid_from and row.valid_to and _from(row) <= on <= last_day(row.valid_to)]
    before = [row for row in posts if row.valid_from and last_day(row.valid_from) <= on]
    after = [row for row in posts if _seen_after(row, on)]
    fresh = [row for row in before if not row.valid_to and _years_later(_from(row), carry_years) >= on]
    bracket = [max(before, key=_from), min(after, key=lambda row: row.known_on)] if before and after else []
    return list(dict.fromkeys([*spanning, *bracket, *fresh]))


def _from(row: Row) -> date:
    return first_day(row.valid_from)


def _seen_after(row: Row, on: date) -> bool:
    """Whether a source shows the post at some time not before the day."""
    return last_day(row.valid_to or row.valid_from) >= on


def _years_later(start: date, years: int) -> date:
    return start.replace(year=start.year + years, day=min(start.day, 28))


JUDGES = {"E1": post, "E2": post, "E3": post, "E4": post}
