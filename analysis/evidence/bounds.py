"""How a figure is to be read: which of value, low and high a bound fills."""

from __future__ import annotations

from analysis.press.protocol import BOUNDS

_VALUE, _LOW, _HIGH, _BOTH, _NONE = (
    (True, False, False),
    (False, True, False),
    (False, False, True),
    (False, True, True),
    (False, False, False),
)

FILLED = dict(zip(BOUNDS, (_VALUE, _VALUE, _LOW, _HIGH, _BOTH, _NONE, _NONE), strict=True))
"""Whether value, low and high are filled, by bound. Zero is a value; missing is not zero."""

DRAWABLE = ("exact", "about", "range")
"""Bounds of figures that can stand for a period in a series; a floor or a ceiling says too little."""
