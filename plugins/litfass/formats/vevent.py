"""VEvent: an event or a deadline as components of iCalendar, by icalendar. Source: RFC 5545, RFC 7986."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from icalendar import Event as VEvent
from icalendar import vRecur

from ..calendar.moment import Moment
from ..calendar.month import month_end
from ..calendar.schedule import Schedule
from ..model import Event, Place, Thing
from ..model.ending import day_after, end_of
from ..model.occurrence import Occurrence
from ..model.thing import name_of
from ..site import Site
from ..site.deadlines import DueDate
from ..words import Words
from .vevent_words import due_title, facts, how_to_register

STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
EPOCH = date(2020, 1, 1)
END_OF_DAY = time(23, 59, 59)


def event_components(site: Site, words: Words, event: Event) -> Iterator[VEvent]:
    """The event, and one component for each of its dates that differs; none when it has no dates."""
    dates = [one for one in site.programme.dates_of(event) if not one.pause]
    if not dates:
        return
    if not event.is_series or _is_alone(site, event):
        yield _component(site, words, dates[0], event.id)
        return
    parts = _parts(site, event)
    for uid, schedule in parts:
        yield _series(site, words, event, uid, schedule)
    for one in dates:
        if one.differs:
            uids = (uid for uid, schedule in parts if one.on <= (schedule.until or date.max))
            component = _component(site, words, one, next(uids, parts[-1][0]))
            component.add("recurrence-id", _value(site, event.start.at(one.on)))
            yield component


def visits(site: Site, words: Words, event: Event, place: Place) -> Iterator[VEvent]:
    """The dates at a place of a series that is at home elsewhere, each as an event of its own."""
    for one in site.programme.dates_of(event):
        if one.is_at(place) and not one.pause:
            yield _component(site, words, one, f"{event.id}-{one.on}")


def deadline_component(site: Site, words: Words, due: DueDate) -> VEvent:
    """A last day as a whole day that blocks nobody's time; it keeps its UID when it moves with its meeting."""
    link = site.addresses.absolute(site.addresses.of(due.thing))
    component = VEvent()
    component.add("uid", f"{due.key.replace('/', '-')}@{site.info.host}")
    component.add("dtstamp", _stamp(due.thing))
    component.add("dtstart", due.day)
    component.add("dtend", day_after(due.day))
    component.add("summary", words._("Deadline: {title}").format(title=due_title(words, due)))
    register = how_to_register(words, due.thing.registration) if due.kind == "registration" else ""
    parts = (words.until(due.moment, due.meeting), register, due.thing.summary, link)
    component.add("description", "\n\n".join(part for part in parts if part))
    component.add("url", link)
    component.add("transp", "TRANSPARENT")
    return component


def _is_alone(site: Site, event: Event) -> bool:
    """Whether of a list of days one is left: to some readers nothing can differ from a series of one."""
    return not event.rule and len(set(site.schedules[event.id].taking_place(end=date.max))) == 1


def _parts(site: Site, event: Event) -> list[tuple[str, Schedule]]:
    """The schedules of a series that calendars can read, in order, each with what its UID begins with."""
    first, *others = site.schedules[event.id].parts(_horizon(site, event))
    return [(event.id, first), *((f"{event.id}-from-{part.start.day}", part) for part in others)]


def _horizon(site: Site, event: Event) -> date:
    """Up to when dates of an endless series are named one by one."""
    return max(month_end(site.last_month), *event.except_, date.min)


def _series(site: Site, words: Words, event: Event, uid: str, schedule: Schedule) -> VEvent:
    """The series itself: its first real date, its rule, and every day on which it drops out."""
    first_day = schedule.first_day()
    component = _component(site, words, _usual(site, event, first_day), uid)
    last = schedule.last
    rule = schedule.rule if schedule.first_of_rule() else None
    if rule:
        until = f";UNTIL={_until(site, event, last)}" if last else ""
        component.add("rrule", vRecur.from_ical(rule.to_rrule() + until))
    end = max([last, *schedule.also]) if last else _horizon(site, event)
    planned = list(schedule.planned(end=end))
    by_rule = set(rule.days(schedule.start.day, until=last or end)) if rule else set()
    _add_days(site, component, event, "rdate", _added(schedule, planned, by_rule))
    # of days the rule names only: ical.js passes over the EXDATE behind one that excludes nothing
    dropped = [day for day in planned if day > first_day and day in by_rule and schedule.drops_out(day)]
    _add_days(site, component, event, "exdate", dropped)
    return component


def _added(schedule: Schedule, planned: list[date], by_rule: set[date]) -> list[date]:
    """Days beside the rule on which it takes place. One the rule names already would come twice in some readers.

    Without a rule the first day is among them, for ical.js leaves out a DTSTART that only has RDATEs beside it; to
    others it is the same date. Source: RFC 5545 §3.8.5.2 (duplicates count once)
    """
    return [day for day in planned if day not in by_rule and not schedule.drops_out(day)]


