"""Agreement of two coders: the share of equal codes, and Cohen's kappa, which takes off what chance alone would give.

Cohen, A coefficient of agreement for nominal scales, 1960; the weighted form, for codes that have an order, is his of
1968, here with squared distances.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.argument.bench import measured
from analysis.argument.rows import Row


@dataclass(frozen=True)
class Agreement:
    """How far two readings of the same items agree.

    Parameters
    ----------
    items : int
        Items that both coded.
    same : int
        Of them with the same code.
    kappa, weighted : float
        Kappa for equal codes, and with squared distances; NaN where chance alone gives full agreement.
    farthest : float
        Largest distance between two codes of one item.
    one_sided : int
        Items that only one of the two coded: not counted above.
    """

    items: int
    same: int
    kappa: float
    weighted: float
    farthest: float
    one_sided: int

    @property
    def share(self) -> float:
        """Share of items with the same code, in per cent; NaN without items."""
        return 100 * self.same / self.items if self.items else float("nan")


def agreement(rows: Iterable[Row], first: str, second: str) -> Agreement:
    """Compare two columns of codes.

    Parameters
    ----------
    rows : iterable of Row
    first, second : str
        Columns that hold the two readings.
    """
    rows = list(rows)
    both = [row for row in rows if measured(row, first) and measured(row, second)]
    pairs = [(getattr(row, first), getattr(row, second)) for row in both]
    return Agreement(
        items=len(pairs),
        same=sum(a == b for a, b in pairs),
        kappa=_kappa(pairs, lambda a, b: float(a != b)),
        weighted=_kappa(pairs, lambda a, b: (a - b) ** 2),
        farthest=max((abs(a - b) for a, b in pairs), default=0.0),
        one_sided=sum(measured(row, first) != measured(row, second) for row in rows),
    )


def _kappa(pairs: list[tuple[float, float]], distance) -> float:
    """One less the observed disagreement over that of two coders who keep their own frequencies and roll dice."""
    ours, theirs = (Counter(codes) for codes in zip(*pairs, strict=True)) if pairs else (Counter(), Counter())
    chance = sum(m * n * distance(a, b) for a, m in ours.items() for b, n in theirs.items()) / max(len(pairs), 1)
    return 1 - sum(distance(a, b) for a, b in pairs) / chance if chance else float("nan")
