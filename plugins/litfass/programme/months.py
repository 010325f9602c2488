"""Months: the calendar's pages: weeks and months, on the screen and on paper."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from ..calendar.month import month_start, next_month
from ..model.occurrence import Occurrence
from .dates import Dates
from .grouping import GridDay, MonthPlan, by_day, monday_of, month_grid, month_plan


class Months(Dates):
    """Every question about a week or a month."""

    # --- weeks --------------------------------------------------------------------------------------------------

    @property
    def this_week(self) -> date:
        """The Monday of the current week."""
        return monday_of(self.today)

    def weeks(self, back: int, ahead: int) -> list[date]:
        """Mondays from `back` weeks before the current one to `ahead` weeks after it."""
        return [self.this_week + timedelta(weeks=number) for number in range(-back, ahead + 1)]

    def week(self, monday: date) -> list[tuple[date, list[Occurrence]]]:
        """The seven days of a week, each with what goes on from a day before, unless it is long, what begins, and traces.

        Also what is already over.
        """
        days = [monday + timedelta(days=number) for number in range(7)]
        found = {day: dates for month in {month_start(day) for day in days} for day, dates in self.month_days(month)}
        goes_on = [one for one in self._of_several_days if not one.is_long]
        return [
            (day, [*(one for one in goes_on if one.day < day and one.is_on(day)), *found.get(day, [])]) for day in days
        ]

    def into_week(self, monday: date) -> list[Occurrence]:
        """Long dates that began before a week and reach into it."""
        return [one for one in self._of_several_days if one.is_long and one.day < monday <= one.last_day]

    # --- months -------------------------------------------------------------------------------------------------

    def month(self, month: date) -> list[Occurrence]:
        """Dates that begin in a month, also those already over."""
        return self._by_month.get(month_start(month), [])

    def month_days(self, month: date) -> list[tuple[date, list[Occurrence]]]:
        """Days of a month with the dates that begin on them, also those already over, and traces of moved ones."""
        return by_day(self._with_traces(self.month(month), month))

    def into_month(self, month: date) -> list[Occurrence]:
        """Dates that began before a month, reach into it and are not over."""
        first = month_start(month)
        return [one for one in self._of_several_days if one.day < first <= one.last_day and not one.is_over(self.now)]

    def month_grid(self, month: date) -> list[tuple[int, list[GridDay]]]:
        """Weeks of a month from Monday: the week's number as in ISO 8601, and its seven days."""
        first, dates = month_start(month), self.month(month)
        targets = {one.day: one.day for one in self._with_traces(dates, first)}
        return month_grid(first, targets, [*dates, *self.into_month(month)])

    def by_month(self, days: Iterable[tuple[date, list[Occurrence]]]) -> list[tuple[date, list[Any]]]:
        """Days grouped by their month: its first day, and its days."""
        return [(month, list(found)) for month, found in groupby(days, key=lambda pair: month_start(pair[0]))]

    def months(self) -> list[date]:
        """First days of all months with a page, in order: those with dates, and from this one to the last computed."""
        known = set(self._by_month)
        month = self.this_month
        while month <= self.last_month:
            known.add(month)
            month = next_month(month)
        return sorted(known)

    def coming_months(self, count: int) -> list[date]:
        """First days of this and the following months."""
        return self.months_from(self.this_month, count)

    def months_from(self, month: date, count: int) -> list[date]:
        """First days of a month and those that follow it, `count` in all."""
        return [next_month(month, offset) for offset in range(count)]

    def printed(self, month: date) -> list[Occurrence]:
        """Dates of a month that still matter on paper: not over, and taking place, cancelled or moved in words."""
        return [one for one in self._with_traces(self.month(month), month) if not one.is_over(self.now)]

    def month_plan(self, month: date) -> MonthPlan:
        """A month for paper, as `plan` makes it."""
        return self.plan(self.printed(month))

    def plan(self, dates: Iterable[Occurrence]) -> MonthPlan:
        """Sorted dates for paper: what comes often and unchanged as one line with all its days, the rest by day."""
        return month_plan(list(dates))
