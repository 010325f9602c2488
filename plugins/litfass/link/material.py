"""Material: all that is to be linked, with the documents it came from."""

from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from ..body import Body
from ..model import TYPES, Partners, SiteInfo, Thing
from ..model.outline import Outline
from ..model.picture import Picture
from ..parse import Document


@dataclass
class Entry:
    """A checked thing with the document and the text it came from."""

    document: Document
    thing: Thing
    body: Body


@dataclass(frozen=True)
class Unfinished:
    """A file with mistakes in some of its fields; what the others name can be checked all the same."""

    document: Document
    body: Body

    @property
    def type(self) -> type[Thing]:
        """The model its fields are meant for."""
        return TYPES[self.document.folder]


@dataclass
class Translation:
    """What a thing, or site.yaml, says in another language.

    `thing` is the original with the translation's words in it, its references still ids; None when the original is
    missing or wrong. `original` is the path of its file, "" when there is none.
    """

    document: Document
    original: str
    thing: Any
    body: Body

    @property
    def is_shown(self) -> bool:
        """Whether readers may see it: its original is there, and it is no draft itself."""
        return self.thing is not None and not ("draft" in self.document.fields and self.thing.draft)

    def is_older_than(self, original: Thing) -> bool:
        """Whether the original says that it was changed, and the translation does not say that it followed."""
        followed = self.thing.modified if "modified" in self.document.fields else date.min
        return original.modified is not None and followed < original.modified


@dataclass
class Material:
    """All that is to be linked: site.yaml, entries in the order of linking, pictures and documents."""

    info: SiteInfo
    info_document: Document
    entries: list[Entry]
    pictures: dict[str, Picture]
    documents: dict[str, Path]
    # in bytes, by name
    document_sizes: dict[str, int] = field(default_factory=dict)
    outline: Outline | None = None
    translations: list[Translation] = field(default_factory=list)
    # files that exist but could not be read or checked: references to them are no second mistake
    broken: set[str] = field(default_factory=set)
    # pictures that are there and cannot be used: that was said of them already
    unusable: set[str] = field(default_factory=set)
    unfinished: list[Unfinished] = field(default_factory=list)
    # whose dates are fetched, and the file that says so
    partners: tuple[Document, Partners] | None = None

    def as_read(self) -> "Material":
        """The same with entries of its own: when it is linked, this one stays as it was read."""
        return replace(self, entries=[copy(entry) for entry in self.entries])

    def leave_out(self, wrong: set[str]) -> None:
        """Go on without these files; what was wrong with those that could not be finished has been told."""
        self.entries = [one for one in self.entries if one.document.path not in wrong]
        self.translations = [one for one in self.translations if one.document.path not in wrong]
        self.unfinished = []
        if self.partners and self.partners[0].path in wrong:
            self.partners = None
        self.broken |= wrong

    def is_broken(self, folder: str, id_: str) -> bool:
        """Whether a thing is missing only because its file has a mistake of its own."""
        return any(
            path.startswith(f"{folder}/") and path.rpartition("/")[2].startswith(f"{id_}.") for path in self.broken
        )
