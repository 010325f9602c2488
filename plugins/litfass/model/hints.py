"""Hints: a time that somebody wrote as they say it, as files have it; for messages only, nothing is guessed for pages."""

import re

from ..calendar.spoken import SpokenDay, capitalised, spoken_days

NOON = 12
QUOTES = "„“”‚‘’«»\"' "
EXAMPLE = "2026-12-03"
TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?:\s*(?:Uhr|h))?")
AFTERNOON = re.compile(r"\s*(?:Uhr\s*)?(?:p\.?\s?m\b|nachmittags|abends)", re.IGNORECASE)
UNTIL = r"\s*(?:-|bis|to)\s*"
# "18-20 Uhr" behind a day, "7.-" before one
SPAN = re.compile(rf"({TIME.pattern}){UNTIL}({TIME.pattern})", re.IGNORECASE)
FIRST_OF_TWO = re.compile(rf"(\d{{1,2}})\.?{UNTIL}$")
Words = str | dict[str, str]


def moment_written(text: str) -> Words:
    """A day with or without a time, "Mo 7.12. 19 Uhr", as it has to be written; an example where no day is in it."""
    text, days = _days_in(text)
    return _dated(days[0], _time_behind(text, days[0])) if len(days) == 1 else f"{EXAMPLE} 15:00"


def day_written(text: str) -> Words:
    """A day as it has to be written; an example where none, or more than one, is in it."""
    _, days = _days_in(text)
    return _dated(days[0], "") if len(days) == 1 else EXAMPLE


def end_written(text: str) -> Words:
    """An end as it has to be written: the day and the time, or the time alone; an example where neither is in it."""
    text, days = _days_in(text)
    if days:
        return moment_written(text)
    found = re.search(r"\d", text)
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
