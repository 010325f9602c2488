"""Likeness: what two entries for the same thing have in common, and what two things may not."""

import re
from typing import Any

from ..model.thing import Thing
from ..model.time_readers import day
from .taken import Taken


def likeness(thing: Thing) -> tuple[str, str, str]:
    """Of a thing: its kind, its title, and when it begins or was published."""
    return _likeness(thing.kind, thing.title, getattr(thing, "published_on", None) or getattr(thing, "start", None))


def likeness_of(taken: Taken) -> tuple[str, str, str]:
    """Of what comes in; the day of news may only stand in the name of its file."""
    if taken.kind != "news":
        return _likeness(taken.kind, taken.title, taken.fields.get("start"))
    named = re.match(r"\d{4}-\d\d-\d\d", taken.name)
    try:
        moment = day(taken.fields.get("date") or (named[0] if named else ""))
    except ValueError:  # none, or one that the model is going to refuse
        moment = None
    return _likeness(taken.kind, taken.title, moment)


def address(thing: Thing, slug: str) -> tuple[str, str, Any]:
    """What the address of a thing with this slug is made of, which no other may have."""
    return thing.kind, slug, thing.address_parts().get("year")


def _likeness(kind: str, title: str, start: Any) -> tuple[str, str, str]:
    moment = start.isoformat() if hasattr(start, "isoformat") else str(start or "")
    return kind, " ".join(title.casefold().split()), moment.replace("T", " ")
