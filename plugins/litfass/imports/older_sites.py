"""OlderSites: where Pelican, Jekyll and Hugo keep their posts, what stands in their heads, and which addresses they made.

Settings of the old site are read, never run.
"""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml

from ..slug import slugify
from .clean import decoded
from .posts import Post, day_of, words_of

MARKDOWN = {".md", ".markdown", ".mkd", ".mdown"}
HEAD = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n\1[ \t]*(?:\r?\n|\Z)(.*)\Z", re.DOTALL)
PELICAN_HEAD = re.compile(r"([A-Za-z_-]+):[ \t]*(.*)")
RST_FIELD = re.compile(r"^:(\w+):[ \t]*(.*)$")
JEKYLL_NAME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})-(.+)")
# Source: jekyllrb.com/docs/permalinks, built-in formats
JEKYLL_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}


def pelican(root: Path, pattern: str = "") -> Iterator[Post]:
    """Articles of a Pelican site's content folder; `pattern` is its ARTICLE_URL, if it is not in the settings beside it."""
    pattern = pattern or _pelican_pattern(root) or "{slug}.html"
    for path in _files(root, {*MARKDOWN, ".rst"}):
        text = decoded(path.read_bytes())
        head, body = _rst(text) if path.suffix == ".rst" else _pelican_head(text)
        day = day_of(head.get("date"))
        if (
            not day
            or not head.get("title")
            or str(head.get("status", "")).lower() == "hidden"
            or "pages" in path.relative_to(root).parts[:-1]
        ):
            continue
        category = str(head.get("category") or (path.parent.name if path.parent != root else ""))
        values = {
            "slug": str(head.get("slug") or slugify(str(head["title"]))),
            "date": datetime.combine(day, time()),
            "category": slugify(category),
            "lang": "",
            "author": "",
        }
        address = str(head.get("url") or head.get("save_as") or pattern.format(**values))
        words = (*words_of(head.get("tags")), category)
        yield Post(
            path,
            str(head["title"]),
            day,
            (address,),
            body,
            str(head.get("summary") or ""),
            words,
            str(head.get("status", "")).lower() == "draft",
        )


def jekyll(root: Path, pattern: str = "") -> Iterator[Post]:
    """Posts of a Jekyll site: _posts and _drafts; `pattern` is its permalink, if it is not in _config.yml."""
    config = _config(root, "_config.yml", "_config.yaml", "_config.toml")
    pattern = pattern or str(config.get("permalink") or "date")
    for path in _files(root, {*MARKDOWN, ".html"}):
        named = JEKYLL_NAME.fullmatch(path.stem)
        parts = path.relative_to(root).parts
        if "_posts" not in parts or not named:
            continue
        head, body = _head(decoded(path.read_bytes()))
        day = day_of(head.get("date")) or day_of(named[1])
        if not day:
            continue
        folders = parts[: parts.index("_posts")]
        categories = [*folders, *words_of(head.get("categories") or head.get("category"))]
        own = str(head.get("permalink") or "")
        address = _filled(
            own or JEKYLL_STYLES.get(pattern, pattern),
            day,
            {
                "title": str(head.get("slug") or named[2]),
                "slug": slugify(str(head.get("slug") or named[2])),
                "categories": "/".join(map(slugify, categories)),
                "output_ext": ".html",
            },
        )
        more = words_of(head.get("redirect_from"))
        title = str(head.get("title") or named[2].replace("-", " ").capitalize())
        words = (*words_of(head.get("tags")), *categories)
        yield Post(
            path,
            title,
            day,
            (address, *more),
            body,
            str(head.get("excerpt") or head.get("description") or ""),
            words,
            head.get("published") is False,
        )


def hugo(root: Path, pattern: str = "") -> Iterator[Post]:
    """Pages with a date of a Hugo site's content folder; `pattern` is its permalink, if its settings do not say one."""
    content = root / "content" if (root / "content").is_dir() else root
    config = _config(root, "hugo.toml", "config.toml", "hugo.yaml", "config.yaml", "hugo.yml", "config.yml")
    permalinks = config.get("permalinks") or {}
    permalinks = permalinks.get("page", permalinks) if isinstance(permalinks, dict) else {}
    for path in _files(content, {*MARKDOWN, ".html"}):
        head, body = _head(decoded(path.read_bytes()))
        day = day_of(head.get("date"))
        if not day or path.stem == "_index":
            continue
        folders = path.relative_to(content).parts[:-1]
        folders, name = (folders[:-1], folders[-1]) if path.stem == "index" and folders else (folders, path.stem)
        section = folders[0] if folders else ""
        slug = str(head.get("slug") or name)
        form = pattern or str(permalinks.get(section) or "/".join([*map(slugify, folders), ":contentbasename"]) + "/")
        parts = {
            "slug": slug,
            "contentbasename": slug,
            "slugorcontentbasename": slug,
            "filename": slug,
            "slugorfilename": slug,
            "title": slugify(str(head.get("title") or name)),
            "section": section,
            "sections": "/".join(folders),
        }
        address = str(head.get("url") or _filled(form, day, parts))
        words = (*words_of(head.get("tags")), *words_of(head.get("categories")))
        yield Post(
            path,
            str(head.get("title") or name),
            day,
            (address, *words_of(head.get("aliases"))),
            body,
            str(head.get("summary") or head.get("description") or ""),
            words,
            bool(head.get("draft")),
        )


