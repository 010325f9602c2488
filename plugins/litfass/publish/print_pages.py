"""Print pages: the list of everything made for paper, and each month as a page that a browser prints well."""

from collections.abc import Iterator
from typing import Any

from ..model import Thing
from ..sheets.sheet import Sheet
from ..site import Site
from .output import Output, Page


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield /druck/ with the sheets this build makes, and one page per month."""
    sheets: list[Sheet] = settings["SHEETS"]
    months = site.programme.coming_months(settings["SHEET_MONTHS"])
    of_months = [(month, [sheet for sheet in sheets if sheet.month == month]) for month in months]
    things = [(thing, [sheet for sheet in sheets if sheet.thing == thing]) for thing in _things(sheets)]
    context = {
        "months": of_months,
        "years": [sheet for sheet in sheets if sheet.year],
        "events": [(thing, found) for thing, found in things if thing.kind == "event"],
        "projects": [(thing, found) for thing, found in things if thing.kind == "project"],
    }
    yield Page(site.addresses.to("print_list"), "print_list.html", context)
    for month in months:
        link = site.addresses.to("print_month", year=month.year, month=month.month)
        yield Page(link, "print_month.html", {"month": month, "dates": site.programme.printed(month)})


def _things(sheets: list[Sheet]) -> list[Thing]:
    """Things that have sheets, each once, in their order."""
    return list(dict.fromkeys(sheet.thing for sheet in sheets if sheet.thing))
