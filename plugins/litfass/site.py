"""Site: the whole neighbourhood as linked objects on one day; what publishers and templates ask.

Built by link; knows no files and no formats. All lists come sorted, so nobody right of here sorts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from .address import Addresses
from .calendar.hours import ClosedTime, DoorState, closed_time, door_state
from .calendar.moment import Moment
from .calendar.pauses import CATEGORIES, Pause, Period
from .calendar.rule import month_end, month_start
from .calendar.schedule import Schedule
from .model import Actor, Event, News, Newsletter, Page, Participation, Place, Project, SiteInfo, Thing
from .model.closure import ClosurePeriod
from .model.deadline import DUE_KINDS
from .model.occurrence import Occurrence
from .model.outline import Outline
from .model.picture import Picture
from .model.project import STATES
from .model.site_info import Funder, Label, Topic
from .programme import Programme

# so long a page says that a deadline is over although the next one is known
DAYS_PASSED_IS_NEWS = 28


@dataclass(frozen=True)
class DueDate:
    """A deadline on the calendar: the last moment, what for, and how many days are left on the site's day.

    `kind` is one of DUE_KINDS. `key` names it for ever, also when it moves with its meeting.
    """

    moment: Moment
    thing: Thing
    days_left: int
    kind: str
    key: str = ""

    @property
    def day(self) -> date:
        """The last day."""
        return self.moment.day


@dataclass(frozen=True)
class Site:
    """Everything published on the day of `now`: things by kind, their dates, and who is linked with whom."""

    info: SiteInfo
    now: datetime
    addresses: Addresses
    things: Mapping[str, tuple[Any, ...]]
    occurrences: tuple[Occurrence, ...]
    first_month: date
    last_month: date
    links: Mapping[str, Mapping[str, tuple[Thing, ...]]] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    documents: Mapping[str, Any] = field(default_factory=dict)
    pauses: Mapping[str, Pause] = field(default_factory=dict)
    schedules: Mapping[str, Schedule] = field(default_factory=dict)
    document_sizes: Mapping[str, int] = field(default_factory=dict)
    outline: Outline | None = None
    due: tuple[DueDate, ...] = ()
    # the latest deadline that is over, by the key of its thing
    passed: Mapping[str, Moment] = field(default_factory=dict)
    # ids of things whose file is called otherwise: "events/fest.md" → "sommerfest"
    ids_by_file: Mapping[str, str] = field(default_factory=dict)
    language: str = "de"
    # the last day somebody cared for it; None while it lives
    frozen_on: date | None = None
    # the same site in its further languages; only the first language's has them
    translations: Mapping[str, "Site"] = field(default_factory=dict)
    # by language and key of a thing: "missing", "partly" or "older"
    gaps: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: {"de": {}})

    # --- languages ----------------------------------------------------------------------------------------

    @property
    def all_languages(self) -> tuple["Site", ...]:
        """This site and what it is in its further languages; asked of the first language's."""
        return (self, *self.translations.values())

    def in_language(self, language: str) -> "Site":
        """The same site in one of its languages; asked of the first language's."""
        return self if language == self.language else self.translations[language]

    def things_in_all_languages(self) -> Iterator[Thing]:
        """Every thing as each language has it; asked of the first language's."""
        return (thing for site in self.all_languages for kind in site.things.values() for thing in kind)

    @property
    def is_first(self) -> bool:
        """Whether this is the language of the originals, whose addresses have no prefix."""
        return self.language == self.info.language

    def gap(self, thing: Thing, language: str = "") -> str:
        """What is wanting in a thing's translation: "missing", "partly" (its text) or "older"; "" for nothing."""
        return self.gaps[language or self.language].get(thing.key(), "")

    def versions(self, link: str, thing: Thing | None = None) -> dict[str, str]:
        """The links of a page of this site by language; with its thing only those languages that have it translated."""
        first = self.info.language
        has_it = [one for one in self.info.all_languages if thing is None or self.gap(thing, one) != "missing"]
        return {
            language: self.addresses.moved_to(self.addresses.in_language(language, first), link)
            for language in has_it or [first]
        }

    def canonical(self, link: str, thing: Thing) -> str:
        """The link under which search engines should list a thing's page: this one where it is translated."""
        versions = self.versions(link, thing)
        return link if self.language in versions else next(iter(versions.values()))

    # --- the day ------------------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        """The day the site is made for, in its own zone."""
        return self.now.date()

    @cached_property
    def first_year(self) -> int:
        """The year of the first date there is."""
        starts = (schedule.start.day.year for schedule in self.schedules.values())
        return min(starts, default=self.first_month.year)

    def has_come(self, moment: datetime) -> bool:
        """Whether a moment lies in the past, or is this one."""
        return moment <= self.now

    @property
    def this_month(self) -> date:
        """The first day of the current month."""
        return month_start(self.today)

    # --- things -------------------------------------------------------------------------------------------

    @cached_property
    def _by_key(self) -> dict[str, Thing]:
        return {thing.key(): thing for kind in self.things.values() for thing in kind}

    def find(self, kind: str, id_: str | None) -> Any:
        """The published thing with this id; None when there is none."""
        return self._by_key.get(f"{kind}/{id_}")

    def linked(self, thing: Thing, kind: str) -> tuple[Any, ...]:
        """Things of a kind that name this one or are named by it, in the order of their lists."""
        return self.links.get(thing.key(), {}).get(kind, ())

    @property
    def news(self) -> tuple[News, ...]:
        """News, newest first."""
        return self.things["news"]

    @property
    def events(self) -> tuple[Event, ...]:
        """Events by title."""
        return self.things["event"]

    @property
    def projects(self) -> tuple[Project, ...]:
        """Projects in the order of interest of their states, then by title."""
        return self.things["project"]

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Actors by title."""
        return self.things["actor"]

    @property
    def places(self) -> tuple[Place, ...]:
        """Places by title."""
        return self.things["place"]

    @property
    def participation(self) -> tuple[Participation, ...]:
        """Participation items, those with the nearest deadline first."""
        return self.things["participation"]

    @property
    def menu_pages(self) -> list[Page]:
        """Pages with a place in the menu, in its order."""
        return sorted((page for page in self.things["page"] if page.menu), key=lambda page: (page.menu.order, page.id))

    def legal_page(self, kind: str) -> Page | None:
        """The imprint, privacy or accessibility page."""
        return next((page for page in self.things["page"] if page.legal == kind), None)

    @property
    def press_page(self) -> Page | None:
        """The page for journalists; None when there is none."""
        return next((page for page in self.things["page"] if page.press), None)

    @property
    def report_years(self) -> list[int]:
        """Years whose report stands on the site, newest first."""
        return sorted(set(self.info.report_years), reverse=True)

    @property
    def press_releases(self) -> list[News]:
        """News for journalists, newest first."""
        return [item for item in self.news if item.category == "press"]

    @property
    def newsletters(self) -> tuple[Newsletter, ...]:
        """Issues of the newsletter that were sent, newest first."""
        return self.things["newsletter"]

    def status_since(self, thing: Thing, day: date | None) -> str:
        """What a date that a newsletter told of has become since: "cancelled"; "" when it is as it was said.

        `day` None stands for the only date of a single event.
        """
        if not isinstance(thing, Event):
            return ""
        found = next((one for one in self.programme.dates_of(thing) if day in (None, one.on)), None)
        was_said = found is None or found.takes_place or found.event.is_series != bool(day)
        return "" if was_said else found.shown_status

    def projects_by_state(self) -> list[tuple[str, list[Project]]]:
        """States in the order of interest, each with its projects; empty states left out."""
        return _grouped(self.projects, "status", STATES)

    def current_projects(self, count: int) -> list[Project]:
        """Projects for the home page: what runs first, then what is to come, nothing that is over."""
        return [one for state in STATES[:3] for one in self.projects if one.status == state][:count]

    def actors_by_kind(self) -> list[tuple[str, list[Actor]]]:
        """Kinds of actors that exist, each with its actors."""
        from .model.actor import KINDS  # noqa: PLC0415

        return _grouped(self.actors, "actor_kind", KINDS)

    def participation_by_kind(self) -> list[tuple[str, list[Participation]]]:
        """Kinds of participation that exist, each with its items."""
        from .model.participation import KINDS  # noqa: PLC0415

        return _grouped(self.participation, "participation_kind", KINDS)

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
        return [event for event in events if self.programme.dates_of(event)]

    def payer(self, id_: str) -> Funder:
        """A funder of site.yaml at any time: a project still names who paid for it."""
        return next(funder for funder in self.info.funders if funder.id == id_)

    @cached_property
    def funders(self) -> list[Funder]:
        """Funders valid today."""
        return [
            funder
            for funder in self.info.funders
            if (funder.valid_from or date.min) <= self.today <= (funder.valid_through or date.max)
        ]

    def funders_of(self, project: Project) -> list[Funder]:
        """Funders of a project that are valid today and whose money has not ended, in the project's order."""
        flowing = [one for one in project.funders or () if one.to is None or one.to.last >= self.today]
        ids = dict.fromkeys(funding.funder for funding in flowing)
        valid = {funder.id: funder for funder in self.funders}
        return [valid[id_] for id_ in ids if id_ in valid]

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

    def closed_times(self, place: Place) -> list[ClosurePeriod]:
        """Times in which a place is shut and that are not over, in order."""
        periods = [period for closure in self.linked(place, "closure") for period in closure.periods]
        return sorted((one for one in periods if one.to >= self.today), key=lambda one: (one.from_, one.to, one.title))

    # --- holidays -----------------------------------------------------------------------------------------

    @cached_property
    def _holidays(self) -> dict[str, list[Pause]]:
        """Pauses that are school or public holidays, by kind."""
        found: dict[str, list[Pause]] = {kind: [] for kind in CATEGORIES}
        for closure in self.things["closure"]:
            if closure.closure_kind in found:
                found[closure.closure_kind].append(self.pauses[closure.id])
        return found

    def holiday_on(self, day: date, kind: str = "public-holidays") -> str:
        """The name of the public holiday on a day, or of the "school-holidays"; "" when there is none."""
        return next((title for pause in self._holidays[kind] if (title := pause.title_on(day)) is not None), "")

    def holidays_in(self, month: date) -> list[tuple[str, Period]]:
        """Kind and days of the holidays that reach into a month, in order; their days may lie outside of it."""
        first, last = month_start(month), month_end(month)
        found = [
            (period, kind) for kind, pauses in self._holidays.items() for pause in pauses for period in pause.periods
        ]
        return [(kind, period) for period, kind in sorted(found) if period.first <= last and period.last >= first]

    # --- the office ---------------------------------------------------------------------------------------

    @cached_property
    def office_state(self) -> DoorState:
        """Whether the office is open now, and when it opens again."""
        return door_state(self.info.office.hours, self.now.replace(tzinfo=None), self._office_closed)

    def office_closing(self, ahead: int) -> ClosedTime | None:
        """The time in which the office is shut today or begins to be within `ahead` days; None when there is none."""
        return closed_time(self.info.office.hours, self.today, self._office_closed, ahead)

    def _office_closed(self, day: date) -> str:
        suspended = self.info.office.suspended
        if suspended and suspended.from_ <= day:
            return suspended.reason
        pauses = [self.pauses[closure.id] for closure in self.info.office.pause if closure.id in self.pauses]
        return next((title for pause in pauses if (title := pause.title_on(day)) is not None), "")

    # --- taking part --------------------------------------------------------------------------------------

    @cached_property
    def _due_by_thing(self) -> dict[str, list[DueDate]]:
        found = defaultdict(list)
        for due in self.due:
            found[due.thing.key()].append(due)
        return found

    def due_dates(self, thing: Thing, count: int | None = None) -> list[DueDate]:
        """The coming deadlines of a thing, nearest first."""
        return self._due_by_thing.get(thing.key(), [])[:count]

    def due_by_kind(self) -> list[tuple[str, list[DueDate]]]:
        """Kinds of deadlines with those that come, nearest first; kinds without any left out."""
        return _grouped(self.due, "kind", DUE_KINDS)

    def just_passed(self, thing: Thing) -> Moment | None:
        """The latest deadline of a thing when it is news that it is over: none comes, or it ended days ago only."""
        moment = self.passed.get(thing.key())
        fresh = moment and (self.today - moment.day).days <= DAYS_PASSED_IS_NEWS
        return moment if fresh or not self.due_dates(thing) else None

    @property
    def anytime_funds(self) -> list[Participation]:
        """Funds one may apply to on any day."""
        return [item for item in self.participation if item.anytime and not self.due_dates(item)]

    @property
    def lenders(self) -> list[Participation]:
        """Funds with things to borrow, in the order of their list."""
        return [item for item in self.participation if item.lending]

    @cached_property
    def open_calls(self) -> list[DueDate]:
        """The next deadline of each thing to take part in, nearest first; registrations are not among them."""
        return [found[0] for found in self._due_by_thing.values() if isinstance(found[0].thing, Participation)]


def _grouped(things: Iterable[Any], attribute: str, order: Iterable[str]) -> list[tuple[str, list[Any]]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for thing in things:
        groups[getattr(thing, attribute)].append(thing)
    return [(name, groups[name]) for name in order if name in groups]
