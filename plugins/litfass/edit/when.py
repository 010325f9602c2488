"""When: reads a time as people say it, "Do 3.12. 15-17 Uhr", and finds the year they mean."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from ..calendar.moment import Moment, is_past_a_night
from ..calendar.spoken import SpokenDay, capitalised, spoken_days

_RANGE_OF_DAYS = re.compile(
    r"(?<![\d.])(\d{1,2})\.\s?(?:[-–]|bis)\s?(?:zum\s)?(\d{1,2})\.(\s?(?:\d{1,2}\.|[A-ZÄÖÜ][a-zäöü]+\.?)(?:\s?\d{4})?)"
)
_TIME = re.compile(r"(?<!\d)(\d{1,2})(?:[:.](\d{2}))?(?!\d)(?:\s*(?:Uhr|h)\b)?", re.IGNORECASE)
_FILLING = re.compile(r"\b(?:von|ab|um|bis|und|zum|to|from|at|on|until|till|uhr|am|der|den)\b|[-–,;.T]", re.IGNORECASE)

# "18 Uhr", "18:30-20:00"; never "11.12", which may be a day
_ONLY_TIME = re.compile(
    r"(?:(?:um|ab|von|at|from) )?(?:(?:\d{1,2}(?:[:.]\d\d)?(?: ?(?:[-–]|bis|to) ?)?){1,2} ?(?:Uhr|h)"
    r"|\d{1,2}:\d\d(?: ?(?:[-–]|bis|to) ?\d{1,2}:\d\d)?)",
    re.IGNORECASE,
)


class NotUnderstood(Exception):
    """A time that cannot be read; `code` names the sentence of sentences.toml, `values` what stands in it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True)
class When:
    """A start and, if it was said, an end: a time of the first day, or a day with or without one."""

    start: Moment
    end: Moment | time | None = None

    @property
    def start_text(self) -> str:
        """The start as files write it."""
        return written(self.start)

    @property
    def end_text(self) -> str:
        """The end as files write it; "" for none."""
        return written(self.end) if self.end else ""


def written(value: Moment | time) -> str:
    """A moment or a time as files write it.

    >>> written(Moment(date(2026, 12, 3), time(15)))
    '2026-12-03 15:00'
    """
    return f"{value:%H:%M}" if isinstance(value, time) else value.as_written


def read_when(text: str, today: date, same_day: date | None = None) -> When:
    """The start and end that a text names; a year that was not said is the next in which the day comes.

    `same_day` is meant when a text names a time and no day.

    >>> read_when("Do 3.12. 15-17 Uhr", date(2026, 11, 24)).start_text
    '2026-12-03 15:00'

    Raises:
        NotUnderstood: with the sentence to be told.

    """
    text = _RANGE_OF_DAYS.sub(r"\1.\3 bis \2.\3", capitalised(text.strip()))
    if same_day and _ONLY_TIME.fullmatch(text):
        text = f"{same_day} {text}"
    spoken = list(spoken_days(text))
    if not spoken or len(spoken) > 2:  # noqa: PLR2004 - a first and a last day
        raise NotUnderstood("when-no-day", value=text)
    days = [_day(one, today) for one in spoken]
    if len(days) > 1 and days[1] < days[0]:
        raise NotUnderstood("when-backwards", value=text)
    times = _times(text, spoken)
    start = Moment(days[0], times[0] if times else None)
    if len(days) > 1:
        return When(start, Moment(days[1], times[1] if len(times) > 1 else None))
    if len(times) > 1 and is_past_a_night(*times):
        first, last = (f"{one:%H:%M}" for one in times)
        both = {"first": f"{days[0]:%d.%m.%Y} {first}", "last": f"{days[0] + timedelta(days=1):%d.%m.%Y} {last}"}
        raise NotUnderstood("when-end-first", value=text, start=first, end=last, **both)
    return When(start, times[1] if len(times) > 1 else None)


def _times(text: str, spoken: list[SpokenDay]) -> list[time]:
    """The times that a text names beside its days, at most a first and a last; nothing else may be left of it."""
    rest = text
    for one in reversed(spoken):
        rest = rest[: one.start] + " , " + rest[one.end :]
    times = [_time(match, is_end=number > 0 and len(spoken) == 1) for number, match in enumerate(_TIME.finditer(rest))]
    if len(times) > 2 or _FILLING.sub("", _TIME.sub("", rest)).strip():  # noqa: PLR2004 - from and to
        raise NotUnderstood("when-unclear", value=text)
    return times


def _day(spoken: SpokenDay, today: date) -> date:
    day = spoken.next_from(today)
    if day is None:
        raise NotUnderstood("when-no-such-day", value=spoken.written)
    if spoken.weekday is not None and spoken.weekday != day.weekday():
        raise NotUnderstood("when-weekday", value=spoken.written, day=day)
    return day


def _time(match: re.Match[str], *, is_end: bool) -> time:
    hour, minute = int(match[1]), int(match[2] or 0)
    try:
        return time(0 if is_end and (hour, minute) == (24, 0) else hour, minute)
    except ValueError:
        raise NotUnderstood("when-unclear", value=match[0]) from None
