"""Month grid: weeks from Monday with their numbers, holidays named and patterned, for kitchen and corridor."""

from calendar import Calendar
from datetime import date
from typing import Any

from ..model.occurrence import Occurrence
from ..site import Site
from ..words import Words
from .dates import entry, holidays
from .frame import code, frame


def month_grid(site: Site, words: Words, month: date, paper: str) -> dict[str, Any]:
    """A month as a table; it also shows what is over, as a calendar on a wall does. Week numbers are those of ISO 8601."""
    link = site.addresses.absolute(site.addresses.to("event_month", year=month.year, month=month.month))
    shown = _by_day(site, month)
    long = [one for one in (*site.programme.into_month(month), *site.programme.month(month)) if one.is_long]
    return {
        **frame(site, words, f"{words.month(month)} – {site.info.neighbourhood}"),
        **code(words, link),
        "paper": paper,
        "month": words.month_name(month),
        "year": str(month.year),
        "week": words._("Wk"),
        "weekdays": [short for short, _ in words.weekdays()],
        "running": [entry(words, one) for one in long],
        "running_title": words._("Still on"),
        "school_title": words._("School holidays"),
        "public_title": words._("Public holiday"),
        "more": words._("{count} more"),
        "weeks": [
            {"number": str(week[0].isocalendar().week), "days": [_cell(site, words, month, day, shown) for day in week]}
            for week in Calendar().monthdatescalendar(month.year, month.month)
        ],
    }


def _cell(site: Site, words: Words, month: date, day: date, shown: dict[date, list[Occurrence]]) -> dict[str, Any]:
    return {
        "number": str(day.day),
        "in_month": day.month == month.month,
        "date": words.day_of_month(day),
        **holidays(site, words, day, is_first=day.weekday() == 0 or day.day == 1),
        "dates": [entry(words, one) for one in shown.get(day, ())] if day.month == month.month else [],
    }


def _by_day(site: Site, month: date) -> dict[date, list[Occurrence]]:
    """Dates under each day on which they take place; those of more than 14 days stand below the table."""
    found: dict[date, list[Occurrence]] = {}
    short = [one for one in site.programme.into_month(month) if not one.is_long]
    dated = [one for _, dates in site.programme.month_days(month) for one in dates]
    for one in (*short, *(one for one in dated if not one.is_long)):
        for day in one.days:
            found.setdefault(day, []).append(one)
    return found
