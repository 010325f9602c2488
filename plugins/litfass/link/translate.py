"""Translate: the Site in each of its languages: the same things and dates with the words of their translations.

Everything that is no word comes from the Site linked first; nothing is looked up or computed again. Words that nobody
translated stay, as passages that know their own language.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from ..calendar.pauses import Pause, Period
from ..model import FOLDERS, Closure, News, Thing
from ..model.marks import fields_of, said_in
from ..model.news import About
from ..model.occurrence import Occurrence
from ..model.passage import SPOKEN, TRANSLATABLE, Passage
from ..model.reference import Reference
from ..model.thing import Part, editor_key
from ..site import Site
from ..site.texts import HasHtml, Texts
from ..validate.overlay import entries_of
from .again import Copies
from .material import Translation
from .order import in_order, nearest_first

# what readers never see as a page of its own
NO_PAGE = "closure"


def in_all_languages(
    site: Site, translations: Iterable[Translation], texts: Callable[[str], dict[str, HasHtml]]
) -> Site:
    """The site in its first language, which knows itself in the others, and in each what is not translated.

    `texts` gives those of a language by the keys of their things.
    """
    by_language: dict[str, list[Translation]] = {language: [] for language in site.info.all_languages}
    for one in translations:
        if one.is_shown and one.document.language in by_language:
            by_language[one.document.language].append(one)
    sites = {
        language: _Translator(site, language, found, texts(language)).translated()
        if found or _speaks_otherwise(site, language)
        else site
        for language, found in by_language.items()
    }
    gaps = {language: one.gaps[language] for language, one in sites.items()}
    first, *others = (replace(one, gaps=gaps) for one in sites.values())
    return replace(first, translations={one.language: one for one in others})


def _speaks_otherwise(site: Site, language: str) -> bool:
    """Whether anything in the site is in another language than this."""
    things = (thing for kind in site.things.values() for thing in kind)
    return language != site.language or any(thing.language not in ("", language) for thing in things)


class _Translator:
    """Makes the copies for one language, in the order of linking."""

    def __init__(self, site: Site, language: str, translations: list[Translation], texts: dict[str, HasHtml]) -> None:
        self.first, self.language = site, language
        self.texts = Texts(language, texts, site.texts.read)
        self.info_translation = next((one for one in translations if not one.document.folder), None)
        self.translations = {one.thing.key(): one for one in translations if one.document.folder}
        self.copies = Copies(f"copies {language} {site.language}")
        self.gaps: dict[str, str] = {}

    def translated(self) -> Site:
        """The whole Site in this language."""
        site = self.first
        for kind in FOLDERS:
            for thing in site.things[kind]:
                self.copies.by_key[thing.key()] = self._thing(thing)
        for item in site.things["news"]:
            self.copies.by_key[item.key()] = self._with_abouts(self.copies.of(item))
        due = tuple(replace(one, thing=self.copies.of(one.thing)) for one in site.due)
        things = {kind: in_order(kind, map(self.copies.of, found)) for kind, found in site.things.items()}
        things["participation"] = nearest_first(things["participation"], list(due))
        written = self.info_translation
        info = self._part(
            site.info, written.document.fields if written else {}, written and written.thing, site.language
        )
        occurrences = sorted(map(self._occurrence, site.occurrences), key=lambda one: one.sort_key)
        self.copies.remember()
        return replace(
            site,
            info=info,
            language=self.language,
            addresses=site.addresses.in_language(self.language, site.language),
            things=things,
            texts=self.texts,
            occurrences=tuple(occurrences),
            links=self._links(things),
            pauses={id_: self._pause(pause) for id_, pause in site.pauses.items()},
            due=due,
            gaps={self.language: self.gaps},
        )

    # --- things -------------------------------------------------------------------------------------------

    def _thing(self, thing: Thing) -> Thing:
        """A thing with its translation, and what is missing of it noted."""
        own = thing.language or self.first.language
        translation = self.translations.get(thing.key())
        if thing.kind != NO_PAGE and own != self.language:
            self._note_gap(thing, translation)
        sources = (thing, translation and translation.thing, translation and translation.body)
        return self.copies.once(sources, partial(self._said, thing, own, translation))

    def _said(self, thing: Thing, own: str, translation: Translation | None) -> Thing:
        """A thing that says what its translation says."""
        written, merged = (translation.document.fields, translation.thing) if translation else ({}, None)
        copy = self._part(thing, written, merged, own)
        summary = copy.summary
        if translation and not translation.body.is_empty and "summary" not in written:
            summary = translation.body.summary
        return copy.model_copy(update={"summary": summary, "language": "" if translation else own})

    def _note_gap(self, thing: Thing, translation: Translation | None) -> None:
        if translation is None:
            self.gaps[thing.key()] = "missing"
        elif thing.key() in self.first.texts.by_key and translation.body.is_empty:
            self.gaps[thing.key()] = "partly"
        elif translation.is_older_than(thing):
            self.gaps[thing.key()] = "older"

    def _part(self, part: Any, written: Mapping[str, Any], merged: Any, own: str) -> Any:
        """A thing or a group of its fields; `written` is what the translation says, `merged` the same as values."""
        changed = {}
        for name, value, marks in fields_of(part) if written else said_in(part):
            said, new = written.get(editor_key(name)), getattr(merged, name, None)
            if said is not None and name in TRANSLATABLE and not isinstance(said, dict):
                copy = new
            else:
                is_spoken = name in SPOKEN or any(isinstance(mark, Reference) and mark.or_text for mark in marks)
                copy = self._value(value, said, new, own, is_spoken=is_spoken)
            if copy is not value:
                changed[name] = copy
        return part.model_copy(update=changed) if changed else part

    def _value(self, value: Any, said: Any, new: Any, own: str, *, is_spoken: bool) -> Any:
        if isinstance(value, Thing):
            return self.copies.of(value)
        if isinstance(value, Part) and isinstance(said, str):
            said = value.from_text(said)
        if isinstance(value, Part) and (said is None or isinstance(said, dict)):
            return self._part(value, said or {}, new, own)
        if isinstance(value, tuple) and value and isinstance(value[0], Part) and not isinstance(value[0], Thing):
            return self._parts(value, said or [], new or (), own)
        if isinstance(value, tuple) and value:
            return tuple(self._value(item, None, None, own, is_spoken=is_spoken) for item in value)
        return Passage(value, own) if is_spoken and value and isinstance(value, str) and own != self.language else value

    def _parts(self, parts: tuple[Any, ...], said: list[Any], new: tuple[Any, ...], own: str) -> tuple[Any, ...]:
        entries = dict(zip(entries_of(parts, said), said, strict=True))
        # a part may be left out when linking because what it names is hidden; then positions would lie
        fits = len(parts) == len(new)
        return tuple(
            self._part(part, entries.get(index, {}) if fits else {}, new[index] if fits else None, own)
            for index, part in enumerate(parts)
        )

    def _with_abouts(self, item: News) -> News:
        """A news item that names the copies; they exist only now, for it may name news and pages."""

        def renamed(about: About) -> About:
            return replace(about, thing=self.copies.of(about.thing)) if about.thing else about

        def made() -> News:
            return item.model_copy(update={"about": tuple(map(renamed, item.about))})

        return self.copies.once((item,), made) if item.about else item

    def _links(self, things: Mapping[str, tuple[Any, ...]]) -> dict[str, dict[str, tuple[Thing, ...]]]:
        place = {thing.key(): number for kind in things.values() for number, thing in enumerate(kind)}
        return {
            key: {
                kind: tuple(sorted(map(self.copies.of, found), key=lambda thing: place[thing.key()]))
                for kind, found in kinds.items()
            }
            for key, kinds in self.first.links.items()
        }

    # --- dates --------------------------------------------------------------------------------------------

    def _occurrence(self, one: Occurrence) -> Occurrence:
        return self.copies.once((one, self._titles), partial(self._date, one))

    def _date(self, one: Occurrence) -> Occurrence:
        """A date of the event's copy."""
        event, copy = one.event, self.copies.of(one.event)
        own = event.language or self.first.language
        said = {event.title: copy.title, event.note: copy.note}
        for change, translated in zip(event.changes, copy.changes, strict=True):
            # two days may have the same reason, of which only one is translated
            said |= {change.title: translated.title, change.note: translated.note} if change.on == one.on else {}

        def word(text: str) -> str:
            return said[text] if text in said else self._word(text, own)

        return replace(
            one,
            event=copy,
            title=word(one.title),
            note=word(one.note),
            place=self.copies.of(one.place) if isinstance(one.place, Thing) else self._word(one.place, own),
            pause=self._word(one.pause, self.first.language),
        )

    def _word(self, text: Any, own: str) -> Any:
        """A text that dates have from elsewhere: the title of a closure or a news item, or words in place of a place."""
        if not text:
            return text
        # an event of this language may have borrowed words of the site's
        return self._titles.get(text) or (text if own == self.language else Passage(text, own))

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """What the titles that dates borrow became; asked for when all copies are made."""
        found = [thing for kind in ("news", "closure") for thing in self.first.things[kind]]
        periods = {
            one.title: copy.title
            for thing in found
            if isinstance(thing, Closure)
            for one, copy in zip(thing.periods, self.copies.of(thing).periods, strict=True)
        }
        made = periods | {thing.title: self.copies.of(thing).title for thing in found}
        return self.copies.same("titles", made)

    def _pause(self, pause: Pause) -> Pause:
        closure = self.copies.by_key.get(f"closure/{pause.id}")
        title = closure.title if closure else pause.title
        periods = tuple(
            Period(one.first, one.last, self._word(one.title, self.first.language)) for one in pause.periods
        )
        return Pause(pause.id, title, pause.valid_through, periods)
