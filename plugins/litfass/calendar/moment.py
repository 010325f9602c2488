"""Moment: a day with or without a wall-clock time, and days known only to the month or year."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as wall_time  # the field below is called time
from zoneinfo import ZoneInfo

LONGEST_NIGHT_MINUTES = 12 * 60


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the time on the wall's clock; `time` None means the whole day."""

    day: date
    time: wall_time | None = None

    @property
    def is_all_day(self) -> bool:
        """True when no time was said."""
        return self.time is None

    @property
    def sort_key(self) -> tuple[date, wall_time]:
        """For comparing moments of either kind: a whole day comes first on its day."""
        return self.day, self.time or wall_time.min

    def at(self, day: date) -> "Moment":
        """The same time on another day."""
        return Moment(day, self.time)

    def aware(self, zone: ZoneInfo) -> datetime:
        """The instant in `zone`; of two the first, midnight for a whole day.

        Source: PEP 495 (fold=0 is the first of two).
        """
        return datetime.combine(self.day, self.time or wall_time.min, zone)

    @property
    def as_written(self) -> str:
        """As files have it: 2026-12-03 or 2026-12-03 15:00."""
        return f"{self.day} {self.time:%H:%M}" if self.time else str(self.day)

    def isoformat(self) -> str:
        """As in ISO 8601, without a zone: 2026-12-03 or 2026-12-03T15:00."""
        return f"{self.day}T{self.time:%H:%M}" if self.time else str(self.day)

    def isoformat_in(self, zone: ZoneInfo) -> str:
        """As in ISO 8601, a time with its offset in `zone`: 2026-12-03 or 2026-12-03T15:00:00+01:00."""
        return str(self.day) if self.is_all_day else self.aware(zone).isoformat()


@dataclass(frozen=True, slots=True)
class ListedDay:
    """A day of a list, and from when until when on it; `start` None means as on all days, `end` None as on all, too."""

    day: date
    start: wall_time | None = None
    end: wall_time | None = None

    @property
    def as_written(self) -> str:
        """As files have it: 2026-12-03, or 2026-12-03 12:00-18:00."""
        times = "-".join(f"{one:%H:%M}" for one in (self.start, self.end) if one)
        return f"{self.day} {times}".strip()


def is_past_a_night(start: wall_time, end: wall_time) -> bool:
    """Whether an end on the clock lies so little before the start that no night out would last until then.

    Midnight is the end of the start's own day.

    >>> is_past_a_night(wall_time(18), wall_time(17)), is_past_a_night(wall_time(19), wall_time(0, 30))
    (True, False)
    """
    return (
        wall_time.min < end < start
        and (start.hour * 60 + start.minute) - (end.hour * 60 + end.minute) < LONGEST_NIGHT_MINUTES
    )


def exists(moment: Moment, zone: ZoneInfo) -> bool:
    """Whether the wall clock ever shows this moment; False in the hour skipped in spring."""
    instant = moment.aware(zone)
    return instant.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == instant.replace(tzinfo=None)


def happens_twice(moment: Moment, zone: ZoneInfo) -> bool:
    """Whether the wall clock shows this moment twice, in the hour repeated in autumn."""
    instant = moment.aware(zone)
    return exists(moment, zone) and instant.utcoffset() != instant.replace(fold=1).utcoffset()


@dataclass(frozen=True)
class PartialDay:
    """A date as precise as it was written: a year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The first day it may mean; for sorting only, never for showing."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day it may mean."""
        if self.day:
            return self.first
        if self.month is None:
            return date(self.year, 12, 31)
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def isoformat(self) -> str:
        """As in ISO 8601 with reduced precision: 2017, 2017-03 or 2017-03-21."""
        return str(self.year) + (f"-{self.month:02}" if self.month else "") + (f"-{self.day:02}" if self.day else "")
