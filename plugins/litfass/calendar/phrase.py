"""Phrase: the closed grammar in which people write how something repeats, German or English."""

import re

from .month import MOST_DAYS
from .names import DASHES, MONTHS, NUMBERS, ORDINALS, WEEKDAYS, ordinal_of, weekday_of
from .rule import LONGEST_INTERVAL, Rule

DAYS_OF_WEEK = 7
# One example of each form, for messages and the handbook.
GERMAN_FORMS = (
    "täglich",
    "werktags",
    "dienstags",
    "jeden Dienstag",
    "jeden Dienstag und Donnerstag",
    "montags bis freitags",
    "alle zwei Wochen mittwochs",
    "14-tägig freitags",
    "dienstags, alle 14 Tage",
    "jede zweite Woche am Dienstag",
    "alle zwei Wochen",
    "wöchentlich",
    "Di und Do",
    "jeden 1. Donnerstag im Monat",
    "jeden zweiten und vierten Samstag im Monat",
    "jeden letzten Mittwoch im Monat",
    "alle zwei Monate am 1. Dienstag",
    "am 15. jedes Monats",
    "jeden Monat am 15.",
    "am letzten Tag im Monat",
    "am 21. Juni jedes Jahr",
    "am letzten Freitag im Mai",
    "Oktober bis Dezember dienstags",
    "samstags von April bis Oktober",
)
ENGLISH_FORMS = (
    "every Tuesday and Thursday",
    "every two weeks on Wednesday",
    "every other Tuesday",
    "weekly",
    "every 1st Thursday of the month",
    "every last Wednesday of the month",
    "every year on 21 June",
)
FORMS = GERMAN_FORMS + ENGLISH_FORMS

_DAY = "|".join(rf"{name}\.?" if len(name) <= 3 else f"{name}s?" for name in sorted(WEEKDAYS, key=len, reverse=True))  # noqa: PLR2004 - the short ones
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ORDINAL = "|".join(f"{word}[nrs]?" if word.endswith("te") else re.escape(word) for word in ORDINALS)
_COUNT = "|".join(NUMBERS) + r"|\d{1,2}"
_AND = r"\s*(?:,\s*(?:und|and)|,|und|and|&)\s*"
_EACH = r"(?:(?:jede[nrs]?|every|each|immer|jeweils|am|on|the|an jedem|der)\s+)*"
_DAYS = rf"(?P<days>(?:{_DAY})(?:(?:{_AND})(?:am\s+|on\s+)?(?:{_DAY}))*)"
_RANGE = rf"(?P<first>{_DAY})\s*(?:bis|to|-|–)\s*(?P<last>{_DAY})"
_NTH = rf"(?P<nth>(?:{_ORDINAL})(?:(?:{_AND})(?:{_ORDINAL}))*)"
_NUMBER = r"(?:\d{1,2}(?:\.|st|nd|rd|th)?|letzten tag|last day)"
_NUMBERS = rf"(?P<numbers>{_NUMBER}(?:(?:{_AND}){_NUMBER})*)"
_SEASON = rf"(?:(?P<from>{_MONTH})\s*(?:bis|to|-|–)\s*(?P<to>{_MONTH})\s+)?"
_OF_MONTH = r"(?:(?:im|eines|des|jedes|jeden) monate?s?|in the month|of (?:the|each|every) month)"
_EVERY = rf"(?:alle|every)\s+(?P<count>{_COUNT})"
_EVERY_SECOND = rf"(?:jede[nrs]?|every)\s+(?P<step>{_ORDINAL}|other)"
_FORTNIGHT = r"(?P<fortnight>14[- ]?tägig|vierzehntägig|zweiwöchentlich|zweiwöchig|fortnightly)"
_WEEKS = (
    rf"(?:{_EVERY}\s+(?:wochen|weeks|(?P<of_days>tage|days))|{_EVERY_SECOND}\s+(?:woche|week)|{_FORTNIGHT}"
    r"|jede woche|wöchentlich|every week|each week|weekly)"
)
_MONTHS = (
    rf"(?:{_EVERY}\s+(?:monate|months)|{_EVERY_SECOND}\s+(?:monat|month)"
    r"|jeden monat|monatlich|every month|each month|monthly)"
)
_TIMES_A_MONTH = (
    r"(?:ein|zwei|drei)mal (?:im|pro) (?:monat|quartal)|\d ?(?:x|mal) (?:im|pro) (?:monat|quartal)"
    r"|vierteljährlich|quartalsweise|quarterly|(?:once|twice) a month"
)
_ON = r"(?:am|on the|on|an jedem)?\s*"
_YEARLY = r"(?:jedes jahr|every year|jährlich|yearly)"

