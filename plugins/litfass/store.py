"""Store: what is costly to make and was made before, as bytes by fingerprint; damage means: made again."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

DIGEST_BYTES = 32


class Store:
    """A folder of results; None keeps nothing."""

    # what it says in a digest: results are the same, kept or made
    what = "store"

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def get_or_make(self, fingerprint: str, make: Callable[[], bytes]) -> bytes:
        """The bytes kept under a fingerprint, else those `make` returns, which are kept."""
        kept = self.get(fingerprint)
        if kept is not None:
            return kept
        data = make()
        self.keep(fingerprint, data)
        return data

    def get(self, fingerprint: str) -> bytes | None:
        """The bytes kept under a fingerprint; None when there are none, or they are damaged."""
        path = self._path(fingerprint)
        return _read(path) if path else None

    def keep(self, fingerprint: str, data: bytes) -> None:
        """Keep bytes under a fingerprint."""
        if path := self._path(fingerprint):
            _write(path, data)

    def _path(self, fingerprint: str) -> Path | None:
        name = hashlib.sha256(fingerprint.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / name[:2] / name[2:] if self.folder else None


def _read(path: Path) -> bytes | None:
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    digest, data = kept[:DIGEST_BYTES], kept[DIGEST_BYTES:]
    return data if hashlib.sha256(data).digest() == digest else None


def _write(path: Path, data: bytes) -> None:
    """Write whole or not at all; a store that cannot be written only costs time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(hashlib.sha256(data).digest() + data)
        os.replace(file.name, path)  # noqa: PTH105 - atomic over an old one
    except OSError:
        return
