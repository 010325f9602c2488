"""Event: something people can go to, once or again and again. Source: schema.org/Event."""

from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, model_validator

from ..calendar.moment import Moment
from ..calendar.rule import Rule
from .amount_readers import is_free
from .ending import check_end, end_of
from .event_parts import Accessibility, Change, RegistrationField, Source, Status
from .fields import (
    Ages,
    ClockOrText,
    Day,
    Days,
    EndField,
    Flag,
    ListedDays,
    MomentField,
    Moments,
    Names,
    Online,
    Phrase,
    Plain,
    Price,
    RRule,
    Text,
)
from .readers import FLAGS, YES, choice, refuse
from .reference import (
    ONLINE,
    ActorOrText,
    ActorsOrText,
    Audiences,
    ClosureRefs,
    ParticipationId,
    PlaceOrText,
    ProjectRef,
)
from .thing import Thing, name_of


class Event(Thing):
    """A single event, a series, or an offer without dates (`repeat_text`)."""

    kind: ClassVar[str] = "event"
    synonyms: ClassVar[dict[str, str]] = {
        "begin": "start",
        "beginn": "start",
        "date": "start",
        "datum": "start",
        "wann": "start",
        "ende": "end",
        "location": "place",
        "ort": "place",
        "örtlichkeit": "place",
        "veranstaltungsort": "place",
        "treffpunkt": "meeting_point",
        "einlass": "doors",
        "raum": "room",
        "uhrzeit": "start",
        "zeit": "start",
        "eintritt": "price",
        "alter": "ages",
        "veranstalter": "organizer",
        "organiser": "organizer",
        "titel": "title",
        "anmeldung": "registration",
        "preis": "price",
        "kosten": "price",
        "zielgruppe": "audience",
        "wiederholung": "repeat",
        "tags": "topics",
        "themen": "topics",
        "bild": "image",
        "projekt": "project",
    }

    apart: ClassVar[frozenset[str]] = Thing.apart | {
        *("changes", "pause", "only", "place", "organizer", "partners", "registration", "audience", "ages"),
        *("languages", "accessibility", "project", "call", "source"),
    }

    start: MomentField | None = None
    end: EndField | None = None
    previous_start: Moments = ()
    doors: ClockOrText = ""
    meeting_point: Plain = ""
    room: Plain = ""
    rain: Plain = ""
    repeat: Phrase | None = None
    rrule: RRule | None = None
    dates: ListedDays = ()
    until: Day | None = None
    except_: Days = ()
    also: Days = ()
    pause: ClosureRefs = ()
    only: ClosureRefs = ()
    on_pause: Annotated[str, BeforeValidator(choice("skip", "show"))] = "skip"
    changes: tuple[Change, ...] = ()
    repeat_text: Plain = ""
    status: Status = "scheduled"
    note: Text = ""
    place: PlaceOrText = None
    place_note: Plain = ""
    online: Online = ""
    organizer: ActorOrText = None
    partners: ActorsOrText = ()
    price: Price = ""
    free: Flag | None = None
    price_note: Plain = ""
    registration: RegistrationField = None
    audience: Audiences = ()
    ages: Ages | None = None
    languages: Names = ()
    accessibility: Accessibility | None = None
    project: ProjectRef = None
    call: ParticipationId = None
    source: Source | None = None

    @model_validator(mode="before")
    @classmethod
    def _free_is_no_price(cls, given: Any) -> Any:
        """The same; a price that says that it costs nothing is `free`, unless `free` denies it."""
        if not isinstance(given, dict) or "price" not in given or not is_free(given["price"]):
            return given
        rest = {key: value for key, value in given.items() if key != "price"}
        free = given.get("free")
        return given if isinstance(free, str) and FLAGS.get(free.lower()) is False else {**rest, "free": free or True}

    @model_validator(mode="before")
    @classmethod
    def _meets_somewhere(cls, given: Any) -> Any:
        """The same; who can be met on the web and nowhere else is online as if that were the place."""
        if not isinstance(given, dict) or any(
            given.get(key) for key in ("place", "place_note", "meeting_point", "room")
        ):
            return given
        said = given.get("online")
        return given if not said or FLAGS.get(str(said).lower()) is False else {**given, "place": ONLINE}

    @model_validator(mode="after")
    def _has_a_time(self) -> "Event":
        if self.start is None and self.status != "postponed" and not self.repeat_text:
            raise refuse("missing", name="start", weighs=("start", "status", "repeat_text"))
        if self.status != "scheduled" and not self.note:
            raise refuse("needs", value=f"status: {self.status}", other="note", weighs=("status", "note"))
        if self.start and self.repeat_text and not self.is_series:
            raise refuse("either-or", name="repeat_text", other="start")
        for one, other in (("repeat", "rrule"), ("repeat", "dates"), ("rrule", "dates"), ("price", "free")):
            if getattr(self, one) and getattr(self, other):
                raise refuse("either-or", name=one, other=other)
        if self.free is False and is_free(self.price):
            raise refuse("either-or", name="price", other="free")
        if self.previous_start and self.status != "rescheduled":
            raise refuse("needs", value="previous_start", other="status: rescheduled")
        return self

    @model_validator(mode="after")
    def _is_a_series(self) -> "Event":
        for one in ("until", "only"):
            if getattr(self, one) and not self.rule:
                raise refuse("needs", value=one, other="repeat")
        if self.except_ and not self.is_series:
            raise refuse("except-alone")
        return self

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Event":
        if self.start and self.end:
            check_end(self.start, self.end)
        for one in self.dates:
            if self.start and self.start.is_all_day and one.start:
                raise refuse("listed-time", value=one.as_written, start=str(self.start.day))
        if self.start and self.until and self.until < self.start.day:
            raise refuse("until-before-start", until=str(self.until), start=str(self.start.day))
        return self

    @property
    def online_address(self) -> str:
        """The web address under which one takes part; "" when there is none, or it is told elsewhere."""
        return "" if self.online == YES or " " in self.online else self.online

    @property
    def own_words_online(self) -> str:
        """What the editor says of taking part on the web, instead of an address; "" when nothing."""
        return self.online if " " in self.online else ""

    @property
    def rule(self) -> Rule | None:
        """How it repeats, with the weekday or day it takes from its start; None when it does not, or on a list of days."""
        rule = self.repeat or self.rrule
        return rule.in_full(self.start.day) if rule and self.start else rule

    @property
    def days(self) -> tuple[date, ...]:
        """The days of its list."""
        return tuple(one.day for one in self.dates)

    def planned(self, on: date) -> tuple[Moment, Moment | None]:
        """Start and end of its date on a day, as its list says for that day, else as it says for all; it must have a start."""
        usual = self.start.at(on)
        own = next((one for one in self.dates if one.day == on and one.start), None)
        start = Moment(on, own.start) if own else usual
        return start, end_of(start, (own and own.end) or self.end, self.start)

    @property
    def is_series(self) -> bool:
        """True when it takes place on more than one date."""
        return bool(self.rule or self.dates or self.also)

    @property
    def skips_weeks(self) -> bool:
        """Whether weeks go by without it that its weekdays alone do not tell of."""
        return bool(self.rule) and (self.rule.skips_weeks or bool(self.only))

    @property
    def is_open(self) -> bool:
        """Whether people may still join, as far as the event says; of one date its Occurrence knows."""
        return self.status not in ("cancelled", "postponed", "full")

    @property
    def is_mixed(self) -> bool:
        """Whether one may come, or take part on the web, as far as the event says; of one date its Occurrence knows."""
        return bool(self.online) and self.place != ONLINE and self.status != "moved-online"

    @property
    def place_name(self) -> str:
        """Where, in words: the place's title, the words written instead, the note on the place, or where one meets."""
        return name_of(self.place) or self.place_note or self.meeting_point

    def wheelchair_at(self, place: Any) -> str:
        """Whether one gets in with wheels: what the event says, else the place; "" when nobody said."""
        said = self.accessibility.wheelchair if self.accessibility else ""
        return said or getattr(place, "wheelchair", "")

    def toilet_at(self, place: Any) -> bool | str:
        """Whether there is a toilet for all: what the event says, else the place; "" when nobody said."""
        said = self.accessibility.toilet if self.accessibility else ""
        return getattr(place, "toilet", "") if said == "" else said
