"""The bench: what every claim function is handed; the evidence of a day, read once, and the rule of confidence."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Set
from copy import copy
from dataclasses import replace
from typing import Any

from analysis.argument.confidence import Assessor
from analysis.argument.findings import Finding
from analysis.argument.mirrors import mirrors
from analysis.argument.names import Names
from analysis.argument.register import Claim, Register
from analysis.argument.rows import Row, records
from analysis.evidence.bounds import DRAWABLE
from analysis.evidence.evidence import Evidence, quantity_of
from analysis.evidence.preferences import choose
from analysis.evidence.quantity import Quantity, weakest_status
from analysis.evidence.schemas import TABLES

FIGURES = {"share": "percent", "distance": "ideal_points", "agreement": "ratio"}
"""Columns besides value, low and high that hold what was measured, and their units."""

_MOVED = ("value", "low", "high", "least", "most", *FIGURES)


Query = tuple[str, tuple[tuple[str, str | tuple[str, ...]], ...]]
"""What was asked of a bench: a table, or :data:`CLOCK` or :data:`FINDING`, and the wanted values by column."""

LISTED = "has_"
"""Before the name of a column: that the list in it holds the value, not that it is the value."""

CLOCK = "as_of"
"""In place of a table: that the day itself was asked for."""

FINDING = "finding"
"""In place of a table: that the finding of another claim was asked for."""


class Bench(Names):
    """Evidence of one day, ready for judging.

    Parameters
    ----------
    evidence : Evidence
        What could be known on the day. Nothing else is read.
    register : Register
        The claims, and the rule of confidence.
    """

    def __init__(self, evidence: Evidence, register: Register):
        self.evidence = evidence
        self.register = register
        self.prefer = evidence.prefer
        self._day = evidence.as_of.isoformat()
        self.trace: set[Query] = set()
        self._base = self
        self._parent: Bench | None = None
        self._touched: frozenset[str] = frozenset()
        self._without: frozenset[str] = frozenset()
        self._moved: Mapping[str, float] = {}
        self._thresholds: Mapping[str, Mapping] = {}
        self._by_id: dict[str, dict[str, Row]] = {}
        self._answers_of: dict[Query, list[Row]] = {}
        self._ids_of: dict[Query, frozenset[str]] = {}
        self._records: dict[str, list[Row]] = {}
        self._sources: dict[str, tuple[str, ...]] = {}
        self._findings: dict[str, Finding] = {}
        self._asked: dict[str, frozenset[Query]] = {}
        self._answering: dict[str, frozenset[str]] = {}
        self._assumed: dict[str, Finding] = {}
        self._variants: dict[str | tuple[str, str], Bench] = {}
        self._sifted: dict[Hashable, Any] = {}
        self._fit: dict[str, frozenset[str]] = {}
        self._quantities: dict[tuple[str, ...], tuple[Row, Quantity]] = {}
        self._afresh = False

    def varied(
        self,
        without: Iterable[str] = (),
        moved: Mapping[str, float] | None = None,
        prefer: tuple[str, ...] = (),
        thresholds: Mapping[str, Mapping] | None = None,
        until: str = "",
    ) -> Bench:
        """The same bench with other evidence or another rule: for judging a claim under another choice.

        Parameters
        ----------
        without : iterable of str
            Row ids left out.
        moved : mapping
            Factor by which the figures of a row are multiplied, by row id.
        prefer : tuple of str
            Statistical bases put before the declared order.
        thresholds : mapping
            Thresholds in place of the register's, by claim id.
        until : str
            An earlier ISO day: only what was known by then stays in view.
        """
        other = copy(self)
        same_view = not until and not prefer
        other._parent, other._afresh = self if same_view else None, False
        without = frozenset(without)
        other._touched = without | frozenset(moved or ()) if same_view else frozenset()
        other._day = min(until or self._day, self._day)
        other._thresholds = {**self._thresholds, **(thresholds or {})}
        other._without, other._moved = self._without | without, {**self._moved, **(moved or {})}
        other.prefer = (*prefer, *self.prefer)
        other._records, other._by_id, other._answers_of, other._ids_of, other._sifted = {}, {}, {}, {}, {}
        other._findings, other._asked, other._answering, other._variants = {}, {}, {}, {}
        return other

    def lacking(self, name: str, fits: Callable[[Row], bool]) -> Bench:
        """The bench without all rows that fit; made once under its name, so that claims share what is judged on it."""
        if name not in self._variants:
            self._variants[name] = self.varied(without=self._base._fitting(name, fits))
        return self._variants[name]

    def _fitting(self, name: str, fits: Callable[[Row], bool]) -> frozenset[str]:
        if name not in self._fit:
            store = self.evidence.store
            on_file = self._kept(
                f"rows {name}", lambda: {t: [row.row_id for row in store.records(t) if fits(row)] for t in TABLES}
            )
            self._fit[name] = frozenset(row for t, found in on_file.items() for row in found if row in self._by_ids(t))
        return self._fit[name]

    def preferring(self, basis: str) -> Bench:
        """The bench with a statistical basis put first; made once."""
        if ("basis", basis) not in self._variants:
            self._variants["basis", basis] = self.varied(prefer=(basis,))
        return self._variants["basis", basis]

    @property
    def day(self) -> str:
        """ISO day of the bench, for print: a judge whose verdict hangs on it asks :attr:`as_of` or :meth:`come`."""
        return self._day

    @property
    def rules(self) -> int:
        """What the register is called among what is kept: another register on the same files shares nothing with it."""
        self.evidence.store.memo.setdefault(("register", id(self.register)), self.register)  # so that none takes its id
        return id(self.register)

    @property
    def brief(self) -> bool:
        """Whether only verdicts are wanted of it, as of any varied bench: what decides nothing may be left out."""
        return self is not self._base

    def assuming(self, claim_id: str, verdict: str) -> Bench:
        """The bench with another verdict on one claim, whatever the evidence says: for claims about other claims."""
        found = self.finding(claim_id)
        other = self.varied()
        other._assumed = {
            **self._assumed,
            claim_id: replace(found, verdict=verdict, confidence=found.confidence or "moderate"),
        }
        return other

    @property
    def as_of(self) -> str:
        """ISO day whose knowledge is used."""
        self.trace.add((CLOCK, ()))
        return self._day

    @property
    def confidence(self) -> Assessor:
        """The one rule of confidence, for the rows that decide a verdict."""
        return self._kept("confidence", lambda: Assessor(self.evidence, self.register))

    def come(self, day: str) -> bool:
        """Whether a full ISO day has come: asks for less than the day itself, and so changes less often."""
        self.trace.add((CLOCK, (("day", day),)))
        return self._day >= day

    def finding(self, claim_id: str) -> Finding:
        """The finding of a claim or part on this evidence, judged once; for claims about other claims."""
        if claim_id not in self._findings:
            if claim_id in self._assumed:
                self._findings[claim_id], self._asked[claim_id] = self._assumed[claim_id], frozenset()
            elif self._untouched(claim_id):
                self.adopt(self._parent, (claim_id,))
            else:
                from analysis.argument.ledger import judged  # the ledger knows every judge, and the judges the bench

                outer, self.trace = self.trace, set()
                self._findings[claim_id] = judged(self, self.claim(claim_id))
                self._asked[claim_id] = frozenset(self.trace)
                self.trace = outer
        self.trace |= self._asked[claim_id]
        self.trace.add((FINDING, (("claim", claim_id),)))
        return self._findings[claim_id]

    def judge_afresh(self) -> None:
        """Take no finding over from the bench that this one varies."""
        self._afresh = True

    def _untouched(self, claim_id: str) -> bool:
        """Whether nothing that was varied here bears on a claim, so that the finding before the variation holds."""
        if self._parent is None or self._afresh:
            return False
        asked = self._parent.asked_by(claim_id)
        about = {claim_id, *(wanted[0][1] for table, wanted in asked if table == FINDING)}
        changed = {name for name, rule in self._thresholds.items() if rule != self._parent._thresholds.get(name)}
        changed |= {name for name, found in self._assumed.items() if found is not self._parent._assumed.get(name)}
        return not (about & changed) and not (self._touched & self._parent._answers(claim_id))

    def _answers(self, claim_id: str) -> frozenset[str]:
        """Rows that answer what judging a claim asks for."""
        if claim_id not in self._answering:
            queries = (query for query in self.asked_by(claim_id) if query[0] in TABLES)
            self._answering[claim_id] = frozenset().union(*map(self._ids, queries))
        return self._answering[claim_id]

    def asked_by(self, claim_id: str) -> frozenset[Query]:
        """What judging a claim asked for, the claims that it asked about included."""
        self.finding(claim_id)
        return self._asked[claim_id]

    def adopt(self, other: Bench, claim_ids: Iterable[str]) -> None:
        """Take findings over from a bench on which the same rows answer what those claims ask for."""
        for claim_id in claim_ids:
            self._findings[claim_id], self._asked[claim_id] = other._findings[claim_id], other._asked[claim_id]

    def rows(self, table: str, **wanted: str | tuple[str, ...] | list[str]) -> list[Row]:
        """Rows of a table in view, in the order of the file.

        Parameters
        ----------
        table : str
            Name of the table.
        **wanted : str, or tuple or list of str
            Value, or allowed values, of a column. ``has_subject`` asks for rows whose list of subjects, parted by
            ``;``, holds the value, or one of the values.
        """
        query = _query(table, wanted)
        self.trace.add(query)
        return list(self._answer(query))

    def _answer(self, query: Query) -> list[Row]:
        if query not in self._answers_of:
            if self is self._base:
                seen, found = self._by_ids(query[0]), self._on_file(query)
                self._answers_of[query] = [row for row in found if row.row_id in seen]
            else:
                source = self._parent or self._base
                self._answers_of[query] = self._as_varied(source._answer(query), lambda: source._ids(query))
        return self._answers_of[query]

    def _on_file(self, query: Query) -> list[Row]:
        """Rows of the file that answer a query, whenever they became known: sifted once for all days."""
        memo, (table, wanted) = self.evidence.store.memo, query
        if query not in memo:
            found = self.evidence.store.records(table)
            for column, value in wanted:
                allowed = value if isinstance(value, tuple) else (value,)
                if column.startswith(LISTED):
                    column, allowed = column.removeprefix(LISTED), set(allowed)
                    found = [row for row in found if not allowed.isdisjoint(getattr(row, column).split(";"))]
                else:
                    found = [row for row in found if getattr(row, column) in allowed]
            memo[query] = found
        return memo[query]

    def _ids(self, query: Query) -> frozenset[str]:
        """Ids of the rows that answer a query."""
        if query not in self._ids_of:
            rows = self._answer(query)
            same = self._parent is not None and self._parent._answer(query) is rows
            self._ids_of[query] = self._parent._ids(query) if same else frozenset(row.row_id for row in rows)
        return self._ids_of[query]

    def sifted(self, key: Hashable, table: str, sift: Callable[[list[Row]], Any], **wanted) -> Any:
        """What a function makes of the answer to a query; once for a key, which names all else that it goes by."""
        query = _query(table, wanted)
        self.trace.add(query)
        rows, key, holder = self._answer(query), (key, query), self
        while holder._parent is not None and holder._parent._answer(query) is rows:
            holder = holder._parent
        if key not in holder._sifted:
            holder._sifted[key] = sift(list(rows))
        return holder._sifted[key]

    def _table(self, name: str) -> list[Row]:
        if name not in self._records:
            if self is self._base:
                repeats = mirrors(self.evidence, name)
                self._records[name] = [row for row in records(self.evidence, name) if row.row_id not in repeats]
                self._sources |= {row.row_id: (row.source_id, *row.also.split(";")) for row in self._records[name]}
            else:
                source = self._parent or self._base
                self._records[name] = self._as_varied(source._table(name), lambda: source._by_ids(name).keys())
        return self._records[name]

    def _as_varied(self, rows: list[Row], ids: Callable[[], Set[str]]) -> list[Row]:
        """Rows of the bench that this one varies, as this one has them; the same list where none is touched."""
        if self._parent is None:
            known = (row for row in rows if row.known_on <= self._day and row.row_id not in self._without)
            return [_moved(row, self._moved.get(row.row_id)) for row in known]
        if not self._touched or self._touched.isdisjoint(ids()):
            return rows
        kept = (row for row in rows if row.row_id not in self._without)
        return [_moved(row, self._moved.get(row.row_id)) if row.row_id in self._touched else row for row in kept]

    def _by_ids(self, table: str) -> dict[str, Row]:
        if table not in self._by_id:
            self._by_id[table] = {row.row_id: row for row in self._table(table)}
        return self._by_id[table]

    def row(self, row_id: str) -> Row:
        """A row by its id, as this bench has it."""
        return self._by_ids(self.evidence.store.tables_of_rows[row_id])[row_id]

    def copy_grade(self, row: Row) -> str:
        """Reliability of the best copy from which a row was read."""
        return min(self._copy_grades[source] for source in (row.source_id, *filter(None, row.also.split(";"))))

    @property
    def _copy_grades(self) -> dict[str, str]:
        return self._kept("copies", lambda: self.evidence.sources["publisher_grade"].to_dict())

    def claim(self, claim_id: str) -> Claim:
        """A claim or part of the register, with the thresholds of this bench."""
        claim = self.register[claim_id]
        return claim.under(self._thresholds[claim_id]) if claim_id in self._thresholds else claim

    def sources(self, row_ids: Iterable[str]) -> list[str]:
        """Sources of rows that were read, in the order in which they are used."""
        named = (source for row_id in row_ids for source in self._sources[row_id])
        return list(dict.fromkeys(filter(None, named)))

    def preferred(self, table: str, subject: str, object: str) -> list[Row]:
        """One figure a year for a pair, by the declared order of bases."""
        rows = self.rows(table, subject=subject, object=object, flow="total", bound=DRAWABLE)
        bases = dict.fromkeys((*self.prefer, *self.evidence.bases(table, subject, object)))
        return choose(rows, tuple(bases))

    def quantity(self, table: str, row: Row, name: str = "", column: str = "value", unit: str = "") -> Quantity:
        """The number of a row; made once for a row as it stands on file."""
        key = (row.row_id, self._day, name, column, unit)
        known = self._base._quantities.get(key)
        if known is None or known[0] is not row:
            known = self._base._quantities[key] = row, quantity_of(row, self._day, name, column, unit)
        return known[1]

    def number(self, value: float, unit: str, name: str, rows: Iterable[Row], method: str = "computed") -> Quantity:
        """A number computed from rows, which it carries."""
        rows = list(rows)
        return Quantity(
            value=value,
            unit=unit,
            rows=tuple(row.row_id for row in rows),
            sources=tuple(row.source_id for row in rows),
            method=method,
            as_of=self._day,
            status=weakest_status(row.status for row in rows),
            name=name,
        )

    def count(self, rows: Iterable[Row], unit: str, name: str) -> Quantity:
        """How many rows."""
        rows = list(rows)
        return self.number(len(rows), unit, name, rows, "count of rows")

    def constant(self, value: float, unit: str) -> Quantity:
        """A threshold of the register, for print."""
        return Quantity(value=value, unit=unit, method="threshold of the register")


def _query(table: str, wanted: Mapping) -> Query:
    items = wanted.items() if len(wanted) < 2 else sorted(wanted.items())
    return table, tuple([(name, tuple(v) if isinstance(v, list) else v) for name, v in items])


def _moved(row: Row, factor: float | None) -> Row:
    """A row with its figures multiplied."""
    if factor is None:
        return row
    return row._replace(**{name: getattr(row, name) * factor for name in _MOVED if measured(row, name)})


def measured(row: Row, column: str) -> bool:
    """Whether a row holds a number in a column; a text of the same name is none, and neither is a missing number."""
    number = getattr(row, column, None)
    return isinstance(number, float) and number == number
