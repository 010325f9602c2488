"""References: ids become objects, in the order of types, so that what is referred to is linked already."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from ..model import FOLDERS, News
from ..model.marks import linking_in, marks_of
from ..model.news import About
from ..model.readers import names_or_list
from ..model.reference import Choice, Reference, one_or_all
from ..model.site_info import SiteInfo
from ..model.thing import Part, editor_key
from ..parse import Document, Path
from ..problems import Problem, nearest
from .again import Named
from .choices import Choices
from .dates import Dates
from .material import Entry, Material, Unfinished
from .meant import Names, looks_like_id, several_ids

# as they stand behind "there is no"
KINDS = {
    "place": {"de": "den Ort", "en": "place"},
    "actor": {"de": "den Akteur", "en": "actor"},
    "project": {"de": "das Projekt", "en": "project"},
    "event": {"de": "den Termin", "en": "event"},
    "participation": {"de": "die Beteiligung", "en": "participation"},
    "closure": {"de": "die Pause", "en": "closure"},
    "news": {"de": "die Meldung", "en": "news item"},
    "newsletter": {"de": "die Ausgabe", "en": "issue"},
    "page": {"de": "die Seite", "en": "page"},
}
ANY_FILE = {"de": "die Datei", "en": "file"}


class References:
    """Knows every thing by id and title, and puts it where it is named; what leads nowhere goes into `problems`."""

    def __init__(self, material: Material, today: date, dates: Dates, problems: list[Problem]) -> None:
        self.material, self.today, self.dates, self.problems = material, today, dates, problems
        self.by_id: dict[str, dict[str, Entry]] = {kind: {} for kind in FOLDERS}
        # the ids of all things with a title; one that may be seen leads
        self.by_title: dict[str, dict[str, list[str]]] = {kind: {} for kind in FOLDERS}
        self._meant: dict[str, Names] = {}
        self._choices = Choices(material.info, problems)
        # what the thing names that is resolved just now
        self.named: list[Named] = []
        for entry in material.entries:
            self._register(entry)

    def published(self, kind: str) -> list[Entry]:
        """Entries of a kind that may be seen today."""
        return [entry for entry in self.by_id[kind].values() if entry.thing.published(self.today)]

    def resolve(self, entry: Entry) -> tuple[Any, list[Named]]:
        """A thing with objects where ids stood and the first sentence of its text for a summary; and all that it names.

        That is kind, id and thing of each, None for one that is not there.
        """
        self.named = []
        first = {} if entry.thing.summary or not entry.body.summary else {"summary": entry.body.summary}
        thing = self._resolve(entry.document, entry.thing, (), (entry.thing.kind, entry.thing.id), **first)
        return thing, self.named

    def check_written(self, one: Unfinished) -> None:
        """Check what a file names that has mistakes elsewhere, so that all of them are told at once."""
        kind = one.type
        self._check_group(one.document, kind, one.document.fields, (), (kind.kind, one.document.stem))

    def resolve_info(self) -> SiteInfo:
        """site.yaml with objects where ids stood."""
        return self._resolve(self.material.info_document, self.material.info, (), ("site", ""))

    def resolve_partners(self) -> None:
        """Check whom partners.yaml names; a build needs nothing else of it."""
        if self.material.partners:
            document, partners = self.material.partners
            self._resolve(document, partners, (), ("partners", ""))

    def _register(self, entry: Entry) -> None:
        thing = entry.thing
        known = self.by_id[thing.kind].setdefault(thing.id, entry)
        if known is not entry:
            values = {"value": thing.id, "other": known.document.path}
            self.problems.append(entry.document.problem("same-id", ("id",), **values))
        else:
            same = self.by_title[thing.kind].setdefault(thing.title, [])
            may_lead = bool(same) and not self.by_id[thing.kind][same[0]].thing.published(self.today)
            same.insert(0 if may_lead and thing.published(self.today) else len(same), thing.id)
        if isinstance(thing, News) and not thing.draft and not thing.published(self.today):
            self.problems.append(entry.document.problem("future-news", ("date",), day=thing.published_on))

    def _resolve(self, document: Document, model: Any, path: Path, own: tuple[str, str], **changed: Any) -> Any:
        """The model with objects where ids stood, in its parts too, and with what else is `changed`."""
        marked = _marked(type(model))
        for name, value, _ in linking_in(model):
            mark = marked.get(name)
            here = (*path, editor_key(name))
            if isinstance(mark, Reference):
                changed[name] = self._referred(document, mark, value, here, own)
            elif isinstance(mark, Choice):
                if (chosen := self._choices.chosen(document, mark, value, here)) != value:
                    changed[name] = chosen
            elif isinstance(value, Part):
                changed[name] = self._resolve(document, value, here, own)
            elif isinstance(value, tuple) and any(isinstance(item, Part) for item in value):
                parts = [self._resolve(document, item, (*here, index), own) for index, item in enumerate(value)]
                changed[name] = tuple(part for part in parts if _names_what_it_must(part))
            elif isinstance(value, tuple) and any(isinstance(item, About) for item in value):
                changed[name] = tuple(self._abouts(document, value, here))
        return model.model_copy(update=changed) if changed else model

    def _check_group(
        self, document: Document, part: type[Part], fields: dict[str, Any], path: Path, own: tuple[str, str]
    ) -> None:
        """Check a group of fields as written: its names of things, and the groups within."""
        for name, marks in marks_of(part):
            key = editor_key(name)
            value = fields.get(key)
            is_text = any(isinstance(one, Reference) and one.or_text for one in marks)
            if isinstance(value, str) and "," in value and not is_text:
                value = names_or_list(value)
            entries = enumerate(value) if isinstance(value, list | tuple) else ()
            items = [((*path, key, index), item) for index, item in entries]
            for here, item in items or [((*path, key), value)]:
                if isinstance(item, dict) and key in part.parts():
                    self._check_group(document, part.parts()[key], item, here, own)
                elif isinstance(item, str) and (
                    mark := next((one for one in marks if isinstance(one, Reference)), None)
                ):
                    self._one(document, mark, item, here, own)
                elif isinstance(item, str) and (
                    choice := next((one for one in marks if isinstance(one, Choice)), None)
                ):
                    self._choices.chosen(document, choice, item, (*path, key))

    def _referred(self, document: Document, mark: Reference, value: Any, path: Path, own: tuple[str, str]) -> Any:
        if isinstance(value, tuple):
            found = [self._one(document, mark, item, (*path, index), own) for index, item in enumerate(value)]
            return tuple(item for item in found if item is not None)
        return self._one(document, mark, value, path, own)

    def _one(self, document: Document, mark: Reference, written: str, path: Path, own: tuple[str, str]) -> Any:
        """The thing a text names, the text itself where words are allowed, or None with a Problem."""
        id_, *others = self.by_title[mark.kind].get(written, [written])
        if (mark.kind, id_) == own:
            self.problems.append(document.problem("self-reference", path))
            return None
        entry = self.by_id[mark.kind].get(id_)
        if entry is None:
            return self._in_words(document, mark, written, path, own)
        self.named.append((mark.kind, id_, entry.thing))
        if not entry.thing.published(self.today):
            self.problems.append(document.problem("hidden-reference", path, value=written))
            return None
        if any(self.by_id[mark.kind][other].thing.published(self.today) for other in others):
            values = {"folder": FOLDERS[mark.kind], "known": ", ".join([id_, *others]), "read": id_}
            self.problems.append(document.problem("same-title", path, value=written, **values))
        return id_ if mark.late else entry.thing

    def _in_words(self, document: Document, mark: Reference, written: str, path: Path, own: tuple[str, str]) -> Any:
        """What a text says that is no thing's name: itself where words are allowed, else None with a Problem."""
        if mark.own_word and written.casefold() == mark.own_word.casefold():
            return mark.own_word
        if not mark.or_text or looks_like_id(written) or (mark.words and written not in mark.words):
            self._report_missing(document, mark, written, path)
            self.named.append(None)
            return None
        if names := several_ids(written, self.by_id[mark.kind]):
            code, key = ("names-in-text", path[-2]) if isinstance(path[-1], int) else ("one-name", path[-1])
            self.problems.append(document.problem(code, path, value=written, **one_or_all(str(key), names)))
            return None
        self._doubt_text(document, mark, written, path, own)
        return written

    def _doubt_text(self, document: Document, mark: Reference, written: str, path: Path, own: tuple[str, str]) -> None:
        """Ask whether words that stand for themselves were meant as the name of a file."""
        id_ = "" if written in mark.words else self._names(mark.kind).meant(written, own)
        if id_:
            file = self.by_id[mark.kind][id_].document.path
            self.problems.append(document.problem("read-as-text", path, value=written, guess=id_, file=file))

    def _names(self, kind: str) -> Names:
        """The names of a kind, made when somebody first asks what was meant."""
        if kind not in self._meant:
            self._meant[kind] = Names(self.material.info.neighbourhood)
            for entry in self.by_id[kind].values():
                self._meant[kind].add(entry.thing.id, entry.thing.title)
        return self._meant[kind]

    def _abouts(self, document: Document, abouts: tuple[About, ...], path: Path) -> Iterator[About]:
        for index, about in enumerate(abouts):
            kinds = [kind for kind, folder in FOLDERS.items() if about.folder in ("", folder, kind)]
            entries = [self.by_id[kind][about.id] for kind in kinds if about.id in self.by_id[kind]]
            self.named += [(entry.thing.kind, about.id, entry.thing) for entry in entries] or [None]
            if not entries and any(self.material.is_broken(FOLDERS[kind], about.id) for kind in kinds):
                continue
            if not entries:
                known = [id_ for kind in kinds for id_ in self.by_id[kind]]
                values = {"kind": ANY_FILE, "value": about.id, "folder": about.folder or "…"}
                self.problems.append(
                    document.problem("no-such-thing", (*path, index), guess=nearest(about.id, known), **values)
                )
                continue
            if not entries[0].thing.published(self.today):
                self.problems.append(document.problem("hidden-reference", (*path, index), value=about.id))
                continue
            if about.day and entries[0].thing.kind == "event":
                self.dates.check_told(document, entries[0].thing, about.day, (*path, index))
            yield replace(about, thing=entries[0].thing)

    def _report_missing(self, document: Document, mark: Reference, written: str, path: Path) -> None:
        kind = mark.kind
        if self.material.is_broken(FOLDERS[kind], written):
            return
        if mark.words and not looks_like_id(written):
            # the name itself is not repeated: messages are read by many
            self.problems.append(document.problem("private-applicant", path, words=", ".join(mark.words)))
            return
        known = [*self.by_id[kind], *self.by_title[kind], *mark.words]
        values = {"kind": KINDS[kind], "value": written, "folder": FOLDERS[kind]}
        other = next((folder for name, folder in FOLDERS.items() if written in self.by_id[name]), "")
        if mark.or_text and not mark.words and other:
            self.problems.append(document.problem("other-kind", path, other=other, **values))
            return
        self.problems.append(document.problem("no-such-thing", path, guess=nearest(written, known), **values))


@cache
def _marked(kind: type[Part]) -> dict[str, Reference | Choice]:
    """The fields of a model that name things, or what stands in a list of site.yaml."""
    return {name: mark for name, marks in marks_of(kind) for mark in marks if isinstance(mark, Reference | Choice)}


def _names_what_it_must(part: Part) -> bool:
    """False when a thing that a part cannot do without is not published: then the whole part stays unseen."""
    needed = [name for name, info in type(part).model_fields.items() if info.is_required()]
    return all(getattr(part, name) is not None for name in needed)
