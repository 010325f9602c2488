"""Actor: an organisation of the neighbourhood. Source: schema.org/Organization."""

from datetime import date
from typing import Annotated, ClassVar

from dateutil.relativedelta import relativedelta
from pydantic import BeforeValidator

from .fields import Day, Email, HoursLines, Languages, Levels, LevelsList, Plain, Plains, Telephone, Text
from .place import Address, Geo, GeoField
from .readers import choice
from .reference import ActorIdOrText, ActorIds, FunderIds, PlaceRef
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
# after so many months what is said of an actor should be checked again
MONTHS_FRESH = 12


class Actor(Thing):
    """Who does something here, how to reach them and what they offer."""

    kind: ClassVar[str] = "actor"
    synonyms: ClassVar[dict[str, str]] = {
        "phone": "telephone",
        "telefon": "telephone",
        "mail": "email",
        "öffnungszeiten": "hours",
        "sprechzeiten": "hours",
        "anschrift": "address",
        "webseite": "url",
        "ansprechpartner": "contacts",
        "art": "kind",
        "name": "title",
        "website": "url",
        "stadtteil": "area",
        "ziele": "goals",
        "auftrag": "mandate",
    }

    actor_kind: Annotated[str, BeforeValidator(choice(*KINDS))]
    address: Address | None = None
    place: PlaceRef = None
    geo: GeoField | None = None
    # "Süd > Hasenbuck": the district, then the part of it
    area: Levels = ()
    telephone: Telephone = ""
    email: Email = ""
    contacts: tuple[Contact, ...] = ()
    hours: HoursLines = ()
    languages: Languages = ()
    # each a text, or "Beratung > Seniorenberatung": first the category
    offers: LevelsList = ()
    goals: Plains = ()
    expect: Plains = ()
    expect_not: Plains = ()
    mandate: Text = ""
    carrier: ActorIdOrText = None
    funders: FunderIds = ()
    logo: Plain = ""
    networks: ActorIds = ()
    verified: Day | None = None

    def is_stale(self, today: date) -> bool:
        """Whether its details were checked more than MONTHS_FRESH months ago; never checked is none."""
        return self.verified is not None and _months_later(self.verified, MONTHS_FRESH) < today

    def offers_by_category(self) -> list[tuple[str, list[str]]]:
        """What it offers, by category in the editor's order; "" holds what has none and comes first."""
        found: dict[str, list[str]] = {"": []}
        for *category, offer in self.offers:
            found.setdefault(category[0] if category else "", []).append(offer)
        return [(category, offers) for category, offers in found.items() if offers]

    @property
    def point(self) -> Geo | None:
        """Where it is on the map: its own point, else its place's; None when nobody said."""
        return self.geo or getattr(self.place, "geo", None)


def _months_later(day: date, months: int) -> date:
    """The same day some months later, the month's last day where it has none such."""
    return day + relativedelta(months=months)
