"""Feed: news and coming dates as RSS 2.0, by feedgen. Source: RSS 2.0 Specification, RFC 4151 for guids."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from feedgen.feed import FeedGenerator

from ..markup import absolute, body, share_link
from ..model import News, Thing
from ..model.occurrence import Occurrence
from ..site import Site
from ..words import Words
from .output import File, Output


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield the feed of news and the feed of coming dates."""
    words: Words = settings["WORDS"]
    count = settings["FEED_LENGTH"]
    news = [_news_entry(site, item) for item in site.news[:count]]
    dates = [_date_entry(site, words, one) for one in site.programme.upcoming[:count]]
    yield _feed(site, "news_feed", words._("News {place}"), site.addresses.to("news_list"), news)
    yield _feed(site, "event_feed", words._("Dates {place}"), site.addresses.to("event_list"), dates)


def _feed(site: Site, name: str, title: str, page: str, entries: list[dict[str, Any]]) -> File:
    addresses = site.addresses
    own = addresses.absolute(addresses.to(name))
    feed = FeedGenerator()
    feed.title(title.format(place=site.info.in_place))
    feed.description(site.info.claim or site.info.name)
    feed.link(href=addresses.absolute(page), rel="alternate")
    feed.link(href=own, rel="self")
    feed.language(site.info.language)
    feed.generator("Litfass")
    # of the content, never of the clock: an unchanged feed keeps its bytes
    feed.lastBuildDate(
        max((entry["published"] for entry in entries), default=datetime(2000, 1, 1, tzinfo=site.info.timezone))
    )
    for entry in entries:
        _add(feed, entry)
    return File(addresses.to(name), feed.rss_str(pretty=True))


def _add(feed: FeedGenerator, entry: dict[str, Any]) -> None:
    item = feed.add_entry(order="append")
    item.title(entry["title"])
    item.link(href=entry["link"])
    item.guid(entry["guid"], permalink=False)
    item.pubDate(entry["published"])
    item.description(entry["summary"])
    item.content(entry["content"], type="CDATA")
    for term in entry["categories"]:
        item.category(term=term)
    if entry["enclosure"]:
        item.enclosure(*entry["enclosure"])


def _entry(site: Site, thing: Thing, guid: str, published: datetime) -> dict[str, Any]:
    addresses = site.addresses
    return {
        "title": thing.title,
        "link": addresses.absolute(addresses.of(thing)),
        # a tag URI of id and pinned host: neither title, slug nor domain change it
        "guid": f"tag:{site.info.host},2026:{guid}",
        "published": published,
        "summary": thing.summary,
        "content": absolute(str(body(thing, site)), addresses) or thing.summary,
        "categories": [site.topic(id_).title for id_ in thing.topics],
        "enclosure": _enclosure(site, thing),
    }


def _news_entry(site: Site, item: News) -> dict[str, Any]:
    published = datetime.combine(item.published_on, time(), site.info.timezone)
    return _entry(site, item, item.key(), published)


def _date_entry(site: Site, words: Words, one: Occurrence) -> dict[str, Any]:
    """A coming date; a cancelled or moved one is a new item, for readers do not show a changed old one."""
    entry = _entry(site, one.event, f"event/{one.id}", one.starts_at())
    state = words.label(one.status, "event status") if one.status != "scheduled" else ""
    mark = f":{one.status}" if state else (f":{one.start.isoformat()}" if one.was_moved else "")
    place = one.place_name
    when = ", ".join(part for part in (words.when(one), place) if part)
    title = f"{one.title}: {words.short_day(one.day)}"
    note = f"<p><strong>{_escape(state)}</strong> {_escape(one.note)}</p>" if state or one.note else ""
    return entry | {
        "title": f"{state.upper()}: {title}" if state else title,
        "guid": entry["guid"] + mark,
        "summary": " – ".join(part for part in (when, one.note, one.event.summary) if part),
        "content": f"<p>{_escape(when)}</p>{note}{entry['content']}",
    }


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _enclosure(site: Site, thing: Thing) -> tuple[str, str, str] | None:
    """Address, length and type of the picture; the length is unknown before it is made, RSS takes 0 for that."""
    if thing.image is None:
        return None
    picture = site.pictures[thing.image.file]
    return site.addresses.absolute(share_link(picture, site.addresses)), "0", "image/jpeg"
