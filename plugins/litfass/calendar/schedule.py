"""Schedule: when something takes place, and the days on which it really does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .moment import Moment
from .pauses import Pause
from .rule import Rule

MOST_OCCURRENCES = 5_000
SEARCH_DAYS = 366 * 9  # 29 February may stay away for eight years


@dataclass(frozen=True)
class Schedule:
    """A first moment and how it goes on: by a rule, on a fixed list of days, or not at all.

    `until` is the last day, None for no end. `except_` days are left out, `also` days added; on days of a pause
    nothing takes place, and after the pause's data end nothing is promised.
    """

    start: Moment
    rule: Rule | None = None
    dates: tuple[date, ...] = ()
    until: date | None = None
    except_: tuple[date, ...] = ()
    also: tuple[date, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def is_series(self) -> bool:
        """True when there may be more than one date."""
        return bool(self.rule or self.dates or self.also)

    @property
    def last(self) -> date | None:
        """The last day that is promised: `until`, or where the data of a pause end; None when endless."""
        ends = [pause.valid_through for pause in self.pauses] if self.is_series else []
        return min([*ends, self.until] if self.until else ends, default=None)

    def planned(self, *, first: date = date.min, end: date) -> Iterator[date]:
        """Days the rule, list and additions name, in order, from `first` to `end`, both included.

        Exceptions and pauses are still in.
        """
        last = min(end, self.last) if self.last else end
        extra = sorted({day for day in (*self.also, *self.dates) if first <= day <= last})
        if self.rule:
            days = self.rule.days(self.start.day, first=first, until=last)
            yield from _merged(days, extra) if extra else days
        else:
            own = [self.start.day] if first <= self.start.day <= last else []
            yield from sorted({*own, *extra})

    def first_of_rule(self) -> date | None:
        """The first day of the rule on which it really takes place; None without a rule, or when it never does."""
        last = min(self._search_end, self.last) if self.last else self._search_end
        return self._first(self.rule.days(self.start.day, until=last)) if self.rule else None

    def first_day(self) -> date:
        """The first day on which it takes place, of the rule if it has one; the written start when it never does.

        An added day before the rule's first is no first day: what repeats every two weeks is counted from its rule.
        """
        return self.first_of_rule() or self._first(self.planned(end=self._search_end)) or self.start.day

    @property
    def _search_end(self) -> date:
        return self.start.day + timedelta(days=SEARCH_DAYS)

    def _first(self, days: Iterator[date]) -> date | None:
        return next((day for day in days if day not in self.except_ and self.pause_on(day) is None), None)

    def pause_on(self, day: date) -> str | None:
        """The name of the pause that keeps this day free; None when there is none. Added days are never paused."""
        if day in self.also or not self.is_series:
            return None
        return next((title for pause in self.pauses if (title := pause.title_on(day)) is not None), None)


def expand(schedule: Schedule, *, start: date, end: date) -> list[date]:
    """Days from `start` on and before `end` on which the schedule takes place, in order, each day once.

    `end` is excluded, as in iCalendar. Exceptions and pauses are already removed.

    Source: RFC 5545 §3.8.5.3 (RRULE), §3.8.5.1 (EXDATE), §3.8.5.2 (RDATE)

    >>> tuesdays = Schedule(Moment(date(2026, 6, 2)), Rule("WEEKLY", weekdays=((0, 1),)))
    >>> [day.day for day in expand(tuesdays, start=date(2026, 6, 1), end=date(2026, 6, 16))]
    [2, 9]
    """
    found: list[date] = []
    for day in schedule.planned(first=start, end=end - timedelta(days=1)):
        if day not in schedule.except_ and schedule.pause_on(day) is None:
            found.append(day)
            if len(found) >= MOST_OCCURRENCES:
                break
    return found


def around(days: Iterable[date], day: date) -> list[date]:
    """Of some days in order those nearest to `day`, which is none of them: at most two before it and two after."""
    days = list(dict.fromkeys(days))
    return [one for one in days if one < day][-2:] + [one for one in days if one > day][:2]


def _merged(days: Iterator[date], extra: list[date]) -> Iterator[date]:
    waiting = list(extra)
    for day in days:
        while waiting and waiting[0] < day:
            yield waiting.pop(0)
        if waiting and waiting[0] == day:
            waiting.pop(0)
        yield day
    yield from waiting
