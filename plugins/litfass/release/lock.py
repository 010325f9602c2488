"""Lock: one publication at a time; the lock ends with the process that holds it, however that ends.

A record lock of the system, not a mere file: a file that a killed run left behind locks nothing, and nobody has to
guess from a process number whether its owner still lives.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..problems import EnvironmentFault, SaidFault


@contextmanager
def only_one(path: Path) -> Iterator[bool]:
    """Hold the lock file at `path`; gives whether the run that held it before was cut off.

    Raises:
        EnvironmentFault: somebody else holds it, or this system or disk has no such locks.

    Source: POSIX.1-2017, fcntl: locks of a process are gone when it ends, and children do not inherit them

    """
    try:
        import fcntl  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        raise EnvironmentFault("Publishing needs a system with record locks: Linux or macOS.") from None
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            holder = os.read(file, 100).decode("ascii", "replace").strip() or "?"
            raise SaidFault("closing-busy", value=holder) from None
        except OSError as error:
            raise EnvironmentFault(
                f"{path.parent} is on a disk without locks: {error.strerror}. Choose another."
            ) from None
        was_cut_off = bool(os.read(file, 100).strip())
        os.ftruncate(file, 0)
        os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
        try:
            yield was_cut_off
        finally:
            os.ftruncate(file, 0)
    finally:
        os.close(file)
