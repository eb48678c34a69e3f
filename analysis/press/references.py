"""References of a book: each source's number by first appearance, where it is cited, and every label with its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.errors import RenderError, did_you_mean
from analysis.press.inline import cited_sources, record_of, referred, walk
from analysis.press.language import _, ngettext
from analysis.press.ledger_view import walk_claims
from analysis.press.outputs import Figure, Number, Prose, Table
from analysis.press.pages import Page
from analysis.press.protocol import QUANTITY_MIME, TEXT_MIME, Claim, Ledger, Source

LEDGER_PAGE, SOURCES_PAGE = "index.html", "sources.html"
MOST_SPANS = 8
"""Numbers and ranges of numbers that a cluster shows before it says how many more there are."""


@dataclass(frozen=True)
class Target:
    """A place that can be referred to.

    Parameters
    ----------
    kind : str
        figure, table, chapter, section or claim.
    name : str
        Number of a figure, table or chapter; title of a section; id of a claim.
    slug : str
        The chapter; empty for a claim.
    anchor : str
        Place on the page; empty for a chapter.
    """

    kind: str
    name: str
    slug: str = ""
    anchor: str = ""

    def href(self, slug: str | None) -> str:
        """Address for a link from the page of a chapter, or from another page of the book (None)."""
        page = f"{self.slug}.html" if self.slug else LEDGER_PAGE
        fragment = f"#{self.anchor}" if self.anchor else ""
        return fragment if fragment and self.slug and self.slug == slug else page + fragment

    @property
    def label(self) -> str:
        """Name of the place in the PDF."""
        name = {"chapter": self.slug, "section": f"{self.slug}:{self.anchor}"}.get(self.kind, self.name)
        return f"{self.kind}:{name}"

    def text(self) -> str:
        """How the place is called where it is referred to."""
        forms = {
            "figure": _("Figure {name}"),
            "table": _("Table {name}"),
            "chapter": _("Chapter {name}"),
            "section": _("section “{name}”"),
            "claim": _("claim {name}"),
        }
        told = forms[self.kind].format(name=self.name)
        return told if self.kind == "section" else told.replace(" ", "\u00a0")


@dataclass(frozen=True)
class Cluster:
    """Numbers of references as they are shown: ranges, and how many more there are."""

    spans: tuple[tuple[int, int], ...]
    more: int = 0

    def show(self, number: Callable[[int], str], words: Callable[[str], str], more: Callable[[str], str]) -> str:
        """The cluster without its brackets, by how a number, plain words and the rest are printed."""
        shown = []
        for first, last in self.spans:
            between = words("–" if last > first + 1 else ", ")
            shown.append(number(first) if first == last else f"{number(first)}{between}{number(last)}")
        numbers = words(", ").join(shown)
        if not self.more:
            return numbers
        rest = more(ngettext("{count} more", "{count} more", self.more).format(count=self.more))
        before, _mark, after = _("{numbers} and {more}").format(numbers="{numbers}", more="\ue002").partition("\ue002")
        start, _mark, middle = before.partition("{numbers}")
        return f"{words(start)}{numbers}{words(middle)}{rest}{words(after)}"


@dataclass
class References:
    """What printers ask about the references of a book.

    Parameters
    ----------
    numbers : dict
        Number of each source by its id, in order of first appearance.
    cited : mapping
        Where each source is cited, by its id.
    judged : mapping
        Chapters' sections that judge a claim, by its id.
    chapters : dict
        Targets of the chapters by slug.
    elsewhere : frozenset of str
        Chapters of the project that this book leaves out; they are named without a link.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    cited: Mapping[str, list[Target]] = field(default_factory=lambda: defaultdict(list))
    judged: Mapping[str, list[Target]] = field(default_factory=lambda: defaultdict(list))
    chapters: dict[str, Target] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()
    _labels: Mapping[str, list[Target]] = field(default_factory=lambda: defaultdict(list))
    _known: frozenset[str] = frozenset()

    def cited_in(self, source: str) -> list[tuple[str, list[Target]]]:
        """Where a source is cited, kind by kind: each with its word, such as Figures, and its places.

        Prose counts by chapter, at its first place there.
        """
        places = self.cited.get(source, ())
        words = {
            "chapter": lambda n: ngettext("Chapter", "Chapters", n),
            "figure": lambda n: ngettext("Figure", "Figures", n),
            "table": lambda n: ngettext("Table", "Tables", n),
            "claim": lambda n: ngettext("claim", "claims", n),
        }
        groups = []
        for kind, word in words.items():
            found = [place for place in places if kind == ("chapter" if place.kind == "section" else place.kind)]
            if found:
                groups.append((word(len(found)), found))
        return groups

    def short_name(self, target: Target) -> str:
        """Number or id of a place behind the word of its kind; a section goes by its chapter."""
        return self.chapters[target.slug].name if target.kind == "section" else target.name

    def target(self, label: str, slug: str | None = None) -> Target | None:
        """The place with a label: on the page of a chapter if it has one, else the first of the book."""
        found = self._labels.get(label, [])
        own = (target for target in found if slug and target.slug == slug and target.kind != "chapter")
        return next(own, found[0] if found else None)

    def refer(self, raw: str, slug: str | None = None) -> tuple[Target | None, str | None]:
        """Where a ``{ref}`` role leads and what it says; no place where that is in no book, no words where unknown."""
        label, words = referred(raw)
        if target := self.target(label, slug):
            return target, words or target.text()
        if label in self.elsewhere:
            return None, words or _("the chapter “{name}”").format(name=label.replace("_", " "))
        return None, None

    def claim(self, identifier: str | None) -> Target | None:
        """The ledger's entry of a claim."""
        found = self._labels.get(identifier or "", [])
        return next((target for target in found if target.kind == "claim"), None)

    def cluster(self, sources: Iterable[str], most: int | None = None) -> Cluster | None:
        """The numbers of some sources, the first of them if there are more than ``most`` spans; None without any."""
        numbers = list(dict.fromkeys(self.numbers[name] for name in sources if name in self.numbers))
        spans = _spans(numbers)
        if most is None or len(spans) <= most:
            return Cluster(spans) if spans else None
        kept = numbers[:most]
        while len(_spans(numbers[: len(kept) + 1])) <= most:
            kept = numbers[: len(kept) + 1]
        return Cluster(_spans(kept), len(numbers) - len(kept))

    def _add(self, label: str, target: Target) -> Target:
        self._labels[label].append(target)
        return target

    def _cite(self, sources: Iterable[str], target: Target) -> None:
        for name in sources:
            if name in self._known:
                self.numbers.setdefault(name, len(self.numbers) + 1)
                same = (place for place in self.cited[name] if _stop(place) == _stop(target))
                if next(same, None) is None:
                    self.cited[name].append(target)


