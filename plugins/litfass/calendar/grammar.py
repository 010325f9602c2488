"""Grammar: the forms in which people write how something repeats, German or English, as examples and as patterns."""

import re

from .names import MONTHS, NUMBERS, ORDINALS, WEEKDAYS

# One example of each form, for messages and the handbook.
GERMAN_FORMS = (
    "täglich",
    "werktags",
    "dienstags",
    "jeden Dienstag",
    "jeden Dienstag und Donnerstag",
    "montags bis freitags",
    "montags bis freitags außer mittwochs",
    "alle zwei Wochen mittwochs",
    "14-tägig freitags",
    "dienstags, alle 14 Tage",
    "jede zweite Woche am Dienstag",
    "alle zwei Wochen",
    "wöchentlich",
    "mittwochs in geraden Wochen",
    "Do (ungerade KW)",
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
    "am 1. Montag im März, Juni und Oktober",
    "jeden ersten Montag im Quartal",
    "Oktober bis Dezember dienstags",
    "samstags von April bis Oktober",
)
ENGLISH_FORMS = (
    "every Tuesday and Thursday",
    "every two weeks on Wednesday",
    "every other Tuesday",
    "weekly",
    "every Friday in odd weeks",
    "every 1st Thursday of the month",
    "every last Wednesday of the month",
    "every year on 21 June",
)
FORMS = GERMAN_FORMS + ENGLISH_FORMS

DAY = "|".join(rf"{name}\.?" if len(name) <= 3 else f"{name}s?" for name in sorted(WEEKDAYS, key=len, reverse=True))  # noqa: PLR2004 - the short ones
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
ORDINAL = "|".join(f"{word}[nrs]?" if word.endswith("te") else re.escape(word) for word in ORDINALS)
_COUNT = "|".join(NUMBERS) + r"|\d{1,2}"
_AND = r"\s*(?:,\s*(?:und|and)|,|und|and|&)\s*"
_EACH = r"(?:(?:jede[nrs]?|every|each|immer|jeweils|am|on|the|an jedem|der)\s+)*"
_DAYS = rf"(?P<days>(?:{DAY})(?:(?:{_AND})(?:am\s+|on\s+)?(?:{DAY}))*)"
_RANGE = rf"(?P<first>{DAY})\s*(?:bis|to|-|–)\s*(?P<last>{DAY})"
_NTH = rf"(?P<nth>(?:{ORDINAL})(?:(?:{_AND})(?:{ORDINAL}))*)"
_NUMBER = r"(?:\d{1,2}(?:\.|st|nd|rd|th)?|letzten tag|last day)"
_NUMBERS = rf"(?P<numbers>{_NUMBER}(?:(?:{_AND}){_NUMBER})*)"
_SEASON = rf"(?:(?P<from>{MONTH})\s*(?:bis|to|-|–)\s*(?P<to>{MONTH})\s+)?"
_MONTHS_NAMED = rf"(?P<months>(?:{MONTH})(?:(?:{_AND})(?:(?:im|in)\s+)?(?:{MONTH}))*)"
_OF_QUARTER = r"(?:(?:im|eines|des|jedes|pro) quartals?|in the quarter|of (?:the|each|every) quarter)"
_OF_MONTH = r"(?:(?:im|eines|des|jedes|jeden) monate?s?|in the month|of (?:the|each|every) month)"
_EVERY = rf"(?:alle|every)\s+(?P<count>{_COUNT})"
_EVERY_SECOND = rf"(?:jede[nrs]?|every)\s+(?P<step>{ORDINAL}|other)"
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
PATTERNS = (
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
    (rf"am\s+{_NUMBERS}\s*{_MONTHS_NAMED}\s+{_YEARLY}(?:es)?", "year day"),
    (rf"{_YEARLY}\s+(?:am|on)\s+{_NUMBERS}\s*{_MONTHS_NAMED}", "year day"),
    (_YEARLY, "yearly"),
    (rf"{_EACH}{_NTH}\s+{_DAYS}\s+{_OF_QUARTER}", "quarterly"),
    (rf"{_EACH}{_NTH}\s+{_DAYS}\s+(?:im|in|of)\s+{_MONTHS_NAMED}(?:\s+{_YEARLY})?", "year weekday"),
    (rf"{_YEARLY}\s+(?:am|on the)\s+{_NTH}\s+{_DAYS}\s+(?:im|in|of)\s+{_MONTHS_NAMED}", "year weekday"),
)
# what people add that is said elsewhere: from when and until when, at what time, on which days not
SAID_ELSEWHERE = (
    r"[\s,;(]+(?=(?:bis|ab|von|um|seit|außer|ausser|ausgenommen|nicht|ohne|until|till|from|at|except|not)\b|\d)"
)
# what people say of a series that is on in the holidays only, or not then, which other keys say
IN_HOLIDAYS = (
    r"[\s,;(]+(?:(?:nur|only)(?:\s+(?:in|während|during))?|in|während|during)\s+"
    r"(?:(?:den|der|the)\s+)?(?:[\w-]+\s+)?[\w-]*(?:ferien|holidays)\b\)?"
)
DENIED_BEFORE = r"(?:nicht|ausgenommen|außer|ausser|ohne|except|not)$"
DENIED_BEHIND = r"\s+(?:nicht|kein|geschlossen|not|no|closed)"
# a season as people say it: "von April bis Oktober" before or behind the days; "jeweils" before all of it says nothing
_MONTH_SPAN = rf"(?:{MONTH})\s*(?:bis|to|-)\s*(?:{MONTH})"
_SEASON_SAID = rf"(?:(?:nur|only)\s+)?(?:(?:von|from|in den monaten)\s+)?(?P<season>{_MONTH_SPAN})"
SEASON_BEFORE = rf"{_SEASON_SAID},?\s+(?P<rest>.+)"
SEASON_BEHIND = rf"(?P<rest>.+?),?\s+\(?{_SEASON_SAID}\)?"
# weeks by their number, wherever people say them: "mittwochs in geraden Wochen", "Do (ungerade KW)"
PARITY = (
    r"\b(?:(?:nur|only)\s+)?(?:(?:in|jeweils)\s+)?(?:(?:den|der|jede[nr]?|the|every)\s+)?"
    r"(?:(?P<un>un)?gerade[nr]?\s+(?:kalender)?(?:wochen?|kws?)|(?:even|(?P<odd>odd))(?:[- ]numbered)?\s+weeks?)\b"
)
# weekdays of a week that are left out: "Mo–Fr außer Mi", "täglich außer montags"
WITHOUT = (
    rf"(?P<rest>.+?),?\s+\(?(?:außer|ausser|nicht|ohne|except)\s+(?:(?:am|an|on|jeden|every)\s+)?"
    rf"(?P<less>(?:{DAY})(?:(?:{_AND})(?:am\s+|on\s+)?(?:{DAY}))*)\)?"
)
TWO_WAYS = rf"{_SEASON}{_EACH}{_NTH}\s+{_DAYS}"
# how often in a month or a quarter, and not on which day
MONTH_ALONE = rf"{_SEASON}{_MONTHS}|{_TIMES_A_MONTH}"
