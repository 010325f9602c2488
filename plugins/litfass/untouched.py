"""Untouched: files that nobody has written since they were read, so that a preview need not read thousands of them again."""

import hashlib
import os
import time

from .disk import content
from .memory import recalled, remember, stays

# longer than a tick of any system's clock: what was written so shortly before may be written again within the same one
TICK_NS = 50_000_000
# which file, how long, and when its bytes and its entry last changed
Signature = tuple[int, int, int, int]


class Untouched:
    """The digests of files; one that has been read is not read again while the system says that it is as it was.

    The time of the last change of an entry cannot be set by hand. A file that changed a moment before it was read is not trusted.
    Source: Git, "racy-git"; POSIX, st_ctim
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._last: dict[str, tuple[Signature, str]] = recalled(name)
        self._new: dict[str, tuple[Signature, str]] = {}

    def digest(self, path: str) -> tuple[str, int]:
        """The SHA-256 of a file's bytes, and how many they are.

        Raises:
            OSError: it cannot be read.

        """
        if not stays():
            data = content(path)
            return hashlib.sha256(data).hexdigest(), len(data)
        now, info = time.time_ns(), os.stat(path)  # noqa: PTH116 - thousands of paths
        signature = info.st_ino, info.st_size, info.st_mtime_ns, info.st_ctime_ns
        known = self._last.get(path)
        if known is None or known[0] != signature:
            known = signature, hashlib.sha256(content(path)).hexdigest()
        if now - info.st_ctime_ns > TICK_NS:
            self._new[path] = known
        return known[1], info.st_size

    def remember(self) -> None:
        """Leave to the next build what is known of all that this one asked for."""
        remember(self.name, self._new)
