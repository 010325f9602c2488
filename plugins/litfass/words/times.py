"""Times: times of day, the dates of events, opening hours."""

from datetime import date, datetime, time

from babel import dates

from ..calendar.hours import OpeningHours
from ..calendar.moment import Moment
from ..calendar.month import LEAP_YEAR
from ..calendar.season import Season
from ..model.hints import TIME
from ..model.occurrence import Occurrence
from ..model.time_readers import clock
from .days import Days
from .glue import NBSP


class Times(Days):
    """How a language says when something is."""

    def clock(self, moment: time | datetime, *, ends: bool = False) -> str:
        """A time of day: "15 Uhr", "15:30 Uhr"; midnight as an end is "24 Uhr"."""
        return self._("{time} o'clock").format(time=self._bare(moment, ends=ends)).replace(" ", NBSP)

    def doors(self, written: str) -> str:
        """When one is let in, as it was written; a time alone as this language says it: "17:30 Uhr"."""
        return self.clock(clock(written)) if TIME.fullmatch(written) else written

    def time_only(self, moment: time | datetime) -> str:
        """A time of day in few signs, for a column: "15:00"; Leichte Sprache says it as everywhere, "15 Uhr"."""
        if self.is_easy:
            return self.clock(moment)
        return f"{moment:%H:%M}"

    def span(self, start: time, end: time | None) -> str:
        """A span of time: "15–17 Uhr"; without an end "ab 15 Uhr"."""
        if end is None:
            return self._("from {time}").format(time=self.clock(start))
        phrase = self._("{start}–{end} o'clock").format(start=self._bare(start), end=self._bare(end, ends=True))
        return phrase.replace(" Uhr", f"{NBSP}Uhr") if self.is_easy else phrase.replace(" ", NBSP)

    def _bare(self, moment: time | datetime, *, ends: bool = False) -> str:
        hour = 24 if ends and moment.hour == moment.minute == 0 else moment.hour
        if self.locale.language == "de":
            return f"{hour}:{moment.minute:02}" if moment.minute else str(hour)
        return f"{hour:02}:{moment.minute:02}"

    def times(self, one: Occurrence) -> str:
        """When on its day a date begins and ends; "ganztägig" for a whole day, "" on a day that it has left."""
        if one.moved_to:
            return ""
        if one.start.time is None:
            return self._("all day") if one.last_day == one.day else ""
        if one.end is None or one.last_day == one.day:
            return self.span(one.start.time, one.end and one.end.time)
        until = [
            self.short_day(one.last_day, one.day),
            *([self.clock(one.end.time, ends=True)] if one.end.time else []),
        ]
        to = " bis " if self.is_easy else " – "
        return f"{self.clock(one.start.time)}{to}{self.comma.join(until) if self.is_easy else ' '.join(until)}"

    def when(self, one: Occurrence) -> str:
        """Day and time of a date in one line."""
        if one.last_day != one.day and one.start.time is None:
            return self.days(one.day, one.last_day)
        return f"{self.day(one.day)}{self.comma}{self.times(one)}"

    def state(self, one: Occurrence, reason: str = "") -> str:
        """The word a date must carry: "Abgesagt", "entfällt (Herbstferien)"; "" when it takes place as planned.

        `reason` stands in place of the holidays' name.
        """
        if one.pause:
            return self._("dropped ({reason})").format(reason=reason or self.label(one.pause, "holiday"))
        if one.moved_to and one.shown_status == "rescheduled":
            return self._("moved to {when}").format(when=self.short_moment(one.moved_to, one.day))
        return self.label(one.shown_status, "event status") if one.shown_status != "scheduled" else ""

    def flag(self, one: Occurrence) -> str:
        """The word a date must carry, as it stands before its title: "ABGESAGT", but "Entfällt (Herbstferien)"."""
        state = self.state(one)
        if one.pause or one.moved_to:
            return self.capitals(state[:1]) + state[1:]
        return self.capitals(state)

    def moment(self, moment: Moment) -> str:
        """A moment: day and, when it has one, time."""
        return f"{self.day(moment.day)}{self.comma}{self.clock(moment.time)}" if moment.time else self.day(moment.day)

    def previous_starts(self, one: Occurrence, *, short: bool = False) -> str:
        """When a date was to be before it was moved, in full or in few signs; "" when it never was."""
        return self.join(map(self.short_moment if short else self.moment, one.previous_starts))

    def instead(self, one: Occurrence, *, short: bool = False) -> str:
        """Which day a date has left: "statt Donnerstag, 3. Dezember 2026, 15 Uhr"; "" when none, or when it is off altogether."""
        before = self.previous_starts(one, short=short) if one.takes_place else ""
        return self._("instead of %(when)s") % {"when": before} if before else ""

    def until(self, moment: Moment, meeting: date | None = None) -> str:
        """A last moment, and the day of the meeting or date before which it lies: "bis …, für den Termin am …"."""
        until = self._("until {day}").format(day=self.moment(moment))
        following = self._("for the date on %(day)s") % {"day": self.day(meeting)} if meeting else ""
        return self.comma.join(filter(None, (until, following)))

    def short_moment(self, moment: Moment, seen_from: date | None = None) -> str:
        """A moment in few signs: "Do., 14.1., 15 Uhr"; with its year when it is far `seen_from` a day."""
        short = self.short_day(moment.day, seen_from)
        return f"{short}{self.comma}{self.clock(moment.time)}" if moment.time else short

    def hours(self, line: OpeningHours) -> tuple[str, str]:
        """One line of opening hours as (weekdays, times): ("Montag bis Donnerstag (Mai bis September)", "9–16 Uhr")."""
        names = dates.get_day_names("wide", context="stand-alone", locale=self.locale)
        first, last = line.weekdays[0], line.weekdays[-1]
        if last - first == len(line.weekdays) - 1 > 1:
            weekdays = self._("{first} to {last}").format(first=names[first], last=names[last])
        else:
            weekdays = self.join(names[weekday] for weekday in line.weekdays)
        spans = [self.span(opens, closes) for opens, closes in line.spans]
        days = f"{weekdays} ({self.season(line.season)})" if line.season else weekdays
        return days, self.join(spans) if self.is_easy else self.comma.join(spans)

    def season(self, season: Season) -> str:
        """A part of each year: "Mai bis September", "Dezember", "15. Mai bis 31. Oktober"."""
        first, last = (date(LEAP_YEAR, *one) for one in (season.first, season.last))
        say = self.month_name if season.is_whole_months else self.day_of_month
        if season.is_whole_months and first.month == last.month:
            return say(first)
        return self._("{first} to {last}").format(first=say(first), last=say(last))
