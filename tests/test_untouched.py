"""Files that nobody has written since they were read are not read again, and every other one is."""

import os
import time

import pytest
from litfass.kept import memory, untouched
from litfass.kept.untouched import TICK_NS, Untouched


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A file that was written a while ago, in a process that remembers."""
    monkeypatch.setattr(memory, "_memory", {})
    path = tmp_path / "seite.html"
    path.write_bytes(b"eins")
    time.sleep(2 * TICK_NS / 1e9)
    return path


@pytest.fixture
def read(monkeypatch):
    """The paths that were read."""
    paths, content = [], untouched.content
    monkeypatch.setattr(untouched, "content", lambda path: paths.append(path) or content(path))
    return paths


def look(path):
    """What the next build sees."""
    one = Untouched("test", bytes.decode)
    found = one.of(str(path))
    one.remember()
    return found


def test_a_file_is_read_once(file, read):
    assert "eins" == look(file) == look(file) == look(file)
    assert 1 == len(read)


def rewritten(path):
    path.write_bytes(b"zwei")


def replaced(path):
    other = path.with_suffix(".neu")
    other.write_bytes(b"zwei")
    other.replace(path)


def with_its_old_time(path):
    before = path.stat()
    path.write_bytes(b"zwei")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("change", [rewritten, replaced, with_its_old_time], ids=lambda one: one.__name__)
def test_what_was_written_since_is_read_though_it_is_as_long(file, change):
    look(file)
    change(file)
    assert "zwei" == look(file)


def test_a_file_written_a_moment_before_is_read_again(file, read):
    """It may be written once more within the same tick of the clock, and nothing would tell."""
    rewritten(file)
    look(file)
    look(file)
    assert 2 == len(read)


def test_a_process_that_remembers_nothing_reads_each_time(file, read, monkeypatch):
    monkeypatch.setattr(memory, "_memory", None)
    assert "eins" == look(file) == look(file)
    assert 2 == len(read)


def test_a_file_that_is_gone_is_no_file(file):
    look(file)
    file.unlink()
    with pytest.raises(OSError, match="seite"):
        look(file)
