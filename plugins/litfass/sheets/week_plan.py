"""Week plan: what comes again every week, by weekday, and offers without fixed dates; for families and seniors."""

from datetime import date
from typing import Any

from ..model import Event
from ..site import Site
from ..words import Words
from .dates import extras, spoken
from .frame import code, frame


def week_plan(site: Site, words: Words, month: date) -> dict[str, Any]:
    """The regular offers of a month: each under its weekdays, then those that come by arrangement."""
    link = site.addresses.absolute(site.addresses.to("week_plan"))
    return {
        **frame(site, words, f"{words._('Every week')} – {words.month(month)} – {site.info.neighbourhood}"),
        **code(words, link),
        "head": words._("Every week"),
        "month": words.month(month),
        "more": words._("All dates, also cancelled ones, are on the web:"),
        "days": [
            {
                "weekday": words.weekday(day),
                "dates": [
                    {
                        "title": one.title,
                        "lang": spoken(words, one.title),
                        "times": words.times(one),
                        "place": one.place_name,
                        "rule": words.repeats(one.event) if one.event.skips_weeks else "",
                        "extras": extras(words, one.event, one.wheelchair),
                    }
                    for one in dates
                ],
            }
            for day, dates in site.programme.week_plan(month)
        ],
        "offers_title": words._("Offers without fixed dates"),
        "offers": [_offer(words, event) for event in site.programme.offers],
        "empty": words._("No dates are known yet for this month."),
    }


def _offer(words: Words, event: Event) -> dict[str, Any]:
    return {
        "title": event.title,
        "lang": spoken(words, event.title),
        "times": event.repeat_text,
        "place": event.place_name,
        "rule": "",
        "extras": extras(words, event, event.wheelchair_at(event.place)),
    }
