"""Report: a year's account as a page, on paper, as a table for spreadsheets, and as plots."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from ..account import words as account_words
from ..account.figures import Account
from ..account.words import Group
from ..account.year import account
from ..formats.spreadsheet import csv_bytes
from ..pictures.bars import bars, size_px
from ..pictures.rendition import VERSION
from ..sheets import typeset
from ..sheets.report_sheet import report
from ..site import Site
from ..words import Words
from .output import File, Output, Page

COLUMNS = ("area", "figure", "number", "unit")


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield the report of each year that site.yaml or the command asks for; files first, for the page names a size."""
    for year in sorted({*site.info.report_years, *settings["REPORT_YEARS"]}):
        made, words = account(site, year), settings["WORDS"]
        groups, counted = account_words.groups(made, words), account_words.counted(made, words)
        yield File(site.addresses.to("report_csv", year=year), csv_bytes(COLUMNS, account_words.rows(made, words)))
        yield _sheet(made, words, settings)
        yield from (_plot(made, words, group, settings) for group in groups)
        context = {
            "account": made,
            "key_dates": account_words.key_dates(made, words),
            "groups": [(group, _said(group), size_px(len(group.rows))) for group in groups],
            "key_projects": account_words.key_projects(made, words),
            "projects": account_words.projects(made, words),
            "key_cooperation": account_words.key_cooperation(made, words),
            "counted": counted,
            "names": {figure.key: name for name, figure in counted},
        }
        yield Page(site.addresses.to("report", year=year), "report.html", context)


def _sheet(made: Account, words: Words, settings: dict[str, Any]) -> File:
    sheet, folder = report(made, words), settings["PRINT_FOLDER"]
    data = sheet.data()
    make = partial(typeset.pdf, folder, sheet.template, data, sheet.pictures)
    return File(sheet.link, make, "\0".join(("report", data, typeset.sources(folder, sheet.template), VERSION)))


def _plot(made: Account, words: Words, group: Group, settings: dict[str, Any]) -> File:
    """A group as a picture whose text says all that is drawn."""
    draw = {
        "title": f"{group.title} {made.year}",
        "text": _said(group),
        "colour": made.site.info.colour,
        "fonts": settings["PRINT_FOLDER"] / "fonts",
        "rtl": words.direction == "rtl",
    }
    labels, values = [label for label, _ in group.rows], [figure.count for _, figure in group.rows]
    link = made.site.addresses.to("report_plot", year=made.year, name=group.name)
    fonts = typeset.fonts_digest(draw["fonts"])
    of = f"plot-3-{words.direction}-{draw['title']}-{draw['text']}-{draw['colour']}-{fonts}"
    return File(link, partial(bars, labels, values, **draw), of)


def _said(group: Group) -> str:
    return ", ".join(f"{label}: {figure.count}" for label, figure in group.rows)
