"""RuleWords: a repeat rule written back in words, in a form that calendar/phrase.py reads again."""

from collections.abc import Callable, Iterable

from babel import Locale, dates, lists

from .calendar.rule import Rule

ENGLISH_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


class RuleWords:
    """Writes rules in one language; words and dates cannot contradict, for both come from the rule."""

    def __init__(self, locale: Locale, gettext: Callable[[str], str]) -> None:
        self.locale, self._ = locale, gettext

    def rule(self, rule: Rule) -> str:
        """A rule in words: "jeden 1. Donnerstag im Monat", "Oktober bis Dezember jeden Dienstag"."""
        if rule.freq == "YEARLY":
            return self._yearly(rule)
        phrase = {"MONTHLY": self._monthly, "WEEKLY": self._weekly, "DAILY": self._daily}[rule.freq](rule)
        return self._in_season(phrase, rule.months) if rule.months else phrase

    def _daily(self, rule: Rule) -> str:
        return self._("every day") if rule.interval == 1 else self._("every {count} days").format(count=rule.interval)

    def _weekly(self, rule: Rule) -> str:
        if not rule.weekdays:
            return (
                self._("every {count} weeks").format(count=rule.interval) if rule.interval > 1 else self._("every week")
            )
        names = self._weekdays(weekday for _, weekday in rule.weekdays)
        if rule.interval > 1:
            return self._("every {count} weeks on {weekdays}").format(count=rule.interval, weekdays=names)
        return self._("every {weekdays}").format(weekdays=names)

    def _monthly(self, rule: Rule) -> str:
        if rule.month_days:
            if rule.interval > 1:
                values = {"count": rule.interval, "days": self._month_days(rule)}
                return self._("every {count} months on the {days}").format(**values)
            return self._("on the {days} of the month").format(days=self._month_days(rule))
        if rule.interval > 1:
            return self._("every {count} months on the {nth}").format(count=rule.interval, nth=self._nth(rule))
        return self._("every {nth} of the month").format(nth=self._nth(rule))

    def _yearly(self, rule: Rule) -> str:
        month = self._join(self._month(number) for number in rule.months)
        if rule.month_days:
            return self._("every year on {day} {month}").format(day=self._month_days(rule), month=month)
        if not rule.weekdays:
            return self._("every year")
        return self._("every year on the {nth} in {month}").format(nth=self._nth(rule), month=month)

    def _in_season(self, phrase: str, months: tuple[int, ...]) -> str:
        """From one month to another where they follow each other, also over New Year; else each by name."""
        starts = [month for month in months if (month - 2) % 12 + 1 not in months]
        if len(starts) == 1 and len(months) > 1:
            last = (starts[0] + len(months) - 2) % 12 + 1
            season = {"first": self._month(starts[0]), "last": self._month(last)}
            return self._("{first} to {last} {phrase}").format(phrase=phrase, **season)
        return self._("{phrase}, only in {months}").format(phrase=phrase, months=self._join(map(self._month, months)))

    def _nth(self, rule: Rule) -> str:
        ordinals = sorted({n for n, _ in rule.weekdays}, key=lambda n: (n < 0, n))
        names = self._join(self._weekday(weekday) for weekday in sorted({weekday for _, weekday in rule.weekdays}))
        return f"{self._join(self._ordinal(n) for n in ordinals)} {names}"

    def _month_days(self, rule: Rule) -> str:
        last = self._("last day")
        numbers = sorted(rule.month_days, key=lambda n: (n < 0, n))
        return self._join(last if number == -1 else self._ordinal(number) for number in numbers)

    def _ordinal(self, n: int) -> str:
        if n < 0:
            return self._("last") if n == -1 else self._("last but one")
        if self.locale.language == "en":
            ending = "th" if n in (11, 12, 13) else ENGLISH_ENDINGS.get(n % 10, "th")
            return f"{n}{ending}"
        return f"{n}."

    def _weekdays(self, weekdays: Iterable[int]) -> str:
        days = sorted(set(weekdays))
        if len(days) > 2 and days[-1] - days[0] == len(days) - 1:  # noqa: PLR2004 - two are named both
            return self._("{first} to {last}").format(first=self._weekday(days[0]), last=self._weekday(days[-1]))
        return self._join(map(self._weekday, days))

    def _weekday(self, weekday: int) -> str:
        return dates.get_day_names("wide", context="format", locale=self.locale)[weekday]

    def _month(self, month: int) -> str:
        return dates.get_month_names("wide", context="stand-alone", locale=self.locale)[month]

    def _join(self, items: Iterable[str]) -> str:
        return lists.format_list(list(items), locale=self.locale)
