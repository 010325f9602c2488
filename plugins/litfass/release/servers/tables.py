"""Tables: what the rules for all servers are made from, besides policy.py and kinds.py."""

from collections.abc import Iterable, Mapping

from ...policy import OPENER, POLICY, security_headers

HEAD = "# Made by Litfass with this release; changes are lost. How to use it: docs/publishing.md\n"
# what a server shows instead of what it does not find, one for each language
MISSING = "404.html"
# headers that are other for some pages, as nginx names them
VARIES = {POLICY: "litfass_policy", OPENER: "litfass_opener"}
# pages by a regular expression, and their headers that are other than everywhere
Special = Mapping[str, Mapping[str, str]]


def old_links(moved: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Old links with and without the slash at their end; servers must be asked before they look for a folder."""
    for old, new in moved.items():
        yield old, new
        if old.endswith("/") and old != "/":
            yield old.removesuffix("/"), new


def same_everywhere() -> Iterable[tuple[str, str]]:
    """Headers that all pages have alike."""
    return ((name, value) for name, value in security_headers().items() if name not in VARIES)


def quoted(link: str) -> str:
    """A link in quotes, as nginx and Caddy read it; none of ours has one in it."""
    return f'"{link}"'


def bare(type_: str) -> str:
    """A media type without its parameters."""
    return type_.partition(";")[0]
