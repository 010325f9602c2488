"""Facts: what a built file says and refers to, read by parsers that had no part in making it.

Knows one file at a time; whether what it refers to exists is verify.py's business.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from icalendar import Calendar
from lxml import etree, html

# elements that make a browser fetch something, with the attribute that says what
LOADING = {
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "image": "href",
    "img": "src",
    "input": "src",
    "object": "data",
    "script": "src",
    "source": "src",
    "track": "src",
    "use": "href",
    "video": "src",
}
LOADED_LINKS = {
    *("stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "modulepreload", "prefetch"),
    # these load nothing yet, but tell a server who reads here, and no content security policy holds them
    *("preconnect", "dns-prefetch"),
}
# a script of these types is data that no browser runs. Source: HTML Living Standard, data blocks
DATA_BLOCKS = {"application/ld+json", "application/json"}
CSS_URL = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")
REFRESH = re.compile(r"^\s*\d+\s*;\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
ICS_URL = re.compile(rb"^(?:URL|ATTACH|IMAGE)(?:;[^:\r\n]*)?:(\S+)", re.MULTILINE)
PDF_TAIL_BYTES = 1024


@dataclass(frozen=True)
class Facts:
    """What one file refers to: `links` lead somewhere, `loads` are fetched at once; both as written.

    `anchors` are the ids one may jump to. `moved_to` is where a page of an old address leads; `is_listed` is False for a
    page that search engines are told to leave out. `wrong` says in English what is broken in the file itself.
    """

    links: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    anchors: frozenset[str] = frozenset()
    moved_to: str = ""
    is_listed: bool = True
    wrong: tuple[str, ...] = ()


def read_facts(path: str, data: bytes) -> Facts:
    """The facts of one file of the site; the path's ending says how it is read."""
    reader = READERS.get(path.rpartition(".")[2])
    if not data:
        return Facts(wrong=("is empty",))
    return reader(data) if reader else Facts()


def _page(data: bytes) -> Facts:
    document = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    elements = [(element.tag, element.attrib) for element in document.iter(etree.Element)]
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    wrong = [f'has the id "{id_}" twice' for id_ in {id_ for id_ in ids if ids.count(id_) > 1}]
    wrong += [fault for tag, attributes in elements for fault in _forbidden(tag, attributes)]
    if not document.get("lang"):
        wrong.append("has no language")
    if not (document.findtext(".//title") or "").strip():
        wrong.append("has no title")
    if not data.rstrip().endswith(b"</html>"):
        wrong.append("ends in the middle")
    links = [link for tag, attributes in elements for link in _linked(tag, attributes)]
    loads = [load for tag, attributes in elements for load in _loaded(tag, attributes)]
    moved_to = next((link for tag, attributes in elements if (link := _refreshed(tag, attributes))), "")
    is_listed = not document.xpath("//meta[@name='robots'][contains(@content, 'noindex')]")
    links += [moved_to] if moved_to else []
    return Facts(tuple(links), tuple(loads), frozenset(ids), moved_to, is_listed, tuple(wrong))


def _linked(tag: str, attributes: etree._Attrib) -> Iterator[str]:
    """Where an element leads when somebody follows it."""
    if (tag in ("a", "area") and "href" in attributes) or (tag == "link" and not _is_loaded(attributes)):
        yield attributes.get("href", "")
    elif tag == "form":
        yield attributes.get("action", "")


def _is_loaded(attributes: etree._Attrib) -> bool:
    return bool(LOADED_LINKS & set(attributes.get("rel", "").split()))


def _refreshed(tag: str, attributes: etree._Attrib) -> str:
    """Where an element sends everybody on; "" for nowhere."""
    if tag != "meta" or attributes.get("http-equiv", "").lower() != "refresh":
        return ""
    match = REFRESH.match(attributes.get("content", ""))
    return match[1].strip() if match else ""


