"""Spoken: days as people write them in a sentence, "Mittwoch, 13. Februar 2018" or "Do 3.12."; German or English."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .names import ENGLISH_SHORT, GERMAN_SHORT, SPOKEN_MONTHS, WEEKDAYS


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted((name.capitalize() for name in names), key=len, reverse=True))


# what stands right before a day; looked for only where one was found
_WEEKDAY = re.compile(rf"\b(?P<weekday>{_any(WEEKDAYS)})s?\b\.?,?\s+(?:(?:den|dem|der|am|the|on)\s+)?\Z")
_MOST_BEFORE = 60
# each form begins with what it is found by fast, and looks back from there
_DAY = r"(?P<day>\d(?<![\d.]\d)\d?)"
_MONTH = rf"(?P<month>{_any(SPOKEN_MONTHS)})\b\.?"
# "26" only right behind a point: in "3.12. 15-17 Uhr" the 15 is no year
_YEAR = r"(?:,?\s?(?P<year>\d{4})(?!\d)|(?P<short>(?<=\.)\d{2})(?![\d:.]))?"
_FORMS = (
    rf"{_DAY}\.\s?(?:(?P<number>\d{{1,2}})\.|{_MONTH}){_YEAR}(?!\d)",
    rf"{_DAY}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}{_YEAR}",
    rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.:]){_YEAR}",
    r"(?P<year>\d(?<![\d-]\d)\d{3})-(?P<number>\d{2})-(?P<day>\d{2})(?!\d)",
)
_PATTERNS = tuple(re.compile(form) for form in _FORMS)


@dataclass(frozen=True)
class SpokenDay:
    """A day as it stands in a text: what was written and where; `weekday` (0 is Monday) and `year` None if not said."""

    written: str
    start: int
    weekday: int | None
    day: int
    month: int
    year: int | None

    @property
    def end(self) -> int:
        """Where the text goes on."""
        return self.start + len(self.written)

    def in_year(self, year: int) -> date | None:
        """The day in a year; None when that year lacks it."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None

    def near(self, day: date) -> date | None:
        """The day meant, in the year that brings it nearest to `day` unless it was said."""
        found = [one for year in (day.year - 1, day.year, day.year + 1) if (one := self.in_year(year))]
        return min(found, key=lambda one: abs(one - day), default=None)

    def next_from(self, today: date) -> date | None:
        """The day meant by somebody who speaks of what is to come: the first such day from `today` on, or as said."""
        found = [one for year in range(today.year, today.year + 9) if (one := self.in_year(year))]
        return next((one for one in found if self.year or one >= today), None)


def capitalised(text: str) -> str:
    """A text that is nothing but a time, with the names of its days and months as sentences have them.

    >>> capitalised("do 3. dezember")
    'Do 3. Dezember'
    """
    known = WEEKDAYS.keys() | SPOKEN_MONTHS.keys()
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize() if word[0].lower() in known else word[0], text)


def spoken_month(text: str, today: date) -> date | None:
    """The first day of a month that somebody asks for: "Dezember", "12", "12/2026"; None when it is none.

    A year that was not said is the one in which the month comes next, or is now.

    >>> str(spoken_month("Dez.", date(2027, 1, 5)))
    '2027-12-01'
    """
    written = text.strip().lower()
    iso = re.fullmatch(r"(?P<year>\d{4})-(?P<month>\d{1,2})", written)
    match = iso or re.fullmatch(r"(?P<month>[^\W\d_]+|\d{1,2})\.?(?:[\s./-]*(?P<year>\d{4}))?", written)
    month = match and (SPOKEN_MONTHS.get(match["month"]) or int(match["month"] if match["month"].isdecimal() else 0))
    if not match or month not in range(1, 13):
        return None
    year = int(match["year"] or today.year + (month < today.month))
    return date(year, month, 1) if year in range(1, 9999) else None


def as_spoken(day: date, language: str = "de") -> str:
    """A day as somebody may type it again: "Do 3.12.2026" or "Thu 3.12.2026"."""
    weekdays = GERMAN_SHORT if language == "de" else ENGLISH_SHORT
    return f"{weekdays[day.weekday()].capitalize()} {day.day}.{day.month}.{day.year}"


def spoken_days(text: str) -> Iterator[SpokenDay]:
    """Every day that a text names, in order.

    >>> [(one.weekday, one.day, one.month, one.year) for one in spoken_days("Am Mittwoch, 13. Februar 2018 und Do 3.12.")]
    [(2, 13, 2, 2018), (3, 3, 12, None)]
    """
    found: dict[int, SpokenDay] = {}
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            one = _spoken(match, text)
            if not any(
                other.start <= one.start < other.end or one.start <= other.start < one.end for other in found.values()
            ):
                found[one.start] = one
    return iter(sorted(found.values(), key=lambda one: one.start))


def _spoken(match: re.Match[str], text: str) -> SpokenDay:
    parts = match.groupdict()
    month = int(parts["number"]) if parts.get("number") else SPOKEN_MONTHS[parts["month"].lower()]
    year = int(parts["year"]) if parts.get("year") else 2000 + int(parts["short"]) if parts.get("short") else None
    before = _WEEKDAY.search(text, max(0, match.start() - _MOST_BEFORE), match.start())
    start = before.start() if before else match.start()
    weekday = WEEKDAYS[before["weekday"].lower()] if before else None
    return SpokenDay(text[start : match.end()], start, weekday, int(parts["day"]), month, year)
