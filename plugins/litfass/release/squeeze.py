"""Squeeze: smaller copies of texts beside them, .gz and .br, for servers that send what lies there.

The same bytes always become the same bytes: no time, no name is kept in them. Source: RFC 1952, RFC 7932.
"""

import gzip
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import brotli

from ..kept.store import Store
from .kinds import is_hashed, is_squeezed
from .manifest import digest

ENDINGS = (".gz", ".br")
SMALLEST_BYTES = 256  # below that, the headers of an answer weigh more
GZIP_LEVEL = 9
# the best takes a hundred times as long: only for what is made once and kept for a year
BROTLI_ONCE, BROTLI_OFTEN = 11, 5
VERSION = "1"  # goes up when the same bytes would come out differently


def squeeze(folder: Path, store: Store, each: Callable[[], None] = lambda: None) -> None:
    """Write the smaller copies of every text below a folder; those that would not be smaller are left out.

    Those that are there already stay. Works in threads: both compressors let others run meanwhile.
    """
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and is_squeezed(path.name)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(partial(_beside, store=store), paths):
            each()


def squeezed_copies(path: str) -> tuple[str, ...]:
    """Where the smaller copies of a file lie, if there are any."""
    return tuple(path + ending for ending in ENDINGS) if is_squeezed(path) else ()


def small_gzip(data: bytes) -> bytes:
    """The bytes as gzip, without the moment."""
    return gzip.compress(data, GZIP_LEVEL, mtime=0)


def _beside(path: Path, store: Store) -> None:
    data = path.read_bytes()
    if len(data) < SMALLEST_BYTES:
        return
    quality = BROTLI_ONCE if is_hashed(path.name) else BROTLI_OFTEN
    makers = {".gz": partial(small_gzip, data), ".br": partial(brotli.compress, data, quality=quality)}
    for ending, make in makers.items():
        target = path.with_name(path.name + ending)
        if target.exists():
            continue
        # only what is worth it: the rest is quicker made than kept
        key = f"{VERSION}{ending}{quality}-{digest(data)}"
        small = store.get_or_make(key, make) if is_hashed(path.name) else make()
        if len(small) < len(data):
            target.write_bytes(small)
            times = path.stat()
            os.utime(target, ns=(times.st_atime_ns, times.st_mtime_ns))  # servers compare them
