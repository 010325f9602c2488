"""Aside: what is put aside comes back as it was, wherever it waits: in memory, in a file, in part of either, in a copy of a process."""

import errno
import os

import pytest
from litfass.kept import aside
from litfass.kept.aside import Aside

PARTS = ["Grüße", "", "aus dem Quartier\n" * 9, "ein halbes Zeichen: \ud83d", "Ende"]


def bytes_of(text):
    return text.encode("utf-8", "surrogatepass")


def put(place):
    return [place.put(bytes_of(part)) for part in PARTS]


def in_file(place):
    """How many bytes wait in its file."""
    return os.fstat(place._file.fileno()).st_size if "_file" in vars(place) else 0  # noqa: SLF001 - nobody else is told


@pytest.mark.parametrize(("most", "bytes_in_file"), [(1 << 22, 0), (1, 187), (160, 160)])
def test_what_was_put_aside_comes_back(most, bytes_in_file, monkeypatch):
    monkeypatch.setattr(aside, "MOST_IN_MEMORY_BYTES", most)
    place = Aside()

    slips = put(place)

    assert PARTS == [slip.text() for slip in slips]
    assert bytes_in_file == in_file(place)


def test_a_slip_is_cut_like_what_it_stands_for():
    place = Aside()
    place.put(b"before")
    slip = place.put(b"headbodytail")

    assert ["head", "body", "tail"] == [part.text() for part in slip.cut(4, 4)]
    assert ["", "headbodytail", ""] == [part.text() for part in slip.cut(0, 12)]


def test_a_full_disk_takes_part_of_it_and_nothing_is_lost(monkeypatch):
    monkeypatch.setattr(aside, "MOST_IN_MEMORY_BYTES", 1)
    room = [3, 4]

    def pwrite(file, data, at):
        if not room:
            raise OSError(errno.ENOSPC, "full")
        return write(file, bytes(data[: room.pop()]), at)

    write = os.pwrite
    monkeypatch.setattr(os, "pwrite", pwrite)
    place = Aside()

    slips = put(place)

    assert PARTS == [slip.text() for slip in slips]
    assert 7 == in_file(place)


def test_a_copy_of_the_process_reads_it_and_puts_more_aside(monkeypatch):
    monkeypatch.setattr(aside, "MOST_IN_MEMORY_BYTES", 160)
    place = Aside()
    slips = put(place)
    copy = os.fork()
    if copy == 0:
        more = put(place)
        os._exit([*PARTS, *PARTS] != [slip.text() for slip in (*slips, *more)])

    _, status = os.waitpid(copy, 0)

    assert 0 == os.waitstatus_to_exitcode(status)
    assert PARTS == [slip.text() for slip in slips]
