"""Season: the part of each year in which something holds, from lines such as "Mai bis September" or "1.4.-30.9."."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from .month import LEAP_YEAR, MOST_DAYS, month_end
from .names import DASHES, SPOKEN_MONTHS

_MONTH = "|".join(sorted(SPOKEN_MONTHS, key=len, reverse=True))
# "Mai", "15. Mai", "15.5."
_END = rf"(?:(?:\d{{1,2}}\.?\s*)?(?:{_MONTH})\b\.?|\d{{1,2}}\.\s?\d{{1,2}}\.)"
# "-", "bis zum", "bis Ende"
_TO = r"\s*(?:-|\b(?:bis|to|until)\b)\s*(?:(?:zum|ende|end of)\s+)?"
_SEASON = rf"(?:(?:nur|only|von|vom|from|im|in)\s+)*(?P<first>{_END})(?:{_TO}(?P<last>{_END}))?"
PLACES = (
    rf"{_SEASON}\s*[:,]?\s+(?P<rest>.+)",
    rf"(?P<rest>.+?)\s*\(\s*{_SEASON}\s*\)",
    rf"(?P<rest>.+?),?\s+{_SEASON}",
)
END = rf"(?:(?P<of>\d{{1,2}})\.?\s*)?(?P<name>{_MONTH})\.?|(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\."


@dataclass(frozen=True)
class Season:
    """Days from one to another, (month, day) both, included, in each year; over New Year when the first is the later one."""

    first: tuple[int, int]
    last: tuple[int, int]

    def holds_on(self, day: date) -> bool:
        """Whether a day lies in it."""
        one = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= one <= self.last
        return one >= self.first or one <= self.last

    def around(self, today: date) -> tuple[date, date]:
        """The first and last day of the season that is on, else of the next one."""
        over_new_year = self.first > self.last
        years = (today.year - 1, today.year, today.year + 1)
        spans = ((_in_year(year, self.first), _in_year(year + over_new_year, self.last)) for year in years)
        return next(span for span in spans if span[1] >= today)

    @property
    def is_whole_months(self) -> bool:
        """Whether it begins on the first of a month and ends with the last of one, so that months say all."""
        return self.first[1] == 1 and self.last[1] == MOST_DAYS[self.last[0] - 1]


def with_season(line: str) -> tuple[Season | None, str]:
    """The season a line names, before or behind the rest, and the rest; None and the line when it names none.

    >>> with_season("Di 16-19 Uhr (Mai bis September)")
    (Season(first=(5, 1), last=(9, 30)), 'Di 16-19 Uhr')
    """
    plain = DASHES.sub("-", " ".join(line.split()))
    for pattern in PLACES:
        if found := re.fullmatch(pattern, plain, re.IGNORECASE):
            with suppress(ValueError):
                return _season(found["first"], found["last"]), found["rest"]
    return None, line


def _season(first: str, last: str | None) -> Season:
    """The season from one end to another, or a month alone; ValueError when a day is none, or stands alone."""
    month, day = _end(first)
    if last is None:
        if day is not None:
            raise ValueError
        return Season((month, 1), (month, MOST_DAYS[month - 1]))
    last_month, last_day = _end(last)
    return Season((month, day or 1), (last_month, last_day or MOST_DAYS[last_month - 1]))


def _end(text: str) -> tuple[int, int | None]:
    """Month and day of one end; None for a month without a day; ValueError when no month has such a day."""
    found = re.fullmatch(END, text, re.IGNORECASE)
    month = SPOKEN_MONTHS[found["name"].lower()] if found["name"] else int(found["month"])
    day = found["of"] or found["day"]
    return month, date(LEAP_YEAR, month, int(day)).day if day else None


def _in_year(year: int, one: tuple[int, int]) -> date:
    """A (month, day) of a year; 29 February is the 28th where there is none."""
    month, day = one
    return date(year, month, min(day, month_end(date(year, month, 1)).day))
