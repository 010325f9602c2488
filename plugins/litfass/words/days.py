"""Days: days, weekdays, months and spans of days, in full and in few signs."""

import re
from datetime import date
from functools import lru_cache

from babel import Locale, dates

from ..calendar.moment import PartialDay
from ..calendar.month import is_far
from .glue import NBSP, with_its_month
from .language import Language

# days that are kept as they were said: pages, feeds and sheets say the same ones again and again
MOST_KEPT = 4096


class Days(Language):
    """How a language says days."""

    def day(self, day: date | PartialDay, pattern: str = "") -> str:
        """A day in full, "Donnerstag, 3. Dezember 2026", or as precise as it is known: "März 2017", "2002".

        `pattern` is a date skeleton of Unicode TS 35, such as "MMMMd", for a day known exactly.
        """
        if isinstance(day, PartialDay) and day.month is None:
            return str(day.year)
        if isinstance(day, PartialDay) and day.day is None:
            return dates.format_skeleton("yMMMM", day.first, locale=self.locale)
        exact = day.first if isinstance(day, PartialDay) else day
        if pattern:
            return _by_skeleton(exact, pattern, self.locale)
        return _formatted(exact, "long" if isinstance(day, PartialDay) else "full", self.locale)

    def date_only(self, day: date) -> str:
        """A day without its weekday: "3. Dezember 2026"."""
        return _formatted(day, "long", self.locale)

    def day_of_month(self, day: date) -> str:
        """A day without year: "3. Dezember"."""
        return self.day(day, "MMMMd")

    def weekday_and_day(self, day: date) -> str:
        """A day with its weekday in full and without year: "Montag, 14. August"."""
        skeletons = self.locale.datetime_skeletons
        short = (skeletons.get("MMMMEd") or skeletons["MMMEd"]).pattern
        pattern = re.sub("[Ec]+", "EEEE", re.sub("([ML])[ML]{2,}", r"\1\1\1\1", short))
        return _formatted(day, pattern, self.locale)

    def short_day(self, day: date, seen_from: date | None = None) -> str:
        """A day in few signs, with its weekday: "Do., 3.12."; in full in Leichte Sprache.

        Its year is said when it is far `seen_from` another day.
        """
        year = "y" if seen_from and is_far(day, seen_from) else ""
        if self.is_easy:
            return self.day(day) if year else self.weekday_and_day(day)
        return self.day(day, year + ("MEd" if self.locale.language == "de" else "MMMEd")).replace(" ", NBSP)

    def weekday(self, day: date, width: str = "wide") -> str:
        """The name of a day's weekday; width "wide", "abbreviated" or "narrow"."""
        return dates.get_day_names(width, context="stand-alone", locale=self.locale)[day.weekday()]

    def weekdays(self, *, narrow: bool = False) -> list[tuple[str, str]]:
        """The short and the full names of the weekdays, Monday first.

        Arabic shortens none of them; where columns are `narrow` its letters stand for them, as in calendars printed there.
        """
        short, narrowest, full = (
            dates.get_day_names(width, context="stand-alone", locale=self.locale)
            for width in ("abbreviated", "narrow", "wide")
        )
        if narrow and dict(short) == dict(full):
            short = narrowest
        return [(short[weekday], full[weekday]) for weekday in range(7)]

    def month(self, day: date) -> str:
        """The name of a month with its year: "Dezember 2026"."""
        return dates.format_skeleton("yMMMM", day, locale=self.locale)

    def month_name(self, day: date, width: str = "wide") -> str:
        """The name of a month; width "wide" or "abbreviated"."""
        return dates.get_month_names(width, context="stand-alone", locale=self.locale)[day.month]

    def days(self, first: date, last: date) -> str:
        """A span of days, both included: "8.–14. September 2026"."""
        if first == last:
            return self.day(first)
        if self.locale.language != "de":  # CLDR knows no span with the month in full
            return with_its_month(dates.format_interval(first, last, "yMMMd", locale=self.locale))
        if self.is_easy:
            return f"{self.date_only(first)} bis {self.date_only(last)}"
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}.–{self.date_only(last)}"
        start = self.day_of_month(first) if first.year == last.year else self.date_only(first)
        return f"{start} – {self.date_only(last)}"

    def short_days(self, first: date, last: date) -> str:
        """A span of days in few signs, both included: "Do., 24.12. – Fr., 8.1."."""
        to = " bis " if self.is_easy else " – "
        return self.short_day(first) if first == last else f"{self.short_day(first)}{to}{self.short_day(last, first)}"


@lru_cache(maxsize=MOST_KEPT)
def _formatted(day: date, pattern: str, locale: Locale) -> str:
    """A day by a pattern of Unicode TS 35 or the name of one, such as "long"."""
    return with_its_month(dates.format_date(day, pattern, locale=locale))


@lru_cache(maxsize=MOST_KEPT)
def _by_skeleton(day: date, skeleton: str, locale: Locale) -> str:
    return with_its_month(dates.format_skeleton(skeleton, day, locale=locale))
