"""Monthly counts of acts, and where their level changes, beside rivals that were named in advance.

The counts of the months on each side of a break are taken as Poisson with one rate; the log-likelihood of a break is
that of its two sides (Hinkley, Inference about the change-point in a sequence of random variables, Biometrika 57,
1970). The best break is found by trying every month, which is exact for one break (Killick and Eckley, changepoint: an
R package, Journal of Statistical Software 58, 2014). Models are compared by the criterion of Schwarz (Estimating the
dimension of a model, Annals of Statistics 6, 1978), where the month that was searched for counts as a parameter and a
month named in advance does not.

It is a description. When things turned is decided by law and document, never by significance: acts hang together, and
those of late are listed more densely. Months in which the pandemic closed the border are marked; that little happened
then is no evidence of distance, and the search is repeated without them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.argument.bench import Bench
from analysis.argument.register import Claim
from analysis.argument.rows import Row
from analysis.argument.selection import Dated, selected
from analysis.argument.wording import apart, day, sentences
from analysis.evidence.quantity import Quantity

NO_BREAK, BEST = "no break", "best month"


@dataclass(frozen=True)
class Month:
    """Acts of a month.

    Parameters
    ----------
    month : str
        ``2023-09``.
    acts : tuple of Row
    closed : bool
        Whether the pandemic had the border closed.
    """

    month: str
    acts: tuple[Row, ...]
    closed: bool


@dataclass(frozen=True)
class Model:
    """One account of the series: no break, a break named in advance, or the best one.

    Parameters
    ----------
    name : str
    month : str
        First month of the new level; empty without a break.
    log_likelihood : float
    bic : float
        Schwarz's criterion: less is better.
    before, after : Quantity
        Acts a month on each side; the same without a break.
    """

    name: str
    month: str
    log_likelihood: float
    bic: float
    before: Quantity
    after: Quantity


def months(bench: Bench, claim: Claim) -> list[Month]:
    """Acts by month, from the first month of the claim to the last full month before the day.

    After the last act of all the lists end: months without one there are missing, not zero, and are left out.

    Parameters
    ----------
    bench : Bench
        Evidence of the day.
    claim : Claim
        R1: its thresholds name tables, parties, statuses, first month and the months of the closed border.
    """
    rule = claim["monthly"]
    by_month: dict[str, list[Row]] = {}
    for act in acts(bench, claim):
        by_month.setdefault(act.text[:7], []).append(act.row)
    last = date.fromisoformat(bench.as_of) + timedelta(days=1)
    latest = max(by_month, default="")
    names = []
    year, number = claim["base_from"].year, claim["base_from"].month
    while (year, number) < (last.year, last.month):
        names.append(f"{year}-{number:02}")
        year, number = (year, number + 1) if number < 12 else (year + 1, 1)
    return [
        Month(name, tuple(by_month.get(name, ())), rule["closed_from"] <= name <= rule["closed_to"])
        for name in names
        if name <= latest
    ]


def acts(bench: Bench, claim: Claim) -> list[Dated]:
    """Acts that are counted: dated to the month at least, and not merely alleged."""
    found = selected(bench, claim["monthly"]["rows"], claim["parties"], claim["statuses"])
    return [act for act in found if len(act.text) >= 7]


def models(bench: Bench, claim: Claim, series: Sequence[Month]) -> list[Model]:
    """No break, each rival whose month is in the series, and the best month; best criterion first.

    Parameters
    ----------
    bench, claim
        As for :func:`months`.
    series : sequence of Month
        All months, or those in which the border was open.
    """
    least = claim["monthly"]["least_months"]
    if len(series) < 2 * least:
        return []
    names = [entry.month for entry in series]
    places = {NO_BREAK: 0}
    for name, on in claim["monthly"]["rivals"].items():
        place = next((i for i, month in enumerate(names) if month >= on.isoformat()[:7]), 0)
        if least <= place <= len(series) - least:
            places[name] = place
    counts = [len(entry.acts) for entry in series]
    found = [_model(bench, series, name, place, 2 if place else 1) for name, place in places.items()]
    best = max(range(least, len(series) - least + 1), key=lambda place: _split(counts, place))
    return sorted([*found, _model(bench, series, BEST, best, 3)], key=lambda model: model.bic)


def _model(bench: Bench, series: Sequence[Month], name: str, place: int, parameters: int) -> Model:
    counts = [len(entry.acts) for entry in series]
    value = _split(counts, place)
    sides = (series[:place], series[place:]) if place else (series, series)
    before, after = (
        bench.number(
            sum(len(entry.acts) for entry in side) / len(side), "acts", f"acts a month, {name}, {word}",
            (row for entry in side for row in entry.acts), "mean of months",
        ).rounded(1)
        for side, word in zip(sides, ("before", "after"), strict=True)
    )  # fmt: skip
    criterion = parameters * math.log(len(series)) - 2 * value
    return Model(name, series[place].month if place else "", value, criterion, before, after)


def _split(counts: Sequence[int], place: int) -> float:
    """Log-likelihood of two Poisson rates; of one where ``place`` is 0."""
    return _poisson(counts[:place]) + _poisson(counts[place:])


def _poisson(counts: Sequence[int]) -> float:
    """Log-likelihood of counts under their own mean rate."""
    total = sum(counts)
    fitted = total * math.log(total / len(counts)) - total if total else 0.0
    return fitted - sum(math.lgamma(count + 1) for count in counts)


def told(bench: Bench, claim: Claim) -> tuple[str, tuple[Quantity, ...]]:
    """The comparison in words, with its rates; empty where the series is too short."""
    series = months(bench, claim)
    found = models(bench, claim, series)
    if not found:
        return "", ()
    best = next(model for model in found if model.name == BEST)
    without = models(bench, claim, [entry for entry in series if not entry.closed])
    again = next((model for model in without if model.name == BEST), None)
    ranked = apart(
        f"{model.name} {Quantity(value=model.bic - found[0].bic).rounded(1)}"
        for model in found
        if model.name != BEST or model is found[0]
    )
    text = f"The level of acts a month changes most from {_change(best)}"
    return (
        sentences(
            f"{text}; without the months of the closed border, from {_change(again)}." if again else f"{text}.",
            f"Distance of each account from the best by Schwarz’s criterion: {ranked}; this describes and decides "
            "nothing.",
        ),
        (best.before, best.after),
    )


def _change(model: Model) -> str:
    return f"{day(model.month)} on ({model.before} before, {model.after} after)"
