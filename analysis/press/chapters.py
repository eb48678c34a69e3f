"""Chapters as files: their source, their identity, and the executed notebook as a release keeps it.

A chapter's identity is a hash of what its author wrote (id, kind, source, attachments and meaningful metadata of each
cell), so that opening and saving it in JupyterLab does not make another release. An executed notebook is kept without
clock, machine and chance, and without metadata that the hash does not see: two runs of the same inputs give the same
bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from analysis.errors import UsageError
from analysis.press.inline import first_heading, stored_results
from analysis.press.protocol import EXPRESSIONS_KEY

AUTHORED = ("tags", "format", "raw_mimetype")
"""Metadata of a cell that mean something to the press; other keys belong to editors."""

KERNELSPEC = {"name": "python3", "display_name": "Python 3", "language": "python"}
CHANCE = (
    # The file name that ipykernel gives to a cell; sought from the start of a word only, for the sake of long lines.
    (re.compile(r"(?<![^\s\"'(])[^\s\"'(]*ipykernel_\d+/\d+\.py"), "<cell>"),
    (re.compile(r"\bat 0x[0-9a-f]{4,}\b"), "at 0x0"),  # an object's address in its default repr
)


def read_chapter(path: Path) -> NotebookNode:
    """Read a notebook of any format; cells without an id of their own get one from their position.

    Raises
    ------
    UsageError
        If the file is not a notebook, or is written in another language than Python.
    """
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        if written.get("nbformat") == 4:
            written["nbformat_minor"] = max(5, written.get("nbformat_minor", 5))
            _settle_ids(written["cells"])
        # Older formats come back as another kind of dictionary, which papermill takes for a path.
        notebook = nbformat.from_dict(nbformat.reads(json.dumps(written), as_version=4))
        if written.get("nbformat") != 4:  # the conversion gave ids by chance
            for number, cell in enumerate(notebook.cells, start=1):
                cell["id"] = f"cell-{number}"
        about = [notebook.metadata.get("kernelspec", {}).get("language")]
        about += [notebook.metadata.get("language_info", {}).get("name"), "python"]
        notebook.metadata["kernelspec"] = nbformat.from_dict(KERNELSPEC)
        nbformat.validate(notebook)
    except (OSError, ValueError, AttributeError, KeyError, TypeError, nbformat.ValidationError) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise UsageError(
            f"{path} is not a notebook that can be read ({reason}). Save it anew with JupyterLab."
        ) from error
    language = next(filter(None, about))
    if language.lower() not in ("python", "ipython"):
        raise UsageError(f"{path} is written in {language}; chapters are run with Python. Write it in Python.")
    return notebook


def _settle_ids(cells: list[dict]) -> None:
    taken = set()
    for number, cell in enumerate(cells, start=1):
        if cell.get("id") is None or cell["id"] in taken:
            cell["id"] = f"cell-{number}"
        taken.add(cell["id"])


def chapter_hash(notebook: NotebookNode) -> str:
    """SHA-256 of what the author wrote, in canonical JSON."""
    cells = [
        [cell.id, cell.cell_type, cell.source, _authored(cell.metadata), cell.get("attachments", {})]
        for cell in notebook.cells
    ]
    return hashlib.sha256(canonical_json(cells)).hexdigest()


def _authored(metadata: dict) -> dict:
    return {key: metadata[key] for key in AUTHORED if metadata.get(key)}


def canonical_json(value: object) -> bytes:
    """JSON with one spelling for equal values; a date is its ISO form."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def chapter_title(notebook: NotebookNode, slug: str) -> str:
    """Text of the first heading, or the name in words where there is none."""
    headings = (first_heading(cell) for cell in notebook.cells if cell.cell_type == "markdown")
    return next((heading for heading in headings if heading), slug.replace("_", " ").capitalize())


def normalise(executed: NotebookNode, project_root: Path) -> NotebookNode:
    """An executed notebook without clock, machine and chance, in place.

    Times, durations and paths of papermill and nbclient go, and what editors left; parameters stay. In outputs, the
    folders of project, environment and home, a cell's temporary file name, and addresses of objects are replaced.
    """
    given = executed.metadata.get("papermill", {}).get("parameters", {})
    kept = {key: executed.metadata[key] for key in ("language_info", "widgets") if key in executed.metadata}
    executed.metadata = nbformat.from_dict({**kept, "kernelspec": KERNELSPEC, "papermill": {"parameters": given}})
    for cell in executed.cells:
        results = cell.metadata.get(EXPRESSIONS_KEY)
        cell.metadata = nbformat.from_dict(_authored(cell.metadata) | ({EXPRESSIONS_KEY: results} if results else {}))
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"
        for output in cell.get("outputs", []):
            for key in ("text", "evalue"):
                if key in output:
                    output[key] = _plain(output[key], project_root)
            if "traceback" in output:
                output["traceback"] = [_plain(line, project_root) for line in output["traceback"]]
        results = [result for result in stored_results(cell).values() if result["status"] == "ok"]
        for shown in [*cell.get("outputs", []), *results]:
            if "text/plain" in shown.get("data", {}):
                shown["data"]["text/plain"] = _plain(shown["data"]["text/plain"], project_root)
    return executed


def _plain(text: str, project_root: Path) -> str:
    # The environment often lies inside the project, and the project inside the home folder: longest first.
    folders = {sys.prefix: "<environment>", f"{sys.base_prefix}/lib": "<python>", str(project_root): "<project>"}
    folders[str(Path.home())] = "<home>"
    for folder in sorted(folders, key=len, reverse=True):
        text = re.sub(rf"(?<![\w./:-]){re.escape(folder)}(?![\w.-])", folders[folder], text)
    for pattern, replacement in CHANCE:
        text = pattern.sub(replacement, text)
    return text
