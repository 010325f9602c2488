"""Place: where things happen. Source: schema.org/Place."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from .fields import Degrees, FlagOrText, Plain, Plains
from .readers import choice
from .reference import ActorIdOrText
from .thing import Part, Thing

WHEELCHAIR = ("yes", "limited", "no", "unknown")


class Address(Part):
    """A postal address. Source: schema.org/PostalAddress."""

    street: Plain
    postcode: Plain = ""
    city: Plain = ""
    care_of: Plain = ""
    country: Plain = ""

    @property
    def line(self) -> str:
        """The address in one line, without care_of."""
        return ", ".join(filter(None, (self.street, self.town)))

    @property
    def town(self) -> str:
        """Postcode and city."""
        return f"{self.postcode} {self.city}".strip()


class Geo(Part):
    """A point on the earth. Source: schema.org/GeoCoordinates, WGS 84."""

    lat: Degrees
    lon: Degrees


class Place(Thing):
    """A place with an address, and how one gets in."""

    kind: ClassVar[str] = "place"
    synonyms: ClassVar[dict[str, str]] = {"adresse": "address", "ort": "title", "barrierefrei": "wheelchair"}

    address: Address
    wheelchair: Annotated[str, BeforeValidator(choice(*WHEELCHAIR))]
    wheelchair_note: Plain = ""
    geo: Geo | None = None
    transit: Plain = ""
    toilet: FlagOrText = ""
    rooms: Plains = ()
    owner: ActorIdOrText = None

    @property
    def whereabouts(self) -> str:
        """The address in one line as it stands beside the title: a place that is called like its street is not named twice."""
        same = self.title.casefold() == self.address.street.casefold()
        return self.address.town if same else self.address.line
