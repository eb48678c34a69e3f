"""Builds one release of an edition and publishes it.

The order of things: settle and check everything (:mod:`~analysis.press.plan`); take the workplace; if a release of
these inputs is kept whole, publish that one; else run the chapters, make the book, print it, write ledger, manifest and
run record, all in the workplace; then put the release into ``reports/releases/<edition>/<id>/`` and a copy into
``reports/published/<edition>/``, whole, both or neither. Whatever fails before that leaves both as they were.

Only ``run.json`` knows clock and machine. Every other file of a release is the same for the same inputs.
"""

from __future__ import annotations

import datetime
import os
import platform
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import nbformat

from analysis.errors import PublishError, RenderError, TumenError, UsageError
from analysis.press.book import Book, Chapter
from analysis.press.chapters import chapter_title
from analysis.press.citations import cited_ids
from analysis.press.editions import Edition
from analysis.press.hooks import project_in_environment, translation_of
from analysis.press.language import DEFAULT, speaking
from analysis.press.logs import build_log, log
from analysis.press.manifest import (
    RUN_RECORD,
    check_ledger,
    is_whole,
    read_manifest,
    write_json,
    write_ledger,
    write_manifest,
)
from analysis.press.places import Placement, reason, recover, recover_all, workplace
from analysis.press.plan import Plan, plan_build
from analysis.press.protocol import Ledger
from analysis.press.runner import Event, Job, Progress, Room, Run, run_chapters
from analysis.project import Project


@dataclass(frozen=True)
class BuildResult:
    """What a build gave.

    Parameters
    ----------
    path : pathlib.Path
        The published folder, or the one asked for with ``out``.
    release_id : str
        Made from the inputs.
    as_of : str
        ISO date.
    skipped : bool
        Whether nothing had to be run, since a release of these inputs was kept.
    index, pdf : pathlib.Path or None
        The page and the PDF to open; None where the format was not asked for.
    """

    path: Path
    release_id: str
    as_of: str
    skipped: bool
    index: Path | None
    pdf: Path | None


def build(
    project: Project,
    edition_name: str,
    *,
    parameters: dict[str, str] | None = None,
    as_of: str | None = None,
    formats: tuple[str, ...] | None = None,
    paper: str | None = None,
    out: Path | None = None,
    force: bool = False,
    today: str,
    workers: int | None = None,
    progress: Progress | None = None,
) -> BuildResult:
    """Build and publish one release.

    Parameters
    ----------
    project, edition_name, parameters, as_of, formats, paper, today
        See :func:`analysis.press.plan.plan_build`.
    out : pathlib.Path, optional
        Folder that gets the release's content, instead of ``releases`` and ``published``.
    force : bool
        Run again though a release of these inputs is kept.
    workers : int, optional
        Chapters run at a time; as many as there are processors, if not given.
    progress : callable, optional
        Told of each :class:`~analysis.press.runner.Event`.

    Returns
    -------
    BuildResult

    Raises
    ------
    UsageError, DataError, NotebookError, RenderError, PublishError
        Each with its exit code; the last good release is untouched.
    """
    with project_in_environment(project):
        target = _checked_target(out) if out is not None else project.folder("published") / edition_name
        plan = plan_build(
            project, edition_name, parameters=parameters, as_of=as_of, formats=formats, paper=paper, today=today
        )
        tell = progress or (lambda event: None)
        tell(Event("plan", edition_name, total=len(plan.chapters)))
        kept = project.folder("releases") / edition_name / plan.release_id
        with workplace(_work_folder(project, edition_name, out), f"The edition {edition_name}") as work:
            recover(target)
            if out is None:  # else another build may be at work there
                recover_all(kept.parent)
            skipped = not force and is_whole(kept)
            if skipped or (not force and out is not None and _holds(target, plan.release_id)):
                skipped = True
                tell(Event("skip", edition_name))
                if not _holds(target, plan.release_id):
                    with Placement(kept, target, move=False) as shown:
                        shown.commit()
            else:
                try:
                    made = _make(plan, work, workers, tell, out)
                except OSError as error:
                    raise PublishError(
                        f"The release of {edition_name} could not be written below {work.parent} ({reason(error)}); "
                        "the last one is untouched. Check permissions and free space, and build again."
                    ) from error
                tell(Event("publish", edition_name))
                _publish(made, kept, target, keep=out is None)
    result = {"html": target / "index.html", "pdf": target / pdf_name(edition_name)}
    index, pdf = (result[name] if name in plan.edition.formats else None for name in ("html", "pdf"))
    return BuildResult(target, plan.release_id, plan.settled.as_of, skipped, index, pdf)


