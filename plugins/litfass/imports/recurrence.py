"""Recurrence: on which days an entry of a foreign calendar takes place, and how that is said in one of our files.

Days are first computed in the entry's own zone, as RFC 5545 wants it, by dateutil; then a way to write them is looked
for that gives exactly the same days: a phrase, a rule, or a list.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from ..calendar.moment import Moment
from ..calendar.rule import Rule, RuleError
from ..calendar.wording import phrase_for

MOST_DATES = 3_000
LAST_DAY = date(2199, 12, 31)
# dateutil would stay on its first day for ever
STANDS_STILL = re.compile(r"INTERVAL=0*(?:;|$)", re.IGNORECASE)
OFTENER_THAN_DAILY = re.compile(r"FREQ=(?:HOURLY|MINUTELY|SECONDLY)|BYHOUR|BYMINUTE|BYSECOND", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    """Where dates are looked for: in the calendar of `zone`, up to `horizon` where they never end."""

    zone: ZoneInfo
    horizon: date


@dataclass(frozen=True)
class Pattern:
    """An entry's dates as its calendar says them; `start` is a day, or a time on the wall's clock of `zone`."""

    start: date | datetime
    rules: tuple[str, ...] = ()
    added: tuple[date | datetime, ...] = ()
    dropped: tuple[date | datetime, ...] = ()

    @property
    def is_all_day(self) -> bool:
        """Whether no time was said."""
        return not isinstance(self.start, datetime)


@dataclass
class Days:
    """The dates in the site's zone: those of the rule and beside it, by day; what was left out, and what ends them."""

    planned: dict[date, Moment] = field(default_factory=dict)
    dropped: set[date] = field(default_factory=set)
    is_endless: bool = False
    is_crowded: bool = False

    @property
    def taking_place(self) -> list[date]:
        """Days on which it takes place, in order."""
        return sorted(set(self.planned) - self.dropped)


def days_of(pattern: Pattern, span: Span) -> Days:
    """All dates of a pattern; endless ones up to the span's horizon.

    Source: RFC 5545 §3.8.5.1 to §3.8.5.3; DTSTART counts also where the rule does not hit it.

    Raises:
        ValueError: a rule cannot be understood.

    """
    found = Days()
    for instant in (pattern.start, *pattern.added):
        _put(found, local(instant, span.zone))
    for rule in pattern.rules:
        if STANDS_STILL.search(rule):
            raise ValueError("property 'RRULE' has no interval")
        if OFTENER_THAN_DAILY.search(rule):
            found.is_crowded = True
            continue
        found.is_endless |= not re.search(r"UNTIL=|COUNT=", rule, re.IGNORECASE)
        for instant in _instants(rule, pattern, span):
            _put(found, local(instant, span.zone))
    for instant in pattern.dropped:
        moment = local(instant, span.zone)
        at = found.planned.get(moment.day)
        if at and (moment.time in (None, at.time) or at.time is None):
            found.dropped.add(moment.day)
    return found


def local(instant: date | datetime, zone: ZoneInfo) -> Moment:
    """A foreign day or time on the site's wall clock; times without a zone are the wall's already."""
    if not isinstance(instant, datetime):
        return Moment(instant)
    there = instant.astimezone(zone) if instant.tzinfo else instant
    return Moment(there.date(), time(there.hour, there.minute))


def written(pattern: Pattern, days: Days, span: Span) -> dict[str, Any]:
    """The keys that give exactly these days: start, repeat or rrule or dates, until, except, also; {} for none."""
    if not days.taking_place:
        return {}
    start = local(pattern.start, span.zone)
    if len(days.planned) == 1 and not days.is_endless:
        return {"start": start.as_written}
    for rule in _rules(pattern, start.day):
        if fields := _by_rule(rule, start, days, span):
            return fields
    first, *others = days.taking_place
    fields = {"start": days.planned[first].as_written}
    return fields | {"dates": [str(day) for day in others]} if others else fields


