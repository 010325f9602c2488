"""Post: one article of an older site, as the readers of all these sites give it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from ...problems import LitfassError
from ...slug import slugify
from ..clean import line
from ..taken import Remark

LONGEST_STEM = 60
# of a text in HTML, which is longer than what people read of it
LONGEST_SOURCE = 1_000_000
HTML_ENDINGS = {".html", ".htm", ".rst"}  # docutils makes HTML of the last
# tags of template languages: {% … %}, {{< … >}}, {{ … }}
TEMPLATE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


class NoPosts(LitfassError):
    """There are no posts where they should be."""

    exitcode = 1


class NoAddress(LitfassError):
    """The form of old addresses names what is not known of a post; the text is that form."""

    exitcode = 1


@dataclass(frozen=True)
class Post:
    """One article of an older site: its name there, which never changes, its day, its old addresses such as "/2019/05/fest.html".

    `kind` says what it becomes here: "news", or "page" for what has no day.
    `folder` is where the files lie that it names without a stroke in front. `body` is Markdown, or HTML whose links are
    read from the address `base`.
    """

    name: str
    folder: Path
    title: str
    day: date
    addresses: tuple[str, ...]
    body: str
    kind: str = "news"
    summary: str = ""
    words: tuple[str, ...] = ()
    is_draft: bool = False
    is_html: bool = False
    base: str = ""
    # what its site filled in when it was built
    template: re.Pattern[str] | None = TEMPLATE
    # further names under which links lead to it, which cannot lead here
    aliases: tuple[str, ...] = ()
    # where its picture lies, and what is to be seen on it
    picture: tuple[str, str] | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def stem(self) -> str:
        """What its file is to be called: its day, unless it is a page, and the last part of its first address."""
        address = unquote(self.addresses[0]) if self.addresses else ""
        name = re.sub(r"(?:/index)?\.html?$|/$", "", address).rpartition("/")[2]
        own = slugify(name) or slugify(self.title) or "beitrag"
        return (own if self.kind == "page" else f"{self.day}-{own}")[:LONGEST_STEM].strip("-")


@dataclass(frozen=True)
class OldSite:
    """An older site: its folder, its posts, the hosts its own addresses have, and what is to be said of the rest of it."""

    root: Path
    posts: Iterable[Post]
    hosts: frozenset[str] = frozenset()
    remarks: tuple[Remark, ...] = ()


def of_file(path: Path, root: Path) -> dict[str, Any]:
    """What a post knows of the file it stands in: its name below the site's folder, and where its links begin."""
    return {
        "name": path.relative_to(root).as_posix(),
        "folder": path.parent,
        "is_html": path.suffix in HTML_ENDINGS,
    }


def kept(address: str) -> str:
    """An old address as `formerly` takes it: a folder's ends with a slash."""
    path = "/" + unquote(urlsplit(address).path).lstrip("/")
    path = re.sub(r"/index\.html?$", "/", path)
    return path if path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/"


def day_of(value: Any) -> date | None:
    """The day at the beginning of a date as front matters write it; None when there is none."""
    if isinstance(value, date):
        return value.date() if hasattr(value, "date") else value
    found = re.match(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", str(value or "").strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def words_of(value: Any) -> tuple[str, ...]:
    """Tags or categories, whether they are a list or a text with commas or spaces."""
    if isinstance(value, list | tuple):
        return tuple(line(str(one)) for one in value)
    return tuple(filter(None, (line(one) for one in str(value or "").split(","))))
