"""How verdicts look and read: one label and one colour each, in light and dark, the same on screen and paper.

The colours run from blue (supported) over grey to orange (contradicted), a pair that all common forms of colour
blindness tell apart; the label always stands beside the colour. Ink on tint has a contrast of 4.5 to 1 or more.
"""

from __future__ import annotations

from typing import NamedTuple


class VerdictStyle(NamedTuple):
    """Label and colours of a verdict (hexadecimal RGB)."""

    label: str
    ink: str
    tint: str
    dark_ink: str
    dark_tint: str


VERDICT_STYLES = {
    "supported": VerdictStyle("supported", "#0b4a77", "#dceaf5", "#a9d3f2", "#12324a"),
    "supported_with_qualification": VerdictStyle(
        "supported with qualification", "#1d5f74", "#e3f1f2", "#9fd6de", "#173b42"
    ),
    "mixed": VerdictStyle("mixed", "#6a5200", "#f8efcf", "#ecd488", "#40360f"),
    "contradicted": VerdictStyle("contradicted", "#93340b", "#fbe4d8", "#f5b695", "#4b2413"),
    "not_testable": VerdictStyle("not testable", "#555a60", "#ecedef", "#b9bec5", "#2d3136"),
}
