"""Short: the permanent address of every thing, for codes on paper: it stays when titles and pages move."""

from collections.abc import Iterator
from typing import Any

from ..site import Site
from .output import Output, Page


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:  # noqa: ARG001 - all publishers look alike
    """Yield a page at /t/<id>/ that leads to the thing; link has checked that no two things share an id."""
    for kind, things in site.things.items():
        for thing in things if kind != "closure" else ():
            context = {"thing": thing, "target": site.addresses.of(thing)}
            yield Page(site.addresses.to("short", id=thing.id), "short.html", context)
