"""How alike two treaties are, with bounds over what is not known.

A provision is present, proved absent, or not known. Similarity over such vectors is an interval: its ends are reached
by deciding every open case against, or for, the likeness. Jaccard (1901) counts shared provisions among those that
either treaty has; simple matching (Sokal and Michener, 1958) counts agreements on presence and on absence alike. No
p-value is given: the provisions were chosen by the coders and hang together, they are no sample.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.argument.bench import Bench
from analysis.argument.rows import Row
from analysis.evidence.quantity import Quantity

PRESENT, ABSENT, UNKNOWN = "present", "absent", "unknown"


@dataclass(frozen=True)
class Coding:
    """What a treaty is coded for.

    Parameters
    ----------
    treaty : str
        Key of the treaty.
    states : dict
        ``present``, ``absent`` or ``unknown`` by provision.
    rows : tuple of Row
        The rows that decide it.
    """

    treaty: str
    states: dict[str, str]
    rows: tuple[Row, ...]


def coding(bench: Bench, treaty: str, present: float) -> Coding:
    """Code a treaty from its rows in view.

    Parameters
    ----------
    bench : Bench
        Evidence of the day.
    treaty : str
        Key of the treaty.
    present : float
        Strength from which a provision counts as present. Weaker ones count as absent; a provision without a known
        strength is unknown, never absent.
    """
    rows = bench.rows("provisions", treaty=treaty)
    best: dict[str, float] = {}
    for row in rows:
        if row.strength == row.strength:
            best[row.provision] = max(row.strength, best.get(row.provision, 0))
    states = {
        provision: UNKNOWN if provision not in best else PRESENT if best[provision] >= present else ABSENT
        for provision in bench.domains
    }
    return Coding(treaty, states, tuple(row for row in rows if row.strength == row.strength))


def jaccard(a: Coding, b: Coding, without: str = "", domains: dict[str, str] | None = None) -> tuple[float, float]:
    """Lowest and highest Jaccard similarity that the open cases admit.

    Parameters
    ----------
    a, b : Coding
    without : str, optional
        A domain left out.
    domains : dict, optional
        Domain of each provision; needed for ``without``.
    """
    pairs = _pairs(a, b, without, domains)
    shared = sum(pair == {PRESENT} for pair in pairs)
    apart = sum(pair == {PRESENT, ABSENT} for pair in pairs)
    could_share = sum(pair in ({PRESENT, UNKNOWN}, {UNKNOWN}) for pair in pairs)
    could_differ = sum(UNKNOWN in pair for pair in pairs)
    low = _ratio(shared, shared + apart + could_differ, 0)
    high = _ratio(shared + could_share, shared + could_share + apart, 1)
    return low, high


def simple_matching(
    a: Coding, b: Coding, without: str = "", domains: dict[str, str] | None = None
) -> tuple[float, float]:
    """Lowest and highest share of provisions on which the two agree."""
    pairs = _pairs(a, b, without, domains)
    agree = sum(len(pair) == 1 and UNKNOWN not in pair for pair in pairs)
    known_apart = sum(pair == {PRESENT, ABSENT} for pair in pairs)
    return _ratio(agree, len(pairs), 0), _ratio(len(pairs) - known_apart, len(pairs), 1)


MEASURES = {"Jaccard": jaccard, "simple matching": simple_matching}


def _pairs(a: Coding, b: Coding, without: str, domains: dict[str, str] | None) -> list[set[str]]:
    kept = [name for name in a.states if not without or domains[name] != without]
    return [{a.states[name], b.states[name]} for name in kept]


def _ratio(part: int, whole: int, otherwise: float) -> float:
    return part / whole if whole else otherwise


def interval(bench: Bench, a: Coding, b: Coding, measure: str = "Jaccard", without: str = "") -> Quantity:
    """A similarity as a quantity with its bounds and rows.

    Parameters
    ----------
    bench : Bench
    a, b : Coding
    measure : str
        A key of :data:`MEASURES`.
    without : str, optional
        A domain left out.
    """
    low, high = MEASURES[measure](a, b, without, bench.domains)
    rows = (*a.rows, *b.rows)
    bounds = {"value": low, "bound": "exact"} if low == high else {"low": low, "high": high, "bound": "range"}
    return Quantity(
        **bounds,
        unit="index",
        rows=tuple(row.row_id for row in rows),
        sources=tuple(row.source_id for row in rows),
        method=f"{measure} similarity, bounds over provisions that are not known"
        + (f", without the domain {without}" if without else ""),
        as_of=bench.as_of,
        name=f"{measure} similarity of {a.treaty} and {b.treaty}" + (f" without {without}" if without else ""),
    )


def leave_one_out(bench: Bench, a: Coding, near: Coding, far: Coding) -> dict[str, tuple[Quantity, Quantity]]:
    """Similarity to ``near`` and to ``far`` with each domain left out in turn.

    Returns
    -------
    dict
        A pair of quantities by the domain left out.
    """
    domains = dict.fromkeys(bench.domains.values())
    return {
        domain: (interval(bench, a, near, without=domain), interval(bench, a, far, without=domain))
        for domain in domains
    }
