"""Overlay: an original's document with the words of its translation laid over it, each line remembered.

Knows which keys hold words; validate/ checks what comes out like any other document.
"""

from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from typing import Any

from ..model import Thing
from ..model.passage import TRANSLATABLE
from ..model.readers import names_or_list
from ..model.thing import Part
from ..model.time_readers import day
from ..parse import Document, Path
from ..problems import Problem, nearest

# what a translation says of itself: since when it is as it is, and whether it may be seen
OWN_KEYS = {"modified", "draft"}


def overlaid(original: Document, translation: Document) -> tuple[Document, list[Problem]]:
    """The original as it reads in the translation, with the translation's lines.

    Groups of keys are laid over each other key by key, lists of groups entry by entry: by `id` or by the day `on` where
    entries have one, else in their order.
    """
    lines: dict[Path, int] = {}
    problems: list[Problem] = []

    def laid(under: Any, over: Any, path: Path, target: Path) -> Any:
        lines[target] = translation.line(path)
        if isinstance(under, dict) and isinstance(over, dict):
            return under | {
                key: laid(under.get(key), value, (*path, key), (*target, key))
                for key, value in over.items()
                if key != "id" or not path  # of an entry it only says which is meant
            }
        if under is None and isinstance(over, list) and any(_name(item, "on") for item in over):
            problems.extend(_miscounted([], over, translation, path))
            return []
        if not isinstance(under, list) or not any(isinstance(item, dict) for item in under):
            return over
        if not isinstance(over, list):
            return over
        found = list(under)
        problems.extend(_miscounted(under, over, translation, path))
        for index, (item, entry) in enumerate(zip(over, entries_of(under, over), strict=True)):
            if entry is not None:
                found[entry] = laid(under[entry], item, (*path, index), (*target, entry))
        return found

    fields = laid(original.fields, translation.fields, (), ())
    return Document(translation.path, fields, lines, translation.text, translation.body_line), problems


def in_groups(kind: type[Part], document: Document) -> Document:
    """The document, each text that stands for a group of keys as that group, so that others can be laid over it."""
    parts = kind.parts()
    fields = {
        key: parts[key].from_text(value) if key in parts and isinstance(value, str) else value
        for key, value in document.fields.items()
    }
    return replace(document, fields=fields)


def _miscounted(under: list[Any], over: list[Any], translation: Document, path: Path) -> Iterator[Problem]:
    """What is wrong with a list whose entries stand for those of the original's."""
    taken: set[int] = set()
    for index, item in enumerate(over):
        entry = _entry_of(under, item, index)
        on = _name(item, "on")
        if entry is None and on:
            known = ", ".join(_name(one, "on") for one in under)
            said = {"de": f"Das Original nennt: {known}.", "en": f"The original names: {known}."} if known else ""
            yield translation.problem("no-such-change", (*path, index), day=on, known=said)
        elif entry is None and (id_ := _name(item, "id")):
            known = ", ".join(_name(one, "id") for one in under)
            yield translation.problem("no-such-id", (*path, index), value=id_, known=known)
        elif entry is None:
            yield translation.problem("no-such-entry", (*path, index), count=len(under))
        elif entry in taken and on:
            yield translation.problem("change-twice", (*path, index), day=on)
        taken |= {entry} if entry is not None else set()
    if _is_uncounted(under, over):
        yield translation.problem("fewer-entries", path, count=len(over), original=len(under))


def _is_uncounted(under: Any, over: list[Any]) -> bool:
    """Whether entries that name no day stand for those of days, and one of these was added since."""
    return (
        len(over) < len(under) and all(_name(one, "on") for one in under) and not all(_name(one, "on") for one in over)
    )


def entries_of(entries: Any, said: list[Any]) -> list[int | None]:
    """Which entry of the original's list each of the translation's means; None for one that means none."""
    return [entry_of(entries, said, index) for index in range(len(said))]


def entry_of(entries: Any, said: list[Any], index: int) -> int | None:
    """Which entry of the original's list the translation's at `index` means; None when it means none.

    One that names no day means none when days were added since: better the original's words than another day's.
    """
    lost = not _name(said[index], "on") and _is_uncounted(entries, said)
    return None if lost else _entry_of(entries, said[index], index)


def _entry_of(entries: Any, item: Any, index: int) -> int | None:
    """Which entry one of the translation's means by its name, else by its place; None when there is none."""
    for key in ("id", "on"):
        if name := _name(item, key):
            return next((place for place, entry in enumerate(entries) if name in _names(entry, key)), None)
    return index if index < len(entries) else None


def _names(entry: Any, key: str) -> Iterator[str]:
    """By what an entry is known, and by which ids it was."""
    yield _name(entry, key)
    if key == "id":
        yield from names_or_list(
            entry.get("formerly", ()) if isinstance(entry, dict) else getattr(entry, "formerly", ())
        )


def _name(entry: Any, key: str) -> str:
    """By what an entry of a list is known, however its day is written; "" when it says nothing."""
    value = entry.get(key) if isinstance(entry, dict) else getattr(entry, key, None)
    if key == "on" and value:
        with suppress(ValueError):  # one that is no day is told as one that the original lacks
            return day(value).isoformat()
    return str(value or "")


def translatable(kind: type[Part], fields: dict[str, Any], path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """What a file says that a translation may say anew; in lists of groups by an entry's first name, else by its place."""
    parts = kind.parts()
    for key, said in fields.items():
        here = (*path, key)
        value = parts[key].from_text(said) if key in parts and isinstance(said, str) else said
        groups = value if isinstance(value, list) else [value]
        if key in parts and any(isinstance(group, dict) for group in groups):
            for index, group in enumerate(groups):
                if isinstance(group, dict):
                    now, *former = _names(group, "id")
                    name = next(iter(former), now) or _name(group, "on") or index
                    yield from translatable(parts[key], group, (*here, name))
        elif key in TRANSLATABLE:
            yield here, value


def spoken(kind: type[Part], translation: Document) -> tuple[Document, list[Problem]]:
    """A translation without the keys that hold no words, for their value stays as in the original; and these as problems."""
    fields, problems = deepcopy(translation.fields), []
    for path, problem in _unspoken(
        kind, translation, translation.fields, (), OWN_KEYS if issubclass(kind, Thing) else set()
    ):
        group = fields
        for part in path[:-1]:
            group = group[part]
        del group[path[-1]]
        problems.append(problem)
    return replace(translation, fields=fields), problems


def _unspoken(
    kind: type[Part], translation: Document, fields: Any, path: Path, own: set[str]
) -> Iterator[tuple[Path, Problem]]:
    parts, keys = kind.parts(), kind.editor_keys()
    known = sorted(key for key in keys if key in TRANSLATABLE or key in parts)
    for key, value in fields.items():
        here = (*path, key)
        if key not in known and key not in own:
            if key in keys:
                problem = translation.problem("not-to-translate", here, name=key, known=", ".join(known))
            else:
                values = {"name": key, "known": ", ".join(known), "guess": nearest(key, known)}
                problem = translation.problem("unknown-key", here, **values)
            yield here, problem
        elif key in parts:
            groups = enumerate(value) if isinstance(value, list) else ((None, value),)
            for index, group in groups:
                if isinstance(group, dict):
                    inner = here if index is None else (*here, index)
                    named = {"id", "on"} & {*parts[key].editor_keys()}
                    yield from _unspoken(parts[key], translation, group, inner, named)
