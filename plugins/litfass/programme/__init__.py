"""Programme: what is on: all dates in order, and every question about them.

Part of Site; lists come sorted, and nothing is looked for twice.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

from ..calendar.month import month_start, next_month
from ..model import Event, Place
from ..model.occurrence import Occurrence
from .grouping import by_day, by_weekday, by_year, last_held
from .months import Months

AGENDA_MONTHS = 2
MOST_WEEKS = 2
# what comes regularly is announced so long before it begins, at a moment that neither an edit nor a build moves
ANNOUNCED = timedelta(days=28)
# how long subscribers are told of what is over
TOLD = timedelta(days=92)


class Programme(Months):
    """What comes, what is on, what is over."""

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

        A series as planned only four weeks ahead: nobody wants to read each week of next year that the choir sings, nor
        of each holiday of next year that it does not.
        """
        first = self.today - TOLD
        return [one for one in self.occurrences if one.last_day >= first and self._is_announced(one)]

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

    def next_dates(self, event: Event, count: int = 6) -> list[Occurrence]:
        """The next dates of an event that are not over."""
        return self._open_of(event)[:count]

    def next_days(self, event: Event, count: int = 6) -> list[Occurrence]:
        """The next dates of an event, and traces on days that some have left."""
        traces = [trace for one in self.dates_of(event) for trace in one.traces()]
        open_traces = [one for one in traces if not one.is_over(self.now)]
        return sorted([*self._open_of(event), *open_traces], key=lambda one: one.sort_key)[:count]

    def is_over(self, one: Occurrence) -> bool:
        """Whether a date lies in the past."""
        return one.is_over(self.now)

    def next_date(self, event: Event) -> Occurrence | None:
        """The date to show largest: the next that takes place, else the next, else the last."""
        coming = self._open_of(event)
        return next((one for one in coming if one.takes_place), (coming or self.dates_of(event)[-1:] or [None])[0])

    def next_to_register(self, event: Event) -> Occurrence | None:
        """The next date one may still sign up for; None when there is none, or nobody asks for it."""
        for one in self._open_of(event):
            last = event.registration.last_day(one.day) if event.registration else None
            if last and last >= self.today and one.is_open:
                return one
        return None

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
        """The last date that took place, with a `place` the last one there, of each of these events that has no more, newest first."""
        found = [[one for one in self.dates_of(event) if not place or one.is_at(place)] for event in things]
        over = [last_held(dates) for dates in found if dates and all(one.is_over(self.now) for one in dates)]
        return sorted(over, key=lambda one: one.sort_key, reverse=True)

    def undated_of(self, things: Iterable[Event]) -> list[Event]:
        """Those of these events that have no dates: offers, and what waits for a new date."""
        return [event for event in things if not self.dates_of(event)]

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
        """Years with dates that are over, newest first, each date newest first; a series stands once a year, by the last that took place."""
        return by_year(one for one in self.occurrences if one.is_over(self.now))

    # --- how it is looked up -------------------------------------------------------------------------------

    @cached_property
    def _told(self) -> list[Occurrence]:
        """What comes, and the traces of what was moved, in order."""
        open_traces = [one for one in self.traces if not one.is_over(self.now)]
        return sorted([*self.upcoming, *open_traces], key=lambda one: one.sort_key)

    def _open_of(self, event: Event) -> list[Occurrence]:
        return [one for one in self.dates_of(event) if not one.is_over(self.now)]

    def _is_announced(self, one: Occurrence) -> bool:
        is_planned = one.event.is_series and (one.shown_status == "scheduled" or bool(one.pause))
        is_soon = one.day <= self.today + ANNOUNCED and (one.day >= self.today or bool(one.pause))
        return is_soon or not is_planned

    def _is_running_long(self, one: Occurrence) -> bool:
        return one.is_long and one.day < self.today and not one.is_over(self.now)
