"""Servers: what a release asks of web servers, written for nginx, Apache, Caddy and hosts that read `_headers`.

All are made from the same three tables: policy.py (what a browser may do), kinds.py (how long a file is kept) and the
addresses that have moved. Two pages have headers of their own: the search, and the editors' desk when there is one. Nothing
here is served; see docs/publishing.md for where it goes.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, NamedTuple

from ..policy import OPENER, POLICY, content_policy, desk_headers, security_headers
from .kinds import KINDS, SQUEEZED, TYPES, Kind, kind_of

HEAD = "# Made by Litfass with this release; changes are lost. How to use it: docs/publishing.md\n"
# what a server shows instead of what it does not find, one for each language
MISSING = "404.html"
# headers that are other for some pages, as nginx names them
VARIES = {POLICY: "litfass_policy", OPENER: "litfass_opener"}
# pages by a regular expression, and their headers that are other than everywhere
Special = Mapping[str, Mapping[str, str]]
# Caddy and Apache know these two only
PRECOMPRESSED = (("br", ".br"), ("gzip", ".gz"))


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


def nginx_http(moved: Mapping[str, str], base: str, special: Special, missing: Mapping[str, str]) -> str:
    """Tables for nginx's http block. Source: nginx.org, ngx_http_map_module."""
    keep = "".join(f'    "~{kind.pattern}" "{kind.keep}";\n' for kind in KINDS[:-1])
    opened = "".join(f'    "~{kind.pattern}" "*";\n' for kind in KINDS if kind.is_open)
    rows = "".join(f"    {_quoted(old)} {_quoted(new)};\n" for old, new in _old_links(moved))
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
    types = "".join(f"    {_bare(type_)} {ending};\n" for ending, type_ in TYPES.items())
    headers = "".join(f'add_header {name} "{value}" always;\n' for name, value in _same_everywhere())
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


def apache(moved: Mapping[str, str], base: str, special: Special, missing: Mapping[str, str]) -> str:
    """Rules for Apache 2.4, as .htaccess or in a <Directory>; each part only where its module is there."""
    types = "".join(f"AddType {_bare(type_)} .{ending}\n" for ending, type_ in TYPES.items())
    endings = " ".join(f".{ending}" for ending in sorted(SQUEEZED - {"json", "svg"}))
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
    rules = "".join(
        f"RewriteCond %{{HTTP:Accept-Encoding}} {coding}\nRewriteCond %{{REQUEST_FILENAME}}{ending} -f\n"
        f"RewriteRule ^(.*)$ $1{ending} [E=litfass_{coding}:1,L]\n"
        for coding, ending in PRECOMPRESSED
    )
    sent = "".join(
        f"Header set Content-Encoding {coding} env=litfass_{coding}\n"
        f"Header set Content-Encoding {coding} env=REDIRECT_litfass_{coding}\n"
        for coding, _ in PRECOMPRESSED
    )
    doubled = "".join(
        f'<FilesMatch "\\.{ending}\\.(?:br|gz)$">\nForceType "{type_}"\n</FilesMatch>\n'
        for ending, type_ in TYPES.items()
        if ending in SQUEEZED
    )
    pages = "".join(
        f'<If "%{{REQUEST_URI}} =~ m#^{folder}#">\nErrorDocument 404 {page}\n</If>\n'
        for folder, page in missing.items()
    )
    rows = "".join(f"RedirectMatch 301 ^{re.escape(old)}$ {new}\n" for old, new in _old_links(moved))
    return (
        f"{HEAD}DirectoryIndex index.html\nErrorDocument 404 {base}/{MISSING}\n{pages}Options -Indexes\n"
        f'RedirectMatch 404 "/\\.(?!well-known/)"\nAddCharset utf-8 {endings}\n{types}{rows}'
        f"<IfModule mod_rewrite.c>\nRewriteEngine On\n"
        'RewriteRule "\\.(?:br|gz)$" - [E=no-gzip:1,L]\n'
        # a folder without a page is not there either, and not forbidden
        "RewriteCond %{REQUEST_FILENAME} -d\nRewriteCond %{REQUEST_FILENAME}/index.html !-f\nRewriteRule ^ - [R=404,L]\n"
        f"{rules}RemoveType .gz .br\nRemoveEncoding .gz .br\n{doubled}</IfModule>\n"
        f"<IfModule mod_headers.c>\n{headers}{keep}Header append Vary Accept-Encoding\n{sent}</IfModule>\n"
    )


def _or_smaller(pattern: str) -> str:
    """A pattern that also fits smaller copies, for Apache asks once more by the name of what it really sends."""
    copies = "|".join(re.escape(ending) for _, ending in PRECOMPRESSED)
    return pattern.replace("$", f"(?:{copies})?$")


