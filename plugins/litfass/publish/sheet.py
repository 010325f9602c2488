"""Sheet: every sheet of paper that a build makes, as PDF/UA-1, and the small pictures of them for the print page."""

import hashlib
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from ..problems import Problem
from ..rendition import VERSION
from ..sheets import typeset
from ..sheets.sheet import Sheet
from ..site import Site
from .output import File, Output


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield the sheets that are planned; one that shows the same as before is not made again."""
    folder: Path = settings["PRINT_FOLDER"]
    sources = cache(partial(typeset.sources, folder))
    for sheet in settings["SHEETS"]:
        data = sheet.data()
        made_of = hashlib.sha256("\0".join((data, sources(sheet.template), VERSION)).encode()).hexdigest()
        doubt = partial(_doubt, site, sheet)
        yield File(sheet.link, partial(typeset.pdf, folder, sheet.template, data, sheet.pictures), made_of, doubt)
        if sheet.preview:
            make = partial(typeset.preview, folder, sheet.template, data, sheet.pictures)
            yield File(sheet.preview, make, f"preview-{made_of}")


def _doubt(site: Site, sheet: Sheet, data: bytes) -> Problem | None:
    """What an editor should know about a sheet: that some dates had no room on it."""
    count = typeset.left_out(data)
    values = {"value": f"{sheet.name} {sheet.paper}", "count": count}
    return Problem(site.addresses.save_as(sheet.link), 1, "", "sheet-left-out", values) if count else None
