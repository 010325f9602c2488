"""Moving: where links and pictures of an older site's posts lead, once they stand here, and which of its files come along."""

import posixpath
import re
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from filecmp import cmp
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from ..model import FOLDERS
from ..read.walk import DOCUMENT_ENDINGS, LIMIT_KB, PICTURE_ENDINGS
from ..slug import slugify
from .older_sites.post import OldSite, Post, kept
from .taken import Remark

LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*(?:<([^<>\n]*)>|([^)\s>]+))(?:\s+[\"'][^\"']*[\"'])?\s*\)")
ROOTED = re.compile(r"^\{(?:filename|static|attach|photo|image)\}|^\|(?:filename|static)\|")
# "{% post_url 2019-05-03-fest %}" of Jekyll and "{{< ref "fest.md" >}}" of Hugo, which stand for another post's address
POST_TAG = re.compile(
    r"\{%-?\s*(?:post_url|link)\s+([^\s%]+)\s*-?%\}|\{\{[<%]\s*(?:rel)?ref\s+[\"']?([^\s\"'#]+)[\"']?\s*[%>]\}\}"
)
# by the folder of the content that takes them
TAKEN_ENDINGS = {"images": PICTURE_ENDINGS, "documents": DOCUMENT_ENDINGS}
LIMITS = {"images": LIMIT_KB["picture"], "documents": LIMIT_KB["document"]}


@dataclass
class Moving:
    """What has to be known while posts move: their site, what they are called here, and which files come along, by their paths here."""

    old: OldSite
    # what a post's file here is called, by the post's name there
    stems: Mapping[str, str]
    posts: list[Post]
    content: Path
    files: dict[Path, str] = field(default_factory=dict)

    def linked(self, text: str, post: Post, remarks: list[Remark]) -> str:
        """A text whose links lead where they did; what they lose is said."""
        return LINK.sub(lambda match: self._link(match, post, remarks), text)

    def addressed(self, text: str) -> str:
        """A text in which the tags that stand for another post have its address; those of none stay."""
        return POST_TAG.sub(lambda match: self._named(match[1] or match[2]) or match[0], text)

    def _named(self, written: str) -> str:
        """The address of the post that is called so there, with or without its folders and its ending; "" for none."""
        asked = "/" + written.strip("/").removesuffix(".md").removesuffix("/index")
        alike = self._by_last_name.get(asked.rpartition("/")[2], ())
        return next((address for name, address in alike if name.endswith(asked)), "")

    @cached_property
    def _by_last_name(self) -> dict[str, list[tuple[str, str]]]:
        """Each post's whole name there, without its ending, and its address, by the last part of that name."""
        found: dict[str, list[tuple[str, str]]] = {}
        for post in self.posts:
            name = f"/{PurePosixPath(post.name).with_suffix('')}".removesuffix("/index")
            if post.addresses:
                found.setdefault(name.rpartition("/")[2], []).append((name, post.addresses[0]))
        return found

    def picture(self, written: str, post: Post) -> str:
        """The name in content/images of a picture that comes along; "" for none."""
        file = self._file(self._rooted(written), post)
        return self._name_of(file, "images").removeprefix("images/") if file else ""

    @cached_property
    def _by_address(self) -> dict[str, Post]:
        found: dict[str, Post] = {}
        for post in self.posts:
            for address in post.addresses:
                found.setdefault(kept(address), post)
            for alias in post.aliases:
                found.setdefault(alias, post)
        return found

    @cached_property
    def _by_file(self) -> dict[Path, Post]:
        return {self.old.root / post.name: post for post in self.posts}

    def _link(self, match: re.Match[str], post: Post, remarks: list[Remark]) -> str:
        is_picture, words, written = bool(match[1]), match[2], match[3] or match[4] or ""
        target = self._rooted(written)
        if not is_picture and "![" in words:  # a picture that is a link
            words = self.linked(words, post, remarks)
            if not words.strip() or PurePosixPath(_path(target)).suffix.lower() in PICTURE_ENDINGS:
                return words  # it led to itself in large
        if re.match(r"(?:https?:)?//|mailto:|tel:|#", target):
            if is_picture:
                remarks.append(Remark(post.title, "picture-elsewhere", {"value": written[:80]}))
                return f"[{words or 'Bild'}](<{written}>)" if written.startswith("http") else words
            if words == match[2] and not written.startswith("//"):
                return match[0]
            return f"[{words}](<{'https:' * written.startswith('//')}{written}>)"
        path = self._picture_path(target, words, post) if is_picture else self._page_path(target, post)
        if not path:
            name = "picture-left-out" if is_picture else "link-left-out"
            remarks.append(Remark(post.title, name, {"value": target[:80]}))
            return "" if is_picture else words
        return f"{match[1]}[{words}]({path})"

    def _picture_path(self, target: str, alt: str, post: Post) -> str:
        """The way from a news item to a picture of the old site; "" when it does not come, or nobody described it."""
        file = self._file(target, post)
        name = self._name_of(file, "images") if file and alt.strip() else ""
        return f"../{name}" if name else ""

    def _page_path(self, target: str, post: Post) -> str:
        """The way from a news item to what the old site had under an address; "" when it did not come."""
        if target == "/":  # the home page is one here too
            return target
        other = self._at(target)
        file = None if other else self._file(target, post)
        if other := other or (self._by_file.get(file) if file else None):
            folder = "" if other.kind == post.kind else f"../{FOLDERS[other.kind]}/"
            return f"{folder}{self.stems[other.name]}.md"
        name = self._name_of(file, "documents") if file else ""
        return f"../{name}" if name else ""

    def _at(self, address: str) -> Post | None:
        return self._by_address.get(address) or self._by_address.get(kept(address.partition("#")[0]))

    def _rooted(self, written: str) -> str:
        """An address of the old site itself without its host; another as it is."""
        try:
            parts = urlsplit(written)
            host = (parts.hostname or "").removeprefix("www.")
        except ValueError:
            return written
        if host not in self.old.hosts or parts.scheme not in {"http", "https", ""}:
            return written
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def _file(self, written: str, post: Post) -> Path | None:
        """The file of the old site that a link names; None when it has none, or it lies outside."""
        path = ROOTED.sub("", unquote(_path(written)))
        near = [post.folder, self.old.root]
        tries = [self.old.root / name for name in ("", "static", "content", "assets")] if path.startswith("/") else near
        for base in tries:
            file = Path(posixpath.normpath((base / path.lstrip("/")).as_posix()))
            if (
                file.is_relative_to(self.old.root)
                and _is_plain_file(file)
                and file.resolve().is_relative_to(self.old.root)
            ):
                return file
        return None

    def _name_of(self, file: Path, folder: str) -> str:
        """The path in the content a file gets: its own name, with a number where another has that; "" for what may not be there."""
        if file.suffix.lower() not in TAKEN_ENDINGS[folder] or file.stat().st_size > LIMITS[folder] * 1000:
            return ""
        if file not in self.files:
            stem, ending, number = slugify(file.stem) or "bild", file.suffix.lower(), 1
            name = f"{folder}/{stem}{ending}"
            while name in self.files.values() or not self._is_free(name, file):
                number += 1
                name = f"{folder}/{stem}-{number}{ending}"
            self.files[file] = name
        return self.files[file]

    def _is_free(self, name: str, file: Path) -> bool:
        there = self.content / name
        return not there.exists() or cmp(there, file, shallow=False)


def _path(address: str) -> str:
    """An address without what stands behind its path."""
    return re.split(r"[?#]", address, maxsplit=1)[0]


def _is_plain_file(file: Path) -> bool:
    """Whether it is there and no link; False as well for a name that no file can have."""
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except (OSError, ValueError):
        return False


def copy_files(files: Mapping[Path, str], content: Path) -> None:
    """Put files into the content; one that is there stays."""
    for source, name in files.items():
        target = content / name
        target.parent.mkdir(exist_ok=True)
        if not target.exists():
            shutil.copyfile(source, target)