def pdf_name(edition_name: str) -> str:
    """File name of an edition's PDF."""
    return f"tumen-{edition_name}.pdf"


def _checked_target(out: Path) -> Path:
    target = Path(out).expanduser().resolve()
    if target.is_mount():
        raise UsageError(
            f"--out {target}: a mount point cannot be exchanged whole. Name a folder inside it: {target / 'release'}."
        )
    if target.exists() and (not target.is_dir() or (any(target.iterdir()) and read_manifest(target) is None)):
        raise UsageError(
            f"--out {target}: expected a new or empty folder, or a former release; found something else. "
            "Nothing was touched; name another folder."
        )
    return target


def _reports(project: Project) -> Path:
    return project.folder("releases").parent / ".work"


def _work_folder(project: Project, edition_name: str, out: Path | None) -> Path:
    """Beside a folder that was asked for, so that the project's own may be read-only."""
    if out is None:
        return _reports(project) / edition_name
    target = Path(out).expanduser().resolve()
    return target.parent / f".{target.name}.work"


def _room(plan: Plan, work: Path, out: Path | None) -> Room:
    if out is None:
        reports = _reports(plan.project)
        return Room(work, reports / f"{plan.edition.name}.log", reports / "failed" / plan.edition.name)
    failed = work.with_suffix(".failed")
    return Room(work, failed / "build.log", failed)


def _make(plan: Plan, work: Path, workers: int | None, tell: Progress, out: Path | None) -> Path:
    """Run, print and write one release in the workplace."""
    begin, started = time.monotonic(), datetime.datetime.now(datetime.UTC)
    room = _room(plan, work, out)
    shutil.rmtree(room.failed, ignore_errors=True)
    folder = work / "release"
    (folder / "notebooks").mkdir(parents=True)
    with build_log(room.log):
        ledger = check_ledger(plan.study.ledger(plan.settled.as_of)) if plan.study else None
        jobs = [Job(slug, source, plan.settled.by_chapter[slug]) for slug, source in plan.chapters.items()]
        runs = run_chapters(plan.project, plan.edition.name, jobs, room, plan.settled.as_of, workers, tell)
        for run in runs:
            nbformat.write(run.notebook, folder / "notebooks" / f"{run.slug}.ipynb")
        with _rendering("book", plan, folder, room), speaking(plan.edition.language):
            book = make_book(plan, ledger, runs)
        if ledger is not None:
            write_ledger(folder, ledger)
        printed = _print(book, plan, folder, room, tell)
    write_manifest(folder, _manifest(plan, runs))
    if out is not None:
        shutil.rmtree(room.failed, ignore_errors=True)
    finished = datetime.datetime.now(datetime.UTC)
    record = {
        "release_id": plan.release_id,
        "started": started.isoformat(timespec="seconds"),
        "finished": finished.isoformat(timespec="seconds"),
        "seconds": round(time.monotonic() - begin, 3),
        "chapters": {run.slug: run.seconds for run in runs},
        "printed": printed,
        "host": platform.node(),
        "platform": platform.platform(),
        "processors": os.cpu_count(),
    }
    write_json(folder / RUN_RECORD, record)
    return folder


