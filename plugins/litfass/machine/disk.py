"""Disk: thousands of files, listed, read, written and moved without what pathlib costs for each, which is more than the reading."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copymode

READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)  # Windows has a way of reading that changes line ends
WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
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


def size_of(path: str) -> int:
    """How many bytes a file has; 0 where there is none."""
    try:
        return os.stat(path).st_size  # noqa: PTH116 - thousands of paths
    except OSError:
        return 0


def put(path: str, data: bytes) -> None:
    """Write a file, whose folder may have to be made first.

    Raises:
        OSError: it cannot be written.

    """
    try:
        file = os.open(path, WRITE, 0o666)
    except FileNotFoundError:
        _make_folder(path.rpartition("/")[0])
        file = os.open(path, WRITE, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)


def put_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, also on a disk that becomes full; one that is there keeps its rights.

    Raises:
        OSError: it cannot be written, and is as it was.

    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        if path.exists():
            copymode(path, part)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _make_folder(path: str) -> None:
    """Make a folder, mostly in one that is there; another process may have just made it."""
    try:
        os.mkdir(path)  # noqa: PTH102 - thousands of paths
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)  # noqa: PTH103
    except FileExistsError:
        pass


def move_into(folder: str, target: str) -> None:
    """Move all that lies in a folder into another, each file over the old one; a folder that is new there goes as a whole.

    Raises:
        OSError: something cannot be moved; what was moved before stays there.

    """
    with os.scandir(folder) as entries:
        for entry in list(entries):
            place = f"{target}/{entry.name}"
            if entry.is_dir(follow_symlinks=False) and os.path.lexists(place):
                move_into(entry.path, place)
            else:
                os.replace(entry.path, place)  # noqa: PTH105 - atomic over an old file
