"""Ics values: what the properties of an entry say: days and times, length and end, state, words. Source: RFC 5545."""

from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Component

from ..calendar.moment import Moment
from .clean import line, web_address
from .ics_file import Found
from .recurrence import local


def moment_of(found: Found, name: str) -> date | datetime | None:
    """A day or time; of a calendar in UTC that says it is elsewhere, in that zone."""
    value = getattr(found[0].get(name), "dt", None)
    return _placed(value, found[1]) if isinstance(value, date) else None


def _placed(value: date | datetime, zone: tzinfo | None) -> date | datetime:
    if (
        isinstance(value, datetime)
        and zone
        and value.tzinfo is not None
        and value.utcoffset() == timedelta()
        and value.tzname() == "UTC"
    ):
        return value.astimezone(zone)
    return value


def day_of(instant: date | datetime) -> date:
    """The day of a day or time."""
    return instant.date() if isinstance(instant, datetime) else instant


def conference_of(component: Component) -> str:
    """The first web address under which one takes part; "" when there is none. Source: RFC 7986 §5.11."""
    found = component.get("CONFERENCE", [])
    said = (web_address(line(str(one))) for one in (found if isinstance(found, list) else [found]))
    return next(filter(None, said), "")


def rules_of(component: Component) -> tuple[str, ...]:
    """The rules of repetition, as they stand in the file."""
    found = component.get("RRULE")
    rules = found if isinstance(found, list) else [found] if found else []
    return tuple(rule.to_ical().decode() for rule in rules)


def instants_of(found: Found, name: str) -> tuple[date | datetime, ...]:
    """The days and times of RDATE or EXDATE; of a period its beginning."""
    value = found[0].get(name)
    values = value if isinstance(value, list) else [value] if value else []
    each = [one.dt for several in values for one in getattr(several, "dts", [several])]
    starts = [one[0] if isinstance(one, tuple) else one for one in each]
    return tuple(_placed(one, found[1]) for one in starts if isinstance(one, date))


def end_of(found: Found, zone: ZoneInfo) -> Moment | None:
    """When an entry ends; of whole days the last one. None when nobody said."""
    start, end = moment_of(found, "DTSTART"), moment_of(found, "DTEND")
    if end is None and (length := length_of(found)):
        end = start + length
    if end is None or start is None or isinstance(end, datetime) != isinstance(start, datetime):
        return None
    return local(end, zone) if isinstance(end, datetime) else Moment(end - timedelta(days=1))


def length_of(found: Found) -> timedelta | None:
    """How long an entry lasts; None when nobody said."""
    duration = getattr(found[0].get("DURATION"), "dt", None)
    if isinstance(duration, timedelta):
        return duration
    start, end = moment_of(found, "DTSTART"), moment_of(found, "DTEND")
    if start is None or end is None or isinstance(start, datetime) != isinstance(end, datetime):
        return None
    aware = isinstance(start, datetime) and isinstance(end, datetime) and (start.tzinfo is None) == (end.tzinfo is None)
    return end - start if aware or not isinstance(start, datetime) else None


def later_end(start: Moment, length: timedelta | None) -> dict[str, str]:
    """The end of a date that begins at another time than usual."""
    if not length or start.time is None:
        return {}
    end = datetime.combine(start.day, start.time) + length
    text = end_text(start, Moment(end.date(), end.time()))
    return {"end": text} if text else {}


def end_text(start: Moment, end: Moment | None, shift: timedelta = timedelta()) -> str:
    """An end as files have it: a time where that is enough, days later by `shift`; "" when it is not after the start."""
    if end is None or end.sort_key <= start.sort_key:
        return ""
    if start.time is None or end.time is None:
        return str(end.day + shift)
    is_night = end.day == start.day + timedelta(days=1) and end.time < start.time
    return f"{end.time:%H:%M}" if end.day == start.day or is_night else end.at(end.day + shift).as_written


def status_of(component: Component) -> str:
    """The state in capitals, such as "CANCELLED"; "" when nobody said."""
    return line(str(component.get("STATUS", ""))).upper()


def categories_of(component: Component) -> list[str]:
    """The words an entry is filed under."""
    found = component.get("CATEGORIES")
    several = found if isinstance(found, list) else [found] if found else []
    return [line(str(one)) for categories in several for one in getattr(categories, "cats", [categories])]


def number_of(value: Any) -> int:
    """A number such as SEQUENCE; 0 for what is none."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
