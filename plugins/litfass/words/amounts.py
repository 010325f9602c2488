"""Amounts: money, sizes, numbers, ages, and the names of languages."""

import re
from decimal import Decimal

from babel import numbers

from .glue import NBSP
from .language import Language


class Amounts(Language):
    """How a language says how much."""

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
        match = re.fullmatch(r"(\d+)(?:\.(\d{2}))?", price)
        return self.money(Decimal(f"{match[1]}.{match[2] or '00'}")) if match else price

    def number(self, amount: float) -> str:
        """A number in the language's spelling."""
        return numbers.format_decimal(amount, locale=self.locale)

    def ages(self, ages: tuple[int | None, int | None]) -> str:
        """An age range: "6–10 Jahre", "ab 12 Jahren", "bis 1 Jahr"."""
        youngest, oldest = ages
        ngettext = self.translations.ngettext
        if oldest is None:
            return ngettext("from {age} year", "from {age} years", youngest or 0).format(age=youngest)
        if youngest is None:
            return ngettext("up to {age} year", "up to {age} years", oldest).format(age=oldest)
        return ngettext("{first}–{last} year", "{first}–{last} years", oldest).format(first=youngest, last=oldest)

    def days_before(self, days: int) -> str:
        """Until when, counted from each date of a series: "jeweils bis 2 Tage vorher", "jeweils bis eine Woche vorher"."""
        ngettext, (weeks, more) = self.translations.ngettext, divmod(days, 7)
        if weeks and not more:
            return ngettext(
                "each time up to {count} week before", "each time up to {count} weeks before", weeks
            ).format(count=weeks)
        return ngettext("each time up to {count} day before", "each time up to {count} days before", days).format(
            count=days
        )

    def days_before_date(self, days: int) -> str:
        """How long before a date that is named next: "2 Tage vor dem Termin:", "eine Woche vor dem Termin:"."""
        ngettext, (weeks, more) = self.translations.ngettext, divmod(days, 7)
        if weeks and not more:
            return ngettext("%(num)s week before:", "%(num)s weeks before:", weeks) % {"num": weeks}
        return ngettext("%(num)s day before:", "%(num)s days before:", days) % {"num": days}

    def language_name(self, code: str) -> str:
        """The name of a language: "Türkisch" for "tr"; the text itself when it is no code."""
        names = self.locale.languages
        return names.get(code) or names.get(code.partition("-")[0]) or code
