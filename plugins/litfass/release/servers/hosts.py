"""Rules for hosts that read them from files inside the site: Netlify, Cloudflare Pages and others."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from ...policy import POLICY, content_policy, security_headers
from ..kinds import KINDS, Kind, kind_of
from .tables import HEAD


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
