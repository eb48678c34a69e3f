"""The study's hook: what the press may ask of it, in the words of the protocol."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pandas as pd

from analysis.argument.ledger import judge
from analysis.argument.register import SCHEMA, read_register
from analysis.argument.translations import read_translation, translation_faults, translation_file
from analysis.errors import DataError
from analysis.evidence.checks import find_faults, unknown_days, unused_sources
from analysis.evidence.codebooks import CODEBOOKS
from analysis.evidence.datapackage import datapackage_text
from analysis.evidence.evidence import Evidence, digest, newest_day, open_evidence
from analysis.evidence.handbook import handbook_text
from analysis.evidence.lines import line_names, row_line
from analysis.evidence.schemas import TABLES
from analysis.evidence.store import cited_sources, open_store
from analysis.language import DEFAULT
from analysis.press.protocol import InputRecord, Ledger, Row, Source, Translation
from analysis.project import Project

_BY_DAY = ("names", "organisations")
"""Codebooks of which a release is made from the rows alone that its day can use."""


class Study:
    """Answers for one project folder (:class:`analysis.press.protocol.Study`).

    Parameters
    ----------
    root : pathlib.Path
        The project folder.
    """

    language = DEFAULT

    def __init__(self, root: Path):
        self.project = Project(Path(root))

    @property
    def _store(self):
        return open_store(self.project.data)

    def _evidence(self, as_of: str, exclude: tuple[str, ...] = (), prefer: tuple[str, ...] = ()) -> Evidence:
        return open_evidence(as_of, self.project.root, exclude, prefer)

    def default_as_of(self, today: str) -> str:
        """Newest day on which some row became known, not after ``today``."""
        return newest_day(self._store, date.fromisoformat(today)).isoformat()

    def check(self) -> list[str]:
        """Every fault of the tables, the bibliography, the codebooks and the register."""
        faults = [str(fault) for fault in find_faults(self._store)]
        try:
            self._store.preferences  # noqa: B018 - reading it is the check
            faults += translation_faults(self.project.data, read_register(self.project.data / "claims.toml"))
        except DataError as error:
            faults += [error.message, *error.details]
        return faults

    def notices(self) -> list[str]:
        """Rows without a day of knowledge, and sources on which no row rests."""
        store = self._store
        hidden = unknown_days(store)
        notes = [
            f"{store.file(store.path(row.table))}, row {row.row_id}: no known_on, so it is never in view"
            for row in hidden.itertuples()
        ]
        bibliography = store.file(store.path("sources"))
        return notes + [f"{bibliography}, row {source}: no row rests on it" for source in unused_sources(store)]

    def descriptions(self) -> dict[str, str]:
        """The codebook for people and the descriptor for programs, made from the schemas."""
        folder = self.project.config["data"]
        return {
            f"{folder}/README.md": handbook_text(json.loads(SCHEMA.read_text(encoding="utf-8"))),
            f"{folder}/datapackage.json": datapackage_text(),
        }

    def inputs(self, as_of: str) -> list[InputRecord]:
        """Hashes of the rows in view and of the declarations that stand beside them."""
        evidence = self._evidence(as_of)
        store = evidence.store
        tables = [
            InputRecord(name=store.file(store.path(name)), **evidence.fingerprint(name)) for name in sorted(TABLES)
        ]
        declarations = [store.folder / "claims.toml", store.folder / "preferences.toml"]
        declarations += [store.path(f"codebooks/{name}") for name in sorted(CODEBOOKS) if name not in _BY_DAY]
        files = [
            InputRecord(name=store.file(path), sha256=hashlib.sha256(path.read_bytes()).hexdigest())
            for path in declarations
            if path.exists()
        ]
        return tables + self._bibliography(evidence) + files

    def _bibliography(self, evidence: Evidence) -> list[InputRecord]:
        """Sources on which rows in view rest, and organisations that those name: what only a later row uses is out."""
        views = [evidence.table(name) for name in sorted(TABLES)]
        sources = evidence.sources
        originals = evidence.originals()
        sources = sources[sources.index.isin(set(originals["source_id"]).union(*map(cited_sources, views)))]
        named = {*sources["issuer"], *sources["publisher"], *(who for view in views for who in view["issuer"])}
        named |= {who for view in views if "actor" in view for who in view["actor"]}
        organisations = evidence.codebook("organisations")
        organisations = organisations[
            [name in named or any(name in who for who in named) for name in organisations.index]
        ]
        return [
            self._record(evidence, "sources", sources),
            self._record(evidence, "codebooks/organisations", organisations),
            self._record(evidence, "codebooks/names", originals),
        ]

    def _record(self, evidence: Evidence, name: str, rows: pd.DataFrame) -> InputRecord:
        store = evidence.store
        return InputRecord(name=store.file(store.path(name)), sha256=digest(rows), rows=len(rows))

    def ledger(self, as_of: str, exclude: tuple[str, ...] = (), prefer: tuple[str, ...] = ()) -> Ledger:
        """All claims, judged with what was known on a day."""
        return judge(self._evidence(as_of, exclude, prefer), read_register(self.project.data / "claims.toml"))

    def translation(self, language: str) -> Translation:
        """Statements of claims and names in another language, as ``data/translations`` has them."""
        path = translation_file(self.project.data, language)
        if path is None:
            return Translation(statements={}, names={}, inputs=[])
        found, name = read_translation(self.project.data, language), self._store.file(path)
        record = InputRecord(name=name, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
        return Translation(statements=found.statements, names=found.names, inputs=[record])

    def row_ids(self, as_of: str) -> list[str]:
        """Ids of all rows in view, table by table."""
        evidence = self._evidence(as_of)
        return [row_id for name in TABLES for row_id in evidence.table(name).index]

    def rows(self, ids: list[str], as_of: str) -> list[Row]:
        """Rows in view by id, in one line each and whole."""
        evidence = self._evidence(as_of)
        names = line_names(evidence)
        found = []
        for row_id in ids:
            table, row = evidence.row(row_id)
            fields = {key: None if value != value else value for key, value in row.items()}
            found.append(
                Row(
                    id=row_id,
                    table=table,
                    text=row_line(table, row, names),
                    known_on=row["known_on"],
                    sources=[row["source_id"], *filter(None, row["also"].split(";"))],
                    fields=fields,
                )
            )
        return found

    def sources(self, ids: list[str]) -> list[Source]:
        """Bibliography entries by id; ids that the bibliography does not have are left out."""
        sources = self._store.frame("sources")
        return [
            Source(
                id=source_id,
                title=entry["title"],
                publisher=entry["publisher"],
                issuer=entry["issuer"],
                url=entry["url"],
                published_on=entry["published_on"],
                accessed_on=entry["accessed_on"],
                issuer_grade=entry["issuer_grade"],
                publisher_grade=entry["publisher_grade"],
            )
            for source_id, entry in sources.loc[[name for name in ids if name in sources.index]].iterrows()
        ]
