"""What a release says about itself: its identity, the hashes of its inputs and outputs, and the ledger as files.

A release's id is made from its inputs, never from the clock: the as-of date and a hash over the chapters' sources, the
declaration of the edition, the parameters, what the study reads on that day, the code, and the versions of the
packages that matter. ``manifest.json`` follows ``schemas/manifest.schema.json``, ``ledger.json`` follows
``schemas/ledger.schema.json``.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.metadata
import importlib.resources
import importlib.util
import io
import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from analysis.errors import DataError
from analysis.press.chapters import canonical_json
from analysis.press.ledger_view import standing
from analysis.press.protocol import Claim, InputRecord, Ledger

MANIFEST = "manifest.json"
RUN_RECORD = "run.json"
LEDGER_COLUMNS = (
    "id", "part_of", "statement", "voice", "kind", "thesis", "verdict", "confidence", "reason", "for", "against",
    "sources", "would_change", "flip_point", "stands_under", "dissent", "status",
)  # fmt: skip
PACKAGES = (
    "tumen", "papermill", "nbclient", "nbconvert", "nbformat", "ipykernel", "jinja2", "mistune", "matplotlib", "numpy",
    "pandas", "pandera", "pydantic", "tylax", "typst",
)  # fmt: skip
"""Distributions whose version can change what a release says or how it looks."""


def versions() -> dict[str, str]:
    """Versions of Python and of :data:`PACKAGES`, as far as installed."""
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def code_inputs(modules: Iterable[str]) -> list[InputRecord]:
    """One record per top-level package or module: the hash of all its files (without compiled ones)."""
    records = []
    for name in sorted({module.partition(".")[0] for module in modules}):
        spec = importlib.util.find_spec(name)
        folders = [Path(folder) for folder in spec.submodule_search_locations or ()]
        if folders:
            files = {p.relative_to(f).as_posix(): p for f in folders for p in f.rglob("*") if _is_code(p)}
        else:
            files = {Path(spec.origin).name: Path(spec.origin)}
        digest = hashlib.sha256()
        for relative, path in sorted(files.items()):
            digest.update(f"{relative}\0{file_hash(path)}\n".encode())
        records.append(InputRecord(name=f"package {name}", sha256=digest.hexdigest()))
    return records


def _is_code(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")


def file_hash(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def identity(as_of: str, **inputs: Any) -> str:
    """Release id: the as-of date, and twelve digits of the hash of everything that went in."""
    return f"{as_of}-{hashlib.sha256(canonical_json([as_of, inputs])).hexdigest()[:12]}"


def write_json(path: Path, value: Any) -> None:
    """Write JSON for people and programs: indented, in the order given, with a newline at the end."""
    path.write_text(as_json(value), encoding="utf-8")


def as_json(value: Any) -> str:
    """JSON for people and programs."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def check_ledger(ledger: Ledger) -> Ledger:
    """The ledger as it came, if it follows its schema.

    Raises
    ------
    DataError
        With every place where it does not.
    """
    faults = [f"{fault.json_path}: {fault.message[:200]}" for fault in schema_faults("ledger", ledger)]
    if faults:
        raise DataError("The study's ledger does not follow ledger.schema.json; the study must be mended.", faults)
    return ledger


def write_ledger(folder: Path, ledger: Ledger) -> None:
    """Write ``ledger.json`` and ``ledger.csv`` (one line a claim or part; lists joined by spaces)."""
    write_json(folder / "ledger.json", ledger)
    text = io.StringIO()
    table = csv.DictWriter(text, LEDGER_COLUMNS, lineterminator="\n", extrasaction="ignore")
    table.writeheader()
    for claim, parent in _flat(ledger["claims"], ""):
        lists = {key: " ".join(claim[key]) for key in ("for", "against", "sources")}
        flip = claim.get("flip_point", {}).get("text")
        table.writerow({**claim, **lists, "part_of": parent, "flip_point": flip, "stands_under": standing(claim)})
    (folder / "ledger.csv").write_text(text.getvalue(), encoding="utf-8", newline="")


def _flat(claims: list[Claim], parent: str) -> Iterator[tuple[Claim, str]]:
    for claim in claims:
        yield claim, parent
        yield from _flat(claim["parts"], claim["id"])


def write_manifest(folder: Path, content: Mapping[str, Any]) -> None:
    """Write ``manifest.json``: the content given, and every other file of the folder with its hash and size."""
    outputs = [
        {"name": name, "sha256": file_hash(path), "bytes": path.stat().st_size} for name, path in _files(folder).items()
    ]
    manifest = {**content, "outputs": outputs}
    jsonschema.validate(manifest, schema("manifest"), cls=jsonschema.Draft202012Validator)
    write_json(folder / MANIFEST, manifest)


def read_manifest(folder: Path) -> dict | None:
    """The manifest of a release, or None where the folder is not one."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return None if any(schema_faults("manifest", manifest)) else manifest


def is_whole(folder: Path) -> bool:
    """Whether a folder is a release of which no file is missing, changed or added."""
    manifest = read_manifest(folder)
    if manifest is None or not (folder / RUN_RECORD).is_file():
        return False
    listed = {output["name"]: output["sha256"] for output in manifest["outputs"]}
    return listed == {name: file_hash(path) for name, path in _files(folder).items()}


def _files(folder: Path) -> dict[str, Path]:
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: files[name] for name in sorted(files) if name not in (MANIFEST, RUN_RECORD)}


@cache
def schema(name: str) -> dict:
    """A JSON Schema of the press: ``ledger`` or ``manifest``."""
    path = importlib.resources.files("analysis.press") / "schemas" / f"{name}.schema.json"
    return json.loads(path.read_text(encoding="utf-8"))


def schema_faults(name: str, value: Any) -> Iterator[jsonschema.ValidationError]:
    """Where a value breaks a schema of the press."""
    return jsonschema.Draft202012Validator(schema(name)).iter_errors(value)
