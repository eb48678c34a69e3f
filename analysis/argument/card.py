"""The wording card: which verb stands where, by the status of what it tells of.

Statuses grade the substance of a row (``data/GRADING.md``). Verbs that claim more than a row can carry are guarded:
each may stand only with one of the things named here in its sentence, in prose as in computed reasons. A test holds it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """Verbs for one standing of the evidence.

    Parameters
    ----------
    verbs : tuple of str
        In the present tense.
    status : str
        Where they stand.
    meaning : str
        What a reader may take from them.
    pattern : str
        Regular expression of a guarded verb in all its forms; empty where it is free.
    beside : str
        What must stand in the same sentence, as a regular expression.
    """

    verbs: tuple[str, ...]
    status: str
    meaning: str
    pattern: str = ""
    beside: str = ""


CARD = (
    Wording(("says", "calls", "states"), "any", "The words were spoken. Nothing follows for their substance."),
    Wording(("alleges", "accuses", "charges"), "alleged", "One side says so of another."),
    Wording(("assesses", "estimates", "counts"), "assessed", "An analyst or a body weighed it, and may err."),
    Wording(("records", "votes", "signs", "prints"), "documented", "A record, a statistic or the text itself has it."),
    Wording(
        ("admits",), "admitted", "The actor says it of itself; never said of what others say of the actor.",
        r"\badmit(s|ted|ting)?\b",
        r"actor|side|supplier|buyer|neutral body|gift|act\b|acts\b|later|says so itself|adjudicated|delivery|interval"
        r"|\bpart\b|\bwhat\b|^admitted: |^\{\} admits",
    ),
    Wording(("finds",), "adjudicated", "A competent body ruled on it. Of searches: what was met with."),
    Wording(
        ("confirms",), "outcomes only", "A later row of another lineage, or the event, bears an earlier one out.",
        r"\bconfirm(s|ed|ing)?\b", r"earlier|later|lineage|outcome|call",
    ),
    Wording(
        ("shows",), "what can be looked at", "A text, record, page, picture or figure has it before the reader’s eyes.",
        r"\bshow(s|n|ed|ing)?\b",
        r"text|treaty|source|page|record|vote|act|figure|pictur|chart|table|map|field|debris|post|count|number"
        r"|word|match|test|moment|hash|month|\bwhat\b|\bnot\b|nothing|cameras",
    ),
    Wording(
        ("proves",), "absences in a text", "The whole text was read, or says so; or it stands denied: not proved.",
        r"\bprov(e|es|ed|en|ing)\b", r"lack|absen|\bnot\b|no\b|nothing|text|unaltered|whatever",
    ),
)  # fmt: skip
"""From the weakest to the strongest, as far as they have an order."""

GUARDED = tuple(entry for entry in CARD if entry.pattern)


def faults(text: str) -> list[str]:
    """Sentences in which a guarded verb stands without what the card asks for.

    Parameters
    ----------
    text : str
        Prose.
    """
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return [
        sentence
        for sentence in sentences
        for entry in GUARDED
        if re.search(entry.pattern, sentence, re.IGNORECASE) and not re.search(entry.beside, sentence, re.IGNORECASE)
    ]
