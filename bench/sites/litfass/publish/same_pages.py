"""Same pages: what each tool of the bench makes, and no more: no calendar, no weeks, no feeds of topics."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from litfass.publish import feed
from litfass.publish.output import File, Output, Page
from litfass.site import Site

LISTS = {"news": "Aktuelles", "event": "Termine", "project": "Projekte", "actor": "Akteure"}


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield the home page, lists in pages, a page per thing and topic, the feed of news, and the sitemap."""
    pages = list(_pages(site, settings["LIST_LENGTH"]))
    yield from pages
    news_feed = site.addresses.to("news_feed")
    yield from (output for output in feed.publish(site, settings) if output.link == news_feed)
    links = tuple(site.addresses.absolute(page.link) for page in pages)
    yield File(site.addresses.to("sitemap"), partial(_sitemap, links))


def _pages(site: Site, length: int) -> Iterator[Page]:
    yield Page(site.addresses.to("home"), "home.html", {"news": site.latest_news(3)})
    for kind, title in LISTS.items():
        things = site.things[kind]
        yield from _list(site.addresses.to(f"{kind}_list"), title, things, length)
        for thing in things:
            yield Page(site.addresses.of(thing), "thing.html", {"thing": thing})
    for topic in site.info.topics:
        yield Page(site.addresses.to("topic", slug=topic.id), "topic.html", {"topic": topic, "kinds": tuple(LISTS)})


def _list(first: str, title: str, things: Any, length: int) -> Iterator[Page]:
    count = -(-len(things) // length)
    links = [first, *(f"{first}seite/{number}/" for number in range(2, count + 1))]
    for number, link in enumerate(links[:count]):
        shown = things[number * length : (number + 1) * length]
        after = links[number + 1] if number + 1 < count else None
        before = links[number - 1] if number else None
        context = {"title": title, "things": shown, "before": before, "after": after}
        yield Page(link, "list.html", context)


def _sitemap(links: tuple[str, ...]) -> bytes:
    rows = "".join(f"<url><loc>{escape(link)}</loc></url>\n" for link in links)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{space}">\n{rows}</urlset>\n'.encode()
