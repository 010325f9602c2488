"""Sitemap: the addresses of all things and lists in each language, and where robots find them.

Source: sitemaps.org protocol 0.9; Google Search Central, localized versions (xhtml:link).
"""

from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ..model import News, Thing
from ..site import Site
from .output import File, Output

IN_ALL_LANGUAGES = True
LISTS = (
    "home",
    "news_list",
    "event_list",
    "week_plan",
    "free_events",
    "step_free_events",
    "project_list",
    "actor_list",
    "place_list",
    "participation_list",
    "lending_list",
    "deadline_list",
    "network",
    "map",
    "offers",
    "topic_list",
    "newsletter_list",
    "subscribe",
    "print_list",
    "search",
)
NOT_WHEN_FROZEN = {"subscribe", "deadline_list", "print_list", "search"}


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:  # noqa: ARG001 - all publishers look alike
    """Yield sitemap.xml and robots.txt."""
    to = site.addresses.to
    links = [to(name) for name in LISTS if not (site.frozen_on and name in NOT_WHEN_FROZEN)]
    links += [to("topic", slug=topic.id) for topic in site.info.topics]
    links += [to("audience_events", slug=label.id) for label in site.info.audiences]
    links += [to("event_month", year=one.year, month=one.month) for one in site.programme.months()]
    rows = "".join(_urls(site, site.versions(link)) for link in links)
    rows += "".join(
        _urls(site, site.versions(site.addresses.of(thing), thing), _changed(thing))
        for kind, things in site.things.items()
        if kind != "closure"
        for thing in things
    )
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    yield File(
        site.addresses.to("sitemap"),
        f'<?xml version="1.0" encoding="utf-8"?>\n<urlset {spaces}>\n{rows}</urlset>\n'.encode(),
    )
    sitemap = site.addresses.absolute(site.addresses.to("sitemap"))
    yield File(site.addresses.to("robots"), f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n".encode())


def _changed(thing: Thing) -> str:
    """The day a thing was last changed as far as its editors say so, else ""; the day of a build would be no news."""
    day = thing.modified or (thing.published_on if isinstance(thing, News) else None)
    return f"<lastmod>{day}</lastmod>" if day else ""


def _urls(site: Site, versions: Mapping[str, str], changed: str = "") -> str:
    """A page in each of its languages; where there are several, each names all of them and the one for everyone else."""
    named = {**versions, "x-default": versions.get(site.info.language, next(iter(versions.values())))}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(site.addresses.absolute(other))}/>'
        for language, other in named.items()
        if len(versions) > 1
    )
    return "".join(
        f"<url><loc>{escape(site.addresses.absolute(link))}</loc>{changed}{others}</url>\n"
        for link in versions.values()
    )
