"""Confidence: one rule, from grades and lineages, for every claim.

The rule
--------
Take the rows that decide a verdict. Rows of one ``estimate_group``, and renderings of one utterance, are one: the
earliest of them counts. Each that remains has an issuer with a reliability (A to F) and a credibility (1 to 6).

*Well attested* means an issuer of grade A or B and a credibility of 1 or 2; *fairly attested* an issuer of grade A, B
or C, of whatever credibility. For acts and words of a state, its own government, party organs, gazette and news
agency are well attested, whatever their grade elsewhere: nobody could know better what it said or did in the open.

- **high**: an official record of an act (``known_basis`` act, status documented, admitted or adjudicated) that is well
  attested; or at least ``lineages_high`` independent lineages, each with a well attested row.
- **moderate**: one well attested row; or at least ``lineages_high`` independent lineages, each fairly attested.
- **low**: anything less.

A verdict that stands on several legs (a breach and a vote, a treaty and a share) is as firm as the weakest of them.

Lineages are counted by who could know by own means. A joint lineage (``USA+KOR``) adds nothing to its members. Mirror
copies therefore never raise confidence: they share a group, a rendering or a lineage. A verdict that is the word of
parties to the dispute alone stays at moderate at most, since *high* asks for well attested rows, which allegations
(credibility 3 or worse) are not.
"""

from __future__ import annotations

from collections.abc import Iterable

from analysis.argument.register import Register
from analysis.argument.rows import Row, by_knowledge
from analysis.evidence.evidence import Evidence

HIGH, MODERATE, LOW = "high", "moderate", "low"

_ESTABLISHED = ("documented", "admitted", "adjudicated")
_OWN_ORGANS = ("government", "party_state_media", "official_text", "wire")


class Assessor:
    """Applies the rule of confidence to rows in view.

    Parameters
    ----------
    evidence : Evidence
        Gives the grades of issuers.
    register : Register
        Gives the numbers of the rule.
    """

    def __init__(self, evidence: Evidence, register: Register):
        self._sources = evidence.sources["issuer_grade"].to_dict()
        self._issuers = evidence.sources["issuer"].to_dict()
        organisations = evidence.codebook("organisations")
        self._organisations = {row.organisation: row for row in organisations.itertuples(index=False)}
        treaties = evidence.codebook("treaties")
        self._parties = treaties["parties"].str.split(";").to_dict()
        self._rule = register.confidence
        self._judged: dict[tuple[str, bool], tuple[Row, bool, bool, bool]] = {}

    def __call__(self, rows: Iterable[Row], own: bool = False) -> str:
        """Confidence in a verdict that these rows decide.

        Parameters
        ----------
        rows : iterable of Row
            The deciding rows.
        own : bool
            Whether the claim is about what the subjects of the rows did or said themselves, so that their own organs
            are good sources.

        Returns
        -------
        str
            high, moderate or low.
        """
        good, fair = [], []
        for row in roots(rows):
            well_attested, fairly_attested, of_act = self._attestation(row, own)
            if well_attested and of_act:
                return HIGH
            good += [row] if well_attested else []
            fair += [row] if fairly_attested else []
        enough = self._rule["lineages_high"]
        if len(lineages(good)) >= enough:
            return HIGH
        if good or len(lineages(fair)) >= enough:
            return MODERATE
        return LOW

    def _attestation(self, row: Row, own: bool) -> tuple[bool, bool, bool]:
        """Whether a row is well attested, fairly attested, the record of an act; found out once for a row."""
        known = self._judged.get((row.row_id, own))
        if known is None or known[0] is not row:
            fair = self._grade(row) in self._rule["fair_grades"]
            known = (row, self._well_attested(row, own), fair, _record_of_act(row, own))
            self._judged[row.row_id, own] = known
        return known[1:]

    def weakest(self, *legs: Iterable[Row], own: bool = False) -> str:
        """Confidence in a verdict that needs every one of several sets of rows; empty sets do not count."""
        levels = [self(leg, own) for leg in map(list, legs) if leg]
        return min(levels, key=(LOW, MODERATE, HIGH).index, default=LOW)

    def _organisation(self, issuer: str):
        """The entry of an issuer, who may name a speaker in brackets: ``US State Department (Koepcke)``."""
        return self._organisations.get(issuer) or self._organisations.get(issuer.partition(" (")[0])

    def _grade(self, row: Row) -> str:
        organisation = self._organisation(row.issuer)
        return organisation.grade if organisation else self._sources.get(row.source_id, "F")

    def _well_attested(self, row: Row, own: bool) -> bool:
        if own and self.organ_of(row) in self._actors(row):
            return True
        return self._grade(row) in self._rule["good_grades"] and row.credibility <= self._rule["credible_up_to"]

    def _actors(self, row: Row) -> set[str]:
        """States whose act or words a row is; of a treaty, an agreement or a meeting every party."""
        codes = list(self._parties.get(getattr(row, "treaty", ""), []))
        codes += getattr(row, "subject", "").split(";")
        if hasattr(row, "agreement") or hasattr(row, "participants"):
            codes += row.object.split(";")
        return {code for code in codes if code}

    def organ_of(self, row: Row) -> str:
        """State whose government, party organ, gazette or news agency issued a row; empty if none did."""
        organisation = self._organisation(row.issuer) or self._organisation(self._issuers.get(row.source_id, ""))
        return organisation.state if organisation and organisation.kind in _OWN_ORGANS else ""


def roots(rows: Iterable[Row]) -> list[Row]:
    """Rows without mirrors: of one estimate group, or of renderings of one utterance, the earliest known.

    Parameters
    ----------
    rows : iterable of Row

    Returns
    -------
    list of Row
        In the order in which they became known.
    """
    kept: dict[str, Row] = {}
    for row in by_knowledge(rows):
        group = getattr(row, "estimate_group", "") or getattr(row, "rendering_of", "") or row.row_id
        kept.setdefault(group, row)
    return list(kept.values())


def lineages(rows: Iterable[Row]) -> tuple[str, ...]:
    """Independent lineages of rows: who could know by own means, joint lineages adding nothing to their members.

    Parameters
    ----------
    rows : iterable of Row

    Returns
    -------
    tuple of str
        Lineages with no member in common, single ones before joint ones.
    """
    counted: dict[str, frozenset[str]] = {}
    for lineage in sorted({row.lineage for row in rows}, key=lambda text: (text.count("+"), text)):
        members = frozenset(lineage.split("+"))
        if not any(members & other for other in counted.values()):
            counted[lineage] = members
    return tuple(counted)


def _record_of_act(row: Row, own: bool) -> bool:
    """An act on record; of words, that they were spoken is the act, whatever the standing of what they say."""
    return row.known_basis == "act" and (own or row.status in _ESTABLISHED)
