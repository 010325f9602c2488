"""Early: what somebody who writes looks at is shown before all the rest is made. Only a preview asks for that, in its process.

Any other build shows all at its end, or nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from ..publish.output import Output, Page

Tell = Callable[[], None]
_told: ContextVar[Tell | None] = ContextVar("told", default=None)


class Early(NamedTuple):
    """Pages of one language come first, and what a browser loads with them; `tell` is called when they can be seen."""

    language: str
    tell: Tell

    def has(self, output: Output) -> bool:
        """Whether an output is one of them."""
        return output.language == self.language if isinstance(output, Page) else output.is_loaded


@contextmanager
def showing_early(tell: Tell) -> Iterator[None]:
    """Let all builds in here show what is looked at first, and tell when it can be seen."""
    token = _told.set(tell)
    try:
        yield
    finally:
        _told.reset(token)


def early(language: str) -> Early | None:
    """What is to be shown first of a site whose first language this is; None where all is shown at the end."""
    tell = _told.get()
    return Early(language, tell) if tell else None
