"""Correction: strips to stick over posters that hang already: "ABGESAGT" or "NEUER TERMIN", with the title."""

from datetime import date
from typing import Any

from ..model import Event
from ..model.occurrence import Occurrence
from ..site import Site
from ..words import Words
from .dates import spoken, untorn
from .frame import code, frame
from .poster import project_funders, short_address


def correction(site: Site, words: Words, event: Event, dates: list[Occurrence]) -> dict[str, Any]:
    """One strip for each date that is not as it was announced."""
    return {
        **frame(site, words, f"{event.title} – {words._('Correction strip')}", project_funders(site, event)),
        **code(words, short_address(site, event)),
        "cut": words._("Cut here"),
        "lang": spoken(words, event.title),
        "strips": [_strip(words, one) for one in dates],
    }


def corrected(site: Site, event: Event, last: date, day: date | None = None) -> list[Occurrence]:
    """Dates of an event up to `last` that are cancelled, moved or changed and not over; only that on `day` if given.

    What drops out in the holidays was never announced, and needs no strip.
    """
    found = [one for one in site.programme.dates_of(event) if not site.programme.is_over(one) and one.day <= last]
    changed = [one for one in found if one.shown_status != "scheduled" and not one.pause]
    return [one for one in changed if day in (None, one.day, one.on)]


def _strip(words: Words, one: Occurrence) -> dict[str, Any]:
    is_on = one.takes_place
    return {
        "word": words.capitals(words.label(one.shown_status, "event status")),
        "title": one.title,
        "before": words.previous_starts(one) if is_on else words.moment(one.start),
        "now": words.when(one) if is_on else "",
        "place": one.shown_place if is_on else "",
        "note": untorn(one.note),
    }
