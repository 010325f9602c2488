"""Actor sheet: an organisation on one A4 for meetings: how to reach it, what it offers, what it does here."""

from typing import Any

from ..model import Actor
from ..site import Site
from ..words import Words
from .dates import ltr, spoken, untorn
from .frame import code, frame, picture
from .poster import PICTURE_PX, short_address
from .project_sheet import SHOWN_DATES, contact_lines


def actor_sheet(site: Site, words: Words, actor: Actor) -> dict[str, Any]:
    """Who they are; set by the template of the project sheet."""
    return {
        **frame(site, words, f"{actor.title} – {site.info.neighbourhood}"),
        **code(words, short_address(site, actor)),
        "kicker": words.label(actor.actor_kind, "actor kind"),
        "head": actor.title,
        "lang": spoken(words, actor.title),
        "badge": "",
        "summary": actor.summary,
        "topic_colour": site.topic(actor.topics[0]).colour if actor.topics else site.info.colour,
        "picture": picture(site, actor.image.file, PICTURE_PX, actor.image.alt) if actor.image else None,
        "texts": [{"title": words._("What there is"), "text": "\n".join(_offers(actor))}] if actor.offers else [],
        "facts": _facts(site, words, actor),
        "steps_title": words._("Projects"),
        "steps": [
            {"day": words.label(one.status, "project status"), "title": one.title, "done": False}
            for one in site.linked(actor, "project")
        ],
        "done": "",
        "planned": "",
        "dates_title": words._("The next dates"),
        "dates": [
            {"when": words.when(one), "title": one.title, "state": words.state(one), "off": not one.takes_place}
            for one in site.programme.next_of(site.events_of(actor))[:SHOWN_DATES]
        ],
        "more": words._("More on the web:"),
    }


def _offers(actor: Actor) -> list[str]:
    """One line for each category of what it offers: "Beratung: Miete, Rente"; those without one a line each."""
    found = []
    for category, offers in actor.offers_by_category():
        found += [f"{category}: {', '.join(offers)}"] if category else offers
    return found


def _facts(site: Site, words: Words, actor: Actor) -> list[dict[str, Any]]:
    address = actor.address or (actor.place.address if actor.place else None)
    found = [
        (words._("Address"), [address.line] if address else []),
        (words._("Telephone"), [ltr(words, actor.telephone)]),
        (words._("E-mail"), [ltr(words, actor.email)]),
        (words._("On the web"), [ltr(words, actor.url)]),
        (words._("Opening hours"), [" ".join(words.hours(line)) for line in actor.hours]),
        (words._("Languages"), [words.join(words.language_name(code) for code in actor.languages)]),
        (words._("Contact"), [line for one in actor.contacts for line in contact_lines(words, one)]),
        (words._("Belongs to"), [network.title for network in site.networks_of(actor)]),
    ]
    kept = [(title, [line for line in lines if line]) for title, lines in found]
    return [{"title": title, "lines": [*map(untorn, lines)]} for title, lines in kept if lines]
