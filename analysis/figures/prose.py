"""What chapters say in prose: findings by claim, as words and bound numbers ready for ``{eval}``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps

from analysis.argument.bench import Bench
from analysis.argument.findings import CONTRADICTED, NOT_TESTABLE, SUPPORTED, WORDS, Finding
from analysis.argument.register import Claim, read_register
from analysis.argument.robustness import examine
from analysis.argument.translations import Translation, read_translation
from analysis.argument.wording import apart, day, listed, phrase
from analysis.evidence.evidence import Evidence
from analysis.evidence.quantity import Quantity
from analysis.figures.language import _, told, worded
from analysis.language import DEFAULT, N_, day_text, same_language, speaking
from analysis.press.protocol import TEXT_MIME

CONFIDENCE = {"high": N_("high"), "moderate": N_("moderate"), "low": N_("low")}
"""Levels of confidence as prose."""

MOST_NAMED = 3
"""Other choices named in a sentence; the ledger has all of them."""


@dataclass(frozen=True)
class Words:
    """Text that displays as it is, and may know on what it rests.

    (Of a subclass of str IPython shows the repr, with quotes and escapes.)

    Parameters
    ----------
    text : str
    claim : str, optional
        Id of the claim that it tells of.
    opens : bool
        Whether it opens the answer to that claim, so that the press names the claim before it.
    rows, sources : tuple of str
        Evidence, what decides first.
    """

    text: str
    claim: str | None = None
    opens: bool = False
    rows: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        bundle = {"text/plain": self.text}
        if self.claim or self.sources:
            bundle[TEXT_MIME] = {
                "text": self.text,
                "claim": self.claim,
                "opens": self.opens,
                "rows": list(self.rows),
                "sources": list(self.sources),
            }
        return bundle


def in_its_language(say):
    """Let a method or function of findings (its first argument) speak in the language of these."""

    @wraps(say)
    def spoken(findings, *args, **kw):
        with speaking(findings.language):
            return say(findings, *args, **kw)

    return spoken


@dataclass(frozen=True)
class Answer:
    """One claim with its finding, in words.

    Parameters
    ----------
    claim : Claim
    finding : Finding
    bench : Bench
        The evidence of the day, for asking how far the finding holds.
    language : str
        BCP 47 tag of the words for statement, verdict, confidence and what would change it; the rest is in English.
    translation : Translation
        What the data of the project hold in that language.
    """

    claim: Claim
    finding: Finding
    bench: Bench
    language: str = DEFAULT
    translation: Translation = Translation()

    @cached_property
    def _examined(self) -> Mapping:
        return examine(self.bench, self.claim)

    @property
    def flip(self) -> Words:
        """The nearest move of a figure, a row, a lineage or a threshold that turns the verdict."""
        return Words(self._examined["flip_point"]["text"])

    @property
    def dissent(self) -> Words:
        """The best contrary reading, and the firmest that speaks for it."""
        return Words(self._examined["dissent"])

    @property
    def choices(self) -> Words:
        """How the verdict fares under the other choices listed beforehand, the dissenting ones named."""
        every = self._examined["specifications"]
        if not every["n"]:
            return Words("No other choice is listed that could bear on it.")
        turned = [entry for entry in every["list"] if not entry["agrees"]]
        named = apart(
            f"{entry['dimension']}: {entry['choice']} ({WORDS[entry['verdict']]})" for entry in turned[:MOST_NAMED]
        )
        more = f"; and {len(turned) - MOST_NAMED} more" if len(turned) > MOST_NAMED else ""
        told = f" It turns for: {named}{more}." if turned else ""
        if every["n"] == 1:
            return Words(f"The verdict {'does not hold' if turned else 'holds'} under the only one listed.{told}")
        return Words(f"The verdict holds under {every['agreeing'] or 'none'} of {every['n']}.{told}")

    @property
    def statement(self) -> Words:
        """The claim in our words."""
        return Words(self.translation.statements.get(self.claim.id, self.claim.statement))

    @property
    @in_its_language
    def verdict(self) -> Words:
        """The verdict as prose."""
        return Words(_(WORDS[self.finding.verdict]))

    @property
    @in_its_language
    def graded(self) -> Words:
        """Verdict and level of confidence, as a table has them."""
        if not self.finding.confidence:
            return Words(_(WORDS[self.finding.verdict]))
        words = {"verdict": _(WORDS[self.finding.verdict]), "confidence": _(CONFIDENCE[self.finding.confidence])}
        return Words(_("{verdict}, {confidence}").format(**words))

    @property
    def confidence(self) -> Words:
        """The confidence as prose."""
        return Words(f"{self.finding.confidence} confidence" if self.finding.confidence else "no confidence to state")

    @property
    def head(self) -> Words:
        """Verdict and confidence as the first words of a paragraph."""
        named = f", {self.confidence}" if self.finding.confidence else ""
        return Words(f"{WORDS[self.finding.verdict].capitalize()}{named}.", self.claim.id, opens=True)

    @property
    def reason(self) -> Words:
        """Why, in sentences computed from rows; the side that decides comes first."""
        own = self.finding
        sides = (own.rows_against, own.rows_for) if own.verdict == CONTRADICTED else (own.rows_for, own.rows_against)
        rows = tuple(dict.fromkeys((*sides[0], *sides[1], *own.rows)))
        return Words(own.reason, self.claim.id, rows=rows, sources=tuple(self.bench.sources(rows)))

    @property
    @in_its_language
    def would_change(self) -> Words:
        """What would flip the verdict."""
        words = self.finding.would_change or phrase("Evidence on it coming into view.")
        text = told(words, self.translation.names)
        return Words(text if text.endswith(".") else f"{text}.")

    @property
    def tested(self) -> bool:
        """Whether what is in view lets the claim be tested."""
        return self.finding.verdict != NOT_TESTABLE

    def quantity(self, name: str) -> Quantity:
        """The number of that name behind the finding; a missing one where it is not in view."""
        found = (quantity for quantity in self.finding.quantities if quantity.name.startswith(name))
        return next(found, Quantity(bound="missing", name=name))


class Findings:
    """Findings of one day by claim id.

    Parameters
    ----------
    evidence : Evidence
        What could be known on the day.
    language : str
        BCP 47 tag of what is said of them.
    """

    def __init__(self, evidence: Evidence, language: str = DEFAULT):
        self.evidence, self.language = evidence, language
        english = same_language(language, DEFAULT)
        self.translation = Translation() if english else read_translation(evidence.store.folder, language)
        self.register = read_register(evidence.store.folder)
        self.bench = Bench(evidence, self.register)

    def __getitem__(self, claim_id: str) -> Answer:
        claim = self.register[claim_id]
        return Answer(claim, self.bench.finding(claim_id), self.bench, self.language, self.translation)

    def __iter__(self) -> Iterator[Answer]:
        return (self[claim.id] for claim in self.register.claims)

    def choose(self, ids: Iterable[str] | None = None) -> list[Answer]:
        """Answers to the claims named, or to all, parts left out."""
        return list(self) if ids is None else [self[name] for name in ids]

    @property
    @in_its_language
    def today(self) -> Words:
        """The day of the evidence, as prose."""
        return Words(day_text(self.evidence.as_of.isoformat()))

    @in_its_language
    def count(self, verdict: str | None = None, thesis: str | None = None) -> Quantity:
        """How many claims, parts left out, have a verdict, or stand on one side of the argument.

        Parameters
        ----------
        verdict : str, optional
            One of the protocol's verdicts; ``tested`` counts those that are not untestable.
        thesis : str, optional
            thesis, counter_thesis or neutral.
        """
        kept = [answer for answer in self if thesis in (None, answer.claim.thesis)]
        if verdict == "tested":
            kept = [answer for answer in kept if answer.tested]
        elif verdict:
            kept = [answer for answer in kept if answer.finding.verdict == verdict]
        number = Quantity(
            value=len(kept),
            unit="claims",
            rows=tuple(row for answer in kept for row in answer.finding.rows),
            method="count of claims",
            as_of=self.evidence.as_of.isoformat(),
            name=" ".join(filter(None, (thesis, verdict, "claims"))),
        )
        return worded(number)

    def stand(self, *ids: str) -> Words:
        """How some claims stand, grouped by verdict: "T7 is mixed; T8 and T9 are not testable"."""
        return _grouped(self.choose(ids))

    @property
    def short(self) -> Words:
        """The claims that can be tested and fall short of full support, as :meth:`stand` words it."""
        return _grouped(answer for answer in self if answer.tested and answer.finding.verdict != SUPPORTED)

    @in_its_language
    def share(self, thesis: str) -> Words:
        """How one side of the argument fares, as a clause: "Of its 28 claims 16 can be tested: 5 supported, ..."."""
        tested = [answer for answer in self if answer.tested and answer.claim.thesis == thesis]
        tally = {word: sum(WORDS[a.finding.verdict] == word for a in tested) for word in WORDS.values()}
        counts = {"total": sum(answer.claim.thesis == thesis for answer in self), "tested": len(tested)}
        if not tested:
            return Words(_("Of its {total} claims {tested} can be tested").format(**counts))
        fares = [_("{count} {verdict}").format(count=count, verdict=_(word)) for word, count in tally.items() if count]
        return Words(
            _("Of its {total} claims {tested} can be tested: {fares}").format(fares=", ".join(fares), **counts)
        )


def _grouped(answers: Iterable[Answer]) -> Words:
    groups: dict[str, list[str]] = {}
    for answer in answers:
        groups.setdefault(WORDS[answer.finding.verdict], []).append(answer.claim.id)
    told = (f"{listed(names)} {'is' if len(names) == 1 else 'are'} {verdict}" for verdict, names in groups.items())
    return Words(apart(told) or "none of them")


def read_findings(evidence: Evidence, language: str = DEFAULT) -> Findings:
    """Judge every claim with what was known on the day of the evidence, to be told in a language."""
    return Findings(evidence, language)


def bench_of(evidence: Evidence) -> Bench:
    """Evidence of a day with the register of its project, ready for the functions of the argument."""
    return Bench(evidence, read_register(evidence.store.folder))


def today(evidence: Evidence) -> Words:
    """The day of the evidence, as prose."""
    return Words(day(evidence.as_of.isoformat()))


def in_view(evidence: Evidence, *tables: str) -> Quantity:
    """How many rows of some tables are in view.

    The number describes the tables and rests on no single row, so it names none: otherwise the annex of a release
    would list every row that there is.
    """
    return Quantity(
        value=sum(len(evidence.table(name)) for name in tables),
        unit="rows",
        method=f"count of all rows in view of {', '.join(tables)}",
        as_of=evidence.as_of.isoformat(),
        name="rows in view",
    )


def state_name(evidence: Evidence, code: str) -> Words:
    """Name of a state in English; its code where the codebook has none."""
    return Words(evidence.codebook("states")["name_en"].get(code, code))
