"""States that oppose the United States (A1): distances in the General Assembly, material ties, a hard test.

Distances are those of Bailey, Strezhnev and Voeten, "Estimating Dynamic State Preferences from United Nations Voting
Data", Journal of Conflict Resolution 61 (2017). Agreement is 1 - mean |a - b| over the roll calls in which both took a
position, with yes 1, abstention 0.5 and no 0. Two scales or two vintages are never mixed, and a year with a handful of
roll calls says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.argument.bench import Bench
from analysis.argument.findings import CONTRADICTED, MIXED, NOT_TESTABLE, SUPPORTED, Finding
from analysis.argument.register import Claim
from analysis.argument.rows import Row, ids
from analysis.argument.solidarity import hard_line, hard_test, material_ties
from analysis.argument.wording import apart, listed, nphrase, phrase, sentences
from analysis.evidence.quantity import Quantity

PLACEBO = "PLACEBO"
"""Code of the states that are neither parties nor their allies, taken together."""

Series = dict[frozenset[str], dict[float, Row]]
"""Rows by pair, whichever state stands first, and by year."""

_SCALES = {"all": "all roll calls", "final_passage": "roll calls on final passage"}


@dataclass(frozen=True)
class Change:
    """What became of a yearly figure of two states between the base years and the last years.

    Parameters
    ----------
    column : str
        Column of the figure.
    base, last : tuple of Row
        The years behind both means.
    """

    column: str
    base: tuple[Row, ...]
    last: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.base + self.last

    @property
    def fall(self) -> float:
        """Mean of the base years less mean of the last years."""
        then, now = (sum(getattr(row, self.column) for row in rows) / len(rows) for rows in (self.base, self.last))
        return then - now


def drawing_together(bench: Bench, claim: Claim) -> Finding:
    """A1: pairs that close on the scale, with and without the texts on Ukraine, beside a placebo, ties and a test."""
    dyads = [tuple(dyad) for dyad in claim["dyads"]]
    wanted = {"scale": claim["scale"], **_members(claim)}
    rule = (claim["vintage"], claim["placebo_states"], repr(claim["dyads"]))
    estimates = bench.sifted(("estimates", *rule), "ideal_distances", lambda rows: _one_vintage(claim, rows), **wanted)
    distances = bench.sifted(("distances", *rule), "ideal_distances", lambda _: _series(claim, estimates), **wanted)
    years = _last_years(claim, distances)
    changes = _changes(claim, distances, "distance")
    closing = {pair: found for pair, found in changes.items() if PLACEBO not in pair}
    votes = {texts: _usable(bench, claim, texts) for texts in ("without_ukraine", *(() if bench.brief else ("all",)))}
    without = _changes(claim, votes["without_ukraine"], "agreement")
    told = {} if bench.brief else votes
    beside = [_companion_line(bench, claim, texts, series) for texts, series in told.items()]
    if not closing:
        missing = apart(_pair(bench, pair) for pair in dyads)
        return Finding(
            NOT_TESTABLE,
            sentences(
                f"No ideal points ({_SCALES[claim['scale']]}) of {claim['base_from']} to {claim['base_to']} and of "
                f"{claim['last_years']} last years are in view ({missing}).",
                *beside,
            ),
            quantities=tuple(
                bench.quantity("assembly_agreement", row, f"agreement of {_pair(bench, pair)}", "agreement", "index")
                for pair in dyads
                for row in list(votes["without_ukraine"][frozenset(pair)].values())[-claim["last_years"] :]
            ),
            would_change=phrase(
                "Testable once the distances on the scale of ideal points are published for these pairs."
            ),
        )
    points = claim["points"]
    close = [pair for pair, found in closing.items() if found.fall >= points]
    compared = [pair for pair in close if _placebo(pair, changes)]
    beyond = [pair for pair in close if all(closing[pair].fall > fall for fall in _placebo(pair, changes))]
    tested = [pair for pair in closing if pair in without and without[pair].last[-1].year >= max(years)]
    remain = [pair for pair in beyond if pair in tested and _rises_beyond(pair, without)]
    ties = material_ties(bench, claim)
    rising = [tie for tie in ties if tie.rises]
    hard, met = hard_test(bench, claim)
    failed = bool(hard) and not met
    if not close:
        verdict = CONTRADICTED
    elif len(remain) >= claim["pairs"] and len(rising) >= claim["ties"] and not failed:
        verdict = SUPPORTED
    else:
        verdict = MIXED
    falls = {pair: _fall(bench, pair, found) for pair, found in closing.items()}
    firm = [pair for pair in close if _least_fall(closing[pair]) >= points]
    counted = bench.number(
        len(close), "pairs", "pairs that close with all texts", (r for p in close for r in closing[p].rows)
    )
    after = bench.number(
        len(remain), "pairs", "of them without the texts on Ukraine, beyond the placebo",
        (r for p in remain for r in without[p].rows),
    )  # fmt: skip
    risen = bench.number(len(rising), "", "material ties that rise", (r for tie in rising for r in tie.rows))
    bases = (0, 0) if bench.brief else _closing_bases(claim, distances, years)
    return Finding(
        verdict,
        sentences(
            f"Distance on the scale of ideal points ({_SCALES[claim['scale']]}, {estimates[0].vintage}), mean of "
            f"{claim['base_from']} to {claim['base_to']} less mean of {_years(years)}: "
            f"{apart(f'{_pair(bench, pair)} {_bare(fall)}' for pair, fall in falls.items())}.",
            _unseen(bench, dyads, closing),
            f"{counted.text.capitalize()} of {len(dyads)} close by {bench.constant(points, 'ideal_points')} or more, "
            f"{len(firm) or 'none'} of them at both ends of the posterior intervals. With one base year "
            f"instead, {claim['pairs']} pairs close under {bases[0]} of {bases[1]} since {claim['base_years_from']}.",
            f"Beyond a placebo of {claim['placebo_states']} states or more: "
            f"{apart(_pair(bench, pair) for pair in beyond if pair in compared) or 'none'}."
            if compared
            else f"No placebo of {claim['placebo_states']} states on this scale is in view.",
            *beside,
            f"Without the texts on Ukraine, and beyond the placebo, {len(remain) or 'none'} of these pairs "
            f"remain{'s' if len(remain) == 1 else ''}."
            if tested
            else "Without the texts on Ukraine it cannot be tested: no roll calls of the last years are in view.",
            f"Material ties that rise: {risen} of {claim['ties_of']} ({apart(tie.words for tie in ties)}).",
            hard_line(bench, claim, hard, met),
        ),
        bench.confidence.weakest(
            *(closing[pair].rows for pair in close or closing), *(tie.rows for tie in rising), hard if failed else ()
        ),
        (*falls.values(), counted, after, risen, *(q for tie in ties for q in tie.quantities)),
        ids(*(closing[pair].rows for pair in close), *(tie.rows for tie in rising), met),
        ids(
            *(found.rows for pair, found in closing.items() if pair not in close),
            *(tie.rows for tie in ties if not tie.rises),
            (row for row in hard if row not in met),
        ),
        _flip(bench, claim, verdict, list(falls.values()), len(remain), len(rising), failed),
    )


def _pair(bench: Bench, pair: tuple[str, str]) -> str:
    return listed(bench.state(code) for code in pair)


def _unseen(bench: Bench, dyads: list[tuple[str, str]], closing: dict) -> str:
    missing = [_pair(bench, pair) for pair in dyads if pair not in closing]
    return f"Not in view: {apart(missing)}." if missing else ""


# --------------------------------------------------------------------------------------------- distances, agreement


def _one_vintage(claim: Claim, rows: list[Row]) -> list[Row]:
    """Rows of the vintage that became known last, of those with a placebo if there are any: two are never mixed."""
    compared = [row for row in rows if row.object == PLACEBO and row.states >= claim["placebo_states"]]
    newest = max(compared if compared and claim["vintage"] == "with_placebo" else rows, key=_age, default=None)
    return [row for row in rows if row.vintage == newest.vintage] if newest else []


def _age(row: Row) -> tuple[str, str]:
    return row.known_on, row.vintage


def _series(claim: Claim, rows: list[Row]) -> Series:
    """Rows by pair and year, for each pair and for each member with a placebo of enough states."""
    found: Series = {frozenset(pair): {} for pair in (*claim["dyads"], *_with_placebo(claim))}
    for row in sorted(rows, key=lambda row: (row.year, row.row_id)):
        pair = frozenset((row.subject, row.object))
        if pair in found and (PLACEBO not in pair or row.states >= claim["placebo_states"]):
            found[pair][row.year] = row
    return found


def _members(claim: Claim) -> dict[str, tuple[str, ...]]:
    """Both ends of the rows wanted: members of the pairs, and the placebo."""
    codes = tuple(dict.fromkeys(code for pair in (*claim["dyads"], *_with_placebo(claim)) for code in pair))
    return {"subject": codes, "object": codes}


def _with_placebo(claim: Claim) -> list[tuple[str, str]]:
    return list(dict.fromkeys((code, PLACEBO) for pair in claim["dyads"] for code in pair))


def _seen_years(claim: Claim, series: Series) -> list[float]:
    """Years in view of any of the pairs, in order."""
    return sorted({year for pair in claim["dyads"] for year in series[frozenset(pair)]})


def _last_years(claim: Claim, series: Series) -> list[float]:
    """The last years in view, all of them after the base."""
    return [year for year in _seen_years(claim, series) if year > claim["base_to"]][-claim["last_years"] :]


def _change(claim: Claim, series: Series, pair: tuple[str, str], years: list[float], column: str) -> Change | None:
    """Base and last years of two states; None unless enough of the base and all last years are there."""
    found = series[frozenset(pair)]
    base = tuple(row for year, row in found.items() if claim["base_from"] <= year <= claim["base_to"])
    last = tuple(found[year] for year in years if year in found)
    enough = len(base) >= claim["base_min"] and len(last) >= claim["last_years"]
    return Change(column, base, last) if enough else None


def _fall(bench: Bench, pair: tuple[str, str], found: Change) -> Quantity:
    """How far a pair closed, for print."""
    name = f"closing of {_pair(bench, pair)}"
    return bench.number(found.fall, "ideal_points", name, found.rows, "mean of base less mean of last years")


def _bare(fall: Quantity) -> str:
    """A fall without its unit, for a list that has named it."""
    return Quantity(value=fall.point).rounded(2).text


def _least_fall(found: Change) -> float:
    """Fall from the nearest that the intervals admit in the base to the furthest that they admit at the end."""
    base, last = [row.least for row in found.base], [row.most for row in found.last]
    return sum(base) / len(base) - sum(last) / len(last)


def _placebo(pair: tuple[str, str], found: dict[tuple, Change]) -> list[float]:
    """How far each member of a pair closed with the placebo, where that is in view."""
    return [found[code, PLACEBO].fall for code in pair if (code, PLACEBO) in found]


def _usable(bench: Bench, claim: Claim, texts: str) -> Series:
    """Agreement over enough roll calls: the year with two votes falls out here.

    Before the first text on Ukraine a year has one figure: all of its texts are texts without Ukraine.
    """
    first, least = claim["ukraine_from"], claim["shared_min"]

    def sift(rows: list[Row]) -> Series:
        enough = [row for row in rows if row.shared_votes >= least]
        return _series(claim, [row for row in enough if row.texts == texts or row.year < first])

    key = ("agreement", texts, first, least, claim["placebo_states"], repr(claim["dyads"]))
    return bench.sifted(key, "assembly_agreement", sift, **_members(claim))


def _changes(claim: Claim, series: Series, column: str) -> dict[tuple, Change]:
    """Change of each pair, and of each member with the placebo."""
    years = _last_years(claim, series)
    pairs = (*map(tuple, claim["dyads"]), *_with_placebo(claim))
    return {pair: found for pair in pairs if (found := _change(claim, series, pair, years, column))}


def _rises_beyond(pair: tuple[str, str], found: dict[tuple, Change]) -> bool:
    """Whether agreement of a pair rose, and by more than that of each member with the placebo."""
    others = _placebo(pair, found)
    return bool(others) and found[pair].fall < min(0.0, *others)


def _companion_line(bench: Bench, claim: Claim, texts: str, series: Series) -> str:
    """Agreement in the last years in view against every earlier year as the base, beside the placebo; from whom the
    fewest years lie below to whom the most do, since the chart has them all.
    """
    name = "Agreement with all texts" if texts == "all" else "Agreement without the texts on Ukraine"
    last = _seen_years(claim, series)[-claim["last_years"] :]
    pairs, others = (
        [found for pair in group if (found := _from_every_base(bench, claim, series, tuple(pair), last))]
        for group in (claim["dyads"], _with_placebo(claim))
    )
    if not pairs:
        return f"{name} is not in view."
    return sentences(
        f"{name} (1 - mean |a - b|), mean of {_years(last)}, lies above {_span(pairs)} earlier years since "
        f"{claim['base_years_from']}, each taken as the base"
        + (f"; with a placebo of {claim['placebo_states']} states or more, above {_span(others)}." if others else ".")
    )


def _span(found: list[tuple[int, int, str]]) -> str:
    """From the least part of base years below to the greatest: ``4 of 20 (China and Iran) to 9 of 27 (...)``."""
    found = [one for one in found if one[1]]
    if not found:
        return "0 of 0"
    shares = [below / of for below, of, _ in found]
    ends = []
    for share in dict.fromkeys((min(shares), max(shares))):
        counts: dict[str, list[str]] = {}
        for (below, of, name), own in zip(found, shares, strict=True):
            if own == share:
                counts.setdefault(f"{below or 'none'} of {of}", []).append(name)
        ends.append(apart(f"{count} ({apart(names)})" for count, names in counts.items()))
    return " to ".join(ends)


def _from_every_base(
    bench: Bench, claim: Claim, series: Series, pair: tuple[str, str], last: list[float]
) -> tuple[int, int, str] | None:
    """How many base years lie below the last years, of how many, and whose; None where the last are not in view."""
    found = series[frozenset(pair)]
    ends = [found[year] for year in last if year in found]
    if not ends:
        return None
    now = Quantity.mean(bench.quantity("assembly_agreement", row, column="agreement", unit="index") for row in ends)
    base = [row for year, row in found.items() if claim["base_years_from"] <= year < last[0]]
    name = bench.state(pair[0]) if PLACEBO in pair else _pair(bench, pair)
    return sum(row.agreement < now.point for row in base), len(base), name


def _years(years: Iterable[float]) -> str:
    return listed(f"{year:.0f}" for year in years)


def _closing_bases(claim: Claim, series: Series, last: list[float]) -> tuple[int, int]:
    """Under how many single base years, of how many, enough pairs close."""
    years = [year for year in _seen_years(claim, series) if claim["base_years_from"] <= year < last[0]]
    ends = {
        pair: sum(found[year].distance for year in last) / len(last)
        for pair, found in series.items()
        if PLACEBO not in pair and all(year in found for year in last)
    }
    closing = [
        sum(year in series[pair] and series[pair][year].distance - end >= claim["points"] for pair, end in ends.items())
        for year in years
    ]
    return sum(count >= claim["pairs"] for count in closing), len(closing)


def _flip(
    bench: Bench, claim: Claim, verdict: str, falls: list[Quantity], remain: int, rising: int, failed: bool
) -> str:
    points = bench.constant(claim["points"], "ideal_points")
    largest = max(fall.point for fall in falls)
    if verdict == CONTRADICTED:
        gap = bench.constant(claim["points"] - largest, "ideal_points")
        return phrase(
            "Mixed once a pair closes by {points}: the largest closing is short by {gap}.", points=points, gap=gap
        )
    if verdict == SUPPORTED:
        return phrase(
            "Mixed if {fewer} of the {pairs} pairs no longer closed without the texts on Ukraine, if {ties} of the "
            "ties no longer rose, or if a hard test failed.",
            fewer=remain - claim["pairs"] + 1, pairs=remain, ties=rising - claim["ties"] + 1,
        )  # fmt: skip
    short, slack = claim["pairs"] - remain, claim["ties"] - rising
    wanted = [
        short > 0
        and nphrase(
            "{number} more pair that closes without the texts on Ukraine",
            "{number} more pairs that close without the texts on Ukraine",
            short,
            number=short,
        ),
        slack > 0 and nphrase("{number} more tie that rises", "{number} more ties that rise", slack, number=slack),
        failed and phrase("help in the hard test that went beyond words"),
    ]
    fall = bench.constant(largest - claim["points"], "ideal_points")
    if not any(wanted):
        return phrase("Contradicted if the largest closing were smaller by more than {fall}.", fall=fall)
    return phrase(
        "Supported with {wanted}; contradicted if the largest closing were smaller by more than {fall}.",
        wanted=[one for one in wanted if one], fall=fall,
    )  # fmt: skip


JUDGES = {"A1": drawing_together}
