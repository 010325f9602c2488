"""Structured parts: what several things have in schema.org's words: a place with its address, and who is behind something."""

from typing import Any

from ..model import Place, Thing
from ..model.thing import name_of
from ..site import Site


def as_organizer(one: Thing | str, site: Site) -> dict[str, Any]:
    """An actor or a name. Source: schema.org/Organization."""
    name = {"@type": "Organization", "name": name_of(one)}
    if isinstance(one, Thing):
        name["url"] = site.addresses.absolute(site.addresses.of(one))
    return name


def as_place(one: Place) -> dict[str, Any]:
    """A place without its name. Source: schema.org/Place."""
    address = one.address
    parts = {"streetAddress": address.street, "postalCode": address.postcode, "addressLocality": address.city}
    data: dict[str, Any] = {
        "@type": "Place",
        "address": {"@type": "PostalAddress", **{key: value for key, value in parts.items() if value}},
    }
    if one.geo:
        data["geo"] = {"@type": "GeoCoordinates", "latitude": one.geo.lat, "longitude": one.geo.lon}
    return data
