"""Where a build works, and how its result gets into its place whole.

Three promises are kept here. A build has its workplace for itself: a lock that the operating system drops when the
process ends, however it ends, so nothing has to be guessed about process ids. What a killed build left behind is
removed by the next. And a folder is exchanged for its successor in one step: ``renameat2`` with ``RENAME_EXCHANGE``
where the system has it; elsewhere with two renames, and if a crash falls between them, :func:`recover` puts the old
folder back.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from analysis.errors import PublishError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_LOCK = "lock"


@contextmanager
def workplace(folder: Path, what: str) -> Iterator[Path]:
    """Hold a folder for one build: empty on entry, removed on exit.

    Parameters
    ----------
    folder : pathlib.Path
        Made if missing. What an earlier build left in it is removed.
    what : str
        What is being built, for the message.

    Raises
    ------
    PublishError
        If another build holds it, or the folder cannot be made.
    """
    try:
        lock = _locked(folder, what)
    except OSError as error:
        raise PublishError(
            f"The work folder {folder} cannot be made ({reason(error)}). Check its permissions."
        ) from error
    with lock:
        for leftover in folder.iterdir():
            if leftover.name != _LOCK:
                _remove(leftover)
        try:
            yield folder
        finally:
            _remove(folder)


def _locked(folder: Path, what: str):
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        # Not inherited by kernels: Python opens files so, and a kernel that outlives its build must not hold the lock.
        lock = (folder / _LOCK).open("a+", encoding="utf-8")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip()
            lock.close()
            raise PublishError(
                f"{what} is being built by another process{f' ({holder})' if holder else ''}. "
                "Wait until it has finished, or stop it, and build again."
            ) from None
        # The holder before us removes the folder, and with it the file that we may just have locked.
        if _is_still(folder / _LOCK, lock.fileno()):
            lock.truncate(0)
            lock.write(f"process {os.getpid()}")
            lock.flush()
            return lock
        lock.close()


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


class Placement:
    """Puts a folder into its place: staged beside it, exchanged in one step, undone if a later step fails.

    Parameters
    ----------
    source : pathlib.Path
        The finished folder.
    target : pathlib.Path
        Its place.
    move : bool
        Whether the source may be moved; else it is copied.

    Examples
    --------
    >>> with Placement(made, published, move=False) as shown:
    ...     shown.commit()
    """

    def __init__(self, source: Path, target: Path, *, move: bool):
        self.source, self.target, self.move = source, target, move
        self.next, self.last = _beside(target, "next"), _beside(target, "last")
        self.replaced = False
        self.committed = False

    def __enter__(self) -> Self:
        with _publishing(self.target):
            recover(self.target)
            self.target.parent.mkdir(parents=True, exist_ok=True)
            try:
                if self.move:
                    try:
                        self.source.rename(self.next)
                    except OSError as error:
                        if error.errno != errno.EXDEV:
                            raise
                        shutil.copytree(self.source, self.next)
                else:
                    shutil.copytree(self.source, self.next)
            except OSError:
                _remove(self.next)
                raise
        return self

    def commit(self) -> None:
        """Exchange. What stood in the place is kept beside it until the end, for :meth:`undo`."""
        with _publishing(self.target):
            self.replaced = self.target.exists()
            if self.replaced:
                _exchange(self.next, self.target, self.last)
            else:
                self.next.rename(self.target)
            self.committed = True

    def undo(self) -> None:
        """Exchange back."""
        if self.replaced:
            _exchange(self.next, self.target, self.last)
        else:
            self.target.rename(self.next)
        self.committed = False

    def __exit__(self, kind, error, trace) -> None:
        if kind is not None and self.committed:
            self.undo()
        _remove(self.next)


def reason(error: OSError) -> str:
    """Why, in words; of a copy that failed at many files, why the first did."""
    if isinstance(error, shutil.Error) and isinstance(error.args[0], list):
        return str(error.args[0][0][-1])
    return error.strerror or str(error)


@contextmanager
def _publishing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PublishError(
            f"The finished release could not be put into {target} ({reason(error)}); what was there is untouched. "
            "Check that the folder exists and can be written, and build again."
        ) from error


def recover(target: Path) -> None:
    """Put right what a killed exchange left at a place."""
    last = _beside(target, "last")
    if last.exists() and not target.exists():
        last.rename(target)
    for leftover in (last, _beside(target, "next")):
        _remove(leftover)


def recover_all(folder: Path) -> None:
    """:func:`recover` every place in a folder that one build has for itself."""
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name.startswith(".") and path.suffix in (".last", ".next"):
                recover(folder / path.stem[1:])


def _beside(target: Path, role: str) -> Path:
    return target.parent / f".{target.name}.{role}"


def _exchange(new: Path, old: Path, aside: Path) -> None:
    """Exchange two folders: in one step, or through a third name."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is not None:
        if rename(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _RENAME_EXCHANGE) == 0:
            return
        number = ctypes.get_errno()
        if number not in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):  # these: the file system cannot
            raise OSError(number, os.strerror(number), str(old))
    old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        aside.rename(old)
        raise
    aside.rename(new)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
