"""How alike states vote in the General Assembly, and how far apart their ideal points lie.

Agreement is the score of Lijphart (1963) as Voeten's data carry it (Voeten, Data and Analyses of Voting in the UN
General Assembly, 2013): with yes 1, abstention 0.5 and no 0 it is 1 - mean |a - b| over the roll calls in which both
states took a position. That is the S of Signorino and Ritter (1999) with two steps between yes and no. Häge (2011)
shows that such scores rise by chance where nearly all vote yes, so levels are not read, only changes beside a placebo.

Ideal points are those of Bailey, Strezhnev and Voeten (Estimating Dynamic State Preferences from United Nations Voting
Data, 2017). Points of different vintages or scales are never compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

POSITIONS = {"yes": 1.0, "abstain": 0.5, "no": 0.0}
FEWEST_VOTES = 10
ALL, WITHOUT_UKRAINE = "all", "without_ukraine"
UKRAINE = re.compile(r"ukrain|crimea", re.IGNORECASE)


@dataclass(frozen=True)
class RollCall:
    """One roll call.

    Parameters
    ----------
    year : int
        Calendar year of the vote, not of the session.
    title : str
        Title or description; empty where the source gives none.
    votes : mapping
        ``yes``, ``abstain`` or ``no`` by state; whoever was absent or no member is missing.
    """

    year: int
    title: str
    votes: Mapping[str, str]


@dataclass(frozen=True)
class Agreement:
    """How far two states voted alike.

    Parameters
    ----------
    shared : float
        Roll calls in which both took a position.
    agreement, identical, opposite : float
        1 - mean |a - b|; share of identical votes; share of yes against no.
    """

    shared: float
    agreement: float
    identical: float
    opposite: float


@dataclass(frozen=True)
class Spread:
    """Mean, least and most of a figure over states, and how many they are."""

    mean: float
    least: float
    most: float
    states: int


@dataclass(frozen=True)
class Point:
    """An ideal point with the ends of its posterior interval (5 and 95 percent), where given."""

    mean: float
    low: float | None = None
    high: float | None = None


def about_ukraine(title: str) -> bool:
    """Whether the title of a text names Ukraine or Crimea."""
    return bool(UKRAINE.search(title))


def agreement(calls: Iterable[RollCall], first: str, second: str, fewest: int = FEWEST_VOTES) -> Agreement | None:
    """Agreement of two states over roll calls; None where they share fewer than ``fewest``.

    Notes
    -----
    1 - mean |a - b|, yes 1, abstention 0.5, no 0. An absence is missing: it is neither a vote nor a difference.
    """
    pairs = [(call.votes.get(first, ""), call.votes.get(second, "")) for call in calls]
    gaps = [abs(POSITIONS[a] - POSITIONS[b]) for a, b in pairs if a in POSITIONS and b in POSITIONS]
    if len(gaps) < max(fewest, 1):
        return None
    return Agreement(len(gaps), 1 - fmean(gaps), gaps.count(0) / len(gaps), gaps.count(1) / len(gaps))


def yearly_agreement(
    calls: Iterable[RollCall], first: str, second: str, texts: str = ALL, fewest: int = FEWEST_VOTES
) -> dict[int, Agreement]:
    """Agreement of two states by calendar year; a year with too few shared roll calls has no figure.

    Parameters
    ----------
    calls : iterable of RollCall
        Roll calls of any years.
    first, second : str
        The states.
    texts : str
        ``all``, or ``without_ukraine``: texts whose title names Ukraine or Crimea are left out.
    fewest : int
        Shared roll calls below which a year says nothing.
    """
    years: dict[int, list[RollCall]] = {}
    for call in calls:
        if texts == ALL or not about_ukraine(call.title):
            years.setdefault(call.year, []).append(call)
    found = {year: agreement(of_year, first, second, fewest) for year, of_year in sorted(years.items())}
    return {year: figure for year, figure in found.items() if figure}


def spread(figures: Iterable[float]) -> Spread | None:
    """Mean, least and most over the states of a placebo; None without any."""
    known = list(figures)
    return Spread(fmean(known), min(known), max(known), len(known)) if known else None


def distance(first: Point, second: Point) -> tuple[float, float | None, float | None]:
    """Distance of two points, and the least and most that both intervals admit (None where one has no interval).

    Notes
    -----
    The bounds treat the two intervals as if either end could be true together with either end of the other. Errors of
    one estimation hang together, so they are wider than a posterior interval of the difference would be.
    """
    gap = abs(first.mean - second.mean)
    if None in (first.low, first.high, second.low, second.high):
        return gap, None, None
    apart = max(first.low - second.high, second.low - first.high, 0.0)
    return gap, apart, max(first.high - second.low, second.high - first.low)
