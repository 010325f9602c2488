"""Site: the whole neighbourhood as linked objects on one day; what publishers and templates ask.

Built by link.py; knows no files and no formats. All lists come sorted, so nobody right of here sorts.
"""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

from .address import Addresses
from .calendar.hours import DoorState, door_state
from .calendar.moment import Moment
from .calendar.pauses import Pause
from .calendar.rule import month_start, next_month
from .calendar.schedule import Schedule
from .model import Actor, Event, News, Page, Participation, Place, Project, SiteInfo, Thing
from .model.closure import ClosurePeriod
from .model.occurrence import Occurrence
from .model.picture import Picture
from .model.project import STATES
from .model.site_info import Funder, Topic

OFTEN = 3
AGENDA_MONTHS = 2


@dataclass(frozen=True)
class DueDate:
    """A deadline on the calendar: the last moment, what for, and how many days are left on the site's day."""

    moment: Moment
    thing: Thing
    days_left: int

    @property
    def day(self) -> date:
        """The last day."""
        return self.moment.day


@dataclass(frozen=True)
class MonthPlan:
    """A month for paper: days with single dates, and series that come at least three times, each with its dates."""

    days: list[tuple[date, list[Occurrence]]]
    regular: list[list[Occurrence]]


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
    due: tuple[DueDate, ...] = ()
    # ids of things whose file is called otherwise: "events/fest.md" → "sommerfest"
    ids_by_file: Mapping[str, str] = field(default_factory=dict)

    # --- the day ------------------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        """The day the site is made for, in its own zone."""
        return self.now.date()

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
        """Projects by title."""
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

    def funder(self, id_: str) -> Funder | None:
        """A funder of site.yaml while valid; None before and after."""
        return next((funder for funder in self.funders if funder.id == id_), None)

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

    # --- news ---------------------------------------------------------------------------------------------

    def latest_news(self, count: int) -> list[News]:
        """News for the home page: pinned ones first, nothing expired."""
        current = [item for item in self.news if item.is_current(self.today)]
        pinned = [item for item in current if item.pinned and item.pinned >= self.today]
        return [*pinned, *(item for item in current if item not in pinned)][:count]

    # --- dates --------------------------------------------------------------------------------------------

    @cached_property
    def _by_event(self) -> dict[str, list[Occurrence]]:
        found = defaultdict(list)
        for occurrence in self.occurrences:
            found[occurrence.event.id].append(occurrence)
        return found

    @cached_property
    def _by_month(self) -> dict[date, list[Occurrence]]:
        found = defaultdict(list)
        for occurrence in self.occurrences:
            found[month_start(occurrence.day)].append(occurrence)
        return found

    @cached_property
    def upcoming(self) -> list[Occurrence]:
        """Dates not over yet, in order; long ones that already run are not among them."""
        return [one for one in self.occurrences if not one.is_over(self.now) and not self._is_running_long(one)]

    @cached_property
    def running(self) -> list[Occurrence]:
        """Dates of more than 14 days that run today: "läuft noch bis"."""
        return [one for one in self.occurrences if self._is_running_long(one)]

    @cached_property
    def still_on(self) -> list[Occurrence]:
        """Dates that began before today and are not over, also short ones: the second day of a feast."""
        return [one for one in self.occurrences if one.day < self.today <= one.last_day and not one.is_over(self.now)]

    @cached_property
    def on_today(self) -> list[Occurrence]:
        """What one can go to today: short dates that still run, then what begins today and is not over."""
        began = [one for one in self.still_on if not one.is_long]
        return [*began, *(one for one in self.upcoming if one.day == self.today)]

    def coming(self, count: int) -> list[Occurrence]:
        """The next dates after today, in order."""
        return [one for one in self.upcoming if one.day > self.today][:count]

    def dates_of(self, event: Event) -> list[Occurrence]:
        """All computed dates of an event."""
        return self._by_event.get(event.id, [])

    def next_dates(self, event: Event, count: int = 6) -> list[Occurrence]:
        """The next dates of an event that are not over."""
        return [one for one in self.dates_of(event) if not one.is_over(self.now)][:count]

    def next_date(self, event: Event) -> Occurrence | None:
        """The date to show largest: the next that takes place, else the next, else the last."""
        coming = [one for one in self.dates_of(event) if not one.is_over(self.now)]
        return next((one for one in coming if one.takes_place), (coming or self.dates_of(event)[-1:] or [None])[0])

    def upcoming_of(self, things: Iterable[Event], count: int | None = None) -> list[Occurrence]:
        """Dates of these events that are not over, in order."""
        found = [one for event in things for one in self.dates_of(event) if not one.is_over(self.now)]
        return sorted((one for one in found if not self._is_running_long(one)), key=lambda one: one.sort_key)[:count]

    def events_of(self, actor: Actor) -> list[Event]:
        """Events an actor has to do with; those that name no organizer are the office's."""
        linked = self.linked(actor, "event")
        is_office = actor == self.info.office.actor
        return [event for event in self.events if event in linked or (is_office and event.organizer is None)]

    def next_of(self, things: Iterable[Event]) -> list[Occurrence]:
        """Dates of these events that are not over, of each up to the first that takes place, in order.

        So a weekly series does not fill the page of a place, and a cancelled date still stands there.
        """
        open_ids = {event.id for event in things}
        found = []
        for one in (*self.running, *self.upcoming):
            if one.event.id in open_ids:
                found.append(one)
                if one.takes_place:
                    open_ids.remove(one.event.id)
        return found

    def past_of(self, things: Iterable[Event]) -> list[Occurrence]:
        """The last date of each of these events that has no more, newest first."""
        over = [self.dates_of(event)[-1] for event in things if self.dates_of(event) and not self.next_dates(event)]
        return sorted(over, key=lambda one: one.sort_key, reverse=True)

    def undated_of(self, things: Iterable[Event]) -> list[Event]:
        """Those of these events that have no dates: offers, and what waits for a new date."""
        return [event for event in things if not self.dates_of(event)]

    def dates_about(self, item: News) -> list[Occurrence]:
        """Dates a news item is about: the single ones it names, and the next of events it names as a whole."""
        abouts = [about for about in item.about if isinstance(about.thing, Event)]
        single = [one for about in abouts for one in self.dates_of(about.thing) if one.on == about.day]
        whole = [about.thing for about in abouts if about.day is None]
        return sorted([*single, *self.next_of(whole)], key=lambda one: one.sort_key)

    def closed_times(self, place: Place) -> list[ClosurePeriod]:
        """Times in which a place is shut and that are not over, in order."""
        periods = [period for closure in self.linked(place, "closure") for period in closure.periods]
        return sorted((one for one in periods if one.to >= self.today), key=lambda one: (one.from_, one.to, one.title))

    def days(self, first: date, last: date) -> list[tuple[date, list[Occurrence]]]:
        """Days from `first` to `last`, both included, with what begins on them and is not over; empty ones left out."""
        return by_day(one for one in self.upcoming if first <= one.day <= last)

    def month(self, month: date) -> list[Occurrence]:
        """Dates that begin in a month, also those already over."""
        return self._by_month.get(month_start(month), [])

    def month_days(self, month: date) -> list[tuple[date, list[Occurrence]]]:
        """Days of a month with the dates that begin on them, also those already over."""
        return by_day(self.month(month))

    def into_month(self, month: date) -> list[Occurrence]:
        """Dates that began before a month and reach into it."""
        first = month_start(month)
        return [one for one in self.occurrences if one.day < first <= one.last_day]

    def month_grid(self, month: date) -> list[list[tuple[date | None, bool]]]:
        """Weeks of a month: seven days each, None outside of the month, and whether a date begins on the day."""
        busy = {one.day for one in self.month(month)}
        weeks = Calendar().monthdatescalendar(month.year, month.month)
        return [[(day if day.month == month.month else None, day in busy) for day in week] for week in weeks]

    def by_month(self, days: Iterable[tuple[date, list[Occurrence]]]) -> list[tuple[date, list[Any]]]:
        """Days grouped by their month: its first day, and its days."""
        return [(month, list(found)) for month, found in groupby(days, key=lambda pair: month_start(pair[0]))]

    def month_after_agenda(self) -> date | None:
        """The first month with a page that the agenda leaves out; None when there is none."""
        month = next_month(self.this_month, AGENDA_MONTHS)
        return month if month <= self.last_month else None

    def months(self) -> list[date]:
        """First days of all months with a page, in order: those with dates, and from this one to the last computed."""
        known = set(self._by_month)
        month = self.this_month
        while month <= self.last_month:
            known.add(month)
            month = next_month(month)
        return sorted(known)

    def coming_months(self, count: int) -> list[date]:
        """First days of this and the following months."""
        return [next_month(self.this_month, offset) for offset in range(count)]

    def agenda(self) -> list[tuple[date, list[Occurrence]]]:
        """Days with dates from today to the end of the third month."""
        return self.days(self.today, next_month(self.this_month, AGENDA_MONTHS) - timedelta(days=1))

    def printed(self, month: date) -> list[Occurrence]:
        """Dates of a month that still matter on paper: not over, and taking place or cancelled in words."""
        return [one for one in self.month(month) if not one.is_over(self.now)]

    def month_plan(self, month: date) -> MonthPlan:
        """A month for paper: what comes often and unchanged as one line with all its days, the rest by day."""
        dates = self.printed(month)
        usual: dict[str, list[Occurrence]] = defaultdict(list)
        for one in dates:
            if one.event.is_series and one.is_usual:
                usual[one.event.id].append(one)
        regular = [found for found in usual.values() if len(found) >= OFTEN]
        often = {one.id for found in regular for one in found}
        regular.sort(key=lambda found: (found[0].day.weekday(), *found[0].sort_key[1:]))
        return MonthPlan(by_day(one for one in dates if one.id not in often), regular)

    @cached_property
    def offers(self) -> list[Event]:
        """Events without computed dates: "etwa viermal im Jahr"."""
        return [event for event in self.events if event.repeat_text and not self.dates_of(event)]

    @cached_property
    def postponed(self) -> list[Event]:
        """Events that wait for a new date."""
        return [event for event in self.events if event.status == "postponed" and not self.next_dates(event)]

    @cached_property
    def archive(self) -> list[tuple[int, list[Occurrence]]]:
        """Years with dates that are over, newest first, each date newest first; a series stands once a year."""
        years: dict[int, dict[str, Occurrence]] = defaultdict(dict)
        for one in self.occurrences:
            if one.is_over(self.now):
                years[one.day.year][one.event.id] = one
        return [
            (year, sorted(found.values(), key=lambda one: one.sort_key, reverse=True))
            for year, found in sorted(years.items(), reverse=True)
        ]

    def _is_running_long(self, one: Occurrence) -> bool:
        return one.is_long and one.day < self.today and not one.is_over(self.now)

    # --- the office ---------------------------------------------------------------------------------------

    @cached_property
    def office_state(self) -> DoorState:
        """Whether the office is open now, and when it opens again."""
        return door_state(self.info.office.hours, self.now.replace(tzinfo=None), self._office_closed)

    def _office_closed(self, day: date) -> str:
        pauses = [self.pauses[closure.id] for closure in self.info.office.pause if closure.id in self.pauses]
        return next((title for pause in pauses if (title := pause.title_on(day)) is not None), "")

    # --- taking part --------------------------------------------------------------------------------------

    def due_dates(self, thing: Thing, count: int | None = None) -> list[DueDate]:
        """The coming deadlines of a thing, nearest first."""
        return [due for due in self.due if due.thing == thing][:count]

    @cached_property
    def open_calls(self) -> list[DueDate]:
        """The next deadline of each thing to take part in, nearest first."""
        seen: set[str] = set()
        found = []
        for due in self.due:
            if due.thing.key() not in seen:
                seen.add(due.thing.key())
                found.append(due)
        return found


def by_day(occurrences: Iterable[Occurrence]) -> list[tuple[date, list[Occurrence]]]:
    """Sorted dates grouped by the day they begin."""
    return [(day, list(found)) for day, found in groupby(occurrences, key=lambda one: one.day)]


def _grouped(things: Iterable[Any], attribute: str, order: Iterable[str]) -> list[tuple[str, list[Any]]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for thing in things:
        groups[getattr(thing, attribute)].append(thing)
    return [(name, groups[name]) for name in order if name in groups]


def pages_of(things: list[Any], length: int) -> Iterator[tuple[int, int, list[Any]]]:
    """A list cut into pages: number from 1, count of pages, the entries; one empty page when there are none."""
    count = max(1, -(-len(things) // length))
    for number in range(count):
        yield number + 1, count, things[number * length : (number + 1) * length]
