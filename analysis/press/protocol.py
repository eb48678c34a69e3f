"""The protocol between the study and the press: the only thing that both sides know.

1. **A number or a sentence in prose.** An object displays as a MIME bundle with ``text/plain`` and
   :data:`QUANTITY_MIME` or :data:`TEXT_MIME`: a JSON object with the keys of :class:`QuantityRecord` or
   :class:`TextRecord`.
2. **Parameters.** The cell tagged ``parameters`` holds annotated assignments, each with a default and a trailing
   comment as help. Annotations are builtin and typing forms, or names from the module that ``[tool.tumen]
   parameter_types`` declares: pydantic types.
3. **The study's hook.** ``[tool.tumen] study = "package.module:Name"`` names a class that follows :class:`Study`.
4. **What was read.** While a chapter runs, the environment variable :data:`READ_LOG_VARIABLE` names a file. The study
   appends one JSON line per table that it hands out: :class:`ReadRecord`.
5. **The run's project.** :data:`analysis.project.ENVIRONMENT_VARIABLE` names the project folder in every kernel.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NotRequired, Protocol, TypedDict, runtime_checkable

QUANTITY_MIME = "application/vnd.tumen.quantity+json"
"""MIME type of a number that carries its origin."""

FIGURE_MIME = "application/vnd.tumen.figure+json"
"""MIME type that accompanies an image: :class:`FigureRecord` (alt text, caption, source line, data)."""

TABLE_MIME = "application/vnd.tumen.table+json"
"""MIME type of a table meant for print: :class:`TableRecord`."""

TEXT_MIME = "application/vnd.tumen.text+json"
"""MIME type of a sentence that knows on what it rests: :class:`TextRecord`."""

READ_LOG_VARIABLE = "TUMEN_READ_LOG"
"""Environment variable with the path of the log of tables read by a run."""

PARAMETERS_TAG = "parameters"
SHOW_INPUT_TAG = "show-input"
"""Every code cell's source is hidden in HTML and PDF unless it is tagged ``show-input``."""

EXPRESSIONS_KEY = "user_expressions"
"""Key in a markdown cell's metadata with the stored results of its ``{eval}`` roles (as jupyterlab-myst keeps them)."""

VERDICTS = ("supported", "supported_with_qualification", "mixed", "contradicted", "not_testable")
CONFIDENCES = ("high", "moderate", "low", None)
BOUNDS = ("exact", "about", "at_least", "up_to", "range", "unquantified", "missing")


class QuantityRecord(TypedDict):
    """The JSON form of a number that knows where it came from."""

    name: NotRequired[str]  # what it measures, where it stands in a list
    text: str
    value: float | int | None
    low: float | int | None
    high: float | int | None
    bound: str
    unit: str
    as_of: str | None
    method: str
    status: str | None
    rows: list[str]
    sources: list[str]


class TextRecord(TypedDict):
    """The JSON form of a sentence that knows on what it rests."""

    text: str
    claim: NotRequired[str | None]  # id of the claim that it tells of
    opens: NotRequired[bool]  # whether it opens the answer to that claim, so that the claim is named before it
    rows: list[str]
    sources: list[str]  # those that decide come first


class FigureRecord(TypedDict):
    """What accompanies a figure, beside its image (``image/svg+xml``)."""

    label: str  # stable, used as the anchor and in file names: "container-reports"
    title: str  # says what the figure shows, in a sentence
    alt: str  # computed from the figure's own data
    source_line: str
    as_of: str
    columns: list[str]  # the data behind the figure
    data: list[list]
    rows: list[str]  # row ids
    sources: list[str]


class TableRecord(TypedDict):
    """A table for print. Cells are strings, numbers, or :class:`QuantityRecord`."""

    label: str
    title: str
    columns: list[str]
    align: list[Literal["left", "right", "center"]]
    widths: NotRequired[list[float]]  # relative; optional
    data: list[list]
    source_line: str
    as_of: str
    rows: list[str]
    sources: list[str]


class ReadRecord(TypedDict):
    """One line of the read log: a table as it was handed to a chapter."""

    table: str
    as_of: str
    rows: list[str]  # the row ids in view
    sha256: str  # of the rows in view, in a canonical form


class Graded(TypedDict):
    """A verdict with its confidence."""

    verdict: str
    confidence: str | None


class FlipPoint(TypedDict):
    """How far which input must move before the verdict turns."""

    text: str  # in a sentence
    input: str  # what would have to move
    now: str | None
    at: str | None  # where the verdict turns
    turns: str | None  # the verdict that it turns to


