"""Parts of an event: how to sign up, who gets in, where it was taken from, and what differs on one date of a series."""

from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator

from .fields import (
    ChangedStart,
    Day,
    DayOrDaysBefore,
    Email,
    EndField,
    FlagOrText,
    Moments,
    Number,
    Plain,
    Telephone,
    Text,
    Title,
    Url,
)
from .hints import TIME
from .place import WHEELCHAIR
from .readers import choice, refuse
from .reference import PlaceOrText
from .thing import Part

STATES = ("scheduled", "cancelled", "postponed", "rescheduled", "moved-online", "full")
Status = Annotated[str, BeforeValidator(choice(*STATES))]


class Registration(Part):
    """How to sign up, and until when; `by` is the last day, or how many days before each date it is."""

    required: Annotated[str, BeforeValidator(choice("yes", "no", "recommended"))] = "yes"
    by: DayOrDaysBefore | None = None
    email: Email = ""
    telephone: Telephone = ""
    url: Url = ""
    note: Plain = ""
    capacity: Number | None = None

    @property
    def days_before(self) -> int | None:
        """How many days before each date registration ends; None when one day holds for all, or nobody said."""
        return self.by if isinstance(self.by, int) else None

    def last_day(self, day: date | None) -> date | None:
        """The last day to sign up for a date on `day`; None when nobody said, or when it hangs on a day that is not known."""
        if isinstance(self.by, int):
            return day - timedelta(days=self.by) if day else None
        return self.by


class Accessibility(Part):
    """Who can take part without help; what is not said comes from the place."""

    wheelchair: Annotated[str, BeforeValidator(choice(*WHEELCHAIR))] = ""
    sign_language: FlagOrText = False
    induction_loop: FlagOrText = False
    toilet: FlagOrText = ""
    childcare: FlagOrText = False
    note: Plain = ""


class Source(Part):
    """From where a date was taken over, for all to see. Source: schema.org/isBasedOn."""

    title: Title
    url: Url = ""


class Change(Part):
    """What differs on one date of a series; `on` is the day it would have been.

    `previous_start` are days it was to be on in the meantime. Source: schema.org/previousStartDate, which "may be repeated".
    """

    on: Day
    start: ChangedStart | None = None
    previous_start: Moments = ()
    end: EndField | None = None
    title: Title = ""
    place: PlaceOrText = None
    status: Status | None = None
    note: Text = ""

    @model_validator(mode="before")
    @classmethod
    def _has_a_day(cls, given: Any) -> Any:
        """The same; a new start that is a time alone is on the day of `on`."""
        start, day = (given.get(key) for key in ("start", "on")) if isinstance(given, dict) else (None, None)
        is_time = isinstance(start, str) and isinstance(day, str) and TIME.fullmatch(start)
        return {**given, "start": f"{day} {start}"} if is_time else given

    @model_validator(mode="after")
    def _changes_something(self) -> "Change":
        if not (self.model_fields_set - {"on"}):
            raise refuse("change-nothing", day=str(self.on))
        return self
