"""Build: runs Pelican once, from outside, and says with an exit code how it went."""

import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .problems import EnvironmentFault, LitfassError

BUILT, CONTENT, ENVIRONMENT, BUG = 0, 1, 2, 3


def build(conf: Path, **given: Any) -> int:
    """Build a site with the settings file `conf` and the settings `given`; None among them means: as in the file.

    0: built; 1: content is wrong, all of it listed; 2: the machine lacks something; 3: a mistake of ours.
    """
    return guarded(lambda: _run(conf, {name: value for name, value in given.items() if value is not None}))


def guarded(run: Callable[[], int]) -> int:
    """Run something and turn what goes wrong into an exit code and one message."""
    try:
        return run()
    except LitfassError as error:
        print(error, file=sys.stderr)  # noqa: T201 - what this function is for
        return error.exitcode
    except OSError as error:
        print(f"{error.filename or 'Disk'}: {error.strerror}", file=sys.stderr)  # noqa: T201
        return ENVIRONMENT
    except Exception:  # noqa: BLE001 - whatever it is, it is ours
        traceback.print_exc()
        print("This is a mistake in Litfass, not in your files. Please report it.", file=sys.stderr)  # noqa: T201
        return BUG


def _run(conf: Path, given: dict[str, Any]) -> int:
    from pelican import Pelican, console  # noqa: PLC0415 - 0.2 s, and checking alone needs none of it
    from pelican.log import init as init_logging  # noqa: PLC0415
    from pelican.settings import read_settings  # noqa: PLC0415

    if not conf.is_file():
        raise EnvironmentFault(f"There is no settings file {conf}.")
    if "PATH" in given and not Path(given["PATH"]).is_dir():
        raise EnvironmentFault(f"There is no content folder {given['PATH']}.")
    init_logging(level=logging.WARNING, fatal="errors")
    console.quiet = True  # its summary counts articles and pages, which are always none
    site = Pelican(read_settings(str(conf), override=given))
    if "litfass" not in site.settings["PLUGINS"]:
        raise EnvironmentFault('The plugin "litfass" was not found. Check PLUGIN_PATHS in the settings file.')
    site.run()
    return BUILT
