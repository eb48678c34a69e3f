"""Goods: the North's dependence on China (C1), the record of 2023 (C3), China's rank in Russia's trade (C4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.argument.bench import Bench
from analysis.argument.findings import CONTRADICTED, MIXED, QUALIFIED, SUPPORTED, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import Row, by_day, by_knowledge, ids
from analysis.argument.wording import day, listed, opening, sentences
from analysis.evidence.dates import first_day, last_day
from analysis.evidence.quantity import Quantity


def ally(bench: Bench, claim: Claim) -> Finding:
    """C1: the treaty in force, and the share of China in the North's trade in the last years in view."""
    acts = bench.rows("treaty_acts", treaty=claim["treaty"])
    in_force = by_day(row for row in acts if row.act == "in_force")
    over = [row for row in acts if row.act == "ended"]
    bound = bool(in_force) and not over
    affirmed = by_day(
        row
        for row in acts
        if row.act in ("account", "extended") and bench.side_of(row.actor) in (claim["state"], claim["partner"])
    )
    shares = _yearly_shares(bench, claim)
    last = dict(sorted(shares.items())[-claim["years"] :])
    if not in_force and not shares:
        return not_testable(
            "Neither the treaty nor the shares are in view.", "Testable with the treaty, or with shares of trade."
        )
    numbers = {
        year: bench.quantity("trade_shares", row, f"share in {year}", "share", "percent") for year, row in last.items()
    }
    below = [year for year, number in numbers.items() if number.value < claim["share"]]
    enough = len(numbers) == claim["years"]
    passes = enough and not below
    verdict = SUPPORTED if bound and passes else QUALIFIED if bound else MIXED if passes else CONTRADICTED
    low = Quantity.smallest(numbers.values(), "lowest share of those years") if numbers else None
    half = bench.constant(claim["share"], "percent")
    return Finding(
        verdict,
        sentences(
            f"The treaty has been in force since {day(in_force[0].date)}."
            if bound
            else "No treaty in force is in view.",
            affirmed and f"{affirmed[-1].actor}, {day(affirmed[-1].date)}: {affirmed[-1].detail}.",
            f"Share of {bench.state(claim['partner'])} in the North’s trade ({claim['basis']}), last years in view: "
            f"{listed(f'{number} in {year}' for year, number in numbers.items())}."
            if numbers
            else f"No share by {claim['basis']} is in view.",
            below and f"Below {half}: {listed(str(year) for year in below)}.",
            not enough and f"Fewer than {claim['years']} years are in view.",
        ),
        bench.confidence.weakest([*in_force, *affirmed], last.values(), own=True),
        tuple(numbers.values()) + ((low,) if low else ()),
        ids([*((*in_force, *affirmed) if bound else ()), *(last[year] for year in last if year not in below)]),
        ids([*over, *(last[year] for year in below)]),
        f"Supported with qualification if the lowest of these shares were lower by more than "
        f"{Quantity(value=low.value - claim['share'], unit='points')}."
        if verdict == SUPPORTED
        else f"Supported with {claim['years']} years at {half} or more, and the treaty in force.",
    )


def _yearly_shares(bench: Bench, claim: Claim) -> dict[int, Row]:
    """One row a full year, of the basis named; of several the one first known."""
    found: dict[int, Row] = {}
    rows = bench.rows(
        "trade_shares", subject=claim["state"], object=claim["partner"], measure="total", basis=claim["basis"]
    )
    for row in by_knowledge(rows):
        if row.share == row.share and _full_year(row):
            found.setdefault(int(row.period_start[:4]), row)
    return found


def _full_year(row: Row) -> bool:
    """Whether a row covers a whole calendar year and was stated after its end."""
    start, end = row.period_start, row.period_end
    year = start[:4]
    return (
        start in (year, f"{year}-01", f"{year}-01-01")
        and end in (year, f"{year}-12", f"{year}-12-31")
        and not row.covered_to
    )


