"""Month list: the month day by day in large type, for the show-case."""

from datetime import date
from typing import Any

from ..site import Site
from ..words import Words
from .dates import days, entry, regular
from .frame import code, frame


def month_list(site: Site, words: Words, month: date) -> dict[str, Any]:
    """What is on in a month and not over: single dates by day, then what comes often as one line each."""
    plan = site.programme.month_plan(month)
    link = site.addresses.absolute(site.addresses.to("event_month", year=month.year, month=month.month))
    return {
        **frame(site, words, f"{words._('Dates')} {words.month(month)} – {site.info.neighbourhood}"),
        **code(words, link),
        "month": words.month_name(month),
        "year": str(month.year),
        "running": [entry(words, one) for one in site.programme.into_month(month)],
        "running_title": words._("Still on"),
        "days": days(words, plan.days),
        "regular": [regular(words, dates) for dates in plan.regular],
        "regular_title": words._("Regularly"),
        "empty": words._("No dates are known yet for this month."),
        "more": words._("All dates, also cancelled ones, are on the web:"),
    }
