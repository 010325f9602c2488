"""Programme: what is on: all dates in order, and every question about them.

Part of Site; lists come sorted, and nothing is looked for twice.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

from .calendar.rule import month_start, next_month
from .grouping import GridDay, MonthPlan, by_day, by_weekday, by_year, monday_of, month_grid, month_plan
from .model import Event, Place
from .model.occurrence import Occurrence

AGENDA_MONTHS = 2
MOST_WEEKS = 2
# what comes regularly is announced so long before it begins, at a moment that neither an edit nor a build moves
ANNOUNCED = timedelta(days=28)
# how long subscribers are told of what is over
TOLD = timedelta(days=92)


@dataclass(frozen=True)
class Programme:
    """The dates of all events at the moment `now`, up to the end of `last_month`."""

    occurrences: tuple[Occurrence, ...]
    events: tuple[Event, ...]
    now: datetime
    last_month: date

    @property
    def today(self) -> date:
        """The day the programme is made for."""
        return self.now.date()

    @property
    def this_month(self) -> date:
        """The first day of the current month."""
        return month_start(self.today)

    # --- the days ahead -----------------------------------------------------------------------------------------

    @cached_property
    def upcoming(self) -> list[Occurrence]:
        """Dates not over yet, in order; long ones that already run are not among them."""
        return [one for one in self.occurrences if not one.is_over(self.now) and not self._is_running_long(one)]

    @cached_property
    def running(self) -> list[Occurrence]:
        """Dates of more than 14 days that run today: "läuft noch bis"."""
        return [one for one in self.occurrences if self._is_running_long(one)]

    @cached_property
    def still_on(self) -> list[Occurrence]:
        """Dates that began before today and are not over, also short ones: the second day of a feast."""
        return [one for one in self.occurrences if one.day < self.today <= one.last_day and not one.is_over(self.now)]

    @cached_property
    def on_today(self) -> list[Occurrence]:
        """What people ask for today: short dates that still run, what begins today and is not over, what was moved."""
        began = [one for one in self.still_on if not one.is_long]
        return [*began, *(one for one in self._told if one.day == self.today)]

    def coming(self, count: int) -> list[Occurrence]:
        """The next dates after today, in order; a day that a date has left says so."""
        return [one for one in self._told if one.day > self.today][:count]

    @cached_property
    def announced(self) -> list[Occurrence]:
        """What subscribers are told, in order: single events and changed dates that come or were in the last 92 days.

        A series as planned only four weeks ahead: nobody wants to read each week of next year that the choir sings.
        """
        first, last = self.today - TOLD, self.today + ANNOUNCED
        return [
            one
            for one in self.occurrences
            if one.last_day >= first
            and (not one.event.is_series or one.shown_status != "scheduled" or self.today <= one.day <= last)
        ]

    def days(self, first: date, last: date) -> list[tuple[date, list[Occurrence]]]:
        """Days from `first` to `last`, both included, with what begins on them and is not over; empty ones left out.

        A day that a date has left holds its trace.
        """
        return by_day(one for one in self._told if first <= one.day <= last)

    def agenda(self) -> list[tuple[date, list[Occurrence]]]:
        """Days with dates from today to the end of the agenda's last month."""
        return self.days(self.today, next_month(self.this_month, AGENDA_MONTHS) - timedelta(days=1))

    def month_after_agenda(self) -> date | None:
        """The first month with a page that the agenda leaves out; None when there is none."""
        month = next_month(self.this_month, AGENDA_MONTHS)
        return month if month <= self.last_month else None

    # --- of one event, or of some -------------------------------------------------------------------------------

    def dates_of(self, event: Event) -> list[Occurrence]:
        """All computed dates of an event."""
        return self._by_event.get(event.id, [])

    def next_dates(self, event: Event, count: int = 6) -> list[Occurrence]:
        """The next dates of an event that are not over."""
        return self._open_of(event)[:count]

    def next_days(self, event: Event, count: int = 6) -> list[Occurrence]:
        """The next dates of an event, and traces on days that some have left."""
        traces = [one.trace() for one in self.dates_of(event) if one.original_start]
        open_traces = [one for one in traces if not one.is_over(self.now)]
        return sorted([*self._open_of(event), *open_traces], key=lambda one: one.sort_key)[:count]

    def is_over(self, one: Occurrence) -> bool:
        """Whether a date lies in the past."""
        return one.is_over(self.now)

    def next_date(self, event: Event) -> Occurrence | None:
        """The date to show largest: the next that takes place, else the next, else the last."""
        coming = self._open_of(event)
        return next((one for one in coming if one.takes_place), (coming or self.dates_of(event)[-1:] or [None])[0])

    def upcoming_of(self, things: Iterable[Event], count: int | None = None) -> list[Occurrence]:
        """Dates of these events that are not over, in order."""
        found = [one for event in things for one in self.dates_of(event) if not one.is_over(self.now)]
        return sorted((one for one in found if not self._is_running_long(one)), key=lambda one: one.sort_key)[:count]

    def next_of(self, things: Iterable[Event], place: Place | None = None) -> list[Occurrence]:
        """Dates of these events that are not over, of each up to the first that takes place, in order.

        So a weekly series does not fill the page of a place, and a cancelled date still stands there. With a `place`, only
        dates there: a series may come elsewhere as a rule.
        """
        found = []
        for event in things:
            for one in self._open_of(event):
                if place and not one.is_at(place):
                    continue
                found.append(one)
                if one.takes_place:
                    break
        return sorted(found, key=lambda one: one.sort_key)

    def events_until(self, last: date) -> list[Event]:
        """Events with a date that is not over and begins by the end of `last`, in the order of these dates."""
        soon = [one for one in self.occurrences if one.day <= last and not one.is_over(self.now)]
        return list(dict.fromkeys(one.event for one in soon))

    def past_of(self, things: Iterable[Event], place: Place | None = None) -> list[Occurrence]:
        """The last date, with a `place` the last one there, of each of these events that has no more, newest first."""
        found = [[one for one in self.dates_of(event) if not place or one.is_at(place)] for event in things]
        over = [dates[-1] for dates in found if dates and all(one.is_over(self.now) for one in dates)]
        return sorted(over, key=lambda one: one.sort_key, reverse=True)

    def undated_of(self, things: Iterable[Event]) -> list[Event]:
        """Those of these events that have no dates: offers, and what waits for a new date."""
        return [event for event in things if not self.dates_of(event)]

    # --- weeks --------------------------------------------------------------------------------------------------

    @property
    def this_week(self) -> date:
        """The Monday of the current week."""
        return monday_of(self.today)

    def weeks(self, back: int, ahead: int) -> list[date]:
        """Mondays from `back` weeks before the current one to `ahead` weeks after it."""
        return [self.this_week + timedelta(weeks=number) for number in range(-back, ahead + 1)]

    def week(self, monday: date) -> list[tuple[date, list[Occurrence]]]:
        """The seven days of a week, each with the dates that begin on it, also those already over, and traces."""
        days = [monday + timedelta(days=number) for number in range(7)]
        found = {day: dates for month in {month_start(day) for day in days} for day, dates in self.month_days(month)}
        return [(day, found.get(day, [])) for day in days]

    def into_week(self, monday: date) -> list[Occurrence]:
        """Dates that began before a week and reach into it."""
        return [one for one in self._of_several_days if one.day < monday <= one.last_day]

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
        return [next_month(month_start(month), offset) for offset in range(count)]

    def printed(self, month: date) -> list[Occurrence]:
        """Dates of a month that still matter on paper: not over, and taking place, cancelled or moved in words."""
        return [one for one in self._with_traces(self.month(month), month) if not one.is_over(self.now)]

    def month_plan(self, month: date) -> MonthPlan:
        """A month for paper, as `plan` makes it."""
        return self.plan(self.printed(month))

    def plan(self, dates: Iterable[Occurrence]) -> MonthPlan:
        """Sorted dates for paper: what comes often and unchanged as one line with all its days, the rest by day."""
        return month_plan(list(dates))

    # --- without a day, and over --------------------------------------------------------------------------------

    def week_plan(self, month: date | None = None) -> list[tuple[date, list[Occurrence]]]:
        """What comes every week or every second week: the next Monday to Sunday that name the weekdays, with dates.

        With a `month`, only what comes in it.

        Each series stands once under each of its weekdays, by its next date there; empty weekdays are left out.
        """
        often = (
            event
            for event in self.events
            if event.rule and event.rule.freq in ("WEEKLY", "DAILY") and event.rule.interval <= MOST_WEEKS
        )
        dates = (one for event in often for one in self._open_of(event) if one.is_usual)
        return by_weekday((one for one in dates if month in (None, month_start(one.day))), self.this_week)

    @cached_property
    def offers(self) -> list[Event]:
        """Events without computed dates: "etwa viermal im Jahr"."""
        return [event for event in self.events if event.repeat_text and not self.dates_of(event)]

    @cached_property
    def postponed(self) -> list[Event]:
        """Events that wait for a new date."""
        return [event for event in self.events if event.status == "postponed" and not self.next_dates(event)]

    @cached_property
    def archive(self) -> list[tuple[int, list[Occurrence]]]:
        """Years with dates that are over, newest first, each date newest first; a series stands once a year."""
        return by_year(one for one in self.occurrences if one.is_over(self.now))

    # --- how it is looked up -------------------------------------------------------------------------------

    @cached_property
    def _by_event(self) -> dict[str, list[Occurrence]]:
        found = defaultdict(list)
        for occurrence in self.occurrences:
            found[occurrence.event.id].append(occurrence)
        return found

    @cached_property
    def _by_month(self) -> dict[date, list[Occurrence]]:
        found = defaultdict(list)
        for occurrence in self.occurrences:
            found[month_start(occurrence.day)].append(occurrence)
        return found

    @cached_property
    def traces(self) -> list[Occurrence]:
        """What stays on days that dates have left, in order."""
        return sorted((one.trace() for one in self.occurrences if one.original_start), key=lambda one: one.sort_key)

    @cached_property
    def _told(self) -> list[Occurrence]:
        """What comes, and the traces of what was moved, in order."""
        open_traces = [one for one in self.traces if not one.is_over(self.now)]
        return sorted([*self.upcoming, *open_traces], key=lambda one: one.sort_key)

    def _with_traces(self, dates: list[Occurrence], month: date) -> list[Occurrence]:
        traces = [one for one in self.traces if month_start(one.day) == month_start(month)]
        return sorted([*dates, *traces], key=lambda one: one.sort_key) if traces else dates

    @cached_property
    def _of_several_days(self) -> list[Occurrence]:
        return [one for one in self.occurrences if one.last_day > one.day]

    def _open_of(self, event: Event) -> list[Occurrence]:
        return [one for one in self.dates_of(event) if not one.is_over(self.now)]

    def _is_running_long(self, one: Occurrence) -> bool:
        return one.is_long and one.day < self.today and not one.is_over(self.now)
