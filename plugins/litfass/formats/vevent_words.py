"""VEvent's words: what an entry of a calendar tells those who see nothing but it."""

from collections.abc import Iterator

from ..model import Participation
from ..model.event_parts import Registration
from ..model.occurrence import Occurrence
from ..site import Site
from ..site.deadlines import DueDate
from ..words import Words


def due_title(words: Words, due: DueDate) -> str:
    """What is due, in a list of all that is: of a date its registration, of a paper its contributions."""
    title: str = due.thing.title
    is_itself = isinstance(due.thing, Participation)
    return title if is_itself else f"{title} ({words.label(due.kind, 'deadlines')})"


def facts(site: Site, words: Words, one: Occurrence) -> Iterator[str]:
    """What one asks before going, for those who see the calendar only: where to meet, price, steps, and how to register.

    Nothing of a date that does not take place.
    """
    event = one.event
    if not one.takes_place:
        return
    if event.meeting_point and one.shown_place != event.meeting_point and not one.is_online:
        yield words._("Meeting point: {place}").format(place=event.meeting_point)
    yield words.on_the_web(one)
    price = words._("free of charge") if event.free else words.price(event.price)
    yield " · ".join(filter(None, (price, words._("step-free") if one.wheelchair == "yes" else "")))
    if event.registration and one.is_open:
        yield _signing_up(site, words, one)


def _signing_up(site: Site, words: Words, one: Occurrence) -> str:
    """Whether, until when and how to register; "" when it is too late. Of a series it has to hold for each of its dates."""
    registration = one.event.registration
    each = registration.days_before if one.event.is_series else None
    last = None if each else registration.last_day(one.day)
    if last and last < site.today:
        return ""
    by = words._("Please by %(day)s") % {"day": words.day(last)} if last else ""
    return how_to_register(words, registration, words.days_before(each) if each else by)


def how_to_register(words: Words, registration: Registration, until: str = "") -> str:
    """Whether one has to register, `until` when, and under which number and addresses, each on a line."""
    said = words.label(registration.required, "registration")
    return "\n".join(filter(None, (said, until, registration.telephone, registration.email, registration.url)))
