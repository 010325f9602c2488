"""Network: who works with whom, as ties between actors and committees; a question to Site, too long to stand in it.

Drawn by pictures/network.py; the same ties stand in a table.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..model import Actor, Thing
from ..model.thing import sort_text
from . import Site

# in the order of a key to the picture
KINDS = ("project", "event", "committee", "network")


@dataclass(frozen=True)
class Tie:
    """Two that work together, and on what: kinds with the projects, events, committees or networks they share."""

    one: Thing
    other: Thing
    shared: tuple[tuple[str, Thing], ...]

    @property
    def kinds(self) -> list[str]:
        """The kinds of what is shared, each once, in the order of the key."""
        return [kind for kind in KINDS if any(kind == found for found, _ in self.shared)]

    @property
    def things(self) -> list[Thing]:
        """What is shared, each once, in order."""
        return list(dict.fromkeys(thing for _, thing in self.shared))


@dataclass(frozen=True)
class Network:
    """All ties of a neighbourhood, in the order of names."""

    ties: tuple[Tie, ...]
    actors: tuple[Actor, ...]

    @cached_property
    def nodes(self) -> list[Thing]:
        """Everybody with a tie, by name."""
        found = {thing for tie in self.ties for thing in (tie.one, tie.other)}
        return sorted(found, key=_order)

    @cached_property
    def alone(self) -> list[Actor]:
        """Actors without any tie, by name."""
        return [actor for actor in self.actors if actor not in self.nodes]

    @property
    def kinds(self) -> list[str]:
        """The kinds of ties there are, in the order of the key."""
        return [kind for kind in KINDS if any(kind in tie.kinds for tie in self.ties)]

    def partners_of(self, thing: Thing) -> list[tuple[Thing, list[Thing]]]:
        """With whom a thing works, by name, and on what."""
        found = [(tie.other if tie.one == thing else tie.one, tie.things) for tie in self.ties if thing in _ends(tie)]
        return sorted(found, key=lambda pair: _order(pair[0]))


def network(site: Site) -> Network:
    """The ties of all published things.

    Who carries a project or holds an event is tied to each partner of it; the office where nobody else is named, not
    even in words. A committee and a network are tied to each member, because twelve members are no sixty-six friendships.
    """
    shared: dict[tuple[Thing, Thing], list[tuple[str, Thing]]] = {}
    for kind, thing, one, other in _pairs(site):
        if one != other:
            first, second = sorted((one, other), key=_order)
            shared.setdefault((first, second), []).append((kind, thing))
    ties = [Tie(one, other, tuple(dict.fromkeys(found))) for (one, other), found in shared.items()]
    return Network(tuple(sorted(ties, key=lambda tie: (_order(tie.one), _order(tie.other)))), site.actors)


def _pairs(site: Site) -> Iterator[tuple[str, Thing, Thing, Thing]]:
    """Kind, what is shared, and two that share it."""
    office = site.info.office.actor
    for project in site.projects:
        for one, other in _stars(_actors(project.carrier or [office]), _actors(project.partners)):
            yield "project", project, one, other
    for event in site.events:
        for one, other in _stars(_actors([event.organizer or office]), _actors(event.partners)):
            yield "event", event, one, other
    for item in site.participation:
        for member in _actors(member.actor for member in item.members):
            yield "committee", item, item, member
    for actor in site.actors:
        for wider in site.networks_of(actor):
            yield "network", wider, wider, actor


def _stars(leading: list[Actor], partners: list[Actor]) -> Iterator[tuple[Actor, Actor]]:
    """Each who leads with each partner, and those who lead with each other."""
    for number, one in enumerate(leading):
        for other in (*leading[number + 1 :], *partners):
            yield one, other


def _actors(values: Iterable[object]) -> list[Actor]:
    return [value for value in values if isinstance(value, Actor)]


def _ends(tie: Tie) -> tuple[Thing, Thing]:
    return tie.one, tie.other


def _order(thing: Thing) -> tuple[tuple[str, str], str]:
    return sort_text(thing.title), thing.key()
