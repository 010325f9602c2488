"""Policy: what a browser may load and do on our pages: the one table that servers' headers and pages are made from.

Source: CSP Level 3, RFC 6797 (HSTS), W3C Referrer Policy, W3C Permissions Policy.
"""

# nothing that is not named; nothing from anywhere else; no script, style or handler inside a page
CONTENT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# the page of the search runs Pagefind's program, which is WebAssembly. Source: CSP Level 3, 4.3
SEARCH_SCRIPTS = "'self' 'wasm-unsafe-eval'"
# what a browser passes over, with a complaint, when a page says it about itself
ONLY_AS_HEADER = {"frame-ancestors"}
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


def security_headers() -> dict[str, str]:
    """What every answer of a server carries, by the header's name."""
    return {
        "Content-Security-Policy": content_policy(),
        # a year, as browsers ask; not for other names below this one, for they are not ours
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{ability}=()" for ability in REFUSED_ABILITIES),
        "Cross-Origin-Opener-Policy": "same-origin",
    }
