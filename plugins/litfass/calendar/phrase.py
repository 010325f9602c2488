"""Phrase: how something repeats, as people write it in the closed grammar, becomes a Rule."""

import re
from dataclasses import replace

from .grammar import (
    DAY,
    DENIED_BEFORE,
    DENIED_BEHIND,
    IN_HOLIDAYS,
    MONTH,
    MONTH_ALONE,
    ORDINAL,
    PARITY,
    PATTERNS,
    SAID_ELSEWHERE,
    SEASON_BEFORE,
    SEASON_BEHIND,
    TWO_WAYS,
    WITHOUT,
)
from .month import MOST_DAYS
from .names import DASHES, MONTHS, NUMBERS, ordinal_of, weekday_of
from .rule import LONGEST_INTERVAL, Rule
from .weeks import EVEN, ODD

DAYS_OF_WEEK = 7


def parse_phrase(phrase: str) -> Rule | None:
    """Read a repeat phrase; None when it is none of the known forms, or may be meant in two ways.

    What names no weekday, "alle zwei Wochen", falls on that of the first day.

    >>> parse_phrase("jeden 1. Donnerstag im Monat").to_rrule()
    'FREQ=MONTHLY;BYDAY=1TH'
    >>> parse_phrase("alle paar Wochen") is None
    True
    """
    written = _plain(phrase)
    if not (said := re.search(PARITY, written)):
        return _by_pattern(written)
    before, after = written[: said.start()].rstrip(" ,("), written[said.end() :].lstrip(" ,)")
    rule = _by_pattern(f"{before} {after}".strip() or "jede woche")
    if not rule or rule.freq != "WEEKLY" or rule.interval > 1:
        return None
    return replace(rule, parity=ODD if said["un"] or said["odd"] else EVEN)


def _by_pattern(written: str) -> Rule | None:
    if said := re.fullmatch(WITHOUT, written):
        return _without(_by_pattern(said["rest"]), {weekday_of(day) for day in re.findall(DAY, said["less"])})
    for pattern, name in PATTERNS:
        match = re.fullmatch(pattern, written)
        if match:
            return _make(name, {key: value for key, value in match.groupdict().items() if value})
    return None


def _without(rule: Rule | None, less: set[int]) -> Rule | None:
    """A rule of days of the week without some of them; None when it has none of them, or no others."""
    if rule == Rule("DAILY", months=rule.months if rule else ()):
        rule = Rule("WEEKLY", weekdays=tuple((0, weekday) for weekday in range(DAYS_OF_WEEK)), months=rule.months)
    if not rule or rule.freq != "WEEKLY" or not less < {weekday for _, weekday in rule.weekdays}:
        return None
    return replace(rule, weekdays=tuple(one for one in rule.weekdays if one[1] not in less))


def two_meanings(phrase: str) -> tuple[Rule, Rule] | None:
    """What "jeden zweiten Dienstag" may mean: every two weeks, or each second one of a month; None for other phrases."""
    match = re.fullmatch(TWO_WAYS, _plain(phrase))
    if not match or parse_phrase(phrase):
        return None
    found = {key: value for key, value in match.groupdict().items() if value}
    by_month = _make("monthly", found)
    return by_month and (_make("weekly", {**found, "step": found["nth"]}), by_month)


def is_month_alone(phrase: str) -> bool:
    """Whether a phrase says "monthly", or how often in a month or a quarter, and not on which day."""
    return re.fullmatch(MONTH_ALONE, _plain(phrase)) is not None


def readable_beginning(phrase: str) -> str:
    """The phrase that another one begins with, before what is said elsewhere; "" when it begins with none.

    >>> readable_beginning("jeden Donnerstag bis Ostern"), readable_beginning("jeden Donerstag bis Ostern")
    ('jeden Donnerstag', '')
    """
    ends = [match.start() for match in re.finditer(SAID_ELSEWHERE, phrase, re.IGNORECASE)]
    return next((phrase[:end] for end in reversed(ends) if parse_phrase(phrase[:end])), "")


def without_holidays(phrase: str) -> str:
    """The phrase without the words that it is so in the holidays; "" when it has none, denies them, or the rest is no phrase.

    >>> without_holidays("werktags nur in den Schulferien"), without_holidays("werktags, nicht in den Ferien")
    ('werktags', '')
    """
    said = re.search(IN_HOLIDAYS, phrase, re.IGNORECASE)
    if not said:
        return ""
    before, behind = phrase[: said.start()], phrase[said.end() :]
    if re.search(DENIED_BEFORE, before, re.IGNORECASE) or re.match(DENIED_BEHIND, behind, re.IGNORECASE):
        return ""
    return next((one for one in (f"{before}{behind}", before) if parse_phrase(one)), "")


def _plain(phrase: str) -> str:
    """The phrase in small letters, a season before the rest."""
    plain = re.sub(r"\s+", " ", DASHES.sub("-", phrase).strip().lower().rstrip(".")).removeprefix("jeweils ")
    found = re.fullmatch(SEASON_BEFORE, plain) or re.fullmatch(SEASON_BEHIND, plain)
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
    weekdays = sorted({weekday_of(day) for day in re.findall(DAY, found.get("days", ""))})
    if name in ("daily", "weekly"):
        return (
            Rule("WEEKLY", interval, tuple((0, weekday) for weekday in weekdays), months=months) if interval else None
        )
    ordinals = sorted({ordinal_of(word) for word in re.findall(ORDINAL, found["nth"])}, key=lambda n: (n < 0, n))
    nth = tuple((n, weekday) for n in ordinals for weekday in weekdays)
    if name == "monthly, if clear" and len(ordinals) == 1 and ordinals[0] > 1:
        return None  # see two_meanings
    if name.startswith("monthly"):
        return Rule("MONTHLY", interval, nth, months=months)
    months = _in_quarters(ordinals) if name == "quarterly" else _named(found["months"])
    return Rule("YEARLY", weekdays=nth, months=months) if months else None


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
        months = _named(found["months"])
        longest = min(MOST_DAYS[month - 1] for month in months)
    if not all(number == -1 or 1 <= number <= longest for number in numbers):
        return None
    return Rule(
        "MONTHLY" if name == "month day" else "YEARLY", interval, month_days=tuple(sorted(set(numbers))), months=months
    )


def _count(word: str) -> int:
    return NUMBERS[word] if word in NUMBERS else int(word)


def _named(months: str) -> tuple[int, ...]:
    return tuple(sorted({MONTHS[name] for name in re.findall(MONTH, months)}))


def _in_quarters(ordinals: list[int]) -> tuple[int, ...]:
    """The months in which a quarter's first Mondays, or its last ones, lie; () when that is not in one month for all."""
    if max(ordinals) < 0:
        return (3, 6, 9, 12)
    return (1, 4, 7, 10) if min(ordinals) > 0 and max(ordinals) <= 4 else ()  # noqa: PLR2004 - each month has four


def _season(found: dict[str, str]) -> tuple[int, ...]:
    """Months from one to another, over New Year too; () when none were said."""
    if "from" not in found:
        return ()
    first, last = MONTHS[found["from"]], MONTHS[found["to"]]
    return tuple(range(first, last + 1)) if first <= last else (*range(1, last + 1), *range(first, 13))
