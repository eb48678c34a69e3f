"""All faults of the data at once: each file against its schema, then what ties the files together."""

from __future__ import annotations

import pandas as pd

from analysis.evidence.codebooks import CODEBOOKS
from analysis.evidence.reading import Fault
from analysis.evidence.schemas import TABLES
from analysis.evidence.store import Store, cited_sources
from analysis.evidence.units import UNITS

ANY_TABLE = "tables"
"""Target of columns that name rows of whatever table."""

KEYS: dict[tuple[str, str], tuple[str, bool]] = {
    **{(name, "source_id"): ("sources", False) for name in TABLES},
    **{(name, "also"): ("sources", True) for name in TABLES},
    ("treaty_acts", "treaty"): ("codebooks/treaties", False),
    ("treaty_acts", "replaces"): ("codebooks/treaties", True),
    ("provisions", "treaty"): ("codebooks/treaties", False),
    ("provisions", "provision"): ("codebooks/provisions", False),
    ("second_readings", "treaty"): ("codebooks/treaties", False),
    ("second_readings", "provision"): ("codebooks/provisions", False),
    ("protection_acts", "paragraphs"): ("sanctions_paragraphs", True),
    ("statements", "rendering_of"): ("statements", False),
    ("outcomes", "earlier"): (ANY_TABLE, False),
    ("outcomes", "later"): (ANY_TABLE, False),
    ("events", "same_as"): (ANY_TABLE, True),
    ("sources", "issuer"): ("codebooks/organisations", False),
    ("sources", "publisher"): ("codebooks/organisations", False),
    ("codebooks/names", "treaty"): ("codebooks/treaties", False),
    ("codebooks/names", "source_id"): ("sources", False),
}
"""Columns whose values are keys of another file: (table, column) -> (target, whether parted by ;)."""


def find_faults(store: Store) -> list[Fault]:
    """Every fault of a data folder.

    Parameters
    ----------
    store : Store
        The files.

    Returns
    -------
    list of Fault
        In the order of files and lines. What ties files together is looked at only where each file is sound by itself.
    """
    names = ["sources", *(f"codebooks/{name}" for name in CODEBOOKS), *TABLES]
    faults = [fault for name in names for fault in store.check(name)]
    if faults:
        return sorted(faults)
    return sorted([*_row_ids(store), *_references(store), *_codes(store), *_units(store), *_grades(store)])


def unknown_days(store: Store) -> pd.DataFrame:
    """Rows without ``known_on``: never visible, whatever the as-of date.

    Returns
    -------
    pandas.DataFrame
        Columns ``table`` and ``row_id``.
    """
    missing = [(name, row) for name in TABLES for row in store.frame(name).query("known_on == ''").index]
    return pd.DataFrame(missing, columns=["table", "row_id"])


def unused_sources(store: Store) -> list[str]:
    """Sources that no row and no name rests on."""
    used = set(store.frame("codebooks/names")["source_id"])
    used = used.union(*(cited_sources(store.frame(name)) for name in TABLES))
    return sorted(set(store.frame("sources").index) - used)


def _fault(store: Store, name: str, row: str, column: str, expected: str, found: str) -> Fault:
    frame = store.frame(name)
    return Fault(store.file(store.path(name)), frame.index.get_loc(row) + 2, row, column, expected, repr(found))


def _row_ids(store: Store) -> list[Fault]:
    seen: dict[str, str] = {}
    faults = []
    for name in TABLES:
        for row in store.frame(name).index:
            if row in seen:
                faults.append(
                    _fault(store, name, row, "row_id", "an id that no other table uses", f"{row} of {seen[row]}")
                )
            seen[row] = name
    return faults


def _references(store: Store) -> list[Fault]:
    faults = []
    for (name, column), (target, many) in KEYS.items():
        known = {*(store.tables_of_rows if target == ANY_TABLE else store.frame(target).index), ""}
        expected = "a row id" if target == ANY_TABLE else f"a key of {store.file(store.path(target))}"
        for row, value in store.frame(name)[column].items():
            for key in value.split(";") if many else [value]:
                if key not in known:
                    faults.append(_fault(store, name, row, column, expected, key))
    return faults


def _codes(store: Store) -> list[Fault]:
    known = set(store.frame("codebooks/states").index)
    lineages = known | set(store.frame("codebooks/lineages").index)
    faults = []
    for name, schema in TABLES.items():
        for row, value in store.frame(name)["lineage"].items():
            for part in set(value.split("+")) - lineages:
                expected = "codes of data/codebooks/states.csv or lineages.csv, parted by +"
                faults.append(_fault(store, name, row, "lineage", expected, part))
        for column, declared in schema.columns.items():
            if declared.metadata["type"] != "codes":
                continue
            for row, value in store.frame(name)[column].items():
                unknown = [code for code in value.split(";") if code and code not in known]
                if unknown:
                    faults.append(_fault(store, name, row, column, "codes of data/codebooks/states.csv", unknown[0]))
    return faults


def _units(store: Store) -> list[Fault]:
    faults = []
    for name, schema in TABLES.items():
        if "unit" not in schema.columns:
            continue
        frame = store.frame(name)
        for row, unit in frame["unit"].items():
            counted = frame["bound"][row] not in ("missing", "unquantified")
            if unit not in UNITS or (counted and not unit):
                faults.append(_fault(store, name, row, "unit", f"one of {', '.join(sorted(UNITS))}", unit))
    return faults


def _grades(store: Store) -> list[Fault]:
    """The grades in sources.csv are those of the one reviewed table."""
    grades = store.frame("codebooks/organisations")["grade"]
    sources = store.frame("sources")
    faults = []
    for who in ("issuer", "publisher"):
        for source, organisation in sources[who].items():
            grade, column = sources[f"{who}_grade"][source], f"{who}_grade"
            if organisation in grades.index and grades[organisation] != grade:
                faults.append(
                    _fault(
                        store, "sources", source, column, f"{grades[organisation]}, the grade of {organisation}", grade
                    )
                )
    return faults
