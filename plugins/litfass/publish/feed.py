"""Feeds: news, dates and deadlines as RSS 2.0, by feedgen. Source: RSS 2.0 Specification, RFC 4151 for guids."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any
from urllib.parse import quote

from feedgen.feed import FeedGenerator
from markupsafe import escape

from ..calendar.moment import Moment
from ..formats.markup import absolute, body, share_link
from ..formats.vevent_words import due_title
from ..model import Actor, Event, News, Thing
from ..model.deadline import DUE_KINDS
from ..model.occurrence import Occurrence
from ..model.site_info import Label, Topic
from ..programme import ANNOUNCED
from ..site import Site
from ..site.deadlines import DueDate
from ..words import Words
from .output import File, Output

# when an item counts as published that has no moment of its own: newer than all others
NOT_YET = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Item:
    """One item of a feed; `content` is HTML with whole addresses, `enclosure` an address, a length and a type.

    `published` None leaves the moment to the reader, who knows when the item was first seen.
    """

    title: str
    link: str
    guid: str
    published: datetime | None
    summary: str
    content: str
    categories: tuple[str, ...] = ()
    enclosure: tuple[str, str, str] | None = None


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield the feeds of all news, all dates and all deadlines, and one of each topic, project and actor."""
    words, count, to = settings["WORDS"], settings["FEED_LENGTH"], site.addresses.to
    place = {"place": site.info.in_place}

    def feed(link: str, title: str, page: str, items: Callable[[], list[Item]]) -> File:
        return File(link, partial(_feed, site, link, title, page, items))

    news = partial(_newest, site, count)
    yield feed(to("news_feed"), words._("News {place}").format(**place), to("news_list"), news)
    dates = partial(_announced, site, words)
    yield feed(to("event_feed"), words._("Dates {place}").format(**place), to("event_list"), dates)
    title, page = words._("Deadlines {place}").format(**place), to("deadline_list")
    yield feed(to("deadline_feed"), title, page, partial(_deadlines, site, words, count))
    for kind in DUE_KINDS:
        link, kind_title = site.addresses.to_due("deadline_kind_feed", kind), words.label(kind, "deadlines")
        yield feed(link, f"{title}: {kind_title}", page, partial(_deadlines, site, words, count, kind))

    def feeds(name: str, one: Thing | Label, page: str, items: Callable[[], list[Item]]) -> Iterator[File]:
        """The feed of a thing or a topic, also under the names it had: it says where it stands now."""
        now = feed(to(name, slug=one.slugs[0]), one.title, page, items)
        yield from (replace(now, link=to(name, slug=slug)) for slug in one.slugs)

    for topic in site.info.topics:
        page = to("topic", slug=topic.id)
        yield from feeds("topic_feed", topic, page, partial(_about, site, words, topic, count))
    for thing in (*site.projects, *site.actors):
        page = site.addresses.of(thing)
        yield from feeds(f"{thing.kind}_feed", thing, page, partial(_linked, site, words, thing, count))


def _feed(site: Site, link: str, title: str, page: str, items: Callable[[], list[Item]]) -> bytes:
    addresses, found = site.addresses, items()
    feed = FeedGenerator()
    feed.title(title)
    feed.description(site.info.claim or site.info.name)
    feed.link(href=addresses.absolute(link), rel="self")
    feed.link(href=addresses.absolute(page), rel="alternate")  # last, for feedgen makes it the channel's link
    feed.language(site.language)
    feed.generator("Litfass")
    # of the content, never of the clock: an unchanged feed keeps its bytes
    published = [item.published for item in found if item.published]
    feed.lastBuildDate(max(published, default=datetime(2000, 1, 1, tzinfo=site.info.timezone)))
    for item in found:
        _add(feed, item)
    made: bytes = feed.rss_str(pretty=True)
    return made


def _newest(site: Site, count: int) -> list[Item]:
    return _news(site, site.news[:count])


def _announced(site: Site, words: Words) -> list[Item]:
    return [*_dates(site, words, site.programme.announced), *_waiting(site, words, site.events)]


def _deadlines(site: Site, words: Words, count: int, kind: str = "") -> list[Item]:
    """All deadlines, or those of a kind."""
    return [_deadline(site, words, due) for due in site.due if kind in ("", due.kind)][:count]


def _about(site: Site, words: Words, topic: Topic, count: int) -> list[Item]:
    return _mixed(site, words, site.about_topic(topic, "news"), site.about_topic(topic, "event"), count)


def _linked(site: Site, words: Words, thing: Thing, count: int) -> list[Item]:
    events = site.events_of(thing) if isinstance(thing, Actor) else site.linked(thing, "event")
    return _mixed(site, words, site.linked(thing, "news"), events, count)


def _add(feed: FeedGenerator, item: Item) -> None:
    entry = feed.add_entry(order="append")
    entry.title(item.title)
    entry.link(href=item.link)
    entry.guid(item.guid, permalink=False)
    if item.published:
        entry.pubDate(item.published)
    entry.description(item.summary)
    entry.content(item.content, type="CDATA")
    for term in item.categories:
        entry.category(term=term)
    if item.enclosure:
        entry.enclosure(*item.enclosure)


