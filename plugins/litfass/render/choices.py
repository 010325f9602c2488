"""Choices: by what one may pick some of the dates on a page; asks Site, knows no format."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Actor, Place, Thing
from ..model.occurrence import Occurrence
from ..model.site_info import Label, Topic
from ..model.thing import sort_text
from ..site import Site

YES = "yes"


@dataclass(frozen=True)
class Choices:
    """What there is to choose from, each list in the order people know; empty where all dates are alike."""

    topics: list[Topic]
    audiences: list[Label]
    actors: list[Actor]
    places: list[Place]
    has_free: bool
    has_step_free: bool


def choices_of(site: Site, dates: Iterable[Occurrence]) -> Choices:
    """Topics, audiences, actors and places that some of these dates have and others may not."""
    traits = [traits_of(site, one) for one in dates]

    def among(name: str, id_: str) -> bool:
        return any(id_ in one[name].split() for one in traits)

    return Choices(
        topics=[topic for topic in site.info.topics if among("topic", topic.id)],
        audiences=[label for label in site.info.audiences if among("audience", label.id)],
        actors=[actor for actor in site.actors if among("actor", actor.id)],
        places=[place for place in site.places if among("place", place.id)],
        has_free=among("free", YES),
        has_step_free=among("stepfree", YES),
    )


def traits_of(site: Site, one: Occurrence) -> dict[str, str]:
    """What a date can be picked by: ids separated by spaces, by the name of the choice; "yes" or "" for a flag."""
    event = one.event
    actors = {
        thing.id for thing in (event.organizer or site.info.office.actor, *event.partners) if isinstance(thing, Thing)
    }
    return {
        "topic": " ".join(event.topics),
        "audience": " ".join(event.audience),
        "actor": " ".join(sorted(actors, key=sort_text)),
        "place": one.place.id if isinstance(one.place, Place) else "",
        "free": YES if event.free else "",
        "stepfree": YES if one.wheelchair == "yes" else "",
    }