def make_book(plan: Plan, ledger: Ledger | None, runs: list[Run]) -> Book:
    """What the printers get: chapters, ledger, and the rows and sources on which they rest."""
    day, study = plan.settled.as_of, plan.study
    row_ids, source_ids = cited_ids(ledger, [run.notebook for run in runs])
    rows = study.rows(row_ids, day) if study and row_ids else []
    source_ids = sorted({*source_ids, *(source for row in rows for source in row["sources"])})
    return Book(
        edition=plan.edition.name,
        title=plan.edition.title,
        subtitle=plan.edition.subtitle,
        abstract=plan.edition.abstract,
        language=plan.edition.language,
        elsewhere=frozenset(path.stem for path in plan.project.notebooks.glob("*.ipynb")) - plan.chapters.keys(),
        study_language=getattr(study, "language", DEFAULT),
        scripts=plan.edition.scripts,
        as_of=day,
        release_id=plan.release_id,
        parameters=plan.settled.given,
        shown=plan.settled.shown,
        chapters=tuple(Chapter(run.slug, chapter_title(run.notebook, run.slug), run.notebook) for run in runs),
        ledger=ledger,
        translation=translation_of(study, plan.edition.language),
        rows=tuple(rows),
        sources=tuple(study.sources(source_ids)) if study and source_ids else (),
    )


def _print(book: Book, plan: Plan, folder: Path, room: Room, tell: Progress) -> dict[str, float]:
    seconds = {}
    for name in plan.edition.formats:
        tell(Event("print", plan.edition.name, name))
        begin = time.monotonic()
        with _rendering(name.upper(), plan, folder, room):
            _printers(folder, plan.edition)[name](book)
        seconds[name] = round(time.monotonic() - begin, 3)
        log.info("Printed %s.", name)
    return seconds


@contextmanager
def _rendering(what: str, plan: Plan, folder: Path, room: Room) -> Iterator[None]:
    """Whatever fails here is a failure to render; the executed notebooks are kept."""
    try:
        yield
    except Exception as error:
        with suppress(OSError):  # a full disk has no room for them either
            shutil.copytree(folder / "notebooks", room.failed, dirs_exist_ok=True)
        ending = f" The executed notebooks are in {room.failed}; the traceback is in {room.log}."
        if isinstance(error, TumenError):
            raise RenderError(error.message + ending, error.details) from error
        raise RenderError(
            f"The {what} of {plan.edition.name} could not be made ({type(error).__name__}: {error}).{ending}"
        ) from error


def _printers(folder: Path, edition: Edition) -> dict[str, Callable[[Book], object]]:
    from analysis.press import html, pdf

    return {
        "html": lambda book: html.write_pages(book, folder, pdf="pdf" in edition.formats),
        "pdf": lambda book: pdf.write_pdf(book, folder / pdf_name(book.edition), edition.paper),
    }


def _manifest(plan: Plan, runs: list[Run]) -> dict:
    reads = [{"chapter": run.slug, **read, "rows": len(read["rows"])} for run in runs for read in run.reads]
    return {
        "edition": plan.edition.name,
        "title": plan.edition.title,
        "release_id": plan.release_id,
        "as_of": plan.settled.as_of,
        "chapters": list(plan.edition.chapters),
        "formats": list(plan.edition.formats),
        "parameters": plan.settled.given,
        "versions": plan.versions,
        "inputs": list(plan.inputs),
        "reads": reads,
    }


def _holds(folder: Path, release_id: str) -> bool:
    manifest = read_manifest(folder)
    return manifest is not None and manifest["release_id"] == release_id and is_whole(folder)


def _publish(made: Path, kept: Path, target: Path, *, keep: bool) -> None:
    with ExitStack() as places:
        shown = places.enter_context(Placement(made, target, move=not keep))
        if keep:
            places.enter_context(Placement(made, kept, move=True)).commit()
        shown.commit()
