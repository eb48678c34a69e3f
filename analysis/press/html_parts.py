"""What templates ask for: the policy and script of a page, pictures with their files, the groups of the ledger."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup as Safe

from analysis.press.downloads import Downloads, Link
from analysis.press.drawings import nested, slim_svg
from analysis.press.language import day_text
from analysis.press.ledger_view import tally, verdict_label, walk_claims
from analysis.press.outputs import Figure, Image, Table, cell_text
from analysis.press.pictures import image_html
from analysis.press.protocol import CONFIDENCES, VERDICTS, Claim, FigureRecord, Ledger, Source, TableRecord
from analysis.press.references import SOURCES_PAGE
from analysis.press.verdicts import confidence_label
from analysis.press.web_fonts import FACES, font_rules

SCRIPT = "\n".join(
    line.strip()
    for line in (Path(__file__).resolve().parent / "templates/html/page.js").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.strip().startswith("//")
)
"""What the pages do beyond standing there; they are whole without it."""

POLICY = "; ".join((
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "font-src data:",
    "img-src data:",
    "media-src data:",
    f"script-src 'sha256-{base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()}'",
    "style-src 'unsafe-inline'",
))  # fmt: skip
"""What a browser may load for a page: what is inside it, and of scripts only our own."""

_FONTS = "/*fonts*/"
_COLUMN_RULE = re.compile(r"\.([rcdw]\d+) [^{}]*\{[^{}]*\}")
_REFERENCE = re.compile(rf'<a href="{re.escape(SOURCES_PAGE)}#ref-(\d+)">')
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONG = 28


def with_fonts(page: str, faces: Sequence[tuple[str, str]] = FACES) -> str:
    """A page with the faces that its text needs, and of the rules for columns those that its tables need."""
    head, mark, body = page.partition("</style>")
    used = {name for names in re.findall(r'<table class="([^"]*)"', body) for name in names.split()}
    head = _COLUMN_RULE.sub(lambda match: match[0] if match[1] in used else "", head)
    return f"{head.replace(_FONTS, font_rules(page, faces), 1)}{mark}{body}"


def with_titles(page: str, sources: Mapping[int, Source]) -> str:
    """A page whose first link to each reference says who published it when; the script lets the others say so."""
    told: set[str] = set()

    def link(match: re.Match[str]) -> str:
        if match[1] in told:
            return match[0]
        told.add(match[1])
        source = sources[int(match[1])]
        parts = (source["issuer"] or source["publisher"], source["published_on"] and day_text(source["published_on"]))
        title = ", ".join(filter(None, parts))
        return f'{match[0][:-1]} title="{html.escape(title)}">' if title else match[0]

    return _REFERENCE.sub(link, page)


def table_classes(record: FigureRecord | TableRecord, align: Sequence[str]) -> str:
    """Classes of a table: its kind, and by their numbers the columns that end right, are wide, or hold days."""
    names = ["sized"] if record.get("widths") else []
    names += ["many"] if len(record["columns"]) > 3 else []
    for number, side in enumerate(align, 1):
        cells = [cell_text(row[number - 1]) for row in record["data"] if number <= len(row)]
        if side in ("right", "center"):
            names.append(f"{side[0]}{number}")
        elif any(len(cell) > _LONG for cell in cells):
            names.append(f"w{number}")
        elif any(map(_DAY.fullmatch, cells)):
            names.append(f"d{number}")
    return " ".join(names)


class Drawn(NamedTuple):
    """A figure as it stands on the page, and what can be taken away of it."""

    markup: str
    links: list[Link]


@dataclass
class Plates:
    """Puts pictures on one page, each with ids of its own, and offers figures and tables as files.

    Parameters
    ----------
    downloads : Downloads
        Collects the files.
    chapter : str
        Name of the page.
    """

    downloads: Downloads
    chapter: str
    numbers: count = field(default_factory=lambda: count(1))

    def picture(self, block: Figure | Image) -> str:
        """A picture for the page."""
        return self.drawn(block).markup

    def drawn(self, block: Figure | Image) -> Drawn:
        """A picture, and its files where it is a figure."""
        image = block.image if isinstance(block, Figure) else block
        drawing, markup = "", ""
        if image.mime == "image/svg+xml":
            prefix = f"_{next(self.numbers)}"
            drawing = slim_svg(image.data.decode(), prefix)
            alt = html.escape(image.alt, quote=True)
            markup = nested(drawing, prefix).replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
        links = self.downloads.links(block, self.chapter, drawing) if isinstance(block, Figure) else []
        return Drawn(Safe(markup or image_html(image)), links)

    def taken(self, block: Table) -> list[Link]:
        """The files of a table."""
        return self.downloads.links(block, self.chapter)


def ledger_parts(ledger: Ledger | None) -> dict:
    """Claims with their parts in groups, what the ledger can be filtered by, and how the claims fare."""
    top = ledger["claims"] if ledger else []
    groups = [list(walk_claims([claim])) for claim in top]
    claims = [claim for group in groups for _depth, claim in group]
    held = {key: {claim[key] for claim in claims} for key in ("verdict", "confidence", "voice")}
    choices = {
        "verdict": [(name, verdict_label(name)) for name in VERDICTS if name in held["verdict"]],
        "confidence": [(name, confidence_label(name)) for name in CONFIDENCES if name and name in held["confidence"]],
        "voice": [(name, name) for name in sorted(held["voice"])],
    }
    return {"groups": groups, "choices": choices, "claims": claims, "tally": tally(ledger)}


def robustness(claim: Claim) -> str:
    """The part of the other choices under which the verdict stays; empty where none is listed."""
    others = claim.get("specifications", {"n": 0})
    return f"{others['agreeing'] / others['n']:.3f}" if others["n"] else ""
