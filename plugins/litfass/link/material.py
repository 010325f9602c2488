"""Material: all that is to be linked, with the documents it came from."""

from dataclasses import dataclass, field
from pathlib import Path

from ..body import Body
from ..model import SiteInfo, Thing
from ..model.picture import Picture
from ..parse import Document


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
    documents: dict[str, Path]
    translations: list[Document] = field(default_factory=list)
    # files that exist but could not be read or checked: references to them are no second mistake
    broken: set[str] = field(default_factory=set)

    def is_broken(self, folder: str, id_: str) -> bool:
        """Whether a thing is missing only because its file has a mistake of its own."""
        return any(
            path.startswith(f"{folder}/") and path.rpartition("/")[2].startswith(f"{id_}.") for path in self.broken
        )
