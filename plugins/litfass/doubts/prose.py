"""Prose: doubts about what texts say: weekdays, "morgen", link texts, long sentences; German and English."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ..body.summary import NO_END
from ..calendar.names import ENGLISH_DAYS, ENGLISH_MONTHS, GERMAN_DAYS, GERMAN_MONTHS, WEEKDAYS
from ..calendar.spoken import SpokenDay, spoken_days
from ..glyphs import signs_missing
from ..link import Material
from ..model import Event, News, Thing
from ..parse import Document
from ..problems import Problem
from ..validate.overlay import entry_of

SIMPLE = "-simple"
MOST_WORDS = 15  # easy language: short sentences. Source: BITV 2.0, Anlage 2, Teil 2
NEVER_PRINTED = {"news", "pages", "newsletters", "closures"}
AROUND_SERIES = timedelta(days=90)  # so long before and after it its text may speak of a day
_DAYS = "|".join(GERMAN_DAYS + ENGLISH_DAYS)
# "morgen" is a day only when it is written small, and "die Stadt von morgen" is none
_SOON = re.compile(r"(?<!von )(?<!für )(?<!auf )(?<!am )\b(?:(?:über)?morgen|tomorrow)\b")
# "heute" often means these years
_TODAY = re.compile(
    r"\b(?:heute (?:früh|Morgen|Vormittag|Mittag|Nachmittag|Abend|Nacht|um|ab|fällt|entfällt|findet|kein\w*)|tonight)\b",
    re.IGNORECASE,
)
_TODAY_IN_NOTE = re.compile(r"\b(?:heute|today|tonight)\b", re.IGNORECASE)
_NEXT = re.compile(
    rf"\b(?:nächste[nrms]?|kommende[nrms]?|diese[nrms]?|next|this)\s+"
    rf"(?:woche|wochenende|monat|week|weekend|month|{_DAYS})\b",
    re.IGNORECASE,
)
# what a newspaper is asked to keep back; who writes that there is none, or of one between states, asks nothing
_EMBARGO = re.compile(
    r"(?<!keine )(?<!ohne )(?<!no )\b(?:Sperrfrist\b|embargo(?:ed)?\b(?=\s*(?::|until|till|bis|\d)))", re.IGNORECASE
)
STILL_FRESH = timedelta(days=28)  # so long somebody may still wait for the day that an embargo does not name
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
    """A text of a file: where it begins, and the editor's key, "" for what stands below the head.

    `change` is the place in the list of changes of what is said of one date, else None.
    """

    document: Document
    text: str
    line: int
    key: str = ""
    change: int | None = None

    def problem(self, at: int, code: str, **values: Any) -> Problem:
        line = self.line + self.text.count("\n", 0, at)
        return Problem(self.document.path, line, self.key, code, values)


def prose(material: Material, today: date, fonts: Path) -> Iterator[Problem]:
    """Doubts about every text of the content, those of translations too; sheets are printed with the `fonts` of a folder."""
    for entry in material.entries:
        yield from _about(entry.document, entry.thing, today)
        yield from _unprinted(entry.document, entry.body.summary, fonts)
    for one in material.translations:
        yield from _about(one.document, one.thing if isinstance(one.thing, Thing) else None, today)
        yield from _unprinted(one.document, one.body.summary, fonts)


def _about(document: Document, thing: Thing | None, today: date) -> Iterator[Problem]:
    body = _Text(document, document.body, document.body_line)
    for text in (*_fields(document), body):
        yield from _weekdays(text, _day_of(thing, text), thing, today)
        yield from _soon(text, _day_of(thing, text), is_news=isinstance(thing, News))
    yield from _link_texts(body)
    if isinstance(thing, News) and not document.language:
        yield from _embargo((*_fields(document), body), thing.published_on, today)
    if (document.language or getattr(thing, "language", "")).endswith(SIMPLE):
        yield from _long_sentences(body)


def _unprinted(document: Document, summary: str, fonts: Path) -> Iterator[Problem]:
    """A doubt for each text with signs that no font draws, such as 🎉; of what is below the head its summary is printed."""
    if document.folder in NEVER_PRINTED:
        return
    for text in _fields(document):
        if signs := signs_missing(text.text, fonts):
            yield text.problem(text.text.index(signs[0]), "no-glyph", value=" ".join(signs))
    if "summary" not in document.fields and (signs := signs_missing(summary, fonts)):
        body = _Text(document, document.body, document.body_line)
        yield body.problem(max(body.text.find(signs[0]), 0), "no-glyph", value=" ".join(signs))


def _fields(document: Document) -> Iterator[_Text]:
    for path, line in document.lines.items():
        value: Any = document.fields
        for part in path:
            # "end:" with nothing behind it has a line and no value
            value = value.get(part) if isinstance(value, dict) else value[part] if isinstance(value, list) else None
        if isinstance(value, str):
            key = ".".join(str(part) for part in path if isinstance(part, str))
            change = path[1] if path[0] == "changes" and len(path) > 1 and isinstance(path[1], int) else None
            yield _Text(document, value, line + ("\n" in value), key, change)


def _day_of(thing: Thing | None, text: _Text) -> date | None:
    """The day from which a text of a thing speaks; None for what has no day, or many."""
    if isinstance(thing, News):
        return thing.published_on
    if not isinstance(thing, Event) or thing.start is None:
        return None
    if thing.is_series:
        if text.change is None:
            return None
        entry = entry_of(thing.changes, text.document.fields["changes"], text.change)  # a translation names few
        return None if entry is None else thing.changes[entry].on
    return thing.start.day


def _weekdays(text: _Text, said: date | None, thing: Thing | None, today: date) -> Iterator[Problem]:
    """A doubt for each weekday that does not fit its date; of a year that was not said every one that can be meant will do."""
    for spoken in spoken_days(text.text):
        if spoken.weekday is None:
            continue
        possible = _possible(spoken, said, thing, today)
        if possible and spoken.weekday not in {one.weekday() for one in possible}:
            day = min(possible, key=lambda one: abs(one - (said or today)))
            values = {"written": spoken.written, "day_de": f"{day.day}.{day.month}.{day.year}", "day": day}
            values |= {f"weekday_{language}": name for language, (name, _) in _names(day).items()}
            yield text.problem(spoken.start, "weekday-wrong", **values)


def _possible(spoken: SpokenDay, said: date | None, thing: Thing | None, today: date) -> list[date]:
    """Days that may be meant: the nearest to the day of the text, else of the years around those in which the series runs."""
    if said or spoken.year:
        return [day] if (day := spoken.near(said or today)) else []
    near = [day for year in (today.year - 1, today.year, today.year + 1) if (day := spoken.in_year(year))]
    if not isinstance(thing, Event) or thing.start is None:
        return near
    first, last = thing.start.day - AROUND_SERIES, (thing.until or date(today.year + 1, 12, 31)) + AROUND_SERIES
    return [day for day in near if first <= day <= last] or near


def _soon(text: _Text, said: date | None, *, is_news: bool) -> Iterator[Problem]:
    for pattern in (_SOON, _NEXT, _TODAY if text.change is None else _TODAY_IN_NOTE):
        for match in pattern.finditer(text.text):
            # who announces an event for "tomorrow" means its day
            day = _counted_from(said, match[0].lower()) if said and is_news else said
            names = _names(day) if day else {}
            example = {"de": ": „am {}, {}“", "en": ': "on {}, {}"'}
            shown = {one: form.format(*names[one]) if day else "" for one, form in example.items()}
            yield text.problem(match.start(), "soon-no-more", value=match[0], example=shown)


def _embargo(texts: Iterable[_Text], published: date, today: date) -> Iterator[Problem]:
    """A doubt where a news item that is public asks to be kept back until a day to come, or one that it does not name."""
    found = ((text, match) for text in texts for match in _EMBARGO.finditer(text.text))
    for text, match in found if published <= today else ():
        line = text.text[match.start() :].partition("\n")[0]
        day = next((day for one in spoken_days(line) if (day := one.near(published))), None)
        if (day and day > today) or (not day and today - published <= STILL_FRESH):
            values = {"value": match[0], "date": published, "day": day or today + timedelta(days=1)}
            yield text.problem(match.start(), "public-at-once", **values)
            return


def _counted_from(said: date, word: str) -> date | None:
    """The day that "morgen" or "nächsten Dienstag" is, said on a day; None for a whole week or month."""
    last = word.rsplit(maxsplit=1)[-1]
    if last in WEEKDAYS:
        return said + timedelta(days=(WEEKDAYS[last] - said.weekday() - 1) % 7 + 1)
    later = {"übermorgen": 2, "morgen": 1, "tomorrow": 1, "heute": 0, "today": 0, "tonight": 0}.get(
        word.split(maxsplit=1)[0]
    )
    return None if later is None else said + timedelta(days=later)


def _names(day: date) -> dict[str, tuple[str, str]]:
    """Weekday and day of a date in both languages: ("Donnerstag", "3. Dezember")."""
    german, english = GERMAN_MONTHS[day.month - 1].capitalize(), ENGLISH_MONTHS[day.month - 1].capitalize()
    return {
        "de": (GERMAN_DAYS[day.weekday()].capitalize(), f"{day.day}. {german}"),
        "en": (ENGLISH_DAYS[day.weekday()].capitalize(), f"{day.day} {english}"),
    }


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
