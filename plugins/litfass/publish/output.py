"""Output: what a publisher yields; make/write.py alone puts it on the disk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..problems import Problem


@dataclass(frozen=True)
class Page:
    """A page to be rendered: the link it answers, its template and what that is given; the generator adds its language.

    `made_late` gives more for the template when the page is rendered, which an unchanged one is not: what is costly, and what
    asks the site for much.
    """

    link: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    language: str = ""
    made_late: Callable[[], Mapping[str, Any]] | None = None


@dataclass(frozen=True)
class File:
    """A file to be written: bytes, or a function that makes them when the file could come out otherwise than last time.

    A function is a `partial` of one of a module, with what the file is made of. `fingerprint` names bytes that are costly and
    worth keeping; a build with another output folder takes them from the store.

    `doubt` says what an editor should know about the bytes, made now or before; None when there is nothing. `is_loaded` says that
    browsers load it with pages, which are no use without it.
    """

    link: str
    data: bytes | Callable[[], bytes]
    fingerprint: str = ""
    doubt: Callable[[bytes], Problem | None] | None = None
    is_loaded: bool = False


Output = Page | File
