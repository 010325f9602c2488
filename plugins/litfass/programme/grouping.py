"""Grouping: dates by day, weekday and year; a month as a table, and as a plan for paper.

Pure functions of dates that come sorted; the programme says which dates.
"""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from ..model.occurrence import Occurrence

# so many unchanged dates of a series in a month become one line
OFTEN = 3


@dataclass(frozen=True)
class MonthPlan:
    """A month for paper: days with single dates, and series that come at least three times, each with its dates."""

    days: list[tuple[date, list[Occurrence]]]
    regular: list[list[Occurrence]]


@dataclass(frozen=True)
class GridDay:
    """A day in a month's table: whether it is of the month, and the day under which its dates stand; None for none."""

    day: date
    in_month: bool
    target: date | None


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def by_day(occurrences: Iterable[Occurrence]) -> list[tuple[date, list[Occurrence]]]:
    """Sorted dates grouped by the day they begin."""
    return [(day, list(found)) for day, found in groupby(occurrences, key=lambda one: one.day)]


def by_weekday(occurrences: Iterable[Occurrence], monday: date) -> list[tuple[date, list[Occurrence]]]:
    """The days of a week that have dates, in order of their times; each event once under each of its weekdays."""
    found: dict[int, dict[str, Occurrence]] = defaultdict(dict)
    for one in occurrences:
        found[one.day.weekday()].setdefault(one.event.id, one)
    return [
        (
            monday + timedelta(days=weekday),
            sorted(dates.values(), key=lambda one: (*one.start.sort_key[1:], one.sort_key)),
        )
        for weekday, dates in sorted(found.items())
    ]


def by_year(occurrences: Iterable[Occurrence]) -> list[tuple[int, list[Occurrence]]]:
    """Years, newest first, each with the last date of each event in it, newest first."""
    years: dict[int, dict[str, list[Occurrence]]] = defaultdict(lambda: defaultdict(list))
    for one in occurrences:
        years[one.day.year][one.event.id].append(one)
    return [
        (year, sorted(map(last_held, found.values()), key=lambda one: one.sort_key, reverse=True))
        for year, found in sorted(years.items(), reverse=True)
    ]


def last_held(dates: Sequence[Occurrence]) -> Occurrence:
    """The last of some sorted dates that took place; where none did, the last."""
    return next((one for one in reversed(dates) if one.takes_place), dates[-1])


def month_grid(
    first: date, begins_on: Mapping[date, date], occurrences: Iterable[Occurrence]
) -> list[tuple[int, list[GridDay]]]:
    """The weeks of a month from its `first` day on; short dates of several days lead from each of them to where they stand."""
    targets = dict(begins_on)
    for one in occurrences:
        for day in [] if one.is_long else one.days:
            if day >= first:
                targets.setdefault(day, one.day)
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return [
        (week[0].isocalendar().week, [GridDay(day, day.month == first.month, targets.get(day)) for day in week])
        for week in weeks
    ]


def month_plan(dates: list[Occurrence]) -> MonthPlan:
    """What comes often and unchanged as one line with all its days, the rest by day."""
    usual: dict[str, list[Occurrence]] = defaultdict(list)
    for one in dates:
        if one.event.is_series and one.is_usual:
            usual[one.event.id].append(one)
    regular = [found for found in usual.values() if len(found) >= OFTEN]
    often = {one.id for found in regular for one in found}
    regular.sort(key=lambda found: (found[0].day.weekday(), *found[0].sort_key[1:]))
    return MonthPlan(by_day(one for one in dates if one.id not in often), regular)
