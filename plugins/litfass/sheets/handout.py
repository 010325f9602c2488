"""Hand-out: four small slips of an event on one A4, to cut and to put into school bags."""

from datetime import date
from typing import Any

from ..model import Event
from ..site import Site
from ..words import Words
from .poster import poster


def handout(site: Site, words: Words, event: Event, day: date | None = None) -> dict[str, Any]:
    """What the poster says, for a slip of A6."""
    return poster(site, words, event, "A4", day) | {"cut": words._("Cut here")}