SITES = {"pelican": pelican, "jekyll": jekyll, "hugo": hugo}


def _filled(pattern: str, day: date, parts: Mapping[str, str]) -> str:
    """A permalink with its parts filled in; what is empty leaves no second slash."""
    values = {
        **parts,
        "year": f"{day:%Y}",
        "month": f"{day:%m}",
        "day": f"{day:%d}",
        "i_month": str(day.month),
        "i_day": str(day.day),
        "short_year": f"{day:%y}",
        "y_day": f"{day:%j}",
        "yearday": f"{day:%j}",
        "week": f"{day:%V}",
        "monthname": f"{day:%B}".lower(),
        "short_day": f"{day:%a}",
    }
    found = re.sub(r":([a-z_]+)", lambda match: values.get(match[1], match[0]), pattern)
    return "/" + re.sub(r"/{2,}", "/", found).lstrip("/")


def _files(root: Path, endings: set[str]) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        hidden = any(
            part.startswith(".") or part in {"node_modules", "_site", "public", "output", "themes"}
            for part in path.relative_to(root).parts
        )
        if path.suffix.lower() in endings and path.is_file() and not path.is_symlink() and not hidden:
            yield path


def _head(text: str) -> tuple[dict[str, Any], str]:
    """A front matter in YAML (---) or TOML (+++), and the text below; {} when there is none that can be read."""
    found = HEAD.match(text)
    if not found:
        return {}, text
    try:
        head = tomllib.loads(found[2]) if found[1] == "+++" else yaml.safe_load(found[2])
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError):
        return {}, found[3]
    return {str(key).lower(): value for key, value in head.items()} if isinstance(head, dict) else {}, found[3]


def _pelican_head(text: str) -> tuple[dict[str, Any], str]:
    """Lines with "Name: value" up to the first empty one; a YAML head does as well."""
    if HEAD.match(text):
        return _head(text)
    head: dict[str, Any] = {}
    lines = text.lstrip("\ufeff").split("\n")
    for number, one in enumerate(lines):
        found = PELICAN_HEAD.match(one)
        if not found:
            return head, "\n".join(lines[number:])
        head[found[1].lower()] = found[2].strip()
    return head, ""


def _rst(text: str) -> tuple[dict[str, Any], str]:
    """A reStructuredText article: its title and fields, and the text as HTML, by docutils with nothing of the disk in it."""
    from docutils.core import publish_parts  # noqa: PLC0415 - few need it

    fields = {match[1].lower(): match[2].strip() for one in text.split("\n") if (match := RST_FIELD.match(one))}
    quiet = {
        "file_insertion_enabled": False,
        "raw_enabled": False,
        "report_level": 5,
        "halt_level": 5,
        "doctitle_xform": True,
        "initial_header_level": 2,
    }
    parts = publish_parts(text, writer="html5", settings_overrides=quiet)
    body = re.sub(r"<(?:dl|table) class=\"docinfo.*?</(?:dl|table)>", "", parts["body"], flags=re.DOTALL)
    return {**fields, "title": fields.get("title") or re.sub(r"<[^>]+>", "", parts["title"])}, body


def _pelican_pattern(root: Path) -> str:
    """ARTICLE_URL of the settings beside or above the content folder, where it is a plain text."""
    for path in (
        root / "publishconf.py",
        root / "pelicanconf.py",
        root.parent / "publishconf.py",
        root.parent / "pelicanconf.py",
    ):
        if not path.is_file():
            continue
        try:
            statements = ast.parse(decoded(path.read_bytes())).body
        except (SyntaxError, ValueError):
            continue
        for one in statements:
            if (
                isinstance(one, ast.Assign)
                and isinstance(one.value, ast.Constant)
                and any(getattr(target, "id", "") == "ARTICLE_URL" for target in one.targets)
            ):
                return str(one.value.value)
    return ""


def _config(root: Path, *names: str) -> dict[str, Any]:
    for name in names:
        path = root / name
        if path.is_file():
            try:
                found = (
                    tomllib.loads(decoded(path.read_bytes()))
                    if path.suffix == ".toml"
                    else yaml.safe_load(decoded(path.read_bytes()))
                )
            except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError):
                continue
            return found if isinstance(found, dict) else {}
    return {}
