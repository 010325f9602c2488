"""Ics: a calendar file of somebody else becomes our events. Source: RFC 5545.

Knows iCalendar and our keys; recurrence.py says which days are meant, shelf.py writes the files.
"""

import hashlib
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component

from ..calendar.moment import Moment
from ..problems import LitfassError
from ..site import Site
from ..slug import slugify
from .clean import line, markdown
from .recurrence import Days, Pattern, Span, days_of, local, text_of, written
from .taken import Remark, Taken

HORIZON = timedelta(days=550)
LONGEST_TITLE = 200
EVENT = re.compile(rb"^BEGIN:VEVENT\s*?$.*?^END:VEVENT\s*?$", re.MULTILINE | re.DOTALL | re.IGNORECASE)
ZONES = re.compile(rb"^BEGIN:VTIMEZONE\s*?$.*?^END:VTIMEZONE\s*?$", re.MULTILINE | re.DOTALL | re.IGNORECASE)
# what libraries raise over entries that are not what they should be
STRANGE = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError)
HIDDEN = {"PRIVATE", "CONFIDENTIAL"}


class NoCalendar(LitfassError):
    """What was read is no calendar at all."""

    exitcode = 1


@dataclass(frozen=True)
class Origin:
    """Into which site a calendar comes, from which day on its dates are wanted, and what all its events get."""

    site: Site
    since: date
    fields: tuple[tuple[str, Any], ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the site's wall clocks."""
        return self.site.info.timezone


def read_ics(data: bytes, origin: Origin) -> tuple[list[Taken], list[Remark]]:
    """The events of a calendar file, each UID once, and what was not taken.

    Raises:
        NoCalendar: there is no calendar in it.

    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names of time zones that icalendar has to guess, and guesses well
        return _read(data, origin)


def _read(data: bytes, origin: Origin) -> tuple[list[Taken], list[Remark]]:
    taken: list[Taken] = []
    remarks: list[Remark] = []
    for uid, components in _by_uid(data, remarks).items():
        title = line(str(components[-1][0].get("SUMMARY", ""))) or uid
        try:
            taken += _Entry(uid, components, origin).events()
        except _NotTaken as refused:
            remarks.append(Remark(title, refused.name, refused.values))
        except STRANGE as error:
            remarks.append(Remark(title, "not-understood", {"value": _named(error)}))
    return taken, remarks


def uids(data: bytes) -> set[str]:
    """The UIDs of all entries of a calendar file, also of those that were not taken."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return set(_by_uid(data, []))


def _named(error: Exception) -> str:
    """Which property is wrong, where the library says it; else its own words."""
    found = re.search(r"property '([\w-]+)'", str(error))
    return found[1] if found else line(str(error))[:80]


class _NotTaken(Exception):
    def __init__(self, name: str, **values: Any) -> None:
        super().__init__(name)
        self.name, self.values = name, values


Found = tuple[Component, tzinfo | None]


def _by_uid(data: bytes, remarks: list[Remark]) -> dict[str, list[Found]]:
    """The entries that belong together, by their UID, the newest last; with the zone their calendar says it is in."""
    found: dict[str, list[Found]] = {}
    for calendar in _calendars(data, remarks):
        zone = _zone(str(calendar.get("X-WR-TIMEZONE", "")))
        is_cancelled = str(calendar.get("METHOD", "")).upper() == "CANCEL"
        for component in calendar.walk("VEVENT"):
            if is_cancelled:
                component["STATUS"] = "CANCELLED"
            found.setdefault(_uid(component), []).append((component, zone))
    return found


def _calendars(data: bytes, remarks: list[Remark]) -> list[Component]:
    """All calendars of a file; where one cannot be read as a whole, each of its entries by itself."""
    if not re.search(rb"^BEGIN:(?:VCALENDAR|VEVENT)", data.lstrip(b"\xef\xbb\xbf"), re.MULTILINE | re.IGNORECASE):
        raise NoCalendar("no-calendar")
    try:
        return [
            one for one in Calendar.from_ical(_utf8(data), multiple=True) if one.name == "VCALENDAR"
        ] or _one_by_one(data, remarks)
    except STRANGE:
        return _one_by_one(data, remarks)


def _one_by_one(data: bytes, remarks: list[Remark]) -> list[Component]:
    zones = b"\r\n".join(ZONES.findall(data))
    found = []
    for text in EVENT.findall(data):
        for around in (zones, b""):
            whole = b"\r\n".join([b"BEGIN:VCALENDAR", around, text, b"END:VCALENDAR", b""])
            try:
                found.append(Calendar.from_ical(_utf8(whole)))
                break
            except STRANGE as error:
                wrong = _named(error)
        else:
            title = re.search(rb"^SUMMARY[^:\r\n]*:([^\r\n]*)", text, re.MULTILINE)
            remarks.append(Remark(line(_utf8(title[1])) if title else "–", "not-understood", {"value": wrong}))
    return found


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # as older programs on Windows write


def _uid(component: Component) -> str:
    said = line(str(component.get("UID", "")))
    if said:
        return said
    start = getattr(component.get("DTSTART"), "dt", "")
    return "ohne-" + hashlib.sha256(f"{component.get('SUMMARY', '')}|{start}".encode()).hexdigest()[:16]


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, LookupError, OSError):
        return None


