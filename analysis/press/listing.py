"""What there is: editions, their parameters, claims and rows, as plain records for a terminal or a program."""

from __future__ import annotations

from analysis.press import editions as declarations
from analysis.press.chapters import read_chapter
from analysis.press.ledger_view import walk_claims
from analysis.press.parameters import read_parameters, type_namespace
from analysis.press.protocol import Study
from analysis.project import Project


def list_editions(project: Project) -> list[dict]:
    """Every declared edition: name, title, as-of date, formats, chapters."""
    found = []
    for name in declarations.list_editions(project):
        edition = declarations.read_edition(project, name)
        found.append(
            {
                "edition": name,
                "title": edition.title,
                "as_of": edition.as_of or "newest in the data",
                "formats": ",".join(edition.formats),
                "chapters": ",".join(edition.chapters),
            }
        )
    return found


def list_parameters(project: Project) -> list[dict]:
    """Every parameter of every chapter that an edition names: type, default, help."""
    names = type_namespace(project)
    editions = [declarations.read_edition(project, name) for name in declarations.list_editions(project)]
    chapters = dict.fromkeys(chapter for edition in editions for chapter in edition.chapters)
    found = []
    for chapter in chapters:
        notebook = read_chapter(project.notebooks / f"{chapter}.ipynb")
        for parameter in read_parameters(notebook, chapter, names).values():
            found.append(
                {
                    "chapter": chapter,
                    "parameter": parameter.name,
                    "type": parameter.annotation,
                    "default": repr(parameter.default),
                    "help": parameter.help,
                }
            )
    return found


def list_claims(study: Study, as_of: str) -> list[dict]:
    """Every claim and part: id, thesis, voice, statement."""
    return [
        {"claim": claim["id"], "thesis": claim["thesis"], "voice": claim["voice"], "statement": claim["statement"]}
        for _, claim in walk_claims(study.ledger(as_of)["claims"])
    ]


def list_rows(study: Study, as_of: str) -> list[dict]:
    """Every row in view: id, day of knowledge, table, text."""
    return [
        {"row": row["id"], "known_on": row["known_on"], "table": row["table"], "text": row["text"]}
        for row in study.rows(study.row_ids(as_of), as_of)
    ]
