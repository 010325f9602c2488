"""Phrase: the closed grammar in which people write how something repeats, German or English."""

import re

from .rule import Rule

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
_AND = r"\s*(?:,|und|and|&)\s*"
_EACH = r"(?:(?:jede[nrs]?|every|each|immer|am|on|the|an jedem)\s+)*"
_DAYS = rf"(?P<days>(?:{_DAY})(?:(?:{_AND})(?:am\s+|on\s+)?(?:{_DAY}))*)"
_RANGE = rf"(?P<first>{_DAY})\s*(?:bis|to|-|–)\s*(?P<last>{_DAY})"
_NTH = rf"(?P<nth>(?:{_ORDINAL})(?:(?:{_AND})(?:{_ORDINAL}))*)"
_SEASON = rf"(?:(?P<from>{_MONTH})\s*(?:bis|to|-|–)\s*(?P<to>{_MONTH})\s+)?"
_OF_MONTH = r"(?:im monat|eines monats|des monats|of the month|of each month|of every month)"

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (rf"{_SEASON}(?:täglich|jeden tag|daily|every day)", "daily"),
        (rf"{_SEASON}(?:werktags|an werktagen)", "working"),
        (rf"{_SEASON}{_EACH}{_RANGE}", "range"),
        (rf"{_SEASON}{_EACH}{_DAYS}", "weekly"),
        (rf"{_SEASON}(?:alle|every)\s+(?P<count>{_COUNT})\s+(?:wochen|weeks)\s+(?:am\s+|on\s+)?{_DAYS}", "weekly"),
        (
            rf"{_SEASON}(?P<fortnight>14-?tägig|vierzehntägig|zweiwöchentlich|fortnightly)\s+(?:am\s+|on\s+)?{_DAYS}",
            "weekly",
        ),
        (rf"{_EACH}{_NTH}\s+{_DAYS}\s+{_OF_MONTH}", "monthly"),
        (
            rf"(?:alle|every)\s+(?P<count>{_COUNT})\s+(?:monate|months)\s+(?:am\s+|on\s+the\s+|on\s+)?{_NTH}\s+{_DAYS}",
            "monthly",
        ),
        (
            r"(?:am|on the)\s+(?P<number>\d{1,2})(?:\.|st|nd|rd|th)?\s+(?:jedes monats|jeden monats|im monat|of the month|of every month)",
            "month day",
        ),
        (rf"am\s+(?P<number>\d{{1,2}})\.\s*(?P<month>{_MONTH})\s+jede[ns] jahr(?:es)?", "year day"),
        (rf"jedes jahr am\s+(?P<number>\d{{1,2}})\.\s*(?P<month>{_MONTH})", "year day"),
        (rf"every year on\s+(?P<number>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})", "year day"),
        (
            rf"{_EACH}{_NTH}\s+{_DAYS}\s+(?:im|in|of)\s+(?P<month>{_MONTH})(?:\s+jede[ns] jahr(?:es)?| every year)?",
            "year weekday",
        ),
    )
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
        match = pattern.fullmatch(written)
        if match:
            return _make(name, {key: value for key, value in match.groupdict().items() if value})
    return None


def _make(name: str, found: dict[str, str]) -> Rule | None:
    interval = 2 if "fortnight" in found else _count(found.get("count", "1"))
    months = _season(found)
    if not 0 < interval < 100 or months is None:  # noqa: PLR2004 - rule.LONGEST_INTERVAL
        return None
    if name == "daily":
        return Rule("DAILY", months=months)
    if name == "working":
        return Rule("WEEKLY", weekdays=tuple((0, weekday) for weekday in range(6)), months=months)
    if name == "range":
        first, last = _weekday(found["first"]), _weekday(found["last"])
        weekdays = tuple((0, weekday) for weekday in range(first, last + 1))
        return Rule("WEEKLY", weekdays=weekdays, months=months) if weekdays else None
    if name == "month day":
        number = int(found["number"])
        return Rule("MONTHLY", month_days=(number,)) if 1 <= number <= 31 else None  # noqa: PLR2004
    if name == "year day":
        number, month = int(found["number"]), _month(found["month"])
        longest = 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31  # noqa: PLR2004
        return Rule("YEARLY", month_days=(number,), months=(month,)) if 1 <= number <= longest else None
    weekdays = sorted({_weekday(day) for day in re.findall(_DAY, found["days"])})
    if name == "weekly":
        return Rule("WEEKLY", interval, tuple((0, weekday) for weekday in weekdays), months=months)
    ordinals = sorted({ORDINALS[word] for word in re.findall(_ORDINAL, found["nth"])}, key=lambda n: (n < 0, n))
    nth = tuple((n, weekday) for n in ordinals for weekday in weekdays)
    if name == "monthly":
        return Rule("MONTHLY", interval, nth)
    return Rule("YEARLY", weekdays=nth, months=(_month(found["month"]),))


def _count(word: str) -> int:
    return NUMBERS[word] if word in NUMBERS else int(word)


def _season(found: dict[str, str]) -> tuple[int, ...] | None:
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
