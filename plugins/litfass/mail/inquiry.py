"""Inquiry: the mail that asks an actor whether what the site says of it is still right."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Actor
from ..model.thing import name_of
from ..site import Site
from ..words import Words


@dataclass(frozen=True)
class Mail:
    """A mail as text: to whom ("" when no address is known), subject and body."""

    to: str
    subject: str
    text: str


def inquiry(actor: Actor, site: Site, words: Words) -> Mail:
    """The mail to one actor, with everything to check, in the site's language."""
    _ = words._
    link = site.addresses.absolute(site.addresses.of(actor))
    asked = _("We last asked on {day}.") if actor.verified else _("We have never asked you so far.")
    checked = asked.format(day=actor.verified and words.date_only(actor.verified))
    question = _("Is everything still right? This is what we have:")
    paragraphs = [
        _("Hello,"),
        _("on our site people {place} find you: {link}").format(place=site.info.in_place, link=link),
        f"{checked} {question}",
        "\n".join(f"  {name}: {value}" for name, value in _facts(actor, site, words) if value),
        _('If all is right, "All right" is enough of an answer. If not, just write what has changed.'),
    ]
    if any(person.name for person in actor.contacts):
        paragraphs.append(_("Are the persons named still happy to be named? If not, we take the name out at once."))
    office = site.info.office
    signature = "\n".join(filter(None, (site.info.name, office.telephone, office.email)))
    paragraphs += [_("Thank you, and see you soon"), signature]
    subject = _("Still right? What our site says of {name}").format(name=actor.title)
    return Mail(actor.email, subject, "\n\n".join(paragraphs) + "\n")


def _facts(actor: Actor, site: Site, words: Words) -> Iterator[tuple[str, str]]:
    """Name and value of everything a reader sees of the actor; values may be empty."""
    _ = words._
    yield _("Name"), actor.title
    yield _("In one sentence"), actor.summary
    address = actor.address or (actor.place.address if actor.place else None)
    yield _("Address"), ", ".join(filter(None, (address.care_of, address.line))) if address else ""
    yield _("Part of town"), ", ".join(actor.area)
    yield _("Telephone"), actor.telephone
    yield _("E-mail"), actor.email
    yield _("On the web"), actor.url
    yield _("Opening hours"), "; ".join(": ".join(words.hours(line)) for line in actor.hours)
    for person in actor.contacts:
        said = (person.name, person.role, person.telephone, person.email)
        yield _("Who answers"), ", ".join(filter(None, said))
    yield _("Languages"), ", ".join(words.language_name(code) for code in actor.languages)
    yield _("Topics"), ", ".join(topic.title for topic in site.info.topics if topic.id in actor.topics)
    yield _("Belongs to"), ", ".join(one.title for one in site.networks_of(actor))
    yield _("Carried by"), name_of(actor.carrier and (site.find("actor", actor.carrier) or actor.carrier))
    yield _("What there is"), "; ".join(": ".join(offer) for offer in actor.offers)
    yield _("Our goals"), "; ".join(actor.goals)
    yield _("What you can expect"), "; ".join(actor.expect)
    yield _("What you cannot expect"), "; ".join(actor.expect_not)
    yield _("On whose behalf"), actor.mandate
