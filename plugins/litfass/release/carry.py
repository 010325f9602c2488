"""Carry: what the new release takes over from the public one, so that no page misses what it was made with.

Files that are the same become one file with two names: disk is saved, and browsers find the date they know. Files with a
hash in their name stay for a day although no page uses them any more: somebody may still look at the page before.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from .kinds import is_hashed
from .manifest import Manifest
from .squeeze import squeezed_copies

KEPT_SECONDS = 24 * 60 * 60


def carry_over(old: Path, before: Manifest, new: Path, files: Mapping[str, str], now: int) -> dict[str, int]:
    """Take over from the folder `old` into `new`, whose own files are `files`; what was left over, and since when.

    `now` is the machine's moment in seconds of the epoch: how long people may have a page open has nothing to do with
    the moment the site is made for.
    """
    left_over = {}
    for path, digest in before.files.items():
        if files.get(path) == digest:
            for name in (path, *squeezed_copies(path)):
                _link(old / name, new / name)
        elif path not in files and is_hashed(path):
            since = before.left_over.get(path, now)
            if 0 <= now - since < KEPT_SECONDS:
                left_over[path] = since
                for name in (path, *squeezed_copies(path)):
                    _link(old / name, new / name)
    return left_over


def _link(source: Path, target: Path) -> None:
    """Give a file a second name; where the disk cannot, the copy that was made stays, or one is made."""
    if not source.is_file():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    spare = target.with_name(f"{target.name}.link")
    try:
        os.link(source, spare)
    except OSError:
        if not target.exists():
            target.write_bytes(source.read_bytes())
        return
    spare.replace(target)
