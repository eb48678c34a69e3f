"""What a build will do, settled and checked before any kernel starts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from nbformat import NotebookNode

from analysis.errors import DataError, UsageError, did_you_mean
from analysis.press.chapters import canonical_json, chapter_hash, read_chapter
from analysis.press.editions import FORMATS, PAPERS, Edition, read_edition
from analysis.press.hooks import load_study, project_in_environment, translation_of
from analysis.press.manifest import code_inputs, identity, versions
from analysis.press.options import AS_OF, Settled, parse_as_of, settle, wrong_defaults
from analysis.press.parameters import read_parameters, type_namespace
from analysis.press.protocol import InputRecord, Study
from analysis.project import Project


@dataclass(frozen=True)
class Plan:
    """One build, settled.

    Parameters
    ----------
    project : Project
        Where.
    edition : Edition
        With the formats asked for.
    chapters : dict of str to nbformat.NotebookNode
        Sources by name, in order.
    settled : Settled
        As-of date and parameters.
    study : Study or None
        The project's hook.
    inputs : tuple of InputRecord
        Everything that goes in, with hashes.
    versions : dict
        Of the packages that matter.
    """

    project: Project
    edition: Edition
    chapters: dict[str, NotebookNode]
    settled: Settled
    study: Study | None
    inputs: tuple[InputRecord, ...]
    versions: dict[str, str]

    @property
    def release_id(self) -> str:
        """Made from the inputs, not from the clock."""
        return identity(
            self.settled.as_of,
            edition=self.edition.name,
            formats=self.edition.formats,
            parameters=self.settled.by_chapter,
            inputs=self.inputs,
            versions=self.versions,
        )


def plan_build(
    project: Project,
    edition_name: str,
    *,
    parameters: dict[str, str] | None = None,
    as_of: str | None = None,
    formats: tuple[str, ...] | None = None,
    paper: str | None = None,
    today: str,
) -> Plan:
    """Settle and check a build.

    Parameters
    ----------
    project : Project
        The project.
    edition_name : str
        Name of a declared edition.
    parameters : dict of str to str, optional
        Options as text; they override the edition's.
    as_of : str, optional
        ISO date; without it the option or the edition's parameter ``as_of``, the edition's date, or the newest day on
        which something became known.
    formats : tuple of str, optional
        Instead of the edition's.
    paper : str, optional
        Instead of the edition's.
    today : str
        ISO date of the caller's day.

    Raises
    ------
    UsageError
        For an unknown edition, chapter, format or parameter, and for values that cannot be.
    DataError
        If the study finds faults in its data.
    """
    edition = read_edition(project, edition_name)
    if formats is not None:
        unknown = [name for name in formats if name not in FORMATS]
        if unknown:
            raise UsageError(f"Unknown format {', '.join(unknown)}; expected one or both of {', '.join(FORMATS)}.")
        edition = edition.model_copy(update={"formats": tuple(name for name in FORMATS if name in formats)})
    if paper is not None:
        if paper not in PAPERS:
            raise UsageError(f"Unknown paper {paper!r}; expected {' or '.join(PAPERS)}{did_you_mean(paper, PAPERS)}")
        edition = edition.model_copy(update={"paper": paper})
    options = dict(parameters or {})
    asked = options.pop(AS_OF, None)
    if asked is not None and as_of is not None and asked != as_of:
        raise UsageError(f"as_of is given twice and differently: {as_of} and {asked}. Give it once.")
    edition = _without_date(edition)
    chosen = next((day for day in (as_of, asked, edition.as_of) if day is not None), None)
    where = AS_OF if (as_of, asked) != (None, None) else f"{edition.path}, {AS_OF}"

    study = load_study(project)
    chapters, known = _read_chapters(project, edition)
    if chosen is not None:
        chosen = parse_as_of(chosen, today, where)
        settled = settle(edition, known, options, chosen)
        check_data(study)
    else:
        settle(edition, known, options, today)  # a wrong parameter is told before the data are read
        check_data(study)
        # Without a study nothing says when things became known: the caller's day is the newest.
        settled = settle(edition, known, options, study.default_as_of(today) if study else today)
    day = settled.as_of
    modules = ["analysis", *filter(None, (project.config.get(key) for key in ("study", "parameter_types")))]
    inputs = [
        *(
            InputRecord(name=f"{project.config['notebooks']}/{slug}.ipynb", sha256=chapter_hash(notebook))
            for slug, notebook in chapters.items()
        ),
        InputRecord(name=f"{project.config['editions']}/{edition.name}.toml", sha256=_edition_hash(edition)),
        *(study.inputs(day) if study else ()),
        *translation_of(study, edition.language)["inputs"],
        *code_inputs(module.partition(":")[0] for module in modules),
    ]
    return Plan(project, edition, chapters, settled, study, tuple(inputs), versions())


def edition_faults(project: Project, edition_name: str, today: str) -> list[str]:
    """What would stop a build of an edition before its first kernel, and defaults that their own type refuses.

    The data are not looked at. One line each; empty if there is none.
    """
    faults = []
    with project_in_environment(project):
        try:
            edition = _without_date(read_edition(project, edition_name))
            _, known = _read_chapters(project, edition)
            faults += wrong_defaults(known)
            day = parse_as_of(edition.as_of, today, f"{edition.path}, {AS_OF}") if edition.as_of else today
            settle(edition, known, {}, day)
        except UsageError as error:
            faults += [error.message, *error.details]
    return faults


def _without_date(edition: Edition) -> Edition:
    """An edition may give ``as_of`` among its parameters, too."""
    parameters = dict(edition.parameters)
    fixed = parameters.pop(AS_OF, None)
    as_of = edition.as_of or (str(fixed) if fixed is not None else None)
    return edition.model_copy(update={"parameters": parameters, "as_of": as_of})


def _read_chapters(project: Project, edition: Edition) -> tuple[dict[str, NotebookNode], dict[str, dict]]:
    names = type_namespace(project)
    chapters = {slug: read_chapter(project.notebooks / f"{slug}.ipynb") for slug in edition.chapters}
    return chapters, {slug: read_parameters(notebook, slug, names) for slug, notebook in chapters.items()}


def check_data(study: Study | None) -> None:
    """Refuse data in which the study finds faults."""
    faults = study.check() if study else []
    if faults:
        count = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise DataError(f"The data have {count}; nothing was run. Mend the rows named below and try again.", faults)


def _edition_hash(edition: Edition) -> str:
    return hashlib.sha256(canonical_json(edition.model_dump(exclude={"path"}))).hexdigest()
