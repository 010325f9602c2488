"""What is fed with anything at all, and what must hold of every answer; a target takes bytes and raises when it does not."""

import re
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from html.parser import HTMLParser

from litfass.address import Addresses
from litfass.body import render
from litfass.body.allowed import ATTRIBUTES, GLOBAL_ATTRIBUTES, SCHEMES, TAGS
from litfass.calendar.hours import parse_hours
from litfass.calendar.phrase import parse_phrase
from litfass.edit.change import Desk
from litfass.edit.when import NotUnderstood, read_when
from litfass.imports.feed import read_feed
from litfass.imports.ics import read_ics
from litfass.imports.origin import NoCalendar, Origin
from litfass.imports.shelf import Shelf
from litfass.imports.table import NoTable, read_table
from litfass.link import link
from litfass.parse import Document, read
from litfass.parse.characters import FORBIDDEN
from litfass.read import read_content
from litfass.settings import ADDRESSES
from litfass.validate import validate

from ..conftest import NOW, TESTS

TODAY = date(2026, 11, 24)
FOLDERS = ("events", "news", "actors", "projects", "places", "participation", "pages", "closures")
ALLOWED = {f"{tag} {name}" for tag, names in ATTRIBUTES.items() for name in names | {"rel"}}
# strange, but by people who mean it: a sample of each, to begin with
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Probe\r\nDTSTART;TZID=Europe/Berlin:20261203T150000"
    "\r\nDTEND:20261203T170000Z\r\nRRULE:FREQ=MONTHLY;BYDAY=TH;BYSETPOS=1;COUNT=6\r\nEXDATE;VALUE=DATE:20270204\r\n"
    "LOCATION:Laden\r\nDESCRIPTION:Bitte <b>warm</b>\\, oder\r\nSTATUS:CANCELLED\r\nCATEGORIES:Kultur\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20270107T140000Z\r\nDTSTART;VALUE=DATE:20270108\r\nDURATION:PT2H\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)
TABLE = "Titel;Beginn;Uhrzeit;Bis;Ort;Themen;Text\nProbe;Do 3.12.;15 Uhr;17:00;Laden;Kultur, Garten;*Text*\n"
FEED = (
    '<rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/"><channel><item><title>Do 3.12. Probe</title>'
    "<guid>1</guid><ev:startdate>2026-12-03T15:00</ev:startdate><description>&lt;b&gt;x&lt;/b&gt;</description></item>"
    "</channel></rss>"
)


def text_of(data):
    """Bytes as text, some of it surrogates as a broken program writes them."""
    return data.decode("utf-8", "surrogateescape")


def well_said(problems):
    """Whether every problem has a place and a sentence on one line each, in both languages."""
    for problem in problems:
        assert 1 <= problem.line
        for language in ("de", "en"):
            lines = problem.text(language).splitlines()
            assert len(lines) <= 2
            assert all(line.isprintable() for line in lines)
    return True


def a_file(data):
    """Any bytes are a thing or a message."""
    path = f"{FOLDERS[data[0] % len(FOLDERS)]}/fremd.md" if data else "events/fremd.md"
    document, problems = read(data[1:], path)
    thing, more = validate(document) if document else (None, [])
    assert well_said([*problems, *more])
    assert thing or problems or more


def a_phrase(data):
    """Any words are a rule or none, opening hours or none, a day or a sentence."""
    text = text_of(data)
    rule = parse_phrase(text)
    assert rule is None or rule == parse_phrase(text)
    parse_hours(text)
    with suppress(NotUnderstood):
        assert read_when(text, TODAY).start_text


def a_text(data):
    """Any Markdown is HTML of our list, without a script, a handler or another scheme."""
    text = FORBIDDEN.sub("", data.decode("utf-8", "replace")).replace("\r", "")
    made, problems = render(Document("events/fremd.md", {}, {}, text))
    assert well_said(problems)
    _Listed().feed(made.html)


class _Listed(HTMLParser):
    """Fails at anything that is not on the list of body/allowed.py."""

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS, tag
        for name, value in attrs:
            assert f"{tag} {name}" in ALLOWED or name in GLOBAL_ATTRIBUTES, (tag, name)
            scheme = re.match(r"[\s\x00-\x20]*([a-z][a-z0-9+.-]*):", value or "", re.IGNORECASE)
            if name in {"href", "src"} and scheme:
                assert scheme[1].lower() in {*SCHEMES, "litfass"}, value


def a_calendar(data):
    """Any bytes are a calendar, parts of one, or none; what is taken can stand in a file."""
    try:
        taken, remarks = read_ics(data, Origin(house().site, date(2026, 1, 1)))
    except NoCalendar:
        return
    written(taken, remarks)


def a_table(data):
    """Any bytes are a table or none; what is taken can stand in a file."""
    kinds = ("event", "actor", "place", "project", "news")
    kind = kinds[data[0] % len(kinds)] if data else "event"
    try:
        taken, remarks = read_table(data[1:], kind, house().site, "de")
    except NoTable:
        return
    written(taken, remarks)


def a_feed(data):
    """Any bytes are a feed or none; what is taken can stand in a file."""
    try:
        taken, remarks = read_feed(data, Origin(house().site, date(2026, 1, 1)))
    except NoCalendar:
        return
    written(taken, remarks)


@cache
def house():
    """The tiny neighbourhood, into which everything comes."""
    material, _ = read_content(TESTS / "site")
    now = datetime.fromisoformat(NOW).replace(tzinfo=material.info.timezone)
    site, _ = link(material, Addresses(ADDRESSES, material.info.url), now, months_back=1, months_ahead=3)
    return Desk(TESTS / "site", material, site)


def written(taken, remarks):
    """Whether each thing is a file that says the same, or is refused in a sentence; nothing is put on the disk."""
    shelf = Shelf(house(), "Aus einer Probe")
    for one in taken:
        for remark in one.remarks:
            shelf.report.tell(remark)
        fitting = shelf._fitting(one)  # noqa: SLF001 - put_all would check the whole folder for each
        if fitting:
            shelf._text(fitting, f"{fitting.kind}s/fremd.md")  # noqa: SLF001
            shelf._name(fitting)  # noqa: SLF001
    for remark in remarks:
        shelf.report.tell(remark)
    assert all(line.isprintable() for line in shelf.report.text("de").splitlines())


# each with what it begins with
TARGETS = {
    "file": (a_file, lambda: [b"\0" + path.read_bytes() for path in sorted(TESTS.glob("site/*/*.md"))]),
    "phrase": (a_phrase, lambda: [one.encode() for one in ("jeden 1. Freitag im Monat", "Mo-Fr 9-12", "Do 3.12. 15 Uhr")]),
    "text": (a_text, lambda: [path.read_bytes().split(b"---\n", 2)[-1] for path in sorted(TESTS.glob("site/*/*.md"))]),
    "calendar": (a_calendar, lambda: [CALENDAR.encode()]),
    "table": (a_table, lambda: [bytes([number]) + TABLE.encode() for number in range(5)]),
    "feed": (a_feed, lambda: [FEED.encode()]),
}  # fmt: skip
