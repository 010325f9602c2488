"""Policy: what a browser may load and do on our pages: the one table that servers' headers and pages are made from.

Source: CSP Level 3, RFC 6797 (HSTS), W3C Referrer Policy, W3C Permissions Policy.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

POLICY = "Content-Security-Policy"
OPENER = "Cross-Origin-Opener-Policy"
# nothing that is not named; nothing from anywhere else; no script, style or handler inside a page
CONTENT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# the page of the search runs Pagefind's program, which is WebAssembly. Source: CSP Level 3, 4.3
SEARCH_SCRIPTS = "'self' 'wasm-unsafe-eval'"
# what a browser passes over, with a complaint, when a page says it about itself
ONLY_AS_HEADER = {"frame-ancestors"}
# what the editors' desk needs besides: Decap compiles the check of its settings, sets its styles by script, and shows and
# sends pictures by way of blobs; each was found by leaving it out in Chromium (decisions/0054)
DESK = {
    "script-src": "'self' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' blob:",
    "connect-src": "'self' blob:",
}
# whom Decap asks when its settings name no address
GIT_HOSTS = {"github": "https://api.github.com", "gitlab": "https://gitlab.com"}
REFUSED_ABILITIES = ("browsing-topics", "camera", "geolocation", "microphone", "payment", "usb")


def content_policy(*, as_meta: bool = False, of_search: bool = False) -> str:
    """The content security policy as one line; as a page may say it about itself, or as a server says it.

    That `of_search` is for the page of the search only.

    >>> content_policy(as_meta=True)[:35]
    "default-src 'none'; script-src 'sel"
    """
    content = CONTENT | ({"script-src": SEARCH_SCRIPTS} if of_search else {})
    parts = (f"{name} {value}" for name, value in content.items() if not (as_meta and name in ONLY_AS_HEADER))
    return "; ".join(parts)


def desk_headers(backend: Mapping[str, Any]) -> dict[str, str]:
    """What is other at the editors' desk, by the header's name; `backend` as in the setting EDITING.

    It may talk to the Git host it saves to, and keep the window in which that lets people log in. Source: decapcms.org,
    Backends.
    """
    name = str(backend.get("name", ""))
    usual = [GIT_HOSTS[name]] if name in GIT_HOSTS and "api_root" not in backend else []
    hosts = list(dict.fromkeys([*usual, *_hosts(backend)]))
    content = CONTENT | DESK | {"connect-src": " ".join([DESK["connect-src"], *hosts])}
    return {
        POLICY: "; ".join(f"{key} {value}" for key, value in content.items()),
        OPENER: "same-origin-allow-popups",
    }


def _hosts(backend: Mapping[str, Any]) -> list[str]:
    """The origins of all addresses in a backend's settings."""
    parts = [urlsplit(value) for value in backend.values() if isinstance(value, str)]
    return [f"{one.scheme}://{one.netloc}" for one in parts if one.scheme in ("http", "https")]


def security_headers() -> dict[str, str]:
    """What every answer of a server carries, by the header's name."""
    return {
        POLICY: content_policy(),
        # a year, as browsers ask; not for other names below this one, for they are not ours
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{ability}=()" for ability in REFUSED_ABILITIES),
        OPENER: "same-origin",
    }
