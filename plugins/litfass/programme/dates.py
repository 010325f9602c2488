"""Dates: all that is on, and how it is looked up: by event and by month, with traces of what was moved."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from ..calendar.month import is_far, month_start
from ..model import Event
from ..model.occurrence import Occurrence


@dataclass(frozen=True)
class Dates:
    """The dates of all events at the moment `now`, up to the end of `last_month`."""

    occurrences: tuple[Occurrence, ...]
    events: tuple[Event, ...]
    now: datetime
    last_month: date

    @property
    def today(self) -> date:
        """The day the programme is made for."""
        return self.now.date()

    @property
    def this_month(self) -> date:
        """The first day of the current month."""
        return month_start(self.today)

    def is_far(self, day: date) -> bool:
        """Whether a day lies so far ahead that its month would be taken for a nearer one, were the year not said."""
        return is_far(day, self.today)

    def dates_of(self, event: Event) -> list[Occurrence]:
        """All computed dates of an event."""
        return self._by_event.get(event.id, [])

    @cached_property
    def _by_event(self) -> dict[str, list[Occurrence]]:
        found = defaultdict(list)
        for occurrence in self.occurrences:
            found[occurrence.event.id].append(occurrence)
        return found

    @cached_property
    def _by_month(self) -> dict[date, list[Occurrence]]:
        found = defaultdict(list)
        for occurrence in self.occurrences:
            found[month_start(occurrence.day)].append(occurrence)
        return found

    @cached_property
    def traces(self) -> list[Occurrence]:
        """What stays on days that dates have left, in order."""
        return sorted((trace for one in self.occurrences for trace in one.traces()), key=lambda one: one.sort_key)

    def _with_traces(self, dates: list[Occurrence], month: date) -> list[Occurrence]:
        traces = [one for one in self.traces if month_start(one.day) == month_start(month)]
        return sorted([*dates, *traces], key=lambda one: one.sort_key) if traces else dates

    @cached_property
    def _of_several_days(self) -> list[Occurrence]:
        return [one for one in self.occurrences if one.last_day > one.day]
