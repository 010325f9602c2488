"""Disk: thousands of files, listed and read without what pathlib costs for each, which is more than the reading."""

import os
from collections.abc import Callable, Iterator

READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)  # Windows has a way of reading that changes line ends
AT_ONCE_BYTES = 1 << 16  # more than nearly every text and page


def files_below(folder: str) -> Iterator[str]:
    """The paths of all files below a folder, in no order; folders behind links are not entered.

    Raises:
        OSError: a folder cannot be listed.

    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from files_below(entry.path)
            elif entry.is_file():
                yield entry.path


def each_below(folder: str, tell: Callable[[bytes], None]) -> None:
    """Tell name, length and content of each file below a folder, in the same order each time.

    Raises:
        OSError: something there cannot be read.

    """
    for path in sorted(files_below(folder)):
        data = content(path)
        name = f"{path[len(folder) :]}\0{len(data)}\0"
        tell(name.encode("utf-8", "surrogateescape") + data)


def content(path: str) -> bytes:
    """All bytes of a file.

    Raises:
        OSError: it cannot be read.

    """
    file = os.open(path, READ)
    try:
        data = os.read(file, AT_ONCE_BYTES)
        while more := data and os.read(file, AT_ONCE_BYTES):
            data += more
    finally:
        os.close(file)
    return data
