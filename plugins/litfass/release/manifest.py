"""Manifest: what a release consists of, as digests of its files; what is not in it is not ours to delete."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

NAME = "manifest.json"
MADE_BY = "Litfass"


@dataclass(frozen=True)
class Manifest:
    """A release: the moment it shows in ISO 8601, its files by path, and what it keeps of older ones.

    `files` gives the SHA-256 of each file of the site, in hexadecimal; send.py writes marks of its own instead.
    `left_over` gives, for files that no page of this release uses, the moment since when in seconds of the epoch.
    """

    now: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    left_over: Mapping[str, int] = field(default_factory=dict)

    def text(self) -> str:
        """The manifest as it stands in its file."""
        fields = {"made_by": MADE_BY, "now": self.now, "files": dict(self.files), "left_over": dict(self.left_over)}
        return json.dumps(fields, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def read_manifest(text: str) -> Manifest | None:
    """The manifest of a file's text; None when it is none of ours, so that nothing is deleted by a damaged one."""
    try:
        fields = json.loads(text)
    except ValueError:
        return None
    if not isinstance(fields, dict) or fields.get("made_by") != MADE_BY:
        return None
    files, left_over = (_paths(fields.get(name)) for name in ("files", "left_over"))
    return Manifest(str(fields.get("now", "")), files, left_over)


def digests(folder: Path) -> dict[str, str]:
    """The digest of every file below a folder by its path in it, in order."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): digest(path.read_bytes()) for path in paths}


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _paths(given: Any) -> dict[str, Any]:
    """What is said of paths that stay below their folder."""
    if not isinstance(given, dict):
        return {}
    return {path: value for path, value in given.items() if _stays_inside(path)}


def _stays_inside(path: str) -> bool:
    return bool(path) and not path.startswith("/") and ".." not in PurePosixPath(path).parts
