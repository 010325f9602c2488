"""Searchable: what the search may find of each thing, with the words people use instead of those that are written.

Between Site and the publisher of the search; knows no format. The words are in synonyms.toml.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ..model import Actor, Event, News, Newsletter, Participation, Place, Project, Thing
from ..model.passage import language_of
from ..model.thing import name_of
from ..site import Site
from ..words import Words

WORD = re.compile(r"\w+")
SHORTEST_PART = 4  # letters; shorter ones are in too many words by chance
LONGEST_ENDING = 2  # letters by which a word of a group may be longer: "Feste", "Kindern"


@dataclass(frozen=True)
class Entry:
    """One thing as the search knows it: what is shown of it, and what it is found by.

    `kind` is its kind and `group` the same in words, `line` when or where it is, `language` "" or that of its own text when nobody has
    translated it, `said` what stands beside the text. `title_words` and `words` are what it is found by although it is not written in its title, in the rest.
    """

    link: str
    title: str
    kind: str
    group: str
    line: str
    summary: str
    language: str
    is_past: bool
    text: str
    said: str
    title_words: tuple[str, ...]
    words: tuple[str, ...]


def entries(site: Site, words: Words) -> Iterator[Entry]:
    """Every thing with a page, in the order of their lists."""
    for kind, group in groups(words).items():
        for thing in site.things[kind]:
            yield _entry(site, words, thing, group)


def groups(words: Words) -> dict[str, str]:
    """Kinds of things with what people call them, in the order in which they are offered to choose from."""
    return {
        "event": words._("Dates"),
        "news": words._("News"),
        "project": words._("Projects"),
        "participation": words._("Take part"),
        "actor": words._("Actors"),
        "place": words._("Places"),
        "newsletter": words._("Newsletter"),
        "page": words._("Other pages"),
    }


def other_words(text: str, language: str) -> tuple[str, ...]:
    """What people may look for who mean a text, beside its own words, in alphabetical order.

    >>> "fest" in other_words("Das Straßenfest", "de"), other_words("Interessen", "de")
    (True, ())
    """
    base = language.partition("-")[0]
    own = {word.casefold() for word in WORD.findall(text)}
    inside = {part for word in own for part in _parts_of(word, base)}
    found = set(inside)
    groups_of = _known(base).groups_of
    for word in own | inside:
        for ending in range(LONGEST_ENDING + 1):
            found |= groups_of.get(word[: len(word) - ending], frozenset())
    return tuple(sorted(found - own))


@lru_cache(maxsize=20_000)
def _parts_of(word: str, language: str) -> list[str]:
    """Shorter nouns that end or fill a long word: "fest" of "straßenfest"; what it begins with is found anyway."""
    known = _known(language)
    return [] if word in known.never else [part for part in known.parts if word.find(part) > 1]


class _Known(NamedTuple):
    """What synonyms.toml says of a language: parts of words, words that have none, and for each word all of its groups."""

    parts: list[str]
    never: list[str]
    groups_of: dict[str, frozenset[str]]


@cache
def _known(language: str) -> _Known:
    text = Path(__file__).with_name("synonyms.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text).get(language, {})
    groups_of: dict[str, frozenset[str]] = {}
    for group in said.get("groups", []):
        members = frozenset(member.casefold() for member in group)
        for member in members:
            groups_of[member] = groups_of.get(member, frozenset()) | members
    parts = [part for part in said.get("parts", []) if len(part) >= SHORTEST_PART]
    return _Known(parts, said.get("never", []), groups_of)


def _entry(site: Site, words: Words, thing: Thing, group: str) -> Entry:
    language = language_of(thing.title) or site.language
    in_title = other_words(thing.title, language)
    # facts are in the page's language, also where nobody has translated the thing. What a topic or a language is called
    # is not spread further: "Kultur & Feste" makes no party of an exhibition
    in_rest = {*other_words(thing.summary, language), *other_words(" ".join(_facts(words, thing)), site.language)}
    one = site.programme.next_date(thing) if isinstance(thing, Event) else None
    return Entry(
        link=site.addresses.of(thing),
        title=thing.title,
        kind=thing.kind,
        group=group,
        line=_line(words, thing, one),
        summary=thing.summary,
        language=language if language != site.language else "",
        is_past=bool(one and site.programme.is_over(one)),
        text=site.text_of(thing).striptags(),
        said=" ".join(part for part in (*_facts(words, thing), *_said(site, words, thing)) if part),
        title_words=in_title,
        words=tuple(sorted(in_rest - {*in_title})),
    )


def _line(words: Words, thing: Thing, one: Any) -> str:
    """When or where a thing is, in few words."""
    if isinstance(thing, Event):
        when = words.when(one) if one else words.repeats(thing)
        return words.comma.join(part for part in (when, one.shown_place if one else thing.place_name) if part)
    if isinstance(thing, News | Newsletter):
        return words.date_only(thing.published_on)
    if isinstance(thing, Project):
        return words.label(thing.status, "project status")
    if isinstance(thing, Actor):
        return words.label(thing.actor_kind, "actor kind")
    if isinstance(thing, Participation):
        return words.label(thing.participation_kind, "participation kind")
    return thing.whereabouts if isinstance(thing, Place) else ""


def _facts(words: Words, thing: Thing) -> Iterator[str]:
    """What many people ask first."""
    if isinstance(thing, Event):
        yield from [words._("free of charge")] if thing.free else []
        yield from [words._("step-free")] if thing.wheelchair_at(thing.place) == "yes" else []


def _said(site: Site, words: Words, thing: Thing) -> Iterator[str]:
    """What stands on a thing's page beside title and text, as far as one would look for it."""
    yield from (site.topic(topic).title for topic in thing.topics)
    yield from (site.audience(label) for label in getattr(thing, "audience", ()))
    if isinstance(thing, Event):
        yield from (thing.place_name, name_of(thing.organizer), words.repeats(thing))
        yield from (words.language_name(code) for code in thing.languages)
    elif isinstance(thing, Actor):
        yield from (" ".join(levels) for levels in thing.offers)
        yield from (*thing.goals, thing.mandate, *(words.language_name(code) for code in thing.languages))
    elif isinstance(thing, Project):
        yield from (thing.goal, thing.results, *_names(thing.carrier), *_names(thing.partners))
    elif isinstance(thing, Participation):
        yield from (*thing.eligible, thing.outcome, *(one.title for one in thing.lending))
    elif isinstance(thing, Place):
        yield from (thing.address.line, *thing.rooms)
    elif isinstance(thing, Newsletter):
        yield thing.intro


def _names(values: Iterable[Any]) -> Iterator[str]:
    return (name_of(value) for value in values)
