"""Digest: a short name for what a value says, the same in every build and on every machine.

Things and dates are named once, however many values hold them. Bytes of pickle are made here and never read.
"""

import hashlib
import pickle
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, partial
from io import BytesIO
from operator import attrgetter
from types import MethodType
from typing import Any

from markupsafe import Markup

from ..kept.memory import recalled, remember

DIGEST_BYTES = 16
PLAIN = frozenset((str, int, bool, type(None)))
FEW = 12


class Unknowable(Exception):
    """A value whose content has no name: what is made of it is made each time."""


class Digests:
    """Digests of values during one build.

    Objects of the types `heavy` carry much and are digested once. `named` says for a type what stands for an object of it:
    an attribute that says all, such as a room's path; a type without such a name there, "", cannot be digested.
    """

    def __init__(self, heavy: tuple[type, ...], named: Mapping[type, str]) -> None:
        self.heavy, self.named = heavy, named
        # the object is kept beside its digest, so that its id is not given to another one
        self._known: dict[int, tuple[Any, str]] = {}
        self._before: dict[int, tuple[Any, str]] = recalled("digests")
        # making one costs as much as most of its work; a thing within a thing needs a second one
        self._idle: list[_Pickler] = []

    def of(self, value: Any) -> str:
        """The digest of a value, as hexadecimal text.

        Raises:
            Unknowable: something in it has no content that could be named, such as an open file or a method.

        """
        kind = type(value)
        if kind in PLAIN:
            return _digest(f"{kind.__name__}\0{value}".encode("utf-8", "surrogatepass"))
        if (kind is tuple and len(value) <= FEW) or self._is_of_heavy(kind, value):  # most answers: no pickle for those
            return _digest("\0".join((kind.__name__, *map(self._of_part, value))).encode())
        if issubclass(kind, self.heavy) and (parts := _parts_of(kind)) and kind not in self.named:
            return self.of_heavy(value, parts)
        pickler = self._idle.pop() if self._idle else _Pickler(BytesIO(), self)
        try:
            return _digest(pickler.written(value))
        except (pickle.PicklingError, TypeError, AttributeError, ValueError, RecursionError) as error:
            raise Unknowable(str(error)) from error
        finally:
            self._idle.append(pickler)

    def _is_of_heavy(self, kind: type, value: Any) -> bool:
        return kind in (tuple, list) and bool(value) and isinstance(value[0], self.heavy)

    def _of_part(self, value: Any) -> str:
        known = self._known.get(id(value))  # what is known there is held, so that no other object has its id
        return known[1] if known else self.of(value)

    def of_heavy(self, value: Any, parts: Callable[[Any], Any]) -> str:
        """The digest of an object that many others hold, given what takes it apart."""
        known = self._known.get(id(value))
        if known is None:
            known = self._before.get(id(value))
            if known is None or known[0] is not value:
                known = value, self.of((type(value).__qualname__, parts(value)))
            self._known[id(value)] = known
        return known[1]

    def remember(self) -> None:
        """Leave to the next build what objects are called that it may meet again: none of them changes once it is made."""
        remember("digests", self._known)


class _Pickler(pickle.Pickler):
    """Writes what a value says. Without memo, so that equal values are written alike whether they are one or two."""

    def __init__(self, target: BytesIO, digests: Digests) -> None:
        super().__init__(target, protocol=5)
        self.fast = True
        self.target, self.digests = target, digests

    def written(self, value: Any) -> bytes:
        """What is written of one value."""
        self.target.seek(0)
        self.target.truncate()
        self.dump(value)
        return self.target.getvalue()

    def reducer_override(self, value: Any) -> Any:
        """What stands for a value that is not of Python's plain types."""
        kind = type(value)
        if kind is Markup:
            return _stands, ("Markup", str(value))
        if (name := self.digests.named.get(kind)) is not None:
            return _stands, (kind.__qualname__, _named(value, name))
        parts = _parts_of(kind)
        if parts is None:
            return _by_python(value)
        if issubclass(kind, self.digests.heavy):
            return _stands, (self.digests.of_heavy(value, parts),)
        return _stands, (kind.__qualname__, parts(value))


def _digest(data: bytes | memoryview) -> str:
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).hexdigest()


@cache
def _parts_of(kind: type) -> Callable[[Any], Any] | None:
    """What gives the values of a model's or a dataclass's fields, without what it computed and keeps; None for others."""
    if issubclass(kind, partial):
        return attrgetter("func", "args", "keywords")
    names = [*getattr(kind, "model_fields", ())]
    if not names and is_dataclass(kind):
        names = [field.name for field in fields(kind) if field.compare]
    return attrgetter(*names) if names else None


def _by_python(value: Any) -> Any:
    """How Python itself takes other values apart: times, sets, functions by their name."""
    if isinstance(value, MethodType):
        raise Unknowable(f"{value} is a method")
    return NotImplemented


def _named(value: Any, name: str) -> Any:
    if not name:
        raise Unknowable(f"{type(value).__qualname__} has too much in it")
    return getattr(value, name)


def _stands(*parts: Any) -> tuple[Any, ...]:
    """What pickle is told a value is made by; only its name is ever used, for the bytes are digested and never read."""
    return parts
