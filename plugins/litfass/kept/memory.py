"""Memory: what a process that builds again and again has found out and need not find out anew.

Only what is the same for the same bytes is remembered, and only that of the last build. Most builds are processes of their own
and remember nothing; a preview says `stay` first.
"""

from collections.abc import Callable
from typing import Any

_memory: dict[str, Any] | None = None
_left: list[Callable[[], None]] = []


def stay() -> None:
    """Remember from here on."""
    global _memory  # noqa: PLW0603 - the memory of a process
    _memory = _memory or {}


def stays() -> bool:
    """Whether this process remembers anything for a next build."""
    return _memory is not None


def recalled(what: str) -> dict[Any, Any]:
    """What the last build remembered of some sort, by key; empty where there was none."""
    return (_memory or {}).get(what, {})


def remember(what: str, found: dict[Any, Any]) -> None:
    """Remember all of some sort for the next build, and forget what was before."""
    if _memory is not None:
        _memory[what] = found


def later(work: Callable[[], None]) -> None:
    """Do something that only the next process needs: at once, or where this one stays, when nobody waits for it."""
    if _memory is None:
        work()
    else:
        _left.append(work)


def catch_up() -> None:
    """Do what was left for later."""
    while _left:
        _left.pop()()
