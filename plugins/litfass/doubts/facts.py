"""Facts: doubts about what was said of a thing: dates told twice, late deadlines, old entries, small pictures."""

import re
from collections.abc import Iterator
from datetime import timedelta

from ..link import Material
from ..link.pauses import WARN_DAYS
from ..model import Actor, Event, News, Project
from ..model.occurrence import Occurrence
from ..parse import Document
from ..problems import Problem
from ..site import Site

ENDS_SOON = timedelta(days=28)
# a file's name, or that there is a picture, which is said anyway
NO_WORDS = re.compile(
    r"(?:(?:ein |das )?(?:bild|foto|photo|fotografie|grafik|abbildung|image|picture|logo|plakat|flyer|platzhalter)"
    r"(?: ?\d+)?|(?:img|dsc|dscn|pxl)[-_ ]?\d.*|\S+\.(?:jpe?g|png|webp|heic|gif))"
)
PICTURE = re.compile(r"!\[([^\[\]]*)\]\(")
SMALLEST_WIDTH_PX = 800  # a picture fills the width of a page, on sharp screens with two pixels each


def facts(material: Material, site: Site) -> Iterator[Problem]:
    """Doubts about the things of a site."""
    documents = {entry.thing.key(): entry.document for entry in material.entries}
    yield from _twice(documents, site)
    for event in site.events:
        yield from _moved_onto(documents[event.key()], event, site)
        yield from _last_days(documents[event.key()], event, site)
        yield from _while_shut(documents[event.key()], event, site)
        yield from _nowhere_to_sign_up(documents[event.key()], event, site)
        if event.registration and event.registration.by and event.registration.required == "no":
            yield documents[event.key()].problem("registration-or-not", ("registration", "by"))
    for item in site.news:
        yield from _still_on(documents[item.key()], item, site)
    for project in site.projects:
        yield from _done_ahead(documents[project.key()], project, site)
        if project.status == "running" and project.end and project.end.last < site.today:
            yield documents[project.key()].problem("project-over", ("status",), day=project.end.isoformat())
    for actor in site.actors:
        yield from _stale(documents[actor.key()], actor, site)
    for entry in material.entries:
        for key in ("modified", "verified"):
            if (day := getattr(entry.thing, key, None)) and day > site.today:
                yield entry.document.problem("not-yet", (key,), day=day)
    yield from _closed_days(documents, site)
    yield from _unused_breaks(documents, site)
    yield from _small_pictures(material, site)
    yield from _empty_alts(material)


def _twice(documents: dict[str, Document], site: Site) -> Iterator[Problem]:
    """One doubt for each event that has a date with title, start and place of another one."""
    seen: dict[tuple[object, ...], Occurrence] = {}
    told: set[str] = set()
    for one in sorted(site.occurrences, key=lambda one: (documents[one.event.key()].path, one.sort_key)):
        known = seen.setdefault((one.title.casefold(), one.start, one.place_name.casefold()), one)
        if known.event != one.event and one.takes_place and known.takes_place and one.event.id not in told:
            told.add(one.event.id)
            values = {"other": documents[known.event.key()].path, "day": one.start.as_written}
            yield documents[one.event.key()].problem("told-twice", ("start",), **values)


def _moved_onto(document: Document, event: Event, site: Site) -> Iterator[Problem]:
    """A doubt for each date of a series that was moved to where another one of it takes place."""
    moved = {change.on: index for index, change in enumerate(event.changes) if change.start}
    dates = [one for one in site.programme.dates_of(event) if one.takes_place] if moved else []
    for one in dates:
        if one.on in moved and any(other.start == one.start and other.on != one.on for other in dates):
            values = {"on": one.on, "day": one.start.as_written}
            yield document.problem("moved-onto", ("changes", moved[one.on], "start"), **values)


def _last_days(document: Document, event: Event, site: Site) -> Iterator[Problem]:
    """Doubts about an event that has a last date."""
    dates = site.programme.dates_of(event)
    if not dates or (event.rule and not event.until):
        return
    last = max(one.last_day for one in dates)
    by = event.registration.last_day(last) if event.registration else None
    if by and by > last:
        yield document.problem("deadline-after", ("registration", "by"), by=by, day=last)
    if event.until and site.today <= last <= site.today + ENDS_SOON:
        yield document.problem("series-ends", ("until",), day=last)


