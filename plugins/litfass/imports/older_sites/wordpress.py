"""WordPress: posts and pages in its export, as far as everybody could read them or they were to be, and what is said of the rest."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from ..clean import unescaped_line
from ..taken import Remark
from .media import Media, host_of
from .post import LONGEST_SOURCE, OldSite, Post, day_of
from .wordpress_text import as_html, tidied
from .wxr import Export, Item, read_export

PUBLIC = {"publish", "future"}
DRAFTS = {"draft", "pending"}
# what WordPress keeps for itself: menus, styles, versions, patterns
INTERNAL = (
    "attachment",
    "nav_menu_item",
    "revision",
    "custom_css",
    "customize_changeset",
    "oembed_cache",
    "user_request",
)
# what becomes of its types here
KINDS = {"post": "news", "page": "page"}
NO_TOPICS = {"allgemein", "uncategorized"}


def site(path: Path) -> OldSite:
    """The site of which this file is the export; its pictures lie in a folder beside it.

    Raises:
        NoExport: it is none, or not whole.
        OSError: the file cannot be read.

    """
    path = path.resolve()
    export = read_export(path)
    library = {item["post_id"]: item for item in export.items if item["post_type"] == "attachment"}
    addresses = [one for one in export.addresses if host_of(one)]
    hosts = frozenset(map(host_of, addresses))
    media = Media(path.parent, library, hosts)
    texts = [item for item in export.items if item["post_type"] in KINDS]
    wanted = [item for item in texts if _may_come(item) and _has_what_it_needs(item)]
    remarks = tuple(_rest(export, texts, media, path.name))
    base = addresses[0] if addresses else ""
    return OldSite(path.parent, [_post(item, media, base) for item in wanted], media.all_hosts, remarks)


def _may_come(item: Item) -> bool:
    return item["status"] in PUBLIC | DRAFTS and not item["post_password"]


def _has_what_it_needs(item: Item) -> bool:
    """Whether news have a day, and pages a text: that of a list of posts has none."""
    return bool(item["content"].strip() if item["post_type"] == "page" else _day(item))


def _day(item: Item) -> date | None:
    """The day a post was published, or written last; drafts have none of the former."""
    try:
        sent = parsedate_to_datetime(item["pubDate"]).date()
    except (ValueError, TypeError, OverflowError):
        sent = None
    return day_of(item["post_date"]) or day_of(item["post_modified"]) or sent


def _title(item: Item) -> str:
    return unescaped_line(item["title"]) or item["link"] or item["post_id"]


def _post(item: Item, media: Media, base: str) -> Post:
    title, link = unescaped_line(item["title"]), item["link"] if host_of(item["link"]) else base
    address, home = urlsplit(link), urlsplit(base).path.rstrip("/")
    # a static site cannot lead on from "?p=123", in which WordPress puts drafts and sites that wanted it so
    leads_on = host_of(link) in media.hosts and not address.query and address.path.rstrip("/") != home
    addresses = [address.path, *(_with_slug(address.path, slug) for slug in item.old_slugs)] if leads_on else []
    left_out: list[str] = []
    source = tidied(item["content"])
    body = as_html(source[:LONGEST_SOURCE], media, left_out)
    remarks = [Remark(title, "template-left-out", {"value": ", ".join(left_out)})] if left_out else []
    if len(source) > LONGEST_SOURCE:
        remarks.append(Remark(title, "was-cut"))
    shown = media.items.get(item["_thumbnail_id"])
    words = (unescaped_line(one) for one in item.words)
    return Post(
        name=f"{host_of(base)}{home}/?p={item['post_id']}",
        folder=media.root,
        title=title,
        day=_day(item) or date.min,
        addresses=tuple(dict.fromkeys(addresses)),
        body=body,
        kind=KINDS[item["post_type"]],
        summary=unescaped_line(item["excerpt"]),
        words=tuple(one for one in words if one.casefold() not in NO_TOPICS),
        # of an old page much is no longer true, or was said by its template
        is_draft=item["status"] in DRAFTS or item["post_type"] == "page",
        is_html=True,
        base=link,
        template=None,
        aliases=(f"{home}/?p={item['post_id']}",),
        picture=(media.address(shown["attachment_url"]), media.alt(item["_thumbnail_id"])) if shown else None,
        remarks=tuple(remarks),
    )


def _with_slug(path: str, slug: str) -> str:
    """The address a text had when its last part was another one."""
    ending = "/" if path.endswith("/") else ""
    return f"{path.rstrip('/').rpartition('/')[0]}/{slug}{ending}"


def _rest(export: Export, posts: list[Item], media: Media, name: str) -> Iterable[Remark]:
    """What is said of what does not come: what was not for everybody, what has no day or no text, and things of other kinds."""
    closed = [_title(item) for item in posts if not _may_come(item)]
    if closed:
        yield Remark(name, "not-public", {"count": len(closed), "known": "; ".join(closed)})
    for item in posts:
        if _may_come(item) and not _has_what_it_needs(item):
            yield Remark(_title(item), "has-no-text" if item["post_type"] == "page" else "has-no-start")
    pages = [
        _title(item) for item in posts if item["post_type"] == "page" and _may_come(item) and item["content"].strip()
    ]
    if pages:
        yield Remark(name, "pages-are-drafts", {"count": len(pages), "known": "; ".join(pages)})
    others = Counter(item["post_type"] for item in export.items if item["status"] in PUBLIC | DRAFTS)
    for kind, count in sorted(others.items()):
        if kind not in {*INTERNAL, *KINDS, ""} and not kind.startswith(("wp_", "acf-")):
            yield Remark(name, "kind-left-out", {"count": count, "kind": kind})
    if not media.folder and any("/uploads/" in item["content"] or item["_thumbnail_id"] for item in posts):
        yield Remark(name, "no-uploads")
    if any(item["_thumbnail_id"] not in {"", *media.items} for item in posts):
        yield Remark(name, "no-library")
