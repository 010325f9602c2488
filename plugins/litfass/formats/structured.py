"""Structured data: a thing as JSON-LD in schema.org's words, for search engines and other calendars."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from markupsafe import Markup

from ..calendar.hours import ends_today
from ..model import Actor, Event, News, Place, Project, Thing
from ..model.passage import language_of
from ..model.site_info import Office
from ..site import Site
from .markup import share_link
from .structured_event import said_of
from .structured_parts import as_organizer, as_place

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def json_ld(thing: Thing, site: Site) -> list[Markup]:
    """The contents of script elements of type application/ld+json, one for each thing said; `<` cannot end them.

    An event is said once for each of its next dates, as search engines want a series; other things once.
    Source: schema.org/Event, and Google's "Event structured data" on repeated events.
    """
    if isinstance(thing, Event):
        return [_markup(_base(thing, site) | part) for part in said_of(thing, site)]
    return [_markup(_thing(thing, site))]


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
        "address": as_place(office.place)["address"] if office.place else None,
        "openingHoursSpecification": [*_opening(office, site.today), *_closures(site)],
        "parentOrganization": {"@type": "Organization", "name": info.publisher.name},
    }
    return _markup({key: value for key, value in data.items() if value})


def website(site: Site) -> Markup:
    """The site as JSON-LD for its home page, so that search engines call it by its name. Source: schema.org/WebSite."""
    home = site.addresses.absolute(site.addresses.to("home"))
    language = site.language.partition("-")[0]
    return _markup(
        {"@type": "WebSite", "@id": f"{home}#website", "name": site.info.name, "url": home, "inLanguage": language}
    )


def breadcrumb_list(links: Iterable[tuple[str, str]], thing: Thing | None, site: Site) -> Markup:
    """The way from the home page as JSON-LD; a page of a thing ends it. Source: schema.org/BreadcrumbList."""
    steps = [*links, *([(site.addresses.of(thing), thing.title)] if thing else [])]
    items = [
        {"@type": "ListItem", "position": number, "name": str(name), "item": site.addresses.absolute(link)}
        for number, (link, name) in enumerate(steps, 1)
    ]
    return _markup({"@type": "BreadcrumbList", "itemListElement": items})


def _opening(office: Office, today: date) -> Iterator[dict[str, Any]]:
    """Regular hours; those of a season in the one that is on, or comes. Source: schema.org/OpeningHoursSpecification."""
    for line in office.hours:
        days = [f"https://schema.org/{WEEKDAYS[weekday]}" for weekday in line.weekdays]
        for opens, closes in line.spans:
            spec = {"@type": "OpeningHoursSpecification", "dayOfWeek": days}
            if line.season:
                spec |= dict(zip(("validFrom", "validThrough"), map(str, line.season.around(today)), strict=True))
            # a door that closes at 00:00 opened the day before; at the end of the day is the minute before
            yield spec | {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}" if ends_today(closes) else "23:59"}


def _closures(site: Site) -> Iterator[dict[str, Any]]:
    """Times in which the office is shut and that are not over: hours that neither open nor close."""
    for closure in site.opening.office_pauses:
        for period in closure.named_periods:
            if period.to >= site.today:
                span = {"validFrom": str(period.from_), "validThrough": str(period.to)}
                yield {"@type": "OpeningHoursSpecification", "name": period.title} | span


def _markup(data: dict[str, Any]) -> Markup:
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - JSON with every < escaped


def _base(thing: Thing, site: Site) -> dict[str, Any]:
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
    return base


def _thing(thing: Thing, site: Site) -> dict[str, Any]:
    base = _base(thing, site)
    if isinstance(thing, News):
        return base | _article(thing, site)
    if isinstance(thing, Project):
        return base | _project(thing, site)
    if isinstance(thing, Actor):
        if thing.area:
            base["areaServed"] = ", ".join(thing.area)
        contact = {key: value for key, value in (("telephone", thing.telephone), ("email", thing.email)) if value}
        return base | {"@type": "Organization"} | contact
    if isinstance(thing, Place):
        return base | as_place(thing)
    return base | {"@type": "WebPage"}


def _article(item: News, site: Site) -> dict[str, Any]:
    """News. Source: schema.org/NewsArticle."""
    publisher = {
        "@type": "Organization",
        "name": site.info.name,
        "url": site.addresses.absolute(site.addresses.to("home")),
    }
    return {
        "@type": "NewsArticle",
        "headline": item.title,
        "datePublished": str(item.published_on),
        "dateModified": str(item.modified or item.published_on),
        "inLanguage": _language(item, site),
        "author": {"@type": "Person", "name": item.author} if item.author else publisher,
        "publisher": publisher,
        "mainEntityOfPage": site.addresses.absolute(site.addresses.of(item)),
    }


def _project(project: Project, site: Site) -> dict[str, Any]:
    """A project: who carries and pays for it, where, and from when to when. Source: schema.org/Project."""
    carriers = [as_organizer(one, site) for one in project.carrier]
    funders = [{"@type": "Organization", "name": one.name} for one in site.funders_of(project)]
    data = {
        "@type": "Project",
        "foundingDate": project.start and project.start.isoformat(),
        "dissolutionDate": project.end and project.end.isoformat(),
        "parentOrganization": carriers,
        "funder": funders,
        "location": [{"name": place.title, **as_place(place)} for place in project.places],
    }
    return {key: value for key, value in data.items() if value}


def _language(thing: Thing, site: Site) -> str:
    """The language a thing is written in on this page. Source: BCP 47."""
    return (language_of(thing.title) or thing.language or site.language).partition("-")[0]
