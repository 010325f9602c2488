"""Crew: worker processes that share a long list of work; each is told numbers and answers with bytes."""

import multiprocessing
import os
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait

Make = Callable[[int], bytes]


def can_fork() -> bool:
    """Whether processes can be copied here without harm: on Linux, before any thread was begun."""
    return sys.platform == "linux" and threading.active_count() == 1


def share(count: int, make: Make, *, lost: Make) -> Iterator[tuple[int, bytes]]:
    """Each number below `count` with what `make` gives for it, in worker processes, as they get ready.

    `lost` is asked, in this process, for a number at which a worker failed or ended.
    """
    yield from _Crew(count, make, lost).work()


class _Crew:
    def __init__(self, count: int, make: Make, lost: Make) -> None:
        self.count, self.make, self.lost = count, make, lost
        self.waiting = deque(range(count))
        self.busy: dict[Connection, int] = {}

    def work(self) -> Iterator[tuple[int, bytes]]:
        for _ in range(min(os.cpu_count() or 1, self.count)):
            self._hire()
        try:
            while self.busy:
                for line in wait(list(self.busy)):
                    yield self._hear(line)  # type: ignore[arg-type]
        finally:
            for line in self.busy:
                line.close()

    def _hire(self) -> None:
        if not self.waiting:
            return
        ours, theirs = multiprocessing.Pipe()
        others = [ours, *self.busy]
        worker = multiprocessing.get_context("fork").Process(
            target=_serve, args=(theirs, others, self.make), daemon=True
        )
        worker.start()
        theirs.close()
        self._give(ours)

    def _give(self, line: Connection) -> None:
        """Send the next number to a worker; None when there is none, and the worker goes home."""
        number = self.waiting.popleft() if self.waiting else None
        line.send(number)
        if number is None:
            line.close()
        else:
            self.busy[line] = number

    def _hear(self, line: Connection) -> tuple[int, bytes]:
        number = self.busy.pop(line)
        try:
            made = line.recv_bytes()
        except (EOFError, OSError):  # the worker is gone, and what it was doing is to blame
            line.close()
            self._hire()
            return number, self.lost(number)
        self._give(line)
        return number, made


def _serve(line: Connection, others: list[Connection], make: Make) -> None:
    """A worker's life: a number comes, bytes go; it ends when the line does."""
    for other in others:  # else lines stay open after the builder was killed
        other.close()
    try:
        while (number := line.recv()) is not None:
            line.send_bytes(make(number))
    except (EOFError, BrokenPipeError):
        pass
    except Exception:  # noqa: BLE001 - it is told here, and who asked finds the line closed
        traceback.print_exc()
    os._exit(0)  # nothing of the builder's is ours to clean up
