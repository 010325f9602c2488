"""Deadlines: last days that are written, come every year, or follow a meeting, as coming days on the calendar."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from ..calendar.moment import Moment
from ..model import FOLDERS, Event, Participation, Thing
from ..model.deadline import Deadline
from ..model.occurrence import Occurrence
from ..parse import Document, Path
from ..problems import Problem, nearest
from ..site.deadlines import DueDate
from .references import KINDS, References

MOST_EACH = 12
# of a weekly series about a month
MOST_REGISTRATIONS = 4
# what the deadlines of a participation item are for, by its kind
KIND_OF = {"fund": "fund", "call": "call", "process": "survey", "committee": "committee"}
# from one 29 February to the next it is never more than eight years: 2096, 2104
LEAP_YEARS = 9


class Last(NamedTuple):
    """A last moment, with a name that stays the same when its meeting is moved, and that meeting's day; None without one.

    `name_beside` is its name when another of the same thing has that name already; "" when none can.
    """

    name: str
    moment: Moment
    meeting: date | None = None
    name_beside: str = ""


def due_dates(
    things: Mapping[str, Iterable[Any]],
    occurrences: Iterable[Occurrence],
    now: datetime,
) -> list[DueDate]:
    """The coming deadlines of things to take part in and of papers, and the last days to register, nearest first.

    `things` are by kind. A relative one follows its meeting, also when that is moved; a cancelled meeting has none.
    """
    local = Moment(now.date(), now.time())
    dates = _by_event(occurrences)
    found = [due for event in things["event"] for due in _registration(event, dates[event.id], now)]
    written = [(item, KIND_OF[item.participation_kind], _written(item, local.day)) for item in things["participation"]]
    written += [(project, "editorial", project.editorial_deadlines) for project in things["project"]]
    for thing, kind, deadlines in written:
        last = {one.moment: one for deadline in deadlines for one in _moments(deadline, dates, local.day)}
        coming = [one for one in _named_apart(last.values()) if not _is_past(one.moment, local)]
        coming.sort(key=lambda one: one.moment.sort_key)
        found.extend(_due(one, thing, local.day, kind) for one in coming[:MOST_EACH])
    return sorted(found, key=lambda due: (due.moment.sort_key, due.thing.title, due.thing.id))


def passed_deadlines(
    items: Iterable[Participation], occurrences: Iterable[Occurrence], now: datetime
) -> dict[str, Moment]:
    """The latest deadline that is over, by the key of its thing; looked for since the year before."""
    local, dates = Moment(now.date(), now.time()), _by_event(occurrences)
    since = date(now.year - 1, 1, 1)
    found = {}
    for item in items:
        surveys = [Deadline(moment=Moment(one.to.last)) for one in item.phases if one.phase_kind == "survey" and one.to]
        written = [*_written(item, since), *surveys]
        moments = {one.moment for deadline in written for one in _moments(deadline, dates, since)}
        if over := [moment for moment in moments if _is_past(moment, local)]:
            found[item.key()] = max(over, key=lambda moment: moment.sort_key)
    return found


def _named_apart(last: Iterable[Last]) -> Iterator[Last]:
    """The same, each with a name of its own: the first that is written keeps it, for people subscribed to it."""
    taken: set[str] = set()
    for one in last:
        yield one._replace(name=one.name_beside) if one.name in taken else one
        taken.add(one.name)


def _due(last: Last, thing: Thing, today: date, kind: str) -> DueDate:
    return DueDate(last.moment, thing, (last.moment.day - today).days, kind, f"{thing.key()}/{last.name}", last.meeting)


def _registration(event: Event, dates: Collection[Occurrence], now: datetime) -> Iterator[DueDate]:
    """The last day to register, or that of each of the next dates where each has its own; none when no date to come is open."""
    registration = event.registration
    if registration is None or registration.by is None or not event.is_open:
        return
    open_ones = sorted((one for one in dates if one.is_open and not one.is_over(now)), key=lambda one: one.sort_key)
    if dates and not open_ones:
        last = []
    elif registration.days_before is None:
        meeting = open_ones[0].day if open_ones and not event.is_series else None  # one day may hold for a whole course
        last = [Last("registration", Moment(registration.by), meeting)]
    elif event.is_series:
        last = [Last(f"registration-{one.on}", Moment(registration.last_day(one.day)), one.day) for one in open_ones]
    else:
        last = [Last("registration", Moment(registration.last_day(one.day)), one.day) for one in open_ones]
    coming = [one for one in last if not _is_past(one.moment, Moment(now.date(), now.time()))]
    yield from (_due(one, event, now.date(), "registration") for one in coming[:MOST_REGISTRATIONS])


def _written(item: Participation, today: date) -> list[Deadline]:
    """What its file says of last days; a survey that runs can be answered until its last day."""
    surveys = [phase for phase in item.phases if phase.phase_kind == "survey" and phase.is_on(today) and phase.to]
    call = [Deadline(moment=item.deadline)] if item.deadline else []
    return [*item.deadlines, *call, *(Deadline(moment=Moment(phase.to.last)) for phase in surveys)]


def _by_event(occurrences: Iterable[Occurrence]) -> dict[str, list[Occurrence]]:
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for one in occurrences:
        found[one.event.id].append(one)
    return found


def check_meetings(references: References) -> None:
    """Report each relative deadline whose meeting does not exist, or is not published: nobody sees such a deadline."""
    for kind, key in (("participation", "deadlines"), ("project", "editorial_deadlines")):
        for entry in references.by_id[kind].values():
            for index, deadline in enumerate(getattr(entry.thing, key)):
                if deadline.event_id:
                    references.problems.extend(_meeting(references, entry.document, (key, index), deadline.event_id))


def _meeting(references: References, document: Document, path: Path, name: str) -> Iterator[Problem]:
    events = references.by_id["event"]
    if name in events:
        if not events[name].thing.published(references.today):
            yield document.problem("hidden-reference", path, value=name)
    elif not references.material.is_broken(FOLDERS["event"], name):
        values = {"kind": KINDS["event"], "value": name, "folder": FOLDERS["event"]}
        yield document.problem("no-such-thing", path, guess=nearest(name, events), **values)


def _is_past(moment: Moment, now: Moment) -> bool:
    """Whether a last moment is over; a whole day counts until its end."""
    return moment.day < now.day or (moment.time is not None and moment.sort_key < now.sort_key)


def _moments(deadline: Deadline, dates: Mapping[str, list[Occurrence]], today: date) -> Iterator[Last]:
    if deadline.moment:
        yield _on_its_day(deadline.moment)
    elif deadline.yearly:
        month, number = deadline.yearly
        for year in range(today.year, today.year + (LEAP_YEARS if deadline.yearly == (2, 29) else 2)):
            if day := _day_or_none(year, month, number):
                yield _on_its_day(Moment(day))
    else:
        for one in dates.get(deadline.event_id, ()):
            if one.takes_place:
                ahead = timedelta(days=deadline.days_before)
                yield Last(one.id, Moment(one.day - ahead), one.day, f"{one.id}-{ahead.days}")


def _on_its_day(moment: Moment) -> Last:
    """A last moment named after its day; beside another of that day also after its time, 2400 for the end of the day."""
    time = f"{moment.time:%H%M}" if moment.time else "2400"
    return Last(str(moment.day), moment, name_beside=f"{moment.day}-{time}")


def _day_or_none(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:  # 29 February in an ordinary year: that year has no such deadline
        return None
