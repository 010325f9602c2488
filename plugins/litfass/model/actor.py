"""Actor: an organisation of the neighbourhood. Source: schema.org/Organization."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from .fields import Day, Email, HoursLines, Languages, Plain, Plains, Telephone
from .place import Address
from .readers import choice
from .reference import ActorIds, PlaceRef
from .thing import Contact, Thing

KINDS = (
    "association",
    "school",
    "nursery",
    "religious-community",
    "housing-company",
    "authority",
    "advice",
    "initiative",
    "business",
    "carrier",
)


class Actor(Thing):
    """Who does something here, how to reach them and what they offer."""

    kind: ClassVar[str] = "actor"
    synonyms: ClassVar[dict[str, str]] = {
        "phone": "telephone",
        "telefon": "telephone",
        "mail": "email",
        "name": "title",
        "website": "url",
    }

    actor_kind: Annotated[str, BeforeValidator(choice(*KINDS))]
    address: Address | None = None
    place: PlaceRef = None
    telephone: Telephone = ""
    email: Email = ""
    contacts: tuple[Contact, ...] = ()
    hours: HoursLines = ()
    languages: Languages = ()
    offers: Plains = ()
    logo: Plain = ""
    networks: ActorIds = ()
    verified: Day | None = None
