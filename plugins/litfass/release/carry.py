"""Carry: what the new release takes over from the public one, so that no page misses what it was made with.

Files that are the same become one file with two names: disk is saved, and browsers find the date they know. Files with a
hash in their name stay for a day although no page uses them any more: somebody may still look at the page before.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from .kinds import is_hashed
from .manifest import Manifest, digest
from .squeeze import squeezed_copies

KEPT_SECONDS = 24 * 60 * 60


def carry_over(old: Path, before: Manifest, new: Path, files: Mapping[str, str], now: int) -> dict[str, int]:
    """Take over from the folder `old` into `new`, whose own files are `files`; what was left over, and since when.

    `now` is the machine's moment in seconds of the epoch: how long people may have a page open has nothing to do with
    the moment the site is made for. What is not as `before` says, as on a bad disk or edited by hand, is not taken over.
    """
    left_over = {}
    for path, said in before.files.items():
        if files.get(path) != said:
            since = before.left_over.get(path, now)
            if path in files or not is_hashed(path) or not 0 <= now - since < KEPT_SECONDS:
                continue
            if not _is_whole(old / path, said):
                continue
            left_over[path] = since
        for name in (path, *squeezed_copies(path)):
            if _is_whole(old / name, before.files.get(name, "")):
                _link(old / name, new / name)
    return left_over


def _is_whole(file: Path, said: str) -> bool:
    """Whether a file is there with the bytes whose digest is said of it."""
    return file.is_file() and digest(file.read_bytes()) == said


def _link(source: Path, target: Path) -> None:
    """Give a file a second name; where the disk cannot, the copy that was made stays, or one is made."""
    target.parent.mkdir(parents=True, exist_ok=True)
    spare = target.with_name(f"{target.name}.link")
    try:
        os.link(source, spare)
    except OSError:
        if not target.exists():
            target.write_bytes(source.read_bytes())
        return
    spare.replace(target)
