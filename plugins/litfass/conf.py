"""Conf: what a settings file says, read without Pelican, whose start takes longer than seeing that nothing changed.

Only for asking whether a build is needed at all; a build itself has its settings from Pelican, defaults and all.
"""

import os
import sys
from collections.abc import Mapping
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from .problems import EnvironmentFault

FOLDERS = ("PATH", "OUTPUT_PATH", "THEME")


def find_conf(conf: Path, given: Mapping[str, Any]) -> None:
    """See that a settings file is there, and the content folder if one was given; what lies beside it can be imported.

    Raises:
        EnvironmentFault: it is not.

    """
    if not conf.is_file():
        raise EnvironmentFault(f"There is no settings file {conf}.")
    if "PATH" in given and not Path(given["PATH"]).is_dir():
        raise EnvironmentFault(f"There is no content folder {given['PATH']}.")
    if str(conf.parent) not in sys.path:  # publishconf.py imports pelicanconf.py beside it
        sys.path.insert(0, str(conf.parent))


def read_conf(conf: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    """The upper-case names of a settings file, with what was given instead; its folders are meant from the file on.

    Raises:
        EnvironmentFault: there is no such file, or no such content folder among what was given.

    Source: Pelican, "Settings"

    """
    find_conf(conf, given)
    spec = spec_from_file_location(conf.stem, conf)
    if spec is None or spec.loader is None:
        raise EnvironmentFault(f"{conf} is no file of Python.")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    named = {name: value for name, value in vars(module).items() if name.isupper()} | given
    # Pelican writes into lists and dicts of a settings file that another one imported; what is said here stays as it was read
    said = {name: value.copy() if isinstance(value, dict | list) else value for name, value in named.items()}
    folders = {name: os.path.abspath(conf.parent / said[name]) for name in FOLDERS if said.get(name)}  # noqa: PTH100 - as Pelican
    return said | folders


def message_language(conf: Path = Path("pelicanconf.py")) -> str:
    """The language of messages that a settings file asks for; German where there is none, or it cannot be read."""
    try:
        language = read_conf(conf, {}).get("LITFASS_MESSAGE_LANGUAGE", "de")
    except Exception:  # noqa: BLE001 - what is wrong with it is told by who needs the rest of it
        return "de"
    return language if language in ("de", "en") else "de"
