"""Prose: doubts about what texts say: weekdays, "morgen", link texts, long sentences; German and English."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..body.summary import NO_END
from ..calendar.names import ENGLISH_DAYS, GERMAN_DAYS
from ..calendar.spoken import spoken_days
from ..link import Material
from ..model import Event, News, Thing
from ..parse import Document
from ..problems import Problem

SIMPLE = "-simple"
MOST_WORDS = 15  # easy language: short sentences. Source: BITV 2.0, Anlage 2, Teil 2
_DAYS = "|".join(GERMAN_DAYS + ENGLISH_DAYS)
# "morgen" is a day only when it is written small, and "die Stadt von morgen" is none
_SOON = re.compile(r"(?<!von )(?<!für )(?<!auf )(?<!am )\b(?:(?:über)?morgen|tomorrow)\b")
_NEXT = re.compile(
    rf"\b(?:nächste[nrms]?|kommende[nrms]?|diese[nrms]?|next|this)\s+"
    rf"(?:woche|wochenende|monat|week|weekend|month|{_DAYS})\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\([^)]+\)")
_VAGUE = {
    *("hier", "mehr", "hier klicken", "klicken sie hier", "weiter", "weiterlesen", "mehr lesen", "mehr erfahren"),
    *(
        "link",
        "zum link",
        "mehr infos",
        "mehr informationen",
        "weitere informationen",
        "dieser link",
        "klick",
        "details",
    ),
    *("here", "more", "click here", "read more", "learn more", "this link", "more information", "this page"),
}
_MARKUP = re.compile(r"!?\[([^\[\]]*)\]\([^)]*\)|[*_`]")
_END_OF_BLOCK = re.compile(r"\n(?=\s*(?:\n|[-*+#>|]|\d+\.))|\n\s*\n")
_END_OF_SENTENCE = re.compile(r"[.!?:][“\")]?(?=\s|$)")
_WORD = re.compile(r"\w+(?:[-·:/]\w+)*")


@dataclass(frozen=True)
class _Text:
    """A text of a file: where it begins, and the editor's key, "" for what stands below the head."""

    document: Document
    text: str
    line: int
    key: str = ""

    def problem(self, at: int, code: str, **values: Any) -> Problem:
        line = self.line + self.text.count("\n", 0, at)
        return Problem(self.document.path, line, self.key, code, values)


def prose(material: Material, today: date) -> Iterator[Problem]:
    """Doubts about every text of the content, those of translations too."""
    for entry in material.entries:
        yield from _about(entry.document, entry.thing, today)
    for one in material.translations:
        yield from _about(one.document, one.thing if isinstance(one.thing, Thing) else None, today)


def _about(document: Document, thing: Thing | None, today: date) -> Iterator[Problem]:
    is_series = isinstance(thing, Event) and thing.is_series
    body = _Text(document, document.body, document.body_line)
    for text in (*_fields(document), body):
        yield from _weekdays(text, _day_of(thing), today)
        if not is_series:  # "nächste Woche" is meant from each of its dates
            yield from _soon(text)
    yield from _link_texts(body)
    if (document.language or getattr(thing, "language", "")).endswith(SIMPLE):
        yield from _long_sentences(body)


def _fields(document: Document) -> Iterator[_Text]:
    for path, line in document.lines.items():
        value: Any = document.fields
        for part in path:
            # "end:" with nothing behind it has a line and no value
            value = value.get(part) if isinstance(value, dict) else value[part] if isinstance(value, list) else None
        if isinstance(value, str):
            key = ".".join(str(part) for part in path if isinstance(part, str))
            yield _Text(document, value, line + ("\n" in value), key)


def _day_of(thing: Thing | None) -> date | None:
    """The day from which a text of a thing speaks; None for what has no day."""
    if isinstance(thing, News):
        return thing.published_on
    return thing.start.day if isinstance(thing, Event) and thing.start and not thing.is_series else None


def _weekdays(text: _Text, said: date | None, today: date) -> Iterator[Problem]:
    """A doubt for each weekday that does not fit its date; without year and day of reference any near year will do."""
    for spoken in spoken_days(text.text):
        day = spoken.near(said or today)
        years = (today.year - 1, today.year, today.year + 1)
        possible = [day] if said or spoken.year else [one for year in years if (one := spoken.in_year(year))]
        if day and spoken.weekday is not None and spoken.weekday not in {one.weekday() for one in possible if one}:
            names = {"de": GERMAN_DAYS[day.weekday()].capitalize(), "en": ENGLISH_DAYS[day.weekday()].capitalize()}
            values = {"written": spoken.written, "day_de": f"{day.day}.{day.month}.{day.year}", "day": day}
            values |= {f"weekday_{language}": name for language, name in names.items()}
            yield text.problem(spoken.start, "weekday-wrong", **values)


def _soon(text: _Text) -> Iterator[Problem]:
    for pattern in (_SOON, _NEXT):
        for match in pattern.finditer(text.text):
            yield text.problem(match.start(), "soon-no-more", value=match[0])


def _link_texts(text: _Text) -> Iterator[Problem]:
    for match in _LINK.finditer(text.text):
        if match[1].strip(" .…>»→*_").lower() in _VAGUE:
            yield text.problem(match.start(), "link-text", value=match[1])


def _long_sentences(text: _Text) -> Iterator[Problem]:
    for start, sentence in _sentences(text.text):
        words = _WORD.findall(_MARKUP.sub(r"\1", sentence))
        if len(words) > MOST_WORDS:
            begin = " ".join(words[:5])
            yield text.problem(start, "long-sentence", count=len(words), limit=MOST_WORDS, value=begin)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Sentences with their place; a heading and an entry of a list are sentences of their own."""
    at = 0
    for block in [*_END_OF_BLOCK.finditer(text), None]:
        end_of_block = block.start() if block else len(text)
        for match in _END_OF_SENTENCE.finditer(text, at, end_of_block):
            if not NO_END.search(text[at : match.start()]):
                yield _first(text, at, match.end())
                at = match.end()
        yield _first(text, at, end_of_block)
        at = block.end() if block else end_of_block


def _first(text: str, start: int, end: int) -> tuple[int, str]:
    """A sentence without the space before it, so that its line is the one it begins on."""
    return start + len(text[start:end]) - len(text[start:end].lstrip()), text[start:end].strip()
