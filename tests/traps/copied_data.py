"""The real data: read as of a day, and copied to a folder where its tables can be changed."""

import csv
import shutil
from functools import cache
from pathlib import Path

from analysis.argument.bench import Bench
from analysis.argument.ledger import findings
from analysis.argument.register import read_register
from analysis.evidence.evidence import open_evidence
from analysis.evidence.schemas import TABLES

REAL = Path(__file__).parents[2]
TODAY = "2026-11-24"
REGISTER = read_register(REAL / "data" / "claims.toml")


def real_bench(day=TODAY):
    """The bench of the real data on a day."""
    return Bench(open_evidence(day, REAL), REGISTER)


@cache
def real_findings(day=TODAY):
    """Findings of the real data on a day."""
    return findings(open_evidence(day, REAL), REGISTER)


@cache
def real_rows(table):
    """Rows of a real table as they stand in its file; not to be changed."""
    with (REAL / "data" / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Copied:
    """A copy of the data folder."""

    def __init__(self, root):
        self.root = root
        (root / "pyproject.toml").write_text("[tool.tumen]\n", encoding="utf-8")
        shutil.copytree(REAL / "data", root / "data")

    def write(self, table, rows):
        """Put other rows into a table."""
        with (self.root / "data" / "tables" / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(TABLES[table].columns), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return self

    def findings(self, day):
        """Findings on a day."""
        return findings(open_evidence(day, self.root), REGISTER)
