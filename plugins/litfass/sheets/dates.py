"""Dates: how one date, a day and a series read on paper; shared by the sheets."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from ..model import Event
from ..model.occurrence import Occurrence
from ..model.passage import Passage, language_of
from ..site import Site
from ..words import Words
from ..words.glue import NBSP, glued, unparted


def entry(words: Words, one: Occurrence) -> dict[str, Any]:
    """One date as a line of a list; `off` when nobody should go there."""
    spans_days = one.last_day != one.day and one.start.time is None
    until = words._("until {day}").format(day=words.short_day(one.last_day, one.day)) if spans_days else ""
    state = words.state(one)
    return {
        "title": one.title,
        "lang": spoken(words, one.title),
        "clock": words.time_only(one.start.time) if one.start.time and not one.moved_to else "",
        "times": " ".join(part for part in (until, unparted(words.times(one))) if part),
        "place": one.shown_place,
        "state": state if one.pause or one.moved_to else words.capitals(state),
        "note": untorn(one.note),
        "off": not one.takes_place,
        "extras": extras(words, one.event, one.wheelchair) if one.takes_place else [],
    }


def extras(words: Words, event: Event, wheelchair: str) -> list[str]:
    """What many people ask first: whether it costs anything, and whether one gets in with wheels."""
    free = [words._("free of charge")] if event.free else []
    return [unparted(one).replace(" ", NBSP) for one in free + ([words._("step-free")] if wheelchair == "yes" else [])]


def days(words: Words, found: Iterable[tuple[date, list[Occurrence]]]) -> list[dict[str, Any]]:
    """Days with their dates."""
    return [
        {
            "number": str(day.day),
            "weekday": words.weekday(day, "abbreviated").rstrip("."),
            "dates": [entry(words, one) for one in dates],
        }
        for day, dates in found
    ]


def regular(words: Words, dates: list[Occurrence], pattern: str = "d") -> dict[str, Any]:
    """A series as one line with all its days; `pattern` says how a day is written."""
    first = dates[0]
    named = [
        f"{one.day.day}." if pattern == "d" and words.locale.language == "de" else words.day(one.day, pattern)
        for one in dates
    ]
    return {
        "weekdays": words.named_weekdays(one.day.weekday() for one in dates),
        "times": unparted(words.times(first)),
        "title": first.title,
        "lang": spoken(words, first.title),
        "place": first.place_name,
        "extras": extras(words, first.event, first.wheelchair),
        "days": words.join(named),
    }


def spoken(words: Words, text: str) -> str:
    """The language of a text of the content: the sheet's, or its own where nobody has translated it."""
    return language_of(text) or words.language


def untorn(text: str) -> str:
    """A text whose lines end where nothing is torn: "Chor e. V."; it keeps its language."""
    language = language_of(text)
    return Passage(glued(text), language) if language else glued(text)


def ltr(words: Words, text: str) -> str:
    """A telephone number or an address, which reads from left to right also in a page from right to left."""
    return f"\u2066{text}\u200b\u2069" if text and words.direction == "rtl" else text


def holidays(site: Site, words: Words, day: date, *, is_first: bool) -> dict[str, Any]:
    """The holidays of a day; school holidays are named on their first day, and on the first of each row of a sheet."""
    public = words.label(site.opening.holiday_on(day), "holiday")
    school = words.label(site.opening.holiday_on(day, "school-holidays"), "holiday")
    begins = is_first or not site.opening.holiday_on(day - timedelta(days=1), "school-holidays")
    name = school if begins else ""
    return {"public": public, "school": bool(school), "school_name": name, "lang": spoken(words, public or name)}
