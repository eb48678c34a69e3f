"""Formulas in words, for who hears a page: read from the MathML that Typst made of them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from analysis.press.language import _


def spoken_formula(mathml: str) -> str:
    """A formula as a reader would say it; the words of what has none are left out."""
    return " ".join(_say(fromstring(mathml)).split())


def _say(element: Element) -> str:
    name = element.tag.rpartition("}")[2]
    if name in ("mi", "mn", "mo", "mtext", "ms"):
        text = (element.text or "").strip()
        return f"{_signs().get(text, text)}"
    parts = [_say(child) for child in element]
    if name == "msqrt":
        parts = [" ".join(parts)]
    forms = _forms().get(name)
    if forms and len(parts) == forms.count("{"):
        return " " + forms.format(*parts) + " "
    if name == "mtr":
        return ", ".join(parts) + ";"
    return " ".join(part for part in parts if part)


def _forms() -> dict[str, str]:
    """How what stands above, below and beside is said."""
    upper, lower, both = _("{0} to the power {1}"), _("{0} sub {1}"), _("{0} sub {1} to the power {2}")
    return {
        "mfrac": _("the fraction {0} over {1}, end of fraction,"),
        "msup": upper,
        "mover": _("{0} with {1} above"),
        "msub": lower,
        "munder": _("{0} over {1}"),
        "msubsup": both,
        "munderover": _("{0} from {1} to {2}"),
        "msqrt": _("the square root of {0}"),
        "mroot": _("the root of {0} of order {1}"),
    }


def _signs() -> dict[str, str]:
    return {
        "=": _("equals"),
        "+": _("plus"),
        "-": _("minus"),
        "−": _("minus"),
        "×": _("times"),
        "⋅": _("times"),
        "·": _("times"),
        "/": _("divided by"),
        "±": _("plus or minus"),
        "<": _("is less than"),
        ">": _("is greater than"),
        "≤": _("is at most"),
        "≥": _("is at least"),
        "≠": _("is not"),
        "≈": _("is about"),
        "∈": _("is in"),
        "→": _("to"),
        "∞": _("infinity"),
        "∑": _("the sum"),
        "∏": _("the product"),
        "∫": _("the integral"),
        "∂": _("partial"),
        "(": _("open bracket"),
        ")": _("close bracket"),
        "[": _("open bracket"),
        "]": _("close bracket"),
        "\u2061": "",
        "\u2062": "",
    }