class Specification(Graded):
    """The claim judged under one other choice."""

    dimension: str  # what is chosen: a basis, a coding, a window
    choice: str
    agrees: bool  # whether the verdict is the same


class Specifications(TypedDict):
    """The claim judged under every listed other choice."""

    n: int
    agreeing: int
    list: list[Specification]


# ``for`` is a word of the language, so this one is written as a call.
Lineage = TypedDict("Lineage", {"lineage": str, "name": str, "for": int, "against": int, "status": str})
"""Who could know by own means: rows on each side, and the standing of what they say."""


Claim = TypedDict(
    "Claim",
    {
        "id": str,
        "parts": "list[Claim]",
        "statement": str,
        "voice": str,
        "kind": str,
        "thesis": Literal["thesis", "counter_thesis", "neutral"],
        "rule": NotRequired[str],  # by which the verdict is computed, in words
        "verdict": str,
        "confidence": str | None,
        "reason": str,
        "quantities": list[QuantityRecord],  # each with its name
        "for": list[str],  # row ids
        "against": list[str],  # row ids
        "sources": list[str],  # source ids
        "would_change": str,
        "flip_point": NotRequired[FlipPoint],
        "specifications": NotRequired[Specifications],
        "dissent": NotRequired[str],  # who disagrees, and why, in two sentences
        "lineages": NotRequired[list[Lineage]],
        "status": NotRequired[str | None],  # standing of the weakest row that decides
    },
)
"""One entry of the ledger (JSON Schema: ``analysis/press/schemas/ledger.schema.json``)."""


class Change(TypedDict):
    """A claim that fares otherwise than with the full evidence."""

    id: str
    before: Graded  # with the full evidence
    after: Graded


class Ledger(TypedDict):
    """All claims, judged with what was known on a day."""

    as_of: str
    claims: list[Claim]
    changes: NotRequired[list[Change]]  # added by the press where rows are left out or bases preferred


class Source(TypedDict):
    """One entry of the bibliography, as the press prints it."""

    id: str
    title: str
    publisher: str
    issuer: str
    url: str
    published_on: str  # an ISO date, which may be a year or a month alone; empty where unknown
    accessed_on: NotRequired[str]
    issuer_grade: str
    publisher_grade: str


class Row(TypedDict):
    """One row of evidence, as the press prints it."""

    id: str
    table: str
    text: str  # the row in one line, for people
    known_on: str
    sources: list[str]
    fields: dict[str, str | float | int | None]


class InputRecord(TypedDict):
    """One input of a release, for its manifest."""

    name: str  # path inside the project
    sha256: str
    rows: NotRequired[int]  # rows in view, for a table


class Translation(TypedDict):
    """What a study says in another language than its own."""

    statements: dict[str, str]  # of claims and parts, by id
    names: dict[str, str]  # of voices and others that the ledger names, by the form that it has
    inputs: list[InputRecord]  # the files it was read from


@runtime_checkable
class Translated(Protocol):
    """What a study that is told in several languages offers besides the methods of :class:`Study`."""

    language: str
    """BCP 47 tag of everything that :class:`Study` hands out."""

    def translation(self, language: str) -> Translation:
        """What the study can say in a language; empty where it has nothing."""
        ...


@runtime_checkable
class Study(Protocol):
    """The study's hook. The press asks; it imports nothing of the study."""

    def __init__(self, root: Path): ...

    def default_as_of(self, today: str) -> str:
        """Newest day on which some row became known, not after ``today`` (ISO dates)."""
        ...

    def check(self) -> list[str]:
        """Every fault of the data, one line each; empty if there is none."""
        ...

    def notices(self) -> list[str]:
        """What a keeper of the data should know though it is no fault: rows that are never visible, and the like."""
        ...

    def descriptions(self) -> dict[str, str]:
        """What describes the data for readers and programs: text of each file, by its path inside the project."""
        ...

    def inputs(self, as_of: str) -> list[InputRecord]:
        """What the study reads on that day: hashes of rows in view, so that rows known later change nothing."""
        ...

    def ledger(self, as_of: str, exclude: tuple[str, ...] = (), prefer: tuple[str, ...] = ()) -> Ledger:
        """The verdicts of a day, without the rows and sources in ``exclude``."""
        ...

    def row_ids(self, as_of: str) -> list[str]:
        """Ids of all rows in view."""
        ...

    def rows(self, ids: list[str], as_of: str) -> list[Row]:
        """Rows by id."""
        ...

    def sources(self, ids: list[str]) -> list[Source]:
        """Bibliography entries by id; ids that the bibliography does not have are left out."""
        ...