# compiled when first tried: most content uses few of them
_PATTERNS = (
    (rf"{_SEASON}(?:täglich|jeden tag|daily|every day)", "daily"),
    (rf"{_SEASON}(?:{_EVERY}\s+(?:tage|days)|{_EVERY_SECOND}\s+(?:tag|day))", "daily"),
    (rf"{_SEASON}(?:werktags|an werktagen|jeden werktag)", "working"),
    (rf"{_SEASON}{_EACH}{_RANGE}", "range"),
    (rf"{_SEASON}{_WEEKS}\s+{_ON}{_RANGE}", "range"),
    (rf"{_SEASON}{_EACH}{_DAYS}", "weekly"),
    (rf"{_SEASON}every\s+(?P<step>other)\s+{_DAYS}", "weekly"),
    (rf"{_SEASON}{_WEEKS}(?:,?\s+{_ON}{_DAYS})?", "weekly"),
    (rf"{_SEASON}{_EACH}{_DAYS},?\s+{_WEEKS}", "weekly"),
    (rf"{_SEASON}{_EACH}{_NTH}\s+{_DAYS}\s+{_OF_MONTH}", "monthly"),
    (rf"{_SEASON}{_EACH}{_NTH}\s+{_DAYS}", "monthly, if clear"),
    (rf"{_SEASON}{_MONTHS},?\s+{_ON}{_NTH}\s+{_DAYS}", "monthly"),
    (rf"{_SEASON}(?:am|jeden|on the|every)\s+{_NUMBERS}\s+{_OF_MONTH}", "month day"),
    (rf"{_SEASON}{_MONTHS},?\s+(?:am|on the)\s+{_NUMBERS}", "month day"),
    (rf"am\s+{_NUMBERS}\s*(?P<month>{_MONTH})\s+{_YEARLY}(?:es)?", "year day"),
    (rf"{_YEARLY}\s+(?:am|on)\s+{_NUMBERS}\s*(?P<month>{_MONTH})", "year day"),
    (_YEARLY, "yearly"),
    (rf"{_EACH}{_NTH}\s+{_DAYS}\s+(?:im|in|of)\s+(?P<month>{_MONTH})(?:\s+{_YEARLY})?", "year weekday"),
    (rf"{_YEARLY}\s+(?:am|on the)\s+{_NTH}\s+{_DAYS}\s+(?:im|in|of)\s+(?P<month>{_MONTH})", "year weekday"),
)
# what people add that is said elsewhere: from when and until when, at what time, on which days not
_SAID_ELSEWHERE = (
    r"[\s,;(]+(?=(?:bis|ab|von|um|seit|außer|ausser|ausgenommen|nicht|ohne|until|till|from|at|except|not)\b|\d)"
)
# a season as people say it: "von April bis Oktober" before or behind the days; "jeweils" before all of it says nothing
_MONTH_SPAN = rf"(?:{_MONTH})\s*(?:bis|to|-)\s*(?:{_MONTH})"
_SEASON_SAID = rf"(?:(?:nur|only)\s+)?(?:(?:von|from|in den monaten)\s+)?(?P<season>{_MONTH_SPAN})"
_SEASON_BEFORE = rf"{_SEASON_SAID},?\s+(?P<rest>.+)"
_SEASON_BEHIND = rf"(?P<rest>.+?),?\s+\(?{_SEASON_SAID}\)?"
_TWO_WAYS = rf"{_SEASON}{_EACH}{_NTH}\s+{_DAYS}"


def parse_phrase(phrase: str) -> Rule | None:
    """Read a repeat phrase; None when it is none of the known forms, or may be meant in two ways.

    What names no weekday, "alle zwei Wochen", falls on that of the first day.

    >>> parse_phrase("jeden 1. Donnerstag im Monat").to_rrule()
    'FREQ=MONTHLY;BYDAY=1TH'
    >>> parse_phrase("alle paar Wochen") is None
    True
    """
    written = _plain(phrase)
    for pattern, name in _PATTERNS:
        match = re.fullmatch(pattern, written)
        if match:
            return _make(name, {key: value for key, value in match.groupdict().items() if value})
    return None


def two_meanings(phrase: str) -> tuple[Rule, Rule] | None:
    """What "jeden zweiten Dienstag" may mean: every two weeks, or each second one of a month; None for other phrases."""
    match = re.fullmatch(_TWO_WAYS, _plain(phrase))
    if not match or parse_phrase(phrase):
        return None
    found = {key: value for key, value in match.groupdict().items() if value}
    by_month = _make("monthly", found)
    return by_month and (_make("weekly", {**found, "step": found["nth"]}), by_month)


