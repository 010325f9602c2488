"""Rules for Caddy 2."""

from collections.abc import Mapping

from ...policy import security_headers
from ..kinds import KINDS, kind_of
from .tables import HEAD, MISSING, VARIES, Special, old_links, quoted, same_everywhere


def caddy(moved: Mapping[str, str], base: str, special: Special, missing: Mapping[str, str]) -> str:
    """A snippet for Caddy 2: `import` it inside a site's block, after `root`."""
    headers = "".join(f'    {name} "{value}"\n' for name, value in same_everywhere())
    keep = "".join(_caddy_header(name, special) for name in VARIES)
    for number, kind in enumerate(KINDS):
        others = "".join(f"    not path_regexp {other.pattern}\n" for other in KINDS[:number])
        matcher = f"    path_regexp {kind.pattern}\n" if kind.pattern else ""
        opened = f'header @{kind.name} Access-Control-Allow-Origin "*"\n' if kind.is_open else ""
        keep += f'@{kind.name} {{\n{matcher}{others}}}\nheader @{kind.name} Cache-Control "{kind.keep}"\n{opened}'
    pages = "".join(f"    rewrite {folder}* {page}\n" for folder, page in missing.items())
    rows = "".join(f"redir {quoted(old)} {quoted(new)} 301\n" for old, new in old_links(moved))
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
