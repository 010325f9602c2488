"""Seal: what a whole build was made of, so that the next one is over at once when nothing changed, and before it began.

One digest of all files that are read, how long the site says the same, the digest of each file that was written, and what was
said to the editor, which is said again.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ..clock import moment
from ..kept.store import Store, store_of
from ..machine.disk import content, each_below
from ..settings import read_settings
from ..settings.conf import FOLDERS
from .basis import basis

NAME = "seal\0002\0"


def inputs(conf: Mapping[str, Any]) -> str:
    """The digest of all that a build reads: content, theme, our code, settings; "" when something cannot be read or is not said.

    `conf` is what settings/conf.py read, here and below.
    """
    if not conf.keys() >= {*FOLDERS}:
        return ""
    pelicans = {name: value for name, value in sorted(conf.items()) if not name.startswith("LITFASS_")}
    strings = [os.getcwd(), repr(pelicans)]  # noqa: PTH109 - messages name paths from here
    digest = hashlib.sha256(basis(read_settings(conf), *strings).encode())
    try:
        for folder in (conf["PATH"], conf["THEME"]):
            each_below(str(folder), digest.update)
    except OSError:
        return ""
    return digest.hexdigest()


def seal(
    conf: Mapping[str, Any],
    made_of: str,
    lasts: tuple[datetime, datetime],
    written: Mapping[str, str],
    said: list[str],
) -> None:
    """Keep what a build was made of, unless something was edited while it ran.

    `made_of` is what `inputs` gave before anything was read; `lasts` the moment the site was made for, and that from which on it
    says something else; `written` the digests of all files by path; `said` what the editor was told.
    """
    if made_of != inputs(conf):
        return
    first, until = lasts
    notes = {
        "made_of": made_of,
        "zone": str(first.tzinfo),
        "from": first.isoformat(),
        "until": until.isoformat(),
        "written": written,
        "said": said,
    }
    _store(conf).keep(NAME + conf["OUTPUT_PATH"], json.dumps(notes, ensure_ascii=False).encode())


def unbroken(conf: Mapping[str, Any], made_of: str) -> list[str] | None:
    """What was said to the editor by the last build, when this one would write the same files and they are there; else None.

    `made_of` is what `inputs` gave.
    """
    kept = _store(conf).get(NAME + conf["OUTPUT_PATH"]) if made_of else None
    if kept is None:
        return None
    notes = json.loads(kept)
    now = moment(read_settings(conf)["NOW"], ZoneInfo(notes["zone"]))
    lasts = datetime.fromisoformat(notes["from"]) <= now < datetime.fromisoformat(notes["until"])
    if notes["made_of"] != made_of or not lasts or not _all_there(Path(conf["OUTPUT_PATH"]), notes["written"]):
        return None
    said: list[str] = notes["said"]
    return said


def _store(conf: Mapping[str, Any]) -> Store:
    return store_of(read_settings(conf))


def _all_there(output: Path, written: Mapping[str, str]) -> bool:
    try:
        return all(hashlib.sha256(content(f"{output}/{path}")).hexdigest() == said for path, said in written.items())
    except OSError:
        return False
