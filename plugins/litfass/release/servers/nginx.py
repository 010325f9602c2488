"""Rules for nginx: tables of its http block, and what stands in a server block."""

from collections.abc import Mapping

from ...policy import security_headers
from ..kinds import KINDS, TYPES
from .tables import HEAD, MISSING, VARIES, Special, bare, old_links, quoted, same_everywhere


def nginx_http(moved: Mapping[str, str], base: str, special: Special, missing: Mapping[str, str]) -> str:
    """Tables for nginx's http block. Source: nginx.org, ngx_http_map_module."""
    keep = "".join(f'    "~{kind.pattern}" "{kind.keep}";\n' for kind in KINDS[:-1])
    opened = "".join(f'    "~{kind.pattern}" "*";\n' for kind in KINDS if kind.is_open)
    rows = "".join(f"    {quoted(old)} {quoted(new)};\n" for old, new in old_links(moved))
    pages = "".join(f'    "~^{folder}" "{page}";\n' for folder, page in missing.items())
    return (
        f"{HEAD}map_hash_bucket_size 512;\nmap_hash_max_size 65536;\n"
        f'map $uri $litfass_keep {{\n    default "{KINDS[-1].keep}";\n{keep}}}\n'
        f'map $uri $litfass_open {{\n    default "";\n{opened}}}\n'
        f'map $uri $litfass_missing {{\n    default "{base}/{MISSING}";\n{pages}}}\n'
        f"{''.join(_nginx_map(name, special) for name in VARIES)}"
        f'map $uri $litfass_moved {{\n    default "";\n{rows}}}\n'
    )


def _nginx_map(name: str, special: Special) -> str:
    """The value of a header by page."""
    rows = "".join(f'    "~{page}" "{other[name]}";\n' for page, other in special.items() if name in other)
    return f'map $uri ${VARIES[name]} {{\n    default "{security_headers()[name]}";\n{rows}}}\n'


def nginx_server() -> str:
    """Rules for nginx's server block. Headers stand once, for a second place would switch off the first."""
    types = "".join(f"    {bare(type_)} {ending};\n" for ending, type_ in TYPES.items())
    headers = "".join(f'add_header {name} "{value}" always;\n' for name, value in same_everywhere())
    headers += "".join(f"add_header {name} ${variable} always;\n" for name, variable in VARIES.items())
    return (
        f"{HEAD}index index.html;\n"
        # a folder without a page is not there either, and not forbidden; the host before a proxy is not the one nginx knows
        "error_page 403 404 =404 $litfass_missing;\nabsolute_redirect off;\n"
        f"charset utf-8;\ncharset_types {' '.join(sorted(_with_charset()))};\ntypes {{\n{types}}}\n"
        f"gzip_static on;\ngzip_vary on;\n{headers}"
        "add_header Cache-Control $litfass_keep always;\n"
        "add_header Access-Control-Allow-Origin $litfass_open always;\n"
        "if ($litfass_moved) { return 301 $litfass_moved; }\n"
        "location ~ /\\.(?!well-known/) { return 404; }\n"
    )


def _with_charset() -> set[str]:
    """Types whose letters are UTF-8; nginx adds text/html itself and complains when it is named."""
    return {bare(type_) for type_ in TYPES.values() if "charset" in type_} - {"text/html"}
