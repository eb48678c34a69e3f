"""A number that knows where it came from.

Arithmetic follows interval arithmetic (Moore, Interval Analysis, 1966): every quantity is a closed interval whose ends
may be open to infinity, and an operation takes the ends that make its result smallest and largest. ``about`` has no
known width; it stays ``about`` through arithmetic, and never turns into ``exact``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce

from analysis.evidence.bounds import FILLED
from analysis.evidence.contract import STATUSES
from analysis.evidence.units import unit as unit_of
from analysis.press.protocol import QUANTITY_MIME

_INFINITY = math.inf


@dataclass(frozen=True)
class Quantity:
    """A frozen number with its bounds, unit and origin.

    Parameters
    ----------
    value : float or None
        The figure, for ``exact`` and ``about``.
    low, high : float or None
        Ends, for ``at_least`` (low), ``up_to`` (high) and ``range`` (both).
    bound : str
        exact, about, at_least, up_to, range, unquantified or missing. Zero is a value; missing is not zero.
    unit : str
        Code of :mod:`analysis.evidence.units`.
    rows, sources : tuple of str
        Ids of the rows and sources it rests on.
    method : str
        How it was computed, in words.
    as_of : str or None
        ISO date whose knowledge it uses.
    status : str or None
        alleged, assessed, documented, admitted or adjudicated: the weakest of its rows.
    name : str
        What it measures.
    digits : int or None
        Decimal places in print; None leaves it to the unit.
    lead : str
        Words before the number, where the source's own are known ("at least", "nearly").

    Examples
    --------
    >>> sent = Quantity(low=11000, bound="at_least", unit="containers", rows=("t1",))
    >>> sent.text
    'over 11,000\\xa0containers'
    >>> (sent * 2).text, (sent * 2).rows
    ('over 22,000\\xa0containers', ('t1',))
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    bound: str = "exact"
    unit: str = ""
    rows: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    method: str = "as reported"
    as_of: str | None = None
    status: str | None = None
    name: str = ""
    digits: int | None = field(default=None, compare=False)
    lead: str = field(default="", compare=False)

    def __post_init__(self):
        unit_of(self.unit)
        value, low, high = _clean(self.value), _clean(self.low), _clean(self.high)
        rows, sources = _once(self.rows), _once(self.sources)
        self.__dict__.update(value=value, low=low, high=high, rows=rows, sources=sources)  # frozen for all others
        filled = (value is not None, low is not None, high is not None)
        if filled != FILLED.get(self.bound):
            raise ValueError(
                f"bound {self.bound!r} does not fit value={self.value}, low={self.low}, high={self.high}: expected "
                "value for exact and about, low for at_least, high for up_to, low and high for range, else none"
            )
        if self.bound == "range" and self.low > self.high:
            raise ValueError(f"a range must be in order, found low={self.low}, high={self.high}")

    # ---------------------------------------------------------------- reading

    @property
    def interval(self) -> tuple[float, float]:
        """Lowest and highest value that the quantity admits; infinite where it is open."""
        if self.value is not None:
            return self.value, self.value
        return -_INFINITY if self.low is None else self.low, _INFINITY if self.high is None else self.high

    @property
    def known(self) -> bool:
        """Whether there is any figure at all."""
        return self.bound not in ("unquantified", "missing")

    @property
    def point(self) -> float | None:
        """The figure that a chart draws: the value, else the stated end, else the middle of the range."""
        if self.bound == "range":
            return (self.low + self.high) / 2
        if self.value is not None:
            return self.value
        return self.high if self.low is None else self.low

    @cached_property
    def text(self) -> str:
        """The quantity as prose."""
        unit = unit_of(self.unit)
        if unit.below_one and self.known and self.digits is None and 0 < abs(self.point) < 1:
            return self.as_unit(*unit.below_one).text
        if not self.known:
            words = "no figure" if self.bound == "missing" else "an unstated number of"
            return f"{words} {unit.many}".strip() if self.bound == "unquantified" and unit.many else "no figure"
        if self.bound == "range":
            return unit.frame(f"{unit.write(self.low, self.digits)} to {unit.write(self.high, self.digits)}")
        written = unit.write(self.point, self.digits)
        framed = unit.frame(written, plural=written != "1")
        return " ".join(word for word in (self.lead or self._default_lead, framed) if word)

    @property
    def _default_lead(self) -> str:
        if self.bound == "at_least":
            # A floor in round hundreds is how officials say "over"; a count such as 24 is a minimum that was counted.
            return "over" if self.low and self.low % 100 == 0 else "at least"
        return {"about": "about", "up_to": "up to"}.get(self.bound, "")

    def __str__(self) -> str:
        return self.text

    def __format__(self, spec: str) -> str:
        return format(self.text, spec)

    def record(self) -> dict:
        """The JSON form (``QuantityRecord`` of the protocol)."""
        return {
            "name": self.name,
            "text": self.text,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "bound": self.bound,
            "unit": self.unit,
            "as_of": self.as_of,
            "method": self.method,
            "status": self.status,
            "rows": list(self.rows),
            "sources": list(self.sources),
        }

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {"text/plain": self.text, QUANTITY_MIME: self.record()}

    def rounded(self, digits: int) -> Quantity:
        """The same quantity, printed with that many decimal places."""
        return self._saying(digits=digits)

    def named(self, name: str, method: str | None = None) -> Quantity:
        """The same quantity under a name, and with another account of how it was computed if given."""
        return self._saying(name=name, method=method or self.method)

    def worded(self, text: str) -> Quantity:
        """The same figure and origin with its prose given, in another language."""
        other = self._saying()
        other.__dict__["text"] = text
        return other

    def _saying(self, **words) -> Quantity:
        """The same figure and origin in other words: nothing to check again."""
        other = object.__new__(Quantity)
        other.__dict__.update(self.__dict__, **words)
        other.__dict__.pop("text", None)
        return other

    # ------------------------------------------------------------- arithmetic

    def __neg__(self) -> Quantity:
        low, high = self.interval
        return self._result((-high, -low), self, "negative", self.unit)

    def __add__(self, other) -> Quantity:
        other = _lift(other, self.unit)
        _same_unit(self, other, "add")
        (a, b), (c, d) = self.interval, other.interval
        return self._result((a + c, b + d), other, "sum", self.unit)

    def __radd__(self, other) -> Quantity:
        return self if other == 0 else self + other

    def __sub__(self, other) -> Quantity:
        other = _lift(other, self.unit)
        _same_unit(self, other, "subtract")
        (a, b), (c, d) = self.interval, other.interval
        return self._result((a - d, b - c), other, "difference", self.unit)

    def __rsub__(self, other) -> Quantity:
        return _lift(other, self.unit) - self

    def __mul__(self, other) -> Quantity:
        other = _lift(other, "")
        units = {self.unit, other.unit} - {"", "ratio"}
        if len(units) > 1:
            raise ValueError(
                f"cannot multiply {self.unit} by {other.unit}: say the unit of the result with .as_unit(...)"
            )
        ends = [_times(x, y) for x in self.interval for y in other.interval]
        return self._result((min(ends), max(ends)), other, "product", units.pop() if units else self.unit)

    __rmul__ = __mul__

    def __truediv__(self, other) -> Quantity:
        other = _lift(other, "")
        low, high = other.interval
        if low <= 0 <= high:
            raise ZeroDivisionError(f"cannot divide {self.text} by {other.text}, which admits zero")
        ends = [_over(x, y) for x in self.interval for y in (low, high)]
        unit = self.unit if other.unit in ("", "ratio") else "ratio"
        if self.unit != other.unit and other.unit not in ("", "ratio"):
            raise ValueError(f"cannot divide {self.unit} by {other.unit}: bring them to one unit first")
        return self._result((min(ends), max(ends)), other, "ratio", unit)

    def as_unit(self, unit: str, factor: float = 1) -> Quantity:
        """The quantity in another unit, multiplied by ``factor`` (which must be positive)."""
        scaled = {end: None if (x := getattr(self, end)) is None else x * factor for end in ("value", "low", "high")}
        return replace(self, unit=unit, digits=None, **scaled)

    def as_percent(self) -> Quantity:
        """A ratio in per cent."""
        return self.as_unit("percent", 100)

    def _result(self, interval: tuple[float, float], other: Quantity, operation: str, unit: str) -> Quantity:
        known = self.known and other.known
        about = "about" in (self.bound, other.bound)
        parts = [part.method for part in (self, other) if part.rows and part.method != "as reported"]
        return _from_interval(
            interval if known else None,
            about,
            unit=unit,
            rows=self.rows + other.rows,
            sources=self.sources + other.sources,
            method="; ".join(dict.fromkeys([operation, *parts])),
            as_of=self.as_of or other.as_of,
            status=weakest_status(status for status in (self.status, other.status) if status),
        )

    # ------------------------------------------------------------ aggregation

    @classmethod
    def total(cls, quantities: Iterable[Quantity], name: str = "") -> Quantity:
        """Sum of quantities of one unit; of none, an error, since an empty sum would read as zero."""
        listed = _listed(quantities, "sum")
        return reduce(lambda a, b: a + b, listed).named(name, f"sum of {len(listed)} figures")

    @classmethod
    def mean(cls, quantities: Iterable[Quantity], name: str = "") -> Quantity:
        """Arithmetic mean of quantities of one unit."""
        listed = _listed(quantities, "average")
        return (cls.total(listed) / len(listed)).named(name, f"mean of {len(listed)} figures")

    @classmethod
    def largest(cls, quantities: Iterable[Quantity], name: str = "") -> Quantity:
        """The quantity whose drawn figure is largest; it rests on all that were compared."""
        return cls._extreme(quantities, max, "largest", name)

    @classmethod
    def smallest(cls, quantities: Iterable[Quantity], name: str = "") -> Quantity:
        """The quantity whose drawn figure is smallest; it rests on all that were compared."""
        return cls._extreme(quantities, min, "smallest", name)

    @classmethod
    def _extreme(cls, quantities, pick, word: str, name: str) -> Quantity:
        listed = [q for q in _listed(quantities, word) if q.known]
        if not listed:
            return cls(bound="missing", name=name)
        for other in listed[1:]:
            _same_unit(listed[0], other, "compare")
        found = pick(listed, key=lambda q: q.point)
        rows = found.rows + tuple(row for q in listed for row in q.rows)
        sources = found.sources + tuple(source for q in listed for source in q.sources)
        return replace(found, rows=rows, sources=sources, name=name, method=f"{word} of {len(listed)} figures")

    @classmethod
    def count(cls, frame, unit: str = "rows", name: str = "", as_of: str | None = None) -> Quantity:
        """Number of rows of a table in view; carries their ids and sources."""
        return cls(
            value=len(frame),
            unit=unit,
            rows=tuple(frame["row_id"]),
            sources=tuple(frame["source_id"]),
            method="count of rows",
            as_of=as_of or frame.attrs.get("as_of"),
            status=weakest_status(frame["status"]),
            name=name,
        )


