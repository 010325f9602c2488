"""Relative: pages whose links need no server, for an archive or a report in a folder of its own.

Works on finished bytes, after render and before write; knows HTML and CSS just enough to find addresses in them.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from html import escape, unescape
from posixpath import dirname, relpath
from urllib.parse import quote

from ..address import Addresses

TAG = re.compile(r"<(?:a|link|img|script|source)\b[^>]*>")
REFRESH = re.compile(r'(<meta http-equiv="refresh" content="0; url=)([^"]*)(?=")')
ADDRESS = re.compile(r'\b(href|src|srcset)="([^"]*)"')
IN_STYLE = re.compile(r'url\("?(/[^")]+)"?\)')


@dataclass(frozen=True)
class Relative:
    """Makes the links of files relative.

    `known` are the paths of all files there are. Another link of the site leads to the public address when it `leads_out`,
    else it is no link any more: an `a` without href stays as text, a `link` goes. Source: HTML Living Standard, 4.6.1.
    """

    addresses: Addresses
    known: AbstractSet[str]
    leads_out: bool

    def finished(self, path: str, data: bytes) -> bytes:
        """The bytes of the file at `path` with relative links."""
        if path.endswith(".html"):
            text = REFRESH.sub(lambda match: match[1] + self._moved(unescape(match[2]), path), data.decode())
            return TAG.sub(lambda match: self._tag(match[0], path), text).encode()
        if path.endswith(".css"):
            return IN_STYLE.sub(
                lambda match: f'url("{self._near(match[1], path) or match[1]}")', data.decode()
            ).encode()
        return data

    def _moved(self, link: str, path: str) -> str:
        """Where a page of an old address leads, seen from `path`."""
        return escape(self._near(link, path) or link)

    def _tag(self, text: str, path: str) -> str:
        """An element with its addresses seen from `path`; "" for a `link` that leads nowhere."""
        addresses = ((name, unescape(value)) for name, value in ADDRESS.findall(text))
        if text.startswith("<link") and any(self._attribute(*one, path) == "" for one in addresses):
            return ""
        return ADDRESS.sub(lambda match: self._attribute(match[1], unescape(match[2]), path), text)

    def _attribute(self, name: str, value: str, path: str) -> str:
        """An attribute with its addresses seen from `path`; "" for one that leads nowhere."""
        if name == "srcset":
            parts = (part.partition(" ") for part in value.split(", "))
            near = ", ".join((self._near(link, path) or link) + space + width for link, space, width in parts)
        else:
            near = self._near(value, path)
        return "" if near is None else f'{name}="{escape(near)}"'

    def _near(self, link: str, path: str) -> str | None:
        """A link seen from `path`; None when what it leads to is not there, and it does not lead out."""
        target, mark, anchor = link.partition("#")
        if not target.startswith("/") or target.startswith("//"):
            return link
        file = self.addresses.save_as(target.partition("?")[0])
        if file in self.known:
            return quote(relpath(file, dirname(path) or ".")) + mark + anchor
        return self.addresses.absolute(link) if self.leads_out else None
