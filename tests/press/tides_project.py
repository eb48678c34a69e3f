"""A project about tides, made anew for each test: the press must not know its subject."""

import json
import textwrap
from pathlib import Path

import nbformat
import nbformat.v4 as v4

from analysis.project import Project

PYPROJECT = """\
[project]
name = "tides"
version = "1"

[tool.tumen]
study = "tides_study:Study"
parameter_types = "tides_types"
"""

TYPES = """\
from typing import Literal

Port = Literal["BUS", "INC", "WON"]
"""

GAUGES = """\
id,port,height,known_on
g1,BUS,1.2,2020-01-01
g2,BUS,1.4,2020-02-01
g3,INC,8.6,2020-02-01
g4,INC,9.3,2023-01-01
"""

STUDY = '''\
import csv
import hashlib
import json


class Study:
    """Tide gauges, and one claim about them."""

    def __init__(self, root):
        self.root = root

    def table(self, as_of):
        with open(self.root / "data" / "gauges.csv", encoding="utf-8") as file:
            return [row for row in csv.DictReader(file) if row["known_on"] <= as_of]

    def default_as_of(self, today):
        return max(row["known_on"] for row in self.table(today))

    def check(self):
        return [f"gauges.csv, row {r['id']}: no height" for r in self.table("9999-12-31") if not r["height"]]

    def notices(self):
        return []

    def descriptions(self):
        return {"data/README.md": "Heights of tides, in metres.\\n"}

    def row_ids(self, as_of):
        return [row["id"] for row in self.table(as_of)]

    def inputs(self, as_of):
        rows = self.table(as_of)
        digest = hashlib.sha256(json.dumps(rows).encode()).hexdigest()
        return [{"name": "data/gauges.csv", "sha256": digest, "rows": len(rows)}]

    def ledger(self, as_of, exclude=(), prefer=()):
        rows = [row for row in self.table(as_of) if row["id"] not in exclude]
        high = [row["id"] for row in rows if float(row["height"]) > 9]
        claim = {
            "id": "H1", "parts": [], "statement": "Some tide exceeds nine metres.", "voice": "author",
            "kind": "fact", "thesis": "thesis", "verdict": "supported" if high else "contradicted",
            "confidence": "high", "reason": f"{len(high)} of {len(rows)} gauges, by \\"count\\"", "quantities": [],
            "for": high, "against": [row["id"] for row in rows if row["id"] not in high], "sources": ["port"],
            "would_change": "a higher tide",
        }
        return {"as_of": as_of, "claims": [claim]}

    def rows(self, ids, as_of):
        return [
            {"id": r["id"], "table": "gauges", "text": f"{r['port']} {r['height']} m", "known_on": r["known_on"],
             "sources": ["port"], "fields": r}
            for r in self.table(as_of) if r["id"] in ids
        ]

    def sources(self, ids):
        blank = dict.fromkeys(("publisher", "issuer", "url", "published_on", "issuer_grade", "publisher_grade"), "")
        return [{"id": i, "title": "Port book", **blank} for i in ids]
'''

READ = """\
import csv, hashlib, json, os
from pathlib import Path
root = Path(os.environ["TUMEN_PROJECT"])
with open(root / "data" / "gauges.csv") as file:
    rows = [r for r in csv.DictReader(file) if r["known_on"] <= as_of and r["port"] in (port, "ALL")]
with open(os.environ["TUMEN_READ_LOG"], "a") as log:
    record = {"table": "gauges", "as_of": as_of, "rows": [r["id"] for r in rows], "sha256": "0" * 64}
    log.write(json.dumps(record) + "\\n")
heights = [float(r["height"]) for r in rows]
heights"""


TYPES_IMPORT = """\
import os, sys
sys.path.append(os.environ["TUMEN_PROJECT"])
from tides_types import Port"""


def chapter(*cells, parameters=None):
    """A notebook: text starting with '# ' or holding a role is prose, other text is code.

    Parameters have their cell on top, below the import of their type if they need it.
    """
    made = []
    if parameters is not None:
        if "Port" in parameters:
            made.append(v4.new_code_cell(TYPES_IMPORT))
        made.append(v4.new_code_cell(textwrap.dedent(parameters), metadata={"tags": ["parameters"]}))
    for text in cells:
        prose = text.startswith("# ") or "{eval}" in text
        made.append(v4.new_markdown_cell(text) if prose else v4.new_code_cell(text))
    for number, cell in enumerate(made, start=1):
        cell["id"] = f"c{number}"
    kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return v4.new_notebook(cells=made, metadata={"kernelspec": kernelspec})


class Tides:
    """The project, with what tests do to it."""

    def __init__(self, root: Path):
        self.root = root
        self.project = Project(root)
        self.releases = root / "reports" / "releases"
        self.published = root / "reports" / "published"

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def add_chapter(self, slug, *cells, parameters=None):
        path = self.root / "notebooks" / f"{slug}.ipynb"
        path.parent.mkdir(exist_ok=True)
        nbformat.write(chapter(*cells, parameters=parameters), path)
        return path

    def add_edition(self, name="all", **fields):
        fields = {"title": "Tides", "chapters": ["heights"], "formats": ["html"]} | fields
        parameters = fields.pop("parameters", None)
        text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in fields.items())
        if parameters:
            text += "[parameters]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in parameters.items())
        return self.write(f"reports/editions/{name}.toml", text)


def make_tides(root: Path) -> Tides:
    """A project with one chapter, one edition, a study and a table."""
    made = Tides(root)
    made.write("pyproject.toml", PYPROJECT)
    made.write("tides_study.py", STUDY)
    made.write("tides_types.py", TYPES)
    made.write("data/gauges.csv", GAUGES)
    made.add_chapter(
        "heights",
        "# Heights of the tide",
        READ,
        "The highest of {eval}`len(heights)` is {eval}`f'{max(heights):.1f} m'` at {eval}`port`.",
        parameters='port: Port = "BUS"  # gauge\nas_of: str = "2024-01-01"\n',
    )
    made.add_edition()
    return made


def contents(folder: Path, but: tuple[str, ...] = ("run.json",)) -> dict[str, bytes]:
    """Every file below a folder, by relative path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(p.relative_to(folder)): p.read_bytes() for p in files if p.name not in but}
