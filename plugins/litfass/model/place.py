"""Place: where things happen. Source: schema.org/Place."""

import re
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from .fields import Degrees, FlagOrText, Plain, Plains
from .readers import choice
from .reference import ActorIdOrText
from .thing import Part, Thing

# decimals with a point or a comma; what parts the two is never taken for one
POINT = re.compile(
    r"(-?\d{1,2}[.,]\d{1,12})°?(?:\s*N)?(?:,\s+|\s*[;/]\s*|\s+|(?<=\.\d{4}),)(-?\d{1,3}[.,]\d{1,12})°?(?:\s*[EO])?"
)
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


def _point(value: Any) -> Any:
    """A group of two; "49.4291, 11.0885", as maps on the web say a point, is its latitude and its longitude."""
    match = POINT.fullmatch(value.strip()) if isinstance(value, str) else None
    return {"lat": match[1], "lon": match[2]} if match else value


GeoField = Annotated[Geo, BeforeValidator(_point)]


class Place(Thing):
    """A place with an address, and how one gets in."""

    kind: ClassVar[str] = "place"
    synonyms: ClassVar[dict[str, str]] = {"adresse": "address", "ort": "title", "barrierefrei": "wheelchair"}

    address: Address
    wheelchair: Annotated[str, BeforeValidator(choice(*WHEELCHAIR))]
    wheelchair_note: Plain = ""
    geo: GeoField | None = None
    transit: Plain = ""
    toilet: FlagOrText = ""
    rooms: Plains = ()
    owner: ActorIdOrText = None

    @property
    def whereabouts(self) -> str:
        """The address in one line as it stands beside the title: a place that is called like its street is not named twice."""
        same = self.title.casefold() == self.address.street.casefold()
        return self.address.town if same else self.address.line
