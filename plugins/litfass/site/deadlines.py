"""Deadlines: until when one may apply, answer or sign up, and what was missed; part of Site, as the programme is.

Lists come sorted, nearest first.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..calendar.moment import Moment
from ..model import Participation, Thing
from ..model.deadline import DUE_KINDS

# so long a page says that a deadline is over although the next one is known
DAYS_PASSED_IS_NEWS = 28


@dataclass(frozen=True)
class DueDate:
    """A deadline on the calendar: the last moment, what for, and how many days are left on the site's day.

    `kind` is one of DUE_KINDS. `key` names it for ever, also when it moves with its meeting. `meeting` is the day of the meeting
    or date before which it lies; None when there is none, or when there are several.
    """

    moment: Moment
    thing: Thing
    days_left: int
    kind: str
    key: str = ""
    meeting: date | None = None

    @property
    def day(self) -> date:
        """The last day."""
        return self.moment.day


@dataclass(frozen=True)
class Deadlines:
    """All coming deadlines on the day `today`, and the latest one that is over by the key of its thing."""

    due: tuple[DueDate, ...]
    passed: Mapping[str, Moment]
    today: date

    @cached_property
    def _due_by_thing(self) -> dict[str, list[DueDate]]:
        found = defaultdict(list)
        for due in self.due:
            found[due.thing.key()].append(due)
        return found

    def of(self, thing: Thing, count: int | None = None) -> list[DueDate]:
        """The coming deadlines of a thing, nearest first."""
        return self._due_by_thing.get(thing.key(), [])[:count]

    def by_kind(self) -> list[tuple[str, list[tuple[DueDate, list[DueDate]]]]]:
        """Kinds of deadlines with those that come, each thing once: its nearest, and those after it; kinds without any left out."""
        found: dict[str, dict[str, list[DueDate]]] = {kind: defaultdict(list) for kind in DUE_KINDS}
        for due in self.due:
            found[due.kind][due.thing.key()].append(due)
        return [(kind, [(dues[0], dues[1:]) for dues in things.values()]) for kind, things in found.items() if things]

    def just_passed(self, thing: Thing) -> Moment | None:
        """The latest deadline of a thing when it is news that it is over: none comes, or it ended days ago only."""
        moment = self.passed.get(thing.key())
        fresh = moment and (self.today - moment.day).days <= DAYS_PASSED_IS_NEWS
        return moment if fresh or not self.of(thing) else None

    @cached_property
    def open_calls(self) -> list[DueDate]:
        """The next deadline of each thing to take part in, nearest first; registrations are not among them."""
        return [found[0] for found in self._due_by_thing.values() if isinstance(found[0].thing, Participation)]
