"""Help: what each key means and an example, in German; for editors' tools, new files and docs/content-model.md."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .thing import Part, editor_key


class Help(NamedTuple):
    """What a key means, and how it may be written; an empty example means: a group of keys."""

    meaning: str
    example: str


def help_of(part: type[Part], name: str) -> Help:
    """The help for a field of a model, its own or that of the model it is made from.

    Raises:
        KeyError: help.toml says nothing of it.

    """
    key = editor_key(name)
    tables = (_tables().get(one.__name__, {}) for one in part.__mro__)
    found = next((table[key] for table in tables if key in table), None)
    if found is None:
        raise KeyError(f"{part.__name__}.{key}")
    return Help(*found)


def keys_of(part: type[Part]) -> dict[str, str]:
    """The editor's key of each field that an editor may write, by the field's name, in the model's order."""
    return {name: editor_key(name) for name in part.model_fields}


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("help.toml").read_text(encoding="utf-8"))
