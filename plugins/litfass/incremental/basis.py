"""Basis: what every output is made of besides the site: our code, the libraries, the settings."""

import hashlib
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

PLUGIN = Path(__file__).resolve().parents[1]
# what our code is written in; the editors' desk is made of the plugin's pages and scripts
WRITTEN_IN = (".py", ".toml", ".html", ".css", ".js")
# the moment is asked of the site; where files lie changes nothing in them; of the theme's files the links say all
NO_PART = ("NOW", "STORE", "TEMPLATES_KEPT", "PROBLEMS_FILE", "STATIC")


def basis(settings: Mapping[str, Any], *others: str) -> str:
    """A digest that changes with each change of code, libraries or settings; `others` are texts that belong to it too."""
    own = {name: value for name, value in sorted(settings.items()) if name not in NO_PART}
    return hashlib.sha256("\0".join((code_digest(), _libraries(), repr(own), *others)).encode()).hexdigest()


@cache
def code_digest() -> str:
    """The digest of all files that our code is written in."""
    digest = hashlib.sha256()
    for path in sorted(PLUGIN.rglob("*")):
        if path.suffix in WRITTEN_IN:
            digest.update(path.relative_to(PLUGIN).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


@cache
def _libraries() -> str:
    """Python and the names of all that is installed, which end in their versions. Source: PyPA, core metadata, .dist-info."""
    folders = {entry.name for place in sys.path for entry in Path(place).glob("*.dist-info")}
    return " ".join((sys.version, *sorted(folders)))
