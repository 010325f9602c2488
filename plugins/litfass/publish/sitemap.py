"""Sitemap: the addresses of all things and lists in each language, and where robots find them.

Source: sitemaps.org protocol 0.9; Google Search Central, localized versions (xhtml:link).
"""

from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ..site import Site
from .output import File, Output

IN_ALL_LANGUAGES = True
LISTS = (
    "home",
    "news_list",
    "event_list",
    "week_plan",
    "project_list",
    "actor_list",
    "participation_list",
    "lending_list",
    "network",
    "map",
    "offers",
    "topic_list",
)


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:  # noqa: ARG001 - all publishers look alike
    """Yield sitemap.xml and robots.txt."""
    pages = [site.versions(site.addresses.to(name)) for name in LISTS]
    pages += [
        site.versions(site.addresses.of(thing), thing)
        for kind, things in site.things.items()
        if kind != "closure"
        for thing in things
    ]
    rows = "".join(_url(site, link, versions) for versions in pages for link in versions.values())
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    yield File(
        site.addresses.to("sitemap"),
        f'<?xml version="1.0" encoding="utf-8"?>\n<urlset {spaces}>\n{rows}</urlset>\n'.encode(),
    )
    sitemap = site.addresses.absolute(site.addresses.to("sitemap"))
    yield File(site.addresses.to("robots"), f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n".encode())


def _url(site: Site, link: str, versions: Mapping[str, str]) -> str:
    """One address, and when there are several languages every language's."""
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(site.addresses.absolute(other))}/>'
        for language, other in versions.items()
        if len(versions) > 1
    )
    return f"<url><loc>{escape(site.addresses.absolute(link))}</loc>{others}</url>\n"
