"""Address: under which address each thing and list stands; the only place that makes one."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from .model import Thing

# the last part of the address of a kind of deadline
DUE_SLUGS = {
    "registration": "anmeldung",
    "fund": "fonds",
    "call": "aufrufe",
    "survey": "umfragen",
    "committee": "gremien",
    "editorial": "redaktion",
}

# what is the same in every language and has one address only
SHARED = frozenset(
    {
        "picture",
        "print_picture",
        "favicon",
        "touch_icon",
        "icon",
        "icon_svg",
        "document",
        "video",
        "asset",
        "data_json",
        "data_csv",
        "sitemap",
        "robots",
        "security",
        "admin",
        "worker",
    }
)


@dataclass(frozen=True)
class Addresses:
    """Addresses from the patterns of the setting ADDRESSES, below the public `url` of the site.

    `prefix` is "" for the first language, "tr/" for a further one: in it every address begins with that.
    """

    patterns: dict[str, str]
    url: str
    prefix: str = ""
    # links made so far: a page asks for the same ones a hundred times
    _made: dict[tuple[Any, ...], str] = field(default_factory=dict, init=False, compare=False, repr=False)

    @cached_property
    def base(self) -> str:
        """The path the site stands under: "" or "/quartier", never with a slash at its end."""
        return urlsplit(self.url).path.rstrip("/")

    def relative(self, name: str, /, **parts: Any) -> str:
        """An address as in the patterns, without base and leading slash: "termine/2026/12/"."""
        return ("" if name in SHARED else self.prefix) + self.patterns[name].format(**parts)

    def to(self, name: str, /, **parts: Any) -> str:
        """A link from any page of the site: "/termine/2026/12/"."""
        key = (name, *parts.items())
        if key not in self._made:
            self._made[key] = f"{self.base}/{quote(self.relative(name, **parts))}"
        return self._made[key]

    def of(self, thing: Thing) -> str:
        """The link to a thing's page."""
        return self.to(thing.kind, **thing.address_parts())

    def former(self, thing: Thing, old: str) -> str:
        """The link a thing had: `old` is the last part of an address, or a whole path of an older site."""
        if old.startswith("/"):
            return f"{self.base}/{quote(f'{self.prefix}{old[1:]}')}"
        return self.to(thing.kind, **thing.address_parts() | {"slug": old})

    def to_due(self, name: str, kind: str) -> str:
        """The link to what there is of a kind of deadline."""
        return self.to(name, slug=DUE_SLUGS[kind])

    def absolute(self, link: str) -> str:
        """A link of this site with the public host: for feeds, calendars and print."""
        if not link.startswith("/"):
            return link
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}{link}"

    def in_language(self, language: str, first: str) -> "Addresses":
        """The addresses in one of the site's languages."""
        return replace(self, prefix="" if language == first else f"{language}/")

    def moved_to(self, other: "Addresses", link: str) -> str:
        """The link under which another language has the page that this one has under `link`."""
        return f"{other.base}/{other.prefix}{link.removeprefix(f'{self.base}/').removeprefix(self.prefix)}"

    def of_path(self, path: str) -> str:
        """The link to a path as texts write it: "/termine/"; in a further language that language's page."""
        is_shared = any(path[1:].startswith(self.patterns[name].partition("{")[0]) for name in SHARED)
        return self.base + (path if is_shared or not self.prefix else f"/{self.prefix}{path[1:]}")

    def save_as(self, link: str) -> str:
        """The file a link is answered from, relative to the output folder."""
        path = unquote(link.removeprefix(self.base)).lstrip("/")
        return f"{path}index.html" if path == "" or path.endswith("/") else path

    def reserved(self) -> set[str]:
        """First parts of addresses the site itself uses; no page may take one."""
        names = {pattern.partition("/")[0] for pattern in self.patterns.values() if not pattern.startswith("{")}
        return {name for name in names if name and "{" not in name}

    def fixed(self) -> set[str]:
        """Links of the lists that always exist."""
        return {f"{self.base}/{pattern}" for pattern in self.patterns.values() if "{" not in pattern}
