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

EVENT, ZONE = (
    re.compile(rb"^(BEGIN|END):" + name + rb"[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
    for name in (b"VEVENT", b"VTIMEZONE")
)
# an entry, and the zone its calendar says it is in
Found = tuple[Component, tzinfo | None]


@contextmanager
def without_guesses() -> Iterator[None]:
    """No warnings of names of time zones that icalendar has to guess, and guesses well."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def is_whole(data: bytes) -> bool:
    """Whether a calendar file has its end, so that what is missing in it is not merely cut off."""
    return bool(re.search(rb"^END:VCALENDAR\s*\Z", data, re.MULTILINE | re.IGNORECASE))


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
    zones = b"\r\n".join(_parts(data, ZONE))
    found = []
    for text in _parts(data, EVENT):
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


def _parts(data: bytes, mark: re.Pattern[bytes]) -> Iterator[bytes]:
    """The parts of a file from a line that begins one to the next that ends one; of two beginnings the later counts."""
    begun = None
    for found in mark.finditer(data):
        if found[1].upper() == b"BEGIN":
            begun = found.start()
        elif begun is not None:
            yield data[begun : found.end()]
            begun = None


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
