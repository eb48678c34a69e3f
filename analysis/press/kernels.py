"""Kernels of the running environment: its interpreter, whatever kernelspecs a user has installed."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec

KERNEL_NAME = "python3"
LONGEST_SOCKET = 100
"""Bytes that the path of a Unix socket may have on every system, and a little room."""


class OwnKernelManager(AsyncKernelManager):
    """Starts the kernel ``python3`` with the interpreter that runs the press.

    A kernelspec of that name in a user's folder, or in ``JUPYTER_PATH``, could name any interpreter with any
    packages. Other kernels are looked up as usual.
    """

    @property
    def kernel_spec(self) -> KernelSpec | None:
        """The specification that :meth:`start_kernel` follows."""
        if self.kernel_name not in ("", KERNEL_NAME):
            return super().kernel_spec
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name="Python 3",
            language="python",
        )

    @contextmanager
    def sockets(self, folder: Path | None = None) -> Iterator[None]:
        """Talk to the kernel over Unix sockets in a folder, which is removed at the end.

        Ports of TCP are chosen by trying, so two builds at the same time can choose the same one; about one kernel in
        a hundred then never answers. Where paths are too long for sockets, TCP it is.

        Parameters
        ----------
        folder : pathlib.Path, optional
            Where to make it, if the path is short enough; else among the system's temporary files.
        """
        near = folder is not None and len(os.fsencode(folder)) < LONGEST_SOCKET - len("/tumen-12345678/k-ipc-5")
        where = folder if near else None
        with tempfile.TemporaryDirectory(prefix="tumen-", dir=where, ignore_cleanup_errors=True) as made:
            stem = os.path.join(made, "k")
            if os.name == "posix" and len(os.fsencode(stem)) < LONGEST_SOCKET - len("-ipc-5"):
                self.transport, self.connection_file, self.ip = "ipc", f"{stem}.json", f"{stem}-ipc"
            yield

    def kill_now(self) -> None:
        """End the process at once, from any thread; whoever waits for it sees a dead kernel."""
        process = getattr(self.provisioner, "process", None)
        if process is not None and process.poll() is None:
            process.kill()
