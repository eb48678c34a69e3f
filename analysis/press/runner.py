"""Runs the chapters of an edition: papermill in process, one kernel a chapter, several at a time.

The work is done by the kernels, in processes of their own; threads wait for them. Nothing here depends on the working
directory of this process. Every kernel gets the same surroundings, whatever the user's: no start-up files of IPython,
no settings of matplotlib or Python, no chance in the order of sets, UTC, and the as-of date as the date of whatever
stamps its output (``SOURCE_DATE_EPOCH``).
"""

from __future__ import annotations

import datetime
import json
import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import papermill
from nbformat import NotebookNode
from papermill.exceptions import PapermillException, PapermillExecutionError

from analysis.errors import NotebookError
from analysis.press.chapters import normalise
from analysis.press.client import first_line
from analysis.press.kernels import KERNEL_NAME, OwnKernelManager
from analysis.press.logs import log
from analysis.press.protocol import PARAMETERS_TAG, READ_LOG_VARIABLE, ReadRecord
from analysis.project import ENVIRONMENT_VARIABLE, Project


@dataclass(frozen=True)
class Event:
    """Something that a progress display may show.

    ``plan`` (total chapters), ``cell`` (done of total in ``name``), ``chapter`` (``name`` is done: done of total
    chapters), ``print`` (``name`` is the format), ``publish``, ``skip``.
    """

    kind: Literal["plan", "cell", "chapter", "print", "publish", "skip"]
    edition: str
    name: str = ""
    done: int = 0
    total: int = 0


Progress = Callable[[Event], None]


@dataclass(frozen=True)
class Job:
    """A chapter to run, with the values that it gets."""

    slug: str
    notebook: NotebookNode
    parameters: dict[str, Any]


@dataclass(frozen=True)
class Run:
    """A chapter that was run.

    Parameters
    ----------
    slug : str
        Its name.
    notebook : nbformat.NotebookNode
        Executed and normalised.
    reads : tuple of ReadRecord
        Tables that the study handed out, each once, sorted.
    seconds : float
        Time it took, for the run record only.
    """

    slug: str
    notebook: NotebookNode
    reads: tuple[ReadRecord, ...]
    seconds: float


@dataclass(frozen=True)
class Room:
    """Where chapters are run: scratch folder, log file, and the folder that keeps what failed."""

    work: Path
    log: Path
    failed: Path


def run_chapters(
    project: Project,
    edition: str,
    jobs: Sequence[Job],
    room: Room,
    as_of: str,
    workers: int | None = None,
    progress: Progress | None = None,
) -> list[Run]:
    """Run chapters, up to ``workers`` at a time.

    Parameters
    ----------
    project : Project
        Named to the kernels.
    edition : str
        For progress.
    jobs : sequence of Job
        In order.
    room : Room
        Where.
    as_of : str
        ISO date.
    workers : int, optional
        As many as there are processors, if not given.
    progress : callable, optional
        Told one event at a time.

    Returns
    -------
    list of Run
        In the order of ``jobs``.

    Raises
    ------
    NotebookError
        If chapters failed. The others are run to their end, so that all failures are told at once; the executed
        notebooks of those that failed are in ``room.failed``.
    """
    runner = _Runner(project, edition, room, as_of, len(jobs), progress)
    with ThreadPoolExecutor(max_workers=workers or os.cpu_count() or 1) as pool:
        futures = [pool.submit(runner.run, job) for job in jobs]
        try:
            errors = [error for future in futures if (error := future.exception()) is not None]
        except BaseException:  # an interrupt: the threads end when their kernels do
            runner.stop()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    for error in errors:
        if not isinstance(error, NotebookError):
            raise error
    if errors:
        first, *others = errors
        raise NotebookError(
            first.message, [*first.details, *(line for e in others for line in (e.message, *e.details))]
        )
    return [future.result() for future in futures]


