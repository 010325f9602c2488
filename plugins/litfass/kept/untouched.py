"""Untouched: files that nobody has written since they were read, so that a preview need not read thousands of them again."""

import os
import time
from collections.abc import Callable
from typing import Any

from ..machine.disk import content
from .memory import recalled, remember, stays

# longer than a tick of any system's clock: what was written so shortly before may be written again within the same one
TICK_NS = 50_000_000
# which file, how long, and when its bytes and its entry last changed
Signature = tuple[int, int, int, int]


class Untouched:
    """What was taken from the bytes of files; one that was read is not read again while the system says that it is as it was.

    The time of the last change of an entry cannot be set by hand. A file that changed a moment before it was read is not trusted.
    Source: Git, "racy-git"; POSIX, st_ctim
    """

    def __init__(self, name: str, take: Callable[[bytes], Any]) -> None:
        self.name, self.take = name, take
        self._last: dict[str, tuple[Signature, Any]] = recalled(name)
        self._new: dict[str, tuple[Signature, Any]] = {}

    def of(self, path: str) -> Any:
        """What `take` gives of a file's bytes.

        Raises:
            OSError: it cannot be read.

        """
        if not stays():
            return self.take(content(path))
        now, info = time.time_ns(), os.stat(path)  # noqa: PTH116 - thousands of paths
        signature = info.st_ino, info.st_size, info.st_mtime_ns, info.st_ctime_ns
        known = self._last.get(path)
        if known is None or known[0] != signature:
            known = signature, self.take(content(path))
        if now - info.st_ctime_ns > TICK_NS:
            self._new[path] = known
        return known[1]

    def remember(self) -> None:
        """Leave to the next build what is known of all that this one asked for."""
        remember(self.name, self._new)
