"""A small data folder that tests fill row by row."""

import csv

from analysis.evidence.codebooks import CODEBOOKS, SOURCES
from analysis.evidence.schemas import TABLES

STATES = ["CHN", "PRK", "RUS", "USA", "KOR"]


class DataFolder:
    """A project whose tables start empty; `add` appends rows with sensible provenance."""

    def __init__(self, root):
        self.root = root
        (root / "pyproject.toml").write_text("[tool.tumen]\n", encoding="utf-8")
        self._rows = {name: [] for name in [*TABLES, "sources", *(f"codebooks/{name}" for name in CODEBOOKS)]}
        self._rows["codebooks/states"] = [{"code": code, "kind": "state", "name_en": code} for code in STATES]
        self._rows["codebooks/organisations"] = [
            {"organisation": "Agency", "kind": "wire", "grade": "B", "reason": "made up"}
        ]
        self.source("agency-1")
        self.write()

    def source(self, source_id):
        self._rows["sources"].append(
            {
                "source_id": source_id,
                "title": "A page",
                "issuer": "Agency",
                "publisher": "Agency",
                "url": f"https://example.org/{source_id}",
                "accessed_on": "2024-01-01",
                "issuer_grade": "B",
                "publisher_grade": "B",
                "licence": "made up",
            }
        )

    def add(self, table, row_id, known_on="2020-01-01", **fields):
        provenance = {
            "row_id": row_id,
            "issuer": "Agency",
            "source_id": "agency-1",
            "known_on": known_on,
            "known_basis": "release" if known_on else "",
            "access": "read",
            "credibility": "2",
            "status": "documented",
            "lineage": "USA",
        }
        self._rows[table].append(provenance | fields)
        self.write()
        return self

    def trade(self, row_id, year=2020, value="1.5", basis="GACC", known_on="2021-01-14", **fields):
        own = {"subject": "CHN", "object": "RUS", "year": str(year), "flow": "total", "value": value, "bound": "exact",
               "unit": "usd_bn", "basis": basis}  # fmt: skip
        return self.add("trade_annual", row_id, known_on, **(own | fields))

    def path(self, name):
        return self.root / "data" / (f"tables/{name}.csv" if name in TABLES else f"{name}.csv")

    def write(self):
        for name, rows in self._rows.items():
            schema = TABLES.get(name) or CODEBOOKS.get(name.removeprefix("codebooks/")) or SOURCES
            path = self.path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(schema.columns), restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
