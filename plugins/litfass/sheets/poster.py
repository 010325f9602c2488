"""Poster: one event for a shop window: the date biggest, then the title, a picture where there is one, and a code."""

from datetime import date
from typing import Any

from ..model import Event
from ..model.occurrence import Occurrence
from ..model.site_info import Funder
from ..site import Site
from ..words import Words
from ..words.glue import NBSP
from .dates import extras, ltr, spoken, untorn
from .frame import code, frame, picture

SHOWN_DATES = 6
PICTURE_PX = 1440


def poster(site: Site, words: Words, event: Event, paper: str, day: date | None = None) -> dict[str, Any]:
    """An event on a poster: its next date and those after it, or only that on `day`."""
    dates = _dates(site, event, day)
    one = next((found for found in dates if found.takes_place), dates[0] if dates else None)
    title = one.title if one else event.title
    gone = _is_gone(one)
    place = "" if gone else (one or event).place_name
    return {
        **frame(site, words, f"{title} – {site.info.neighbourhood}", project_funders(site, event)),
        **code(words, short_address(site, event)),
        "paper": paper,
        "head": title,
        "lang": spoken(words, event.title),
        "summary": untorn(event.summary),
        "topic_colour": site.topic(event.topics[0]).colour if event.topics else site.info.colour,
        **_when(words, event, one, dates),
        **_state(words, event, one),
        "place": place,
        "address": "" if gone else _address(words, event, one, place),
        "facts": [*map(untorn, facts(site, words, event, one, dates)), *elsewhere(words, one, dates)],
        "picture": picture(site, event.image.file, PICTURE_PX, event.image.alt) if event.image else None,
        "focus": event.image.focus if event.image else "",
        "credit": _credit(words, event),
        "until": _until(words, dates),
        "more": words._("More on the web:"),
    }


def short_address(site: Site, thing: Any) -> str:
    """The permanent address that leads to a thing whatever its page is called: for codes on paper."""
    return site.addresses.absolute(site.addresses.to("short", id=thing.id))


def project_funders(site: Site, event: Event) -> list[Funder] | None:
    """Who pays for the project an event belongs to, as long as they are valid; None when it belongs to none."""
    if event.project is None or event.project.funders is None:
        return None
    named = {item.funder for item in event.project.funders}
    return [funder for funder in site.funders if funder.id in named]


def elsewhere(words: Words, one: Occurrence | None, dates: list[Occurrence]) -> list[str]:
    """Of dates beside the one that stands big, those at another place or time: "Do., 14.1., 18–20 Uhr, Lesestube"."""
    found = []
    for other in dates:
        if one is None or not other.takes_place or other == one:
            continue
        times = words.times(other) if words.times(other) != words.times(one) else ""
        place = other.place_name if other.place_name != one.place_name else ""
        if times or place:
            found.append(words.comma.join(filter(None, (words.short_day(other.day), times, place))))
    return found


def facts(site: Site, words: Words, event: Event, one: Occurrence | None, dates: list[Occurrence]) -> list[str]:
    """What else one must know, in few words each."""
    wheelchair = one.wheelchair if one else event.wheelchair_at(event.place)
    found = extras(words, event, wheelchair)
    if event.price:
        found.insert(0, words.price(event.price))
    if event.price_note:
        found.append(event.price_note)
    if event.audience:
        audiences = words.join(site.audience(id_).replace(" ", NBSP) for id_ in event.audience)
        found.append(words._("For: {audiences}").format(audiences=audiences))
    if event.ages:
        found.append(words.ages(event.ages).replace(" ", NBSP))
    if event.meeting_point and not _is_gone(one) and event.meeting_point != event.place_name:
        found.append(words._("Meeting point: {place}").format(place=event.meeting_point))
    if one and one.is_mixed:
        # an address is read from the page, where one can follow it
        found.append(words._("also online") if event.online_address else words.on_the_web(one))
    if event.rain:
        found.append(event.rain)
    is_open = not dates or any(each.is_open for each in dates)
    if event.registration and event.registration.required != "no" and is_open:
        found.append(_registration(words, event, dates))
    return found


