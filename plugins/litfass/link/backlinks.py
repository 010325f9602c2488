"""Backlinks: what names a thing and what it names, so that the way back is a look-up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from ..model import Thing
from ..model.marks import linking_in
from ..model.news import About
from ..model.reference import Reference
from ..model.thing import Part
from .again import Again


def both_ways(things: Mapping[str, tuple[Any, ...]], again: Again) -> dict[str, dict[str, tuple[Thing, ...]]]:
    """For each thing what names it and what it names, by kind, in the order of the lists."""
    edges: dict[str, set[str]] = defaultdict(set)
    everything = {thing.key(): thing for kind in things.values() for thing in kind}
    for thing in everything.values():
        for other in again.once("named", thing, partial(_keys_named, thing)):
            if other in everything and other != thing.key():
                edges[thing.key()].add(other)
                edges[other].add(thing.key())
    place = {key: number for number, key in enumerate(everything)}
    return {
        key: _by_kind(everything[other] for other in sorted(others, key=place.__getitem__))
        for key, others in edges.items()
    }


def _by_kind(things: Iterable[Thing]) -> dict[str, tuple[Thing, ...]]:
    found: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        found[thing.kind].append(thing)
    return {kind: tuple(some) for kind, some in found.items()}


def _keys_named(thing: Thing) -> tuple[str, ...]:
    return tuple(_named(thing))


def _named(model: Part) -> Iterator[str]:
    """Keys of all things a thing or one of its parts names."""
    for _, value, marks in linking_in(model):
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, str):
                yield from (f"{mark.kind}/{item}" for mark in marks if isinstance(mark, Reference) and mark.late)
            elif isinstance(item, Thing):
                yield item.key()
            elif isinstance(item, About) and item.thing:
                yield item.thing.key()
            elif isinstance(item, Part):
                yield from _named(item)
