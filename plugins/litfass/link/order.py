"""Order: in which order the things of a kind stand in their lists."""

from datetime import date
from typing import Any

from ..model import Participation
from ..model.project import STATES
from ..model.thing import sort_text
from ..site.deadlines import DueDate


def in_order(kind: str, things: list[Any]) -> tuple[Any, ...]:
    """Things in the order of their lists, total, so that equal input gives equal bytes."""
    if kind in ("news", "newsletter"):
        return tuple(sorted(things, key=lambda item: (-item.published_on.toordinal(), item.id)))
    if kind == "project":
        return tuple(sorted(things, key=lambda one: (STATES.index(one.status), sort_text(one.title), one.id)))
    return tuple(sorted(things, key=lambda thing: (sort_text(thing.title), thing.id)))


def nearest_first(items: tuple[Participation, ...], due: list[DueDate]) -> tuple[Participation, ...]:
    """Items by their next deadline, those without one last."""
    days = {one.thing.id: one.day for one in reversed(due)}
    return tuple(sorted(items, key=lambda item: (days.get(item.id, date.max), sort_text(item.title), item.id)))
