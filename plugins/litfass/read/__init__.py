"""Read: the content folder becomes Material: walk, parse, validate and render, all problems collected."""

import unicodedata
from collections.abc import Callable, Iterator
from operator import is_
from pathlib import Path
from typing import Any, NamedTuple

from ..kept.memory import recalled, remember
from ..kept.store import Store, at_hand
from ..kept.untouched import Untouched
from ..link import Entry, Material, Translation, Unfinished
from ..model import TYPES, Partners, SiteInfo
from ..model.outline import Outline
from ..model.picture import Picture
from ..parse import Document
from ..problems import NoContent, Problem
from ..validate import validate, validate_translation
from .outline import read_outline
from .pictures import inspect
from .texts import Text, read_all
from .walk import Found, walk


def read_content(root: Path, store: Store | None = None) -> tuple[Material | None, list[Problem]]:
    """Everything in the content folder that could be understood, and every problem on the way.

    None when site.yaml is missing or wrong, for without it nothing can be linked. Texts that `store` knows are not
    converted again; without one, those that builds in the working folder know.

    Raises:
        EnvironmentFault: the folder does not exist.

    """
    if not root.is_dir():
        raise NoContent(root)
    found = walk(root, set(TYPES))
    problems = list(found.problems)
    texts = _texts(root, found.texts, store or at_hand(), problems)
    documents = [(text.document, text) for text in texts if text.document]
    by_path = {document.path: document for document, _ in documents}
    info_document = by_path.get("site.yaml")
    if "site.yaml" not in found.texts:
        problems.append(Problem("site.yaml", 1, "", "no-site"))
    info = _checked_list(info_document, problems)
    partners_document = by_path.get("partners.yaml")
    partners = _checked_list(partners_document, problems)
    entries, unfinished = _entries([one for one in documents if one[0].folder and not one[0].language], problems)
    understood = {entry.document.path for entry in entries} | ({"site.yaml"} if info else set()) | {"partners.yaml"}
    translated = _translations([one for one in documents if one[0].language], by_path, understood, problems)
    pictures = _pictures(root, found.pictures, problems)
    if not isinstance(info, SiteInfo) or info_document is None:
        return None, problems
    files = _files(root, found, problems)
    broken = {_plain(path) for path in found.texts} - understood - {one.document.path for one in translated}
    outline = _outline(root, found.outlines, problems)
    unusable = {_plain(one.path).removeprefix("images/") for one in problems if one.path.startswith("images/")}
    return Material(
        info,
        info_document,
        entries,
        pictures,
        files,
        document_sizes={name: path.stat().st_size for name, path in files.items()},
        outline=outline,
        translations=translated,
        broken=broken,
        unusable=unusable - pictures.keys(),
        unfinished=unfinished,
        partners=(partners_document, partners) if partners_document and isinstance(partners, Partners) else None,
    ), problems


def _checked_list(document: Document | None, problems: list[Problem]) -> Any:
    """What stands in site.yaml or partners.yaml; None when there is none, or it has a mistake."""
    if document is None:
        return None
    found, more = validate(document)
    problems += more
    return found


def _files(root: Path, found: Found, problems: list[Problem]) -> dict[str, Path]:
    """Documents and films by the names that texts have for them; what is something else inside is told."""
    for paths, is_one, code in ((found.documents, _is_pdf, "bad-document"), (found.videos, _is_video, "bad-video")):
        problems += [Problem(path, 1, "", code) for path in paths if not is_one(root / path)]
    documents = {_plain(path).removeprefix("documents/"): root / path for path in found.documents}
    return documents | {_plain(path): root / path for path in found.videos}


def _outline(root: Path, paths: list[str], problems: list[Problem]) -> Outline | None:
    """The quarter's map, when there is one and it can be drawn."""
    for path in paths:
        try:
            outline, more = read_outline((root / path).read_bytes())
        except OSError:
            outline, more = None, [Problem(path, 1, "", "unreadable")]
        problems += more
        return outline
    return None


