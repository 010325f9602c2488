"""Sheet: the month on A4 for the notice board, set by Typst from JSON, tagged as PDF/UA-1."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from PIL import ImageFont

from ..model.occurrence import Occurrence
from ..site import Site
from ..words import Words
from .output import File, Output

TEMPLATE = "month_list.typ"


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield the month list of this and the following months."""
    folder: Path = settings["PRINT_FOLDER"]
    for month in site.programme.coming_months(settings["SHEET_MONTHS"]):
        data = month_data(site, settings["WORDS"], month)
        link = site.addresses.to("month_sheet", year=month.year, month=month.month)
        text = json.dumps(data, ensure_ascii=False, sort_keys=True)
        made_of = "\0".join((text, settings["PRINT_SOURCES"], version("typst")))
        yield File(link, partial(typeset, folder, TEMPLATE, text), hashlib.sha256(made_of.encode()).hexdigest())


def typeset(folder: Path, template: str, data: str) -> bytes:
    """A sheet as PDF/UA-1 from a template of `folder` and its data as JSON text.

    PDF/UA has no empty boxes: signs that no font draws, such as 🎉, are left out, and letters of such a script are "?".
    """
    import typst  # noqa: PLC0415 - loads 40 MB, and an unchanged sheet needs none of it

    def compiled(text: str) -> bytes:
        return typst.compile(
            folder / template,
            root=folder,
            font_paths=[folder / "fonts"],
            ignore_system_fonts=True,
            sys_inputs={"data": text},
            pdf_standards=["ua-1"],
        )

    try:
        return compiled(data)
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
    missing = {char for char in set(data) if not char.isascii() and not _has_glyph(char, folder / "fonts")}
    without_signs = data.translate({ord(char): None for char in missing if not char.isalpha()})
    try:
        return compiled(without_signs)
    except typst.TypstError:
        return compiled(without_signs.translate({ord(char): "?" for char in missing}))


@cache
def _has_glyph(char: str, fonts: Path) -> bool:
    """Whether one of our fonts draws a character otherwise than one that surely has no glyph."""
    return any(bytes(font.getmask(char)) != bytes(font.getmask("\U0010fffd")) for font in _fonts(fonts))


@cache
def _fonts(folder: Path) -> list[ImageFont.FreeTypeFont]:
    basic = ImageFont.Layout.BASIC
    return [ImageFont.truetype(path, 32, layout_engine=basic) for path in sorted(folder.glob("*.ttf"))]


def month_data(site: Site, words: Words, month: date) -> dict[str, Any]:
    """What the month list shows, every text ready to be set."""
    info, plan = site.info, site.programme.month_plan(month)
    link = site.addresses.absolute(site.addresses.to("event_month", year=month.year, month=month.month))
    responsible = info.editor_responsible
    return {
        "language": words.locale.language,
        "date": [site.today.year, site.today.month, site.today.day],
        "title": f"{words._('Dates')} {words.month(month)}",
        "month": words.month_name(month),
        "year": str(month.year),
        "neighbourhood": info.neighbourhood,
        "colour": info.colour,
        "running": [_date(words, one) for one in site.programme.into_month(month)],
        "running_title": words._("Still on"),
        "days": [_day(words, day, dates) for day, dates in plan.days],
        "regular": [_regular(words, dates) for dates in plan.regular],
        "regular_title": words._("Regularly"),
        "empty": words._("No dates are known yet for this month."),
        "office": {
            "name": info.name,
            "address": info.office.place.address.line if info.office.place else "",
            "telephone": info.office.telephone,
            "hours": [" ".join(words.hours(line)) for line in info.office.hours],
        },
        "link": link.split("://")[1].rstrip("/"),
        "qr": qr_svg(link),
        "qr_alt": words._("QR code to {address}").format(address=link),
        "more": words._("All dates, also cancelled ones, are on the web:"),
        "responsible": f"{words._('Responsible for the content:')} {responsible.name}, {responsible.street}, "
        f"{responsible.postcode} {responsible.city}",
        "funders": [funder.statement or funder.name for funder in site.funders],
        "as_of": f"{words._('As of')} {words.date_only(site.today)}",
    }


def qr_svg(link: str) -> str:
    """A QR code as SVG with the quiet zone that readers need. Source: ISO/IEC 18004."""
    data = BytesIO()
    segno.make(link, error="m", micro=False).save(data, kind="svg", border=2, xmldecl=False)
    return data.getvalue().decode()


def _day(words: Words, day: date, dates: list[Occurrence]) -> dict[str, Any]:
    return {
        "number": str(day.day),
        "weekday": words.weekday(day, "abbreviated").rstrip("."),
        "dates": [_date(words, one) for one in dates],
    }


def _date(words: Words, one: Occurrence) -> dict[str, Any]:
    state = words.state(one)
    spans_days = one.last_day != one.day and one.start.time is None
    until = words._("until {day}").format(day=words.short_day(one.last_day)) if spans_days else ""
    return {
        "title": one.title,
        "times": " ".join(part for part in (until, words.times(one)) if part),
        "place": one.place_name,
        "state": state if one.pause else state.upper(),
        "note": one.note,
        "off": not one.takes_place,
    }


def _regular(words: Words, dates: list[Occurrence]) -> dict[str, Any]:
    first = dates[0]
    weekdays = sorted({one.day.weekday(): one.day for one in dates}.items())
    return {
        "weekdays": words.join(words.weekday(day) for _, day in weekdays),
        "times": words.times(first),
        "title": first.title,
        "place": first.place_name,
        "days": words.join(f"{one.day.day}." for one in dates),
    }
