"""Deadlines: last days that are written, come every year, or follow a meeting, as coming days on the calendar."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from ..calendar.moment import Moment
from ..model import Participation
from ..model.occurrence import Occurrence
from ..model.participation import Deadline
from ..problems import Problem, nearest
from ..site import DueDate

MOST_EACH = 12


def due_dates(
    items: Iterable[Participation],
    occurrences: Iterable[Occurrence],
    now: datetime,
    entries: Mapping[str, Mapping[str, Any]],
    problems: list[Problem],
) -> list[DueDate]:
    """The coming deadlines of all items, nearest first; a relative one follows its meeting, also when that is moved."""
    today, local, found = now.date(), Moment(now.date(), now.time()), []
    dates = list(occurrences)
    for item in items:
        written = [*item.deadlines, *([Deadline(moment=item.deadline)] if item.deadline else [])]
        # a survey that runs can be answered until its last day
        surveys = [phase for phase in item.phases if phase.phase_kind == "survey" and phase.is_on(today) and phase.to]
        written += [Deadline(moment=Moment(phase.to.last)) for phase in surveys]
        for index, deadline in enumerate(written):
            if deadline.event_id and deadline.event_id not in entries["event"]:
                document = entries["participation"][item.id].document
                values = {"kind": "den Termin", "value": deadline.event_id, "folder": "events"}
                guess = nearest(deadline.event_id, entries["event"])
                problems.append(document.problem("no-such-thing", ("deadlines", index), guess=guess, **values))
        last = {moment for deadline in written for moment in _moments(deadline, dates, today)}
        coming = sorted((moment for moment in last if not _is_past(moment, local)), key=lambda moment: moment.sort_key)
        found.extend(DueDate(moment, item, (moment.day - today).days) for moment in coming[:MOST_EACH])
    return sorted(found, key=lambda due: (due.moment.sort_key, due.thing.title, due.thing.id))


def _is_past(moment: Moment, now: Moment) -> bool:
    """Whether a last moment is over; a whole day counts until its end."""
    return moment.day < now.day or (moment.time is not None and moment.sort_key < now.sort_key)


def _moments(deadline: Deadline, dates: list[Occurrence], today: date) -> Iterator[Moment]:
    if deadline.moment:
        yield deadline.moment
    elif deadline.yearly:
        month, number = deadline.yearly
        for year in (today.year, today.year + 1):
            if day := _day_or_none(year, month, number):
                yield Moment(day)
    else:
        for one in dates:
            if one.event.id == deadline.event_id and one.takes_place:
                yield Moment(one.day - timedelta(days=deadline.days_before))


def _day_or_none(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:  # 29 February in an ordinary year: that year has no such deadline
        return None
