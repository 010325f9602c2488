"""Pelican: its articles in Markdown and reStructuredText, and the addresses its ARTICLE_URL gave them."""

import ast
import re
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

from ...slug import slugify
from ..clean import decoded
from .post import NoAddress, Post, day_of, of_file, words_of
from .static_site import HEAD, MARKDOWN, files, split_head

PELICAN_HEAD = re.compile(r"([A-Za-z_-]+):[ \t]*(.*)")
RST_FIELD = re.compile(r"^:(\w+):[ \t]*(.*)$")


def posts(root: Path, pattern: str = "") -> Iterator[Post]:
    """Articles of a Pelican site's content folder; `pattern` is its ARTICLE_URL, if it is not in the settings beside it.

    Raises:
        NoAddress: it names what a post does not have.

    """
    pattern = pattern or _pelican_pattern(root) or "{slug}.html"
    for path in files(root, {*MARKDOWN, ".rst"}):
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
        address = str(head.get("url") or head.get("save_as") or _filled(pattern, values))
        words = (*words_of(head.get("tags")), category)
        yield Post(
            **of_file(path, root),
            title=str(head["title"]),
            day=day,
            addresses=(address,),
            body=body,
            summary=str(head.get("summary") or ""),
            words=words,
            is_draft=str(head.get("status", "")).lower() == "draft",
        )


def _filled(pattern: str, values: dict[str, Any]) -> str:
    try:
        return pattern.format(**values)
    except (LookupError, ValueError, AttributeError, TypeError):
        raise NoAddress(pattern) from None


def _pelican_head(text: str) -> tuple[dict[str, Any], str]:
    """Lines with "Name: value" up to the first empty one; a YAML head does as well."""
    if HEAD.match(text):
        return split_head(text)
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
