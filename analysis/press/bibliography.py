"""The bibliography in a published citation style: Typst formats the entries, both printers show the same words.

Typst carries styles of the Citation Style Language (CSL) and its processor, hayagriva. All entries are formatted in one
compilation to HTML, and read back as text; the layout, the numbers and the links are the printers' own.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

import typst

from analysis.errors import RenderError
from analysis.press.fonts import press_fonts, settle_glyphs
from analysis.press.language import _, active
from analysis.press.protocol import Source

STYLE, STYLE_NAME = "american-medical-association", "American Medical Association"
"""The CSL style: by number, in short sentences, with a date as far as it is known and the day of reading."""

_DOCUMENT = f'''#set text(lang: sys.inputs.language)
#bibliography(bytes(sys.inputs.entries), style: "{STYLE}", full: true, title: none)'''
_ADDRESS = "https://address.invalid/{index}"  # stands for an address, which the processor would rewrite
_ITEM = re.compile(r'<li><span class="prefix">(\d+)\.</span>(.*?)</li>', re.DOTALL)
_LONGEST = 120
"""Letters of an address that are shown; a link keeps them all."""
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


class Entry(NamedTuple):
    """A formatted entry: words before the address, the address, words after it."""

    before: str
    url: str
    after: str

    @property
    def linked(self) -> bool:
        """Whether the address leads anywhere on the web."""
        return self.url.startswith(("http://", "https://"))

    @property
    def shown(self) -> str:
        """The address as a reader takes it: without its scheme, decoded, and cut where it is very long."""
        address = _in_letters(self.url.partition("://")[2] if self.linked else self.url)
        return address if len(address) <= _LONGEST else f"{address[: _LONGEST - 1]}…"


def format_sources(sources: Sequence[Source]) -> list[Entry]:
    """Entries of a bibliography in the style, in the order given and in the language that is printed now.

    Raises
    ------
    RenderError
        If the style's processor refuses them.
    """
    if not sources:
        return []
    fields = ("title", "publisher", "published_on", "accessed_on", "url")
    told = tuple(tuple(source.get(name) or "" for name in fields) for source in sources)
    return list(_formatted(told, active()))


def issuer_line(source: Source) -> str:
    """Who says so and where it was read, each with the grade that the study gives."""
    issuer, publisher = (
        _("{name} ({grade})").format(name=source[who], grade=source[f"{who}_grade"])
        if source[f"{who}_grade"]
        else source[who]
        for who in ("issuer", "publisher")
    )
    if not source["issuer"]:
        return ""
    if issuer == publisher or not source["publisher"]:
        return _("Issuer: {issuer}.").format(issuer=issuer)
    return _("Issuer: {issuer}; copy read at {publisher}.").format(issuer=issuer, publisher=publisher)


def style_note() -> str:
    """What stands at the head of a bibliography."""
    return _(
        "Numbered in the order of first appearance. The entries follow the style of the {style} (CSL: {identifier}). A "
        "letter after a name is the grade that the study gives to it."
    ).format(style=STYLE_NAME, identifier=STYLE)


def _in_letters(address: str) -> str:
    """An address decoded, unless it would hold a space, a letter without a glyph, or words from right to left."""
    try:
        decoded = unquote(address, errors="strict")
    except UnicodeDecodeError:
        return address
    missing: dict[str, int] = {}
    settle_glyphs(decoded, missing)
    right_to_left = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in decoded)
    return address if missing or right_to_left or not decoded.isprintable() or " " in decoded else decoded


@lru_cache(maxsize=8)
def _formatted(told: tuple[tuple[str, ...], ...], language: str) -> tuple[Entry, ...]:
    entries = {f"n{index:06d}": _entry(index, *fields) for index, fields in enumerate(told)}
    inputs = {"entries": json.dumps(entries, ensure_ascii=False), "language": language.partition("-")[0].lower()}
    try:
        document = typst.compile(
            _DOCUMENT.encode(), format="html", font_paths=press_fonts(), ignore_system_fonts=True, sys_inputs=inputs
        ).decode()
    except typst.TypstError as error:
        raise RenderError(
            f"The bibliography could not be formatted: Typst says '{error.message}'. Mend the source that it names."
        ) from error
    found = {int(number) - 1: text for number, text in _ITEM.findall(document)}
    if found.keys() != set(range(len(told))):
        raise RenderError(f"Of {len(told)} sources only {len(found)} came back from the bibliography's style.")
    return tuple(_read_entry(found[index], index, fields) for index, fields in enumerate(told))


def _entry(index: int, title: str, publisher: str, published: str, accessed: str, url: str) -> dict:
    entry: dict = {"type": "web", "title": _verbatim(title if title.strip() else _("[Untitled]"))}
    if _DATE.fullmatch(published):
        entry["date"] = published
    elif published:  # told as it is
        publisher = f"{publisher}, {published}".removeprefix(", ")
    if publisher:
        entry["parent"] = {"type": "web", "title": _verbatim(publisher)}
    if url:
        entry["url"] = {"value": _ADDRESS.format(index=index)}
        if _DATE.fullmatch(accessed):
            entry["url"]["date"] = accessed
    return entry


def _verbatim(text: str) -> str:
    """Text as the processor must take it: no mathematics, no markup, no change of case."""
    return "{" + re.sub(r"([\\{}$])", r"\\\1", " ".join(text.split())) + "}"


def _read_entry(html: str, index: int, fields: tuple[str, ...]) -> Entry:
    mark = _ADDRESS.format(index=index)
    parts = html.partition(f'<a href="{mark}">{mark}</a>')
    # Text holds no "<" of its own here, so whatever looks like a tag is one.
    before, after = (" ".join(unescape(re.sub(r"<[^<>]*>", "", part)).split()) for part in (parts[0], parts[2]))
    title = " ".join(fields[0].split())
    if title.endswith(("?", "!", "…")):
        before = before.replace(f"{title}.", title, 1)
    return Entry(before, fields[-1], after)
