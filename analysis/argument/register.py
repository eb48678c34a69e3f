"""The register of claims: ``data/claims.toml`` read, checked and frozen."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jsonschema

from analysis.errors import DataError, UsageError

SCHEMA = Path(__file__).with_name("schemas") / "claims.schema.json"


@dataclass(frozen=True)
class Claim:
    """One statement of the article in our words, and the rule that judges it.

    Parameters
    ----------
    id : str
        ``M2`` for a claim, ``M2a`` for a part.
    statement : str
        One sentence.
    voice : str
        Who speaks: ``article``, ``unnamed analysts``, ``expert: <name>`` or ``official: <name>``.
    kind : str
        fact, attribution, judgement, legal, causal, forecast or composite.
    thesis : str
        thesis, counter_thesis or neutral.
    rule : str
        The rule in words, with the verdict of each outcome.
    carrying : bool
        Whether the article as a whole rests on it.
    thresholds : mapping
        Named numbers, days, codes and words of the rule. ``claim["missiles"]`` reads one.
    needs : tuple of str
        Parts that decide the verdict of the parent.
    parts : tuple of Claim
    would_change : str
        What would change the verdict, where that cannot be computed.
    dissent : str
        The best contrary reading, in one sentence that holds on every day.
    choices : tuple of mapping
        Defensible other choices, listed before the result: dimension, name, and thresholds, prefer or without.
    hypotheses : tuple of mapping
        Rival explanations, stated in advance: id and statement; the first is that of the claim.
    evidence : tuple of mapping
        What tells between them: item, test, marks by hypothesis, and selectors of rows.
    file : str
        Where it stands, for messages.
    """

    id: str
    statement: str
    voice: str
    kind: str
    thesis: str
    rule: str
    carrying: bool = False
    thresholds: MappingProxyType = field(default_factory=lambda: MappingProxyType({}), hash=False)
    needs: tuple[str, ...] = ()
    parts: tuple[Claim, ...] = ()
    would_change: str = ""
    dissent: str = ""
    choices: tuple[Mapping, ...] = field(default=(), hash=False)
    hypotheses: tuple[Mapping, ...] = field(default=(), hash=False)
    evidence: tuple[Mapping, ...] = field(default=(), hash=False)
    file: str = "data/claims.toml"

    def __getitem__(self, key: str) -> Any:
        """A threshold of the rule.

        Raises
        ------
        DataError
            If the register gives none of that name.
        """
        try:
            return self.thresholds[key]
        except KeyError:
            known = ", ".join(self.thresholds) or "none"
            raise DataError(
                f"{self.file}, claim {self.id}: expected the threshold {key!r}, found {known}. Add it there."
            ) from None

    def under(self, thresholds: Mapping[str, Any]) -> Claim:
        """The claim with some thresholds replaced."""
        return replace(self, thresholds=MappingProxyType({**self.thresholds, **thresholds}))


@dataclass(frozen=True)
class Register:
    """All claims, and what holds for all of them.

    Parameters
    ----------
    claims : tuple of Claim
        In the order of the file.
    rules_version : int
        Raised with every change of a rule.
    text_day : datetime.date
        The day of which the article speaks.
    text_day_latest : datetime.date
        The last day on which it can have been written.
    confidence : mapping
        Numbers of the one rule of confidence.
    robustness : mapping
        Other choices under which every claim is judged again.
    exempt : tuple of (str, str)
        What is not a claim, and why.
    changes : tuple of mapping
        Rules changed after a verdict was seen: date, claim, old and new rule, reason.
    """

    claims: tuple[Claim, ...]
    rules_version: int
    text_day: date
    text_day_latest: date
    confidence: MappingProxyType
    robustness: MappingProxyType
    exempt: tuple[tuple[str, str], ...]
    changes: tuple[Mapping, ...] = field(hash=False)

    @cached_property
    def _by_id(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.all}

    @property
    def all(self) -> tuple[Claim, ...]:
        """Claims and parts, parents first."""
        return tuple(claim for parent in self.claims for claim in (parent, *parent.parts))

    def __getitem__(self, claim_id: str) -> Claim:
        """A claim or part by id.

        Raises
        ------
        UsageError
            If there is none, with those that exist.
        """
        if claim_id not in self._by_id:
            raise UsageError(f"No claim is called {claim_id!r}: expected one of {', '.join(self._by_id)}.")
        return self._by_id[claim_id]


def read_register(path: Path) -> Register:
    """Read a register of claims.

    Parameters
    ----------
    path : pathlib.Path
        ``data/claims.toml`` of a project, or the folder that holds it.

    Raises
    ------
    DataError
        If the file is missing, is not TOML, or breaks its schema: file, claim, key, all faults at once.
    """
    path = path / "claims.toml" if path.is_dir() else path
    name = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError(f"{name} is missing: the register of claims is expected there. Restore it from git.") from None
    return _parse(text, name)


@cache
def _parse(text: str, name: str) -> Register:
    try:
        declared = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{name} is not valid TOML ({error}). Mend that line and try again.") from error
    faults = _faults(declared)
    if faults:
        raise DataError(f"{name} breaks its schema in {len(faults)} places. Mend them and try again.", faults)
    return Register(
        claims=tuple(_claim(entry, name) for entry in declared["claim"]),
        rules_version=declared["rules_version"],
        text_day=declared["text_day"],
        text_day_latest=declared["text_day_latest"],
        confidence=MappingProxyType(declared["confidence"]),
        robustness=MappingProxyType(declared["robustness"]),
        exempt=tuple((entry["text"], entry["reason"]) for entry in declared["exempt"]),
        changes=tuple(declared.get("change", ())),
    )


def _claim(entry: dict, name: str) -> Claim:
    lists = ("part", "thresholds", "needs", "choice", "hypothesis", "evidence")
    fields = {key: value for key, value in entry.items() if key not in lists}
    fields["rule"] = " ".join(fields["rule"].split())
    return Claim(
        **fields,
        thresholds=MappingProxyType(entry.get("thresholds", {})),
        needs=tuple(entry.get("needs", ())),
        choices=tuple(entry.get("choice", ())),
        hypotheses=tuple(entry.get("hypothesis", ())),
        evidence=tuple(entry.get("evidence", ())),
        parts=tuple(_claim(part, name) for part in entry.get("part", ())),
        file=name,
    )


def _faults(declared: dict) -> list[str]:
    """Faults against the schema, then ids that occur twice or that nothing bears."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    plain = json.loads(json.dumps(declared, default=str))
    validator = jsonschema.Draft202012Validator(schema)
    faults = [
        f"{_place(plain, list(error.absolute_path))}: {error.message}"
        for error in sorted(validator.iter_errors(plain), key=lambda e: [str(step) for step in e.absolute_path])
    ]
    if faults:
        return faults
    ids = [claim["id"] for parent in plain["claim"] for claim in (parent, *parent.get("part", ()))]
    faults += [f"claim {name}: the id stands more than once" for name in sorted({i for i in ids if ids.count(i) > 1})]
    for parent in plain["claim"]:
        own = [part["id"] for part in parent.get("part", ())]
        strange = [name for name in parent.get("needs", ()) if name not in own]
        strange += [name for name in own if not name.startswith(parent["id"])]
        faults += [f"claim {parent['id']}, part {name}: expected a part of this claim" for name in strange]
        rivals = {rival["id"] for rival in parent.get("hypothesis", ())}
        faults += [
            f"claim {parent['id']}, evidence {number}: expected a mark for each of {', '.join(sorted(rivals))}"
            for number, entry in enumerate(parent.get("evidence", ()), 1)
            if set(entry["marks"]) != rivals
        ]
    return faults


def _place(declared: dict, path: list) -> str:
    """Claim and key for people, from a path inside the file."""
    names, here = [], declared
    for step in path:
        here = here[step]
        if isinstance(here, dict) and "id" in here:
            names = [f"claim {here['id']}"]
        elif isinstance(step, str) and step not in ("claim", "part"):
            names.append(f"key {step}")
        elif isinstance(step, int) and not names:
            names.append(f"entry {step + 1}")
    return ", ".join(names) or "top level"
