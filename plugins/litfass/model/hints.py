"""Hints: a time that somebody wrote as they say it, as files have it; for messages only, nothing is guessed for pages."""

import re
from datetime import date
from itertools import pairwise
from typing import Any

from ..calendar.names import ENGLISH_DAYS, GERMAN_DAYS
from ..calendar.spoken import SpokenDay, capitalised, spoken_days, spoken_month

NOON = 12
QUOTES = "„“”‚‘’«»\"' "
EXAMPLE = "2026-12-03"
TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?:\s*(?:Uhr|h))?")
AFTERNOON = re.compile(r"\s*(?:Uhr\s*)?(?:p\.?\s?m\b|nachmittags|abends)", re.IGNORECASE)
UNTIL = r"\s*(?:-|bis|to)\s*"
# "18-20 Uhr" behind a day, "7.-" before one
SPAN = re.compile(rf"({TIME.pattern}){UNTIL}({TIME.pattern})", re.IGNORECASE)
FIRST_OF_TWO = re.compile(rf"(\d{{1,2}})\.?{UNTIL}$")
# "Juli 2027", "11/2025"
MONTH = re.compile(r"(?:[^\W\d_]+\.?|\b\d{1,2})[\s./-]*\d{4}\b")
PART_OF_DAY = re.compile(r"\b(?:vormittags?|nachmittags?|mittags?|abends?|morgens|früh|nachts?)\b", re.IGNORECASE)
Words = str | dict[str, str]


def moment_written(text: str) -> Words:
    """A day with or without a time, "Mo 7.12. 19 Uhr", as it has to be written; an example where no day is in it."""
    text, days = _days_in(text)
    if len(days) == 1:
        return _dated(days[0], _time_behind(text, days[0]))
    return {"de": f"Tag und Uhrzeit, zum Beispiel {EXAMPLE} 15:00", "en": f"day and time, for example {EXAMPLE} 15:00"}


def day_written(text: str) -> Words:
    """A day as it has to be written, also one of which only the month is said; an example where none, or more than one, is in it."""
    _, days = _days_in(text)
    if not days and (month := _month_in(text)):
        return {"de": f"{month:%Y-%m}-TT, mit dem Tag für TT", "en": f"{month:%Y-%m}-DD, with the day for DD"}
    return _dated(days[0], "") if len(days) == 1 else EXAMPLE


def days_written(text: str) -> Words:
    """The days that stand in one value, "22.12. und 12.1.", as a list has them; "" where there are not several."""
    text, days = _days_in(text)
    between = [text[one.end : other.start].strip(" ,") for one, other in pairwise(days)]
    if len(days) < 2 or not set(between) <= {"", "und", "and", "&", "u."}:  # noqa: PLR2004 - several
        return ""
    written = ", ".join(f"{one.year or 'JJJJ'}-{one.month:02}-{one.day:02}" for one in days)
    if "JJJJ" not in written:
        return f"[{written}]"
    english = written.replace("JJJJ", "YYYY")
    return {"de": f"[{written}], mit dem Jahr für JJJJ", "en": f"[{english}], with the year for YYYY"}


def partial_written(text: str) -> str:
    """A day, a month or a year as a date of lower precision has it: "Mai 2024" is 2024-05; "" where none is in it.

    >>> partial_written("seit Herbst 2024"), partial_written("11/2025"), partial_written("2024 bis 2026")
    ('2024', '2025-11', '')
    """
    _, days = _days_in(text)
    years = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text))
    if len(days) > 1 or len(years) != 1:
        return ""
    month = _month_in(text)
    return _iso(days[0], int(*years)) if days else f"{month:%Y-%m}" if month else str(*years)


def weekday_against(text: str) -> dict[str, Any]:
    """What to say of a day whose weekday does not fit, "Mo 10.12.2026"; {} for all others."""
    for one in _days_in(text)[1]:
        day = one.in_year(one.year) if one.year and one.weekday is not None else None
        if day and day.weekday() != one.weekday:
            weekdays = {"de": GERMAN_DAYS[day.weekday()].capitalize(), "en": ENGLISH_DAYS[day.weekday()].capitalize()}
            return {
                "written": one.written,
                "day_de": f"{day.day}.{day.month}.{day.year}",
                "day": day,
                "weekday": weekdays,
            }
    return {}


def day_without_clock(text: str) -> str:
    """The day of a moment that says a part of the day and no time, "9.12.2026 vormittags"; "" for others."""
    text, days = _days_in(text)
    is_vague = len(days) == 1 and days[0].year and PART_OF_DAY.search(text) and not _time_behind(text, days[0])
    return _iso(days[0]) if is_vague else ""


def end_written(text: str) -> Words:
    """An end as it has to be written: the day and the time, or the time alone; an example where neither is in it."""
    text, days = _days_in(text)
    if days:
        return moment_written(text)
    found = re.search(r"\d", text)
    if found and (hours := SPAN.match(text[found.start() :])):
        return _clock(hours[4])
    return _clock(text[found.start() :]) if found and _clock(text[found.start() :]) else "17:00"


def span_written(text: str) -> dict[str, str] | None:
    """The start and the end that stand in one value, "7.-9.5.2027" or "3.12.2027 18-20 Uhr"; None for one moment.

    >>> span_written("3.12.2027 18-20 Uhr")
    {'start': '2027-12-03 18:00', 'end': '20:00'}
    """
    text, days = _days_in(text)
    if not days or not (last := days[-1]).year:
        return None
    if len(days) == 1 and (hours := SPAN.match(_behind(text, last))):
        return {"start": f"{_iso(last)} {_clock(hours[1])}", "end": _clock(hours[4])}
    if len(days) == 1 and (found := FIRST_OF_TWO.search(text[: last.start])):
        return {"start": f"{last.year}-{last.month:02}-{int(found[1]):02}", "end": _iso(last)}
    if len(days) == 2 and re.fullmatch(UNTIL, text[days[0].end : last.start]):  # noqa: PLR2004 - a first and a last day
        return {"start": _iso(days[0], last.year), "end": _iso(last)}
    return None


def _days_in(text: str) -> tuple[str, list[SpokenDay]]:
    text = capitalised(text.strip(QUOTES))
    return text, list(spoken_days(text))


def _month_in(text: str) -> date | None:
    found = (spoken_month(match[0], date.min) for match in MONTH.finditer(text))
    return next((month for month in found if month), None)


def _behind(text: str, day: SpokenDay) -> str:
    return re.sub(r"^[\s,T]*(?:(?:um|ab|von|at|from)\s+)?", "", text[day.end :])


def _time_behind(text: str, day: SpokenDay) -> str:
    return _clock(_behind(text, day))


def _clock(text: str) -> str:
    """The time with which a text begins; "" for none."""
    found = TIME.match(text)
    if not found:
        return ""
    later = NOON if int(found[1]) < NOON and AFTERNOON.match(text, found.end()) else 0
    return f"{int(found[1]) + later:02}:{int(found[2] or 0):02}"


def _iso(day: SpokenDay, year: int | None = None) -> str:
    return f"{day.year or year}-{day.month:02}-{day.day:02}"


def _dated(day: SpokenDay, clock: str) -> Words:
    """A day with a time behind it; a year that nobody said is to be put in."""
    at = f" {clock}" if clock else ""
    if day.year:
        return _iso(day) + at
    written = f"-{day.month:02}-{day.day:02}{at}"
    return {"de": f"JJJJ{written}, mit dem Jahr für JJJJ", "en": f"YYYY{written}, with the year for YYYY"}