def record_trade(bench: Bench, claim: Claim) -> Finding:
    """C3: the customs figure of the year against the claimed one, and against all earlier years in view."""
    series = [row for row in bench.preferred("trade_annual", claim["state"], claim["partner"]) if not row.covered_to]
    year = claim["year"]
    bases = {row.basis for row in series if row.year == year}
    by_year = {int(row.year): row for row in series if row.basis in bases}
    if year not in by_year:
        return not_testable(
            f"No customs figure for {year} is in view.", f"Testable with the customs figure for {year}."
        )
    numbers = {y: bench.quantity("trade_annual", row, f"trade in {y}") for y, row in by_year.items()}
    figure, claimed = numbers[year], bench.constant(claim["figure_usd_bn"], "usd_bn")
    off = abs(figure.point - claim["figure_usd_bn"]) / claim["figure_usd_bn"]
    near = off <= claim["tolerance"]
    earlier = [numbers[y] for y in sorted(numbers) if y < year and numbers[y].known]
    before = Quantity.largest(earlier, "highest earlier year in view") if earlier else None
    highest = before is None or figure.point > before.point
    later = {y: numbers[y] for y in sorted(numbers) if y > year}
    beaten = [y for y, number in later.items() if number.point > figure.point]
    verdict = SUPPORTED if near and highest else QUALIFIED if near or highest else CONTRADICTED
    deviation = Quantity(
        value=100 * off, unit="percent", rows=figure.rows, sources=figure.sources, as_of=bench.as_of,
        method="distance of the customs figure from the claimed one", name="distance from the claimed figure",
    ).rounded(2)  # fmt: skip
    return Finding(
        verdict,
        sentences(
            f"Customs figure for {year}: {figure}, {deviation} from the claimed {claimed}.",
            f"It is the highest up to then in the series in view (the best of {len(earlier)} earlier years: {before})."
            if highest and before is not None
            else "No earlier year is in view."
            if before is None
            else f"An earlier year was higher: {before}.",
            later
            and f"Later: {listed(f'{number} in {y}' for y, number in later.items())}; "
            + (f"{listed(str(y) for y in beaten)} went beyond it." if beaten else "no later year went beyond it."),
        ),
        bench.confidence([by_year[year]]),
        (figure, deviation, *((before,) if before else ()), *later.values()),
        (by_year[year].row_id,),
        tuple(row for number in ([before] if not highest else []) for row in number.rows[:1]),
        _record_flip(claim, figure, before, verdict),
    )


def _record_flip(claim: Claim, figure: Quantity, before: Quantity | None, verdict: str) -> str:
    if verdict != SUPPORTED:
        return "Supported with a figure within the tolerance that no earlier year reaches."
    edge = claim["figure_usd_bn"] * claim["tolerance"] - abs(figure.point - claim["figure_usd_bn"])
    move = Quantity(value=edge, unit="usd_bn")
    if before is None:
        return f"Supported with qualification if the figure moved further away by more than {move}."
    fall = Quantity(value=figure.point - before.point, unit="usd_bn")
    return (
        f"Supported with qualification if the figure moved away from the claimed one by more than {move}, or if an "
        f"earlier year were higher by {fall}."
    )


@dataclass(frozen=True)
class Standing:
    """Whether a partner was first in a year, and what says so.

    Parameters
    ----------
    first : bool
    rows : tuple of Row
        The rank, or the two shares compared.
    words : str
    """

    first: bool
    rows: tuple[Row, ...]
    words: str


