"""Named: which events somebody means by a name, of a file or as people read it."""

import unicodedata
from collections.abc import Iterable
from datetime import date

from ..link import Entry
from ..model import Event
from ..site import Site


def named(entries: Iterable[Entry], name: str) -> list[Entry]:
    """The event whose id, file or path below content/events a name is; else all that have it as their title."""
    events = [entry for entry in entries if entry.thing.kind == "event"]
    wanted = as_file(name)
    for spelt in (str, str.casefold):
        for names in (_of_file, _of_people):
            if found := [entry for entry in events if spelt(wanted) in map(spelt, names(entry))]:
                return found
    return []


def as_file(name: str) -> str:
    """A name as that of a file below content/events: "content/events/fest.md" is "fest"."""
    return _bare(unicodedata.normalize("NFC", name).removeprefix("content/"))


def takes_place(site: Site, event: Event, day: date | None) -> bool:
    """Whether one of its dates is on a day, or was before it was moved; without a day, whether one is still to come."""
    dates = site.programme.dates_of(event)
    if day is None:
        return any(not site.programme.is_over(one) for one in dates)
    return any(day in (one.day, one.on, *(moment.day for moment in one.previous_starts)) for one in dates)


def _of_file(entry: Entry) -> tuple[str, ...]:
    return entry.thing.id, entry.document.stem, _bare(entry.document.path)


def _of_people(entry: Entry) -> tuple[str, ...]:
    return (entry.thing.title,)


def _bare(path: str) -> str:
    return path.removeprefix("events/").removesuffix(".md")