def _registration(words: Words, event: Event, dates: list[Occurrence]) -> str:
    signing_up = event.registration
    said = words.label(signing_up.required, "registration")
    if signing_up.days_before and len(dates) != 1:
        said += words.comma + words.days_before(signing_up.days_before)
    elif last := signing_up.last_day(dates[0].day if dates else None):
        said += " " + words._("until {day}").format(day=words.day_of_month(last))
    ways = [ltr(words, way) for way in (signing_up.telephone, signing_up.email) if way]
    return f"{said}: {', '.join(ways)}" if ways else said


def _dates(site: Site, event: Event, day: date | None) -> list[Occurrence]:
    if day is not None:
        return [one for one in site.programme.dates_of(event) if day in (one.day, one.on)]
    return site.programme.next_dates(event, SHOWN_DATES) or site.programme.dates_of(event)[-1:]


def _when(words: Words, event: Event, one: Occurrence | None, dates: list[Occurrence]) -> dict[str, Any]:
    """The giant and what stands beside it: a day of the month, or a weekday for what comes every week."""
    if one is None:
        return {
            "giant": "",
            "beside": [words.repeats(event) or words.label(event.status, "event status")],
            "times": "",
            "series": "",
            "dates": [],
        }
    others = [_short(words, found) for found in dates] if len(dates) > 1 else []
    weekly = event.rule and event.rule.freq == "WEEKLY" and not event.skips_weeks
    if others and weekly and len({found.day.weekday() for found in dates}) == 1:
        return {
            "giant": words.weekday(one.day, "abbreviated").rstrip("."),
            "beside": [words.repeats(event)],
            "times": words.times(one),
            "series": _exceptions(words, event),
            "dates": others,
        }
    beside = [words.weekday(one.day), words.month(one.day)]
    ends = one.last_day != one.day and one.start.time is None
    times = words._("until {day}").format(day=words.date_only(one.last_day)) if ends else words.times(one)
    series = words.schedule(event) if event.is_series else ""
    return {"giant": str(one.day.day), "beside": beside, "times": times, "series": series, "dates": others}


def _short(words: Words, one: Occurrence) -> dict[str, Any]:
    return {"day": words.day(one.day, "MMMd"), "off": not one.takes_place, "state": words.state(one)}


def _exceptions(words: Words, event: Event) -> str:
    """When a weekly series pauses: the end of its line in words."""
    if not event.pause:
        return ""
    pauses = dict.fromkeys(words.label(closure.closure_kind, "pause") for closure in event.pause)
    return words._("not {pauses}").format(pauses=words.join(pauses))


def _state(words: Words, event: Event, one: Occurrence | None) -> dict[str, Any]:
    status = one.shown_status if one else event.status
    off = not one.takes_place if one else event.status in ("cancelled", "postponed")
    word = words.label(status, "event status") if status != "scheduled" else ""
    instead = words.instead(one, short=True) if one else ""
    note = (one.note or words.label(one.pause, "holiday")) if one else event.note
    return {"state": words.capitals(word), "instead": instead, "off": off, "note": untorn(note)}


def _is_gone(one: Occurrence | None) -> bool:
    """Whether a poster sends nobody to the place; that of a series does, for its other dates stand there too."""
    return one is not None and one.left_its_place and not one.event.is_series


def _address(words: Words, event: Event, one: Occurrence | None, named: str) -> str:
    """What leads to the place that is `named` already: the room, then the street; a room of another house is none here."""
    place = (one or event).place
    room = event.room if place == event.place else ""
    return words.comma.join(part for part in (room, getattr(place, "whereabouts", "")) if part not in ("", named))


def _credit(words: Words, event: Event) -> str:
    if not event.image or not event.image.credit:
        return ""
    parts = [event.image.credit, event.image.licence]
    return f"{words._('Picture:')} {', '.join(part for part in parts if part)}"


def _until(words: Words, dates: list[Occurrence]) -> str:
    if not dates:
        return ""
    return words._("Hang up until {day}").format(day=words.date_only(max(one.last_day for one in dates)))
