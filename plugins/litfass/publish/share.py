"""Share: a picture for everyone who passes on a link to an event, to news or to a project."""

import hashlib
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from ..pictures.rendition import VERSION
from ..sheets import typeset
from ..sheets.share import PAPER, TEMPLATE, sign_in
from ..site import Site
from .output import File, Output


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:  # noqa: ARG001 - the cards know their site
    """Yield the cards that are planned; one that shows the same as before is not made again."""
    folder: Path = settings["PRINT_FOLDER"]
    sources = typeset.sources(folder, TEMPLATE)
    sign = settings["STATIC"]["icons/column.svg"].decode()
    for card in settings["CARDS"]:
        colour = card.data["colour"]
        signs = {"sign": sign_in(colour, sign), "light_sign": sign_in(PAPER, sign)}
        data = json.dumps({**card.data, **signs}, ensure_ascii=False, sort_keys=True)
        made_of = hashlib.sha256(f"{data}\0{sources}\0{VERSION}\0{card.ending}".encode()).hexdigest()
        make = partial(typeset.picture, folder, TEMPLATE, data, card.pictures, card.ending)
        yield File(card.link, make, f"share-{made_of}")
