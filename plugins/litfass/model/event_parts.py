"""Parts of an event: how to sign up, who gets in, where it was taken from, and what differs on one date of a series."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

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
from .german import meant_by
from .hints import TIME
from .place import WHEELCHAIR
from .readers import choice, email, refuse, telephone, url
from .reference import PlaceOrText
from .thing import Part
from .time_readers import day_or_days_before

REQUIRED = ("yes", "no", "recommended")
STATES = ("scheduled", "cancelled", "postponed", "rescheduled", "moved-online", "full")
Status = Annotated[str, BeforeValidator(choice(*STATES))]


class Registration(Part):
    """How to sign up, and until when; `by` is the last day, or how many days before each date it is."""

    required: Annotated[str, BeforeValidator(choice(*REQUIRED))] = "yes"
    by: DayOrDaysBefore | None = None
    email: Email = ""
    telephone: Telephone = ""
    url: Url = ""
    note: Plain = ""
    capacity: Number | None = None

    @classmethod
    def from_text(cls, written: str) -> dict[str, str]:
        """What one line says: whether one must, until when, where, or how in words.

        >>> Registration.from_text("nicht nötig"), Registration.from_text("nur telefonisch")
        ({'required': 'no'}, {'note': 'nur telefonisch'})
        """
        said = written.strip(" .!").casefold()
        if required := said if said in REQUIRED else meant_by(said, REQUIRED):
            return {"required": required}
        readers = {"email": email, "url": url, "by": day_or_days_before, "telephone": telephone}
        return {next((key for key, read in readers.items() if _may_be(read, written)), "note"): written}

    @property
    def days_before(self) -> int | None:
        """How many days before each date registration ends; None when one day holds for all, or nobody said."""
        return self.by if isinstance(self.by, int) else None

    def last_day(self, day: date | None) -> date | None:
        """The last day to sign up for a date on `day`; None when nobody said, or when it hangs on a day that is not known."""
        if isinstance(self.by, int):
            return day - timedelta(days=self.by) if day else None
        return self.by


def _may_be(read: Callable[[Any], Any], written: str) -> bool:
    """Whether a reader takes a text, or knows how it was meant: "www.verein.example" is an address, too."""
    try:
        read(written)
    except PydanticCustomError as refusal:
        return read is url and bool((refusal.context or {}).get("guess"))
    return True


def _in_one_line(value: Any) -> Any:
    return Registration.from_text(value) if isinstance(value, str) else value


RegistrationField = Annotated[Registration | None, BeforeValidator(_in_one_line)]


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
