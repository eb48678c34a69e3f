"""Whether the war made the tie, in Rumer's words and by indicators (R1), and what he listed as its results (R2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.argument import monthly
from analysis.argument.bench import Bench
from analysis.argument.findings import MIXED, QUALIFIED, SUPPORTED, Finding, not_testable
from analysis.argument.hypotheses import matrix
from analysis.argument.register import Claim
from analysis.argument.rows import Row, by_knowledge, has, ids, mentions
from analysis.argument.selection import Dated, figure, selected, series
from analysis.argument.wording import apart, day, listed, phrase, sentences
from analysis.evidence.quantity import Quantity


@dataclass(frozen=True)
class Indicator:
    """One sign of the tie, and when it turned.

    Parameters
    ----------
    name : str
    earlier, later : tuple of Dated
        Rows of the years before the invasion, and of the window after it.
    before, after : Quantity
        Highest level before the invasion, and the level that went beyond it, or the highest after.
    turned : datetime.date or None
        The day on which it went beyond.
    """

    name: str
    earlier: tuple[Dated, ...]
    later: tuple[Dated, ...]
    before: Quantity
    after: Quantity
    turned: date | None


def war(bench: Bench, claim: Claim) -> Finding:
    """R1: indicators that turn between the days named and before the border reopened; never supported outright."""
    found = [one for entry in claim["indicators"] if (one := _indicator(bench, claim, entry))]
    counted = [one for one in found if one.earlier and one.later]
    silent = [entry["name"] for entry in claim["indicators"] if entry["name"] not in {one.name for one in counted}]
    said = _said(bench, claim)
    if not counted:
        return not_testable(
            sentences(
                f"No indicator with rows before and after {day(claim['from_day'].isoformat())} is in view.", said
            ),
            phrase("Testable with acts from before and after the invasion."),
        )
    turned = [one for one in counted if one.turned and one.turned <= claim["rival_day"]]
    late = [one for one in counted if one.turned and one.turned > claim["rival_day"]]
    idle = [one for one in counted if not one.turned]
    needed = claim["share"] * len(counted)
    verdict = QUALIFIED if len(turned) >= needed else MIXED
    total = bench.number(len(counted), "indicators", "indicators in view on both sides of the invasion", _rows(counted))
    count = bench.number(len(turned), "indicators", "indicators that turn, not explained by the border", _rows(turned))
    acts, rates = ("", ()) if bench.brief else monthly.told(bench, claim)
    rivals = None if bench.brief else matrix(bench, claim)
    weighed = tuple(rivals.against.values()) if rivals else ()
    short = next(n for n in range(len(counted) + 1) if len(turned) + n >= needed) if verdict == MIXED else 0
    spare = len(turned) - next(n for n in range(len(counted) + 1) if n >= needed) + 1
    rival = day(claim["rival_day"].isoformat())
    span = f"since {day(claim['from_day'].isoformat())}"
    if bench.come((claim["rival_day"] + timedelta(days=1)).isoformat()):
        span = f"between {day(claim['from_day'].isoformat())} and {rival}"
    return Finding(
        verdict,
        sentences(
            said,
            f"Of {total} in view {count if turned else 'none'} turn{'s' if len(turned) == 1 else ''} {span}"
            + (f": {apart(_turn(one) for one in turned)}." if turned else "."),
            late and f"After {rival}, when the border had reopened, which could explain it: {apart(map(_turn, late))}.",
            idle and f"No higher than before the invasion: {apart(_level(one) for one in idle)}.",
            silent and f"Not counted, for want of rows on both sides: {listed(silent)}.",
            acts,
            rivals and rivals.text,
            "Nobody saw the same years without the war.",
        ),
        bench.confidence.weakest(*([d.row for d in (*one.earlier, *one.later)] for one in counted), own=True),
        (total, count, *(q for one in counted for q in (one.before, one.after)), *rates, *weighed),
        _ids(d for one in turned for d in one.later),
        _ids(d for one in (*late, *idle) for d in (*one.earlier, *one.later)),
        phrase(
            "Mixed if {number} of these had turned earlier, later, or not at all.",
            number=Quantity(value=spare, unit="indicators"),
        )
        if verdict == QUALIFIED
        else phrase(
            "Supported with qualification if {number} more turned in time.",
            number=Quantity(value=short, unit="indicators"),
        ),
    )


def _rows(indicators: Iterable[Indicator]) -> list[Row]:
    return [dated.row for one in indicators for dated in (*one.earlier, *one.later)]


def _ids(found: Iterable[Dated]) -> tuple[str, ...]:
    return tuple(dated.row.row_id for dated in found)


def _turn(one: Indicator) -> str:
    return f"{one.name} ({day(one.turned.isoformat())}: {one.after} against {one.before})"


def _level(one: Indicator) -> str:
    return f"{one.name} ({one.after} against {one.before})"


def _indicator(bench: Bench, claim: Claim, entry: Mapping) -> Indicator | None:
    """An indicator of acts or of figures; none without a row in view on either side."""
    first, start, end = claim["base_from"], claim["from_day"], claim["to_day"]
    of_acts = entry["measure"] == "acts"
    rows = selected(bench, entry["rows"], claim["parties"] if of_acts else (), claim["statuses"])
    rows = [d for d in rows if len(d.text) >= 7] if of_acts else [d for d in rows if figure(bench, d.row).known]
    earlier = tuple(d for d in rows if first <= d.day < start)
    later = tuple(d for d in rows if start <= d.day <= end)
    if not earlier and not later:
        return None
    return (_by_acts if of_acts else _by_figures)(bench, claim, entry["name"], earlier, later)


def _by_acts(bench: Bench, claim: Claim, name: str, earlier: tuple[Dated, ...], later: tuple[Dated, ...]) -> Indicator:
    span = timedelta(days=claim["window_days"])

    def within(acts: tuple[Dated, ...], last: Dated) -> list[Dated]:
        """Acts of the window that ends on the day of one of them, that one and those listed before it."""
        place = acts.index(last)
        return [act for act in acts[: place + 1] if last.day - act.day < span]

    most = max((within(earlier, act) for act in earlier), key=len, default=[])
    beyond = [
        act for act in later if len(within(later, act)) > len(most) and len(within(later, act)) >= claim["acts_min"]
    ]
    best = within(later, beyond[0]) if beyond else max((within(later, act) for act in later), key=len, default=[])
    return Indicator(
        name, earlier, later,
        bench.count((d.row for d in most), "acts", f"{name}, most within a year before the invasion"),
        bench.count((d.row for d in best), "acts", f"{name}, within a year since it"),
        beyond[0].day if beyond else None,
    )  # fmt: skip


def _by_figures(
    bench: Bench, claim: Claim, name: str, earlier: tuple[Dated, ...], later: tuple[Dated, ...]
) -> Indicator:
    """Within one basis and unit; a figure without a counterpart from before is not compared."""
    shared = {series(d.row) for d in earlier} & {series(d.row) for d in later}
    earlier = tuple(d for d in earlier if series(d.row) in shared)
    later = tuple(d for d in later if series(d.row) in shared)
    for key in sorted(shared):
        before = _extreme(bench, (d for d in earlier if series(d.row) == key), f"{name}, highest before the invasion")
        beyond = next(
            (d for d in later if series(d.row) == key and figure(bench, d.row).interval[0] > before.interval[1]), None
        )
        if beyond:
            return Indicator(name, earlier, later, before, figure(bench, beyond.row, name), beyond.day)
    if not shared:
        none = Quantity(bound="missing", name=name)
        return Indicator(name, (), (), none, none, None)
    key = max(shared)
    before, after = (
        _extreme(bench, (d for d in side if series(d.row) == key), f"{name}, highest {word} the invasion")
        for side, word in ((earlier, "before"), (later, "since"))
    )
    return Indicator(name, earlier, later, before, after, None)


def _extreme(bench: Bench, rows: Iterable[Dated], name: str) -> Quantity:
    return Quantity.largest((figure(bench, d.row) for d in rows), name)


def _said(bench: Bench, claim: Claim) -> str:
    words = _words_of(bench, claim)
    if not words:
        return f"Words of {claim['expert']} on it are not in view."
    told = apart(f"{row.gist} ({row.issuer}, {day(row.known_on)})" for row in words)
    return f"In the words of {claim['expert']}, as relayed: {told}."


def _words_of(bench: Bench, claim: Claim) -> list[Row]:
    rows = bench.rows("experts", row_type="utterance", expert=claim["expert"])
    return by_knowledge(row for row in rows if has(row.bears_on, claim.id))


def repercussions(bench: Bench, claim: Claim) -> Finding:
    """R2: whether his own text lists the alliance among the results, or only broken ties."""
    words = _words_of(bench, claim)
    if not words:
        return not_testable(f"No text of {claim['expert']} on it is in view.", "Testable with his own text.")
    own = [row for row in words if row.issuer in claim["own"]]
    whole = [row for row in own if mentions(row, claim["results"], ("gist", "words"))]
    broken = [row for row in words if mentions(row, claim["broken"], ("gist", "words"))]
    if not whole and not broken:
        return not_testable(
            f"The words of {claim['expert']} in view name no results.", "Testable with the passage on the results."
        )
    counted = bench.count(words, "statements", "renderings of his words in view")
    deciding = whole or broken
    return Finding(
        SUPPORTED if whole else QUALIFIED,
        sentences(
            f"{deciding[0].issuer}, {day(deciding[0].known_on)}: {deciding[0].gist}.",
            "His own text lists the tie with the North among the results."
            if whole
            else "That the alliance is one of them stands in no text of his in view; it is the article’s addition.",
            f"In view: {counted}; {'his own' if own else 'none his own'}.",
        ),
        bench.confidence(deciding, own=True),
        (counted,),
        ids(deciding),
        ids(row for row in words if row not in deciding),
        "Supported with qualification if that passage were withdrawn."
        if whole
        else "Supported if his own text, read whole, lists the alliance among the results.",
    )


JUDGES = {"R1": war, "R2": repercussions}