def weakest_status(statuses: Iterable[str]) -> str | None:
    """The weakest of several statuses: a number is no better than its weakest row."""
    return min(set(statuses), key=STATUSES.index, default=None)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in the order in which they came."""
    return names if type(names) is tuple and len(names) < 2 else tuple(dict.fromkeys(names))


def _clean(number) -> float | int | None:
    """Plain Python numbers; whole ones as int; NaN is missing."""
    if number is None or number != number:
        return None
    number = float(number)
    return int(number) if number.is_integer() else number


def _lift(other, unit: str) -> Quantity:
    if isinstance(other, Quantity):
        return other
    if isinstance(other, (int, float)):
        return Quantity(value=other, unit=unit, method="constant")
    raise TypeError(f"cannot calculate with a quantity and {type(other).__name__}")


def _listed(quantities: Iterable[Quantity], verb: str) -> list[Quantity]:
    listed = list(quantities)
    if not listed:
        raise ValueError(f"nothing to {verb}: no quantity given")
    return listed


def _same_unit(a: Quantity, b: Quantity, verb: str) -> None:
    if a.unit != b.unit:
        raise ValueError(f"cannot {verb} {a.unit or 'a bare number'} and {b.unit or 'a bare number'}: different units")


def _times(x: float, y: float) -> float:
    return 0.0 if 0 in (x, y) else x * y


def _over(x: float, y: float) -> float:
    return 0.0 if math.isinf(y) else x / y


def _from_interval(interval: tuple[float, float] | None, about: bool, **origin) -> Quantity:
    if interval is None:
        return Quantity(bound="missing", **origin)
    low, high = interval
    if math.isinf(low) and math.isinf(high):
        return Quantity(bound="unquantified", **origin)
    if math.isinf(high):
        return Quantity(low=low, bound="at_least", **origin)
    if math.isinf(low):
        return Quantity(high=high, bound="up_to", **origin)
    if low == high or math.isclose(low, high, rel_tol=1e-12):
        return Quantity(value=low, bound="about" if about else "exact", **origin)
    return Quantity(low=low, high=high, bound="range", **origin)
