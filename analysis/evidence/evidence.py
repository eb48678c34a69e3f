"""The one way in: open the evidence as of a date, ask for a table, get a typed frame."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from analysis.errors import DataError, UsageError, did_you_mean
from analysis.evidence.bounds import DRAWABLE
from analysis.evidence.codebooks import CODEBOOKS
from analysis.evidence.dates import is_partial_date, last_day
from analysis.evidence.preferences import choose
from analysis.evidence.quantity import Quantity
from analysis.evidence.schemas import TABLES
from analysis.evidence.store import Store, open_store
from analysis.press.protocol import READ_LOG_VARIABLE
from analysis.project import find_project


class Evidence:
    """What could be known on a day.

    Parameters
    ----------
    store : Store
        The files.
    as_of : datetime.date
        Rows are in view from their ``known_on``.
    exclude : sequence of str
        Row ids and source ids left out: a reviewer's "what if this were wrong".
    prefer : sequence of str
        Bases put before the declared order, best first.
    """

    def __init__(self, store: Store, as_of: date, exclude: tuple[str, ...] = (), prefer: tuple[str, ...] = ()):
        self.store = store
        self.as_of = as_of
        self.exclude = frozenset(exclude)
        self.prefer = tuple(prefer)
        self._views: dict[str, pd.DataFrame] = {}

    def table(self, name: str) -> pd.DataFrame:
        """Rows of a table in view.

        Parameters
        ----------
        name : str
            Name of the table.

        Returns
        -------
        pandas.DataFrame
            Indexed by row id (which is also a column). Numbers are float, NaN where missing; the rest is text, ''
            where empty. ``attrs`` holds ``table`` and ``as_of``. A copy: changing it changes nothing else.

        Raises
        ------
        UsageError
            If there is no such table.
        DataError
            If the file breaks its schema.
        """
        view = self._view(name)
        _log_read(name, self.as_of, view)
        return view.copy()

    def records(self, name: str) -> list:
        """Rows of a table in view as named tuples, one attribute a column, in the order of the file."""
        if os.environ.get(READ_LOG_VARIABLE):
            _log_read(name, self.as_of, self._view(name))
        day = self.as_of.isoformat()
        known = [row for row in self.store.records(name) if "" < row.known_on <= day]
        if not self.exclude:
            return known
        return [row for row in known if row.row_id not in self.exclude and row.source_id not in self.exclude]

    def _view(self, name: str) -> pd.DataFrame:
        if name not in TABLES:
            raise UsageError(f"No table is called {name!r}: expected one of {', '.join(TABLES)}.")
        if name not in self._views:
            frame = self.store.frame(name)
            known = (frame["known_on"] != "") & (frame["known_on"] <= self.as_of.isoformat())
            view = frame[known]
            if self.exclude:
                view = view[~view["row_id"].isin(self.exclude) & ~view["source_id"].isin(self.exclude)]
            view.attrs = {"table": name, "as_of": self.as_of.isoformat()}
            self._views[name] = view
        return self._views[name]

    def codebook(self, name: str) -> pd.DataFrame:
        """A codebook (``states``, ``treaties``, ``provisions``, ``organisations``, ``names``), indexed by its key."""
        if name not in CODEBOOKS:
            raise UsageError(f"No codebook is called {name!r}: expected one of {', '.join(CODEBOOKS)}.")
        return self.store.frame(f"codebooks/{name}").copy()

    def originals(self) -> pd.DataFrame:
        """Names in their own script that were read on pages public by the day, indexed by their key.

        Of several forms of one name in one language the one of the latest page stands.
        """
        names = self.codebook("names")
        days = self.store.frame("sources")["published_on"].reindex(names["source_id"])
        names["known_on"] = [last_day(day).isoformat() if day else "" for day in days.fillna("")]
        names = names[names["known_on"].between("0", self.as_of.isoformat()) & ~names["source_id"].isin(self.exclude)]
        names = names.sort_values(["known_on", "name_id"]).drop_duplicates(["name", "language"], keep="last")
        return names.sort_values("name_id")

    @property
    def sources(self) -> pd.DataFrame:
        """The whole bibliography, indexed by source id."""
        return self.store.frame("sources").copy()

    def in_view(self, row_id: str) -> bool:
        """Whether a row is known on the day and not excluded."""
        table = self.store.tables_of_rows.get(row_id)
        return table is not None and row_id in self._view(table).index

    def row(self, row_id: str) -> tuple[str, pd.Series]:
        """Table and content of a row in view.

        Raises
        ------
        UsageError
            If no such row is in view.
        """
        if not self.in_view(row_id):
            raise UsageError(f"No row {row_id!r} is in view on {self.as_of}. 'tumen list rows' names those that are.")
        table = self.store.tables_of_rows[row_id]
        return table, self._view(table).loc[row_id]

    def quantity(
        self, table: str, row_id: str, name: str = "", column: str = "value", unit: str | None = None
    ) -> Quantity:
        """The number of a row.

        Parameters
        ----------
        table : str
            Table of the row.
        row_id : str
            Row in view.
        name : str
            What it measures.
        column : str
            ``value`` reads value, low, high, bound and unit together; any other number column is read as it stands.
        unit : str, optional
            Unit of another column than ``value``.
        """
        return quantity_of(self._view(table).loc[row_id], self.as_of.isoformat(), name, column, unit)

    def preferred(self, table: str, subject: str, object: str, flow: str = "total") -> pd.DataFrame:
        """One figure a year for a pair, by the declared order of bases (or ``prefer`` first).

        Raises
        ------
        DataError
            If no order is declared for the pair.
        """
        rows = self.table(table)
        pair = rows[(rows["subject"] == subject) & (rows["object"] == object) & (rows["flow"] == flow)]
        drawable = pair[pair["bound"].isin(DRAWABLE)].itertuples(index=False, name="Row")
        return pair.loc[[row.row_id for row in choose(drawable, self.bases(table, subject, object))]]

    def bases(self, table: str, subject: str, object: str) -> tuple[str, ...]:
        """Order of bases for a pair: ``prefer`` first, then as declared.

        Raises
        ------
        DataError
            If no order is declared for the pair.
        """
        entry = next((p for p in self.store.preferences if p.fits(table, subject, object)), None)
        if entry is None:
            file = self.store.file(self.store.folder / "preferences.toml")
            raise DataError(
                f"{file} declares no order of bases for {table}, {subject}-{object}. "
                f"Add a [[{table}]] entry with subject and bases."
            )
        return tuple(dict.fromkeys((*self.prefer, *entry.bases)))

    def fingerprint(self, name: str) -> dict:
        """Count and SHA-256 of the rows of a table in view: rows known later leave it as it is."""
        view = self._view(name)
        return {"rows": len(view), "sha256": digest(view)}


def quantity_of(row, as_of: str, name: str = "", column: str = "value", unit: str | None = None) -> Quantity:
    """The number of a row (a record or a pandas.Series), as :meth:`Evidence.quantity` gives it."""
    origin = {
        "rows": (row.row_id,),
        "sources": (row.source_id, *filter(None, row.also.split(";"))),
        "as_of": as_of,
        "status": row.status,
        "name": name,
    }
    if column == "value":
        words = getattr(row, "words", "")
        lead = words if words in ("at least", "over", "more than", "nearly", "almost", "about") else ""
        ends = {"value": row.value, "low": row.low, "high": row.high}
        return Quantity(**ends, bound=row.bound, unit=unit or row.unit, lead=lead, **origin)
    bound = row.bound if column == "share" else "exact"
    number = getattr(row, column)
    if number != number:
        return Quantity(bound="missing", unit=unit or "", **origin)
    return Quantity(value=number, bound=bound, unit=unit or "", **origin)


def digest(view: pd.DataFrame) -> str:
    """SHA-256 of rows in a canonical form: sorted by their key, as CSV."""
    text = view.sort_index().to_csv(index=False, lineterminator="\n")
    return hashlib.sha256(text.encode()).hexdigest()


def _log_read(table: str, as_of: date, view: pd.DataFrame) -> None:
    """Write down what was read, if a run asks for it."""
    log = os.environ.get(READ_LOG_VARIABLE)
    if not log:
        return
    record = {"table": table, "as_of": as_of.isoformat(), "rows": sorted(view.index), "sha256": digest(view)}
    with open(log, "a", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")


def open_evidence(
    as_of: str | date | None = None,
    root: str | Path | None = None,
    exclude: tuple[str, ...] | list[str] = (),
    prefer: tuple[str, ...] | list[str] = (),
) -> Evidence:
    """Open the evidence as of a date.

    Parameters
    ----------
    as_of : str or datetime.date, optional
        Full ISO date; by default the newest day on which a row became known, not after today.
    root : path-like, optional
        Where to look for the project; by default the working directory and above.
    exclude : sequence of str
        Row ids and source ids to leave out.
    prefer : sequence of str
        Statistical bases to put first.

    Returns
    -------
    Evidence

    Raises
    ------
    UsageError
        If the date is not a full date, or no row, source or basis has a name that is given.
    """
    store = open_store(find_project(root).data)
    view = Evidence(store, _day(as_of) if as_of else newest_day(store), tuple(exclude), tuple(prefer))
    if exclude:
        known = {*store.tables_of_rows, *store.frame("sources").index}
        _refuse_unknown(exclude, known, "row or source", "'tumen list rows' names the rows in view.")
    if prefer:
        tables = {preference.table for preference in store.preferences}
        bases = {basis for table in tables for basis in store.frame(table)["basis"]}
        _refuse_unknown(prefer, bases, "statistical basis", f"Known are {', '.join(sorted(bases))}.")
    return view


def _refuse_unknown(names: Iterable[str], known: set[str], what: str, where: str) -> None:
    for name in names:
        if name not in known:
            near = did_you_mean(name, sorted(known)) or "."
            raise UsageError(f"No {what} is called {name!r}{near} {where}")


def newest_day(store: Store, today: date | None = None) -> date:
    """Newest ``known_on`` that is not after today."""
    limit = (today or date.today()).isoformat()
    past = [day for day in store.days if day <= limit]
    if not past:
        raise DataError("No row of the data has a known_on up to today: nothing can be in view. Fill known_on.")
    return date.fromisoformat(past[-1])


def _day(as_of: str | date) -> date:
    if isinstance(as_of, date):
        return as_of
    if len(as_of) == 10 and is_partial_date(as_of):
        return date.fromisoformat(as_of)
    raise UsageError(f"as_of must be a full ISO date such as {date.today() - timedelta(days=1)}, found {as_of!r}.")
