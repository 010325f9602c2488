"""Named: which events somebody means by a name, of a file or as people read it."""

import unicodedata
from collections.abc import Iterable

from ..link import Entry


def named(entries: Iterable[Entry], name: str) -> list[Entry]:
    """The event whose id, file or path below content/events a name is; else all that have it as their title."""
    events = [entry for entry in entries if entry.thing.kind == "event"]
    wanted = _bare(unicodedata.normalize("NFC", name).removeprefix("content/"))
    for spelt in (str, str.casefold):
        for names in (_of_file, _of_people):
            if found := [entry for entry in events if spelt(wanted) in map(spelt, names(entry))]:
                return found
    return []


def _of_file(entry: Entry) -> tuple[str, ...]:
    return entry.thing.id, entry.document.stem, _bare(entry.document.path)


def _of_people(entry: Entry) -> tuple[str, ...]:
    return (entry.thing.title,)


def _bare(path: str) -> str:
    return path.removeprefix("events/").removesuffix(".md")
