"""Sentences: what the commands say to editors, in German or English; days and times as that language writes them."""

import tomllib
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_skeleton, format_time

from ..calendar.moment import Moment
from ..problems import nearest
from .when import When


def say(name: str, language: str, **values: Any) -> str:
    """One sentence with its values; days are written out with their weekday."""
    text = catalogue()[name][language]
    for key, value in values.items():
        shown = format_date(value, "full", locale=language) if isinstance(value, date) else str(value)
        text = text.replace("{" + key + "}", shown)
    return text


def no_such(kind: str, value: str, known: Iterable[str], language: str) -> str:
    """The sentence that there is no event, place or pause of a name, with the nearest guess."""
    guess = nearest(value, known)
    hint = say("did-you-mean", language, guess=guess) if guess else ""
    name = {"event": "no-event", "place": "no-such-place", "pause": "no-such-pause"}[kind]
    return say(name, language, value=value, guess=hint)


def spoken_when(when: When, language: str) -> str:
    """A start and end as people say them: "Donnerstag, 3. Dezember 2026, 15:00–17:00 Uhr"."""
    first, end = when.start, when.end
    text = format_date(first.day, "full", locale=language)
    text += f", {_clock(first.time, language)}" if first.time else ""
    if isinstance(end, time):
        return f"{text}–{_clock(end, language)}{_oclock(language)}"
    text += _oclock(language) if first.time else ""
    if isinstance(end, Moment):
        text += f" – {format_date(end.day, 'full', locale=language)}"
        text += f", {_clock(end.time, language)}{_oclock(language)}" if end.time else ""
    return text


def short_day(day: date, language: str) -> str:
    """A day with its weekday, as it may be typed again: "Do., 3.12.2026"."""
    return format_skeleton("yMEd", datetime.combine(day, time()), locale=language)


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """All sentences by name and language."""
    return tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))


def _clock(moment: time, language: str) -> str:
    return format_time(moment, "HH:mm" if language == "de" else "short", locale=language)


def _oclock(language: str) -> str:
    return " Uhr" if language == "de" else ""
