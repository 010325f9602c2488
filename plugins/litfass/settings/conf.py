"""Conf: what a settings file says, read without Pelican, whose start takes longer than seeing that nothing changed.

Only for asking whether a build is needed at all; a build itself has its settings from Pelican, defaults and all.
"""

import os
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from ..problems import EnvironmentFault, LitfassError, NoContent

FOLDERS = ("PATH", "OUTPUT_PATH", "THEME")


def find_conf(conf: Path, given: Mapping[str, Any]) -> None:
    """See that a settings file is there, and the content folder if one was given; what lies beside it can be imported.

    Raises:
        EnvironmentFault: it is not.

    """
    if not conf.is_file():
        raise EnvironmentFault(f"There is no settings file {conf}.")
    if "PATH" in given and not Path(given["PATH"]).is_dir():
        raise NoContent(given["PATH"])
    if str(conf.parent) not in sys.path:  # publishconf.py imports pelicanconf.py beside it
        sys.path.insert(0, str(conf.parent))


@contextmanager
def telling_where(conf: Path) -> Iterator[None]:
    """Turn whatever goes wrong while a settings file is read into one sentence with file and line.

    Raises:
        EnvironmentFault: something did.

    """
    try:
        yield
    except LitfassError:
        raise
    except SyntaxError as error:
        raise EnvironmentFault(f"{error.filename}, line {error.lineno}: {error.msg}.") from error
    except Exception as error:
        lines = [one for one in traceback.extract_tb(error.__traceback__) if Path(one.filename).parent == conf.parent]
        place = f"{lines[-1].filename}, line {lines[-1].lineno}" if lines else str(conf)
        raise EnvironmentFault(f"{place}: {type(error).__name__}: {error}") from error


def read_conf(conf: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    """The upper-case names of a settings file, with what was given instead; its folders are meant from the file on.

    Raises:
        EnvironmentFault: there is no such file, it has a mistake, or there is no such content folder among what was given.

    Source: Pelican, "Settings"

    """
    find_conf(conf, given)
    spec = spec_from_file_location(conf.stem, conf)
    if spec is None or spec.loader is None:
        raise EnvironmentFault(f"{conf} is no file of Python.")
    module = module_from_spec(spec)
    with telling_where(conf):
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
