"""SiteInfo: content/site.yaml: who publishes the site, their office, and the lists other files choose from."""

import re
from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, model_validator

from .fields import (
    Colour,
    Day,
    Email,
    Flag,
    HoursLines,
    Plain,
    Slug,
    Slugs,
    Telephone,
    Text,
    Title,
    Url,
    WrittenLanguage,
    WrittenLanguages,
    Year,
)
from .lands import Enforcement, enforcement_of
from .readers import choice, limited, names_or_list, plain, refuse
from .reference import ActorRef, ClosureRefs, PlaceRef
from .thing import Contact, Part

STATES = tuple(
    f"DE-{land}"
    for land in ["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]
)
ICONS = ("table", "book", "leaf", "note", "house", "ball", "tools", "people", "heart", "star")


def _timezone(value: Any) -> ZoneInfo:
    try:
        return ZoneInfo(plain(value))
    except (KeyError, ValueError, OSError):
        raise refuse("bad-value", value=value) from None


def _host(value: Any) -> str:
    """A name as it stands in guids, UIDs and the addresses of tags."""
    if not re.fullmatch(r"[\w-]+(\.[\w-]+)*", plain(value)):
        raise refuse("bad-value", value=value)
    return value


class Publisher(Part):
    """Who is responsible, with a postal address. Source: § 5 DDG, § 18 MStV."""

    name: Plain
    street: Plain
    postcode: Plain
    city: Plain
    telephone: Telephone = ""
    email: Email = ""


class Suspension(Part):
    """From a day on until further notice the door stays shut."""

    from_: Day
    reason: Plain


class Office(Part):
    """The neighbourhood's office: where, when, who."""

    place: PlaceRef
    actor: ActorRef = None
    telephone: Telephone = ""
    email: Email = ""
    hours: HoursLines = ()
    pause: ClosureRefs = ()
    suspended: Suspension | None = None
    contacts: tuple[Contact, ...] = ()


class Label(Part):
    """An id and what people read for it; other languages say it in their own file, site.tr.yaml.

    `formerly` are ids it had: other files may still name them, and what stood under them goes on.
    """

    id: Slug
    label: Title
    formerly: Slugs = ()

    @property
    def title(self) -> str:
        """What people read, under the name it has in things."""
        return self.label

    @property
    def slugs(self) -> tuple[str, ...]:
        """The last part of its addresses, today's first."""
        return self.id, *self.formerly


class Topic(Label):
    """A field of action, with a colour and a sign of its own."""

    colour: Colour = "#5b5750"
    icon: Annotated[str, BeforeValidator(choice(*ICONS))] = "star"


class Funder(Part):
    """Who pays, and the exact words and logo to thank them with, while valid."""

    id: Slug
    name: Title
    programme: Plain = ""
    logo: Plain = ""
    alt: Plain = ""
    statement: Text = ""
    url: Url = ""
    valid_from: Day | None = None
    valid_through: Day | None = None

    @model_validator(mode="after")
    def _describes_its_logo(self) -> "Funder":
        if self.logo and not self.alt:
            raise refuse("missing-alt")
        return self


def known_ids(one: Label | Funder) -> tuple[str, ...]:
    """The id of an entry of a list, and those it had before."""
    return one.slugs if isinstance(one, Label) else (one.id,)


class Ics(Part):
    """How calendars are written; `keep-visible` is for a service that drops cancelled entries."""

    cancelled: Annotated[str, BeforeValidator(choice("standard", "keep-visible"))] = "standard"


class Mailing(Part):
    """How the newsletter is sent; `unsubscribe` is the address to which one writes to get no more."""

    unsubscribe: Email = ""


class SiteInfo(Part):
    """All of site.yaml. `id_host` never changes once published: guids and UIDs are made of it."""

    kind: ClassVar[str] = "site"
    synonyms: ClassVar[dict[str, str]] = {"title": "name", "email": "publisher", "color": "colour"}

    name: Title
    neighbourhood: Plain
    here: Plain = ""
    claim: Annotated[str, BeforeValidator(limited(80))] = ""
    url: Url
    id_host: Annotated[str, BeforeValidator(_host)] = ""
    timezone: Annotated[ZoneInfo, BeforeValidator(_timezone)] = ZoneInfo("Europe/Berlin")
    state: Annotated[str, BeforeValidator(choice("DE", *STATES))] = "DE"
    municipality: Plain = ""
    language: WrittenLanguage = "de"
    languages: WrittenLanguages = ()
    demo: Flag = False
    colour: Colour = "#a8321d"
    publisher: Publisher
    carrier: ActorRef = None
    editor_responsible: Publisher
    office: Office
    enforcement: Enforcement | None = None
    funders: tuple[Funder, ...] = ()
    topics: tuple[Topic, ...] = ()
    audiences: tuple[Label, ...] = ()
    ics: Ics = Ics()
    newsletter: Mailing = Mailing()
    report_years: Annotated[tuple[Year, ...], BeforeValidator(names_or_list)] = ()

    @property
    def all_languages(self) -> tuple[str, ...]:
        """The languages the site is published in, that of the originals first."""
        return tuple(dict.fromkeys((self.language, *self.languages)))

    @property
    def name_without_place(self) -> str:
        """What the name says beside the neighbourhood: "Quartiersmanagement"."""
        return self.name.replace(self.neighbourhood, "").strip(" -–,")

    @property
    def enforcement_body(self) -> Enforcement | None:
        """Whom to ask when a barrier stays: as said, else that of the Land; None when it is not known."""
        return self.enforcement or enforcement_of(self.state)

    @property
    def in_place(self) -> str:
        """The neighbourhood as it stands in a sentence: "am Hasenbuck", "in Gostenhof"."""
        return self.here or f"in {self.neighbourhood}"

    @model_validator(mode="after")
    def _names_each_once(self) -> "SiteInfo":
        for name in ("topics", "audiences", "funders"):
            ids = [id_ for item in getattr(self, name) for id_ in known_ids(item)]
            if twice := next((id_ for id_ in ids if ids.count(id_) > 1), None):
                raise refuse("same-id", value=twice, other=f"site.yaml, {name}")
        return self

    @property
    def host(self) -> str:
        """The name that makes ids unique in the world; the address's host unless pinned."""
        return self.id_host or urlsplit(self.url).hostname or "localhost"