def _loaded(tag: str, attributes: etree._Attrib) -> Iterator[str]:
    """What an element makes a browser fetch."""
    if (tag in LOADING and (value := attributes.get(LOADING[tag]))) or (
        tag == "link" and _is_loaded(attributes) and (value := attributes.get("href"))
    ):
        yield value
    for name in ("srcset", "imagesrcset"):
        yield from (part.split()[0] for part in attributes.get(name, "").split(",") if part.strip())
    if poster := attributes.get("poster"):
        yield poster


def _forbidden(tag: str, attributes: etree._Attrib) -> Iterator[str]:
    """What the content security policy would keep from working. Source: CSP Level 3 §8.1."""
    if tag == "style" or "style" in attributes:
        yield f"has a style inside <{tag}>"
    if tag == "script" and "src" not in attributes and attributes.get("type", "") not in DATA_BLOCKS:
        yield "has a script inside the page"
    if handler := next((name for name in attributes if name.startswith("on")), ""):
        yield f"has {handler} on <{tag}>"
    if any(value.strip().lower().startswith("javascript:") for value in attributes.values()):
        yield f"has a script as address of <{tag}>"


def _style(data: bytes) -> Facts:
    return Facts(loads=tuple(CSS_URL.findall(data.decode())))


def _xml(data: bytes) -> Facts:
    """A feed, a sitemap or a drawing. Source: RSS 2.0, sitemaps.org protocol 0.9."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        return Facts(wrong=(f"is no XML: {error.msg}",))
    wrong = []
    if root.tag == "rss":
        guids = [guid.text for guid in root.iterfind(".//item/guid")]
        if root.find("channel/title") is None or root.find("channel/link") is None:
            wrong.append("is a feed without title or link")
        if len(guids) != len(set(guids)) or len(guids) != len(root.findall(".//item")):
            wrong.append("has items that readers cannot tell apart")
    names = ("link", "{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    links = tuple(element.text.strip() for element in root.iter(*names) if element.text and element.text.strip())
    return Facts(links, tuple(element.get("url", "") for element in root.iter("enclosure")), wrong=tuple(wrong))


def _calendar(data: bytes) -> Facts:
    """A calendar, with everything an invitation needs. Source: RFC 5545 §3.4, §3.6.1."""
    try:
        calendar = Calendar.from_ical(data)
    except ValueError as error:
        return Facts(wrong=(f"is no calendar: {error}",))
    wrong = [f"has a wrong line: {name}" for part in calendar.walk() for name, _ in getattr(part, "errors", ())]
    keys = []
    for part in (*calendar.walk("VEVENT"), *calendar.walk("VTODO")):
        if "UID" not in part or "DTSTAMP" not in part:
            wrong.append("has an entry without UID or DTSTAMP")
        keys.append((str(part.get("UID")), str(part["RECURRENCE-ID"].to_ical()) if "RECURRENCE-ID" in part else ""))
    if len(keys) != len(set(keys)):
        wrong.append("has two entries with one UID")
    unfolded = data.replace(b"\r\n ", b"")
    return Facts(tuple(link.decode() for link in ICS_URL.findall(unfolded)), wrong=tuple(wrong))


def _pdf(data: bytes) -> Facts:
    """A sheet: its head, and a tail that leads to its table of objects. Source: ISO 32000-1 §7.5.5."""
    start = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", data[-PDF_TAIL_BYTES:])
    if not data.startswith(b"%PDF-") or not start:
        return Facts(wrong=("is no whole PDF",))
    table = data[int(start[1]) : int(start[1]) + 40]
    return Facts() if re.match(rb"xref|\d+ \d+ obj", table) else Facts(wrong=("is a PDF whose table is missing",))


def _json(data: bytes) -> Facts:
    try:
        json.loads(data)
    except ValueError as error:
        return Facts(wrong=(f"is no JSON: {error}",))
    return Facts()


READERS: dict[str, Callable[[bytes], Facts]] = {
    "html": _page,
    "css": _style,
    "xml": _xml,
    "svg": _xml,
    "ics": _calendar,
    "pdf": _pdf,
    "json": _json,
    "webmanifest": _json,
}
