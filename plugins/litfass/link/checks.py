"""Checks: what a single file cannot know: addresses, pictures, documents, links, translations, required pages."""

import re
from collections.abc import Container, Iterator
from datetime import date
from functools import partial
from posixpath import basename, dirname, relpath, splitext
from urllib.parse import unquote

from ..address import Addresses
from ..body.links import Target
from ..model import Actor, Page, Thing, german
from ..model.marks import linking_in
from ..model.page import LEGAL
from ..model.press import Press
from ..model.site_info import SiteInfo
from ..model.thing import Linked, Part, SignVideo, editor_key
from ..parse import Document, Path
from ..problems import Problem, nearest
from .again import Again
from .material import Entry, Material, Translation, Unfinished

# an address of the web or of a mailbox as people write it, which would be the name of a file
OUTSIDE = re.compile(r"(?P<web>www\.\S+)|[^\s/@]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
# where it may lead on each page, whatever its text
OF_ANY_PAGE = ("top", "content")
SITE_ITSELF = {"de": "die Seite selbst", "en": "the site itself"}


class Checks:
    """Looks at the material as a whole; every finding goes into `problems`."""

    def __init__(self, material: Material, addresses: Addresses, today: date, problems: list[Problem]) -> None:
        self.material, self.addresses, self.today, self.problems = material, addresses, today, problems
        self.by_path = {entry.document.path: entry for entry in material.entries}
        things = (entry.thing for entry in material.entries)
        shown = (one for one in things if one.kind != "closure" and one.published(today))
        self.known_links = addresses.fixed() | {addresses.of(thing) for thing in shown}

    def run(self, again: Again) -> None:
        """Check everything that needs no resolved reference."""
        self._addresses()
        self._short_addresses()
        self._translations()
        for entry in self.material.entries:
            if any("#" in target.written for target in entry.body.targets):  # a heading of another text may be gone
                self._entry(entry)
            else:
                again.once("checked", entry.document, partial(self._entry, entry))
        for one in self.material.unfinished:
            self._written_files(one)
            self._links(one)
        self._site_files(self.material.info)
        self._legal_pages()

    def _entry(self, entry: Entry) -> None:
        self._files(entry.document, entry.thing)
        self._links(entry)

    def _addresses(self) -> None:
        taken: dict[str, str | dict[str, str]] = dict.fromkeys(self.addresses.fixed(), SITE_ITSELF)
        reserved = self.addresses.reserved() | {*self.material.info.all_languages}
        for entry in self.material.entries:
            thing = entry.thing
            if thing.kind == "closure":
                continue
            for slug in (thing.slug, *thing.formerly):
                address = self.addresses.former(thing, slug)
                if thing.kind == "page" and slug in reserved:
                    taken[address] = SITE_ITSELF
                if address in taken:
                    key = ("slug",) if slug == thing.slug else ("formerly",)
                    values = {"other": taken[address], "address": address}
                    self.problems.append(entry.document.problem("same-address", key, **values))
                taken[address] = entry.document.path

    def _short_addresses(self) -> None:
        """An id is unique among all kinds, for the short address on printed codes is made of nothing else."""
        taken: dict[str, Entry] = {}
        for entry in self.material.entries:
            if entry.thing.kind == "closure":
                continue
            known = taken.setdefault(entry.thing.id, entry)
            if known.thing.kind != entry.thing.kind:
                address = self.addresses.to("short", id=entry.thing.id)
                values = {"value": entry.thing.id, "other": known.document.path, "address": address}
                self.problems.append(entry.document.problem("same-short-address", ("id",), **values))

    def _translations(self) -> None:
        languages = self.material.info.all_languages
        for one in self.material.translations:
            document = one.document
            if not one.original and not self._is_broken(document):
                self.problems.append(document.problem("no-original", original=f"{document.folder}/{document.stem}.md"))
            original = self.by_path.get(one.original or "")
            if original and document.language == (original.thing.language or self.material.info.language):
                self.problems.append(document.problem("language-own", original=one.original))
            if document.language not in languages:
                guess = german.meant_by(document.language, languages) or nearest(document.language, languages)
                values = {"value": document.language, "known": ", ".join(languages), "guess": guess}
                self.problems.append(document.problem("language-not-offered", **values))
            elif one.is_shown and one.original in self.by_path:
                self._files(document, one.thing, written=one.document.fields)
                self._links(one)
                if one.is_older_than(original := self.by_path[one.original].thing):
                    self.problems.append(document.problem("translation-older", ("modified",), day=original.modified))

    def _is_broken(self, document: Document) -> bool:
        return any(f"{document.folder}/{document.stem}{ending}" in self.material.broken for ending in (".md", ".yaml"))

    def _files(self, document: Document, thing: Thing, written: Container[str] | None = None) -> None:
        """Check pictures and documents; of a translation only those that it names itself."""
        if thing.image and (written is None or ("image", "file") in document.lines):
            self._picture(document, thing.image.file, ("image", "file"))
            if not thing.image.credit and not thing.image.decorative:
                self.problems.append(document.problem("no-credit", ("image",)))
        if written is None and isinstance(thing, Actor) and thing.logo:
            self._picture(document, thing.logo, ("logo",))
        if isinstance(thing, Page) and thing.press and (written is None or "press" in written):
            self._press_pictures(document, thing.press)
        if thing.sign_language_video and (written is None or "sign_language_video" in written):
            self._video(document, thing.sign_language_video)
        for path, item in _linked(thing):
            if written is not None and path[0] not in written:
                continue
            if item.file:
                self._document(document, item.file, (*path, "file"))

    def _written_files(self, one: Unfinished) -> None:
        """Check picture and documents of a file that has mistakes elsewhere."""
        image, documents = one.document.fields.get("image"), one.document.fields.get("documents")
        if isinstance(image, dict) and isinstance(image.get("file"), str):
            self._picture(one.document, image["file"], ("image", "file"))
        for index, item in enumerate(documents if isinstance(documents, list) else ()):
            name = item.get("file") if isinstance(item, dict) else None
            if isinstance(name, str):
                self._document(one.document, name, ("documents", index, "file"))

    def _document(self, document: Document, name: str, path: Path) -> None:
        if name not in self.material.documents:
            guess = nearest(name, self.material.documents)
            self.problems.append(document.problem("no-such-document", path, value=name, guess=guess))

    def _press_pictures(self, document: Document, press: Press) -> None:
        for name, shown in (("pictures", press.pictures), ("logos", press.logos)):
            for index, one in enumerate(shown):
                self._picture(document, one.file, ("press", name, index, "file"))

    def _video(self, document: Document, video: SignVideo) -> None:
        known = [name.removeprefix("videos/") for name in self.material.documents if name.startswith("videos/")]
        if video.file not in known:
            guess = nearest(video.file, known)
            self.problems.append(
                document.problem("no-such-video", ("sign_language_video", "file"), value=video.file, guess=guess)
            )
        if video.poster:
            self._picture(document, video.poster, ("sign_language_video", "poster"))

    def _picture(self, document: Document, name: str, path: Path) -> None:
        if name in self.material.unusable:
            self.problems.append(document.problem("picture-unusable", path, value=name))
        elif name not in self.material.pictures:
            guess = nearest(name, self.material.pictures)
            self.problems.append(document.problem("no-such-picture", path, value=name, guess=guess))

    def _site_files(self, info: SiteInfo) -> None:
        for index, funder in enumerate(info.funders):
            if funder.logo:
                self._picture(self.material.info_document, funder.logo, ("funders", index, "logo"))

    def _links(self, entry: Entry | Translation | Unfinished) -> None:
        """Check that every link of a text leads somewhere."""
        for target in entry.body.targets:
            path = entry.document.path
            if not target.path:
                self._anchor(path, target, entry)
                continue
            other = self.by_path.get(target.path)
            if other and not other.thing.published(self.today):
                self.problems.append(Problem(path, target.line, "", "hidden-reference", {"value": target.written}))
            elif (name := target.path.removeprefix("images/")) != target.path and name in self.material.unusable:
                self.problems.append(Problem(path, target.line, "", "picture-unusable", {"value": name}))
            elif not self._leads_somewhere(target.path, is_picture=target.is_picture):
                code, guess = self._meant(target, path)
                self.problems.append(Problem(path, target.line, "", code, {"value": target.written, "guess": guess}))
            elif other and "#" in target.written:
                self._anchor(path, target, other)

    def _anchor(self, path: str, target: Target, other: Entry | Translation | Unfinished) -> None:
        """Check that the place in a text that a link names is there."""
        anchor, known = unquote(target.written.partition("#")[2]), other.body.anchors
        if anchor and anchor not in known and (target.path or anchor not in OF_ANY_PAGE):
            values = {"value": anchor, "other": other.document.path, "known": ", ".join(known) or "–"}
            guess = nearest(anchor, known)
            self.problems.append(Problem(path, target.line, "", "no-such-anchor", {**values, "guess": guess}))

    def _meant(self, target: Target, path: str) -> tuple[str, str]:
        """What a link of a file is that leads nowhere, and what may be meant, as it is written there; "" for nothing."""
        if outside := OUTSIDE.fullmatch(target.written):
            return "bad-link", f"{'https://' if outside['web'] else 'mailto:'}{target.written}"
        folder, name = dirname(target.path), splitext(basename(target.path))[0]
        if renamed := next((at for at, one in self.by_path.items() if _is_known_as(one, folder, name)), ""):
            return "dead-link", relpath(renamed, dirname(path))
        known = [
            *self.by_path,
            *(f"images/{name}" for name in self.material.pictures),
            *(name if name.startswith("videos/") else f"documents/{name}" for name in self.material.documents),
        ]
        guess = nearest(target.path, known) if target.written else ""
        return "dead-link", relpath(guess, dirname(path)) if guess else ""

    def _leads_somewhere(self, path: str, *, is_picture: bool) -> bool:
        if is_picture:
            return path.removeprefix("images/") in self.material.pictures and path.startswith("images/")
        if path.startswith("/"):
            return self.addresses.base + path in self.known_links
        folder, _, name = path.partition("/")
        if folder == "images":
            return name in self.material.pictures
        if folder == "documents":
            return name in self.material.documents
        return folder != "closures" and (path in self.by_path or path in self.material.broken)

    def _legal_pages(self) -> None:
        pages = (entry.thing for entry in self.material.entries if isinstance(entry.thing, Page))
        legal = {page.legal for page in pages if not page.draft}
        is_perhaps_broken = any(path.startswith("pages/") for path in self.material.broken)
        for kind in LEGAL:
            if kind not in legal and not is_perhaps_broken:
                self.problems.append(self.material.info_document.problem("legal-page", value=kind))
        if self.material.info.enforcement_body is None:
            state = self.material.info.state
            self.problems.append(self.material.info_document.problem("no-enforcement-body", ("state",), value=state))


def _is_known_as(entry: Entry, folder: str, name: str) -> bool:
    """Whether a file has, or had in its address, the name of one that is not there."""
    return entry.document.folder == folder and name in (entry.thing.id, *entry.thing.formerly)


def _linked(part: Part, path: Path = ()) -> Iterator[tuple[Path, Linked]]:
    """Each document a thing or one of its parts names, with where it stands in the file."""
    for name, value, _ in linking_in(part):
        here = (*path, editor_key(name))
        many = [((*here, index), item) for index, item in enumerate(value)] if isinstance(value, tuple) else []
        for where, item in many or [(here, value)]:
            if isinstance(item, Linked):
                yield where, item
            elif isinstance(item, Part) and not isinstance(item, Thing):
                yield from _linked(item, where)