def is_month_alone(phrase: str) -> bool:
    """Whether a phrase says "monthly", or how often in a month or a quarter, and not on which day."""
    return re.fullmatch(rf"{_SEASON}{_MONTHS}|{_TIMES_A_MONTH}", _plain(phrase)) is not None


def readable_beginning(phrase: str) -> str:
    """The phrase that another one begins with, before what is said elsewhere; "" when it begins with none.

    >>> readable_beginning("jeden Donnerstag bis Ostern"), readable_beginning("jeden Donerstag bis Ostern")
    ('jeden Donnerstag', '')
    """
    ends = [match.start() for match in re.finditer(_SAID_ELSEWHERE, phrase, re.IGNORECASE)]
    return next((phrase[:end] for end in reversed(ends) if parse_phrase(phrase[:end])), "")


def _plain(phrase: str) -> str:
    """The phrase in small letters, a season before the rest."""
    plain = re.sub(r"\s+", " ", DASHES.sub("-", phrase).strip().lower().rstrip(".")).removeprefix("jeweils ")
    found = re.fullmatch(_SEASON_BEFORE, plain) or re.fullmatch(_SEASON_BEHIND, plain)
    return f"{found['season']} {found['rest']}" if found else plain


def _make(name: str, found: dict[str, str]) -> Rule | None:
    interval = _interval(found)
    months = _season(found)
    if not 0 < interval <= LONGEST_INTERVAL:
        return None
    if name == "daily" and interval % DAYS_OF_WEEK:
        return Rule("DAILY", interval, months=months)
    if name == "daily" or "of_days" in found:  # "alle 14 Tage" is said of weeks
        weeks, rest = divmod(interval, DAYS_OF_WEEK)
        interval = 0 if rest else weeks
    if name == "yearly":
        return Rule("YEARLY")
    if name in ("working", "range"):
        first, last = ("montag", "samstag") if name == "working" else (found["first"], found["last"])
        weekdays = tuple((0, weekday) for weekday in range(weekday_of(first), weekday_of(last) + 1))
        return Rule("WEEKLY", interval, weekdays, months=months) if weekdays and interval else None
    if name in ("month day", "year day"):
        return _on_days(name, found, interval, months)
    weekdays = sorted({weekday_of(day) for day in re.findall(_DAY, found.get("days", ""))})
    if name in ("daily", "weekly"):
        return (
            Rule("WEEKLY", interval, tuple((0, weekday) for weekday in weekdays), months=months) if interval else None
        )
    ordinals = sorted({ordinal_of(word) for word in re.findall(_ORDINAL, found["nth"])}, key=lambda n: (n < 0, n))
    nth = tuple((n, weekday) for n in ordinals for weekday in weekdays)
    if name == "monthly, if clear" and len(ordinals) == 1 and ordinals[0] > 1:
        return None  # see two_meanings
    if name.startswith("monthly"):
        return Rule("MONTHLY", interval, nth, months=months)
    return Rule("YEARLY", weekdays=nth, months=(MONTHS[found["month"]],))


def _interval(found: dict[str, str]) -> int:
    if "step" in found:
        step = 2 if found["step"] == "other" else ordinal_of(found["step"])
        return step if step > 1 else 0  # "jede erste Woche" is no rhythm
    return 2 if "fortnight" in found else _count(found.get("count", "1"))


def _on_days(name: str, found: dict[str, str], interval: int, months: tuple[int, ...]) -> Rule | None:
    """A rule on days of the month, -1 for the last; None when a month or every month lacks one of them."""
    numbers = tuple(
        int(number) if number else -1 for number in re.findall(r"(\d+)|letzten tag|last day", found["numbers"])
    )
    longest = 31
    if name == "year day":
        months = (MONTHS[found["month"]],)
        longest = MOST_DAYS[months[0] - 1]
    if not all(number == -1 or 1 <= number <= longest for number in numbers):
        return None
    return Rule(
        "MONTHLY" if name == "month day" else "YEARLY", interval, month_days=tuple(sorted(set(numbers))), months=months
    )


def _count(word: str) -> int:
    return NUMBERS[word] if word in NUMBERS else int(word)


def _season(found: dict[str, str]) -> tuple[int, ...]:
    """Months from one to another, over New Year too; () when none were said."""
    if "from" not in found:
        return ()
    first, last = MONTHS[found["from"]], MONTHS[found["to"]]
    return tuple(range(first, last + 1)) if first <= last else (*range(1, last + 1), *range(first, 13))