class _Entry:
    """One UID: its entry, and those for single dates that differ."""

    def __init__(self, uid: str, components: list[Found], origin: Origin) -> None:
        self.uid, self.origin, self.remarks = uid, origin, []
        ordered = sorted(components, key=lambda one: _number(one[0].get("SEQUENCE")))
        own = [one for one in ordered if "RECURRENCE-ID" not in one[0]]
        self.own = own[-1] if own else None
        if len(own) > 1:
            self._remark("same-uid", own[-1][0], count=len(own))
        self.others: dict[Any, Found] = {}
        for one in ordered:
            if "RECURRENCE-ID" in one[0]:
                self.others[_dt(one, "RECURRENCE-ID")] = one

    def events(self) -> Iterator[Taken]:
        """The event; without an entry of its own, each of its single dates."""
        if self.own:
            yield from self._event(self.own, self.uid, self.others)
            return
        for on, found in self.others.items():
            yield from self._event(found, f"{self.uid}/{on}", {})

    def _event(self, found: Found, uid: str, others: dict[Any, Found]) -> Iterator[Taken]:
        component = found[0]
        if line(str(component.get("CLASS", ""))).upper() in HIDDEN:
            raise _NotTaken("is-private")
        start = _dt(found, "DTSTART")
        if start is None:
            raise _NotTaken("has-no-start")
        span = Span(self.origin.zone, max(self.origin.site.today, _day(start)) + HORIZON)
        pattern = Pattern(start, _rules(component), _instants(found, "RDATE"), _instants(found, "EXDATE"))
        days = days_of(pattern, span)
        fields = written(pattern, days, span)
        if not fields:
            raise _NotTaken("has-no-dates")
        if days.is_crowded:
            self._remark("more-a-day", component)
        if days.is_endless and "dates" in fields:
            self._remark("list-until", component, day=span.horizon)
        if _is_over(days, found, self.origin):
            raise _NotTaken("is-over")
        first = date.fromisoformat(fields["start"][:10])
        fields |= self._said(found, local(start, span.zone), first)
        if changes := self._changes(found, others, days, fields, span):
            fields["changes"] = changes
        body = markdown(str(component.get("DESCRIPTION", "")))
        yield Taken(
            uid,
            "event",
            {**fields, **dict(self.origin.fields)},
            body,
            remarks=tuple(self.remarks),
            words=tuple(_categories(component)),
        )

    def _said(self, found: Found, start: Moment, first: date) -> dict[str, Any]:
        """What an entry that starts at `start` says beside its dates; its end as of a date on the day `first`."""
        component, site = found[0], self.origin.site
        fields: dict[str, Any] = {"title": line(str(component.get("SUMMARY", "")))[:LONGEST_TITLE] or "Ohne Titel"}
        if end := _end_text(start, _end(found, self.origin.zone), first - start.day):
            fields["end"] = end
        fields |= place_fields(line(str(component.get("LOCATION", ""))), site)
        if (url := line(str(component.get("URL", "")))).startswith(("http://", "https://")):
            fields["url"] = url
        if topics := topics_of(_categories(component), site):
            fields["topics"] = topics
        if _status(component) == "CANCELLED":
            fields |= {"status": "cancelled", "note": "Der Termin wurde abgesagt."}
        elif _status(component) == "TENTATIVE":
            self._remark("is-tentative", component)
        return fields

    # --- single dates that differ ---------------------------------------------------------------------------

    def _changes(
        self, found: Found, others: dict[Any, Found], days: Days, fields: dict[str, Any], span: Span
    ) -> list[dict[str, str]]:
        by_day: dict[date, dict[str, str]] = {}
        for day in days.taking_place:
            start = text_of(days.planned[day])
            if start[10:] != fields["start"][10:]:  # in its own zone it is always at the same time
                by_day[day] = {"start": start} | _later(days.planned[day], _length(found))
        for on, other in others.items():
            day = local(on, span.zone).day if isinstance(on, date) else None
            if day is None or day not in days.taking_place:
                self._remark("no-date-to-change", other[0], day=day or "–")
                continue
            if str(getattr(other[0].get("RECURRENCE-ID"), "params", {}).get("RANGE", "")).upper() == "THISANDFUTURE":
                self._remark("only-this-date", other[0], day=day)
            by_day[day] = by_day.get(day, {}) | self._change(other, days.planned[day], fields, span)
        if len(days.planned) == 1 and not days.is_endless:  # no series, so there is nothing to be changed in it
            fields |= {key: value for key, value in next(iter(by_day.values()), {}).items() if key != "on"}
            return []
        return [{"on": str(day), **change} for day, change in sorted(by_day.items()) if change]

    def _change(self, other: Found, usual: Moment, fields: dict[str, Any], span: Span) -> dict[str, str]:
        """What one date says differently."""
        if _status(other[0]) == "CANCELLED":
            return {"status": "cancelled", "note": "Dieser Termin wurde abgesagt."}
        said = _dt(other, "DTSTART")
        start = local(said, span.zone) if said else usual
        new = self._said(other, start, start.day)
        change: dict[str, str] = {}
        if start != usual:
            change["start"] = text_of(start)
        if new.get("end") and (change or new["end"] != fields.get("end")):
            change["end"] = new["end"]
        if new["title"] != fields["title"] and new["title"] != "Ohne Titel":
            change["title"] = new["title"]
        if new.get("place") and new["place"] != fields.get("place"):
            change["place"] = new["place"]
        return change

    def _remark(self, name: str, component: Component, **values: Any) -> None:
        self.remarks.append(Remark(line(str(component.get("SUMMARY", ""))) or self.uid, name, values))


