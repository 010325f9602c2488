"""Shop window: one full-screen page for the display in the office's window."""

from collections.abc import Iterator
from typing import Any

from ..site import Site
from ..window import slides
from .output import Output, Page


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield the page with all its slides."""
    yield Page(site.addresses.to("shop_window"), "shop_window.html", {"slides": slides(site, settings["WORDS"])})
