"""Steps: says on a terminal what a long command is doing, and how far it is; keeps quiet elsewhere."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


class Steps:
    """A bar for each step while it runs; nothing in a file, a pipe or a CI's log."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self.is_shown = console.is_terminal and sys.stderr.isatty() and "CI" not in os.environ
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self.progress = Progress(
            *columns, TimeElapsedColumn(), console=console, transient=True, disable=not self.is_shown
        )

    @contextmanager
    def step(self, title: str, total: int | None = None) -> Iterator[Callable[[], None]]:
        """Show a step with its title; gives the function that says one of `total` parts is done."""
        with self.progress:
            task = self.progress.add_task(title, total=total)
            try:
                yield lambda: self.progress.advance(task)
            finally:
                self.progress.remove_task(task)
