"""Kernels of the running environment: its interpreter, whatever kernelspecs a user has installed."""

from __future__ import annotations

import sys

from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec

KERNEL_NAME = "python3"


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

    def kill_now(self) -> None:
        """End the process at once, from any thread; whoever waits for it sees a dead kernel."""
        process = getattr(self.provisioner, "process", None)
        if process is not None and process.poll() is None:
            process.kill()
