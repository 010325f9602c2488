"""Progress: a bar for work that takes more than a second, on a terminal only; it needs no words."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

T = TypeVar("T")
PATIENCE_SECONDS = 1.0
# so often the bar is drawn anew
PACE_SECONDS = 0.1


def shown(work: Iterable[T], count: int, console: Console | None = None) -> Iterator[T]:
    """The same things in the same order; who looks on for longer than a second sees how many of `count` are done."""
    console = console or Console(stderr=True)
    if not console.is_terminal:
        yield from work
        return
    # drawn by hand: a thread that draws would forbid worker processes
    progress = Progress(
        BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True, auto_refresh=False
    )
    bar = progress.add_task("", total=count)
    next_draw = time.monotonic() + PATIENCE_SECONDS
    try:
        for done, one in enumerate(work, 1):
            if time.monotonic() > next_draw:
                progress.start()
                progress.update(bar, completed=done, refresh=True)
                next_draw = time.monotonic() + PACE_SECONDS
            yield one
    finally:
        progress.stop()
