"""Link: turns checked things into one Site; ids become objects, rules become dates, links are followed.

The last room that knows files and lines; the Site it makes knows none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from markupsafe import Markup

from .address import Addresses
from .body import Body
from .calendar.pauses import Pause
from .calendar.rule import month_start, next_month
from .dates import Dates
from .deadlines import due_dates
from .model import FOLDERS, Closure, News, Participation, SiteInfo, Thing
from .model.news import About
from .model.occurrence import Occurrence
from .model.picture import Picture
from .model.reference import Choice, Reference
from .model.thing import Linked, Part, editor_key, fields_of, sort_text
from .parse import Document, Path
from .pauses import pauses_of
from .problems import Problem, nearest
from .site import Site

GERMAN_KINDS = {
    **{"place": "den Ort", "actor": "den Akteur", "project": "das Projekt", "event": "den Termin"},
    **{"participation": "die Beteiligung", "closure": "die Pause", "news": "die Meldung", "page": "die Seite"},
}


@dataclass
class Entry:
    """A checked thing with the document and the text it came from."""

    document: Document
    thing: Thing
    body: Body


@dataclass
class Material:
    """All that is to be linked: site.yaml, entries in the order of linking, pictures and documents."""

    info: SiteInfo
    info_document: Document
    entries: list[Entry]
    pictures: dict[str, Picture]
    documents: dict[str, Any]
    translations: list[Document] = field(default_factory=list)
    # files that exist but could not be read or checked: references to them are no second mistake
    broken: set[str] = field(default_factory=set)

    def is_broken(self, folder: str, id_: str) -> bool:
        """Whether a thing is missing only because its file has a mistake of its own."""
        return any(path.startswith(f"{folder}/") and path.rpartition("/")[2].startswith(f"{id_}.") for path in self.broken)


def link(material: Material, addresses: Addresses, now: datetime, *, months_back: int, months_ahead: int) -> tuple[Site, list[Problem]]:
    """Make one Site of everything; problems name the file and line of each reference that leads nowhere."""
    linker = _Linker(material, addresses, now)
    linker.run()
    first, last = next_month(month_start(now.date()), -months_back), next_month(month_start(now.date()), months_ahead)
    occurrences = linker.dates.all_occurrences(linker.published("event"), first, next_month(last))
    things = {kind: tuple(_sorted(kind, [entry.thing for entry in linker.published(kind)])) for kind in FOLDERS}
    things["participation"], due = _with_deadlines(things["participation"], occurrences, linker, now)
    site = Site(
        info=linker.info,
        now=now,
        addresses=addresses,
        things=things,
        occurrences=tuple(sorted(occurrences, key=lambda one: one.sort_key)),
        first_month=first,
        last_month=last,
        links=_both_ways(things),
        pictures=material.pictures,
        documents=material.documents,
        pauses=linker.pauses,
        schedules=linker.dates.schedules,
        due=due,
        ids_by_file={entry.document.path: entry.thing.id for entry in material.entries},
    )
    return site, linker.problems


class _Linker:
    """Goes through the entries once, in the order of types, so that what is referred to is linked already."""

    def __init__(self, material: Material, addresses: Addresses, now: datetime) -> None:
        self.material, self.addresses, self.now = material, addresses, now
        self.info = material.info
        self.problems: list[Problem] = []
        self.by_id: dict[str, dict[str, Entry]] = {kind: {} for kind in FOLDERS}
        self.by_title: dict[str, dict[str, str]] = {kind: {} for kind in FOLDERS}
        self.by_path = {entry.document.path: entry for entry in material.entries}
        self.pauses: dict[str, Pause] = {}
        self.dates = Dates(self.info.timezone, self.pauses, self.problems)

    def run(self) -> None:
        self._register()
        self._check_addresses()
        self._check_translations()
        for entry in self.material.entries:
            entry.thing = self._resolve(entry.document, entry.thing, (), entry.thing.kind, entry.thing.id)
            self._check_files(entry.document, entry.thing)
            entry.thing = entry.thing.model_copy(
                update={"html": Markup(entry.body.html), "summary": entry.thing.summary or entry.body.summary},  # noqa: S704 - cleaned by body.py
            )
            self._follow(entry)
            if isinstance(entry.thing, Closure):
                self.pauses[entry.thing.id] = pauses_of(entry.thing, self.info.state, self.now.year)
        self.info = self._resolve(self.material.info_document, self.info, (), "site", "")
        self._check_site_files()
        self._check_legal_pages()

    def published(self, kind: str) -> list[Entry]:
        """Entries of a kind that may be seen today."""
        return [entry for entry in self.by_id[kind].values() if entry.thing.published(self.now.date())]

    # --- names and addresses ------------------------------------------------------------------------------

    def _register(self) -> None:
        for entry in self.material.entries:
            thing = entry.thing
            known = self.by_id[thing.kind].setdefault(thing.id, entry)
            if known is not entry:
                values = {"value": thing.id, "other": known.document.path}
                self.problems.append(entry.document.problem("same-id", ("id",), **values))
            self.by_title[thing.kind].setdefault(thing.title, thing.id)
            if isinstance(thing, News) and not thing.draft and not thing.published(self.now.date()):
                self.problems.append(entry.document.problem("future-news", ("date",), day=thing.published_on))

    def _check_addresses(self) -> None:
        taken: dict[str, str] = dict.fromkeys(self.addresses.fixed(), "die Seite selbst")
        for entry in self.material.entries:
            thing = entry.thing
            if thing.kind == "closure":
                continue
            for slug in (thing.slug, *thing.formerly):
                address = self.addresses.to(thing.kind, **thing.address_parts() | {"slug": slug})
                if thing.kind == "page" and slug in self.addresses.reserved():
                    taken[address] = "die Seite selbst"
                if address in taken:
                    key = ("slug",) if slug == thing.slug else ("formerly",)
                    values = {"other": taken[address], "address": address}
                    self.problems.append(entry.document.problem("same-address", key, **values))
                taken[address] = entry.document.path

    def _check_translations(self) -> None:
        for document in self.material.translations:
            original = f"{document.path.rpartition('/')[0]}/{document.stem}"
            if not any(f"{original}{ending}" in self.by_path for ending in (".md", ".yaml")):
                self.problems.append(document.problem("no-original", original=f"{original}.md"))
            if document.language not in self.info.languages:
                values = {"value": document.language, "known": ", ".join(self.info.languages)}
                self.problems.append(document.problem("language-not-offered", **values))

    # --- references ---------------------------------------------------------------------------------------

    def _resolve(self, document: Document, model: Any, path: Path, kind: str, own_id: str) -> Any:
        """The model with objects where ids stood, in its parts too."""
        changed: dict[str, Any] = {}
        for name, value, marks in fields_of(model):
            here = (*path, editor_key(name))
            for mark in marks:
                if isinstance(mark, Reference) and value:
                    changed[name] = self._referred(document, mark, value, here, (kind, own_id))
                elif isinstance(mark, Choice) and value:
                    self._check_choice(document, mark, value, here)
            if isinstance(value, Part):
                changed[name] = self._resolve(document, value, here, kind, own_id)
            elif isinstance(value, tuple) and any(isinstance(item, Part) for item in value):
                parts = [self._resolve(document, item, (*here, index), kind, own_id) for index, item in enumerate(value)]
                changed[name] = tuple(parts)
            elif isinstance(value, tuple) and any(isinstance(item, About) for item in value):
                changed[name] = tuple(self._abouts(document, value, here))
        return model.model_copy(update=changed) if changed else model

    def _referred(self, document: Document, mark: Reference, value: Any, path: Path, own: tuple[str, str]) -> Any:
        if isinstance(value, tuple):
            found = [self._one(document, mark, item, (*path, index), own) for index, item in enumerate(value)]
            return tuple(item for item in found if item is not None)
        return self._one(document, mark, value, path, own)

    def _one(self, document: Document, mark: Reference, written: str, path: Path, own: tuple[str, str]) -> Any:
        """The thing a text names, the text itself where words are allowed, or None with a Problem."""
        id_ = self.by_title[mark.kind].get(written, written)
        if (mark.kind, id_) == own:
            self.problems.append(document.problem("self-reference", path))
            return None
        entry = self.by_id[mark.kind].get(id_)
        if entry is None:
            if mark.or_text and not _looks_like_id(written):
                return written
            self._report_missing(document, mark.kind, written, path)
            return None
        if not entry.thing.published(self.now.date()):
            self.problems.append(document.problem("hidden-reference", path, value=written))
            return None
        return id_ if mark.late else entry.thing

    def _abouts(self, document: Document, abouts: tuple[About, ...], path: Path) -> Iterator[About]:
        for index, about in enumerate(abouts):
            kinds = [kind for kind, folder in FOLDERS.items() if about.folder in ("", folder, kind)]
            entries = [self.by_id[kind][about.id] for kind in kinds if about.id in self.by_id[kind]]
            if not entries and any(self.material.is_broken(FOLDERS[kind], about.id) for kind in kinds):
                continue
            if not entries:
                known = [id_ for kind in kinds for id_ in self.by_id[kind]]
                values = {"kind": "die Datei", "value": about.id, "folder": about.folder or "…"}
                self.problems.append(document.problem("no-such-thing", (*path, index), guess=nearest(about.id, known), **values))
                continue
            if not entries[0].thing.published(self.now.date()):
                self.problems.append(document.problem("hidden-reference", (*path, index), value=about.id))
                continue
            if about.day and entries[0].thing.kind == "event":
                self.dates.check_day(document, entries[0].thing, about.day, (*path, index))
            yield replace(about, thing=entries[0].thing)

    def _report_missing(self, document: Document, kind: str, written: str, path: Path) -> None:
        if self.material.is_broken(FOLDERS[kind], written):
            return
        known = [*self.by_id[kind], *self.by_title[kind]]
        values = {"kind": GERMAN_KINDS[kind], "value": written, "folder": FOLDERS[kind]}
        self.problems.append(document.problem("no-such-thing", path, guess=nearest(written, known), **values))

    def _check_choice(self, document: Document, mark: Choice, value: Any, path: Path) -> None:
        known = [item.id for item in getattr(self.info, mark.list)]
        for index, written in enumerate(value if isinstance(value, tuple) else (value,)):
            if written not in known:
                values = {"value": written, "list": mark.list, "known": ", ".join(known)}
                self.problems.append(document.problem("no-such-choice", (*path, index), guess=nearest(written, known), **values))

    # --- files and links ----------------------------------------------------------------------------------

    def _check_files(self, document: Document, thing: Thing) -> None:
        if thing.image:
            self._check_picture(document, thing.image.file, ("image", "file"))
            if not thing.image.credit and not thing.image.decorative:
                self.problems.append(document.problem("no-credit", ("image",)))
        if logo := getattr(thing, "logo", ""):
            self._check_picture(document, logo, ("logo",))
        for name, value, _ in fields_of(thing):
            for index, item in enumerate(value if isinstance(value, tuple) else ()):
                if isinstance(item, Linked) and item.file and item.file not in self.material.documents:
                    guess = nearest(item.file, self.material.documents)
                    self.problems.append(document.problem("no-such-document", (name, index, "file"), value=item.file, guess=guess))

    def _check_picture(self, document: Document, name: str, path: Path) -> None:
        if name not in self.material.pictures:
            guess = nearest(name, self.material.pictures)
            self.problems.append(document.problem("no-such-picture", path, value=name, guess=guess))

    def _check_site_files(self) -> None:
        for index, funder in enumerate(self.info.funders):
            if funder.logo:
                self._check_picture(self.material.info_document, funder.logo, ("funders", index, "logo"))

    def _follow(self, entry: Entry) -> None:
        """Check that every link of a text leads somewhere."""
        for target in entry.body.targets:
            if not self._leads_somewhere(target.path):
                known = [*self.by_path, *(f"images/{name}" for name in self.material.pictures)]
                values = {"value": target.written, "guess": nearest(target.path, known)}
                self.problems.append(Problem(entry.document.path, target.line, "", "dead-link", values))

    def _leads_somewhere(self, path: str) -> bool:
        if path.startswith("/"):
            own = {self.addresses.of(entry.thing) for entry in self.material.entries if entry.thing.kind != "closure"}
            return path in self.addresses.fixed() | own
        folder, _, name = path.partition("/")
        if folder == "images":
            return name in self.material.pictures
        if folder == "documents":
            return name in self.material.documents
        return path in self.by_path.keys() | self.material.broken and folder != "closures"

    def _check_legal_pages(self) -> None:
        legal = {entry.thing.legal for entry in self.published("page")}
        for kind in ("imprint", "privacy", "accessibility"):
            if kind not in legal:
                self.problems.append(self.material.info_document.problem("legal-page", value=kind))


def _looks_like_id(written: str) -> bool:
    return written.replace("-", "").isalnum() and written.isascii() and written == written.lower() and " " not in written


def _sorted(kind: str, things: list[Any]) -> list[Any]:
    """Things in the order of their lists, total, so that equal input gives equal bytes."""
    if kind == "news":
        return sorted(things, key=lambda item: (-item.published_on.toordinal(), item.id))
    return sorted(things, key=lambda thing: (sort_text(thing.title), thing.id))


def _with_deadlines(items: tuple[Participation, ...], occurrences: list[Occurrence], linker: _Linker, now: datetime) -> tuple[Any, Any]:
    due = due_dates(items, occurrences, now, linker.by_id, linker.problems)
    nearest_days = {one.thing.id: one.day for one in reversed(due)}
    far = now.date().replace(year=now.year + 100, day=1)
    return tuple(sorted(items, key=lambda item: (nearest_days.get(item.id, far), sort_text(item.title), item.id))), tuple(due)


def _both_ways(things: dict[str, tuple[Any, ...]]) -> dict[str, dict[str, tuple[Thing, ...]]]:
    """For each thing what names it and what it names, by kind, in the order of the lists."""
    edges: dict[str, set[str]] = defaultdict(set)
    everything = {thing.key(): thing for kind in things.values() for thing in kind}
    for thing in everything.values():
        for other in _named(thing):
            if other in everything and other != thing.key():
                edges[thing.key()].add(other)
                edges[other].add(thing.key())
    return {
        key: {kind: found for kind in things if (found := tuple(one for one in things[kind] if one.key() in others))}
        for key, others in edges.items()
    }


def _named(model: Part) -> Iterator[str]:
    """Keys of all things a thing or one of its parts names."""
    for _, value, marks in fields_of(model):
        late = next((mark for mark in marks if isinstance(mark, Reference) and mark.late), None)
        for item in _flat(value):
            if isinstance(item, Thing):
                yield item.key()
            elif isinstance(item, About) and item.thing:
                yield item.thing.key()
            elif isinstance(item, Part):
                yield from _named(item)
            elif late and isinstance(item, str):
                yield f"{late.kind}/{item}"


def _flat(value: Any) -> Iterable[Any]:
    return value if isinstance(value, tuple) else () if value is None else (value,)