def _news(site: Site, news: Iterable[News]) -> list[Item]:
    return [_item(site, one, one.key(), datetime.combine(one.published_on, time(), site.info.timezone)) for one in news]


def _dates(site: Site, words: Words, dates: Iterable[Occurrence]) -> list[Item]:
    return [_date(site, words, one) for one in dates]


def _mixed(site: Site, words: Words, news: Iterable[News], events: Iterable[Any], count: int) -> list[Item]:
    """News and dates together, the newest first, and at the end what waits for a new day.

    What has no moment of its own counts as new.
    """
    wanted = {event.id for event in events}
    dates = [one for one in site.programme.announced if one.event.id in wanted]
    items = [*_news(site, list(news)[:count]), *_dates(site, words, dates)]
    newest_first = sorted(items, key=lambda item: (item.published or NOT_YET, item.guid), reverse=True)
    return [*newest_first, *_waiting(site, words, events)]


def _waiting(site: Site, words: Words, events: Iterable[Any]) -> list[Item]:
    """Those of the events that were put off to a day nobody knows yet: whoever read their old day reads that it is none."""
    off = {event.id for event in site.programme.postponed}
    return [_put_off(site, words, event) for event in site.programme.undated_of(events) if event.id in off]


def _put_off(site: Site, words: Words, event: Event) -> Item:
    item, state = _item(site, event, event.key(), None), words.label(event.status, "event status")
    return replace(
        item,
        title=f"{words.capitals(state)}: {event.title}",
        guid=f"{item.guid}:{event.status}",
        summary=" – ".join(filter(None, (state, event.note, event.summary))),
        content=f"<p><strong>{escape(state)}</strong> {escape(event.note)}</p>{item.content}",
    )


def _item(site: Site, thing: Thing, guid: str, published: datetime | None) -> Item:
    addresses = site.addresses
    link = addresses.absolute(addresses.of(thing))
    text = absolute(str(body(thing, site)), addresses) or str(escape(thing.summary))
    return Item(
        title=thing.title,
        link=link,
        guid=_guid(site, guid),
        published=published,
        summary=thing.summary,
        content=f'{text}<p><a href="{escape(link)}">{escape(link)}</a></p>',
        categories=tuple(site.topic(id_).title for id_ in thing.topics),
        enclosure=_enclosure(site, thing),
    )


def _guid(site: Site, name: str) -> str:
    """A tag URI of id and pinned host: neither title, slug nor domain change it; another language is another item."""
    return f"tag:{site.info.host},2026:{name}" + ("" if site.is_first else f":{site.language}")


def _date(site: Site, words: Words, one: Occurrence) -> Item:
    """A coming date; a cancelled or moved one is a new item, for readers do not show a changed old one."""
    announced = _announced_on(site, one.day)
    is_news = bool(words.state(one) and not one.pause) or not site.has_come(announced)
    item = _item(site, one.event, f"event/{one.id}", None if is_news else announced)
    state = " – ".join(filter(None, (words.state(one), words.instead(one))))
    flag = words.flag(one)
    when = words.comma.join(part for part in (words.when(one), one.shown_place) if part)
    title = f"{one.title} – {words.short_day(one.day, site.today)}"
    note = f"<p><strong>{escape(state)}</strong> {escape(one.note)}</p>" if state else ""
    return replace(
        item,
        title=f"{flag}: {title}" if flag else title,
        guid=item.guid + _mark(one),
        summary=" – ".join(part for part in (when, state, one.note, one.event.summary) if part),
        content=f"<p>{escape(when)}</p>{note}{item.content}",
    )


def _announced_on(site: Site, day: date) -> datetime:
    """When a day that comes counts as announced."""
    return Moment(day).aware(site.info.timezone) - ANNOUNCED


def _mark(one: Occurrence) -> str:
    """What a changed date's guid has at its end; "" when it is as planned. Each further change makes another."""
    if one.previous_starts or one.shown_status.startswith("new-"):
        place = f":{quote(one.place_name)}" if "place" in one.shown_status else ""
        return f":{one.start.isoformat()}{place}"
    return f":{one.shown_status}" if one.shown_status != "scheduled" else ""


def _deadline(site: Site, words: Words, due: DueDate) -> Item:
    """A last day; it keeps its guid while it keeps its day."""
    announced = _announced_on(site, due.day)
    item = _item(site, due.thing, f"deadline/{due.key}/{due.day}", announced if site.has_come(announced) else None)
    title = f"{due_title(words, due)} – {words.until(due.moment)}"
    return replace(item, title=title, summary=f"{words.until(due.moment, due.meeting)} – {item.summary}")


def _enclosure(site: Site, thing: Thing) -> tuple[str, str, str] | None:
    """Address, length and type of the picture.

    The length is 0: it is not known while feeds are made, beside pictures and without waiting for them. Source: RSS Best
    Practices Profile, enclosure: "When an enclosure's size cannot be determined, a publisher should use a length of 0".
    """
    if thing.image is None:
        return None
    picture = site.pictures[thing.image.file]
    return site.addresses.absolute(share_link(picture, site.addresses)), "0", "image/jpeg"
