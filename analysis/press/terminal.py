"""The ledger and its claims as text for a terminal."""

from __future__ import annotations

import textwrap

from analysis.press.ledger_view import behind, verdict_label, walk_claims
from analysis.press.protocol import Claim, Ledger, Row, Source

WIDTH = 100


def ledger_text(ledger: Ledger, width: int | None = None) -> str:
    """One line a claim: id, verdict, confidence, statement.

    Parameters
    ----------
    ledger : Ledger
        The verdicts of a day.
    width : int, optional
        Columns of the terminal; statements are shortened to fit. Without it they stand whole.
    """
    lines = [f"As of {ledger['as_of']}", ""]
    for depth, claim in walk_claims(ledger["claims"]):
        head = f"{'  ' * depth}{claim['id']}".ljust(7)
        confidence = f" ({claim['confidence']})" if claim["confidence"] else ""
        verdict = (verdict_label(claim["verdict"]) + confidence).ljust(40)
        room = max(20, width - 47) if width else len(claim["statement"])
        lines.append(f"{head}{verdict}{textwrap.shorten(claim['statement'], room, placeholder=' …')}")
    return "\n".join(lines)


def claim_text(claim: Claim, as_of: str, rows: dict[str, Row], sources: dict[str, Source]) -> str:
    """A claim from its verdict down to rows and addresses.

    Parameters
    ----------
    claim : Claim
        With its parts.
    as_of : str
        ISO date of the ledger.
    rows, sources : dict
        By id; those that the claim and its parts name.
    """
    blocks = []
    for depth, part in walk_claims([claim]):
        confidence = f", confidence {part['confidence']}" if part["confidence"] else ""
        block = [
            f"{part['id']}  {part['statement']}",
            f"said by {part['voice']}; {part['kind'].replace('_', ' ')}; {part['thesis'].replace('_', '-')}",
            f"verdict as of {as_of}: {verdict_label(part['verdict'])}{confidence}",
            *_wrapped(part["reason"]),
            *(["rule:", *_wrapped(part["rule"])] if part.get("rule") else []),
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
        if part["would_change"]:
            block += ["what would change it:", *_wrapped(part["would_change"])]
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
