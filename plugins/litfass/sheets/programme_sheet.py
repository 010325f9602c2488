"""Programme sheet: some months to fold and take along, as A5 pages or as six panels of DIN lang."""

from datetime import date
from typing import Any, NamedTuple

from ..site import Site
from ..words import Words
from .dates import days, entry, regular
from .frame import code, frame

LEAST_STRENGTH = 40


class Fold(NamedTuple):
    """How a programme is folded: "A5" or "lang", for how many months, on how many folded pages.

    An A5 programme has a multiple of four pages; with more than four it is sheet in sheet.
    """

    name: str
    months: int = 2
    pages: int = 4


A5, LANG = Fold("A5"), Fold("lang", pages=6)


def programme_sheet(site: Site, words: Words, month: date, fold: Fold) -> dict[str, Any]:
    """What is on from `month` on, for as many months as the fold says."""
    shown = site.programme.months_from(month, fold.months)
    plan = site.programme.plan([one for each in shown for one in site.programme.printed(each)])
    first, last = words.month(shown[0]), words.month(shown[-1])
    if shown[0].year == shown[-1].year:
        first = words.month_name(shown[0])
    return {
        **frame(site, words, f"{words._('Programme')} {first} – {last} – {site.info.neighbourhood}"),
        **code(words, site.addresses.absolute(site.addresses.to("event_list"))),
        "pages": fold.pages,
        "head": words._("Programme"),
        "claim": site.info.claim,
        "months": [words.month_name(each) for each in shown],
        "years": sorted({str(each.year) for each in shown}),
        "issue_colour": issue_colour(site, month),
        "contents": [_month(words, each, found) for each, found in site.programme.by_month(plan.days)],
        "running": [entry(words, one) for one in site.programme.into_month(month)],
        "running_title": words._("Still on"),
        "regular": [regular(words, dates, "Md") for dates in plan.regular],
        "regular_title": words._("Regularly"),
        "office_title": words._("Your office"),
        "empty": words._("No dates are known yet for this month."),
        "more": words._("All dates, also cancelled ones, are on the web:"),
    }


def issue_colour(site: Site, month: date) -> str:
    """The colour of an issue: that of the site and of its topics in turn, month by month; greys are left out."""
    colours = list(dict.fromkeys((site.info.colour, *(topic.colour for topic in site.info.topics))))
    strong = [colour for colour in colours if _strength(colour) >= LEAST_STRENGTH] or colours
    return strong[(month.year * 12 + month.month) % len(strong)]


def _strength(colour: str) -> int:
    """How far a colour is from grey: the distance of its strongest and weakest part, of 255."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return max(parts) - min(parts)


def _month(words: Words, month: date, found: list[Any]) -> dict[str, Any]:
    return {"name": words.month_name(month), "year": str(month.year), "days": days(words, found)}
