"""Ending: when something ends, from its start and what was written of its end."""

from datetime import date, time, timedelta

from ..calendar.moment import Moment
from .readers import refuse


def check_end(start: Moment, end: Moment | time) -> None:
    """Refuse an end that cannot be one."""
    last = end_of(start, end, start)
    if last and (code := wrong_end(start, last)):
        raise refuse(code, start=start.as_written, end=last.as_written)


def wrong_end(start: Moment, end: Moment) -> str:
    """The code of the problem with an end: before its start, or with a time where the start has none; "" when it is fine."""
    if start.is_all_day and not end.is_all_day:
        return "end-mixed"
    return "end-before-start" if end.day < start.day or (end.time and end.sort_key < start.sort_key) else ""


def end_of(start: Moment, end: Moment | time | None, first: Moment) -> Moment | None:
    """The end of a date that starts at `start`, from the end written for the date that starts at `first`.

    None when no end was said, or when it is the start. A whole-day end is the last day, included.
    """
    if end is None:
        return None
    if isinstance(end, time):
        following = start.time is not None and end < start.time
        until = Moment(start.day + timedelta(days=1) if following else start.day, end)
    else:
        until = Moment(start.day + (end.day - first.day), end.time)
        if until.time is None and start.time is not None:
            until = Moment(until.day)
    return None if until == start and start.time is not None else until


def day_after(day: date) -> date:
    """The next day, for ends that a format excludes. Source: RFC 5545 §3.8.2.2."""
    return day + timedelta(days=1)
