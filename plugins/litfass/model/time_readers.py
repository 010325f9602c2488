"""Time readers: how a text an editor wrote becomes a day, a time, hours or a rule; refuses as readers.py does."""

import re
from datetime import date, time, timedelta
from typing import Any

from pydantic_core import PydanticCustomError

from ..calendar.hours import OpeningHours, parse_hours, with_an_end
from ..calendar.moment import Moment, PartialDay
from ..calendar.names import DASHES, NUMBERS
from ..calendar.rule import Rule, RuleError
from .hints import (
    TIME,
    day_without_clock,
    day_written,
    days_written,
    end_written,
    moment_written,
    partial_written,
    span_written,
    weekday_against,
)
from .readers import plain, refuse

YEARS = range(1900, 2200)
DAY = re.compile(r"(\d{1,4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
# between two days; a day may be followed by a comma and its hour
AND_A_DAY = re.compile(r"\s*(?:[,;&]|\b(?:und|and)\b)\s*(?=\d{4}-\d|\d{1,2}\.\s?\d{1,2}\.)")
BEFORE = re.compile(
    rf"(?:bis )?(\d{{1,3}}|ein|eine|one|{'|'.join(NUMBERS)}) (?:(tage?|days?)|wochen?|weeks?) (?:vorher|davor|before)",
    re.IGNORECASE,
)
DAY_BEFORE = re.compile(r"(?:am |bis zum )?(?:vortag|tag (?:vorher|davor))|(?:the )?day before", re.IGNORECASE)
MIDNIGHT = re.compile(r"(?:^|(?<=[\sT,]))24(?:[:.h]00)?(?:\s*(?:Uhr|h))?$")


def day(value: Any) -> date:
    """A calendar day from 2026-12-03 or 3.12.2026; never a guess between month and day.

    >>> day("3.12.2026")
    datetime.date(2026, 12, 3)
    """
    if isinstance(value, date):
        return value
    match = DAY.fullmatch(DASHES.sub("-", plain(value)))
    if not match:
        days = days_written(value)
        raise (
            refuse("several-days", value=value, days=days)
            if days
            else _refuse_day("bad-day", value, day_written(value))
        )
    year, month, number, number_de, month_de, year_de = (int(part or 0) for part in match.groups())
    return _make_day(value, year or year_de, month or month_de, number or number_de)


def day_or_days_before(value: Any) -> date | int:
    """A last day for something, or how many days before each date it is: "2 Tage vorher", "eine Woche vorher", "am Vortag".

    >>> day_or_days_before("2027-01-20"), day_or_days_before("zwei Wochen vorher"), day_or_days_before("am Tag davor")
    (datetime.date(2027, 1, 20), 14, 1)
    """
    if isinstance(value, date | int):
        return value
    written = plain(value)
    if DAY.fullmatch(DASHES.sub("-", written)):
        return day(written)
    if DAY_BEFORE.fullmatch(written):
        return 1
    match = BEFORE.fullmatch(written)
    number = (int(match[1]) if match[1].isdecimal() else NUMBERS.get(match[1].lower(), 1)) if match else 0
    if not match or not number:
        raise _refuse_day("bad-last-day", value, day_written(value))
    return (timedelta(days=number) if match[2] else timedelta(weeks=number)).days


def _make_day(value: str, year: int, month: int, number: int) -> date:
    if year not in YEARS:
        raise refuse("bad-year", year=year)
    try:
        return date(year, month, number)
    except ValueError:
        raise refuse("no-such-day", value=value) from None


def clock(value: Any) -> time:
    """A time of day from 15:00, 15.00 or 15 Uhr.

    >>> clock("9 Uhr")
    datetime.time(9, 0)
    """
    if isinstance(value, time):
        return value
    match = TIME.fullmatch(plain(value))
    try:
        return time(int(match[1]), int(match[2] or 0))  # type: ignore[index]
    except (TypeError, ValueError):
        raise refuse("bad-time", value=value) from None


def clock_or_text(value: Any) -> str:
    """Words that say when something opens; a time alone must be one."""
    if TIME.fullmatch(plain(value)):
        clock(value)
    return plain(value)


def moment(value: Any) -> Moment:
    """A day, or a day with a wall-clock time: "2026-12-03" or "2026-12-03 15:00"."""
    if isinstance(value, Moment):
        return value
    written = DASHES.sub("-", plain(value)).replace("T", " ", 1).replace(",", " ", 1)
    match = DAY.match(written)
    rest = written[match.end() :].strip() if match else ""
    if not match or (rest and not TIME.fullmatch(rest)):
        raise _no_moment(value)
    return Moment(day(match.group()), clock(rest) if rest else None)


def moments(value: Any) -> tuple[Moment, ...]:
    """Days, or moments, one after another: "2026-12-03 15:00 und 2026-12-10 15:00", or a list of them."""
    parts = AND_A_DAY.split(plain(value)) if isinstance(value, str) else value
    return tuple(moment(part) for part in parts) if isinstance(parts, list | tuple) else (moment(value),)


def last_moment(value: Any) -> Moment:
    """Until when something is possible; 24:00 is the end of the day, as without a time.

    >>> last_moment("2027-02-26 24:00").as_written
    '2027-02-26'
    """
    midnight = MIDNIGHT.search(plain(value)) if isinstance(value, str) else None
    return moment(value[: midnight.start()].rstrip(" \u00a0T,") if midnight else value)


def changed_start(value: Any) -> Moment:
    """The start of one date of a series; to a time alone the day was added before, for only its entry knows it."""
    return moment(value)


def _no_moment(value: str) -> PydanticCustomError:
    span = span_written(DASHES.sub("-", value))
    if span and not weekday_against(value):
        return refuse("moment-span", value=value, **span)
    if day_alone := day_without_clock(value):
        return refuse("no-clock", value=value, day=day_alone)
    return _refuse_day("bad-moment", value, moment_written(value))


def _refuse_day(code: str, value: str, example: Any) -> PydanticCustomError:
    """The refusal of what is no day as files have it; a weekday that does not fit is told first."""
    against = weekday_against(value)
    return (
        refuse("weekday-or-day", example=example, **against) if against else refuse(code, value=value, example=example)
    )


def end(value: Any) -> Moment | time:
    """An end: a time of the first day, a day, or both; 24:00 is the midnight after it.

    >>> end("24 Uhr"), end("2026-12-31\u00a024:00").as_written
    (datetime.time(0, 0), '2027-01-01 00:00')
    """
    if isinstance(value, Moment | time):
        return value
    if midnight := MIDNIGHT.search(plain(value)):
        last = plain(value)[: midnight.start()].rstrip(" \u00a0T,")
        return Moment(day(last) + timedelta(days=1), time()) if last else time()
    if TIME.fullmatch(plain(value)):
        return clock(value)
    if span := span_written(DASHES.sub("-", value)):
        last = span["end"] if "-" in span["end"] else f"{span['start'][:10]} {span['end']}"
        raise refuse("end-span", value=value, end=last)
    if not DAY.match(DASHES.sub("-", value)):
        raise _refuse_day("bad-end", value, end_written(value))
    return moment(value)


def partial_day(value: Any) -> PartialDay:
    """A date of lower precision: 2017, 2017-03 or 2017-03-21."""
    if isinstance(value, PartialDay):
        return value
    if match := re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?", plain(value)):
        year, month = int(match[1]), int(match[2]) if match[2] else None
        _make_day(value, year, month or 1, 1)
        return PartialDay(year, month)
    if not DAY.fullmatch(value):
        raise refuse("bad-partial-day", value=value, guess=partial_written(value))
    exact = day(value)
    return PartialDay(exact.year, exact.month, exact.day)


def partial_day_or_text(value: Any) -> PartialDay | str:
    """A date of lower precision, or words: "April und Oktober"."""
    return partial_day(value) if isinstance(value, PartialDay) or plain(value)[:4].isdecimal() else plain(value)


def year(value: Any) -> int:
    """A year of four digits."""
    if not re.fullmatch(r"\d{4}", plain(value)) or int(value) not in YEARS:
        raise refuse("bad-year", year=value)
    return int(value)


def hours(value: Any) -> OpeningHours:
    """One line of opening hours."""
    if isinstance(value, OpeningHours):
        return value
    parsed = parse_hours(plain(value))
    if parsed is None:
        example = with_an_end(value)
        raise refuse("hours-no-end", value=value, example=example) if example else refuse("bad-hours", value=value)
    return parsed


def repeat(value: Any) -> Rule:
    """A repeat phrase, read by the closed grammar of calendar/phrase.py."""
    from ..calendar import grammar, phrase, wording  # noqa: PLC0415 - only events with a phrase pay for it
    from ..problems import nearest  # noqa: PLC0415

    written = plain(value)
    rule = phrase.parse_phrase(written)
    if rule is not None:
        return rule
    if two := phrase.two_meanings(written):
        raise refuse("repeat-two-ways", value=value, **wording.both_ways(*two))
    if phrase.is_month_alone(written):
        raise refuse("repeat-which-day", value=value)
    if rest := phrase.without_holidays(written):
        raise refuse("repeat-only", value=value, repeat=rest)
    if beginning := phrase.readable_beginning(written):
        raise refuse("repeat-too-much", value=value, repeat=beginning)
    raise refuse("bad-repeat", value=value, guess=nearest(value, grammar.FORMS))


def rrule(value: Any) -> Rule:
    """An RRULE for experts, limited to what a calendar of days needs."""
    try:
        return Rule.from_rrule(plain(value))
    except RuleError as error:
        raise refuse("bad-rrule", value=value, reason=str(error)) from None
