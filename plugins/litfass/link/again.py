"""Again: what the last link found out of things that were not edited since; a preview asks it, other builds know nothing.

A thing that was linked holds the things it names: it is taken again when it was read as it was, and so was all that it names.
"""

from collections.abc import Callable, Mapping
from datetime import date
from operator import is_
from typing import Any, NamedTuple

from ..kept.memory import recalled, remember, stays
from ..model import Thing
from ..problems import Problem
from .material import Entry, Material

# kind, id and the thing that was found there; None for something that is not there
Named = tuple[str, str, Thing] | None


class _Linked(NamedTuple):
    """A thing as it was read, with its text's first sentence, and as it was linked, and what it names."""

    read: Thing
    sentence: str
    linked: Thing
    named: list[Named]


class Again:
    """What may be taken from the last link; all that is told about a thing is told anew, so it is one without problems.

    `around` is what every thing depends on besides those it names: when that changed, nothing is known.
    """

    def __init__(self, around: Any, problems: list[Problem]) -> None:
        last = recalled("linked")
        self.around, self.problems = around, problems
        self._last: dict[Any, Any] = last["known"] if last and last["around"] == around else {}
        self._new: dict[Any, Any] = {}
        self._keeps = stays()

    def linked(
        self,
        entry: Entry,
        by_id: Mapping[str, Mapping[str, Entry]],
        link: Callable[[], tuple[Thing, list[Named]]],
    ) -> Thing:
        """An entry's thing as it was linked, or what `link` gives with all that it names."""
        read = entry.thing
        known: _Linked | None = self._last.get(("linked", id(read)))
        sentence = entry.body.summary
        if known is None or known.read is not read or known.sentence != sentence or not _is_there(known.named, by_id):
            told = len(self.problems)
            known = _Linked(read, sentence, *link())
            if len(self.problems) > told or None in known.named:
                return known.linked
        self._keep(("linked", id(read)), known)
        return known.linked

    def once(self, what: str, thing: Any, find: Callable[[], Any]) -> Any:
        """What `find` gives for a thing, unless it is known; it is not kept when there was something to tell."""
        key = what, id(thing)
        known = self._last.get(key)
        if known is None or known[0] is not thing:  # the thing is held, so that its id is not given to another one
            told = len(self.problems)
            known = thing, find()
            if len(self.problems) > told:
                return known[1]
        self._keep(key, known)
        return known[1]

    def remember(self) -> None:
        """Leave all of it to the next link."""
        remember("linked", {"around": self.around, "known": self._new})

    def _keep(self, key: Any, known: Any) -> None:
        """Keep what was found for the next link, where this process sees another one: it holds things as they were read."""
        if self._keeps:
            self._new[key] = known


class Copies:
    """Copies of things and dates, by the key of the thing; those of the last link where what they are made of is the same.

    A copy is made of some objects and holds copies of the things it names.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.by_key: dict[str, Any] = {}
        self._last, self._new = recalled(name), {}
        self._named: list[tuple[Thing, Any]] = []

    def of(self, thing: Thing) -> Any:
        """The copy of a thing; the thing itself where it has none yet."""
        copy = self.by_key.get(thing.key(), thing)
        self._named.append((thing, copy))
        return copy

    def once(self, sources: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """What `make` gives of some objects with the copies it asks for."""
        key = tuple(map(id, sources))
        known = self._last.get(key)
        if known is None or not all(map(is_, known[0], sources)) or not self._are_there(known[1]):
            around, self._named = self._named, []
            # the objects are held beside what was made of them, so that their ids are not given to others
            known = sources, self._named, make()
            self._named = around
        self._new[key] = known
        return known[2]

    def same(self, name: str, value: Any) -> Any:
        """A value, or the equal one of the last link, so that what is made of it is known again."""
        known = self._last.get(name)
        self._new[name] = known if known == value else value
        return self._new[name]

    def remember(self) -> None:
        """Leave them to the next link."""
        remember(self.name, self._new)

    def _are_there(self, named: list[tuple[Thing, Any]]) -> bool:
        return all(self.by_key.get(thing.key(), thing) is copy for thing, copy in named)


def around(material: Material, links: set[str], today: date, *others: Any) -> tuple[Any, ...]:
    """What all things depend on: the site, what there is by its names, addresses, the day, and `others`."""
    there = [
        (entry.document.path, entry.thing.id, entry.thing.title, entry.thing.published(today))
        for entry in material.entries
    ]
    files = ({*material.pictures}, {*material.documents}, {*material.broken}, {*material.unusable})
    return material.info, there, files, links, today, others


def _is_there(named: list[Named], by_id: Mapping[str, Mapping[str, Entry]]) -> bool:
    """Whether all that a thing names is what it was."""
    return all(one is not None and by_id[one[0]][one[1]].thing is one[2] for one in named)
