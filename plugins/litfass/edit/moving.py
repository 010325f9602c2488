"""Moving: what a date that moves needs in its file, and how it is told; a place or an end alone is no move."""

from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property

from ..calendar.moment import Moment
from ..model import Event
from ..model.ending import end_of
from ..model.event_parts import Change
from ..model.occurrence import Occurrence
from .sentences import say, spoken_when
from .when import When, written

CANNOT_BE_MOVED = ("cancelled", "postponed")
# what a single event that is moved cannot say as well
STATES_LOST = {"full": "was-full", "moved-online": "was-moved-online"}


@dataclass(frozen=True)
class Move:
    """A date, what its file says of it (`before`), and what somebody wants: a time, perhaps an end, place and note.

    `place` is written as files have it, and `place_name` as people read it; "" when it stays.
    """

    event: Event
    date: Occurrence
    before: Event | Change | None
    start: Moment
    said: When
    place: str
    place_name: str
    note: str
    language: str

    @cached_property
    def was_off(self) -> str:
        """The state in which it did not take place; "" when it did."""
        state = (self.before.status if self.before else None) or self.event.status
        return state if state in CANNOT_BE_MOVED else ""

    @cached_property
    def stays(self) -> bool:
        """Whether it starts when it would have anyway."""
        return self.start == self.date.start

    @cached_property
    def is_back(self) -> bool:
        """Whether it starts when it was first announced."""
        event = self.event
        return self.start == (
            event.planned(self.date.on)[0] if event.is_series else (*event.previous_start, event.start)[0]
        )

    @cached_property
    def new_end(self) -> bool:
        """Whether another end was said."""
        return self.said.end is not None and end_of(self.start, self.said.end, self.start) != self.date.end

    @cached_property
    def new_place(self) -> bool:
        """Whether another place was said."""
        return bool(self.place) and self.place != getattr(self.date.place, "id", self.date.place)

    @property
    def is_nothing(self) -> bool:
        """Whether all is so already."""
        return self.stays and not (self.was_off or self.new_end or self.new_place or self.note)

    @property
    def _came_back(self) -> bool:
        """Whether it was moved and is as it was announced again; not when its place still differs."""
        has_other_place = isinstance(self.before, Change) and bool(self.before.place)
        return self.is_back and not self.stays and not has_other_place and not self.new_place

    # --- what is written ----------------------------------------------------------------------------------

    def pairs(self) -> dict[str, str | None]:
        """The keys of the event, or of the change of a series, with their new values; None for those that go."""
        pairs: dict[str, str | None] = {} if self.stays else {"start": written(self.start)}
        pairs |= self._state()
        if self.said.end:
            pairs["end"] = self.said.end_text
        elif not self.stays and self.before and self.before.end is not None:
            end = None if self._has_its_series_end else self._kept(self.before.end)
            pairs |= {} if end == self.before.end else {"end": end and written(end)}
        if self.new_place:
            pairs["place"] = self.place
        if note := self.note or self._new_note:
            pairs["note"] = note
        return pairs

    def _state(self) -> dict[str, str | None]:
        state = self.before.status if self.before else None
        if self.is_back:
            pairs = {"status": "scheduled"} if self.was_off or state == "rescheduled" else {}
            return pairs | {"previous_start": None}
        pairs = {"status": "rescheduled"} if self.was_off or not (self.stays or self.event.is_series) else {}
        return pairs if self.stays else pairs | self._days_it_left()

    def _days_it_left(self) -> dict[str, str | None]:
        """What says on which days it was to be before, except its new one, and that of its series, which `on` says."""
        known, now = self.before.previous_start if self.before else (), self.date.start
        is_told = now in known or (self.event.is_series and now.day == self.date.on)
        were = known if is_told else (*known, now)
        left = list({one.day: one for one in reversed(were) if one.day != self.start.day}.values())[::-1]
        if not left and not self.event.is_series:  # another hour of the same day
            left = list(were[:1])
        return {"previous_start": " und ".join(map(written, left)) or None}

    @property
    def _has_its_series_end(self) -> bool:
        """Whether it is back as its series says, and no other end was said."""
        return self.is_back and self.event.is_series

    def _kept(self, end: Moment | time) -> Moment | time:
        """The end written for it, moved along when it would be too early, or was moved along and comes back now."""
        start, old = self.start, self.date
        if old.end is None:
            return end
        first, last = (datetime.combine(one.day, one.time or time.min) for one in (old.start, old.end))
        later = datetime.combine(start.day, start.time or time.min) + (last - first)
        if isinstance(end, Moment):
            return Moment(later.date(), later.time() if old.end.time else None)
        comes_back = self.is_back and later <= datetime.combine(start.day, old.start.time or time.min)
        # "end: 17:00" may still come after the new start
        return end if start.time and end > start.time and not comes_back else later.time()

    @cached_property
    def _old_note(self) -> str:
        return self.before.note if self.before else ""

    @cached_property
    def _old_note_goes(self) -> bool:
        """Why it was cancelled is not why it is moved, and why it was moved does not matter when it is back."""
        return bool(self._old_note) and bool(self.was_off or self._came_back)

    @cached_property
    def _new_note(self) -> str:
        """A note nobody gave: in place of an old one that is untrue, or as readers of a single event are told why."""
        if self._old_note_goes:
            return say(
                "takes-place" if self.was_off and self.is_back else "as-planned" if self.is_back else "was-moved",
                self.language,
            )
        if self.event.is_series or self._old_note:
            return ""
        if self.stays:
            return say("is-elsewhere", self.language, place=self.place_name) if self.new_place else ""
        return say("was-moved", self.language)

    # --- what is said -------------------------------------------------------------------------------------

    @property
    def _told_end(self) -> Moment | time | None:
        """The end that was said; else, of a date that is back, the one it has again, and one that stays at its hour."""
        usual, start, old = self.event.end, self.start, self.date
        if self.said.end is None and not self.stays and not self.is_back and old.end and old.end.day == old.day:
            own = (self.before.end if self.before else None) or usual
            is_kept = self._has_other_hour and isinstance(own, time) and start.time and start.time < own
            return own if is_kept else None
        if self.said.end is not None or usual is None or self.stays or not self.is_back:
            return self.said.end
        if not self._has_its_series_end:
            return self._kept(usual)
        return usual if isinstance(usual, time) else end_of(self.start, usual, self.event.start)

    @property
    def _has_other_hour(self) -> bool:
        return self.start.time != self.date.start.time

    def _of_the_file(self) -> list[str]:
        """What nobody asked for, and what becomes untrue, elsewhere in the file."""
        event, told = self.event, []
        if event.doors and self._has_other_hour:
            name = "doors-of-all" if event.is_series else "doors-stay"
            told.append(say(name, self.language, doors=event.doors))
        if event.status in STATES_LOST and "status" in self.pairs() and not event.is_series:
            told.append(say(STATES_LOST[event.status], self.language, title=event.title))
        return told

    def sentences(self) -> list[str]:
        """What was done, a sentence a line."""
        moments = {"old": When(self.date.start), "new": When(self.start, self._told_end)}
        values = {name: spoken_when(one, self.language) for name, one in moments.items()} | {"title": self.event.title}
        told = []
        if self.was_off:
            told.append(say(f"was-{self.was_off}-now-on", self.language, **values))
        elif self._came_back:
            told.append(say("moved-back", self.language, **values))
        elif not self.stays:
            told.append(say("moved", self.language, **values))
        elif self.new_end:
            told.append(say("new-end", self.language, **values))
        if self.new_place:
            told.append(say("new-place", self.language, place=self.place_name, **values))
        if not told:
            told.append(say("new-note", self.language, **values))
        if self._old_note_goes and self.note != self._old_note:
            told.append(say("note-goes", self.language, note=self._old_note))
        elif self._old_note and not self.note:
            told.append(say("note-stays", self.language, note=self._old_note))
        return told + self._of_the_file()
