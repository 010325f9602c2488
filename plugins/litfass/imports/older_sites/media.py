"""Media: the pictures and documents of a WordPress site, as its export names them and as they lie beside it."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit

from ...read.walk import LIMIT_KB
from ..clean import unescaped_line
from .wxr import Item

# where people put a copy of the folder in which WordPress keeps its files
FOLDERS = ("uploads", "wp-content/uploads")
# WordPress shows small copies: fest-300x200.jpg of fest.jpg; of a very large one it keeps fest-scaled.jpg as well
SMALL = re.compile(r"-\d+x\d+(?=\.\w+$)")


@dataclass(frozen=True)
class Media:
    """The media of a site whose export lies in the folder `root`; `items` are those of its library, by their numbers."""

    root: Path
    items: dict[str, Item]
    # of the site's pages
    hosts: frozenset[str]

    @cached_property
    def folder(self) -> str:
        """Where its files lie below the root; "" when they do not."""
        return next((name for name in FOLDERS if (self.root / name).is_dir()), "")

    @cached_property
    def all_hosts(self) -> frozenset[str]:
        """The hosts of pages and files: some keep them apart."""
        return self.hosts | {host_of(item["attachment_url"]) for item in self.items.values()} - {""}

    def alt(self, number: str) -> str:
        """What the library says is to be seen on a picture."""
        return unescaped_line(self.items[number]["_wp_attachment_image_alt"]) if number in self.items else ""

    def address(self, written: str) -> str:
        """The address of a file's best copy that lies beside the export; another address as it is."""
        return self._found(written) or written

    def has(self, written: str) -> bool:
        """Whether the file under an address comes along."""
        return bool(self._found(written))

    def _found(self, written: str) -> str:
        name = self._name(written) if self.folder else ""
        if not name:
            return ""
        full = SMALL.sub("", name) if name not in self._own_names else name
        scaled = re.sub(r"(?=\.\w+$)", "-scaled", full)
        names = (scaled, full, name) if full != name else (name, scaled)
        for one in (normalize(form, name) for name in names for form in ("NFC", "NFD")):
            if self._is_fit(self.root / self.folder / one):
                return quote(f"/{self.folder}/{one}")
        return ""

    def _name(self, written: str) -> str:
        """The name of a file below the folder of all files; "" for what does not lie there."""
        try:
            path, host = unquote(urlsplit(written).path), host_of(written)
        except ValueError:
            return ""
        if host and host not in self.all_hosts:
            return ""
        before, _, name = path.partition("/uploads/")
        if not name and host and host not in self.hosts:
            name = before.lstrip("/")
        return "" if ".." in PurePosixPath(name).parts else name

    @cached_property
    def _own_names(self) -> frozenset[str]:
        """Names under which files were given, not made."""
        return frozenset(self._name(item["attachment_url"]) for item in self.items.values())

    @staticmethod
    def _is_fit(file: Path) -> bool:
        try:
            return file.is_file() and file.stat().st_size <= LIMIT_KB["picture"] * 1000
        except (OSError, ValueError):  # a name that no file can have
            return False


def host_of(address: str) -> str:
    """The host of an address, without "www."; "" for none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
