"""WXR: the file in which WordPress writes down a whole site, an RSS feed with all its posts, pages and media.

Comments, people and their mail addresses stand in it too; nobody asks for them. Source: WordPress, wp-admin/includes/export.php
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from ...parse.characters import FORBIDDEN
from ...problems import LitfassError
from ..clean import decoded

LARGEST_MB = 200
ZIP = b"PK\x03\x04"
PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*+(?=<rss\b)", re.DOTALL)
SITE = ("wxr_version", "base_site_url", "base_blog_url")
# fields of ours, by the names of their elements; the first of a name counts
FIELDS = (
    *("title", "link", "pubDate", "content", "excerpt", "post_id", "post_type", "status", "post_password"),
    *("post_date", "post_modified", "attachment_url"),
)
META = ("_thumbnail_id", "_wp_attachment_image_alt")
# the last part of an address that a text had before; there may be several
OLD_SLUG = "_wp_old_slug"


class NoExport(LitfassError):
    """The file is no export of WordPress that can be read; `name` is the sentence that says why, with its values."""

    exitcode = 1

    def __init__(self, name: str, **values: int) -> None:
        super().__init__(name)
        self.name, self.values = name, values


@dataclass(frozen=True)
class Item:
    """A post, a page, a picture: what it says, by the names of fields and meta fields, its categories and tags, and old slugs."""

    said: dict[str, str]
    words: tuple[str, ...]
    old_slugs: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> str:
        return self.said.get(name, "")


@dataclass(frozen=True)
class Export:
    """All items of an export, and the addresses of the site."""

    items: list[Item]
    addresses: tuple[str, ...]


def read_export(path: Path) -> Export:
    """What stands in an export.

    Raises:
        NoExport: it is none, or not whole.
        OSError: the file cannot be read.

    """
    if path.stat().st_size > LARGEST_MB * 1_000_000:
        raise NoExport("export-too-big", limit=LARGEST_MB)
    data = path.read_bytes()
    if data.startswith(ZIP):
        raise NoExport("export-in-zip")
    text = FORBIDDEN.sub("", decoded(data))  # WordPress writes what editors pasted, also what XML may not hold
    # no DTD may stand before the first element, and so there are no entities that could grow or fetch
    if not PROLOG.match(text):
        raise NoExport("no-export")
    try:
        return _export(text.encode())
    except etree.XMLSyntaxError as error:
        raise NoExport("export-broken", line=error.lineno or 1) from None


def _export(data: bytes) -> Export:
    site: dict[str, str] = {}
    items: list[Item] = []
    parser = etree.iterparse(
        io.BytesIO(data),
        tag=("{*}item", *(f"{{*}}{name}" for name in SITE)),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,  # a picture in the middle of a text is longer than the 10 MB that are usual
    )
    for _, element in parser:
        name = _name(element)
        if name != "item":
            site.setdefault(name, (element.text or "").strip())
            continue
        items.append(Item(dict(_said(element)), tuple(_words(element)), tuple(_old_slugs(element))))
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    if "wxr_version" not in site:
        raise NoExport("no-export")
    return Export(items, tuple(filter(None, (site.get("base_blog_url"), site.get("base_site_url")))))


def _name(element: etree._Element) -> str:
    """An element's name; of the two that are called "encoded", its namespace's."""
    if not isinstance(element.tag, str):
        return ""
    found = etree.QName(element)
    if found.localname == "encoded":
        return "excerpt" if "/excerpt" in (found.namespace or "") else "content"
    return str(found.localname)


def _said(item: etree._Element) -> Iterator[tuple[str, str]]:
    known = set()
    for child in item:
        name, value = _name(child), child.text or ""
        if name == "postmeta":
            name, value = _meta(child)
            if name not in META:
                continue
        elif name not in FIELDS:
            continue
        if name not in known:
            known.add(name)
            yield name, value if name == "content" else value.strip()


def _words(item: etree._Element) -> Iterator[str]:
    for child in item:
        if _name(child) == "category" and child.get("domain") in {"category", "post_tag"} and child.text:
            yield child.text


def _old_slugs(item: etree._Element) -> Iterator[str]:
    for child in item:
        if _name(child) == "postmeta":
            name, value = _meta(child)
            if name == OLD_SLUG and value.strip():
                yield value.strip()


def _meta(element: etree._Element) -> tuple[str, str]:
    """Name and value of a meta field."""
    pair = {_name(one): one.text or "" for one in element}
    return pair.get("meta_key", ""), pair.get("meta_value", "")
