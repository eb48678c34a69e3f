"""Units: how a number of each is written for people."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """How numbers of a unit are written.

    Parameters
    ----------
    one, many : str
        Words after the number (``container``, ``containers``); empty for none.
    before : str
        Words before the number (``USD``).
    after : str
        Sign that follows the number (``bn``, ``%``).
    digits : int or None
        Decimal places; None writes whole numbers whole and others with three significant digits.
    parted : bool
        Whether thousands are parted by commas; a calendar year's are not.
    below_one : tuple of str and float, optional
        Unit in which numbers below one are written instead, and the factor to it.
    """

    one: str = ""
    many: str = ""
    before: str = ""
    after: str = ""
    digits: int | None = None
    parted: bool = True
    below_one: tuple[str, float] | None = None

    def write(self, number: float, digits: int | None = None) -> str:
        """The number without its unit: thousands parted, decimals as the unit has them."""
        digits = self.places(number, digits)
        text = f"{abs(number):{',' if self.parted else ''}.{digits}f}"
        return f"−{text}" if number < 0 and float(text.replace(",", "")) != 0 else text

    def places(self, number: float, digits: int | None = None) -> int:
        """Decimal places with which a number is written."""
        digits = self.digits if digits is None else digits
        if digits is None:
            digits = 0 if float(number).is_integer() or abs(number) >= 1000 else max(0, 2 - _magnitude(number))
        return digits

    def frame(self, written: str, plural: bool = True) -> str:
        """Put words and signs around written numbers."""
        word = self.many if plural else self.one
        parts = (self.before, written, self.after, word)
        return "\N{NO-BREAK SPACE}".join(part for part in parts if part)


def _magnitude(number: float) -> int:
    """Power of ten of the first digit; 0 for zero."""
    return 0 if number == 0 else int(f"{abs(number):e}".split("e")[1])


def _count(one: str, many: str | None = None) -> Unit:
    return Unit(one=one, many=many or one + "s")


UNITS: dict[str, Unit] = {
    "": Unit(),
    "usd_bn": Unit(before="USD", after="bn", digits=1, below_one=("usd_m", 1000)),
    "usd_m": Unit(before="USD", after="m", digits=1),
    "usd": Unit(before="USD"),
    "eur_bn": Unit(before="EUR", after="bn", digits=1),
    "cny_bn": Unit(before="CNY", after="bn", digits=1),
    "rub_bn": Unit(before="RUB", after="bn", digits=1),
    "percent": Unit(after="%", digits=1),
    "points": Unit(one="percentage point", many="percentage points", digits=1),
    "ratio": Unit(),
    "index": Unit(digits=2),
    "times": Unit(one="time", many="times"),
    "rank": Unit(before="rank", digits=0),
    "containers": _count("container"),
    "rounds": _count("round"),
    "rounds_per_container": Unit(one="round a container", many="rounds a container"),
    "rounds_per_voyage": Unit(one="round a voyage", many="rounds a voyage"),
    "rounds_per_year": Unit(one="round a year", many="rounds a year"),
    "rounds_per_month": Unit(one="round a month", many="rounds a month"),
    "rockets": _count("rocket"),
    "rockets_and_missiles": Unit(one="rocket or missile", many="rockets and missiles"),
    "missiles": _count("missile"),
    "guns": _count("gun"),
    "systems": _count("system"),
    "soldiers": _count("soldier"),
    "persons": Unit(one="person", many="people"),
    "voyages": _count("voyage"),
    "voyages_per_month": Unit(one="voyage a month", many="voyages a month"),
    "shipments": _count("shipment"),
    "railcars": _count("railcar"),
    "tonnes": _count("tonne"),
    "kg": Unit(after="kg"),
    "barrels": _count("barrel"),
    "votes": _count("vote"),
    "drafts": _count("draft"),
    "acts": _count("act"),
    "rows": _count("row"),
    "lineages": _count("lineage"),
    "states": _count("state"),
    "treaties": Unit(one="treaty", many="treaties"),
    "provisions": _count("provision"),
    "articles": _count("article"),
    "domains": _count("domain"),
    "paragraphs": _count("paragraph"),
    "meetings": _count("meeting"),
    "statements": _count("statement"),
    "claims": _count("claim"),
    "sources": _count("source"),
    "years": _count("year"),
    "months": _count("month"),
    "days": _count("day"),
    "ideal_points": Unit(one="ideal point", many="ideal points", digits=2),
    "roll_calls": _count("roll call"),
    "launches": Unit(one="launch", many="launches"),
    "tests": _count("test"),
    "events": _count("event"),
    "indicators": _count("indicator"),
    "pacts": _count("pact"),
    "endings": _count("ending"),
    "pairs": _count("pair"),
    "governments": _count("government"),
    "partners": _count("partner"),
    "embassies": Unit(one="embassy", many="embassies"),
    "specifications": _count("specification"),
    "workers": _count("worker"),
    "visas": _count("visa"),
    "entries": Unit(one="border entry", many="border entries"),
    "graves": _count("grave"),
    "hectares": _count("hectare"),
    "trains_per_week": Unit(one="train a week", many="trains a week"),
    "year": Unit(digits=0, parted=False),
}
"""Units by code."""


def unit(code: str) -> Unit:
    """Look a unit up.

    Raises
    ------
    KeyError
        With the codes that exist.
    """
    try:
        return UNITS[code]
    except KeyError:
        raise KeyError(f"unknown unit {code!r}: expected one of {', '.join(sorted(UNITS))}") from None
