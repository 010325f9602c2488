"""Rules for Apache 2.4."""

import re
from collections.abc import Mapping

from ...policy import security_headers
from ..kinds import KINDS, SQUEEZED, TYPES
from .tables import HEAD, MISSING, Special, bare, old_links

# smaller copies, by their encoding
PRECOMPRESSED = (("br", ".br"), ("gzip", ".gz"))


def apache(moved: Mapping[str, str], base: str, special: Special, missing: Mapping[str, str]) -> str:
    """Rules for Apache 2.4, as .htaccess or in a <Directory>; each part only where its module is there."""
    types = "".join(f"AddType {bare(type_)} .{ending}\n" for ending, type_ in TYPES.items())
    endings = " ".join(f".{ending}" for ending in sorted(SQUEEZED - {"json", "svg"}))
    pages = "".join(
        f'<If "%{{REQUEST_URI}} =~ m#^{folder}#">\nErrorDocument 404 {page}\n</If>\n'
        for folder, page in missing.items()
    )
    rows = "".join(f"RedirectMatch 301 ^{re.escape(old)}$ {new}\n" for old, new in old_links(moved))
    return (
        f"{HEAD}DirectoryIndex index.html\nErrorDocument 404 {base}/{MISSING}\n{pages}Options -Indexes\n"
        f'RedirectMatch 404 "/\\.(?!well-known/)"\nAddCharset utf-8 {endings}\n{types}{rows}'
        f"<IfModule mod_rewrite.c>\n{_rewritten()}</IfModule>\n<IfModule mod_headers.c>\n{_headers(special)}</IfModule>\n"
    )


def _rewritten() -> str:
    """What is sent instead of a file: its smaller copy to who takes it, under the type of the file itself."""
    rules = "".join(
        f"RewriteCond %{{HTTP:Accept-Encoding}} {coding}\nRewriteCond %{{REQUEST_FILENAME}}{ending} -f\n"
        f"RewriteRule ^(.*)$ $1{ending} [E=litfass_{coding}:1,L]\n"
        for coding, ending in PRECOMPRESSED
    )
    doubled = "".join(
        f'<FilesMatch "\\.{ending}\\.(?:br|gz)$">\nForceType "{type_}"\n</FilesMatch>\n'
        for ending, type_ in TYPES.items()
        if ending in SQUEEZED
    )
    return (
        'RewriteEngine On\nRewriteRule "\\.(?:br|gz)$" - [E=no-gzip:1,L]\n'
        # a folder without a page is not there either, and not forbidden
        "RewriteCond %{REQUEST_FILENAME} -d\nRewriteCond %{REQUEST_FILENAME}/index.html !-f\nRewriteRule ^ - [R=404,L]\n"
        f"{rules}RemoveType .gz .br\nRemoveEncoding .gz .br\n{doubled}"
    )


def _headers(special: Special) -> str:
    """The headers of all pages, those of `special` ones, how long a file is kept, and how a smaller copy is encoded."""
    headers = "".join(f'Header always set {name} "{value}"\n' for name, value in security_headers().items())
    for page, other in special.items():
        own = "".join(f'Header always set {name} "{value}"\n' for name, value in other.items())
        headers += f'<If "%{{REQUEST_URI}} =~ m#{_or_smaller(page)}#">\n{own}</If>\n'
    keep = "".join(
        f'<If "%{{REQUEST_URI}} =~ m#{_or_smaller(kind.pattern)}#">\nHeader set Cache-Control "{kind.keep}"\n'
        + ('Header set Access-Control-Allow-Origin "*"\n' if kind.is_open else "")
        + "</If>\n"
        for kind in reversed(KINDS)
    )
    sent = "".join(
        f"Header set Content-Encoding {coding} env=litfass_{coding}\n"
        f"Header set Content-Encoding {coding} env=REDIRECT_litfass_{coding}\n"
        for coding, _ in PRECOMPRESSED
    )
    return f"{headers}{keep}Header append Vary Accept-Encoding\n{sent}"


def _or_smaller(pattern: str) -> str:
    """A pattern that also fits smaller copies, for Apache asks once more by the name of what it really sends."""
    copies = "|".join(re.escape(ending) for _, ending in PRECOMPRESSED)
    return pattern.replace("$", f"(?:{copies})?$")
