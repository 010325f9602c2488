"""Structured event: an event in schema.org's words, once for each of its dates."""

import re
from collections.abc import Iterator
from typing import Any

from ..model import Event, Place
from ..model.occurrence import Occurrence
from ..site import Site
from .structured_parts import as_organizer, as_place

EVENT_STATUS = {
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "moved-online": "EventMovedOnline",
}
PRICE = re.compile(r"\d+(\.\d{2})?")


def said_of(event: Event, site: Site) -> Iterator[dict[str, Any]]:
    """An event by each of its next dates; by its last when none comes, and once when it has none."""
    dates = site.programme.next_dates(event) or [site.programme.next_date(event)]
    languages = [*event.languages] or [site.info.language]
    said = {
        "@type": "Event",
        "isAccessibleForFree": event.free,
        "inLanguage": languages[0] if len(languages) == 1 else languages,
        "organizer": as_organizer(event.organizer or site.info.office.actor or site.info.name, site),
        "isBasedOn": (event.source.url or None) if event.source else None,
    }
    for one in dates:
        parts = said | ({"offers": _offer(event, one, site)} | _date(one, event, site) if one else {})
        yield {key: value for key, value in parts.items() if value is not None}


def _date(one: Occurrence, event: Event, site: Site) -> dict[str, Any]:
    mode = "Online" if one.is_online else "Mixed" if one.is_mixed else "Offline"
    link = site.addresses.absolute(site.addresses.of(event))
    before = [moment.isoformat_in(one.zone) for moment in one.previous_starts]
    return {
        "@id": f"{link}#{one.on}" if event.is_series else link,
        "name": one.title,
        "startDate": one.start.isoformat_in(one.zone),
        "endDate": one.end and one.end.isoformat_in(one.zone),
        "eventStatus": f"https://schema.org/{EVENT_STATUS.get(one.shown_status, 'EventScheduled')}",
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "previousStartDate": before[0] if len(before) == 1 else before or None,
        "location": _location(one, event.online_address or event.url or link),
    }


def _location(one: Occurrence, online: str) -> dict[str, Any] | list[dict[str, Any]] | None:
    """Where it takes place: there, under a web address, or both."""
    there = None if one.is_online else _there(one)
    virtual = {"@type": "VirtualLocation", "url": online} if one.is_online or one.is_mixed else None
    return [there, virtual] if there and virtual else there or virtual


def _there(one: Occurrence) -> dict[str, Any] | None:
    if isinstance(one.place, Place):
        return {"name": one.place.title, **as_place(one.place)}
    return {"@type": "Place", "name": one.place_name} if one.place_name else None


def _offer(event: Event, one: Occurrence, site: Site) -> dict[str, Any] | None:
    """What it costs, when that is a number; None when nobody said or only in words."""
    price = "0" if event.free else event.price
    if not PRICE.fullmatch(price):
        return None
    sold_out = one.status == "full"
    return {
        "@type": "Offer",
        "price": price,
        "priceCurrency": "EUR",
        "availability": f"https://schema.org/{'SoldOut' if sold_out else 'InStock'}",
        "url": site.addresses.absolute(site.addresses.of(event)),
    }
