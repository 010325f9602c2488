"""Link: turns checked things into one Site; ids become objects, rules become dates, links are followed.

The last room that knows files and lines; the Site it makes knows none.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from ..address import Addresses
from ..calendar.pauses import Pause
from ..calendar.rule import month_start, next_month
from ..model import FOLDERS, Closure, Participation
from ..model.project import STATES
from ..model.thing import sort_text
from ..problems import Problem
from ..site import DueDate, Site
from .backlinks import both_ways
from .checks import Checks
from .dates import Dates
from .deadlines import check_meetings, due_dates
from .flags import flagged
from .material import Entry, Material
from .pauses import pauses_of
from .references import References

__all__ = ["Entry", "Material", "link"]


def link(
    material: Material, addresses: Addresses, now: datetime, *, months_back: int, months_ahead: int
) -> tuple[Site, list[Problem]]:
    """Make one Site of everything, and list each reference that leads nowhere with its file and line.

    Dates of series are computed from `months_back` months before `now` to the end of the month `months_ahead` later.
    """
    # things change while they are linked; what was read stays as it was, and may be linked again
    material = replace(material, entries=[replace(entry) for entry in material.entries])
    problems: list[Problem] = []
    pauses: dict[str, Pause] = {}
    dates = Dates(material.info.timezone, now.date(), pauses, problems)
    references = References(material, now.date(), dates, problems)
    Checks(material, addresses, now.date(), problems).run()
    for entry in material.entries:
        references.resolve(entry)
        entry.thing = _with_text(entry)
        if isinstance(entry.thing, Closure):
            pauses[entry.thing.id] = pauses_of(entry.thing, material.info.state, now.year)
    first, last = next_month(month_start(now.date()), -months_back), next_month(month_start(now.date()), months_ahead)
    occurrences = dates.all_occurrences(references.published("event"), first, next_month(last))
    things = {kind: _sorted(kind, [entry.thing for entry in references.published(kind)]) for kind in FOLDERS}
    occurrences = list(flagged(occurrences, things["closure"], things["news"]))
    check_meetings(references.by_id, problems)
    due = due_dates(things, occurrences, now)
    things["participation"] = _nearest_first(things["participation"], due)
    site = Site(
        info=references.resolve_info(),
        now=now,
        addresses=addresses,
        things=things,
        occurrences=tuple(sorted(occurrences, key=lambda one: one.sort_key)),
        first_month=first,
        last_month=last,
        links=both_ways(things),
        pictures=material.pictures,
        documents=material.documents,
        pauses=pauses,
        schedules=dates.schedules,
        due=tuple(due),
        ids_by_file={entry.document.path: entry.thing.id for entry in material.entries},
    )
    return site, problems


def _with_text(entry: Entry) -> Any:
    """The thing with its text, and its first sentence where no summary was written."""
    html = Markup(entry.body.html)  # noqa: S704 - cleaned by body.py
    return entry.thing.model_copy(update={"html": html, "summary": entry.thing.summary or entry.body.summary})


def _sorted(kind: str, things: list[Any]) -> tuple[Any, ...]:
    """Things in the order of their lists, total, so that equal input gives equal bytes."""
    if kind == "news":
        return tuple(sorted(things, key=lambda item: (-item.published_on.toordinal(), item.id)))
    if kind == "project":
        return tuple(sorted(things, key=lambda one: (STATES.index(one.status), sort_text(one.title), one.id)))
    return tuple(sorted(things, key=lambda thing: (sort_text(thing.title), thing.id)))


def _nearest_first(items: tuple[Participation, ...], due: list[DueDate]) -> tuple[Participation, ...]:
    """Items by their next deadline, those without one last."""
    days = {one.thing.id: one.day for one in reversed(due)}
    return tuple(sorted(items, key=lambda item: (days.get(item.id, date.max), sort_text(item.title), item.id)))
