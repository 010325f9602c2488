"""Kinds: what sort of file a path of the site is: how it is sent, how long it is kept, whether it gets smaller."""

import re
from typing import NamedTuple


class Kind(NamedTuple):
    """One sort of file; `pattern` is a regular expression that servers read too, searched in the whole link.

    `keep` is the value of Cache-Control. `is_open` says that other sites may read it with a script.
    """

    name: str
    pattern: str
    keep: str
    is_open: bool = False


# the content's hash is in the name: theme/litfass.1f3c9a20.css, bilder/fest-1f3c9a20-640.webp; an editor's
# plan-20261124.pdf is not meant. Without what Go's regular expressions, and so Caddy's, lack
HASHED = r"\.[0-9a-f]{8}\.(?:css|ico|js|mjs|png|svg|wasm|webp|woff2)$|-[0-9a-f]{8}-\d+\.(?:avif|jpg|png|webp)$"
# the first that fits counts
KINDS = (
    Kind("hashed", HASHED, "public, max-age=31536000, immutable"),
    # asked for again each time, so that a new one, or its end, comes at once
    Kind("worker", r"(?:/|^)sw\.js$", "no-cache"),
    Kind("page", r"(?:/|^|\.html)$", "public, max-age=300, must-revalidate"),
    Kind("dates", r"\.(?:ics|xml|json|csv)$", "public, max-age=900, must-revalidate", is_open=True),
    Kind("other", r"", "public, max-age=3600, must-revalidate"),
)
TYPES = {
    "avif": "image/avif",
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ico": "image/x-icon",
    "ics": "text/calendar; charset=utf-8",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "mjs": "text/javascript; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml; charset=utf-8",
    "zip": "application/zip",
}
SQUEEZED = {"css", "csv", "html", "ics", "js", "json", "mjs", "svg", "txt", "webmanifest", "xml"}


def kind_of(path: str) -> Kind:
    """The kind of a file of the site.

    >>> [kind_of(path).name for path in ("theme/a.0123abcd.css", "termine/index.html", "kalender/alle.ics", "x.pdf")]
    ['hashed', 'page', 'dates', 'other']
    """
    return next(kind for kind in KINDS if re.search(kind.pattern, path))


def is_page(path: str) -> bool:
    """Whether a file is a page that people open."""
    return path.endswith(".html")


def is_hashed(path: str) -> bool:
    """Whether a file's name holds its content's hash, so that it never changes."""
    return bool(re.search(HASHED, path))


def type_of(path: str) -> str:
    """The media type of a file. Source: IANA media types.

    >>> type_of("kalender/alle.ics")
    'text/calendar; charset=utf-8'
    """
    return TYPES.get(path.rpartition(".")[2].lower(), "application/octet-stream")


def is_squeezed(path: str) -> bool:
    """Whether a file is text that becomes smaller on its way."""
    return path.rpartition(".")[2].lower() in SQUEEZED