def _still_on(document: Document, item: News, site: Site) -> Iterator[Problem]:
    """A doubt for each event that a cancellation names without a day, and whose next date takes place all the same."""
    dated = {about.id for about in item.about if about.day}
    for index, about in enumerate(item.about if item.category == "cancellation" else ()):
        dates = site.programme.dates_of(about.thing) if isinstance(about.thing, Event) else []
        one = next((one for one in dates if one.takes_place and one.last_day >= item.published_on), None)
        if one and about.id not in dated and not one.is_over(site.now):
            yield document.problem("still-on", ("about", index), value=about.id, day=one.on)


def _nowhere_to_sign_up(document: Document, event: Event, site: Site) -> Iterator[Problem]:
    """A doubt about an event to come for which one has to sign up, and nobody says how."""
    how = event.registration
    if not how or how.required == "no" or how.email or how.telephone or how.url or how.note:
        return
    if any(one.takes_place and one.last_day >= site.today for one in site.programme.dates_of(event)):
        yield document.problem("registration-how", ("registration",))


def _while_shut(document: Document, event: Event, site: Site) -> Iterator[Problem]:
    """A doubt about the first coming date of a series that its rule puts into the office while that is shut."""
    office = site.info.office
    if not event.rule or event.place != office.place:
        return
    named = {*event.also, *(change.on for change in event.changes)}
    for one in site.programme.dates_of(event):
        reason = site.opening.office_closed(one.day) if one.day >= site.today and one.is_usual else ""
        if reason and one.on not in named:
            yield document.problem("while-shut", ("place",), day=one.day, reason=reason)
            return


def _closed_days(documents: dict[str, Document], site: Site) -> Iterator[Problem]:
    """A doubt for each pause of the office whose data ended or do so soon."""
    for closure in site.info.office.pause:
        if (closure.valid_through - site.today).days <= WARN_DAYS:
            values = {"pause": closure.title, "day": closure.valid_through}
            yield documents[closure.key()].problem("closed-days-end", ("valid_through",), **values)


def _unused_breaks(documents: dict[str, Document], site: Site) -> Iterator[Problem]:
    """A doubt for each break of the office that is still to come and that neither the office nor an event names."""
    office = site.info.office
    named = {
        closure.id
        for closures in (office.pause, *((*event.pause, *event.only) for event in site.events))
        for closure in closures
    }
    for closure in site.opening.closures:
        if closure.closure_kind == "office" and closure.id not in named and closure.valid_through >= site.today:
            known = ", ".join([*(one.id for one in office.pause), closure.id])
            yield documents[closure.key()].problem("break-unused", ("kind",), pause=closure.title, known=known)


def _done_ahead(document: Document, project: Project, site: Site) -> Iterator[Problem]:
    for index, one in enumerate(project.milestones):
        if one.done and one.date.first > site.today:
            values = {"value": one.title, "day": one.date.isoformat()}
            yield document.problem("done-ahead", ("milestones", index, "done"), **values)


def _stale(document: Document, actor: Actor, site: Site) -> Iterator[Problem]:
    if actor.is_stale(site.today):
        yield document.problem("stale-actor", ("verified",), day=actor.verified)


def _empty_alts(material: Material) -> Iterator[Problem]:
    """A doubt for each picture whose description only says that it is one, translated or not."""
    for one in (*material.entries, *(each for each in material.translations if each.thing and each.document.folder)):
        alt = getattr(one.thing.image, "alt", "")
        if ("image", "alt") in one.document.lines and _says_nothing(alt, one.thing.image.file):
            yield one.document.problem("alt-says-nothing", ("image", "alt"), value=alt)
        for at, written in _pictures_in(one.document.body):
            if _says_nothing(written, ""):
                line = one.document.body_line + one.document.body.count("\n", 0, at)
                yield Problem(one.document.path, line, "", "alt-says-nothing", {"value": written})


def _says_nothing(alt: str, file: str) -> bool:
    said = alt.strip(" .:!").casefold()
    stem = file.rpartition(".")[0].casefold()
    return bool(said) and (said in (file.casefold(), stem) or bool(NO_WORDS.fullmatch(said)))


def _pictures_in(text: str) -> Iterator[tuple[int, str]]:
    """Where each picture of a text stands, and how it is described."""
    return ((match.start(), match[1]) for match in PICTURE.finditer(text))


def _small_pictures(material: Material, site: Site) -> Iterator[Problem]:
    for entry in material.entries:
        image = entry.thing.image
        picture = site.pictures.get(image.file) if image else None
        if picture and picture.width_px < SMALLEST_WIDTH_PX:
            values = {"value": picture.name, "width": picture.width_px, "limit": SMALLEST_WIDTH_PX}
            yield entry.document.problem("small-picture", ("image", "file"), **values)
