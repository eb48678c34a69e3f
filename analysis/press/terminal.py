"""The ledger and its claims as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from analysis.press.ledger_view import behind, claim_notes, grade, standing, walk_claims
from analysis.press.protocol import Change, Claim, Ledger, Row, Source

WIDTH = 100


def ledger_text(ledger: Ledger, width: int | None = None) -> str:
    """One line a claim: id, verdict, confidence, under how many other choices it stands, statement.

    Parameters
    ----------
    ledger : Ledger
        The verdicts of a day.
    width : int, optional
        Columns of the terminal; statements are shortened to fit. Without it they stand whole.
    """
    claims = list(walk_claims(ledger["claims"]))
    before = {change["id"]: f"{grade(change['before'])} -> " for change in ledger.get("changes", ())}
    room_for_choices = 10 if any(standing(claim) for _, claim in claims) else 0
    lines = [f"As of {ledger['as_of']}", ""]
    for depth, claim in claims:
        told = before.get(claim["id"], "") + grade(claim)
        head = f"{'  ' * depth}{claim['id']}".ljust(7) + told.ljust(39) + " " + standing(claim).ljust(room_for_choices)
        room = max(20, width - len(head)) if width else len(claim["statement"])
        lines.append(f"{head}{textwrap.shorten(claim['statement'], room, placeholder=' …')}")
    if room_for_choices:
        lines += ["", "n of m: other choices, listed beforehand, that leave the verdict as it is."]
    if before:
        lines += ["", f"{len(before)} of {len(claims)} claims and parts fare otherwise than with the full evidence."]
    elif "changes" in ledger:
        lines += ["", "Nothing falls: every verdict and every confidence is that of the full evidence."]
    return "\n".join(lines)


def claim_text(
    claim: Claim, as_of: str, rows: dict[str, Row], sources: dict[str, Source], changes: Sequence[Change] = ()
) -> str:
    """A claim from its verdict down to rows and addresses.

    Parameters
    ----------
    claim : Claim
        With its parts.
    as_of : str
        ISO date of the ledger.
    rows, sources : dict
        By id; those that the claim and its parts name.
    changes : sequence of Change, optional
        What fares otherwise than with the full evidence.
    """
    before = {change["id"]: f" (with the full evidence: {grade(change['before'])})" for change in changes}
    blocks = []
    for depth, part in walk_claims([claim]):
        block = [
            f"{part['id']}  {part['statement']}",
            f"said by {part['voice']}; {part['kind'].replace('_', ' ')}; {part['thesis'].replace('_', '-')}",
            f"verdict as of {as_of}: {grade(part)}{before.get(part['id'], '')}",
            *(line for note in claim_notes(part) for line in (f"{note.heading.lower()}:", *_wrapped(note.text))),
            *_numbers(part),
            *_evidence("for", part["for"], rows, sources),
            *_evidence("against", part["against"], rows, sources),
            *_evidence(
                "further rows behind the numbers",
                sorted(behind(part) - {*part["for"], *part["against"]}),
                rows,
                sources,
            ),
        ]
        blocks.append(textwrap.indent("\n".join(block), "  " * depth))
    return "\n\n".join(blocks)


def _wrapped(text: str, indent: str = "  ") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _numbers(claim: Claim) -> list[str]:
    if not claim["quantities"]:
        return []
    lines = ["numbers:"]
    for number in claim["quantities"]:
        lines.append(f"  {number.get('name') or 'number'}: {number['text']} [{number['method']}]")
        if number["rows"]:
            rows = textwrap.shorten(", ".join(number["rows"]), 4 * WIDTH, placeholder=" …")
            lines += textwrap.wrap(f"from {rows}", WIDTH, initial_indent="    ", subsequent_indent="    ")
    return lines


def _evidence(side: str, ids: list[str], rows: dict[str, Row], sources: dict[str, Source]) -> list[str]:
    if not ids:
        return []
    lines = [f"{side}:"]
    for row_id in ids:
        row = rows[row_id]
        lines += textwrap.wrap(
            f"{row_id} (known {row['known_on']}): {row['text']}", WIDTH, initial_indent="  ", subsequent_indent="    "
        )
        for source_id in row["sources"]:
            source = sources[source_id]
            grades = f"issuer {source['issuer_grade']}, copy {source['publisher_grade']}"
            lines.append(f"    {source['publisher']}, {source['published_on'] or 'undated'} [{grades}] {source['url']}")
    return lines
