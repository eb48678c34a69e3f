"""What the engine ``tumen`` does with one notebook.

papermill's client runs its own loop over the cells and calls ``self.execute_cell`` for each. nbclient binds
``execute_cell`` to its own coroutine when the class is made, so overriding ``async_execute_cell`` would change nothing:
``execute_cell`` is the method to override.

A cell that raises is left to papermill, which marks it, writes the notebook and raises ``PapermillExecutionError``. A
failed expression has no output that papermill would look at, and a dead kernel cannot answer its last question; for
these the client raises :class:`~analysis.errors.NotebookError`, after the engine has written the notebook to ``keep``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import Empty
from typing import Any

import nbformat
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbclient.util import ensure_async, run_sync
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager
from papermill.log import logger

from analysis.errors import NotebookError
from analysis.press.inline import find_expressions, store_results
from analysis.press.kernels import OwnKernelManager

_UNANSWERED = {
    "status": "error",
    "ename": "NoAnswer",
    "evalue": "the kernel gave none; most often the exception that was raised cannot be printed",
    "traceback": [],
}


def cell_number(cells: list[NotebookNode], index: int) -> int:
    """Number of a cell, from 1, as its author counts: without what papermill put in above it."""
    added = {"injected-parameters", "papermill-error-cell-tag"}
    return index + 1 - sum(bool(added & set(cell.metadata.get("tags", []))) for cell in cells[:index])


def first_line(source: str) -> str:
    """First line of a cell that says something, shortened."""
    line = next((line.strip() for line in source.splitlines() if line.strip()), "")
    return line if len(line) <= 80 else line[:77] + "..."


class TumenClient(PapermillNotebookClient):
    """papermill's client, which also evaluates the roles of markdown cells.

    Parameters
    ----------
    chapter : str
        Name for messages.
    on_cell : callable, optional
        Called with (cells done, cells in all).
    """

    def __init__(
        self, manager: NotebookExecutionManager, *, chapter: str, on_cell: Callable | None = None, **options: Any
    ):
        super().__init__(manager, kernel_manager_class=OwnKernelManager, **options)
        self.chapter = chapter
        self.on_cell = on_cell

    def start_new_kernel(self, **options: Any) -> None:
        """Start the kernel, and its client, or say in a sentence why there is none."""
        try:
            super().start_new_kernel(**options)
            self.start_new_kernel_client()
        except (RuntimeError, OSError) as error:
            raise NotebookError(
                f"Chapter {self.chapter}: its kernel {self.kernel_name!r} did not start ({error}). "
                "Check that ipykernel is installed in the environment that runs this."
            ) from error

    def execute_cell(self, cell: NotebookNode, cell_index: int, **options: Any) -> NotebookNode:
        """Run a code cell, or evaluate the roles of a markdown cell with what ran above it."""
        try:
            if cell.cell_type == "markdown":
                self._evaluate_roles(cell, cell_index)
            else:
                cell = super().execute_cell(cell, cell_index, **options)
        except CellExecutionError as error:
            if not any(output.output_type == "error" for output in cell.outputs):  # a magic that does not exist
                cell.outputs.append(nbformat.v4.new_output("error", ename=error.ename, evalue=error.evalue))
            raise
        except (DeadKernelError, CellTimeoutError) as error:
            self.nb_man.cell_exception(cell, cell_index=cell_index)
            what = "its kernel died" if isinstance(error, DeadKernelError) else "the time limit was reached"
            raise NotebookError(
                f"{self._place(cell, cell_index)}: {what}. Run the chapter by hand up to this cell; a kernel that dies "
                "has most often used up the memory or called native code that crashed."
            ) from error
        if self.on_cell:
            self.on_cell(cell_index + 1, len(self.nb.cells))
        return cell

    def _evaluate_roles(self, cell: NotebookNode, cell_index: int) -> None:
        expressions = find_expressions(cell.source)
        results = {}
        if expressions:
            answer = self._ask(expressions)
            results = {expression: answer.get(expression, _UNANSWERED) for expression in expressions}
        store_results(cell, results)
        failed = {key: result for key, result in results.items() if result["status"] != "ok"}
        if failed:
            self.nb_man.cell_exception(cell, cell_index=cell_index)
            for result in failed.values():
                logger.error("\n".join(result.get("traceback", [])))
            faults = [f"{{eval}}`{key}`: {result['ename']}: {result['evalue']}" for key, result in failed.items()]
            raise NotebookError(
                f"{self._place(cell, cell_index)}: {faults[0]}. Mend the expression, or define its names above.",
                faults[1:],
            )

    async def _async_ask(self, expressions: list[str]) -> dict[str, dict]:
        """The kernel's answers; none where it lost the question.

        An exception that cannot even be printed makes ipykernel drop its reply. A second question, behind the first in
        the same queue, tells that from an expression that takes its time.
        """
        asked = {expression: expression for expression in expressions}
        first = self.kc.execute("", silent=True, store_history=False, user_expressions=asked)
        second = self.kc.kernel_info()
        answer: dict[str, dict] = {}
        while True:
            try:
                reply = await ensure_async(self.kc.shell_channel.get_msg(timeout=self.shell_timeout_interval))
            except Empty:
                await self._async_check_alive()
                continue
            parent = reply["parent_header"].get("msg_id")
            if parent == first:
                answer = reply["content"].get("user_expressions", {})
            elif parent == second:
                return answer

    _ask = run_sync(_async_ask)

    def _place(self, cell: NotebookNode, index: int) -> str:
        return f"Chapter {self.chapter}, cell {cell_number(self.nb.cells, index)} ({first_line(cell.source)!r})"


class ChapterEngine(NBClientEngine):
    """papermill's engine around :class:`TumenClient`."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        *,
        input_path=None,
        chapter: str | None = None,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        scratch: Path | None = None,
        kernel_log: Path | None = None,
        keep: Path | None = None,
        on_cell: Callable[[int, int], None] | None = None,
        on_kernel: Callable[[OwnKernelManager], None] | None = None,
        **options: Any,
    ) -> None:
        """Run one notebook.

        Parameters
        ----------
        nb_man : papermill.engines.NotebookExecutionManager
            Holds the notebook.
        kernel_name : str
            Kernel to start.
        chapter : str, optional
            Name for messages; the notebook's file name if not given.
        environment : mapping, optional
            Variables for the kernel, added to those of this process.
        folder : pathlib.Path, optional
            The kernel's working directory.
        scratch : pathlib.Path, optional
            Folder for the kernel's sockets.
        kernel_log : pathlib.Path, optional
            Where the kernel process writes what it would write on the screen.
        keep : pathlib.Path, optional
            Where the notebook is written if the run fails other than by a cell that raises.
        on_cell, on_kernel : callable, optional
            Told of cells done and of the kernel's manager.
        **options
            For papermill's client and nbclient.

        Raises
        ------
        NotebookError
            If an expression failed, or the kernel died or did not start.
        """
        chapter = chapter or Path(str(input_path or "notebook")).stem
        client = TumenClient(
            nb_man,
            chapter=chapter,
            on_cell=on_cell,
            timeout=execution_timeout,
            startup_timeout=start_timeout,
            kernel_name=kernel_name,
            log=logger,
            **options,
        )
        started: dict[str, Any] = {"env": {**os.environ, **(environment or {})}}
        if folder is not None:
            started["cwd"] = str(folder)
        client.km = client.create_kernel_manager()
        if on_kernel:
            on_kernel(client.km)
        with open(kernel_log or os.devnull, "ab") as log, client.km.sockets(scratch):
            if kernel_log is not None:
                started |= {"stdout": log, "stderr": log}
            try:
                client.execute(**started)
            except BaseException:
                if keep is not None:
                    nbformat.write(nb_man.nb, keep)
                raise
