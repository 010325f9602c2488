"""Year sheet: a whole year on A3 for those who plan: holidays named and patterned, and the big dates."""

from calendar import monthrange
from datetime import date
from typing import Any

from ..model.occurrence import Occurrence
from ..site import Site
from ..words import Words
from .dates import holidays, spoken
from .frame import code, frame

SATURDAY = 5
MOST_LETTERS = 4


def year_sheet(site: Site, words: Words, year: int) -> dict[str, Any]:
    """Twelve months side by side. Big dates are single ones; what comes every week has the week plan."""
    big = _big(site, year)
    return {
        **frame(site, words, f"{words._('Year planner')} {year} – {site.info.neighbourhood}"),
        **code(words, site.addresses.absolute(site.addresses.to("event_list"))),
        "head": words._("Year planner"),
        "year": str(year),
        "school_title": words._("School holidays"),
        "public_title": words._("Public holiday"),
        "more": words._("More on the web:"),
        "months": [_month(site, words, date(year, number, 1), big) for number in range(1, 13)],
    }


def _month(site: Site, words: Words, month: date, big: dict[date, list[Occurrence]]) -> dict[str, Any]:
    return {
        "name": words.month_name(month),
        "days": [
            _day(site, words, month.replace(day=number), big)
            for number in range(1, monthrange(month.year, month.month)[1] + 1)
        ],
    }


def _day(site: Site, words: Words, day: date, big: dict[date, list[Occurrence]]) -> dict[str, Any]:
    dates = big.get(day, [])
    return {
        "number": str(day.day),
        "weekday": _weekday(words, day),
        "week": str(day.isocalendar().week) if day.weekday() == 0 else "",
        "weekend": day.weekday() >= SATURDAY,
        **holidays(site, words, day, is_first=day.day == 1),
        "dates": [{"title": one.title, "lang": spoken(words, one.title), "off": not one.takes_place} for one in dates],
    }


def _weekday(words: Words, day: date) -> str:
    """The shortest name of a day's weekday that has room beside its number; Arabic abbreviates with one letter only."""
    short = words.weekday(day, "abbreviated").rstrip(".")
    return short if len(short) <= MOST_LETTERS else words.weekday(day, "narrow")


def _big(site: Site, year: int) -> dict[date, list[Occurrence]]:
    """Single dates of a year by each day on which they take place; long ones on their first only."""
    found: dict[date, list[Occurrence]] = {}
    for one in site.programme.occurrences:
        if one.event.is_series or year not in (one.day.year, one.last_day.year):
            continue
        for day in [one.day] if one.is_long else one.days:
            found.setdefault(day, []).append(one)
    return found
