"""Overlay: an original's document with the words of its translation laid over it, each line remembered.

Knows which keys hold words; validate.py checks what comes out like any other document.
"""

from collections.abc import Iterator
from typing import Any

from .model import Thing
from .model.passage import TRANSLATABLE
from .model.thing import Part
from .parse import Document, Path
from .problems import Problem, nearest

# what a translation says of itself: since when it is as it is, and whether it may be seen
OWN_KEYS = {"modified", "draft"}


def overlaid(original: Document, translation: Document) -> tuple[Document, list[Problem]]:
    """The original as it reads in the translation, with the translation's lines.

    Groups of keys are laid over each other key by key, lists of groups entry by entry: by `id` where entries have one,
    else in their order.
    """
    lines: dict[Path, int] = {}
    problems: list[Problem] = []

    def laid(under: Any, over: Any, path: Path, target: Path) -> Any:
        lines[target] = translation.line(path)
        if isinstance(under, dict) and isinstance(over, dict):
            return under | {
                key: laid(under.get(key), value, (*path, key), (*target, key)) for key, value in over.items()
            }
        if not isinstance(under, list) or not any(isinstance(item, dict) for item in under):
            return over
        found = list(under)
        for index, item in enumerate(over if isinstance(over, list) else ()):
            entry = entry_of(under, item, index)
            if entry is None:
                problems.append(translation.problem("no-such-entry", (*path, index), count=len(under)))
            else:
                found[entry] = laid(under[entry], item, (*path, index), (*target, entry))
        return found if isinstance(over, list) else over

    fields = laid(original.fields, translation.fields, (), ())
    return Document(translation.path, fields, lines, translation.body, translation.body_line), problems


def entry_of(entries: Any, item: Any, index: int) -> int | None:
    """Which entry of the original's list one of the translation's means; None when there is none."""
    if isinstance(item, dict) and "id" in item:
        ids = [entry.get("id") if isinstance(entry, dict) else getattr(entry, "id", None) for entry in entries]
        return ids.index(item["id"]) if item["id"] in ids else None
    return index if index < len(entries) else None


def unspoken(kind: type[Part], translation: Document) -> Iterator[Problem]:
    """Keys of a translation that hold no words: their value stays as in the original."""
    yield from _unspoken(kind, translation, translation.fields, (), OWN_KEYS if issubclass(kind, Thing) else set())


def _unspoken(kind: type[Part], translation: Document, fields: Any, path: Path, own: set[str]) -> Iterator[Problem]:
    parts = kind.parts()
    known = sorted(key for key in kind.editor_keys() if key in TRANSLATABLE or key in parts)
    for key, value in fields.items():
        if key not in known and key not in own:
            values = {"name": key, "known": ", ".join(known), "guess": nearest(key, known)}
            yield translation.problem("unknown-key", (*path, key), **values)
        elif key in parts:
            groups = enumerate(value) if isinstance(value, list) else ((None, value),)
            for index, group in groups:
                if isinstance(group, dict):
                    here = (*path, key) if index is None else (*path, key, index)
                    yield from _unspoken(parts[key], translation, group, here, {"id"})
