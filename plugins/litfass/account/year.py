"""Year: what a report to funders says of it, counted.

Between Site and publish: pure counting, no words and no formats.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations
from operator import attrgetter
from typing import Any

from ..model import Actor, Event, News, Participation, Project, Thing
from ..model.occurrence import Occurrence
from ..model.project import STATES, Milestone
from ..site import Site
from .figures import Account, Counted, Figure, FundAccount

MOST_PICTURES = 6


def account(site: Site, year: int) -> Account:
    """Count a year: what took place, is done, was granted and written from 1 January to today or 31 December."""
    first, through = date(year, 1, 1), min(date(year, 12, 31), site.today)
    planned = [one for one in site.occurrences if first <= one.day <= through and not one.pause]
    held = [one for one in planned if one.takes_place]
    projects = [one for one in site.projects if _is_of(one, first, through)]
    news = [one for one in reversed(site.news) if first <= one.published_on <= through]
    milestones = _milestones(site.projects, year)
    things = [*dict.fromkeys(one.event for one in held), *projects]
    return Account(
        site=site,
        year=year,
        through=through,
        dates=_dates("dates", held),
        cancelled=_dates("cancelled", [one for one in planned if one.status in ("cancelled", "postponed")]),
        free=_dates("free", [one for one in held if one.event.free]),
        step_free=_dates("step-free", [one for one in held if one.wheelchair == "yes"]),
        by_kind=_by_kind(held),
        by_topic=_by_label("topic", site.info.topics, held, attrgetter("event.topics")),
        by_month=_by_month(held, year),
        by_audience=_by_label("audience", site.info.audiences, held, attrgetter("event.audience")),
        projects=_each("projects", projects),
        projects_by_topic=[
            (topic, _by_state(f"projects-{topic.id}", [one for one in projects if topic.id in one.topics]))
            for topic in site.info.topics
        ],
        projects_by_state=_by_state("projects", projects),
        money=[(one, amount) for one in projects if (amount := _money(one, year))],
        funds=[found for one in site.participation if (found := _fund(one, year))],
        actors=_actors(site, things),
        together=_each("together", [one for one in things if len(_taking_part(site, one)) > 1]),
        new_links=sorted(_new_links(site, year, through), key=lambda pair: (_order(pair[0]), _order(pair[1]))),
        news=_each("news", news),
        press=_each("press", [one for one in news if one.category == "press"]),
        milestones=milestones,
        steps=Figure("milestones", _times(project for project, _ in milestones)),
        pictures=_pictures([*projects, *news]),
    )


def _dates(key: str, dates: Iterable[Occurrence]) -> Figure:
    """Dates counted by their event, in the order of their first."""
    return Figure(key, _times(one.event for one in dates))


def _by_kind(held: list[Occurrence]) -> dict[str, Figure]:
    return {
        "series": _dates("series", [one for one in held if one.event.is_series]),
        "single": _dates("single", [one for one in held if not one.event.is_series]),
    }


def _by_label(
    name: str, labels: Iterable[Any], held: list[Occurrence], ids_of: Callable[[Occurrence], Any]
) -> list[tuple[Any, Figure]]:
    """Each topic or audience with the dates that have its id among those that `ids_of` gives."""
    return [(label, _dates(f"{name}-{label.id}", [one for one in held if label.id in ids_of(one)])) for label in labels]


def _by_month(held: list[Occurrence], year: int) -> list[tuple[date, Figure]]:
    months = (date(year, number, 1) for number in range(1, 13))
    return [
        (month, _dates(f"month-{month.month}", [one for one in held if one.day.month == month.month]))
        for month in months
    ]


def _times(things: Iterable[Thing]) -> tuple[Counted, ...]:
    """Each thing once, with how often it stands there."""
    return tuple(Counted(thing, count) for thing, count in Counter(things).items())


def _each(key: str, things: Iterable[Thing]) -> Figure:
    return Figure(key, tuple(Counted(thing) for thing in things))


def _by_state(key: str, projects: list[Project]) -> dict[str, Figure]:
    return {state: _each(f"{key}-{state}", [one for one in projects if one.status == state]) for state in STATES}


def _is_of(project: Project, first: date, through: date) -> bool:
    """Whether a project reached into the time; what has no dates did when it was not over."""
    if project.start is None and project.end is None:
        return project.status not in ("completed", "cancelled")
    begun = project.start is None or project.start.first <= through
    return begun and (project.end is None or project.end.last >= first)


def _milestones(projects: Iterable[Project], year: int) -> list[tuple[Project, Milestone]]:
    """What was reached in a year, in the order in which it was."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    reached = (
        (project, step)
        for project in projects
        for step in project.milestones
        if step.done and first <= step.date.first and step.date.last <= last
    )
    return sorted(reached, key=lambda pair: (pair[1].date.first, pair[1].date.last))


def _money(project: Project, year: int) -> Decimal:
    return sum((funding.by_year.get(year, Decimal(0)) for funding in project.funders or ()), Decimal(0))


def _fund(item: Participation, year: int) -> FundAccount | None:
    """A fund's year; None when it neither had a budget nor granted anything."""
    if item.participation_kind != "fund":
        return None
    grants = tuple(one for one in item.funded if (one.year or item.year) == year)
    budget = item.budget if item.year == year else None
    return FundAccount(item, budget, grants) if grants or budget is not None else None


def _taking_part(site: Site, thing: Event | Project) -> set[Actor]:
    """The actors that make a thing together; the office's own where nobody else is named."""
    if isinstance(thing, Event):
        named = (thing.organizer or site.info.office.actor, *thing.partners)
    else:
        named = (*(thing.carrier or (site.info.office.actor,)), *thing.partners)
    return {one for one in named if isinstance(one, Actor)}


def _actors(site: Site, things: list[Event | Project]) -> Figure:
    """In how many of the year's events and projects each actor took part, the busiest first."""
    times = Counter(actor for thing in things for actor in _taking_part(site, thing))
    busiest = sorted(times, key=lambda one: (-times[one], _order(one)))
    return Figure("actors", tuple(Counted(one, times[one]) for one in busiest), each_once=True)


def _new_links(site: Site, year: int, through: date) -> Iterator[tuple[Actor, Actor]]:
    """Pairs of actors that did something together in the year and, as far as is known, never before."""
    since: dict[tuple[Actor, Actor], date] = defaultdict(lambda: date.max)
    for thing, begun in _beginnings(site):
        for pair in combinations(sorted(_taking_part(site, thing), key=_order), 2):
            since[pair] = min(since[pair], begun)
    return (pair for pair, begun in since.items() if begun.year == year and begun <= through)


def _order(thing: Thing) -> tuple[str, str]:
    """By title; two may have the same one."""
    return thing.title, thing.key()


def _beginnings(site: Site) -> Iterator[tuple[Event | Project, date]]:
    """Events and projects with the day they began; what says none began before all that is known, what was called off never."""
    yield from ((one, one.start.day) for one in site.events if one.start and _was_held(site.programme.dates_of(one)))
    yield from ((one, one.start.first if one.start else date.min) for one in site.projects if one.status != "idea")


def _was_held(dates: list[Occurrence]) -> bool:
    """Whether any of an event's dates took place; of one whose dates are not known it is believed."""
    return not dates or any(one.takes_place for one in dates)


def _pictures(things: Iterable[Project | News]) -> list[Thing]:
    """The first things of the year that show a picture with a text, each picture once."""
    found = {one.image.file: one for one in reversed(list(things)) if one.image and one.image.alt}
    return list(reversed(found.values()))[:MOST_PICTURES]
