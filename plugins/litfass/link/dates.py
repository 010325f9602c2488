"""Dates: an event's schedule becomes its occurrences; what cannot be on the calendar becomes a Problem."""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from ..calendar.moment import Moment, exists, happens_twice
from ..calendar.pauses import Pause
from ..calendar.schedule import SEARCH_DAYS, Schedule, around, expand
from ..model.ending import end_of, wrong_end
from ..model.event import Event
from ..model.event_parts import Change
from ..model.occurrence import Occurrence
from ..parse import Document, Path
from ..problems import Problem
from .again import Again
from .material import Entry
from .pauses import known_pauses, lacking_pauses, paused_and_only
from .slips import slips

CLOCKS_CHANGE_BEFORE = time(4)  # in all zones of Europe; asking for each date of the day would cost time


class Dates:
    """Computes the dates of all events and reports what contradicts itself."""

    def __init__(self, zone: ZoneInfo, today: date, pauses: dict[str, Pause], problems: list[Problem]) -> None:
        self.zone, self.today, self.pauses, self.problems = zone, today, pauses, problems
        self.schedules: dict[str, Schedule] = {}

    def schedule(self, event: Event) -> Schedule | None:
        """The event's schedule; None when it has no first moment or only words (`repeat_text`)."""
        if event.start is None:
            return None
        pauses, only = (known_pauses(closures, self.pauses) for closures in (event.pause, event.only))
        return Schedule(event.start, event.rule, event.days, event.until, event.except_, event.also, pauses, only)

    def all_occurrences(self, entries: Iterable[Entry], first: date, end: date, again: Again) -> list[Occurrence]:
        """Occurrences of all events from `first` on and before `end`; single events of any time.

        A series that has none then keeps the one nearest, so that it is known to be over, or yet to come.
        """
        found: list[Occurrence] = []
        for entry in entries:
            schedule, dates = again.once("dates", entry.thing, partial(self._dates, entry, first, end))
            if schedule:
                self.schedules[entry.thing.id] = schedule
                found.extend(dates)
        return found

    def _dates(self, entry: Entry, first: date, end: date) -> tuple[Schedule | None, list[Occurrence]]:
        """An event's schedule and dates; None and none when only words say when it is."""
        event, schedule = entry.thing, self.schedule(entry.thing)
        if schedule is None or (event.repeat_text and not event.is_series):
            return None, []
        self._check(entry.document, event, schedule)
        # a single date is never too early or too late to be shown on its own page
        window = (first, end) if event.is_series else (date.min, date.max)
        dates = list(self._occurrences(event, schedule, *window))
        if not dates:
            day = _nearest_to(schedule, first)
            dates = list(self._occurrences(event, schedule, day, day + timedelta(days=1)))
        self._check_clock(entry.document, dates)
        return schedule, dates

    def check_day(self, document: Document, event: Event, day: date, path: Path) -> None:
        """Report when nothing of the event falls on a day, naming the nearest days."""
        schedule = self.schedule(event)
        if schedule and not schedule.takes_place_on(day):
            self.problems.append(document.problem("no-date-there", path, day=day, near=_near(schedule, day)))

    def check_told(self, document: Document, event: Event, day: date, path: Path) -> None:
        """The same of a day that a news item names: one that is shown to drop out is among them."""
        schedule = self.schedule(event)
        if schedule is None or event.on_pause != "show" or day not in _paused(schedule, day, day):
            self.check_day(document, event, day, path)

    def _occurrences(self, event: Event, schedule: Schedule, first: date, end: date) -> Iterator[Occurrence]:
        changes = {change.on: change for change in event.changes}
        days = set(expand(schedule, start=first, end=end))
        moved_in = {on for on, change in changes.items() if change.start and first <= change.start.day < end}
        for day in sorted(days | set(filter(schedule.takes_place_on, moved_in))):
            yield self._occurrence(event, day, changes.get(day))
        if event.on_pause == "show":
            for day, pause in _paused(schedule, first, end - timedelta(days=1)).items():
                yield self._occurrence(event, day, None, pause)

    def _occurrence(self, event: Event, day: date, change: Change | None, pause: str = "") -> Occurrence:
        start, end = event.planned(day)
        if change:
            start, end = _changed(change, start, end)
        return Occurrence(
            event=event,
            on=day,
            start=start,
            end=end,
            zone=self.zone,
            title=(change and change.title) or event.title,
            place=(change and change.place) or event.place,
            status=(change and change.status) or event.status,
            note=(change and change.note) or event.note,
            pause=pause,
            announced=(() if event.is_series else event.previous_start) + (change.previous_start if change else ()),
        )

    # --- what contradicts itself --------------------------------------------------------------------------

    def _check(self, document: Document, event: Event, schedule: Schedule) -> None:
        start = schedule.start
        text = f"{start.day} {start.time:%H:%M}" if start.time else ""
        if start.time and happens_twice(start, self.zone) and not event.is_series:
            self.problems.append(document.problem("time-twice", ("start",), value=text))
        if event.end is not None and event.end in (start, start.time):
            self.problems.append(document.problem("end-equals-start", ("end",)))
        self.problems.extend(slips(document, event))
        if event.is_series:
            self._check_series(document, event, schedule)
        changed: set[date] = set()
        for index, change in enumerate(event.changes):
            if change.on in changed:
                self.problems.append(document.problem("change-twice", ("changes", index, "on"), day=change.on))
            changed.add(change.on)
            if event.until and change.on > event.until and change.on not in event.also:
                self.problems.append(
                    document.problem("change-after-end", ("changes", index, "on"), day=change.on, until=event.until)
                )
            elif before := _moved_to(event, schedule, change.on):
                values = {"on": before.on, "day": before.start.as_written}
                self.problems.append(document.problem("moved-again", ("changes", index, "on"), **values))
            else:
                self.check_day(document, event, change.on, ("changes", index, "on"))
            self._check_change(document, event, index)

    def _check_clock(self, document: Document, dates: list[Occurrence]) -> None:
        """Report the first date that starts or ends in the hour which the clocks skip in spring."""
        for one in dates:
            for key, moment in (("start", one.start), ("end", one.end)):
                at_night = moment is not None and moment.time is not None and moment.time < CLOCKS_CHANGE_BEFORE
                if at_night and not exists(moment, self.zone):
                    value = moment.as_written
                    self.problems.append(document.problem("no-such-time", (key,), value=value))
                    return

    def _check_change(self, document: Document, event: Event, index: int) -> None:
        change = event.changes[index]
        start, end = _changed(change, *event.planned(change.on))
        if change.end is not None and change.end in (start, start.time):
            self.problems.append(document.problem("end-equals-start", ("changes", index, "end")))
        if end and (code := wrong_end(start, end)):
            texts = {"start": start.as_written, "end": end.as_written}
            self.problems.append(document.problem(code, ("changes", index, "end"), **texts))

    def _check_series(self, document: Document, event: Event, schedule: Schedule) -> None:
        if both := list(paused_and_only(document, schedule)):
            self.problems.extend(both)
            return
        search_end = schedule.start.day + timedelta(days=SEARCH_DAYS)
        first = next(schedule.taking_place(end=search_end), None)
        key = ("repeat",) if event.repeat else ("rrule",) if event.rrule else ("dates",)
        if first is None:
            self.problems.append(document.problem("no-dates", key))
            return
        if event.rule and first != schedule.start.day:
            values = {"start": schedule.start.day, "first": first, "phrase": _phrase(document, key[0])}
            first_iso = schedule.start.at(first).as_written
            self.problems.append(document.problem("start-off-rule", ("start",), first_iso=first_iso, **values))
        if event.rule and event.rule.skips_months():
            self.problems.append(document.problem("rare-month-day", key))
        self.problems.extend(lacking_pauses(document, event, schedule, self.today))
        span = {"first": min(event.except_), "end": max(event.except_)} if event.except_ else {"end": date.min}
        planned = set(schedule.planned(**span))
        for index, day in enumerate(event.except_):
            if day not in planned:
                self.problems.append(
                    document.problem("except-no-match", ("except", index), day=day, near=_near(schedule, day))
                )


