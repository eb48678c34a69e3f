"""Goods: the North's dependence on China (C1), the record of 2023 (C3), China's rank in Russia's trade (C4)."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.argument.bench import Bench
from analysis.argument.findings import CONTRADICTED, MIXED, QUALIFIED, SUPPORTED, Finding, not_testable
from analysis.argument.register import Claim
from analysis.argument.rows import Row, by_day, ids
from analysis.argument.wording import day, listed, sentences
from analysis.evidence.quantity import Quantity


def ally(bench: Bench, claim: Claim) -> Finding:
    """C1: the treaty in force, and the share of China in the North's trade in the last years in view."""
    acts = bench.rows("treaty_acts", treaty=claim["treaty"])
    in_force = by_day(row for row in acts if row.act == "in_force")
    over = [row for row in acts if row.act == "ended"]
    bound = bool(in_force) and not over
    shares = _yearly_shares(bench, claim)
    last = dict(sorted(shares.items())[-claim["years"] :])
    if not in_force and not shares:
        return not_testable("Neither the treaty nor the shares are in view.", "The treaty, or shares of trade.")
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
            f"The treaty is in force since {day(in_force[0].date)}." if bound else "No treaty in force is in view.",
            f"Share of {bench.state(claim['partner'])} in the North's trade ({claim['basis']}), last years in view: "
            f"{listed(f'{number} in {year}' for year, number in numbers.items())}."
            if numbers
            else f"No share by {claim['basis']} is in view.",
            f"Below {half}: {listed(str(year) for year in below)}." if below else "",
            f"Fewer than {claim['years']} years are in view." if not enough else "",
        ),
        bench.confidence([*in_force, *last.values()]),
        tuple(numbers.values()) + ((low,) if low else ()),
        ids([*(in_force if bound else ()), *(last[year] for year in last if year not in below)]),
        ids([*over, *(last[year] for year in below)]),
        f"Supported with qualification if the lowest share fell by more than "
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
    for row in sorted(rows, key=lambda row: (row.known_on, row.row_id)):
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
    series = bench.preferred("trade_annual", claim["state"], claim["partner"])
    by_year = {int(row.year): row for row in series.itertuples(index=False)}
    year = claim["year"]
    if year not in by_year:
        return not_testable(f"No customs figure for {year} is in view.", f"The customs figure for {year}.")
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
            f"It is the highest up to then in the series in view (before: {before}, {len(earlier)} years)."
            if highest and before is not None
            else "No earlier year is in view."
            if before is None
            else f"An earlier year was higher: {before}.",
            f"Later: {listed(f'{number} in {y}' for y, number in later.items())}"
            + (f"; {listed(str(y) for y in beaten)} went beyond it." if beaten else "; none went beyond it.")
            if later
            else "",
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
class Lead:
    """Where a partner stands under one convention.

    Parameters
    ----------
    year : int
        Latest year in view.
    first : bool
        Whether the partner is first in it.
    since : int or None
        First year of the unbroken lead, as far as years are in view.
    rows : tuple of Row
        Rows of the latest year and of the first year of the lead.
    words : str
        The comparison in words.
    """

    year: int
    first: bool
    since: int | None
    rows: tuple[Row, ...]
    words: str


