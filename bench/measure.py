"""Measure: one command as a whole: its wall, its computing and its memory, all processes it starts together."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

EACH_SECONDS = 0.02
# the unit of ru_maxrss differs. Source: getrusage(2) of Linux and of macOS
KB_PER_RSS = 1 / 1024 if sys.platform == "darwin" else 1
ROLLUP = Path("/proc/self/smaps_rollup")


class Failed(Exception):
    """A command ended with an error; its text is what it printed."""


class Figures(NamedTuple):
    """Seconds on the wall, seconds of computing (user and system), megabytes at the peak, 0 where nobody looked."""

    wall: float
    cpu: float
    peak_mb: float


def run(command: Sequence[str], folder: Path, env: Mapping[str, str], *, watch_memory: bool = False) -> Figures:
    """Run a command to its end.

    Looking at memory slows what is looked at: times are to be taken from a run without. Where the system shows no memory of
    running processes, the peak is that of the largest alone.

    Raises:
        Failed: it ended with another code than 0.

    """
    log = folder / "log.txt"
    with log.open("wb") as file:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **env}, stdin=subprocess.DEVNULL, stdout=file, stderr=file
        )
        with _peak(process.pid, watch_memory) as peak_kb:
            _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Failed(f"{' '.join(command)}\n{log.read_text(encoding='utf-8', errors='replace')}")
    if watch_memory and not ROLLUP.exists():
        peak_kb.append(int(used.ru_maxrss * KB_PER_RSS))
    return Figures(wall, used.ru_utime + used.ru_stime, max(peak_kb) / 1024)


@contextmanager
def _peak(pid: int, watch_memory: bool) -> Iterator[list[int]]:
    """The sums of memory seen while a process and its descendants run, in kilobytes; begins with 0."""
    seen, ended = [0], threading.Event()
    if not watch_memory or not ROLLUP.exists():
        yield seen
        return

    def look() -> None:
        while not ended.wait(EACH_SECONDS):
            seen.append(sum(_kilobytes(one) for one in _family(pid)))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        ended.set()
        thread.join()


def _family(pid: int) -> Iterator[int]:
    """A process and all its descendants. Source: proc(5), task/*/children."""
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _text(path).split():
            yield from _family(int(child))


def _kilobytes(pid: int) -> int:
    """What a process holds, shared pages by its share of them. Source: proc(5), smaps_rollup, Pss."""
    words = _text(Path(f"/proc/{pid}/smaps_rollup")).split()
    return int(words[words.index("Pss:") + 1]) if "Pss:" in words else 0


def _text(path: Path) -> str:
    """A file of /proc; "" when its process has just ended."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""