def _phrase(document: Document, key: str) -> str:
    """How a series repeats, in the editor's words, with the times in which alone it does."""
    only = document.fields.get("only", "")
    times = f"only: [{', '.join(only)}]" if isinstance(only, list) else only and f"only: {only}"
    return ", ".join(filter(None, (document.fields.get(key, ""), times)))


def _nearest_to(schedule: Schedule, first: date) -> date:
    """The last day on which a series that ended before `first` took place; of one that only begins later its first."""
    over = deque(schedule.taking_place(end=first - timedelta(days=1)), maxlen=1)
    return over[0] if over else schedule.first_day()


def _paused(schedule: Schedule, first: date, last: date) -> dict[date, str]:
    """Days from the first to the last on which it drops out, and during which pause."""
    planned = schedule.planned(first=first, end=last)
    kept = (day for day in planned if day not in schedule.except_ and not schedule.is_outside(day))
    return {day: pause for day in kept if (pause := schedule.pause_on(day))}


def _moved_to(event: Event, schedule: Schedule, day: date) -> Change | None:
    """The change that moved a date to a day on which nothing of the series is planned; None when there is none."""
    moved = (change for change in event.changes if change.start and change.start.day == day and change.on != day)
    return None if schedule.takes_place_on(day) else next(moved, None)


def _near(schedule: Schedule, day: date) -> str:
    """The nearest days on which it takes place, at most two on each side, for a message."""
    days = expand(schedule, start=day - timedelta(days=200), end=day + timedelta(days=200))
    return ", ".join(str(one) for one in around(days, day)) or "–"


def _changed(change: Change, start: Moment, end: Moment | None) -> tuple[Moment, Moment | None]:
    """Start and end of a date after a change: what it does not name stays; an end too early moves with the start."""
    moved = start
    if change.start:
        moved = change.start if change.start.time or start.is_all_day else Moment(change.start.day, start.time)
    if change.end:
        return moved, end_of(moved, change.end, moved)
    if end is None:
        return moved, None
    kept = Moment(moved.day + (end.day - start.day), end.time)
    if kept.time and moved.time and kept.sort_key <= moved.sort_key:
        later = datetime.combine(moved.day, moved.time) + _length(start, end)
        kept = Moment(later.date(), later.time())
    return moved, kept


def _length(start: Moment, end: Moment) -> timedelta:
    """How long something lasts on the wall's clock."""
    return datetime.combine(end.day, end.time or time()) - datetime.combine(start.day, start.time or time())
