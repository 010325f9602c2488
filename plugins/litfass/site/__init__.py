"""Site: the whole neighbourhood as linked objects on one day; what publishers and templates ask.

Built by link; knows no files and no formats. All lists come sorted, so nobody right of here sorts.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from ..model import Actor, Event, News, Participation, Place, Project, Thing
from ..model.actor import KINDS as ACTOR_KINDS
from ..model.closure import ClosurePeriod
from ..model.occurrence import Occurrence
from ..model.page import LEGAL
from ..model.participation import KINDS as PARTICIPATION_KINDS
from ..model.project import STATES
from ..model.site_info import Funder, Label, Topic
from ..programme import Programme
from .deadlines import Deadlines
from .opening import Opening
from .published import Published


class Site(Published):
    """Every question about what is published; those about dates, hours and deadlines have rooms of their own."""

    # --- what every page names: links and words only, so that an edited text makes no other page anew -------------

    @property
    def menu(self) -> list[tuple[str, str]]:
        """Links and names of the pages with a place in the menu, in its order."""
        pages = sorted((page for page in self.things["page"] if page.menu), key=lambda page: (page.menu.order, page.id))
        return [(self.addresses.of(page), page.menu.label or page.title) for page in pages]

    @property
    def legal_links(self) -> list[tuple[str, str]]:
        """Links and titles of imprint, privacy and accessibility page, those that there are."""
        pages = filter(None, map(self.legal_page, LEGAL))
        return [(self.addresses.of(page), page.title) for page in pages]

    @property
    def press_link(self) -> str:
        """Where the page for journalists is; "" when there is none."""
        return self.addresses.of(self.press_page) if self.press_page else ""

    @property
    def has_newsletters(self) -> bool:
        """Whether an issue of the newsletter was sent."""
        return bool(self.newsletters)

    # --- lists --------------------------------------------------------------------------------------------

    def projects_by_state(self) -> list[tuple[str, list[Project]]]:
        """States in the order of interest, each with its projects; empty states left out."""
        return _grouped(self.projects, "status", STATES)

    def current_projects(self, count: int) -> list[Project]:
        """Projects for the home page: what runs first, then what is to come, nothing that is over."""
        return [one for state in STATES[:3] for one in self.projects if one.status == state][:count]

    def actors_by_kind(self) -> list[tuple[str, list[Actor]]]:
        """Kinds of actors that exist, each with its actors."""
        return _grouped(self.actors, "actor_kind", ACTOR_KINDS)

    def participation_by_kind(self) -> list[tuple[str, list[Participation]]]:
        """Kinds of participation that exist, each with its items."""
        return _grouped(self.participation, "participation_kind", PARTICIPATION_KINDS)

    def networks_of(self, actor: Actor) -> list[Actor]:
        """Networks an actor belongs to."""
        return [network for id_ in actor.networks if (network := self.find("actor", id_))]

    def members_of(self, network: Actor) -> list[Actor]:
        """Actors that belong to a network."""
        return [actor for actor in self.linked(network, "actor") if network.id in actor.networks]

    def topic(self, id_: str) -> Topic:
        """A topic of site.yaml."""
        return next(topic for topic in self.info.topics if topic.id == id_)

    def audience(self, id_: str) -> str:
        """What people read for an audience of site.yaml."""
        return next(label.title for label in self.info.audiences if label.id == id_)

    def about_topic(self, topic: Topic, kind: str) -> list[Thing]:
        """Things of a kind that carry a topic, in the order of their lists."""
        return [thing for thing in self.things[kind] if topic.id in thing.topics]

    def for_audience(self, label: Label) -> list[Event]:
        """Events for an audience of site.yaml, in the order of their list."""
        return [event for event in self.events if label.id in event.audience]

    @property
    def free_events(self) -> list[Event]:
        """Events that cost nothing."""
        return [event for event in self.events if event.free]

    @property
    def step_free_events(self) -> list[Event]:
        """Events one gets into with wheels."""
        return [event for event in self.events if event.wheelchair_at(event.place) == "yes"]

    def events_in_calendar(self, thing: Thing) -> list[Event]:
        """Events with dates that a thing has to do with; empty when a calendar of it would be empty."""
        events = self.events_of(thing) if isinstance(thing, Actor) else self.linked(thing, "event")
        place = thing if isinstance(thing, Place) else None
        return [
            event for event in events if any(not place or one.is_at(place) for one in self.programme.dates_of(event))
        ]

    def payer(self, named: str) -> Funder:
        """A funder of site.yaml at any time: a project still names who paid for it; words name one of whom no more is known."""
        known = (funder for funder in self.info.funders if funder.id == named)
        return next(known, None) or Funder.model_construct(id=named, name=named)

    @cached_property
    def funders(self) -> list[Funder]:
        """Funders valid today."""
        return [
            funder
            for funder in self.info.funders
            if (funder.valid_from or date.min) <= self.today <= (funder.valid_through or date.max)
        ]

    def funders_of(self, project: Project) -> list[Funder]:
        """Funders of a project that are valid today and whose money has not ended, in the project's order.

        Among them who gave once and is named in words.
        """
        flowing = [one for one in project.funders or () if one.to is None or one.to.last >= self.today]
        ids = dict.fromkeys(funding.funder for funding in flowing)
        over = {funder.id for funder in self.info.funders} - {funder.id for funder in self.funders}
        return [self.payer(id_) for id_ in ids if id_ not in over]

    # --- news ---------------------------------------------------------------------------------------------

    def latest_news(self, count: int) -> list[News]:
        """News for the home page: pinned ones first, nothing expired."""
        current = [item for item in self.news if item.is_current(self.today)]
        pinned = [item for item in current if item.pinned and item.pinned >= self.today]
        return [*pinned, *(item for item in current if item not in pinned)][:count]

    # --- dates --------------------------------------------------------------------------------------------

    @cached_property
    def programme(self) -> Programme:
        """Every question about dates."""
        return Programme(self.occurrences, self.events, self.now, self.last_month)

    @cached_property
    def opening(self) -> Opening:
        """Every question about the office's hours and about holidays."""
        return Opening(self.info.office, self.things["closure"], self.pauses, self.now)

    def events_of(self, actor: Actor) -> list[Event]:
        """Events an actor has to do with; those that name no organizer are the office's."""
        if actor != self.info.office.actor:
            return list(self.linked(actor, "event"))
        mine = {event.id for event in self.linked(actor, "event")}
        return [event for event in self.events if event.id in mine or event.organizer is None]

    def dates_about(self, item: News) -> list[Occurrence]:
        """Dates a news item is about: the single ones it names, and the next of events it names as a whole."""
        abouts = [about for about in item.about if isinstance(about.thing, Event)]
        single = [one for about in abouts for one in self.programme.dates_of(about.thing) if one.on == about.day]
        whole = [about.thing for about in abouts if about.day is None]
        return sorted([*single, *self.programme.next_of(whole)], key=lambda one: one.sort_key)

    def status_since(self, thing: Thing, day: date | None) -> str:
        """What a date that a newsletter told of has become since: "cancelled"; "" when it is as it was said.

        `day` None stands for the only date of a single event.
        """
        if not isinstance(thing, Event):
            return ""
        found = next((one for one in self.programme.dates_of(thing) if day in (None, one.on)), None)
        was_said = found is None or found.takes_place or found.event.is_series != bool(day)
        return "" if was_said else found.shown_status

    def closed_times(self, place: Place) -> list[ClosurePeriod]:
        """Times in which a place is shut and that are not over, in order."""
        periods = [period for closure in self.linked(place, "closure") for period in closure.named_periods]
        return sorted((one for one in periods if one.to >= self.today), key=lambda one: (one.from_, one.to, one.title))

    # --- taking part --------------------------------------------------------------------------------------

    @cached_property
    def deadlines(self) -> Deadlines:
        """Every question about deadlines."""
        return Deadlines(self.due, self.passed, self.today)

    @property
    def anytime_funds(self) -> list[Participation]:
        """Funds one may apply to on any day."""
        return [item for item in self.participation if item.anytime and not self.deadlines.of(item)]

    @property
    def lenders(self) -> list[Participation]:
        """Funds with things to borrow, in the order of their list."""
        return [item for item in self.participation if item.lending]


def _grouped(things: Iterable[Any], attribute: str, order: Iterable[str]) -> list[tuple[str, list[Any]]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for thing in things:
        groups[getattr(thing, attribute)].append(thing)
    return [(name, groups[name]) for name in order if name in groups]