def _usual(site: Site, event: Event, day: date) -> Occurrence:
    """The date as the series says it, whatever was changed on that very day."""
    start = event.start.at(day)
    said = {"title": event.title, "place": event.place, "status": event.status, "note": event.note}
    return Occurrence(event, day, start, end_of(start, event.end, event.start), site.info.timezone, **said)


def _add_days(site: Site, component: VEvent, event: Event, name: str, days: list[date]) -> None:
    if days:
        parameters = {"VALUE": "DATE"} if event.start.is_all_day else {}
        component.add(name, [_value(site, event.start.at(day)) for day in days], parameters=parameters)


def _component(site: Site, words: Words, one: Occurrence, uid: str) -> VEvent:
    event, info = one.event, site.info
    link = site.addresses.absolute(site.addresses.of(event))
    component = VEvent()
    component.add("uid", f"{uid}@{info.host}")
    component.add("dtstamp", _stamp(event))
    if event.modified:
        component.add("last-modified", _stamp(event))
        # it grows with every day on which the file says it was changed, and only then; never below zero, RFC 5545 §3.8.7.4
        component.add("sequence", max(0, (event.modified - EPOCH).days))
    component.add("dtstart", _value(site, one.start))
    if one.end or one.start.is_all_day:
        component.add("dtend", _value(site, _excluded_end(one)))
    flag = words.flag(one)
    component.add("summary", f"{flag}: {one.title}" if flag else one.title)
    source = f"{words._('Source')}: {event.source.title}" if event.source else ""
    parts = (one.note, words.instead(one), event.summary, *facts(site, words, one), source, link)
    component.add("description", "\n\n".join(part for part in parts if part))
    component.add("url", link)
    _add_place(component, one)
    _add_conference(component, one)
    if event.topics:
        component.add("categories", [site.topic(id_).title for id_ in event.topics])
    _add_status(component, one, keep_visible=info.ics.cancelled == "keep-visible")
    _add_organizer(component, event.organizer or info.office.actor, info.name)
    return component


def _add_organizer(component: VEvent, organizer: Thing | str | None, office: str) -> None:
    """ORGANIZER needs an address; without one the name stands in CONTACT. Source: RFC 5545 §3.8.4.3."""
    name = name_of(organizer) or office
    if email := getattr(organizer, "email", ""):
        component.add("organizer", f"mailto:{email}", parameters={"CN": name})
    else:
        component.add("contact", name)


def _add_place(component: VEvent, one: Occurrence) -> None:
    """LOCATION and GEO, but not of a place that nobody should go to: a telephone would send people there in time."""
    if one.left_its_place:
        return
    if isinstance(one.place, str):
        component.add("location", one.place)
    elif one.place:
        component.add("location", ", ".join(filter(None, (one.place.title, one.place.whereabouts))))
        if one.place.geo:
            component.add("geo", (one.place.geo.lat, one.place.geo.lon))
    elif one.place_name:
        component.add("location", one.place_name)


def _add_conference(component: VEvent, one: Occurrence) -> None:
    """The address under which telephones offer to take part, beside LOCATION. Source: RFC 7986 §5.11."""
    if one.event.online_address and one.takes_place:
        component.add("conference", one.event.online_address, parameters={"VALUE": "URI"})


def _add_status(component: VEvent, one: Occurrence, *, keep_visible: bool) -> None:
    status = STATUS.get(one.status, "CONFIRMED")
    kept = status == "CANCELLED" and keep_visible
    component.add("status", "CONFIRMED" if kept else status)
    # what lasts whole days, as an exhibition for weeks, takes up nobody's time
    if kept or one.start.is_all_day:
        component.add("transp", "TRANSPARENT")


def _value(site: Site, moment: Moment) -> date | datetime:
    return moment.day if moment.is_all_day else moment.aware(site.info.timezone)


def _excluded_end(one: Occurrence) -> Moment:
    """The end as iCalendar wants it: for whole days the day after the last. Source: RFC 5545 §3.8.2.2."""
    if one.end and one.end.time:
        return one.end
    following = day_after(one.end.day if one.end else one.day)
    return Moment(following) if one.start.is_all_day else Moment(following, time())


def _until(site: Site, event: Event, last: date) -> str:
    """UNTIL in the value type of DTSTART; with a time always in UTC. Source: RFC 5545 §3.3.10.

    It lies after the last start and before one on the next day, also to a reader that compares it with the wall's
    clock, as ical.js does.
    """
    if event.start.is_all_day:
        return f"{last:%Y%m%d}"
    zone, start = site.info.timezone, event.start.time
    end_of_day = Moment(last, END_OF_DAY).aware(zone).astimezone(UTC)
    by_wall_clock = datetime.combine(last, END_OF_DAY, UTC)
    looks_too_early = end_of_day.replace(tzinfo=None) < datetime.combine(last, start)
    if looks_too_early and by_wall_clock < Moment(day_after(last), start).aware(zone):
        end_of_day = by_wall_clock
    return f"{end_of_day:%Y%m%dT%H%M%SZ}"


def _stamp(thing: Thing) -> datetime:
    """When the entry was last touched, as far as its file says; never the clock."""
    return datetime.combine(thing.modified or EPOCH, time(), UTC)
