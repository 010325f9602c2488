"""Words: dates, times, amounts and repeat rules as the people of one language read them.

Between Site and the publishers: knows Babel and gettext, no format.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import Any

from babel import Locale, dates, lists, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from .calendar.hours import OpeningHours
from .calendar.moment import Moment, PartialDay
from .calendar.rule import Rule
from .glue import NBSP, with_its_month
from .model.event import Event
from .model.occurrence import Occurrence
from .model.passage import Passage, language_of
from .model.site_info import SiteInfo
from .rule_words import RuleWords

# who reads English here reads "3 December" and "15:00"
LOCALES = {"en": "en_GB"}
COMMA = {"ar": "، "}
EASY = "de-simple"
# where a sentence ends and the next begins; not after the number of a day or a month
SENTENCE_END = re.compile(r"(?<=[^\d\s][.!?])[ \n]+(?=[A-ZÄÖÜ0-9„(])")


def load_translations(po: bytes) -> NullTranslations:
    """A gettext catalogue from the text of a .po file; no compiled file is kept."""
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(po)))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def direction(language: str) -> str:
    """Which way a language is written: "ltr" or "rtl"."""
    return Locale.parse(language.partition("-")[0]).text_direction


@cache
def own_name(language: str) -> str:
    """What its speakers call a language: "Türkçe" for "tr"."""
    if language == EASY:
        return "Leichte Sprache"
    name = Locale.parse(language.partition("-")[0]).display_name or language
    return name[:1].upper() + name[1:]


class Words:
    """Everything that is said in one language."""

    def __init__(
        self, language: str, translations: NullTranslations, others: Callable[[str], "Words"] | None = None
    ) -> None:
        self.language = language
        self._others = cache(others) if others else None
        base = language.partition("-")[0]
        self.locale = Locale.parse(LOCALES.get(base, base))
        self.translations = translations
        self._: Callable[[str], str] = translations.gettext
        self._rules = RuleWords(self.locale, translations)

    def of(self, text: str) -> "Words":
        """The words of the language that a text is in: these, or those of a passage's own."""
        language = language_of(text)
        return self._others(language) if self._others and language not in ("", self.language) else self

    @property
    def direction(self) -> str:
        """Which way it is written: "ltr" or "rtl"."""
        return direction(self.language)

    @property
    def is_easy(self) -> bool:
        """Whether this is Leichte Sprache: nothing shortened, one sentence on each line. Source: DIN SPEC 33429."""
        return self.language == EASY

    def lines(self, text: str) -> str:
        """A text with each sentence on a line of its own, in Leichte Sprache; others keep it as it is."""
        return SENTENCE_END.sub("\n", text) if self.is_easy else text

    @property
    def comma(self) -> str:
        """What stands between the words of a list."""
        return COMMA.get(self.locale.language, ", ")

    def label(self, value: str, group: str) -> str:
        """What people read for a word of the model, such as "running" of the group "project status"."""
        return self.translations.pgettext(group, value)

    def at_home(self, info: SiteInfo) -> SiteInfo:
        """The same site.yaml, its neighbourhood as it stands in a sentence of this language: "in Gostenhof"."""
        here = info.here if info.here and not isinstance(info.here, Passage) else ""
        return info.model_copy(update={"here": here or self._("in {place}").format(place=info.neighbourhood)})

    # --- days ---------------------------------------------------------------------------------------------

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
            return with_its_month(dates.format_skeleton(pattern, exact, locale=self.locale))
        width = "long" if isinstance(day, PartialDay) else "full"
        return with_its_month(dates.format_date(exact, width, locale=self.locale))

    def date_only(self, day: date) -> str:
        """A day without its weekday: "3. Dezember 2026"."""
        return with_its_month(dates.format_date(day, "long", locale=self.locale))

    def day_of_month(self, day: date) -> str:
        """A day without year: "3. Dezember"."""
        return self.day(day, "MMMMd")

    def weekday_and_day(self, day: date) -> str:
        """A day with its weekday in full and without year: "Montag, 14. August"."""
        skeletons = self.locale.datetime_skeletons
        short = (skeletons.get("MMMMEd") or skeletons["MMMEd"]).pattern
        pattern = re.sub("[Ec]+", "EEEE", re.sub("([ML])[ML]{2,}", r"\1\1\1\1", short))
        return with_its_month(dates.format_date(day, pattern, locale=self.locale))

    def short_day(self, day: date) -> str:
        """A day in few signs, with its weekday: "Do., 3.12."; in full in Leichte Sprache."""
        if self.is_easy:
            return self.weekday_and_day(day)
        return self.day(day, "MEd" if self.locale.language == "de" else "MMMEd").replace(" ", NBSP)

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
        return self.short_day(first) if first == last else f"{self.short_day(first)}{to}{self.short_day(last)}"

    # --- times --------------------------------------------------------------------------------------------

    def clock(self, moment: time | datetime) -> str:
        """A time of day: "15 Uhr", "15:30 Uhr"."""
        return self._("{time} o'clock").format(time=self._bare(moment)).replace(" ", NBSP)

    def time_only(self, moment: time | datetime) -> str:
        """A time of day in few signs, for a column: "15:00"; Leichte Sprache says it as everywhere, "15 Uhr"."""
        if self.is_easy:
            return self.clock(moment)
        return f"{moment:%H:%M}"

    def span(self, start: time, end: time | None) -> str:
        """A span of time: "15–17 Uhr"; without an end "ab 15 Uhr"."""
        if end is None:
            return self._("from {time}").format(time=self.clock(start))
        phrase = self._("{start}–{end} o'clock").format(start=self._bare(start), end=self._bare(end))
        return phrase.replace(" Uhr", f"{NBSP}Uhr") if self.is_easy else phrase.replace(" ", NBSP)

    def _bare(self, moment: time | datetime) -> str:
        if self.locale.language == "de" and moment.minute == 0:
            return str(moment.hour)
        if self.locale.language == "de":
            return f"{moment.hour}:{moment.minute:02}"
        return f"{moment:%H:%M}"

    def times(self, one: Occurrence) -> str:
        """When on its day a date begins and ends; "ganztägig" for a whole day, "" on a day that it has left."""
        if one.moved_to:
            return ""
        if one.start.time is None:
            return self._("all day") if one.last_day == one.day else ""
        if one.end is None or one.last_day == one.day:
            return self.span(one.start.time, one.end and one.end.time)
        until = [self.short_day(one.last_day), *([self.clock(one.end.time)] if one.end.time else [])]
        to = " bis " if self.is_easy else " – "
        return f"{self.clock(one.start.time)}{to}{self.comma.join(until) if self.is_easy else ' '.join(until)}"

    def when(self, one: Occurrence) -> str:
        """Day and time of a date in one line."""
        if one.last_day != one.day and one.start.time is None:
            return self.days(one.day, one.last_day)
        return f"{self.day(one.day)}{self.comma}{self.times(one)}"

    def state(self, one: Occurrence, reason: str = "") -> str:
        """The word a date must carry: "Abgesagt", "entfällt (Herbstferien)"; "" when it takes place as planned.

        `reason` stands in place of the holidays' name.
        """
        if one.pause:
            return self._("dropped ({reason})").format(reason=reason or one.pause)
        if one.moved_to and one.shown_status == "rescheduled":
            return self._("moved to {when}").format(when=self.short_moment(one.moved_to))
        return self.label(one.shown_status, "event status") if one.shown_status != "scheduled" else ""

    def moment(self, moment: Moment) -> str:
        """A moment: day and, when it has one, time."""
        return f"{self.day(moment.day)}{self.comma}{self.clock(moment.time)}" if moment.time else self.day(moment.day)

    def short_moment(self, moment: Moment) -> str:
        """A moment in few signs: "Do., 14.1., 15 Uhr"."""
        short = self.short_day(moment.day)
        return f"{short}{self.comma}{self.clock(moment.time)}" if moment.time else short

    def hours(self, line: OpeningHours) -> tuple[str, str]:
        """One line of opening hours as (weekdays, times): ("Montag bis Donnerstag", "9–16 Uhr")."""
        names = dates.get_day_names("wide", context="stand-alone", locale=self.locale)
        first, last = line.weekdays[0], line.weekdays[-1]
        if last - first == len(line.weekdays) - 1 > 1:
            weekdays = self._("{first} to {last}").format(first=names[first], last=names[last])
        else:
            weekdays = self.join(names[weekday] for weekday in line.weekdays)
        spans = [self.span(opens, closes) for opens, closes in line.spans]
        return weekdays, self.join(spans) if self.is_easy else self.comma.join(spans)

    # --- amounts ------------------------------------------------------------------------------------------

    def money(self, amount: Decimal) -> str:
        """An amount in euros, cents only where there are some: "8.000 €"."""
        usual = self.locale.currency_formats["standard"].pattern
        pattern = usual.replace(".00", "") if amount == amount.to_integral() else None
        text = numbers.format_currency(amount, "EUR", pattern, locale=self.locale, currency_digits=pattern is None)
        return text.replace("EUR", "€").replace("€", "Euro" if self.is_easy else "€").replace(" ", NBSP)

    def size(self, size_bytes: int) -> str:
        """The size of a file: "34 kB", "1,2 MB"; thousands, as file managers count."""
        if size_bytes < 10**6:
            return self.kilobytes(max(1, round(size_bytes / 1000)))
        megabytes = numbers.format_decimal(round(size_bytes / 10**6, 1), locale=self.locale)
        return self._("{size} MB").format(size=megabytes).replace(" ", NBSP)

    def kilobytes(self, count: int) -> str:
        """A size in thousands of bytes: "34 kB"."""
        return self._("{size} kB").format(size=count).replace(" ", NBSP)

    def price(self, price: str) -> str:
        """A price: a bare number is an amount in euros, words stay."""
        match = re.fullmatch(r"(\d+)(?:[.,](\d{2}))?", price)
        return self.money(Decimal(f"{match[1]}.{match[2] or '00'}")) if match else price

    def number(self, amount: float) -> str:
        """A number in the language's spelling."""
        return numbers.format_decimal(amount, locale=self.locale)

    def join(self, items: Iterable[str]) -> str:
        """Words joined as people say them: "a, b und c"."""
        return lists.format_list(list(items), locale=self.locale)

    def ages(self, ages: tuple[int | None, int | None]) -> str:
        """An age range: "6–10 Jahre", "ab 12 Jahren", "bis 6 Jahre"."""
        youngest, oldest = ages
        if oldest is None:
            return self._("from {age} years").format(age=youngest)
        if youngest is None:
            return self._("up to {age} years").format(age=oldest)
        return self._("{first}–{last} years").format(first=youngest, last=oldest)

    def language_name(self, code: str) -> str:
        """The name of a language: "Türkisch" for "tr"; the text itself when it is no code."""
        names = self.locale.languages
        return names.get(code) or names.get(code.partition("-")[0]) or code

    # --- repeating ----------------------------------------------------------------------------------------

    def repeats(self, event: Event) -> str:
        """How an event repeats, written back from its rule: "jeden 1. Donnerstag im Monat"; "" for a single one."""
        if event.repeat_text and not event.rule:
            return event.repeat_text
        return self._rules.rule(event.rule) if event.rule else ""

    def rule(self, rule: Rule) -> str:
        """A repeat rule in words."""
        return self._rules.rule(rule)

    def schedule(self, event: Event) -> str:
        """How an event repeats, when, and when not, in one line; "" for a single one.

        "jeden 1. Donnerstag im Monat, 15–17 Uhr, nicht in den Schulferien und an Feiertagen"
        """
        parts = [*self.rhythm(event), *self.pauses(event)]
        return ". ".join(parts) if self.is_easy else self.comma.join(parts)

    def rhythm(self, event: Event) -> list[str]:
        """How an event repeats, and at what time: ["jeden 1. Donnerstag im Monat", "15–17 Uhr"]; none for a single one."""
        parts = [part for part in (self.repeats(event),) if part]
        if event.rule and event.start and event.start.time:
            end = event.end if isinstance(event.end, time) else event.end and event.end.time
            parts.append(self.span(event.start.time, end))
        return parts

    def pauses(self, event: Event) -> list[str]:
        """When an event that repeats does not take place, as one part; in Leichte Sprache a part for each."""
        if not event.rule or event.start is None or not event.pause:
            return []
        kinds = list(dict.fromkeys(self.label(closure.closure_kind, "pause") for closure in event.pause))
        return [self._("not {pauses}").format(pauses=one) for one in (kinds if self.is_easy else [self.join(kinds)])]


def filters(words: Words) -> dict[str, Callable[..., Any]]:
    """The words a template may use as filters."""
    names = (
        "day",
        "date_only",
        "day_of_month",
        "weekday_and_day",
        "short_day",
        "weekday",
        "month",
        "month_name",
        "clock",
        "time_only",
        "times",
        "when",
        "state",
        "moment",
        "short_moment",
        "hours",
    )
    more = ("money", "price", "number", "ages", "language_name", "repeats", "rhythm", "pauses", "label", "days", "size")
    return {name: getattr(words, name) for name in (*names, *more)} | {"join_words": words.join}
