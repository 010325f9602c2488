"""Quarter: the pages that show the neighbourhood as a whole: who works with whom, and where everything is."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from ..pictures.network import draw
from ..pictures.plan import plan
from ..site import Site
from ..site.network import network
from .output import Output, Page


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:  # noqa: ARG001 - all publishers look alike
    """Yield the network and the map."""
    yield Page(site.addresses.to("network"), "network.html", made_late=partial(_network, site))
    yield Page(site.addresses.to("map"), "map.html", made_late=partial(_map, site))


def _network(site: Site) -> dict[str, Any]:
    ties = network(site)
    return {"network": ties, "picture": draw(ties)}


def _map(site: Site) -> dict[str, Any]:
    return {"plan": plan(site)}
