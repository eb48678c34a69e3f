"""What the study says in another language: phrases by its catalog, quantities by their units, names by the data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from babel.numbers import format_decimal

from analysis.argument.wording import Day, Phrase
from analysis.evidence.quantity import Quantity
from analysis.evidence.units import UNITS
from analysis.evidence.units import unit as unit_of
from analysis.language import DEFAULT, Messages, active, day_text, list_text, locale, number_text, same_language

MESSAGES = Messages("study", Path(__file__).resolve().parent / "locale")

POWERS = {"ko": dict.fromkeys(("usd_bn", "eur_bn", "cny_bn", "rub_bn"), 10)}
"""Languages that count money in other powers of ten: factor to the unit that their catalog names."""


def _(message: str) -> str:
    """A message of the study in the language that is printed now."""
    return MESSAGES.gettext(message)


def pgettext(meaning: str, message: str) -> str:
    """A message that means different things in different places."""
    return MESSAGES.pgettext(meaning, message)


def unit_messages() -> dict[str, str]:
    """What stands around a number of each unit, as the messages of the context ``unit``."""
    framed = {code: unit.frame("{number}").replace("\N{NO-BREAK SPACE}", " ") for code, unit in UNITS.items()}
    return {code: message for code, message in framed.items() if message != "{number}"}


def in_english() -> bool:
    """Whether what is printed now is in the study's own language."""
    return same_language(active(), DEFAULT)


def told(value: Any, names: Mapping[str, str] | None = None) -> str:
    """A value in the language that is printed now; in English as it was composed.

    Parameters
    ----------
    value : Phrase, Day, Quantity, list, number or str
        What a finding says, or what stands in the places of a phrase.
    names : mapping, optional
        Names in that language by their English form, for plain text.
    """
    if in_english():
        return str(value)
    match value:
        case Phrase():
            places = {name: told(place, names) for name, place in value.values.items()}
            if len(value.messages) == 1:
                return MESSAGES.gettext(value.messages[0]).format(**places)
            return MESSAGES.ngettext(*value.messages, value.number).format(**places)
        case Quantity():
            return amount(value)
        case Day():
            return day_text(value.iso)
        case list() | tuple():
            return list_text(told(one, names) for one in value)
        case int() | float():
            return number_text(value)
    return (names or {}).get(str(value), str(value))


def worded(quantity: Quantity) -> Quantity:
    """The same figure and origin, worded in the language that is printed now."""
    return quantity if in_english() else quantity.worded(amount(quantity))


def amount(quantity: Quantity) -> str:
    """A quantity as prose of the language that is printed now: number, word for what is counted, bound."""
    if not quantity.known:
        return _("no figure")
    if quantity.bound == "range":
        ends = {"low": _written(quantity, quantity.low), "high": _written(quantity, quantity.high)}
        return _framed(quantity, pgettext("bound", "{low} to {high}").format(**ends))
    framed = _framed(quantity, _written(quantity, quantity.point))
    match quantity.bound:
        case "at_least" if quantity.low and quantity.low % 100 == 0:
            return pgettext("bound", "over {amount}").format(amount=framed)
        case "at_least":
            return pgettext("bound", "at least {amount}").format(amount=framed)
        case "up_to":
            return pgettext("bound", "up to {amount}").format(amount=framed)
        case "about":
            return pgettext("bound", "about {amount}").format(amount=framed)
    return framed


def _written(quantity: Quantity, number: float) -> str:
    unit = unit_of(quantity.unit)
    factor = POWERS.get(active().partition("-")[0], {}).get(quantity.unit, 1)
    places = max(0, unit.places(number, quantity.digits) - (factor > 1))
    pattern = ("#,##0" if unit.parted else "0") + ("." + "0" * places if places else "")
    return format_decimal(number * factor, pattern, locale())


def _framed(quantity: Quantity, number: str) -> str:
    message = unit_messages().get(quantity.unit)
    return pgettext("unit", message).format(number=number) if message else number
