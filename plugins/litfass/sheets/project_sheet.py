"""Project sheet: a project on one A4 for meetings: data, milestones, results, partners, funders."""

from typing import Any

from ..calendar.moment import PartialDay
from ..model import Project
from ..model.project import Funding
from ..model.thing import Contact, name_of
from ..site import Site
from ..words import Words
from .dates import ltr, spoken, untorn
from .frame import code, frame, picture
from .poster import PICTURE_PX, short_address

SHOWN_DATES = 5


def project_sheet(site: Site, words: Words, project: Project) -> dict[str, Any]:
    """What is done, by whom, with whose money, and what came of it."""
    ids = {item.funder for item in project.funders or ()}
    return {
        **frame(site, words, f"{project.title} – {site.info.neighbourhood}", _payers(site, project, ids)),
        **code(words, short_address(site, project)),
        "kicker": words._("Project"),
        "head": project.title,
        "lang": spoken(words, project.title),
        "badge": words.label(project.status, "project status"),
        "summary": project.summary,
        "topic_colour": site.topic(project.topics[0]).colour if project.topics else site.info.colour,
        "picture": picture(site, project.image.file, PICTURE_PX, project.image.alt) if project.image else None,
        "texts": _texts(words, project),
        "facts": _facts(site, words, project),
        "steps_title": words._("Milestones"),
        "steps": [{"day": words.day(step.date), "title": step.title, "done": step.done} for step in project.milestones],
        "done": words._("done"),
        "planned": words._("planned"),
        "dates_title": words._("The next dates"),
        "dates": [
            {"when": words.when(one), "title": one.title, "state": words.state(one), "off": not one.takes_place}
            for one in site.programme.next_of(site.linked(project, "event"))[:SHOWN_DATES]
        ],
        "more": words._("More on the web:"),
    }


def _payers(site: Site, project: Project, ids: set[str]) -> list[Any] | None:
    return None if project.funders is None else [funder for funder in site.funders if funder.id in ids]


def _texts(words: Words, project: Project) -> list[dict[str, str]]:
    named = ((words._("Goal"), project.goal), (words._("What came of it"), project.results))
    return [{"title": title, "text": text} for title, text in named if text]


def _facts(site: Site, words: Words, project: Project) -> list[dict[str, Any]]:
    found = [
        (words._("Period"), [_period(words, project.start, project.end)] if project.start else []),
        (words._("Carried by"), [name_of(one) for one in project.carrier]),
        (words._("Partners"), [name_of(one) for one in project.partners]),
        (words._("Places"), [place.title for place in project.places]),
        (words._("For"), [site.audience(id_) for id_ in project.audience]),
        (words._("Funded by"), [_funding(site, words, item) for item in project.funders or ()]),
        (words._("Contact"), contact_lines(words, project.contact) if project.contact else []),
    ]
    return [{"title": title, "lines": [*map(untorn, lines)]} for title, lines in found if lines]


def _period(words: Words, start: PartialDay, end: PartialDay | None) -> str:
    if end is None:
        return words._("since {day}").format(day=words.day(start))
    return f"{words.day(start)} – {words.day(end)}"


def _funding(site: Site, words: Words, item: Funding) -> str:
    parts = [site.payer(item.funder).name, item.programme, words.money(item.total) if item.total else ""]
    return ", ".join(part for part in parts if part)


def contact_lines(words: Words, one: Contact) -> list[str]:
    """Who to ask, a line each: name, what for, telephone, mail."""
    lines = (one.name, one.role, ltr(words, one.telephone), ltr(words, one.email))
    return [line for line in lines if line]
