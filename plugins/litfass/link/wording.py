"""Wording: the texts of things as each language shows them, and whether an edit touched nothing but words in them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import is_
from typing import Any, NamedTuple

from markupsafe import Markup

from ..body import Body
from ..model import Thing
from ..model.passage import MarkupPassage
from ..site.texts import HasHtml
from .material import Entry, Material, Translation

# what texts name besides things
FILES = ("images/", "documents/")


class Wording(NamedTuple):
    """A text that a site shows; `language` is "" where it is the site's own."""

    body: Body
    language: str = ""

    @property
    def html(self) -> Markup:
        """The text as HTML, which knows a language of its own."""
        html = self.body.html
        return MarkupPassage(html, self.language) if self.language else html


def originals(published: Iterable[Entry]) -> dict[str, HasHtml]:
    """The texts as they were first written, by the keys of their things."""
    return {entry.thing.key(): Wording(entry.body) for entry in published if not entry.body.is_empty}


def in_language(material: Material, published: Iterable[Entry], language: str) -> dict[str, HasHtml]:
    """The texts of a language by the keys of their things: a translation, else the original, which knows its language."""
    translated, first = _translated(material)[language], material.info.language
    texts = ((key := entry.thing.key(), _text(language, entry, translated.get(key), first)) for entry in published)
    return {key: text for key, text in texts if not text.body.is_empty}


def files_in_texts(material: Material, published: Iterable[Entry]) -> frozenset[str]:
    """The pictures and documents that texts of published things name, in any language, as paths in the content."""
    published = list(published)
    there = {entry.thing.key() for entry in published}
    translations = [one for found in _translated(material).values() for key, one in found.items() if key in there]
    targets = (target for one in (*published, *translations) for target in one.body.targets)
    return frozenset(target.path for target in targets if target.path.startswith(FILES))


def _translated(material: Material) -> dict[str, dict[str, Translation]]:
    """The translations of things that are shown, by language and key."""
    found: dict[str, dict[str, Translation]] = defaultdict(dict)
    for one in material.translations:
        if one.is_shown and one.document.folder:
            found[one.document.language][one.thing.key()] = one
    return found


def _text(language: str, entry: Entry, translation: Translation | None, first: str) -> Wording:
    if translation and not translation.body.is_empty:
        return Wording(translation.body)
    own = entry.thing.language or first
    return Wording(entry.body, "" if own == language else own)


# --- an edit of words alone --------------------------------------------------------------------------------


def reworded(last: Material, new: Material) -> dict[str, str] | None:
    """The files that were edited, all with the same head, first sentence, links and headings; with the keys of their things, if any.

    None when more than other words was edited. Both as they were read, with the same objects where a file is the same.
    """
    if not _is_alike(last, new):
        return None
    edited = {}
    for one, before in _pairs(last, new):
        if one.thing is not before.thing or one.document.path != before.document.path:
            return None
        if one.document is before.document:
            continue
        if _named(one.body) != _named(before.body):
            return None
        edited[one.document.path] = one.thing.key() if isinstance(one.thing, Thing) else ""
    return edited


def _pairs(last: Material, new: Material) -> Iterator[tuple[Any, Any]]:
    yield from zip(new.entries, last.entries, strict=True)
    yield from zip(new.translations, last.translations, strict=True)


def _is_alike(last: Material, new: Material) -> bool:
    """Whether two materials are the same but for entries and translations, of which there are as many."""
    return all(
        (
            *map(is_, _whole(last), _whole(new)),
            _files(last) == _files(new),
            len(last.entries) == len(new.entries),
            len(last.translations) == len(new.translations),
            not last.unfinished and not new.unfinished,
        )
    )


def _whole(material: Material) -> tuple[Any, ...]:
    return material.info_document, material.partners and material.partners[0]


def _files(material: Material) -> tuple[Any, ...]:
    sizes = material.document_sizes
    return material.pictures, material.documents, sizes, material.outline, material.broken, material.unusable


def _named(body: Body) -> tuple[Any, ...]:
    """What others know of a text: whether there is one, its first sentence, what it names, and where links may lead in it."""
    named = [(one.written, one.path, one.is_picture) for one in body.targets]
    return body.is_empty, body.summary, named, body.anchors