# --- what others use too ------------------------------------------------------------------------------------


def place_fields(where: str, site: Site) -> dict[str, str]:
    """A place in words, or the id of one of ours that these words name or begin with."""
    if not where:
        return {}
    for place in site.places:
        if slugify(where) in {place.id, slugify(place.title)} or where.casefold().startswith(
            f"{place.title.casefold()}, "
        ):
            return {"place": place.id}
    looks_like_id = re.fullmatch(r"[a-z0-9-]+", where)
    return {"place_note" if looks_like_id else "place": where}


def topics_of(words: Iterable[str], site: Site) -> list[str]:
    """The ids of those topics of the site that are among some words."""
    wanted = {word.casefold() for word in words}
    return [topic.id for topic in site.info.topics if wanted & {topic.id.casefold(), str(topic.title).casefold()}]


# --- single values ------------------------------------------------------------------------------------------


def _dt(found: Found, name: str) -> date | datetime | None:
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


def _day(instant: date | datetime) -> date:
    return instant.date() if isinstance(instant, datetime) else instant


def _rules(component: Component) -> tuple[str, ...]:
    found = component.get("RRULE")
    rules = found if isinstance(found, list) else [found] if found else []
    return tuple(rule.to_ical().decode() for rule in rules)


def _instants(found: Found, name: str) -> tuple[date | datetime, ...]:
    """The days and times of RDATE or EXDATE; of a period its beginning."""
    value = found[0].get(name)
    values = value if isinstance(value, list) else [value] if value else []
    each = [one.dt for several in values for one in getattr(several, "dts", [several])]
    starts = [one[0] if isinstance(one, tuple) else one for one in each]
    return tuple(_placed(one, found[1]) for one in starts if isinstance(one, date))


def _end(found: Found, zone: ZoneInfo) -> Moment | None:
    """When an entry ends; of whole days the last one. None when nobody said."""
    start, end = _dt(found, "DTSTART"), _dt(found, "DTEND")
    if end is None and (length := _length(found)):
        end = start + length
    if end is None or start is None or isinstance(end, datetime) != isinstance(start, datetime):
        return None
    return local(end, zone) if isinstance(end, datetime) else Moment(end - timedelta(days=1))


def _length(found: Found) -> timedelta | None:
    """How long an entry lasts; None when nobody said."""
    duration = getattr(found[0].get("DURATION"), "dt", None)
    if isinstance(duration, timedelta):
        return duration
    start, end = _dt(found, "DTSTART"), _dt(found, "DTEND")
    if start is None or end is None or isinstance(start, datetime) != isinstance(end, datetime):
        return None
    aware = isinstance(start, datetime) and isinstance(end, datetime) and (start.tzinfo is None) == (end.tzinfo is None)
    return end - start if aware or not isinstance(start, datetime) else None


def _later(start: Moment, length: timedelta | None) -> dict[str, str]:
    """The end of a date that begins at another time than usual."""
    if not length or start.time is None:
        return {}
    end = datetime.combine(start.day, start.time) + length
    text = _end_text(start, Moment(end.date(), end.time()))
    return {"end": text} if text else {}


def _end_text(start: Moment, end: Moment | None, shift: timedelta = timedelta()) -> str:
    """An end as files have it: a time where that is enough, days later by `shift`; "" when it is not after the start."""
    if end is None or end.sort_key <= start.sort_key:
        return ""
    if start.time is None or end.time is None:
        return str(end.day + shift)
    is_night = end.day == start.day + timedelta(days=1) and end.time < start.time
    return f"{end.time:%H:%M}" if end.day == start.day or is_night else text_of(end.at(end.day + shift))


def _is_over(days: Days, found: Found, origin: Origin) -> bool:
    """Whether its last date ended before those that are wanted."""
    last = days.taking_place[-1] + max(_length(found) or timedelta(), timedelta())
    return not days.is_endless and last < origin.since


def _status(component: Component) -> str:
    return line(str(component.get("STATUS", ""))).upper()


def _categories(component: Component) -> list[str]:
    found = component.get("CATEGORIES")
    several = found if isinstance(found, list) else [found] if found else []
    return [line(str(one)) for categories in several for one in getattr(categories, "cats", [categories])]


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
