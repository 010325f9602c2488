"""Static site: what Pelican, Jekyll and Hugo share: files in folders, a head above a text, settings, permalinks."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ..clean import decoded

MARKDOWN = {".md", ".markdown", ".mkd", ".mdown"}
HEAD = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n\1[ \t]*(?:\r?\n|\Z)(.*)\Z", re.DOTALL)


def files(root: Path, endings: set[str]) -> Iterator[Path]:
    """Files with one of these endings below a folder, in order; nothing hidden, nothing that was built or installed."""
    for path in sorted(root.rglob("*")):
        hidden = any(
            part.startswith(".") or part in {"node_modules", "_site", "public", "output", "themes"}
            for part in path.relative_to(root).parts
        )
        if path.suffix.lower() in endings and path.is_file() and not path.is_symlink() and not hidden:
            yield path


def split_head(text: str) -> tuple[dict[str, Any], str]:
    """A front matter in YAML (---) or TOML (+++), and the text below; {} when there is none that can be read."""
    found = HEAD.match(text)
    if not found:
        return {}, text
    try:
        head = tomllib.loads(found[2]) if found[1] == "+++" else yaml.safe_load(found[2])
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError):
        return {}, found[3]
    return {str(key).lower(): value for key, value in head.items()} if isinstance(head, dict) else {}, found[3]


def settings_of(root: Path, *names: str) -> dict[str, Any]:
    """The settings of a site, from the first of these files that can be read; {} for none."""
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


def filled(pattern: str, day: date, parts: Mapping[str, str]) -> str:
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