def caddy(moved: Mapping[str, str], base: str, special: Special, missing: Mapping[str, str]) -> str:
    """A snippet for Caddy 2: `import` it inside a site's block, after `root`."""
    headers = "".join(f'    {name} "{value}"\n' for name, value in _same_everywhere())
    keep = "".join(_caddy_header(name, special) for name in VARIES)
    for number, kind in enumerate(KINDS):
        others = "".join(f"    not path_regexp {other.pattern}\n" for other in KINDS[:number])
        matcher = f"    path_regexp {kind.pattern}\n" if kind.pattern else ""
        opened = f'header @{kind.name} Access-Control-Allow-Origin "*"\n' if kind.is_open else ""
        keep += f'@{kind.name} {{\n{matcher}{others}}}\nheader @{kind.name} Cache-Control "{kind.keep}"\n{opened}'
    pages = "".join(f"    rewrite {folder}* {page}\n" for folder, page in missing.items())
    rows = "".join(f"redir {_quoted(old)} {_quoted(new)} 301\n" for old, new in _old_links(moved))
    return (
        f"{HEAD}header {{\n{headers}}}\n{keep}{rows}"
        "@hidden {\n    path_regexp /\\.\n    not path */.well-known/*\n}\nerror @hidden 404\n"
        "file_server {\n    precompressed br gzip\n}\n"
        "handle_errors {\n@404 expression `{http.error.status_code} == 404`\n"
        f"handle @404 {{\n{pages}    rewrite * {base}/{MISSING}\n"
        # not that of the file that is missing: it may come
        f'    header Cache-Control "{kind_of(MISSING).keep}"\n    file_server\n}}\n}}\n'
    )


def _caddy_header(name: str, special: Special) -> str:
    """The value of a header by page; each page has one, for Caddy does not say which of two would win."""
    short, rows, usual = VARIES[name], "", ""
    for number, (page, other) in enumerate(special.items()):
        if name in other:
            rows += f'@{short}_{number} path_regexp {page}\nheader @{short}_{number} {name} "{other[name]}"\n'
            usual += f"    not path_regexp {page}\n"
    if not usual:
        return f'header {name} "{security_headers()[name]}"\n'
    return f'{rows}@{short} {{\n{usual}}}\nheader @{short} {name} "{security_headers()[name]}"\n'


def headers_file(files: Iterable[str], base: str, desk: str, other: Mapping[str, str]) -> str:
    """Headers as Netlify, Cloudflare Pages and others read them. Source: docs.netlify.com, Custom headers.

    Their policy allows everywhere what only the search needs, for two policies would both hold; pages say the strict one.

    Such hosts add up the headers of all rules that fit, so how long a file is kept is said for folders that hold one
    kind of file; pages are kept as these hosts do anyway: asked for again each time. For the same reason what is `other` at
    the desk cannot be said for everything when there is one: it is said for each folder at the top, and for the desk.
    """
    files = list(files)
    headers = security_headers() | {POLICY: content_policy(of_search=True)}
    varies = {name: headers[name] for name in other}
    rules: dict[str, dict[str, str]] = {"*": {name: value for name, value in headers.items() if name not in other}}
    if other:
        tops = {path.partition("/")[0] + "/*" if "/" in path else path for path in files} | {""}
        rules |= {top: dict(varies) for top in sorted(tops - {desk.partition("/")[0] + "/*"})}
        rules[f"{desk}*"] = dict(other)
    for path in (one for one in files if kind_of(one).name == "worker"):
        rules.setdefault(path, {})["Cache-Control"] = kind_of(path).keep
    for folder, kind in sorted(_pure_folders(files).items()):
        rule = rules.setdefault(f"{folder}/*", {})
        rule["Cache-Control"] = kind.keep
        rule |= {"Access-Control-Allow-Origin": "*"} if kind.is_open else {}
    return HEAD + "".join(
        f"{base}/{path}\n" + "".join(f"  {name}: {value}\n" for name, value in rule.items())
        for path, rule in rules.items()
    )


def redirects_file(moved: Mapping[str, str], missing: Mapping[str, str]) -> str:
    """Addresses that have moved, one a line, then what is said of those that never were, by language.

    The page of the first language needs no line. Source: docs.netlify.com, Redirects and rewrites.
    """
    rows = (f"{old} {new} 301\n" for old, new in moved.items())
    return HEAD + "".join([*rows, *(f"{folder}* {page} 404\n" for folder, page in missing.items())])


def _pure_folders(files: Iterable[str]) -> dict[str, Kind]:
    """The outermost folders whose files are all of one kind, pages aside."""
    kinds: dict[str, set[str]] = {}
    for path in files:
        for folder in PurePosixPath(path).parents:
            kinds.setdefault(str(folder), set()).add(kind_of(path).name)
    by_name = {kind.name: kind for kind in KINDS}
    pure = {folder: by_name[min(names)] for folder, names in kinds.items() if len(names) == 1 and folder != "."}
    return {
        folder: kind
        for folder, kind in pure.items()
        if kind.name != "page" and str(PurePosixPath(folder).parent) not in pure
    }


def _old_links(moved: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Old links with and without the slash at their end; servers must be asked before they look for a folder."""
    for old, new in moved.items():
        yield old, new
        if old.endswith("/") and old != "/":
            yield old.removesuffix("/"), new


def _same_everywhere() -> Iterable[tuple[str, str]]:
    return ((name, value) for name, value in security_headers().items() if name not in VARIES)


def _quoted(link: str) -> str:
    return f'"{link}"'


def _bare(type_: str) -> str:
    return type_.partition(";")[0]


def _with_charset() -> set[str]:
    """Types whose letters are UTF-8; nginx adds text/html itself and complains when it is named."""
    return {_bare(type_) for type_ in TYPES.values() if "charset" in type_} - {"text/html"}
