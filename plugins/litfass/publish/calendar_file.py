"""Calendar files: which calendars one can subscribe to or save, made of the same components. Source: RFC 5545."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from icalendar import Calendar, Timezone

from ..model import Event
from ..model.deadline import DUE_KINDS
from ..programme import TOLD
from ..site import Site
from ..vevent import deadline_component, event_components
from ..words import Words
from .output import File, Output

REFRESH = timedelta(hours=12)
ZONE_YEARS = 10
SUMMER_BEGINS = 2
END = b"END:VCALENDAR\r\n"


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield the calendars of all dates, of each topic, audience, actor and place, of deadlines, and of each event."""
    words, to = settings["WORDS"], site.addresses.to
    # each event is written once, however many calendars it stands in
    written = {
        event.id: b"".join(component.to_ical() for component in event_components(site, words, event))
        for event in site.events
    }
    frame = _Frame(site)
    if site.frozen_on:  # nobody subscribes to an archive
        yield File(to("archive_data", name="kalender.ics"), frame.around(site.info.name, written.values()))
        return

    def calendar(link: str, name: str, events: Iterable[Event]) -> File:
        return File(link, frame.around(name, (written[event.id] for event in events if _is_kept(site, event))))

    yield calendar(to("calendar"), site.info.name, site.events)
    for topic in site.info.topics:
        yield calendar(to("topic_calendar", slug=topic.id), topic.title, site.about_topic(topic, "event"))
    for label in site.info.audiences:
        yield calendar(to("audience_calendar", slug=label.id), label.title, site.for_audience(label))
    for thing in (*site.actors, *site.places):
        if events := site.events_in_calendar(thing):
            yield calendar(to(f"{thing.kind}_calendar", slug=thing.slug), thing.title, events)
    yield from _deadlines(site, words, frame)
    for event in site.events:
        if written[event.id]:
            yield File(to("event_calendar", slug=event.slug), frame.around(event.title, [written[event.id]]))


def _deadlines(site: Site, words: Words, frame: "_Frame") -> Iterator[File]:
    """The calendar of all deadlines and one of each kind, also of kinds that have none today: somebody may wait."""
    written = [(due.kind, deadline_component(site, words, due).to_ical()) for due in site.due]
    name = words._("Deadlines {place}").format(place=site.info.in_place)
    yield File(site.addresses.to("deadline_calendar"), frame.around(name, (component for _, component in written)))
    for kind in DUE_KINDS:
        link = site.addresses.to_due("deadline_kind_calendar", kind)
        title = f"{name}: {words.label(kind, 'deadlines')}"
        yield File(link, frame.around(title, (component for one, component in written if one == kind)))


def _is_kept(site: Site, event: Event) -> bool:
    """Whether a subscription still holds an event: something comes, or it is not long over."""
    dates = site.programme.dates_of(event)
    return bool(dates) and dates[-1].last_day >= site.today - TOLD


def _mended(zone: Timezone) -> Timezone:
    """The zone with summer time beginning by the winter's clock, at 02:00; icalendar 7.3 writes 03:00.

    Source: RFC 5545 §3.6.5: an onset is in terms of TZOFFSETFROM.
    """
    for part in zone.walk("DAYLIGHT"):
        late = part["tzoffsetto"].td - part["tzoffsetfrom"].td
        for key in ("dtstart", "rdate"):
            values = part.get(key, [])
            for value in values if isinstance(values, list) else [values]:
                for one in getattr(value, "dts", [value]):
                    if one.dt.hour == SUMMER_BEGINS + late.total_seconds() // 3600:
                        one.dt -= late
    return zone


class _Frame:
    """What stands around the components: properties of the calendar, and the time zone for its years."""

    def __init__(self, site: Site) -> None:
        self.site = site
        first = min((schedule.start.day.year for schedule in site.schedules.values()), default=site.first_month.year)
        # a series without an end goes on where our own dates stop
        last = site.last_month.year + ZONE_YEARS
        span = {"first_date": date(first, 1, 1), "last_date": date(last, 1, 1)}
        self.zone = _mended(Timezone.from_tzid(str(site.info.timezone), **span)).to_ical()

    def around(self, name: str, components: Iterable[bytes]) -> bytes:
        """A whole calendar of components already written."""
        calendar = Calendar()
        calendar.add("prodid", "-//Litfass//Litfass//DE")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", str(self.site.info.timezone))
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT12H")
        calendar.add("x-apple-calendar-color", self.site.info.colour.upper())
        return calendar.to_ical().removesuffix(END) + self.zone + b"".join(components) + END
