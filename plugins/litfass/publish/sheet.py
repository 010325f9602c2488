"""Sheet: every sheet of paper that a build makes, as PDF/UA-1, and the small pictures of them for the print page."""

import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from ..incremental.watched import once
from ..kept.store import Store
from ..pictures.rendition import VERSION
from ..problems import Problem
from ..sheets import typeset
from ..sheets.sheet import Sheet
from ..site import Site
from .output import File, Output


def publish(site: Site, settings: dict[str, Any]) -> Iterator[Output]:
    """Yield the sheets that are planned, and small pictures of those that the print page shows."""
    folder, kept = settings["PRINT_FOLDER"], settings["KEPT"]
    templates = {sheet.template for sheet in settings["SHEETS"]}
    sources = {template: _digest(typeset.sources(folder, template), VERSION) for template in templates}
    for sheet in settings["SHEETS"]:
        of = (site, folder, sheet, sources[sheet.template], kept)
        yield File(sheet.link, partial(_made, typeset.pdf, *of), doubt=partial(_doubt, site, sheet))
        if sheet.preview:
            yield File(sheet.preview, partial(_made, typeset.preview, *of))


def _made(  # noqa: PLR0913, PLR0917 - all that a sheet is made of
    typeset_as: Callable[..., bytes], site: Site, folder: Path, sheet: Sheet, sources: str, kept: Store
) -> bytes:
    """The bytes of a sheet; one that shows the same as before is not set again."""
    data = once(site, f"data of {sheet.link}", sheet.data) if sheet.preview else sheet.data()
    make = partial(typeset_as, folder, sheet.template, data, sheet.pictures)
    return kept.get_or_make(_digest(typeset_as.__name__, data, sources), make)


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


def _doubt(site: Site, sheet: Sheet, data: bytes) -> Problem | None:
    """What an editor should know about a sheet: that some dates had no room on it."""
    count = typeset.left_out(data)
    values = {"value": f"{sheet.name} {sheet.paper}", "count": count}
    return Problem(site.addresses.save_as(sheet.link), 1, "", "sheet-left-out", values) if count else None
