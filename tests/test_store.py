"""The store: what was kept comes back as it was, or not at all; nothing that befalls its file ends a build."""

import contextlib
import sqlite3
from pathlib import Path

import pytest
from litfass.kept import store as room
from litfass.kept.store import Store
from litfass.machine.crew import share


def rows(folder, what="count(*)"):
    with contextlib.closing(sqlite3.connect(folder / "kept.sqlite")) as line:
        return line.execute(f"SELECT {what} FROM kept").fetchone()[0]


def test_what_was_kept_comes_back_in_another_build(tmp_path):
    Store(tmp_path).keep_all({"one": b"1", "umlaut \ud800 ä": b"\0\xff", "none": b""})

    assert [b"", None, b"1", b"\0\xff"] == Store(tmp_path).get_all(["none", "other", "one", "umlaut \ud800 ä"])


def test_thousands_come_back_in_their_order(tmp_path):
    store, names = Store(tmp_path), [str(number) for number in range(1234)]
    store.keep_all({name: name.encode() for name in names})

    assert [name.encode() for name in reversed(names)] == store.get_all(names[::-1])


def test_without_a_folder_nothing_is_kept():
    store = Store(None)
    store.keep("one", b"1")
    store.tidy()

    assert store.get("one") is None


@pytest.mark.parametrize("damage", [b"", b"no database", None], ids=["empty", "other", "cut"])
def test_damaged_file_is_thrown_away(damage, tmp_path):
    store = Store(tmp_path)
    store.keep_all({str(number): b"x" * 999 for number in range(99)})
    file = tmp_path / "kept.sqlite"
    file.write_bytes(file.read_bytes()[:5000] if damage is None else damage)

    after = Store(tmp_path)
    after.get_all([str(number) for number in range(99)])
    after.keep("one", b"1")

    assert b"1" == Store(tmp_path).get("one")


def test_changed_byte_is_noticed(tmp_path):
    Store(tmp_path).keep("one", b"written by this program")
    file = tmp_path / "kept.sqlite"
    file.write_bytes(file.read_bytes().replace(b"written by", b"written bY"))

    assert Store(tmp_path).get("one") is None


def test_worker_processes_share_it(tmp_path):
    store = Store(tmp_path)
    store.keep("before", b"1")

    def make(number):
        return store.get_or_make(f"n{number}", lambda: b"made") + store.get("before")

    assert {(number, b"made1") for number in range(40)} == set(share(40, make, lost=make))
    assert 41 == rows(tmp_path)


def test_folder_that_cannot_be_made_costs_only_time(tmp_path):
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file/store")

    assert b"made" == store.get_or_make("one", lambda: b"made")


def test_store_that_another_process_writes_costs_only_time(tmp_path, monkeypatch):
    monkeypatch.setattr(room, "PATIENCE_SECONDS", 0.05)
    Store(tmp_path).keep("one", b"1")
    with contextlib.closing(sqlite3.connect(tmp_path / "kept.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert b"made" == Store(tmp_path).get_or_make("one", lambda: b"made")

    assert b"1" == Store(tmp_path).get("one")


def test_what_nobody_asked_for_in_two_months_goes(tmp_path, monkeypatch):
    day = [20_000]
    monkeypatch.setattr(room, "_today", lambda: day[0])
    Store(tmp_path).keep_all({"used": b"1", "unused": b"x" * 100_000})
    for day[0] in range(20_000, 20_080, 10):
        assert b"1" == Store(tmp_path).get("used")
        Store(tmp_path).tidy()

    assert 1 == rows(tmp_path)
    assert Path(tmp_path / "kept.sqlite").stat().st_size < 50_000


def test_clock_at_1970_lets_nothing_go(tmp_path, monkeypatch):
    Store(tmp_path).keep("one", b"1")
    monkeypatch.setattr(room, "_today", lambda: 0)
    Store(tmp_path).tidy()

    assert b"1" == Store(tmp_path).get("one")
