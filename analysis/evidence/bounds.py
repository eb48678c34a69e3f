"""How a figure is to be read: which of value, low and high a bound fills."""

from __future__ import annotations

FILLED = {
    "exact": (True, False, False),
    "about": (True, False, False),
    "at_least": (False, True, False),
    "up_to": (False, False, True),
    "range": (False, True, True),
    "unquantified": (False, False, False),
    "missing": (False, False, False),
}
"""Whether value, low and high are filled, by bound. Zero is a value; missing is not zero."""

BOUNDS = tuple(FILLED)
"""Bounds that a figure can have."""

DRAWABLE = ("exact", "about", "range")
"""Bounds of figures that can stand for a period in a series; a floor or a ceiling says too little."""