def first_partner(bench: Bench, claim: Claim) -> Finding:
    """C4: rank and timing of China in Russia's trade, by single states and with the Union as one."""
    conventions = {"by single states": "single_states", "with the Union as one": "eu_as_one"}
    seen = {name: found for name, key in conventions.items() if (found := _standings(bench, claim, key))}
    if not seen:
        return not_testable(
            "No rank and no share under either convention is in view.", "Testable with a rank, or with shares."
        )
    earliest = claim["text_day"].year - claim["years"]
    last = {name: max(years) for name, years in seen.items()}
    leads = [name for name in seen if seen[name][last[name]].first]
    since = {name: _since(seen[name]) for name in leads}
    in_time = [name for name in leads if since[name] >= earliest]
    passed, asked = len(leads) + len(in_time), 2 * len(conventions)
    verdict = SUPPORTED if passed == asked else QUALIFIED if leads else CONTRADICTED
    used = {
        name: list(
            dict.fromkeys(
                row
                for year in (last[name], since.get(name), _before(years, since.get(name)))
                if year is not None
                for row in years[year].rows
            )
        )
        for name, years in seen.items()
    }
    rows = list(dict.fromkeys(row for found in used.values() for row in found))
    starts = tuple(
        bench.number(since[name], "year", f"first year of the lead in view, {name}", used[name]) for name in leads
    )
    shares = tuple(
        bench.quantity("trade_shares", row, f"share of {row.object} in {_period(row)}", "share", "percent")
        for row in rows
        if row.share == row.share
    )
    missing = [name for name in conventions if name not in seen]
    return Finding(
        verdict,
        sentences(
            *(
                _lead_line(claim, name, years, last[name], since.get(name), name in in_time)
                for name, years in seen.items()
            ),
            missing and f"{opening(listed(missing))} nothing is in view.",
            f"Of {asked} tests (rank and timing, under each convention) {passed or 'none'} "
            f"pass{'es' if passed == 1 else ''}.",
        ),
        bench.confidence.weakest(*(used[name] for name in leads or seen)),
        starts + shares,
        ids(row for name in leads for row in seen[name][last[name]].rows),
        ids(
            row
            for name, years in seen.items()
            for year in ((last[name],) if name not in leads else () if name in in_time else (since[name],))
            for row in years[year].rows
        ),
        {
            SUPPORTED: "Supported with qualification if one of the tests failed.",
            QUALIFIED: f"Supported only if the lead had begun in {earliest} or later under both conventions; "
            "contradicted if the rank failed under both.",
            CONTRADICTED: "Supported with qualification once the rank passes under one convention.",
        }[verdict],
    )


def _lead_line(claim: Claim, name: str, years: dict[int, Standing], last: int, since: int | None, in_time: bool) -> str:
    line = f"{opening(name)}: {years[last].words}."
    if since is None:
        return line
    before = _before(years, since)
    rival = f" (before: {years[before].words})" if before is not None else ""
    began = "began" if in_time else "did not begin"
    return (
        f"{line} The lead reaches back to {since} in the years in view{rival}, so that it {began} within "
        f"{claim['years']} years of the text."
    )


def _since(years: dict[int, Standing]) -> int:
    """First year in view of the unbroken lead that reaches the last year in view."""
    behind = max((year for year, standing in years.items() if not standing.first), default=0)
    return min(year for year in years if year > behind)


def _before(years: dict[int, Standing], since: int | None) -> int | None:
    """Last year in view before a lead began."""
    return max((year for year in years if since is not None and year < since), default=None)


def _standings(bench: Bench, claim: Claim, convention: str) -> dict[int, Standing]:
    """By year: the stated rank that covers most of it; without one, and with the Union as one, the shares compared."""
    rows = bench.rows("trade_shares", subject=claim["state"], measure="total")
    partner = [row for row in rows if row.object == claim["partner"]]
    ranked = _best_by_year(row for row in partner if row.convention == convention and row.rank == row.rank)
    found = {
        year: Standing(row.rank <= claim["rank"], (row,), f"rank {row.rank:.0f} in {_period(row)}")
        for year, row in ranked.items()
    }
    if convention == "eu_as_one":
        ours = _best_by_year(row for row in partner if row.share == row.share)
        union = _best_by_year(row for row in rows if row.object in claim["union"] and row.share == row.share)
        for year in sorted(ours.keys() & union.keys() - found.keys()):
            pair = (ours[year], union[year])
            texts = [bench.quantity("trade_shares", row, column="share", unit="percent") for row in pair]
            found[year] = Standing(
                pair[0].share > pair[1].share, pair, f"{texts[0]} against {texts[1]} of the Union in {year}"
            )
    return dict(sorted(found.items()))


def _best_by_year(rows: Iterable[Row]) -> dict[int, Row]:
    """One row a year: the one that covers most days; of equal ones the one known last."""
    found: dict[int, Row] = {}
    for row in sorted(rows, key=lambda row: (_covered_days(row), row.known_on, row.row_id)):
        found[int(row.period_start[:4])] = row
    return found


def _covered_days(row: Row) -> int:
    return (last_day(row.covered_to or row.period_end) - first_day(row.period_start)).days


def _period(row: Row) -> str:
    if _full_year(row):
        return row.period_start[:4]
    return f"the part-year from {day(row.period_start)} to {day(row.covered_to or row.period_end)}"


JUDGES = {"C1": ally, "C3": record_trade, "C4": first_partner}
