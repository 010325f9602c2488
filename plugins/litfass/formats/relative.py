"""Relative: pages whose links need no server, for an archive or a report in a folder of its own.

Works on finished bytes, after render and before write; knows HTML and CSS just enough to find addresses in them.
"""

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from html import escape, unescape
from posixpath import dirname, relpath
from urllib.parse import quote

from ..address import Addresses

TAG = re.compile(r"<(?:a|link|img|script|source)\b[^>]*>")
ADDRESS = re.compile(r'\b(href|src|srcset)="([^"]*)"')
IN_STYLE = re.compile(r'url\("?(/[^")]+)"?\)')


def relative_to(addresses: Addresses, known: AbstractSet[str], *, leads_out: bool) -> Callable[[str, bytes], bytes]:
    """Make the function that turns a file's bytes, given its path, into bytes with relative links.

    `known` are the paths of all files there are. Another link of the site leads to the public address when `leads_out`,
    else it is no link any more: an `a` without href stays as text, a `link` goes. Source: HTML Living Standard, 4.6.1.
    """

    def near(link: str, path: str) -> str | None:
        target, mark, anchor = link.partition("#")
        if not target.startswith("/") or target.startswith("//"):
            return link
        file = addresses.save_as(target.partition("?")[0])
        if file in known:
            return quote(relpath(file, dirname(path) or ".")) + mark + anchor
        return addresses.absolute(link) if leads_out else None

    def tag(text: str, path: str) -> str:
        gone = False

        def attribute(match: re.Match[str]) -> str:
            nonlocal gone
            name, value = match[1], unescape(match[2])
            if name == "srcset":
                parts = [part.split(" ") for part in value.split(", ")]
                return (
                    f'srcset="{escape(", ".join(" ".join([near(one[0], path) or one[0], *one[1:]]) for one in parts))}"'
                )
            found = near(value, path)
            gone = gone or found is None
            return "" if found is None else f'{name}="{escape(found)}"'

        changed = ADDRESS.sub(attribute, text)
        return "" if gone and text.startswith("<link") else changed

    def finish(path: str, data: bytes) -> bytes:
        if path.endswith(".html"):
            return TAG.sub(lambda match: tag(match[0], path), data.decode()).encode()
        if path.endswith(".css"):
            return IN_STYLE.sub(lambda match: f'url("{near(match[1], path) or match[1]}")', data.decode()).encode()
        return data

    return finish
