"""Wording: a rule as the German phrase an editor would write for it; phrase.py reads it back."""

from .names import ENGLISH_DAYS, GERMAN_DAYS, GERMAN_MONTHS
from .phrase import parse_phrase
from .rule import Rule
from .weeks import EVEN, ODD

WEEKDAYS = tuple(day.capitalize() for day in GERMAN_DAYS)
MONTHS = tuple(month.capitalize() for month in GERMAN_MONTHS)
ENGLISH_ORDINALS = {2: "2nd", 3: "3rd", 4: "4th", 5: "5th"}
LAST_ORDINALS = {-1: "letzten", -2: "vorletzten"}


def phrase_for(rule: Rule) -> str:
    """A repeat phrase that means exactly this rule; "" when the closed grammar has none.

    >>> phrase_for(Rule("MONTHLY", weekdays=((1, 3),)))
    'jeden 1. Donnerstag im Monat'
    >>> phrase_for(Rule("WEEKLY", 2, ((0, 2),)))
    'alle 2 Wochen mittwochs'
    """
    phrase = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}[rule.freq](rule)
    return phrase if phrase and parse_phrase(phrase) == rule else ""


def both_ways(weekly: Rule, monthly: Rule) -> dict[str, dict[str, str]]:
    """Two rules between which somebody has to choose, as phrases in both languages of our messages; without months.

    >>> both_ways(Rule("WEEKLY", 2, ((0, 1),)), Rule("MONTHLY", weekdays=((2, 1),)))["weekly"]["de"]
    'alle 2 Wochen dienstags'
    """
    names = " and ".join(ENGLISH_DAYS[weekday].capitalize() for _, weekday in weekly.weekdays)
    nth = ENGLISH_ORDINALS[monthly.weekdays[0][0]]
    return {
        "weekly": {"de": _weekly(weekly), "en": f"every {weekly.interval} weeks on {names}"},
        "monthly": {"de": _monthly(monthly), "en": f"every {nth} {names} of the month"},
    }


def _daily(rule: Rule) -> str:
    return "täglich" if rule.interval == 1 else f"alle {rule.interval} Tage"


def _weekly(rule: Rule) -> str:
    weeks = {None: "", EVEN: " in geraden Wochen", ODD: " in ungeraden Wochen"}[rule.parity]
    if not rule.weekdays:
        return f"jede Woche{weeks}" if rule.interval == 1 else f"alle {rule.interval} Wochen"
    names = [WEEKDAYS[weekday] for _, weekday in rule.weekdays]
    if rule.interval == 1:
        return f"jeden {_and(names)}{weeks}"
    return f"alle {rule.interval} Wochen {_and([f'{name.lower()}s' for name in names])}"


def _monthly(rule: Rule) -> str:
    days, nth = _days(rule), _nth(rule)
    if rule.interval == 1:
        return f"am {days} jedes Monats" if days else f"jeden {nth} im Monat"
    return f"alle {rule.interval} Monate am {days or nth}"


def _yearly(rule: Rule) -> str:
    if not rule.months or rule.interval != 1:
        return ""
    month = _and([MONTHS[number - 1] for number in rule.months])
    return f"am {_days(rule)} {month} jedes Jahr" if rule.month_days else f"am {_nth(rule)} im {month}"


def _days(rule: Rule) -> str:
    return _and([f"{number}." if number > 0 else "letzten Tag" for number in rule.month_days])


def _nth(rule: Rule) -> str:
    ordinals = sorted({n for n, _ in rule.weekdays}, key=lambda n: (n < 0, n))
    words = [LAST_ORDINALS.get(n, f"{n}.") for n in ordinals]
    return f"{_and(words)} {_and([WEEKDAYS[weekday] for weekday in sorted({day for _, day in rule.weekdays})])}"


def _and(words: list[str]) -> str:
    return " und ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
