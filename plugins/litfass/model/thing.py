"""Thing: what every content type has in common. Source of the names: schema.org/Thing."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from .fields import (
    Day,
    Email,
    Flag,
    Language,
    Names,
    OldAddresses,
    Plain,
    Slug,
    Teaser,
    Telephone,
    Title,
    Url,
    WrittenLanguage,
)
from .readers import choice, focus, refuse
from .reference import Topics

# how a link into the content stands in a text, until formats/markup.py knows its address: litfass:events/sommerfest.md
SCHEME = "litfass:"
# endings of names that tell what a link opens
DOCUMENT_TYPES = ("pdf", "docx", "odt", "xlsx", "ods", "csv", "zip")
UNTOLD: frozenset[str] = frozenset()
Consent = choice("not-needed", "on-file")


@cache
def editor_key(name: str) -> str:
    """The key an editor writes for a field: "kind" for actor_kind, "from" for from_, "date" for published_on."""
    return {"published_on": "date"}.get(name) or ("kind" if name.endswith("_kind") else name.rstrip("_"))


class Part(BaseModel):
    """A group of fields inside a thing."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, alias_generator=editor_key)
    # keys an editor may try, and the key that is meant
    synonyms: ClassVar[dict[str, str]] = {}
    # keys that no rule about several keys looks at: when one is wrong, all these rules can still be checked
    apart: ClassVar[frozenset[str]] = frozenset()

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, as pydantic makes it, that does not tell which fields were written: only who reads files asks for that.

        Of thousands of things these names take more memory than the values of most fields.
        """
        copy = super().model_copy(deep=deep)
        copy.__dict__.update(update or {})
        object.__setattr__(copy, "__pydantic_fields_set__", UNTOLD)  # pydantic's own way past what is frozen
        return copy

    @classmethod
    def from_text(cls, written: str) -> Any:
        """The group that a text in its place stands for, as it would be written; the text itself where it stands for none."""
        return written

    @classmethod
    def editor_keys(cls) -> list[str]:
        """The keys an editor may write, in order."""
        return [editor_key(name) for name in cls.model_fields]

    @classmethod
    @cache
    def parts(cls) -> "dict[str, type[Part]]":
        """The keys under which a group of fields stands, or a list of groups, and what checks it."""
        found = ((editor_key(name), _part_in(info.annotation)) for name, info in cls.model_fields.items())
        return {key: part for key, part in found if part}


def _part_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((found for argument in get_args(annotation) if (found := _part_in(argument))), None)


def in_order(part: Any) -> Any:
    """The part itself when what it says `from_` when is before what it says `to` when, or one of them is open."""
    if part.from_ and part.to and part.to.last < part.from_.first:
        raise refuse("ends-first", from_=part.from_.isoformat(), to=part.to.isoformat())
    return part


class Image(Part):
    """A picture in content/images, with what must be said about it."""

    synonyms: ClassVar[dict[str, str]] = {
        "datei": "file",
        "bild": "file",
        "beschreibung": "alt",
        "foto": "credit",
        "urheber": "credit",
        "lizenz": "licence",
        "einverständnis": "consent",
    }

    file: Plain
    alt: Plain = ""
    decorative: Flag = False
    credit: Plain = ""
    licence: Plain = ""
    focus: Annotated[str, BeforeValidator(focus)] = ""
    consent: Annotated[str, BeforeValidator(Consent)] = ""

    @model_validator(mode="after")
    def _has_alt(self) -> "Image":
        if not self.alt and not self.decorative:
            raise refuse("missing-alt")
        return self


class Linked(Part):
    """A document in content/documents or anywhere on the web; `language` is that of its text, "" for the site's."""

    title: Title
    file: Plain = ""
    url: Url = ""
    language: Language = ""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "Linked":
        if not self.file and not self.url:
            raise refuse("needs", value="title", other="file")
        if self.file and self.url:
            raise refuse("either-or", name="file", other="url")
        return self

    @property
    def type(self) -> str:
        """What it opens with, such as "PDF", as far as the ending of its name tells; "" for a page."""
        ending = (self.file or self.url.partition("?")[0]).rpartition(".")[2]
        return ending.upper() if ending.lower() in DOCUMENT_TYPES else ""


class Contact(Part):
    """A person or a role one can speak to; a name and how to reach it need consent. Source: schema.org/ContactPoint."""

    name: Plain = ""
    role: Plain = ""
    telephone: Telephone = ""
    email: Email = ""
    languages: Names = ()
    consent: Flag = False

    @model_validator(mode="after")
    def _may_be_named(self) -> "Contact":
        if self.name and not self.consent:
            raise refuse("no-consent")
        return self


class SignVideo(Part):
    """A film in sign language in content/videos, with a still of it in content/images and words below it."""

    file: Plain
    title: Title = ""
    poster: Plain = ""

    @property
    def ending(self) -> str:
        """The file's kind: "mp4" or "webm"."""
        return self.file.rpartition(".")[2].lower()


def _sign_video(value: Any) -> Any:
    return {"file": value} if isinstance(value, str) else value


class Thing(Part):
    """What all content types share. `id` and `slug` are filled in before validation; the site has the texts."""

    kind: ClassVar[str]
    apart: ClassVar[frozenset[str]] = frozenset(
        {"title", "summary", "slug", "formerly", "topics", "image", "language", "documents", "sign_language_video"}
    )

    title: Title
    summary: Teaser = ""
    id: Slug
    slug: Slug
    formerly: OldAddresses = ()
    topics: Topics = ()
    image: Image | None = None
    language: WrittenLanguage = ""
    draft: Flag = False
    modified: Day | None = None
    url: Url = ""
    documents: tuple[Linked, ...] = ()
    sign_language_video: Annotated[SignVideo | None, BeforeValidator(_sign_video)] = None

    def published(self, today: date) -> bool:  # noqa: ARG002 - News asks for the day
        """Whether the thing may be seen by anybody on this day."""
        return not self.draft

    def address_parts(self) -> dict[str, Any]:
        """What the thing's address may be made of."""
        return {"slug": self.slug, "id": self.id}

    @property
    def slugs(self) -> tuple[str, ...]:
        """The last part of its addresses on this site, today's first; whole paths of an older site are none."""
        return self.slug, *(old for old in self.formerly if not old.startswith("/"))

    def key(self) -> str:
        """A name unique among all things, stable for ever: "event/sommerfest"."""
        return f"{self.kind}/{self.id}"

    def __hash__(self) -> int:
        return hash((self.kind, self.id))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing) and self.key() == other.key()


def name_of(value: Thing | str | None) -> str:
    """What people read where a thing or plain words may stand; "" for None."""
    return value.title if isinstance(value, Thing) else value or ""


def sort_text(text: str) -> tuple[str, str]:
    """A key that sorts Ä beside A and is total. Source: DIN 5007-1."""
    plain = text.casefold().translate(str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"}))
    return plain, text
