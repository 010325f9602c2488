"""Structured data: a thing as JSON-LD in schema.org's words, for search engines and other calendars."""

import json
from typing import Any

from markupsafe import Markup

from .markup import share_link
from .model import Actor, Event, News, Place, Project, Thing
from .model.occurrence import Occurrence
from .model.thing import name_of
from .site import Site

EVENT_STATUS = {
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "moved-online": "EventMovedOnline",
}


def json_ld(thing: Thing, site: Site) -> Markup:
    """The content of a script element of type application/ld+json; `<` cannot end it."""
    return _markup(_thing(thing, site))


def organization(site: Site) -> Markup:
    """The office itself as JSON-LD for the home page. Source: schema.org/Organization."""
    info, office = site.info, site.info.office
    data = {
        "@type": "Organization",
        "name": info.name,
        "url": site.addresses.absolute(site.addresses.to("home")),
        "areaServed": ", ".join(part for part in (info.neighbourhood, info.municipality) if part),
        "telephone": office.telephone,
        "email": office.email,
        "address": _place(office.place)["address"] if office.place else None,
        "parentOrganization": {"@type": "Organization", "name": info.publisher.name},
    }
    return _markup({key: value for key, value in data.items() if value})


def _markup(data: dict[str, Any]) -> Markup:
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - JSON with every < escaped


def _thing(thing: Thing, site: Site) -> dict[str, Any]:
    base = {
        "@id": site.addresses.absolute(site.addresses.of(thing)),
        "@type": "Thing",
        "name": thing.title,
        "url": site.addresses.absolute(site.addresses.of(thing)),
    }
    if thing.summary:
        base["description"] = thing.summary
    if thing.image:
        base["image"] = site.addresses.absolute(share_link(site.pictures[thing.image.file], site.addresses))
    if isinstance(thing, Event):
        return base | _event(thing, site)
    if isinstance(thing, News):
        publisher = {"@type": "Organization", "name": site.info.name}
        return base | {
            "@type": "NewsArticle",
            "headline": thing.title,
            "datePublished": str(thing.published_on),
            "publisher": publisher,
        }
    if isinstance(thing, Project):
        return base | {"@type": "Project"}
    if isinstance(thing, Actor):
        contact = {key: value for key, value in (("telephone", thing.telephone), ("email", thing.email)) if value}
        return base | {"@type": "Organization"} | contact
    if isinstance(thing, Place):
        return base | _place(thing)
    return base | {"@type": "WebPage"}


def _event(event: Event, site: Site) -> dict[str, Any]:
    """An event by its next date."""
    one = site.programme.next_date(event)
    data: dict[str, Any] = {"@type": "Event", "isAccessibleForFree": event.free}
    data["organizer"] = {"@type": "Organization", "name": name_of(event.organizer) or site.info.name}
    if one:
        data |= _date(one)
    return {key: value for key, value in data.items() if value is not None}


def _date(one: Occurrence) -> dict[str, Any]:
    end = one.end and (str(one.last_day) if one.end.time is None else one.ends_at().isoformat())
    data = {
        "startDate": str(one.day) if one.start.is_all_day else one.starts_at().isoformat(),
        "endDate": end or None,
        "eventStatus": f"https://schema.org/{EVENT_STATUS.get(one.shown_status, 'EventScheduled')}",
        "previousStartDate": str(one.on) if one.was_moved else None,
    }
    if isinstance(one.place, str):
        data["location"] = {"@type": "Place", "name": one.place}
    elif one.place:
        data["location"] = {"name": one.place.title, **_place(one.place)}
    return data


def _place(place: Place) -> dict[str, Any]:
    address = place.address
    parts = {"streetAddress": address.street, "postalCode": address.postcode, "addressLocality": address.city}
    data: dict[str, Any] = {
        "@type": "Place",
        "address": {"@type": "PostalAddress", **{key: value for key, value in parts.items() if value}},
    }
    if place.geo:
        data["geo"] = {"@type": "GeoCoordinates", "latitude": place.geo.lat, "longitude": place.geo.lon}
    return data
