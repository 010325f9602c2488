"""Aside: long texts that wait until somebody asks for them: of thousands each stands on a page or two.

More than a few megabytes wait in a file without a name, which all copies of this process share: each finds in it what was put
aside before. Source: POSIX, pread and pwrite; Python, tempfile.TemporaryFile
"""

import os
import tempfile
from functools import cached_property
from typing import IO, NamedTuple

MOST_IN_MEMORY_BYTES = 1 << 22


class Aside:
    """Bytes put behind each other. The file goes when nobody holds a slip any more, and however the process ends.

    What cannot be written, as on a full disk or where a system knows no pwrite, waits in memory.
    """

    def __init__(self) -> None:
        self._written, self._waiting = 0, bytearray()

    def put(self, data: bytes) -> "Slip":
        """What stands for some bytes from here on."""
        slip = Slip(self, self._written + len(self._waiting), len(data))
        self._waiting += data
        if len(self._waiting) >= MOST_IN_MEMORY_BYTES:
            self._write()
        return slip

    def read(self, at: int, length: int) -> bytes:
        """As many bytes from a place on."""
        in_file = max(0, min(length, self._written - at))
        start = max(0, at - self._written)
        data = os.pread(self._file.fileno(), in_file, at) if in_file else b""
        return data + self._waiting[start : start + length - in_file]

    def _write(self) -> None:
        try:
            done = os.pwrite(self._file.fileno(), self._waiting, self._written)
        except (OSError, AttributeError):
            return
        self._written += done
        del self._waiting[:done]

    @cached_property
    def _file(self) -> IO[bytes]:
        return tempfile.TemporaryFile(buffering=0)


class Slip(NamedTuple):
    """Says where bytes wait."""

    aside: Aside
    at: int
    length: int

    def cut(self, *lengths: int) -> "list[Slip]":
        """Slips for so many of the bytes each, and for the rest."""
        starts = [self.at]
        for length in lengths:
            starts.append(starts[-1] + length)
        ends = [*starts[1:], self.at + self.length]
        return [Slip(self.aside, start, end - start) for start, end in zip(starts, ends, strict=True)]

    def text(self) -> str:
        """The bytes as text."""
        return self.aside.read(self.at, self.length).decode("utf-8", "surrogatepass")
