"""Posts: articles of an older site become news of ours, under their day, with their old addresses leading to the new ones."""

import posixpath
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from filecmp import cmp
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from ..parse.characters import FORBIDDEN
from ..problems import LitfassError
from ..read.walk import PICTURE_ENDINGS
from ..site import Site
from ..slug import slugify
from .clean import LONGEST_TEXT, line, markdown
from .origin import topics_of
from .taken import Remark, Taken

LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'][^\"']*[\"'])?\s*\)")
# tags of template languages: {% … %}, {{< … >}}, {{ … }}
TEMPLATE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
ROOTED = re.compile(r"^\{(?:filename|static|attach|photo|image)\}|^\|(?:filename|static)\|")
HTML_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")


class NoPosts(LitfassError):
    """There are no posts where they should be."""

    exitcode = 1


class NoAddress(LitfassError):
    """The form of old addresses names what is not known of a post; the text is that form."""

    exitcode = 1


@dataclass(frozen=True)
class Post:
    """One article of an older site: its file there, its day, its old addresses such as "/2019/05/fest.html"."""

    path: Path
    title: str
    day: date
    addresses: tuple[str, ...]
    body: str
    summary: str = ""
    words: tuple[str, ...] = ()
    is_draft: bool = False

    @property
    def stem(self) -> str:
        """What its file is to be called: its day, and the last part of its first address."""
        name = re.sub(r"(?:/index)?\.html?$|/$", "", self.addresses[0]).rpartition("/")[2]
        return f"{self.day}-{slugify(name) or slugify(self.title) or 'beitrag'}"[:80].strip("-")


@dataclass
class Moving:
    """What has to be known while posts move: where their site lies, where pictures go, and which come along, by their new names."""

    root: Path
    posts: list[Post]
    images: Path
    pictures: dict[Path, str] = field(default_factory=dict)

    def name_of(self, picture: Path) -> str:
        """The name a picture gets: its own, with a number where another picture has that, here or in the content."""
        if picture not in self.pictures:
            stem, number = slugify(picture.stem) or "bild", 1
            name = f"{stem}{picture.suffix.lower()}"
            while name in self.pictures.values() or not self._is_free(name, picture):
                number += 1
                name = f"{stem}-{number}{picture.suffix.lower()}"
            self.pictures[picture] = name
        return self.pictures[picture]

    def _is_free(self, name: str, picture: Path) -> bool:
        there = self.images / name
        return not there.exists() or cmp(there, picture, shallow=False)


def as_news(
    root: Path, posts: Iterable[Post], site: Site, content: Path
) -> tuple[list[Taken], list[Remark], dict[Path, str]]:
    """The posts as news, what is to be said about them, and the pictures they show, by the name they are to get.

    Raises:
        NoPosts: there are none.

    """
    moving = Moving(root, sorted(posts, key=lambda post: (post.day, str(post.path))), content / "images")
    if not moving.posts:
        raise NoPosts("no-posts")
    taken = [_news(post, moving, site) for post in moving.posts]
    return taken, [], moving.pictures


def copy_pictures(pictures: Mapping[Path, str], content: Path) -> None:
    """Put pictures into content/images; one that is there stays."""
    for source, name in pictures.items():
        target = content / "images" / name
        target.parent.mkdir(exist_ok=True)
        if not target.exists():
            shutil.copyfile(source, target)


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


def _news(post: Post, moving: Moving, site: Site) -> Taken:
    remarks: list[Remark] = []
    body = _body(post, moving, remarks)
    fields: dict[str, Any] = {
        "title": line(post.title)[:200] or post.stem,
        "formerly": [_kept(one) for one in dict.fromkeys(post.addresses)],
    }
    if summary := line(HTML_TAG.sub("", post.summary)):
        fields["summary"] = summary if len(summary) <= 200 else summary[:199].rsplit(" ", 1)[0] + "…"  # noqa: PLR2004 - the model's limit
    if topics := topics_of(post.words, site):
        fields["topics"] = topics
    if post.is_draft:
        fields["draft"] = "yes"
    relative = post.path.relative_to(moving.root).as_posix()
    return Taken(f"post:{relative}", "news", fields, body, name=post.stem, remarks=tuple(remarks))


def _kept(address: str) -> str:
    """An old address as `formerly` takes it: a folder's ends with a slash."""
    path = "/" + unquote(urlsplit(address).path).lstrip("/")
    path = re.sub(r"/index\.html?$", "/", path)
    return path if path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/"


def _body(post: Post, moving: Moving, remarks: list[Remark]) -> str:
    """The text with links that lead where they did; what only the old site could do is taken out and said."""
    text = FORBIDDEN.sub("", post.body.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))
    if post.path.suffix in {".html", ".htm", ".rst"}:
        text = markdown(text)
    if TEMPLATE.search(text):
        remarks.append(Remark(post.title, "template-left-out", {"value": line(TEMPLATE.search(text)[0])[:60]}))
        text = TEMPLATE.sub("", text)
    text = LINK.sub(lambda match: _link(match, post, moving, remarks), text)
    if len(text) > LONGEST_TEXT * 5:
        remarks.append(Remark(post.title, "was-cut", {}))
        text = text[: LONGEST_TEXT * 5].rsplit("\n", 1)[0]
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _link(match: re.Match[str], post: Post, moving: Moving, remarks: list[Remark]) -> str:
    is_picture, words, written = bool(match[1]), match[2], match[3]
    if re.match(r"(?:https?:)?//|mailto:|tel:|#", written):
        if is_picture:
            remarks.append(Remark(post.title, "picture-elsewhere", {"value": written[:80]}))
            return f"[{words or 'Bild'}](<{written}>)" if written.startswith("http") else words
        return match[0] if not written.startswith("//") else f"[{words}](<https:{written}>)"
    file = _file(ROOTED.sub("", unquote(written.partition("#")[0])), post, moving)
    if is_picture:
        if file is None or file.suffix.lower() not in PICTURE_ENDINGS or not words.strip():
            remarks.append(Remark(post.title, "picture-left-out", {"value": written[:80]}))
            return ""
        return f"![{words}](../images/{moving.name_of(file)})"
    other = next(
        (
            one
            for one in moving.posts
            if one.path == file or _kept(written.partition("#")[0]) in map(_kept, one.addresses)
        ),
        None,
    )
    if other:
        return f"[{words}]({other.stem}.md)"
    remarks.append(Remark(post.title, "link-left-out", {"value": written[:80]}))
    return words


def _file(written: str, post: Post, moving: Moving) -> Path | None:
    """The file of the old site that a link names; None when it has none, or it lies outside."""
    near = [post.path.parent, moving.root]
    tries = [moving.root / name for name in ("", "static", "content", "assets")] if written.startswith("/") else near
    for base in tries:
        file = Path(posixpath.normpath((base / written.lstrip("/")).as_posix()))
        if file.is_relative_to(moving.root) and file.is_file() and not file.is_symlink():
            return file
    return None
