"""Occurrence: one date of an event, computed; never written by anybody."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ..calendar.moment import Moment
from .ending import end_of
from .event import Event
from .reference import ONLINE
from .thing import Thing, name_of

LONG_DAYS = 14


@dataclass(frozen=True)
class Occurrence:
    """One date: where it stands in the calendar, and what differs from its event.

    `on` is the day the rule named; `end` None means nobody said. `pause` names the holidays that make it drop out.
    `announced` are starts at which its file says it was to be before, beside the one that its rule named.
    `moved_to` is set on a trace only: what stays on the day a date has left, to say where it went.
    """

    event: Event
    on: date
    start: Moment
    end: Moment | None
    zone: ZoneInfo
    title: str = ""
    place: Any = None
    status: str = "scheduled"
    note: str = ""
    pause: str = ""
    announced: tuple[Moment, ...] = ()
    moved_to: Moment | None = None

    @property
    def id(self) -> str:
        """Stable: "sprachcafe@2026-12-03"; for a single event its id."""
        return f"{self.event.id}@{self.on}" if self.event.is_series else self.event.id

    @property
    def place_name(self) -> str:
        """Where, in words: the place's title, the words written instead, the note on the place, or where one meets."""
        return name_of(self.place) or self.event.place_note or self.event.meeting_point

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """A total order: by time, whole days first, then by title and id."""
        return (*self.start.sort_key, self.title, self.id)

    @property
    def day(self) -> date:
        """The day on which it stands; an event past midnight belongs to its first."""
        return self.start.day

    @property
    def last_day(self) -> date:
        """The last day on which it takes place, included; one that ends at midnight does not reach the next."""
        if self.end is None:
            return self.day
        night = (
            self.start.time is not None and self.end.time is not None and self.end.day == self.day + timedelta(days=1)
        )
        if night and self.end.time <= time(8):  # type: ignore[operator]
            return self.day
        return self.end.day - timedelta(days=1) if self.end.time == time.min else self.end.day

    @property
    def days(self) -> list[date]:
        """Each day from its first to its last."""
        return [self.day + timedelta(days=number) for number in range((self.last_day - self.day).days + 1)]

    @property
    def is_long(self) -> bool:
        """Whether it runs so long that lists say "läuft noch bis"."""
        return (self.last_day - self.day).days > LONG_DAYS

    @property
    def takes_place(self) -> bool:
        """False when people would stand before a locked door."""
        return self.status not in ("cancelled", "postponed") and not self.pause and self.moved_to is None

    @property
    def is_open(self) -> bool:
        """Whether people may still join: it takes place and has places left."""
        return self.takes_place and self.status != "full"

    @property
    def shown_status(self) -> str:
        """The status people are told: a pause cancels, another day than the rule's is a new date.

        Beside the states of an event: "new-time", "new-place" and "new-time-and-place" for a date of a series.
        """
        if self.pause:
            return "cancelled"
        if self.moved_to and self.status not in ("cancelled", "postponed"):
            return "rescheduled"
        if self.status != "scheduled":
            return self.status
        return "rescheduled" if self.was_moved else self._shown_change

    @property
    def is_online(self) -> bool:
        """Whether it takes place on the web, planned so or moved there."""
        return self.status == "moved-online" or self.place == ONLINE

    @property
    def is_mixed(self) -> bool:
        """Whether one may come, or take part on the web. Source: schema.org/MixedEventAttendanceMode."""
        return bool(self.event.online) and not self.is_online

    @property
    def left_its_place(self) -> bool:
        """Whether it moved online, so that nobody should go to the place still named."""
        return self.status == "moved-online" and self.place == self.event.place and not isinstance(self.place, str)

    @property
    def shown_place(self) -> str:
        """The name of the place people should go to; "" when it moved online."""
        return "" if self.left_its_place else self.place_name

    def is_at(self, place: Thing) -> bool:
        """Whether it stands at this place of the site, on its own day and not as its series says."""
        return isinstance(self.place, Thing) and self.place.id == place.id

    @property
    def wheelchair(self) -> str:
        """Whether one gets in with wheels: what the event says, else its place; "" when nobody said, or online."""
        return "" if self.left_its_place else self.event.wheelchair_at(self.place)

    @property
    def was_moved(self) -> bool:
        """Whether its day is not the one the rule named."""
        return self.on != self.day

    @property
    def previous_starts(self) -> tuple[Moment, ...]:
        """When it was to be before it was moved to another day, once or several times; () when it never was."""
        planned = (self.event.planned(self.on)[0],) if self.was_moved and self.event.start else ()
        return planned + self.announced

    def traces(self) -> list["Occurrence"]:
        """What stays on the days it has left, one for each."""
        return [replace(self, start=start, end=None, moved_to=self.start) for start in self.previous_starts]

    @property
    def _shown_change(self) -> str:
        new_time = self.event.start is not None and (self.start, self.end) != self.event.planned(self.on)
        new_place = self.place != self.event.place
        if new_time and new_place:
            return "new-time-and-place"
        return "new-time" if new_time else "new-place" if new_place else "scheduled"

    @property
    def differs(self) -> bool:
        """Whether anything but its day is not as its event says of all its dates."""
        event = self.event
        said = (event.title, event.place, event.status, event.note, event.start and event.start.time)
        mine = (self.title, self.place, self.status, self.note, self.start.time)
        return self.was_moved or mine != said or self.end != end_of(self.start, event.end, event.start or self.start)

    @property
    def is_usual(self) -> bool:
        """Whether it takes place just as its series says."""
        return self.takes_place and not self.differs

    def starts_at(self) -> datetime:
        """The instant it starts, aware."""
        return self.start.aware(self.zone)

    def ends_at(self) -> datetime:
        """The instant it is over: its end, without one the end of its day."""
        if self.end is None or self.end.time is None:
            return Moment(self.last_day + timedelta(days=1)).aware(self.zone)
        return self.end.aware(self.zone)

    def is_over(self, now: datetime) -> bool:
        """Whether it lies in the past at this instant."""
        return self.ends_at() <= now

    def is_on(self, day: date) -> bool:
        """Whether it takes place on a day."""
        return self.takes_place and self.day <= day <= self.last_day
