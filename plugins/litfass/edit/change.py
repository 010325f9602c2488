"""Change: a date of an event cancelled or moved in its file, as an editor would write it; only its lines change."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..calendar.moment import Moment
from ..calendar.schedule import around
from ..check import linked
from ..clock import moment
from ..link import Entry, Material
from ..machine.disk import put_whole
from ..model import Event
from ..model.event_parts import Change
from ..model.occurrence import Occurrence
from ..problems import LitfassError
from ..read import read_content
from ..site import Site
from .moving import Move
from .named import as_file, named, takes_place
from .sentences import no_such, say, short_day, spoken_when
from .splice import CannotSplice, Splice, new_lines
from .when import NotUnderstood, When, read_when

# behind which keys new ones come
BEFORE_CHANGES = ("start", "end", "repeat", "rrule", "dates", "until", "except", "also", "pause", "on_pause", "only")
BEFORE_STATUS = ("start", "end", "doors")


class Refused(LitfassError):
    """What was asked for cannot be; its text is the sentence for the editor. Nothing was changed."""

    exitcode = 1


@dataclass(frozen=True)
class Changed:
    """What was done: a sentence or more, one a line, the file, and the numbers of the lines that are new or different."""

    sentence: str
    path: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Desk:
    """A content folder on an editor's desk: everything in it, on the day of `now`."""

    content: Path
    material: Material
    site: Site
    language: str = "de"

    @classmethod
    def of(cls, content: Path, now: str, language: str) -> "Desk":
        """Read and link a folder; mistakes in other files do not matter here."""
        material, problems = read_content(content)
        if material is None:
            raise Refused(problems[0].text(language, f"{content.as_posix()}/"))
        return cls(content, material, linked(material, moment(now, material.info.timezone))[0], language)

    def entry(self, name: str, day: str = "") -> Entry:
        """The event called `name`: its id, its file's name or its title; of several, the one on a day, or that is still to come.

        Raises:
            Refused: there is none, its file has a mistake, or it is not clear which is meant.

        """
        found = named(self.material.entries, name)
        if not found:
            if self.material.is_broken("events", as_file(name)):
                raise Refused(say("event-broken", self.language))
            known = [one.thing.id for one in self.material.entries if one.thing.kind == "event"]
            raise Refused(no_such("event", name, known, self.language))
        if len(found) == 1:
            return found[0]
        on = self._when(day).start.day if day else None
        meant = [one for one in found if takes_place(self.site, one.thing, on)]
        if len(meant) != 1:
            known = "; ".join(one.document.stem for one in found)
            raise Refused(say("which-event", self.language, title=found[0].thing.title, known=known))
        return meant[0]

    def cancel(self, name: str, day: str, note: str) -> Changed:
        """Write that a date, or a single event, does not take place; a new note for what is cancelled already."""
        entry = self.entry(name, day)
        event, on, note = entry.thing, self._date(entry.thing, day), _line(note)
        before = self._said_of(event, on)
        values = {"title": event.title, "when": spoken_when(When(self._occurrence(event, on).start), self.language)}
        if before and before.status == "cancelled":
            if note in {"", before.note}:
                raise Refused(say("cancelled-already", self.language, **values))
            shown = say("shown-with-note", self.language, note=note)
            return self._write(entry, on, {"note": note}, say("cancelled-note", self.language, **values), shown)
        pairs: dict[str, str | None] = {"status": "cancelled"}
        if not event.is_series:
            pairs["previous_start"] = None  # it takes place on neither day
        shown = say("shown-without-note", self.language)
        # readers of a single event are told why; why a date was changed before is not why it is cancelled
        has_old_note = before is not None and bool(before.note)
        if told := note or (say("was-cancelled", self.language) if has_old_note or not event.is_series else ""):
            pairs["note"] = told
            shown = say("shown-with-note", self.language, note=told)
        hint = "" if note else say("say-why", self.language)
        return self._write(entry, on, pairs, say("cancelled", self.language, **values), shown, hint)

    def move(self, name: str, day: str, to: str, place: str, note: str) -> Changed:
        """Write that a date, or a single event, is at another time or place."""
        entry = self.entry(name, day)
        event, on = entry.thing, self._date(entry.thing, day)
        date_ = self._occurrence(event, on)
        said = self._when(to, date_.day)
        # who names a day alone means the hour it has now, back on its own day that of the series
        hour = event.start.time if said.start.day == on else date_.start.time
        start = said.start if said.start.time or event.start.is_all_day else Moment(said.start.day, hour)
        where = self.place(place) if place else ""
        found = self.site.find("place", where)
        before, title = self._said_of(event, on), found.title if found else where
        move = Move(event, date_, before, start, said, where, title, _line(note), self.language)
        self._refuse_what_is_so(move)
        return self._write(entry, on, move.pairs(), *move.sentences())

    # --- finding out --------------------------------------------------------------------------------------

    def _when(self, text: str, same_day: date | None = None) -> When:
        try:
            return read_when(text, self.site.today, same_day)
        except NotUnderstood as error:
            raise Refused(say(error.code, self.language, **error.values)) from None

    def _date(self, event: Event, text: str) -> date:
        """The day meant, on which the event's own file says that it takes place."""
        schedule = self.site.schedules.get(event.id)
        if event.start is None or schedule is None:
            raise Refused(say("no-dates", self.language, title=event.title))
        if not text and not event.is_series:
            return event.start.day
        if not text:
            near = [one for one in self._days_of(event) if one >= self.site.today][:3]
            raise Refused(
                say("which-date", self.language, title=event.title, near=self._near(event, near, "such-days"))
            )
        day = self._when(text).start.day
        if schedule.takes_place_on(day):
            return day
        # people still speak of a day it was moved from
        if not event.is_series and day in (one.day for one in event.previous_start):
            return event.start.day
        moved = {one.on: [*([one.start] if one.start else []), *one.previous_start] for one in event.changes}
        if found := next((on for on, moments in moved.items() if day in (one.day for one in moments)), None):
            return found
        near = around(self._days_of(event), day)
        raise Refused(say("no-date-there", self.language, title=event.title, day=day, near=self._near(event, near)))

    def _days_of(self, event: Event) -> list[date]:
        """Days on which it takes place, as everything in the folder says, in order."""
        return [one.day for one in self.site.programme.dates_of(event) if one.takes_place]

    @staticmethod
    def _said_of(event: Event, on: date) -> Event | Change | None:
        """What the file says of a date: its change if it has one; of a single event the event."""
        return next((one for one in event.changes if one.on == on), None) if event.is_series else event

    def _occurrence(self, event: Event, on: date) -> Occurrence:
        """A date as it is by what everything in the folder says now."""
        if found := next((one for one in self.site.programme.dates_of(event) if one.on == on), None):
            return found
        start, end = event.planned(on)
        return Occurrence(event, on, start, end, self.site.info.timezone, event.title, event.place)

    def _refuse_what_is_so(self, move: Move) -> None:
        """Refuse to move a date to where it is when nothing else shall change, or onto another of its series."""
        event, on = move.event, move.date.on
        values = {"title": event.title, "when": spoken_when(When(move.start), self.language)}
        if move.is_nothing:
            raise Refused(say("is-so-already", self.language, **values))
        for one in self.site.programme.dates_of(event):
            if one.start == move.start and one.takes_place and one.on != on:
                values |= {"event": event.id, "on": str(on), "day": move.date.day}
                raise Refused(say("takes-place-anyway", self.language, **values))

    def _near(self, event: Event, days: list[date], name: str = "near-days") -> str:
        """The end of a sentence that names some days; another one when there are none."""
        known = "; ".join(short_day(day, self.language) for day in days)
        return say(name if known else f"{name}-none", self.language, title=event.title, near=known)

    def place(self, written_place: str) -> str:
        """A place as a file names it: the id of one that exists, or words.

        Raises:
            Refused: it looks like an id, and there is no such place.

        """
        known = {place.id for place in self.site.places}
        looks_like_id = written_place == written_place.lower() and " " not in written_place
        if written_place in known or not looks_like_id:
            return _line(written_place)
        raise Refused(no_such("place", written_place, known, self.language))

    # --- writing ------------------------------------------------------------------------------------------

    def _write(self, entry: Entry, on: date, pairs: dict[str, str | None], *sentences: str) -> Changed:
        path = self.content / entry.document.path
        before = path.read_bytes()
        try:
            splice = Splice(before, entry.document.path)
            self._put(splice, entry.thing, on, pairs)
            after = splice.data
        except CannotSplice:
            raise Refused(say("by-hand", self.language, path=path.as_posix())) from None
        put_whole(path, after)
        return Changed("\n".join(filter(None, sentences)), entry.document.path, new_lines(before, after))

    @staticmethod
    def _put(splice: Splice, event: Event, on: date, pairs: dict[str, str | None]) -> None:
        if not event.is_series:
            for key, value in pairs.items():
                _set(splice, (), key, value, after=(*BEFORE_STATUS, "status"))
            return
        known = next((number for number, change in enumerate(event.changes) if change.on == on), None)
        if known is None:
            new = {key: value for key, value in pairs.items() if value is not None}
            splice.add("changes", {"on": str(on), **new}, after=BEFORE_CHANGES)
            return
        for key, value in pairs.items():
            _set(splice, ("changes", known), key, value)


def _set(
    splice: Splice, where: tuple[str | int, ...], key: str, value: str | None, *, after: Iterable[str] = ()
) -> None:
    """Set a value, or remove its key when it is None."""
    if value is None:
        splice.remove(where, key)
    else:
        splice.set(where, key, value, after=after)


def _line(text: str) -> str:
    """A note on one line, as files have it."""
    return unicodedata.normalize("NFC", " ".join(text.split()))
