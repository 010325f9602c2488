"""Quarter: the pages that show the neighbourhood as a whole: who works with whom, and where everything is."""

from collections.abc import Iterator
from typing import Any

from ..drawing import draw
from ..network import network
from ..plan import plan
from ..site import Site
from .output import Output, Page


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:  # noqa: ARG001 - all publishers look alike
    """Yield the network and the map."""
    ties = network(site)
    yield Page(site.addresses.to("network"), "network.html", {"network": ties, "picture": draw(ties)})
    yield Page(site.addresses.to("map"), "map.html", {"plan": plan(site)})
