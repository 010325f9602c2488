"""Shop window: one full-screen page for the display in the office's window."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from ..formats.window import slides
from ..site import Site
from ..words import Words
from .output import Output, Page


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield the page with all its slides."""
    make = partial(_slides, site, settings["WORDS"])
    yield Page(site.addresses.to("shop_window"), "shop_window.html", made_late=make)


def _slides(site: Site, words: Words) -> dict[str, Any]:
    return {"slides": slides(site, words)}