def _plain(path: str) -> str:
    """A path as texts write it: a Mac spells "ü" in file names as two characters."""
    return unicodedata.normalize("NFC", path)


def _is_pdf(path: Path) -> bool:
    """Whether a file begins as PDF readers want it: within the first 1024 bytes."""
    try:
        with path.open("rb") as file:
            return b"%PDF-" in file.read(1024)
    except OSError:
        return False


def _is_video(path: Path) -> bool:
    """Whether a file begins as MP4 or WebM does. Source: ISO/IEC 14496-12 §4.3, RFC 8794 §8.1."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError:
        return False
    return head[4:8] == b"ftyp" or head.startswith(b"\x1a\x45\xdf\xa3")


def _texts(root: Path, paths: list[str], store: Store, problems: list[Problem]) -> list[Text]:
    """What the text files say; one that cannot be read at all is left out."""
    untouched = Untouched("texts as bytes", bytes)

    def files() -> Iterator[tuple[str, bytes]]:
        for path in paths:
            try:
                yield _plain(path), untouched.of(f"{root}/{path}")
            except OSError:
                problems.append(Problem(path, 1, "", "unreadable"))

    texts = read_all(files(), store)
    untouched.remember()
    for text in texts:
        problems += text.problems
    return texts


def _entries(originals: list[tuple[Document, Text]], problems: list[Problem]) -> tuple[list[Entry], list[Unfinished]]:
    """Checked things in the order of linking, by type, then by path; and the files with mistakes."""
    order = {folder: number for number, folder in enumerate(TYPES)}
    known, checked = recalled("checked"), {}
    entries, unfinished = [], []
    for document, text in sorted(originals, key=lambda one: (order[one[0].folder], one[0].path)):
        found = checked[document.path] = _checked(known.get(document.path), validate, document)
        problems += found.problems + text.doubts
        if found.thing:
            entries.append(Entry(document, found.thing, text.body))
        else:
            unfinished.append(Unfinished(document, text.body))
    remember("checked", checked)
    return entries, unfinished


class _Checked(NamedTuple):
    """Documents that belong together, the thing they are, if any, and what is wrong with it."""

    documents: tuple[Document | None, ...]
    thing: Any
    problems: list[Problem]


def _checked(last: _Checked | None, check: Callable[..., tuple[Any, list[Problem]]], *documents: Any) -> _Checked:
    """What `check` finds of documents; where all say what they said last time, the thing is the same object.

    By that all who asked of it know that they need not ask again, though a text was edited.
    """
    if last and all(map(is_, documents, last.documents)):
        return last
    if last and last.thing and not last.problems and all(map(_says_the_same, documents, last.documents)):
        return last._replace(documents=documents)
    return _Checked(documents, *check(*documents))


def _says_the_same(document: Document | None, last: Document | None) -> bool:
    """Whether all fields of two documents are alike, whatever their texts are."""
    return document is last or bool(document and last and document.fields == last.fields)


def _translations(
    documents: list[tuple[Document, Text]], by_path: dict[str, Document], understood: set[str], problems: list[Problem]
) -> list[Translation]:
    """Translations laid over their originals, where those were understood."""
    known, laid = recalled("laid over"), {}
    translations = []
    for document, text in documents:
        base = f"{document.path.rpartition('/')[0]}/{document.stem}".removeprefix("/")
        original = next((path for ending in (".md", ".yaml") if (path := f"{base}{ending}") in by_path), "")
        below = by_path[original] if original in understood else None
        found = laid[document.path] = _checked(known.get(document.path), validate_translation, document, below)
        problems += found.problems + text.doubts
        translations.append(Translation(document, original, found.thing, text.body))
    remember("laid over", laid)
    return translations


def _pictures(root: Path, paths: list[str], problems: list[Problem]) -> dict[str, Picture]:
    found = {}
    for path in paths:
        picture, problem = inspect(root, path)
        if problem:
            problems.append(problem)
        if picture:
            found[picture.name] = picture
    return found
