"""Feed: the items of an RSS or Atom feed become events, as far as they say when they are.

A feed tells when something was written, not when it takes place: a day counts only where the item has a field for it
(RSS event module, xCal), or its title names exactly one.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from lxml import etree

from ..calendar.moment import Moment
from ..calendar.spoken import spoken_days
from ..edit.when import NotUnderstood, read_when, written
from .clean import markdown, unescaped_line
from .origin import LONGEST_TITLE, STRANGE, NoCalendar, Origin, place_fields
from .recurrence import local
from .taken import Remark, Taken

# names of fields that say when and where, of whatever namespace. Source: RSS 1.0 event module; RFC 6321
STARTS = ("startdate", "dtstart", "start")
ENDS = ("enddate", "dtend", "end")
PLACES = ("location",)
ITEMS = {"item", "entry"}
CLOCKS = re.compile(r"\d{1,2}(?:[:.]\d{2})?(?:\s*(?:[-–]|bis)\s*\d{1,2}(?:[:.]\d{2})?)?\s*Uhr", re.IGNORECASE)


def read_feed(data: bytes, origin: Origin) -> tuple[list[Taken], list[Remark]]:
    """The events of a feed, and the items that name no day.

    Raises:
        NoCalendar: it is no feed.

    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NoCalendar("no-feed") from None
    if _name(root) not in {"rss", "feed", "RDF"}:
        raise NoCalendar("no-feed")
    taken, remarks = [], []
    for item in (element for element in root.iter(etree.Element) if _name(element) in ITEMS):
        said = dict(_said(item))
        title = unescaped_line(said.get("title", ""))[:LONGEST_TITLE]
        try:
            when = _when(said, title, origin)
        except (NotUnderstood, *STRANGE):
            when = {}
        if not when or not title:
            remarks.append(Remark(title or "–", "has-no-start"))
        elif _last_day(when) < origin.since:
            remarks.append(Remark(title, "is-over"))
        else:
            taken.append(_event(said, title, when, origin))
    return taken, remarks


def _event(said: dict[str, str], title: str, when: dict[str, str], origin: Origin) -> Taken:
    place = next((unescaped_line(said[name]) for name in PLACES if said.get(name)), "")
    fields: dict[str, Any] = {"title": title, **when, **place_fields(place, origin.site)}
    if said.get("link", "").startswith(("http://", "https://")):
        fields["url"] = said["link"]
    uid = said.get("guid") or said.get("id") or said.get("link") or title
    body = markdown(said.get("encoded") or said.get("content") or said.get("description") or said.get("summary") or "")
    words = (unescaped_line(said.get("category", "")),)
    return Taken(uid, "event", {**fields, **dict(origin.fields)}, body, words=words)


def _said(item: etree._Element) -> Iterator[tuple[str, str]]:
    """What an item says, by the names of its fields; the first of a name counts. Source: RFC 4287 §4.2.7.2 for links."""
    known = set()
    for child in item:
        name = _name(child)
        if name == "link" and child.get("rel", "alternate") != "alternate":  # to itself, to comments, to a picture
            continue
        value = child.get("href") if name == "link" and child.get("href") else "".join(child.itertext())
        if name and name not in known and value.strip():
            known.add(name)
            yield name, value.strip()


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _when(said: dict[str, str], title: str, origin: Origin) -> dict[str, str]:
    """Start and end; {} when the item does not say them."""
    start = _moment(said, STARTS, origin)
    if start is None:
        return _from_title(title, origin)
    end = _moment(said, ENDS, origin)
    found = {"start": written(start)}
    if end and end.sort_key > start.sort_key:
        found["end"] = f"{end.time:%H:%M}" if end.time and end.day == start.day else written(end)
    return found


def _last_day(when: dict[str, str]) -> date:
    """The day it ends as far as that is said, else the one it starts."""
    end = when.get("end", "")[:10]
    return date.fromisoformat(end if "-" in end else when["start"][:10])


def _moment(said: dict[str, str], names: Iterable[str], origin: Origin) -> Moment | None:
    text = next((said[name] for name in names if said.get(name)), "")
    if not text:
        return None
    if re.fullmatch(r"\d{4}-?\d\d-?\d\d", text):
        return Moment(date.fromisoformat(text))
    return local(datetime.fromisoformat(text), origin.zone)


def _from_title(title: str, origin: Origin) -> dict[str, str]:
    days = list(spoken_days(title))
    if len(days) != 1:
        return {}
    clocks = CLOCKS.search(title)
    when = read_when(f"{days[0].written} {clocks[0] if clocks else ''}".strip(), origin.site.today)
    return {"start": when.start_text} | ({"end": when.end_text} if when.end_text else {})
