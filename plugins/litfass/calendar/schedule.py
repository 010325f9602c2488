"""Schedule: when something takes place, and the days on which it really does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from .moment import Moment
from .pauses import Pause
from .rule import Rule
from .weeks import turns_end

MOST_OCCURRENCES = 5_000
SEARCH_DAYS = 366 * 9  # 29 February may stay away for eight years


@dataclass(frozen=True)
class Schedule:
    """A first moment and how it goes on: by a rule, on a fixed list of days, or not at all.

    `until` is the last day, None for no end. `except_` days are left out; on days of `pauses` nothing takes place, with `only` on no
    other days than those, and after the data of one end nothing is promised. `also` days are added wherever they lie.
    """

    start: Moment
    rule: Rule | None = None
    dates: tuple[date, ...] = ()
    until: date | None = None
    except_: tuple[date, ...] = ()
    also: tuple[date, ...] = ()
    pauses: tuple[Pause, ...] = ()
    only: tuple[Pause, ...] = ()

    @property
    def is_series(self) -> bool:
        """True when there may be more than one date."""
        return bool(self.rule or self.dates or self.also)

    @property
    def last(self) -> date | None:
        """The last day that is promised beside added ones: `until`, or where the data of a pause end; None when endless."""
        ends = [pause.valid_through for pause in (*self.pauses, *self.only)] if self.is_series else []
        return min([*ends, self.until] if self.until else ends, default=None)

    def planned(self, *, first: date = date.min, end: date) -> Iterator[date]:
        """Days the rule, list and additions name, in order, from `first` to `end`, both included.

        Exceptions and pauses are still in.
        """
        last = min(end, self.last) if self.last else end
        extra = sorted(
            {day for day in self.also if first <= day <= end} | {day for day in self.dates if first <= day <= last}
        )
        if self.rule:
            days = self.rule.days(self.start.day, first=first, until=last)
            yield from _merged(days, extra) if extra else days
        else:
            own = [self.start.day] if first <= self.start.day <= last else []
            yield from sorted({*own, *extra})

    def taking_place(self, *, first: date = date.min, end: date) -> Iterator[date]:
        """The same days without exceptions and pauses: those on which it really takes place, one by one."""
        return (day for day in self.planned(first=first, end=end) if not self.drops_out(day))

    def takes_place_on(self, day: date) -> bool:
        """Whether it really takes place on a day."""
        return any(self.taking_place(first=day, end=day))

    def first_of_rule(self) -> date | None:
        """The first day of the rule on which it really takes place; None without a rule, or when it never does."""
        last = min(self._search_end, self.last) if self.last else self._search_end
        days = self.rule.days(self.start.day, until=last) if self.rule else ()
        return next((day for day in days if not self.drops_out(day)), None)

    def first_day(self) -> date:
        """The first day on which it takes place, of the rule if it has one; the written start when it never does.

        An added day before the rule's first is no first day: what repeats every two weeks is counted from its rule.
        """
        return self.first_of_rule() or next(self.taking_place(end=self._search_end), self.start.day)

    def parts(self, end: date) -> Iterator["Schedule"]:
        """The same days in schedules one after another, whose rules every calendar program can read; those after `end` may lack.

        The schedule itself, but for weeks of one parity: not all programs know BYWEEKNO, so each part says "every two
        weeks", which holds until a year has a week 53.
        """
        if not self.rule or self.rule.parity is None:
            yield self
            return
        last = min(self.last or end, max([end, *self.also]))
        first, left, is_over = self.start.day, self.also, False
        while not is_over:
            until = min(turns_end(first), self.last or date.max)
            is_over = until >= last
            also = tuple(day for day in left if day <= until or is_over)
            if part := self._part(first, until, also):
                yield part
            first, left = until + timedelta(days=1), tuple(day for day in left if day > until)

    def _part(self, first: date, until: date, also: tuple[date, ...]) -> "Schedule | None":
        """What a rule for weeks of one parity, and days beside it, give while such weeks take turns; None for no day."""
        day = next(self.rule.days(self.start.day, first=first, until=until), None)
        if not day and not also:
            return None
        rule = replace(self.rule, interval=2, parity=None) if day else None
        part = replace(self, start=self.start.at(day or min(also)), rule=rule, until=until, also=also)
        return part if next(part.taking_place(end=max([until, *also])), None) else None

    @property
    def _search_end(self) -> date:
        return self.start.day + timedelta(days=SEARCH_DAYS)

    def drops_out(self, day: date) -> bool:
        """Whether a day that the schedule names is free all the same: an exception, in a pause, or outside its only times."""
        return day in self.except_ or self.is_outside(day) or self.pause_on(day) is not None

    def is_outside(self, day: date) -> bool:
        """Whether a day lies in none of the times in which alone it takes place. Added days never do."""
        confined = bool(self.only) and self.is_series and day not in self.also
        return confined and all(pause.title_on(day) is None for pause in self.only)

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
    days = schedule.taking_place(first=start, end=end - timedelta(days=1))
    return list(islice(days, MOST_OCCURRENCES))


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
