"""Question: what a site was asked, as a tuple that JSON can hold: where ("de.programme"), what, and the arguments.

Things stand in it by their key, so that they are found again in the site of another build.
"""

import json
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from ..model import Thing
from ..model.occurrence import Occurrence
from ..model.site_info import Funder, Label, Topic
from ..site import Site
from .digest import Unknowable

Question = tuple[Any, ...]
# how a room was asked, besides by the name of an attribute
CALL, ITEM, HAS, LOST = "()", "[]", "in", "?"
# more than are asked of a site of 10,000 things, and of one in six languages
MOST_KNOWN = 100_000
PLAIN = (type(None), bool, int, str)
# parts of site.yaml that are arguments, and the list they stand in
IN_INFO = {Topic: "topics", Label: "audiences", Funder: "funders"}


def encoded(value: Any) -> Any:
    """An argument as it stands in a question.

    Raises:
        Unknowable: it cannot be found again in another build's site.

    """
    if value is None or isinstance(value, bool | int | str):
        return value if type(value) in PLAIN else _plain(value)
    if isinstance(value, Thing):
        return "thing", value.key()
    if isinstance(value, Occurrence):
        return "trace" if value.moved_to else "date", value.event.key(), str(value.on), value.start.isoformat()
    if isinstance(value, datetime):
        return "moment", value.isoformat()
    if isinstance(value, date):
        return "day", value.isoformat()
    if isinstance(value, list | tuple):
        return "list", *(encoded(one) for one in value)
    if name := IN_INFO.get(type(value)):
        return "info", name, value.id
    raise Unknowable(f"{value!r} cannot be found again")


def _plain(value: int | str) -> int | str:
    return str(value) if isinstance(value, str) else int(value)


def decoded(argument: Any, around: Callable[[], Site]) -> Any:
    """The value that `encoded` wrote down; things and dates are looked up in the site that `around` gives."""
    if not isinstance(argument, tuple):
        return argument
    kind, *parts = argument
    if kind == "list":
        return [decoded(one, around) for one in parts]
    if kind in ("day", "moment"):
        return (date if kind == "day" else datetime).fromisoformat(parts[0])
    site = around()
    if kind == "info":
        return next(one for one in getattr(site.info, parts[0]) if one.id == parts[1])
    thing = site.find(*parts[0].split("/", 1))
    if thing is None or kind == "thing":
        return _there(thing)
    dates = site.programme.dates_of(thing)
    if kind == "trace":
        dates = [trace for one in dates for trace in one.traces()]
    return next(one for one in dates if [str(one.on), one.start.isoformat()] == parts[1:])


def _there(thing: Thing | None) -> Thing:
    if thing is None:
        raise LookupError
    return thing


def as_text(question: Question) -> str:
    """A question as one line of JSON."""
    return json.dumps(question)


@lru_cache(maxsize=MOST_KNOWN)
def of_text(text: str) -> Question:
    """The question that `as_text` wrote down; a preview asks the same thousands again and again."""
    question: Question = _as_asked(json.loads(text))
    return question


def _as_asked(said: Any) -> Any:
    """Tuples, where JSON has lists."""
    return tuple(_as_asked(one) for one in said) if isinstance(said, list) else said
