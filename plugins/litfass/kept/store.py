"""Store: what is costly to make and was made before, as bytes by fingerprint; damage means: made again.

One file, so that a machine that comes up each night can be given it. SQLite keeps it whole when a build is ended in the middle,
and lets worker processes share it. Source: SQLite, "Atomic Commit", "How To Corrupt".
"""

import hashlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

DIGEST_BYTES = 32
FILE = "kept.sqlite"
# where pelicanconf.py has it
USUAL = Path(".cache/litfass")
TABLE = "CREATE TABLE IF NOT EXISTS kept (name BLOB PRIMARY KEY, data BLOB NOT NULL, day INTEGER NOT NULL)"
# how long another process may write before one goes on without the store
PATIENCE_SECONDS = 20
# what nobody asked for so long goes: two months are longer than any sheet is shown
LONGEST_DAYS = 60
DAY_SECONDS = 24 * 60 * 60
AT_ONCE = 500
# how often all is tidied
TIDY_DAYS = 7


class Store:
    """A file of results in a folder; None keeps nothing."""

    # what it says in a digest: results are the same, kept or made
    what = "store"

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        # one connection for each process: SQLite's must not be carried into a copy of a process, nor closed there
        self._lines: dict[int, sqlite3.Connection] = {}

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
        return self.get_all((fingerprint,))[0]

    def get_all(self, fingerprints: Sequence[str]) -> list[bytes | None]:
        """The bytes kept under each fingerprint, in their order."""
        names = [_name(fingerprint) for fingerprint in fingerprints]
        found: dict[bytes, bytes] = {}
        for first in range(0, len(names), AT_ONCE):
            self._try(partial(_fetch, names=names[first : first + AT_ONCE], found=found))
        return [_whole(found.get(name)) for name in names]

    def keep(self, fingerprint: str, data: bytes) -> None:
        """Keep bytes under a fingerprint."""
        self.keep_all({fingerprint: data})

    def keep_all(self, made: Mapping[str, bytes]) -> None:
        """Keep bytes, each under its fingerprint, all or none; a store that cannot be written only costs time."""
        rows = [(_name(one), hashlib.sha256(data).digest() + data, _today()) for one, data in made.items()]
        self._try(partial(_write, sql="INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows=rows))

    def tidy(self) -> None:
        """Let go of what nobody asked for in two months, once a week; the file gets as small as what is left."""
        self._try(_tidy)

    def _try(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Do something with the file; what goes wrong is as if nothing were kept, and a damaged file is thrown away."""
        if self.folder is None:
            return
        with self._lock:
            try:
                work(self._connected(self.folder))
            except (sqlite3.OperationalError, OSError):  # locked, full, read-only
                return
            except sqlite3.DatabaseError:
                self._lines.pop(os.getpid()).close()
                with suppress(OSError):
                    (self.folder / FILE).unlink()

    def _connected(self, folder: Path) -> sqlite3.Connection:
        line = self._lines.get(os.getpid())
        if line is None:
            folder.mkdir(parents=True, exist_ok=True)
            line = sqlite3.connect(
                folder / FILE, timeout=PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._lines[os.getpid()] = line
            line.execute("PRAGMA synchronous = OFF")  # what a power cut spoils is made again
            line.execute(TABLE)
        return line


def at_hand() -> Store:
    """The store of the builds in the working folder; one that keeps nothing where nobody has built yet."""
    return Store(USUAL if USUAL.is_dir() else None)


def store_of(own: Mapping[str, Any]) -> Store:
    """The store that our settings name."""
    return Store(Path(own["STORE"]) if own["STORE"] else None)


def _fetch(line: sqlite3.Connection, names: Sequence[bytes], found: dict[bytes, bytes]) -> None:
    """Look names up, and note that they are still used."""
    marks = ",".join("?" * len(names))
    rows = line.execute(f"SELECT name, data, day FROM kept WHERE name IN ({marks})", names).fetchall()  # noqa: S608 - marks
    found |= {name: data for name, data, _ in rows}
    if old := [(_today(), name) for name, _, day in rows if day != _today()]:
        _write(line, "UPDATE kept SET day = ? WHERE name = ?", old)


def _tidy(line: sqlite3.Connection) -> None:
    (last,) = line.execute("PRAGMA user_version").fetchone()
    if abs(_today() - last) < TIDY_DAYS:
        return
    line.execute(f"PRAGMA user_version = {_today()}")
    if line.execute("DELETE FROM kept WHERE day < ?", (_today() - LONGEST_DAYS,)).rowcount:
        line.execute("VACUUM")


def _write(line: sqlite3.Connection, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
    """All rows in one transaction."""
    line.execute("BEGIN IMMEDIATE")
    try:
        line.executemany(sql, rows)
        line.execute("COMMIT")
    except BaseException:
        line.execute("ROLLBACK")
        raise


def _name(fingerprint: str) -> bytes:
    return hashlib.sha256(fingerprint.encode("utf-8", "surrogatepass")).digest()


def _whole(kept: bytes | None) -> bytes | None:
    if kept is None:
        return None
    digest, data = kept[:DIGEST_BYTES], kept[DIGEST_BYTES:]
    return data if hashlib.sha256(data).digest() == digest else None


def _today() -> int:
    """The days since 1970, by the machine's clock: how long ago something was used is no matter of the site's moment."""
    return int(time.time() // DAY_SECONDS)
