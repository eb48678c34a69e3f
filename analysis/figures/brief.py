"""The page for those who read one page: what carries the argument, what would turn it, what has turned since."""

from __future__ import annotations

from analysis.argument.findings import WORDS
from analysis.argument.wording import apart, day
from analysis.figures.prose import Findings, Words
from analysis.figures.tables import Table, make_table


def carrying(findings: Findings) -> Table:
    """The claims on which the whole rests, how each fares, and what would turn it."""
    answers = [answer for answer in findings if answer.claim.carrying]
    standing = sum(answer.finding.verdict in ("supported", "supported_with_qualification") for answer in answers)
    data = [
        (
            answer.claim.id,
            answer.claim.statement,
            f"{answer.verdict}" + (f" ({answer.finding.confidence})" if answer.finding.confidence else ""),
            str(answer.would_change),
        )
        for answer in answers
    ]
    columns = {
        "claim": ("left", 0.55),
        "in our words": ("left", 3.1),
        "verdict (confidence)": ("left", 1.7),
        "what would change our mind": ("left", 3.4),
    }
    return make_table(
        findings.evidence,
        "carrying-claims",
        f"{standing} of the {len(answers)} claims that carry the argument stand, with qualification or without.",
        columns,
        data,
        [row for answer in answers for row in answer.finding.rows],
    )


def since_written(findings: Findings) -> Words:
    """Which verdicts have turned between the day of the article and the day of the evidence."""
    text_day = findings.register.text_day.isoformat()
    if findings.bench.day <= text_day:
        return Words(f"It speaks of {day(text_day)} as that day could be known.")
    then = findings.bench.varied(until=text_day)
    turned = [
        f"{answer.claim.id} ({WORDS[before]}, now {answer.verdict})"
        for answer in findings
        if (before := then.finding(answer.claim.id).verdict) != answer.finding.verdict
    ]
    if not turned:
        return Words(f"No verdict has turned since {day(text_day)}.")
    return Words(f"Since {day(text_day)} {len(turned)} verdicts have turned: {apart(turned)}.")
