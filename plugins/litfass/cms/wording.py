"""Wording: what fields are called and hinted at in the browser, as wording.toml says it; help.toml is for people who write files."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def wording() -> dict[str, Any]:
    """The tables of wording.toml: plurals, rhythms, labels, hints, words, one_of."""
    return tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))


def said_of(table: str, part: type, key: str) -> str | None:
    """What a table says of a key of a group, or of the group it is made from, or of the key wherever it stands; else None."""
    words: dict[str, str] = wording()[table]
    names = (f"{one.__name__}.{key}" for one in part.__mro__)
    return next((words[name] for name in (*names, key) if name in words), None)
