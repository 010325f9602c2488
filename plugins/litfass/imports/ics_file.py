"""Ics file: the bytes of a calendar file become entries that belong together, as far as they can be read. Source: RFC 5545.

Knows the icalendar library and what programs do wrong; what an entry means is the business of ics.py.
"""

import hashlib
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import tzinfo
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component

from .clean import decoded, line
from .origin import STRANGE, NoCalendar
from .taken import Remark

EVENT = re.compile(rb"^BEGIN:VEVENT\s*?$.*?^END:VEVENT\s*?$", re.MULTILINE | re.DOTALL | re.IGNORECASE)
ZONES = re.compile(rb"^BEGIN:VTIMEZONE\s*?$.*?^END:VTIMEZONE\s*?$", re.MULTILINE | re.DOTALL | re.IGNORECASE)
# an entry, and the zone its calendar says it is in
Found = tuple[Component, tzinfo | None]


@contextmanager
def without_guesses() -> Iterator[None]:
    """No warnings of names of time zones that icalendar has to guess, and guesses well."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def uids(data: bytes) -> set[str]:
    """The UIDs of all entries of a calendar file, also of those that were not taken."""
    with without_guesses():
        return set(by_uid(data, []))


def by_uid(data: bytes, remarks: list[Remark]) -> dict[str, list[Found]]:
    """The entries that belong together, by their UID, the newest last; what cannot be read is added to `remarks`.

    Raises:
        NoCalendar: there is no calendar in it.

    """
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
            one for one in Calendar.from_ical(decoded(data), multiple=True) if one.name == "VCALENDAR"
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
                found.append(Calendar.from_ical(decoded(whole)))
                break
            except STRANGE as error:
                wrong = named(error)
        else:
            title = re.search(rb"^SUMMARY[^:\r\n]*:([^\r\n]*)", text, re.MULTILINE)
            remarks.append(Remark(line(decoded(title[1])) if title else "–", "not-understood", {"value": wrong}))
    return found


def _uid(component: Component) -> str:
    said = line(str(component.get("UID", "")))
    if said:
        return said
    try:
        start = getattr(component.get("DTSTART"), "dt", "")
    except STRANGE:
        start = ""  # what is wrong with it is said where the entry is taken
    return "ohne-" + hashlib.sha256(f"{component.get('SUMMARY', '')}|{start}".encode()).hexdigest()[:16]


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, LookupError, OSError):
        return None


def named(error: Exception) -> str:
    """Which property is wrong, where the library says it; else its own words."""
    found = re.search(r"property '([\w-]+)'", str(error))
    return found[1] if found else line(str(error))[:80]
