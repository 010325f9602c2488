"""RuleWords: a repeat rule written back in words, in a form that calendar/phrase.py reads again."""

from collections.abc import Iterable
from datetime import date
from gettext import NullTranslations

from babel import Locale, dates, lists

from ..calendar.month import LEAP_YEAR
from ..calendar.rule import Rule
from ..calendar.weeks import EVEN, ODD
from .labels import ORDINALS

ENGLISH_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
# weekdays, Monday is 0, before which an ordinal stands in the feminine
FEMININE = {"uk": {2, 4, 5, 6}}


class RuleWords:
    """Writes rules in one language; words and dates cannot contradict, for both come from the rule."""

    def __init__(self, locale: Locale, translations: NullTranslations) -> None:
        self.locale, self.translations, self._ = locale, translations, translations.gettext

    def rule(self, rule: Rule) -> str:
        """A rule in words: "jeden 1. Donnerstag im Monat", "Oktober bis Dezember jeden Dienstag"."""
        if rule.freq == "YEARLY":
            return self._yearly(rule)
        phrase = {"MONTHLY": self._monthly, "WEEKLY": self._weekly, "DAILY": self._daily}[rule.freq](rule)
        return self._in_season(phrase, rule.months) if rule.months else phrase

    def _daily(self, rule: Rule) -> str:
        count, ngettext = rule.interval, self._ngettext
        return ngettext("every day", "every {count} days", count).format(count=count)

    def _weekly(self, rule: Rule) -> str:
        count, ngettext = rule.interval, self._ngettext
        if not rule.weekdays:
            return ngettext("every week", "every {count} weeks", count).format(count=count)
        names = self.weekdays(weekday for _, weekday in rule.weekdays)
        if rule.parity == EVEN:
            return self._("every {weekdays} in even weeks").format(weekdays=names)
        if rule.parity == ODD:
            return self._("every {weekdays} in odd weeks").format(weekdays=names)
        phrase = ngettext("every {weekdays}", "every {count} weeks on {weekdays}", count)
        return phrase.format(count=count, weekdays=names)

    def _monthly(self, rule: Rule) -> str:
        count, ngettext = rule.interval, self._ngettext
        if rule.month_days:
            phrase = ngettext("on the {days} of the month", "every {count} months on the {days}", count)
            return phrase.format(count=count, days=self._month_days(rule))
        phrase = ngettext("every {nth} of the month", "every {count} months on the {nth}", count)
        return phrase.format(count=count, nth=self._nth(rule))

    def _yearly(self, rule: Rule) -> str:
        count, ngettext = rule.interval, self._ngettext
        month = self._join(self._month(number) for number in rule.months)
        if len(rule.months) == len(rule.month_days) == 1 and rule.month_days[0] > 0:
            day = dates.format_skeleton(
                "MMMMd", date(LEAP_YEAR, rule.months[0], rule.month_days[0]), locale=self.locale
            )
            return ngettext("every year on {date}", "every {count} years on {date}", count).format(
                count=count, date=day
            )
        if rule.month_days:
            phrase = ngettext("every year on {day} {month}", "every {count} years on {day} {month}", count)
            return phrase.format(count=count, day=self._month_days(rule), month=month)
        if not rule.weekdays:
            return ngettext("every year", "every {count} years", count).format(count=count)
        phrase = ngettext("every year on the {nth} in {month}", "every {count} years on the {nth} in {month}", count)
        return phrase.format(count=count, nth=self._nth(rule), month=month)

    def _ngettext(self, once: str, often: str, count: int) -> str:
        """How something repeats; every 21 days is not said as every day is, though some languages count 21 like 1."""
        return self.translations.ngettext(once, often, count + 4 if count > 1 and count % 10 == 1 else count)

    def _in_season(self, phrase: str, months: tuple[int, ...]) -> str:
        """From one month to another where they follow each other, also over New Year; else each by name."""
        starts = [month for month in months if (month - 2) % 12 + 1 not in months]
        if len(starts) == 1 and len(months) > 1:
            last = (starts[0] + len(months) - 2) % 12 + 1
            season = {"first": self._month(starts[0]), "last": self._month(last)}
            return self._("{first} to {last} {phrase}").format(phrase=phrase, **season)
        return self._("{phrase}, only in {months}").format(phrase=phrase, months=self._join(map(self._month, months)))

    def _nth(self, rule: Rule) -> str:
        """Ordinals and weekdays: "1. Donnerstag"; in the order and with the endings of the language."""
        ordinals = sorted({n for n, _ in rule.weekdays}, key=lambda n: (n < 0, n))
        weekdays = sorted({weekday for _, weekday in rule.weekdays})
        if self.locale.language in FEMININE:
            return self._join(self._nth_of([n], [weekday]) for n in ordinals for weekday in weekdays)
        return self._nth_of(ordinals, weekdays)

    def _nth_of(self, ordinals: list[int], weekdays: list[int]) -> str:
        is_feminine = weekdays[0] in FEMININE.get(self.locale.language, ())
        words = self._join(self._ordinal(n, is_feminine=is_feminine) for n in ordinals)
        return self._("{ordinal} {weekday}").format(ordinal=words, weekday=self._join(map(self._weekday, weekdays)))

    def _ordinal(self, n: int, *, is_feminine: bool) -> str:
        word = next(word for number, word in ORDINALS if number == n)
        return self.translations.pgettext("weekday, feminine" if is_feminine else "weekday", word)

    def _month_days(self, rule: Rule) -> str:
        last = self._("last day")
        numbers = sorted(rule.month_days, key=lambda n: (n < 0, n))
        return self._join(last if number == -1 else self._day_of_month(number) for number in numbers)

    def _day_of_month(self, number: int) -> str:
        if number < 0:
            return self._("last day but one")
        if self.locale.language == "en":
            ending = "th" if number in (11, 12, 13) else ENGLISH_ENDINGS.get(number % 10, "th")
            return f"{number}{ending}"
        return self.translations.pgettext("day of a month", "{number}.").format(number=number)

    def weekdays(self, weekdays: Iterable[int]) -> str:
        """Weekdays, Monday is 0, in words; three or more in a row as a span."""
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
