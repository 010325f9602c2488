"""Calendar files: which calendars one can subscribe to or save, made of the same components. Source: RFC 5545."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any

from icalendar import Calendar, Timezone

from ..formats.vevent import deadline_component, event_components, visits
from ..incremental.watched import once
from ..model import Event, Place, Thing
from ..model.deadline import DUE_KINDS
from ..model.site_info import Label, Topic
from ..programme import TOLD
from ..site import Site
from ..words import Words
from .output import File, Output

REFRESH = timedelta(hours=12)
ZONE_YEARS = 10
SUMMER_BEGINS = 2
END = b"END:VCALENDAR\r\n"


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield the calendars of all dates, of each topic, audience, actor and place, of deadlines, and of each event."""
    words, to = settings["WORDS"], site.addresses.to
    if site.frozen_on:  # nobody subscribes to an archive
        yield File(to("archive_data", name="kalender.ics"), partial(_calendar, site, words, site.info.name, _all))
        return

    def calendars(name: str, one: Thing | Label, *of: Any, make: Callable[..., bytes] = _calendar) -> Iterator[File]:
        """The calendar of a thing, a topic or an audience, also under the names it had: subscriptions go on."""
        for slug in one.slugs:
            yield File(to(name, slug=slug), partial(make, site, words, one.title, *of, one))

    yield File(to("calendar"), partial(_calendar, site, words, site.info.name, _kept, _all))
    for topic in site.info.topics:
        yield from calendars("topic_calendar", topic, _kept, _about)
    for label in site.info.audiences:
        yield from calendars("audience_calendar", label, _kept, _for)
    for thing in (*site.actors, *site.places):
        if site.events_in_calendar(thing):
            make = _place_calendar if isinstance(thing, Place) else _calendar
            yield from calendars(f"{thing.kind}_calendar", thing, _kept, _of, make=make)
    yield from _deadlines(site, words)
    for event in site.events:
        if site.programme.dates_of(event):
            yield from calendars("event_calendar", event, _alone)


def _deadlines(site: Site, words: Words) -> Iterator[File]:
    """The calendar of all deadlines and one of each kind, also of kinds that have none today: somebody may wait."""
    name = words._("Deadlines {place}").format(place=site.info.in_place)
    yield File(site.addresses.to("deadline_calendar"), partial(_deadline_calendar, site, words, name))
    for kind in DUE_KINDS:
        link = site.addresses.to_due("deadline_kind_calendar", kind)
        title = f"{name}: {words.label(kind, 'deadlines')}"
        yield File(link, partial(_deadline_calendar, site, words, title, kind))


# --- what stands in one -----------------------------------------------------------------------------------------


def _all(site: Site) -> Iterable[Event]:
    return site.events


def _about(site: Site, topic: Topic) -> Iterable[Event]:
    return site.about_topic(topic, "event")  # type: ignore[return-value]


def _for(site: Site, label: Label) -> Iterable[Event]:
    return site.for_audience(label)


def _of(site: Site, thing: Thing) -> Iterable[Event]:
    return site.events_in_calendar(thing)


def _alone(site: Site, event: Event) -> Iterable[Event]:  # noqa: ARG001 - asked like the others
    return [event]


def _kept(site: Site, events: Callable[..., Iterable[Event]], *of: Any) -> Iterable[Event]:
    """Events that a subscription still holds: something comes, or it is not long over."""
    return [event for event in events(site, *of) if _is_kept(site, event)]


def _calendar(site: Site, words: Words, name: str, events: Callable[..., Iterable[Event]], *of: Any) -> bytes:
    """A calendar of events; each is written once a build, however many calendars it stands in."""
    written = (once(site, event.key(), partial(_written, site, words, event)) for event in events(site, *of))
    return _around(site, name, written)


def _place_calendar(site: Site, words: Words, name: str, events: Callable[..., Iterable[Event]], *of: Any) -> bytes:
    """A calendar of what is at a place; of a series at home elsewhere only its dates here."""
    place = of[-1]

    def written(event: Event) -> bytes:
        if event.is_series and not (isinstance(event.place, Place) and event.place.id == place.id):
            return b"".join(component.to_ical() for component in visits(site, words, event, place))
        return once(site, event.key(), partial(_written, site, words, event))

    return _around(site, name, (written(event) for event in events(site, *of)))


def _written(site: Site, words: Words, event: Event) -> bytes:
    return b"".join(component.to_ical() for component in event_components(site, words, event))


def _deadline_calendar(site: Site, words: Words, name: str, kind: str = "") -> bytes:
    found = (due for due in site.due if kind in ("", due.kind))
    return _around(site, name, (deadline_component(site, words, due).to_ical() for due in found))


def _is_kept(site: Site, event: Event) -> bool:
    """Whether a subscription still holds an event: something comes, or it is not long over."""
    dates = site.programme.dates_of(event)
    return bool(dates) and dates[-1].last_day >= site.today - TOLD


# --- what stands around it --------------------------------------------------------------------------------------


def _around(site: Site, name: str, components: Iterable[bytes]) -> bytes:
    """A whole calendar of components already written."""
    calendar = Calendar()
    calendar.add("prodid", "-//Litfass//Litfass//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", str(site.info.timezone))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    calendar.add("x-apple-calendar-color", site.info.colour.upper())
    zone = once(site, "zone", partial(_zone, site))
    return calendar.to_ical().removesuffix(END) + zone + b"".join(components) + END


def _zone(site: Site) -> bytes:
    """The time zone, for the years of the site's dates and as long as a series without an end may go on."""
    first = date(site.first_year, 1, 1)
    last = date(site.last_month.year + ZONE_YEARS, 1, 1)
    zone = Timezone.from_tzid(str(site.info.timezone), first_date=first, last_date=last)
    return _mended(zone).to_ical()  # type: ignore[no-any-return]


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
