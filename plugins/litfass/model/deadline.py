"""Deadline: a last day as people write it: a date, a day of every year, or some days before a meeting."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

from ..calendar.moment import Moment
from ..calendar.month import LEAP_YEAR
from ..calendar.names import DASHES, MONTHS
from .readers import plain, refuse, single_or_list
from .time_readers import DAY, last_moment

# what a last day is for; each kind has a calendar, a feed and a part of the list
DUE_KINDS = ("registration", "fund", "call", "survey", "committee", "editorial")
YEARLY = re.compile(rf"(\d{{1,2}})\.\s?(?:(\d{{1,2}})\.|({'|'.join(MONTHS)}))", re.IGNORECASE)
RELATIVE = re.compile(r"(\d{1,3})\s+(?:days?|Tage?)\s+(?:before|vor)\s+([a-z0-9-]+)")


@dataclass(frozen=True)
class Deadline:
    """A last day: a fixed `moment`, a (month, day) of every year, or some days before each date of an event."""

    moment: Moment | None = None
    yearly: tuple[int, int] | None = None
    days_before: int = 0
    event_id: str = ""

    @property
    def named_day(self) -> date | None:
        """The day of every year as a day of a leap year, for its name only."""
        return date(LEAP_YEAR, *self.yearly) if self.yearly else None


def _deadline(value: Any) -> Deadline:
    written = plain(value)
    if match := YEARLY.fullmatch(written):
        number, month = int(match[1]), int(match[2] or MONTHS[match[3].lower()])
        try:
            date(LEAP_YEAR, month, number)  # 29.02. is a day, only not in every year
        except ValueError:
            raise refuse("no-such-day", value=value) from None
        return Deadline(yearly=(month, number))
    if match := RELATIVE.fullmatch(written):
        return Deadline(days_before=int(match[1]), event_id=match[2])
    if not DAY.match(DASHES.sub("-", written)):
        raise refuse("bad-deadline", value=value)
    return Deadline(moment=last_moment(written))


DeadlineField = Annotated[Deadline, BeforeValidator(_deadline)]
Deadlines = Annotated[tuple[DeadlineField, ...], BeforeValidator(single_or_list)]