class _Runner:
    def __init__(self, project: Project, edition: str, room: Room, as_of: str, total: int, progress: Progress | None):
        self.project, self.edition, self.room, self.total = project, edition, room, total
        self.progress = progress
        seconds = int(datetime.datetime.fromisoformat(f"{as_of}T00:00:00+00:00").timestamp())
        self.epoch = max(seconds, 0)  # whatever stamps its output expects a date after 1970
        self.done = 0
        self.stopped = False
        self.kernels: list[OwnKernelManager] = []
        self.guard = threading.Lock()

    def run(self, job: Job) -> Run:
        begin = time.monotonic()
        read_log = self.room.work / f"{job.slug}.reads.jsonl"
        target = self.room.work / f"{job.slug}.ipynb"
        try:
            executed = papermill.execute_notebook(
                job.notebook,
                str(target).replace("{", "{{").replace("}", "}}"),  # papermill formats paths
                parameters=job.parameters,
                engine_name="tumen",
                kernel_name=KERNEL_NAME,
                language="python",
                progress_bar=False,
                request_save_on_cell_execute=False,
                autosave_cell_every=0,
                chapter=job.slug,
                environment=self._environment(job.slug, read_log),
                folder=self.project.notebooks,
                scratch=self.room.work,
                kernel_log=self.room.log,
                keep=target,
                on_cell=lambda done, cells: self._tell("cell", job.slug, done, cells),
                on_kernel=self._watch,
            )
        except (NotebookError, PapermillException) as error:
            log.error("Chapter %s failed.", job.slug, exc_info=True)
            raise self._sentence(job, error, target) from error
        with self.guard:
            self.done += 1
        self._tell("chapter", job.slug, self.done, self.total)
        notebook = normalise(executed, self.project.root)
        return Run(job.slug, notebook, _reads(read_log), round(time.monotonic() - begin, 3))

    def stop(self) -> None:
        with self.guard:
            self.stopped = True
            for kernel in self.kernels:
                kernel.kill_now()

    def _watch(self, kernel: OwnKernelManager) -> None:
        with self.guard:
            if self.stopped:
                raise KeyboardInterrupt
            self.kernels.append(kernel)

    def _tell(self, kind: str, name: str, done: int, total: int) -> None:
        if self.progress:
            with self.guard:
                self.progress(Event(kind, self.edition, name, done, total))

    def _environment(self, slug: str, read_log: Path) -> dict[str, str]:
        return {
            ENVIRONMENT_VARIABLE: str(self.project.root),
            READ_LOG_VARIABLE: str(read_log),
            "IPYTHONDIR": str(self.room.work / f"{slug}.ipython"),
            "MATPLOTLIBRC": os.devnull,
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            **dict.fromkeys(("PYTHONOPTIMIZE", "PYTHONSTARTUP", "PYTHONWARNINGS"), ""),
            "PYTHONHASHSEED": "0",
            "SOURCE_DATE_EPOCH": str(self.epoch),
            "TZ": "UTC",
        }

    def _sentence(self, job: Job, error: Exception, executed: Path) -> NotebookError:
        kept = ""
        if executed.exists():
            self.room.failed.mkdir(parents=True, exist_ok=True)
            path = self.room.failed / executed.name
            executed.replace(path)
            kept = f"The executed notebook is {path}; "
        ending = f" {kept}{'the' if kept else 'The'} traceback is in {self.room.log}."
        if isinstance(error, NotebookError):
            return NotebookError(error.message + ending, error.details)
        if not isinstance(error, PapermillExecutionError):
            return NotebookError(f"Chapter {job.slug} could not be run ({error}).{ending}")
        return NotebookError(
            f"Chapter {job.slug}, cell {_number(job, error.cell_index)} ({first_line(error.source)!r}): "
            f"{f'{error.ename}: {first_line(error.evalue)}'.rstrip(': .')}.{ending}"
        )


def _number(job: Job, index: int) -> int:
    """Number of a cell as its author counts, without the one that papermill puts below the parameters."""
    declares = (i for i, cell in enumerate(job.notebook.cells) if PARAMETERS_TAG in cell.metadata.get("tags", []))
    return index + 1 - (bool(job.parameters) and index > next(declares))


def _reads(path: Path) -> tuple[ReadRecord, ...]:
    if not path.exists():
        return ()
    lines = sorted(set(path.read_text(encoding="utf-8").splitlines()))
    return tuple(json.loads(line) for line in lines if line.strip())
