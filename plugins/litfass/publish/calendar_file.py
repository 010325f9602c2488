"""Calendar files: all dates and each event as iCalendar, by icalendar. Source: RFC 5545."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar, vRecur
from icalendar import Event as VEvent

from ..calendar.moment import Moment
from ..model import Event
from ..model.occurrence import Occurrence
from ..model.thing import name_of
from ..site import Site
from ..words import Words
from .output import File, Output

STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield one calendar of all events and one per event that has dates."""
    words: Words = settings["WORDS"]
    dated = [event for event in site.events if site.dates_of(event)]
    yield File(site.addresses.to("calendar"), _calendar(site, words, dated, site.info.name))
    for event in dated:
        link = site.addresses.to("event_calendar", slug=event.slug)
        yield File(link, _calendar(site, words, [event], event.title))


def _calendar(site: Site, words: Words, events: list[Event], name: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Litfass//Litfass//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("name", name)
    calendar.add("x-wr-timezone", str(site.info.timezone))
    for event in events:
        for component in _components(site, words, event):
            calendar.add_component(component)
    calendar.add_missing_timezones(first_date=date(site.first_month.year, 1, 1), last_date=site.last_month)
    return calendar.to_ical()


def _components(site: Site, words: Words, event: Event) -> Iterator[VEvent]:
    """The event, and one component for each of its dates that differs."""
    dates = [one for one in site.dates_of(event) if not one.pause]
    if not dates:
        return
    if not event.is_series:
        yield _component(site, words, dates[0])
        return
    regular = [one for one in dates if not one.differs]
    yield from _series(site, words, event, dates, regular)
    for one in dates:
        if one.differs:
            component = _component(site, words, one)
            component.add("recurrence-id", _value(site, event.start.at(one.on)))
            yield component


def _series(
    site: Site, words: Words, event: Event, dates: list[Occurrence], regular: list[Occurrence]
) -> Iterator[VEvent]:
    """The series itself: its first real date, its rule, and every day on which it drops out."""
    schedule = site.schedules[event.id]
    first_day = schedule.first_day()
    first = Occurrence(
        event, first_day, schedule.start.at(first_day), None, site.info.timezone, event.title, event.place, event.status
    )
    template = next((one for one in regular or dates), first)
    component = _component(site, words, template, start=schedule.start.at(first_day))
    last = schedule.last
    if event.rule:
        rule = event.rule.to_rrule()
        component.add("rrule", vRecur.from_ical(rule + (f";UNTIL={_until(site, event, last)}" if last else "")))
    horizon = last or site.last_month
    planned = [day for day in schedule.planned(end=horizon) if day >= first_day]
    extra = sorted({day for day in (*event.also, *event.dates) if day in planned and day != first_day})
    _add_days(site, component, event, "rdate", extra)
    dropped = [day for day in planned if day in event.except_ or schedule.pause_on(day) is not None]
    _add_days(site, component, event, "exdate", dropped)
    yield component


def _add_days(site: Site, component: VEvent, event: Event, name: str, days: list[date]) -> None:
    if days:
        parameters = {"VALUE": "DATE"} if event.start.is_all_day else {}
        component.add(name, [_value(site, event.start.at(day)) for day in days], parameters=parameters)


def _component(site: Site, words: Words, one: Occurrence, *, start: Moment | None = None) -> VEvent:
    event, info = one.event, site.info
    link = site.addresses.absolute(site.addresses.of(event))
    component = VEvent()
    component.add("uid", f"{event.id}@{info.host}")
    component.add("dtstamp", _stamp(event))
    begin = start or one.start
    component.add("dtstart", _value(site, begin))
    if one.end or begin.is_all_day:
        component.add("dtend", _value(site, _excluded_end(one, begin)))
    state = words.label(one.status, "event status") if one.status != "scheduled" else ""
    component.add("summary", f"{state.upper()}: {one.title}" if state else one.title)
    component.add("description", "\n\n".join(part for part in (one.note, event.summary, link) if part))
    component.add("url", link)
    _add_place(component, one)
    if event.topics:
        component.add("categories", [site.topic(id_).title for id_ in event.topics])
    _add_status(component, one, keep_visible=info.ics.cancelled == "keep-visible")
    organizer = event.organizer or info.office.actor
    component.add("contact", name_of(organizer) or info.name)
    return component


def _add_place(component: VEvent, one: Occurrence) -> None:
    if isinstance(one.place, str):
        component.add("location", one.place)
    elif one.place:
        component.add("location", f"{one.place.title}, {one.place.address.line}")
        if one.place.geo:
            component.add("geo", (one.place.geo.lat, one.place.geo.lon))
    elif one.event.place_note:
        component.add("location", one.event.place_note)


def _add_status(component: VEvent, one: Occurrence, *, keep_visible: bool) -> None:
    status = STATUS.get(one.status, "CONFIRMED")
    if status == "CANCELLED" and keep_visible:
        component.add("status", "CONFIRMED")
        component.add("transp", "TRANSPARENT")
    else:
        component.add("status", status)


def _value(site: Site, moment: Moment) -> date | datetime:
    return moment.day if moment.is_all_day else moment.aware(site.info.timezone)


def _excluded_end(one: Occurrence, begin: Moment) -> Moment:
    """The end as iCalendar wants it: for whole days the day after the last."""
    length = (one.end.day - one.start.day) if one.end else timedelta()
    if begin.is_all_day:
        return Moment(begin.day + length + timedelta(days=1))
    if one.end and one.end.time is None:
        return Moment(begin.day + length + timedelta(days=1), time())
    return Moment(begin.day + length, one.end.time if one.end else begin.time)


def _until(site: Site, event: Event, last: date) -> str:
    """UNTIL in the value type of DTSTART; with a time always in UTC. Source: RFC 5545 §3.3.10."""
    if event.start.is_all_day:
        return f"{last:%Y%m%d}"
    return f"{event.start.at(last).aware(site.info.timezone).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _stamp(event: Event) -> datetime:
    """When the entry was last touched, as far as its file says; never the clock."""
    day = event.modified or (event.start.day if event.start else date(2026, 1, 1))
    return datetime.combine(day, time(), UTC)