def first_partner(bench: Bench, claim: Claim) -> Finding:
    """C4: rank and timing of China in Russia's trade, by single states and with the Union as one."""
    leads = {"by single states": _by_rank(bench, claim), "with the Union as one": _against_union(bench, claim)}
    seen = {name: lead for name, lead in leads.items() if lead is not None}
    if not seen:
        return not_testable("No rank and no share under either convention is in view.", "A rank, or shares.")
    earliest = claim["text_day"].year - claim["years"]
    in_time = {name: lead.first and lead.since is not None and lead.since >= earliest for name, lead in seen.items()}
    ranks = [name for name, lead in seen.items() if lead.first]
    passed = len(ranks) + sum(in_time.values())
    verdict = SUPPORTED if passed == 2 * len(leads) else QUALIFIED if ranks else CONTRADICTED
    rows = [row for lead in seen.values() for row in lead.rows]
    quantities = tuple(
        bench.number(lead.since, "year", f"first year of the lead in view, {name}", lead.rows)
        for name, lead in seen.items()
        if lead.first and lead.since is not None
    )
    shares = tuple(
        bench.quantity("trade_shares", row, f"share of {row.object} in {row.period_start[:4]}", "share", "percent")
        for row in dict.fromkeys(rows)
        if row.share == row.share
    )
    missing = [name for name in leads if name not in seen]
    return Finding(
        verdict,
        sentences(
            *(
                f"{name[0].upper()}{name[1:]}: {lead.words}"
                + (
                    f", a lead since {lead.since} as far as years are in view, "
                    f"{'within' if in_time[name] else 'earlier than'} the {claim['years']} years before the text."
                    if lead.first and lead.since is not None
                    else "."
                )
                for name, lead in seen.items()
            ),
            f"{listed(missing).capitalize()} nothing is in view." if missing else "",
            f"{passed} of {2 * len(leads)} tests pass.",
        ),
        bench.confidence(rows),
        quantities + shares,
        ids(row for name, lead in seen.items() if lead.first for row in lead.rows),
        ids(row for name, lead in seen.items() if not lead.first for row in lead.rows),
        f"Supported only if the lead had begun in {earliest} or later under both conventions; contradicted if the rank "
        "failed under both."
        if verdict == QUALIFIED
        else "Supported with qualification if one of the tests failed."
        if verdict == SUPPORTED
        else "Supported with qualification once the rank passes under one convention.",
    )


def _by_rank(bench: Bench, claim: Claim) -> Lead | None:
    """Rank among single states: the latest full year in view, and the first year since which no other rank is."""
    rows = bench.rows(
        "trade_shares", subject=claim["state"], object=claim["partner"], measure="total", convention="single_states"
    )
    ranked = sorted(
        (row for row in rows if row.rank == row.rank), key=lambda row: (row.period_end, row.known_on, row.row_id)
    )
    if not ranked:
        return None
    full = [row for row in ranked if _full_year(row)] or ranked
    latest = full[-1]
    years: dict[int, Row] = {}
    for row in full:
        years.setdefault(int(row.period_start[:4]), row)
    lower = [year for year, row in years.items() if row.rank > claim["rank"]]
    lead = [year for year in years if year > max(lower, default=0) and years[year].rank <= claim["rank"]]
    since = min(lead, default=None)
    kept = (latest, years[since]) if since else (latest,)
    return Lead(
        int(latest.period_start[:4]),
        latest.rank <= claim["rank"],
        since,
        tuple(dict.fromkeys(kept)),
        f"rank {latest.rank:.0f} in {latest.period_start[:4]}",
    )


def _against_union(bench: Bench, claim: Claim) -> Lead | None:
    """Share of the partner against that of the Union in the same year, in every year with both."""
    rows = [
        row for row in bench.rows("trade_shares", subject=claim["state"], measure="total") if row.share == row.share
    ]
    union = _latest_by_year(row for row in rows if row.object in claim["union"])
    partner = _latest_by_year(row for row in rows if row.object == claim["partner"])
    both = sorted(union.keys() & partner.keys())
    if not both:
        return None
    ahead = {year: partner[year].share > union[year].share for year in both}
    behind = [year for year in both if not ahead[year]]
    lead = [year for year in both if year > max(behind, default=0)]
    since = min(lead, default=None)
    year = both[-1]
    shares = [
        bench.quantity("trade_shares", row, column="share", unit="percent") for row in (partner[year], union[year])
    ]
    kept = [partner[year], union[year], *(row for y in (since, *behind[-1:]) if y for row in (partner[y], union[y]))]
    return Lead(
        year,
        ahead[year],
        since,
        tuple(dict.fromkeys(kept)),
        f"{shares[0]} against {shares[1]} in {year}",
    )


def _latest_by_year(rows) -> dict[int, Row]:
    """One share a year: full years before parts of years, then the one known last."""
    found: dict[int, Row] = {}
    for row in sorted(rows, key=lambda row: (_full_year(row), row.known_on, row.row_id)):
        found[int(row.period_start[:4])] = row
    return found


JUDGES = {"C1": ally, "C3": record_trade, "C4": first_partner}
