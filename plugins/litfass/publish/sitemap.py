"""Sitemap: the addresses of all things and lists, and where robots find them. Source: sitemaps.org protocol 0.9."""

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from ..site import Site
from .output import File, Output

LISTS = (
    "home",
    "news_list",
    "event_list",
    "week_plan",
    "project_list",
    "actor_list",
    "participation_list",
    "offers",
    "topic_list",
)


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:  # noqa: ARG001 - all publishers look alike
    """Yield sitemap.xml and robots.txt."""
    links = [site.addresses.to(name) for name in LISTS]
    links += [site.addresses.of(thing) for kind, things in site.things.items() if kind != "closure" for thing in things]
    rows = "".join(f"<url><loc>{escape(site.addresses.absolute(link))}</loc></url>\n" for link in links)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    yield File(site.addresses.to("sitemap"), f"{head}{rows}</urlset>\n".encode())
    sitemap = site.addresses.absolute(site.addresses.to("sitemap"))
    yield File(site.addresses.to("robots"), f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n".encode())
