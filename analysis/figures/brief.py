"""The page for those who read one page: what carries the argument, what would turn it, what has turned since."""

from __future__ import annotations

from analysis.figures.language import MESSAGES, _
from analysis.figures.prose import Findings, Words, in_its_language
from analysis.figures.tables import Table, make_table
from analysis.language import day_text, list_text


@in_its_language
def carrying(findings: Findings, whole: str) -> Table:
    """The claims on which the whole rests and the claim about the whole, how each fares, and what would turn it."""
    answers = [answer for answer in findings if answer.claim.carrying]
    standing = sum(answer.finding.verdict in ("supported", "supported_with_qualification") for answer in answers)
    data = [
        (
            f"{answer.claim.id}. {answer.statement}",
            str(answer.graded),
            str(answer.would_change),
        )
        for answer in (*answers, findings[whole])
    ]
    heads = (_("claim, in our words"), _("verdict, confidence"), _("what would change our mind"))
    title = _("{standing} of the {total} claims that carry the argument stand, with qualification or without.")
    return make_table(
        findings.evidence,
        "carrying-claims",
        title.format(standing=standing, total=len(answers)),
        " | ".join(f"{head} {width}" for head, width in zip(heads, (3.8, 2.2, 4.6), strict=True)),
        data,
        [row for answer in (*answers, findings[whole]) for row in answer.finding.rows],
    )


@in_its_language
def since_written(findings: Findings) -> Words:
    """Which verdicts have turned between the day of the article and the day of the evidence."""
    text_day = findings.register.text_day.isoformat()
    if findings.bench.day <= text_day:
        return Words(_("Nothing that became known later is used."))
    then = findings.bench.varied(until=text_day)
    turned = [a.claim.id for a in findings if then.finding(a.claim.id).verdict != a.finding.verdict]
    if not turned:
        return Words(_("No verdict has turned since {day}.").format(day=day_text(text_day)))
    told = MESSAGES.ngettext(
        "Since {day} one verdict has turned: {claims}.",
        "Since {day} {number} verdicts have turned: {claims}.",
        len(turned),
    )
    return Words(told.format(day=day_text(text_day), number=len(turned), claims=list_text(turned)))
