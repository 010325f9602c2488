"""Pauses: a closure of content/closures becomes days on which things pause, or alone take place."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ..calendar.pauses import CATEGORIES, Pause, Period, computed_periods, without
from ..calendar.schedule import Schedule
from ..model import Closure, Event
from ..parse import Document, Path
from ..problems import Problem

# as far as an archive reaches: what dropped out once is never told to have been
YEARS_BACK = 20
WARN_DAYS = 90


def pauses_of(closure: Closure, state: str, year: int) -> Pause:
    """The pause a closure means: computed holidays of the Land, plus its periods, minus its `except` days.

    Computed from twenty years before `year` to the year its data are valid through.
    """
    periods = [Period(item.from_, item.to, item.title) for item in closure.named_periods]
    if closure.closure_kind in CATEGORIES:
        periods.extend(computed_periods(closure.closure_kind, state, year - YEARS_BACK, closure.valid_through.year))
    kept = without(sorted(periods), closure.except_)
    return Pause(closure.id, closure.title, closure.valid_through, tuple(sorted(kept)))


def known_pauses(closures: Iterable[Closure], pauses: Mapping[str, Pause]) -> tuple[Pause, ...]:
    """The pauses of some closures, as far as they could be understood."""
    return tuple(pauses[closure.id] for closure in closures if closure.id in pauses)


def paused_and_only(document: Document, schedule: Schedule) -> Iterator[Problem]:
    """Problems with times in which a series pauses and alone takes place."""
    paused = {pause.id for pause in schedule.pauses}
    for index, pause in enumerate(schedule.only):
        if pause.id in paused:
            yield document.problem("pause-and-only", ("only", index), pause=pause.title)


def lacking_pauses(document: Document, event: Event, schedule: Schedule, today: date) -> Iterator[Problem]:
    """Doubts about dates that will be missed, for a series names times in which it pauses, or alone takes place."""
    for key, pauses in (("pause", schedule.pauses), ("only", schedule.only)):
        yield from _ending(document, event, key, pauses, today)
    yield from _listed(document, event, schedule, today)


def _ending(document: Document, event: Event, key: str, pauses: Iterable[Pause], today: date) -> Iterator[Problem]:
    """A doubt when the data of a pause ended or do so soon, and with them the series in the output."""
    for index, pause in enumerate(pauses):
        if event.until and event.until <= max(pause.valid_through, today):
            continue
        # a day that somebody wrote by hand is missed at once, not only when it comes near
        is_late = any(day > pause.valid_through for day in event.days)
        if is_late or (pause.valid_through - today).days <= WARN_DAYS:
            values = {"pause": pause.title, "day": pause.valid_through}
            yield document.problem("pause-data-ends", (key, index), **values)


def _listed(document: Document, event: Event, schedule: Schedule, today: date) -> Iterator[Problem]:
    """A doubt for each coming day that a list names and a pause takes away, unless that is shown."""
    if not event.dates or event.on_pause == "show":
        return
    listed: dict[date, Path] = {schedule.start.day: ("start",)}
    listed |= {day: ("dates", index) for index, day in enumerate(event.days)}
    for day, path in listed.items():
        pause = schedule.pause_on(day)
        if pause and day >= today and day not in event.except_:
            yield document.problem("listed-in-pause", path, day=day, pause=pause)
