"""Rule: how something repeats, as RFC 5545 says it; days only, in wall-clock time, never more often than daily."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from dateutil import rrule as dateutil_rrule

from .month import MOST_DAYS, next_month
from .weeks import NUMBERS, parity_of

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = {
    "DAILY": dateutil_rrule.DAILY,
    "WEEKLY": dateutil_rrule.WEEKLY,
    "MONTHLY": dateutil_rrule.MONTHLY,
    "YEARLY": dateutil_rrule.YEARLY,
}
LONGEST_INTERVAL = 99
LAST_YEAR = 2199
# the last but one is the last that has a name when one counts from the end
LAST_NAMED = -2


class RuleError(ValueError):
    """Says in a few words why an RRULE is refused."""


@dataclass(frozen=True)
class Rule:
    """A repeat rule: frequency, interval, weekdays as (n, weekday), days of the month and months.

    In `weekdays`, weekday 0 is Monday; n is 0 for every one, 1 for the first of the month, -1 for the last.
    Empty tuples mean "as the first day"; see `in_full`. `parity` is EVEN or ODD for what comes every week whose number
    is so, None for all else.
    """

    freq: str
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    parity: int | None = None

    @classmethod
    def from_rrule(cls, text: str) -> "Rule":
        """Read an RRULE value, upper or lower case, as the plainest rule that gives the same days.

        Raises:
            RuleError: it is more than a calendar of days needs or words say, or against RFC 5545 §3.3.10.

        """
        parts = dict(_pairs(text.strip().upper().removeprefix("RRULE:")))
        freq = parts.pop("FREQ", "")
        if freq not in FREQUENCIES:
            raise RuleError(f"FREQ={freq}")
        weeks_begin = parts.pop("WKST", "MO")
        parity = _parity(parts.pop("BYWEEKNO", ""), freq, weeks_begin)
        freq = freq if parity is None else "WEEKLY"
        written = parts.pop("INTERVAL", "1")
        intervals = _numbers(written, 1, LONGEST_INTERVAL, "INTERVAL")
        if len(intervals) != 1:
            raise RuleError(f"INTERVAL={written}")
        weekdays = tuple(_by_day(item, freq) for item in parts.pop("BYDAY", "").split(",") if item)
        month_days = _numbers(parts.pop("BYMONTHDAY", ""), LAST_NAMED, 31, "BYMONTHDAY")
        months = _numbers(parts.pop("BYMONTH", ""), 1, 12, "BYMONTH")
        if parts:
            raise RuleError(", ".join(sorted(parts)))
        rule = cls(freq, intervals[0], weekdays, month_days, months, parity)
        if refused := _beyond_words(rule) or _other_weeks(weeks_begin, rule):
            raise RuleError(refused)
        return _plainest(rule)

    def to_rrule(self) -> str:
        """Write the value of an RRULE property, without UNTIL. Source: RFC 5545 §3.3.10.

        Weeks of one parity are named by their numbers, which a rule may only do by the year.
        """
        parts = [f"FREQ={self.freq}" if self.parity is None else "FREQ=YEARLY"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.months:
            parts.append("BYMONTH=" + ",".join(map(str, self.months)))
        if self.parity is not None:
            parts.append("BYWEEKNO=" + ",".join(map(str, NUMBERS[self.parity])))
        if self.month_days:
            parts.append("BYMONTHDAY=" + ",".join(map(str, self.month_days)))
        if self.weekdays:
            parts.append("BYDAY=" + ",".join(f"{n or ''}{WEEKDAYS[weekday]}" for n, weekday in self.weekdays))
        return ";".join(parts)

    def in_full(self, start: date) -> "Rule":
        """The same rule with what it takes from its first day written out.

        >>> Rule("WEEKLY", 2).in_full(date(2026, 12, 1)).to_rrule()
        'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'
        """
        if self.weekdays or self.month_days or self.freq == "DAILY":
            return self
        if self.freq == "WEEKLY":
            return replace(self, weekdays=((0, start.weekday()),))
        months = self.months or ((start.month,) if self.freq == "YEARLY" else ())
        return replace(self, month_days=(start.day,), months=months)

    def days(self, start: date, *, first: date | None = None, until: date | None = None) -> Iterator[date]:
        """Days on which the rule falls from `start` on, in order, `until` included; endless when it is None.

        `start` itself is among them only if the rule hits it. Days before `first` are left out without being
        counted through, so that a series begun long ago costs no more than a new one.

        >>> [str(day) for day in Rule("MONTHLY", weekdays=((1, 3),)).days(date(2026, 8, 1), until=date(2026, 9, 30))]
        ['2026-08-06', '2026-09-03']
        """
        until = until or date(LAST_YEAR, 12, 31)
        first = max(first or start, start)
        said = self.in_full(start)
        found = dateutil_rrule.rrule(
            FREQUENCIES[self.freq],
            dtstart=datetime.combine(self._just_before(first, start), time.min),
            until=datetime.combine(until, time.min),
            interval=self.interval,
            byweekday=[_dateutil_weekday(n, weekday) for n, weekday in said.weekdays] or None,
            bymonthday=said.month_days or None,
            bymonth=said.months or None,
            wkst=dateutil_rrule.MO,
        )
        for instant in found:
            day = instant.date()
            if day >= first and (self.parity is None or self.parity == parity_of(day)):
                yield day

    def _just_before(self, first: date, start: date) -> date:
        """A day not after `first` from which the rule counts its intervals as it does from `start`."""
        if self.freq == "DAILY":
            return first - (first - start) % timedelta(days=self.interval)
        if self.freq == "WEEKLY":
            monday = start - timedelta(days=start.weekday())
            begins = first - (first - monday) % timedelta(weeks=self.interval)
        elif self.freq == "MONTHLY":
            passed = (first.year - start.year) * 12 + first.month - start.month
            begins = next_month(start, passed - passed % self.interval)
        else:
            begins = date(first.year - (first.year - start.year) % self.interval, 1, 1)
        return max(begins, start)

    @property
    def skips_weeks(self) -> bool:
        """Whether its weekdays alone do not say when it comes: every two weeks, or in weeks of even number."""
        return self.interval > 1 or self.parity is not None

    def skips_months(self) -> bool:
        """Whether some months have no such day: a fifth weekday, or the 29th to 31st."""
        late = any(number > 28 for number in self.month_days)  # noqa: PLR2004 - February's
        return any(n == 5 for n, _ in self.weekdays) or (self.freq == "MONTHLY" and late)  # noqa: PLR2004


def _beyond_words(rule: Rule) -> str:
    """The properties whose values together give no day, or none that words say; "" for a rule that may be had."""
    longest = max(MOST_DAYS[month - 1] for month in rule.months or range(1, 13))
    ordinals, days = {n for n, _ in rule.weekdays}, {weekday for _, weekday in rule.weekdays}
    if rule.freq == "WEEKLY" and rule.month_days:
        return "BYMONTHDAY"
    if rule.parity is not None and rule.interval > 1:
        return "BYWEEKNO + INTERVAL"
    if rule.month_days and min(map(abs, rule.month_days)) > longest:
        return "BYMONTHDAY + BYMONTH"  # never: and dateutil would look for it until the year 9999
    if rule.month_days and rule.weekdays:
        return "BYDAY + BYMONTHDAY"
    if {0} < ordinals or {*rule.weekdays} != {(n, weekday) for n in ordinals for weekday in days}:
        return "BYDAY"  # the first Monday and the third Friday are two rules
    if rule.freq == "DAILY" and rule.interval > 1 and (rule.weekdays or rule.month_days or rule.months):
        return "DAILY + INTERVAL + BY…"
    if rule.freq == "YEARLY" and rule.weekdays and not rule.months:
        return "BYDAY + BYMONTH"
    return ""


def _other_weeks(begin: str, rule: Rule) -> str:
    """WKST, where weeks that do not begin on Monday give other days, or if it is no day; "" otherwise. Source: RFC 5545 §3.3.10."""
    sides = {weekday >= WEEKDAYS.index(begin) for _, weekday in rule.weekdays} if begin in WEEKDAYS else set()
    matters = rule.freq == "WEEKLY" and rule.interval > 1 and len(sides) > 1
    return f"WKST={begin}" if matters or begin not in WEEKDAYS else ""


def _plainest(rule: Rule) -> Rule:
    """The same days by the frequency people name: all Mondays of each month are every Monday. Source: RFC 5545 §3.3.10, table."""
    freq = rule.freq
    if rule.weekdays and not rule.weekdays[0][0]:
        freq = "WEEKLY"
    elif rule.month_days and (freq == "DAILY" or not rule.months):
        freq = "MONTHLY"
    elif rule.freq == "MONTHLY" and rule.interval == 1 and rule.months and not _follow_each_other(rule.months):
        freq = "YEARLY"
    if freq != rule.freq and rule.interval > 1:
        raise RuleError(f"{rule.freq} + INTERVAL")
    return replace(rule, freq=freq)


def _follow_each_other(months: tuple[int, ...]) -> bool:
    """Whether some of the months are neighbours, over New Year too: a season, and not single months of a year."""
    return any(month % 12 + 1 in months for month in months)


def _dateutil_weekday(n: int, weekday: int) -> dateutil_rrule.weekday:
    return dateutil_rrule.weekday(weekday, n or None)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    seen = set()
    for part in filter(None, text.split(";")):
        name, equals, value = part.partition("=")
        if not equals or not value or name in seen:
            raise RuleError(part)
        seen.add(name)
        yield name, value


def _parity(numbers: str, freq: str, weeks_begin: str) -> int | None:
    """Which weeks BYWEEKNO names: all even or all odd ones; None where it is not there."""
    if not numbers:
        return None
    found = next((parity for parity, all_ in NUMBERS.items() if _numbers(numbers, 1, 53, "BYWEEKNO") == all_), None)
    # elsewhere RFC 5545 forbids it; and weeks may be counted otherwise where they begin on another day
    if found is None or freq != "YEARLY" or weeks_begin != "MO":
        raise RuleError("BYWEEKNO")
    return found


def _numbers(text: str, least: int, most: int, name: str) -> tuple[int, ...]:
    numbers = []
    for item in filter(None, text.split(",")):
        if not re.fullmatch(r"[+-]?\d{1,3}", item) or int(item) == 0 or not least <= int(item) <= most:
            raise RuleError(f"{name}={item}")
        numbers.append(int(item))
    return tuple(sorted(set(numbers)))


def _by_day(item: str, freq: str) -> tuple[int, int]:
    match = re.fullmatch(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)", item)
    n = int(match[1] or 0) if match else 0
    if not match or n not in range(LAST_NAMED, 6) or (n and freq in ("DAILY", "WEEKLY")) or match[1] == "0":
        raise RuleError(f"BYDAY={item}")
    return n, WEEKDAYS.index(match[2])