def _stop(target: Target) -> tuple[str, str]:
    """By which places count as one: prose is cited once a chapter."""
    return (target.kind, target.name) if target.kind not in ("chapter", "section") else ("prose", target.slug)


def _spans(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return tuple(spans)


def index_references(
    pages: Mapping[str, Page],
    ledger: Ledger | None,
    sources: Sequence[Source],
    elsewhere: frozenset[str] = frozenset(),
) -> References:
    """Read a book for its references: chapters in order, then the ledger, then what only rows of the annex rest on.

    Parameters
    ----------
    pages : mapping
        Pages of the chapters by slug, in order.
    ledger : Ledger or None
        Its claims can be referred to, and cite.
    sources : sequence of Source
        The bibliography.
    elsewhere : frozenset of str, optional
        Chapters that may be named though the book leaves them out.

    Raises
    ------
    RenderError
        If a role names a label or a source that the book does not have.
    """
    found = References(elsewhere=elsewhere, _known=frozenset(source["id"] for source in sources))
    for number, slug in enumerate(pages, 1):
        found.chapters[slug] = found._add(slug, Target("chapter", str(number), slug))
    faults: list[str] = []
    roles: list[tuple[str, str, str]] = []
    for slug, page in pages.items():
        place = found.chapters[slug]
        titles = {heading.anchor: heading.text for heading in page.headings}
        for block in (page.title_block, *page.blocks):
            match block:
                case Prose():
                    for token in walk(block.tokens):
                        if anchor := token.get("attrs", {}).get("anchor"):
                            place = found._add(anchor, Target("section", titles[anchor], slug, anchor))
                        elif token["type"] in ("cite_role", "ref_role"):
                            roles.append((token["type"], token["raw"], f"Chapter {slug}, cell {_cell(block.key)}"))
                        _cite_token(found, token, block, place)
                case Figure() | Table():
                    target = Target(type(block).__name__.lower(), block.number, slug, block.anchor)
                    found._add(block.record["label"], target)
                    found._cite(sources_of(block), target)
                case Number(record=record):
                    found._cite(record.get("sources", ()), place)
    for _depth, claim in walk_claims(ledger["claims"] if ledger else ()):
        target = found._add(claim["id"], Target("claim", claim["id"], anchor=f"claim-{claim['id']}"))
        found._cite(claim_sources(claim), target)
    for source in sources:
        found.numbers.setdefault(source["id"], len(found.numbers) + 1)
    faults = [fault for kind, raw, where in roles for fault in _faults(found, kind, raw, where)]
    if faults:
        raise RenderError(f"{faults[0]} Mend the role, or take it out, and build again.", faults[1:])
    return found


def _cite_token(found: References, token: dict, block: Prose, place: Target) -> None:
    if token["type"] == "cite_role":
        found._cite(cited_sources(token["raw"]), place)
    elif token["type"] == "eval_role":
        result = block.results.get(token["raw"])
        for record in filter(None, (record_of(result, mime) for mime in (TEXT_MIME, QUANTITY_MIME))):
            found._cite(record.get("sources", ()), place)
            claim = record.get("claim")
            if claim and record.get("opens") and all(other.slug != place.slug for other in found.judged[claim]):
                found.judged[claim].append(place)


def sources_of(block: Figure | Table) -> Iterator[str]:
    """Sources of a figure or table, and of the numbers in its cells."""
    yield from block.record.get("sources", ())
    if isinstance(block, Table):
        cells: Iterator[Any] = (value for line in block.record["data"] for value in line)
        yield from (name for cell in cells if isinstance(cell, Mapping) for name in cell.get("sources", ()))


def claim_sources(claim: Claim) -> Iterator[str]:
    """Sources of a claim, and of the numbers behind it."""
    yield from claim["sources"]
    yield from (name for number in claim["quantities"] for name in number.get("sources", ()))


def _cell(key: str) -> int:
    """Number of the cell, from 1, that a piece of prose came from (``c4``, or ``c4o1`` for an output)."""
    return int(key.removeprefix("c").partition("o")[0] or -1) + 1


def _faults(found: References, kind: str, raw: str, where: str) -> Iterator[str]:
    if kind == "ref_role":
        label, _words = referred(raw)
        if found.refer(raw)[1] is None:
            hint = did_you_mean(label, found._labels)
            places = "no figure, table, section, chapter or claim"
            yield f"{where}: {{ref}}`{raw}` names {label!r}, but {places} has that label{hint or '.'}"
    for name in cited_sources(raw) if kind == "cite_role" else ():
        if name not in found.numbers:
            hint = did_you_mean(name, found.numbers)
            yield f"{where}: {{cite}}`{raw}` names {name!r}, but the bibliography has no such source{hint or '.'}"
