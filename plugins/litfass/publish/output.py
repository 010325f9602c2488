"""Output: what a publisher yields; write.py alone puts it on the disk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..problems import Problem


@dataclass(frozen=True)
class Page:
    """A page to be rendered: the link it answers, its template and what that is given; the generator adds its language."""

    link: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    language: str = ""


@dataclass(frozen=True)
class File:
    """A file to be written: bytes, or a function that makes them when `fingerprint` is not known from before.

    `doubt` says what an editor should know about the bytes, made now or before; None when there is nothing.
    """

    link: str
    data: bytes | Callable[[], bytes]
    fingerprint: str = ""
    doubt: Callable[[bytes], Problem | None] | None = None


Output = Page | File