def _by_rule(rule: Rule, start: Moment, days: Days, span: Span) -> dict[str, Any]:
    """The keys with a rule; {} when it does not give these days."""
    last = None if days.is_endless else max(days.planned)
    by_rule = set(rule.days(start.day, until=last or span.horizon))
    if not by_rule:
        return {}
    beside = set(days.planned) - by_rule
    if by_rule - set(days.planned) or len(beside) > len(by_rule) + 1:
        return {}
    phrase = phrase_for(rule)
    fields: dict[str, Any] = {
        "start": start.as_written,
        **({"repeat": phrase} if phrase else {"rrule": rule.to_rrule()}),
    }
    if last:
        fields["until"] = str(last)
    if dropped := sorted(days.dropped & by_rule):
        fields["except"] = [str(day) for day in dropped]
    if also := sorted(beside - days.dropped):
        fields["also"] = [str(day) for day in also]
    return fields


def _rules(pattern: Pattern, first: date) -> Iterator[Rule]:
    """Rules of ours that may mean what a foreign one means; whether they do is checked by their days."""
    if len(pattern.rules) != 1:
        return
    text = re.sub(r"(?:^|;)(?:UNTIL|COUNT|WKST)=[^;]*", "", pattern.rules[0].upper()).strip(";")
    if one := re.search(r"BYDAY=(\w\w)(?:;|$)", text):  # the first of all Thursdays is the first Thursday
        text = re.sub(r"BYDAY=\w\w;(.*?);?BYSETPOS=(-?\d)$", rf"BYDAY=\g<2>{one[1]};\1", text).strip(";")
        text = re.sub(r"BYSETPOS=(-?\d);BYDAY=(\w\w)$", r"BYDAY=\1\2", text)
    text = re.sub(r"BYMONTHDAY=[^;]+;?|;BYMONTHDAY=[^;]+", "", text) if "FREQ=WEEKLY" in text else text
    try:
        rule = Rule.from_rrule(text.replace(";;", ";"))
    except RuleError:
        return
    rule = rule.in_full(first)
    yield replace(rule, weekdays=tuple(sorted(rule.weekdays, key=lambda one: (one[0] < 0, *one))))


def _instants(rule: str, pattern: Pattern, span: Span) -> Iterable[date | datetime]:
    """What a rule gives in the pattern's own zone, in order, at most MOST_DATES."""
    zone = pattern.start.tzinfo if isinstance(pattern.start, datetime) else None
    start = _naive(pattern.start)
    until = re.search(r"UNTIL=(\d{8})(?:T(\d{6})(Z?))?", rule, re.IGNORECASE)
    kept = re.sub(r"(?:^|;)UNTIL=[^;]*", "", rule).strip(";")
    last = datetime.combine(LAST_DAY if re.search("COUNT=", rule, re.IGNORECASE) else span.horizon, time.max)
    if until:
        last = _until(until, zone)
    wanted = rrulestr(kept, dtstart=start).replace(until=last)
    for number, instant in enumerate(wanted):
        if number >= MOST_DATES:
            return
        yield instant.date() if pattern.is_all_day else instant.replace(tzinfo=zone)


def _until(said: re.Match[str], zone: tzinfo | None) -> datetime:
    """UNTIL on the wall's clock of the pattern's zone; a day alone means its end."""
    day, clock, is_utc = said[1], said[2], said[3]
    if not clock:
        return datetime.combine(datetime.strptime(day, "%Y%m%d").date(), time.max)  # noqa: DTZ007 - of the pattern's zone
    instant = datetime.strptime(f"{day}{clock}+0000", "%Y%m%d%H%M%S%z")
    return (instant.astimezone(zone) if is_utc and zone else instant).replace(tzinfo=None)


def _naive(instant: date | datetime) -> datetime:
    return instant.replace(tzinfo=None) if isinstance(instant, datetime) else datetime.combine(instant, time())


def _put(found: Days, moment: Moment) -> None:
    known = found.planned.setdefault(moment.day, moment)
    found.is_crowded |= known.time != moment.time
