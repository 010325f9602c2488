"""Servers: what a release asks of web servers, written for nginx, Apache, Caddy and hosts that read `_headers`.

All are made from the same three tables: policy.py (what a browser may do), kinds.py (how long a file is kept) and the
addresses that have moved. Two pages have headers of their own: the search, and the editors' desk when there is one. Nothing
here is served; see docs/publishing.md for where it goes.
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ...policy import POLICY, content_policy, desk_headers
from .apache import apache
from .caddy import caddy
from .hosts import headers_file, redirects_file
from .nginx import nginx_http, nginx_server
from .tables import MISSING


class Rooms(NamedTuple):
    """Addresses with a policy of their own: the search in each language, and the editors' desk.

    `backend` is where that desk saves to, as in the setting EDITING; empty when there is no desk.
    """

    search: str = "suche/"
    desk: str = "admin/"
    backend: Mapping[str, Any] = MappingProxyType({})


def server_files(
    files: Iterable[str],
    moved: Mapping[str, str],
    base: str,
    rooms: Rooms = Rooms(),  # noqa: B008 - it never changes
) -> dict[str, str]:
    """Names and texts of all settings; `moved` has links as keys and values, `base` is the path the site stands under."""
    special = {_page(rooms.search, any_language=True): {POLICY: content_policy(of_search=True)}}
    other = desk_headers(rooms.backend) if rooms.backend else {}
    special |= {_page(f"{base}/{rooms.desk}".lstrip("/")): other} if other else {}
    files = list(files)
    # by the folder of a further language
    missing = {
        f"{base}/{path.removesuffix(MISSING)}": f"{base}/{path}" for path in files if path.endswith(f"/{MISSING}")
    }
    return {
        "nginx-http.conf": nginx_http(moved, base, special, missing),
        "nginx-server.conf": nginx_server(),
        "apache.conf": apache(moved, base, special, missing),
        "Caddyfile": caddy(moved, base, special, missing),
        "_headers": headers_file(files, base, rooms.desk, other),
        "_redirects": redirects_file(moved, missing),
    }


def _page(address: str, *, any_language: bool = False) -> str:
    """A page as a regular expression; nginx and Apache ask again with the file's name."""
    return rf"{'' if any_language else '^'}/{re.escape(address)}(?:index\.html)?$"


def host_files(made: Mapping[str, str], hosts: Iterable[str]) -> dict[str, str]:
    """Those of the settings that a host reads from inside the site; `hosts` as in the setting HOST_FILES."""
    names = {"apache": {".htaccess": "apache.conf"}, "netlify": {"_headers": "_headers", "_redirects": "_redirects"}}
    return {name: made[source] for host in hosts for name, source in names[host].items()}
