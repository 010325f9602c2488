"""Phrase: the closed grammar in which people write how something repeats, German or English."""

import re

from .rule import LONGEST_INTERVAL, Rule

GERMAN_DAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GERMAN_MONTHS = (
    *("januar", "februar", "märz", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "dezember"),
)
ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
LONGEST_MONTH = {month: 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31 for month in range(1, 13)}  # noqa: PLR2004
NUMBERS = {"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
ORDINALS = {
    "ersten": 1,
    "erster": 1,
    "zweiten": 2,
    "dritten": 3,
    "vierten": 4,
    "fünften": 5,
    "letzten": -1,
    "1.": 1,
    "2.": 2,
    "3.": 3,
    "4.": 4,
    "5.": 5,
    "letzter": -1,
    "vorletzten": -2,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "last": -1,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "5th": 5,
}
# One example of each form, for messages and the handbook.
FORMS = (
    "täglich",
    "werktags",
    "dienstags",
    "jeden Dienstag",
    "jeden Dienstag und Donnerstag",
    "montags bis freitags",
    "alle zwei Wochen mittwochs",
    "14-tägig freitags",
    "jeden 1. Donnerstag im Monat",
    "jeden zweiten und vierten Samstag im Monat",
    "jeden letzten Mittwoch im Monat",
    "alle zwei Monate am 1. Dienstag",
    "am 15. jedes Monats",
    "am letzten Tag im Monat",
    "am 21. Juni jedes Jahr",
    "am letzten Freitag im Mai",
    "Oktober bis Dezember dienstags",
    "every Tuesday and Thursday",
    "every two weeks on Wednesday",
    "every 1st Thursday of the month",
    "every last Wednesday of the month",
    "every year on 21 June",
)

_DAY = "|".join(f"{day}s?" for day in GERMAN_DAYS + ENGLISH_DAYS) + "|sonnabends?"
_MONTH = "|".join(GERMAN_MONTHS + ENGLISH_MONTHS)
_ORDINAL = "|".join(re.escape(word) for word in ORDINALS)
_COUNT = "|".join(NUMBERS) + r"|\d{1,2}"
_AND = r"\s*(?:,\s*(?:und|and)|,|und|and|&)\s*"
_EACH = r"(?:(?:jede[nrs]?|every|each|immer|am|on|the|an jedem)\s+)*"
_DAYS = rf"(?P<days>(?:{_DAY})(?:(?:{_AND})(?:am\s+|on\s+)?(?:{_DAY}))*)"
_RANGE = rf"(?P<first>{_DAY})\s*(?:bis|to|-|–)\s*(?P<last>{_DAY})"
_NTH = rf"(?P<nth>(?:{_ORDINAL})(?:(?:{_AND})(?:{_ORDINAL}))*)"
_NUMBER = r"(?:\d{1,2}(?:\.|st|nd|rd|th)?|letzten tag|last day)"
_NUMBERS = rf"(?P<numbers>{_NUMBER}(?:(?:{_AND}){_NUMBER})*)"
_SEASON = rf"(?:(?P<from>{_MONTH})\s*(?:bis|to|-|–)\s*(?P<to>{_MONTH})\s+)?"
_OF_MONTH = r"(?:im monat|eines monats|des monats|jedes monats|jeden monats|of the month|of each month|of every month)"
_EVERY = rf"(?:alle|every)\s+(?P<count>{_COUNT})"
_ON = r"(?:am|on the|on|an jedem)?\s*"
_YEARLY = r"(?:jedes jahr|every year|jährlich)"

# compiled when first tried: most content uses few of them
_PATTERNS = (
    (rf"{_SEASON}(?:täglich|jeden tag|daily|every day)", "daily"),
    (rf"{_SEASON}{_EVERY}\s+(?:tage|days)", "daily"),
    (rf"{_SEASON}(?:werktags|an werktagen)", "working"),
    (rf"{_SEASON}{_EACH}{_RANGE}", "range"),
    (rf"{_SEASON}{_EVERY}\s+(?:wochen|weeks)\s+{_ON}{_RANGE}", "range"),
    (rf"{_SEASON}{_EACH}{_DAYS}", "weekly"),
    (rf"{_SEASON}{_EVERY}\s+(?:wochen|weeks)\s+{_ON}{_DAYS}", "weekly"),
    (rf"{_SEASON}(?P<fortnight>14-?tägig|vierzehntägig|zweiwöchentlich|fortnightly)\s+{_ON}{_DAYS}", "weekly"),
    (rf"{_SEASON}{_EACH}{_NTH}\s+{_DAYS}\s+{_OF_MONTH}", "monthly"),
    (rf"{_SEASON}{_EVERY}\s+(?:monate|months)\s+{_ON}{_NTH}\s+{_DAYS}", "monthly"),
    (rf"{_SEASON}(?:am|on the)\s+{_NUMBERS}\s+{_OF_MONTH}", "month day"),
    (rf"{_SEASON}{_EVERY}\s+(?:monate|months)\s+(?:am|on the)\s+{_NUMBERS}", "month day"),
    (rf"am\s+{_NUMBERS}\s*(?P<month>{_MONTH})\s+{_YEARLY}(?:es)?", "year day"),
    (rf"{_YEARLY}\s+(?:am|on)\s+{_NUMBERS}\s*(?P<month>{_MONTH})", "year day"),
    (rf"{_EACH}{_NTH}\s+{_DAYS}\s+(?:im|in|of)\s+(?P<month>{_MONTH})(?:\s+{_YEARLY})?", "year weekday"),
    (rf"{_YEARLY}\s+(?:am|on the)\s+{_NTH}\s+{_DAYS}\s+(?:im|in|of)\s+(?P<month>{_MONTH})", "year weekday"),
)


def parse_phrase(phrase: str) -> Rule | None:
    """Read a repeat phrase; None when it is none of the known forms.

    >>> parse_phrase("jeden 1. Donnerstag im Monat").to_rrule()
    'FREQ=MONTHLY;BYDAY=1TH'
    >>> parse_phrase("alle paar Wochen") is None
    True
    """
    written = re.sub(r"\s+", " ", phrase.strip().lower().rstrip("."))
    for pattern, name in _PATTERNS:
        match = re.fullmatch(pattern, written)
        if match:
            return _make(name, {key: value for key, value in match.groupdict().items() if value})
    return None


def _make(name: str, found: dict[str, str]) -> Rule | None:
    interval = 2 if "fortnight" in found else _count(found.get("count", "1"))
    months = _season(found)
    if not 0 < interval <= LONGEST_INTERVAL:
        return None
    if name == "daily":
        return Rule("DAILY", interval, months=months)
    if name in ("working", "range"):
        first, last = ("montag", "samstag") if name == "working" else (found["first"], found["last"])
        weekdays = tuple((0, weekday) for weekday in range(_weekday(first), _weekday(last) + 1))
        return Rule("WEEKLY", interval, weekdays, months=months) if weekdays else None
    if name in ("month day", "year day"):
        return _on_days(name, found, interval, months)
    weekdays = sorted({_weekday(day) for day in re.findall(_DAY, found["days"])})
    if name == "weekly":
        return Rule("WEEKLY", interval, tuple((0, weekday) for weekday in weekdays), months=months)
    ordinals = sorted({ORDINALS[word] for word in re.findall(_ORDINAL, found["nth"])}, key=lambda n: (n < 0, n))
    nth = tuple((n, weekday) for n in ordinals for weekday in weekdays)
    if name == "monthly":
        return Rule("MONTHLY", interval, nth, months=months)
    return Rule("YEARLY", weekdays=nth, months=(_month(found["month"]),))


def _on_days(name: str, found: dict[str, str], interval: int, months: tuple[int, ...]) -> Rule | None:
    """A rule on days of the month, -1 for the last; None when a month or every month lacks one of them."""
    numbers = tuple(
        int(number) if number else -1 for number in re.findall(r"(\d+)|letzten tag|last day", found["numbers"])
    )
    longest = 31
    if name == "year day":
        months = (_month(found["month"]),)
        longest = LONGEST_MONTH[months[0]]
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
    first, last = _month(found["from"]), _month(found["to"])
    return tuple(range(first, last + 1)) if first <= last else (*range(1, last + 1), *range(first, 13))


def _weekday(word: str) -> int:
    word = "samstag" if word.startswith("sonnabend") else word.removesuffix("s")
    return GERMAN_DAYS.index(word) if word in GERMAN_DAYS else ENGLISH_DAYS.index(word)


def _month(word: str) -> int:
    return (GERMAN_MONTHS.index(word) if word in GERMAN_MONTHS else ENGLISH_MONTHS.index(word)) + 1
