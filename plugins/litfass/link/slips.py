"""Slips: what a file says of its times and cannot mean: an end before the start, a date moved from or to nowhere."""

from collections.abc import Iterator
from datetime import time, timedelta

from ..calendar.moment import Moment, is_past_a_night
from ..model.event import Event
from ..parse import Document, Path
from ..problems import Problem


def slips(document: Document, event: Event) -> Iterator[Problem]:
    """Problems with the times and states that an event's own file names."""
    start = event.start
    if start is None:
        return
    yield from _end(document, ("end",), start, event.end)
    if event.status == "rescheduled" and not event.is_series:
        if not event.previous_start:
            yield document.problem("moved-from-when", ("status",), value=start.as_written)
        elif start in event.previous_start:
            yield document.problem("moved-nowhere", ("previous_start",), value=start.as_written)
    for index, change in enumerate(event.changes):
        planned, _ = event.planned(change.on)
        moved = change.start or planned
        timed = moved if moved.time or start.is_all_day else Moment(moved.day, planned.time)
        yield from _end(document, ("changes", index, "end"), timed, change.end)
        if timed in change.previous_start:
            yield document.problem("moved-nowhere", ("changes", index, "previous_start"), value=timed.as_written)
        if change.status == "rescheduled" and timed == planned:
            code = "moved-nowhere" if change.start else "moved-to-when"
            yield document.problem(code, ("changes", index, "status"), value=planned.as_written)


def _end(document: Document, path: Path, start: Moment, end: Moment | time | None) -> Iterator[Problem]:
    """A doubt about an end that is earlier than the start and later than any night."""
    if isinstance(end, time) and start.time and is_past_a_night(start.time, end):
        following = Moment(start.day + timedelta(days=1), end)
        yield document.problem("end-next-day", path, start=f"{start.time:%H:%M}", end=following.as_written)
