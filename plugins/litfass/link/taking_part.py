"""Taking part: checks what only several files together can tell of meetings, money, funders, old details and the map."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from ..model import Actor, Participation, Place, Project, Thing
from ..model.occurrence import Occurrence
from ..model.outline import Outline
from ..model.participation import euros
from ..model.site_info import SiteInfo
from ..parse import Document, Path
from ..problems import Problem, nearest
from .material import Entry, Material

# a person is addressed; where no consent is asked for, only roles and organisations may stand; names begin with any capital: "Frau Şahin"
PERSON = re.compile(r"\b(?:Herrn?|Frau|Hr\.|Fr\.)\s+(?:Dr\.\s+)?(?![a-zäöüß\d_])\w[\w-]+")

IN_WORDS = {"organizer", "carrier", "partners", "owner", "contact", "decided_by"}


def check_taking_part(material: Material, occurrences: Iterable[Occurrence]) -> Iterator[Problem]:
    """What is wrong or doubtful; `occurrences` are all dates, so that minutes can be held against meetings."""
    days: dict[str, list[date]] = {}
    for one in occurrences:
        days.setdefault(one.event.id, []).append(one.day)
    for entry in material.entries:
        thing, document = entry.thing, entry.document
        yield from _persons(document, thing)
        if isinstance(thing, Place | Actor):
            yield from _on_the_map(entry, material.outline)
        if isinstance(thing, Participation):
            yield from _overspent(document, thing)
            yield from _sessions(document, thing, days)
        elif isinstance(thing, Project):
            yield from _programmes(document, thing, material.info)


def _on_the_map(entry: Entry, outline: Outline | None) -> Iterator[Problem]:
    geo = entry.thing.geo
    if outline and geo and not outline.holds((geo.lon, geo.lat)):
        yield entry.document.problem("off-the-map", ("geo",), lat=geo.lat, lon=geo.lon)


def _overspent(document: Document, fund: Participation) -> Iterator[Problem]:
    if fund.budget is not None and fund.granted > fund.budget:
        values = {"granted": euros(fund.granted), "budget": euros(fund.budget)}
        yield document.problem("budget-overspent", ("funded",), **values)


def _sessions(document: Document, committee: Participation, days: Mapping[str, list[date]]) -> Iterator[Problem]:
    """Each session must be on a day of a meeting; days before the first known date are nobody's mistake."""
    known = sorted(day for event in committee.meetings for day in days.get(event.id, ()))
    for index, session in enumerate(committee.sessions):
        if known and session.on >= known[0] and session.on not in known:
            near = sorted(known, key=lambda day: (abs(day - session.on), day))[:2]
            values = {"day": session.on, "near": ", ".join(str(day) for day in sorted(near))}
            yield document.problem("no-meeting-there", ("sessions", index, "on"), **values)


def _persons(document: Document, thing: Thing) -> Iterator[Problem]:
    """Plain words that address a person where nobody asks for a consent."""
    for path, text in (*_in_place_of_actors(thing), *(_told_of(thing) if isinstance(thing, Participation) else ())):
        if isinstance(text, str) and (found := PERSON.search(text)):
            yield document.problem("perhaps-a-person", path, value=found.group())


def _in_place_of_actors(thing: Thing) -> Iterator[tuple[Path, Any]]:
    """What stands where a thing may name an actor or say in words who it is."""
    for number, funding in enumerate((thing.funders or ()) if isinstance(thing, Project) else ()):
        yield ("funders", number, "funder"), funding.funder
    for key in _names_actors(type(thing)):
        value = getattr(thing, key)
        if isinstance(value, tuple):
            yield from (((key, number), one) for number, one in enumerate(value))
        else:
            yield (key,), value


@cache
def _names_actors(kind: type[Thing]) -> tuple[str, ...]:
    """The fields of a type in which an actor may be named in words."""
    return tuple(key for key in kind.model_fields if key in IN_WORDS)


def _told_of(thing: Participation) -> Iterator[tuple[Path, Any]]:
    """What is said of members, of what is lent and of what was paid for."""
    for number, member in enumerate(thing.members):
        yield ("members", number, "actor"), member.actor
        yield ("members", number, "role"), member.role
    yield from ((("lending", number, "contact"), one.contact) for number, one in enumerate(thing.lending))
    yield from ((("funded", number, "purpose"), one.purpose) for number, one in enumerate(thing.funded))


def _programmes(document: Document, project: Project, info: SiteInfo) -> Iterator[Problem]:
    """A programme's name is written in site.yaml only; whoever repeats it must spell it as there."""
    known = {funder.id: funder.programme for funder in info.funders}
    for index, funding in enumerate(project.funders or ()):
        programme = known.get(funding.funder, funding.programme)
        if funding.programme and funding.programme != programme:
            values = {"value": funding.programme, "funder": funding.funder, "known": programme or "–"}
            guess = nearest(funding.programme, [programme] if programme else [])
            yield document.problem("no-such-programme", ("funders", index, "programme"), guess=guess, **values)
