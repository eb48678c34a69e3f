"""How verdicts look and read: one label and one colour each, in light and dark, the same on screen and paper.

The colours run from blue (supported) over grey to orange (contradicted), a pair that all common forms of colour
blindness tell apart; the label always stands beside the colour. Ink on tint has a contrast of 4.5 to 1 or more.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.press.language import N_, _


class VerdictStyle(NamedTuple):
    """Label, as a message, and colours of a verdict (hexadecimal RGB)."""

    label: str
    ink: str
    tint: str
    dark_ink: str
    dark_tint: str


VERDICT_STYLES = {
    "supported": VerdictStyle(N_("supported"), "#0b4a77", "#dceaf5", "#a9d3f2", "#12324a"),
    "supported_with_qualification": VerdictStyle(
        N_("supported with qualification"), "#1d5f74", "#e3f1f2", "#9fd6de", "#173b42"
    ),
    "mixed": VerdictStyle(N_("mixed"), "#6a5200", "#f8efcf", "#ecd488", "#40360f"),
    "contradicted": VerdictStyle(N_("contradicted"), "#93340b", "#fbe4d8", "#f5b695", "#4b2413"),
    "not_testable": VerdictStyle(N_("not testable"), "#555a60", "#ecedef", "#b9bec5", "#2d3136"),
}

CONFIDENCE_LABELS = {"high": N_("high"), "moderate": N_("moderate"), "low": N_("low")}


def verdict_label(verdict: str) -> str:
    """A verdict in a reader's words."""
    return _(VERDICT_STYLES[verdict].label)


def confidence_label(confidence: str | None) -> str:
    """A level of confidence in a reader's words; empty where there is none."""
    return _(CONFIDENCE_LABELS[confidence]) if confidence else ""
