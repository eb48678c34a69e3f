"""The page for those who read one page: what carries the argument, what would turn it, what has turned since."""

from __future__ import annotations

from analysis.argument.wording import day, listed
from analysis.figures.prose import Findings, Words
from analysis.figures.tables import Table, make_table


def carrying(findings: Findings, whole: str) -> Table:
    """The claims on which the whole rests and the claim about the whole, how each fares, and what would turn it."""
    answers = [answer for answer in findings if answer.claim.carrying]
    standing = sum(answer.finding.verdict in ("supported", "supported_with_qualification") for answer in answers)
    data = [
        (
            f"{answer.claim.id}. {answer.claim.statement}",
            ", ".join(filter(None, (str(answer.verdict), answer.finding.confidence))),
            str(answer.would_change),
        )
        for answer in (*answers, findings[whole])
    ]
    columns = "claim, in our words 3.8 | verdict, confidence 2.2 | what would change our mind 4.6"
    return make_table(
        findings.evidence,
        "carrying-claims",
        f"{standing} of the {len(answers)} claims that carry the argument stand, with qualification or without.",
        columns,
        data,
        [row for answer in (*answers, findings[whole]) for row in answer.finding.rows],
    )


def since_written(findings: Findings) -> Words:
    """Which verdicts have turned between the day of the article and the day of the evidence."""
    text_day = findings.register.text_day.isoformat()
    if findings.bench.day <= text_day:
        return Words("Nothing that became known later is used.")
    then = findings.bench.varied(until=text_day)
    turned = [a.claim.id for a in findings if then.finding(a.claim.id).verdict != a.finding.verdict]
    if not turned:
        return Words(f"No verdict has turned since {day(text_day)}.")
    verbs = "one verdict has" if len(turned) == 1 else f"{len(turned)} verdicts have"
    return Words(f"Since {day(text_day)} {verbs} turned: {listed(turned)}.")
