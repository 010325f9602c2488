"""Crew: worker processes that share a long list of work; each is told numbers and answers with bytes.

Numbers that follow each other go to one worker, a few at a time: what is alike is made faster by who has just made the other, and
one message for several costs less than one for each. So each has a part of the list for itself, and takes of another's, from its end,
only when its own is done.
"""

import gc
import multiprocessing
import os
import signal
import struct
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

Make = Callable[[int], bytes]
# numbers in a row for one worker: fewer when there are so few that one would still work when others are done, and more of
# thousands, which are small work each
ROW, ROWS_EACH = 6, 4
LONGEST_ROW, MANY_ROWS_EACH = 32, 100
# so many rows a worker has in hand where this process works too, so that it need not wait meanwhile
ROWS_IN_HAND = 2


def can_fork() -> bool:
    """Whether processes can be copied here without harm: on Linux, before any thread was begun."""
    return sys.platform == "linux" and threading.active_count() == 1


def processors() -> int:
    """How many processors this process may use; all there are where the system does not say."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share(count: int, make: Make, *, lost: Make, joins: bool = False) -> Iterator[tuple[int, bytes]]:
    """Each number below `count` with what `make` gives for it, in worker processes, as they get ready.

    `lost` is asked, in this process, for a number at which a worker failed or ended. Where this process `joins`, it is one of the
    workers: for work that can end no process and that leaves nothing behind.
    """
    if count:
        yield from _Crew(count, make, lost, joins=joins).work()


class Parts:
    """The numbers below `count` in rows, of which each of so many workers has a part for itself: what nobody has begun."""

    def __init__(self, count: int, workers: int) -> None:
        length = max(1, min(ROW, count // (workers * ROWS_EACH)), min(LONGEST_ROW, count // (workers * MANY_ROWS_EACH)))
        rows = [range(first, min(first + length, count)) for first in range(0, count, length)]
        each = -(-len(rows) // workers)
        self.all = [deque(rows[first : first + each]) for first in range(0, len(rows), each)]

    def next(self, part: deque[range]) -> range | None:
        """The next row of a part, and when it is done the last of the longest one; None when there are none.

        Of the last row of all, half is left to whose it was, or one would wait while the other does all of it.
        """
        if part:
            return part.popleft()
        longest = max(self.all, key=len)
        if not longest:
            return None
        row = longest.pop()
        left = 0 if longest else len(row) // 2
        if left:
            longest.append(row[:left])
        return row[left:]


class _Crew:
    def __init__(self, count: int, make: Make, lost: Make, *, joins: bool) -> None:
        self.make, self.lost, self.joins = make, lost, joins
        self.parts = Parts(count, min(processors(), count))
        # what each worker has not answered yet, in order, and its part
        self.busy: dict[Connection, deque[range]] = {}
        self.part_of: dict[Connection, deque[range]] = {}
        self.hired: list[BaseProcess] = []

    def work(self) -> Iterator[tuple[int, bytes]]:
        try:
            for part in self.parts.all[self.joins :]:
                self._hire(part)
            while row := self.joins and self.parts.next(self.parts.all[0]):
                yield from ((number, self.make(number)) for number in row)
                yield from self._heard(0)
            while self.busy:
                yield from self._heard(None)
            # each has gone home; what is kept of it would be kept by every copy of this process too
            for worker in self.hired:
                worker.join()
                worker.close()
        finally:
            for line in self.busy:
                line.close()

    def _hire(self, part: deque[range]) -> None:
        if not any(self.parts.all):
            return
        ours, theirs = multiprocessing.Pipe()
        others = [ours, *self.busy]
        worker = multiprocessing.get_context("fork").Process(
            target=_serve, args=(theirs, others, self.make), daemon=True
        )
        worker.start()
        self.hired.append(worker)
        theirs.close()
        self.part_of[ours], self.busy[ours] = part, deque()
        for _ in range(ROWS_IN_HAND if self.joins else 1):
            self._give(ours)

    def _give(self, line: Connection) -> None:
        """Send the next numbers to a worker; None when there are none, and the worker goes home after the last."""
        row = self.parts.next(self.part_of[line])
        with suppress(ConnectionError):  # who is gone is missed when its answer is
            if row is not None:
                self.busy[line].append(row)
                line.send(row)
            elif not self.busy[line]:
                del self.busy[line]
                line.send(None)
                line.close()

    def _heard(self, seconds: float | None) -> Iterator[tuple[int, bytes]]:
        """What workers have answered, or answer within so many seconds; None waits until one does."""
        if self.busy:
            for line in wait(list(self.busy), seconds):
                yield from self._hear(line)  # type: ignore[arg-type]

    def _hear(self, line: Connection) -> Iterable[tuple[int, bytes]]:
        try:
            answer = line.recv_bytes()
        except (EOFError, OSError):  # the worker is gone, and what it was doing is to blame
            line.close()
            row, *others = self.busy.pop(line)
            self.part_of[line].extendleft(reversed(others))
            return self._look_into(row, self.part_of[line])
        row = self.busy[line].popleft()
        self._give(line)  # before anybody looks at the answer, so that the worker need not wait
        return zip(row, _parted(answer, len(row)), strict=True)

    def _look_into(self, row: range, part: deque[range]) -> Iterable[tuple[int, bytes]]:
        """What to do about a row at which a worker ended: each of its numbers is given again alone, to find which it was."""
        if len(row) > 1:
            part.extendleft(range(number, number + 1) for number in reversed(row))
        self._hire(part)
        return [(number, self.lost(number)) for number in row] if len(row) == 1 else []


def _serve(line: Connection, others: list[Connection], make: Make) -> None:
    """A worker's life: numbers come, bytes go; it ends when the line does."""
    gc.disable()  # looking for garbage writes to all that the builder left here, and so copies it
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):  # what the builder does then is not ours to do
        signal.signal(number, signal.SIG_DFL)
    for other in others:  # else lines stay open after the builder was killed
        other.close()
    try:
        while (row := line.recv()) is not None:
            line.send_bytes(_joined([make(number) for number in row]))
    except (EOFError, ConnectionError):  # who asked is gone
        pass
    except Exception:  # noqa: BLE001 - it is told here, and who asked finds the line closed
        traceback.print_exc()
    os._exit(0)  # nothing of the builder's is ours to clean up


def _joined(parts: Sequence[bytes]) -> bytes:
    """Parts as one message: the length of each, and they."""
    return struct.pack(f">{len(parts)}Q", *map(len, parts)) + b"".join(parts)


def _parted(message: bytes, count: int) -> Iterator[bytes]:
    lengths = struct.Struct(f">{count}Q")
    start = lengths.size
    for length in lengths.unpack_from(message):
        yield message[start : start + length]
        start += length
