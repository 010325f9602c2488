"""Build: runs Pelican once, from outside, and says with an exit code how it went."""

import logging
import os
import select
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from .incremental.seal import inputs, seal, unbroken
from .problems import EnvironmentFault, LitfassError
from .settings.conf import find_conf, message_language, read_conf, telling_where

BUILT, CONTENT, ENVIRONMENT, BUG = 0, 1, 2, 3


def build(conf: Path, **given: Any) -> int:
    """Build a site with the settings file `conf` and the settings `given`; None among them means: as in the file.

    Where nothing changed since the last time, nothing is done but to say again what was said.

    0: built; 1: content is wrong, all of it listed; 2: the machine lacks something; 3: a mistake of ours.
    """
    given = {name: value for name, value in given.items() if value is not None}
    return guarded(lambda: _built(conf, given))


def _built(conf: Path, given: Mapping[str, Any]) -> int:
    own = read_conf(conf, given)
    # who asks for a file of problems asks for what the editor was told, and wants it made each time
    made_of = "" if own.get("LITFASS_PROBLEMS_FILE") else inputs(own)
    said = unbroken(own, made_of)
    if said is None:
        _seal(_generator_after(conf, given), own, made_of)
    else:
        print(*said, sep="\n", end="\n" if said else "")  # noqa: T201 - as a whole build does
    return BUILT


def guarded(run: Callable[[], int]) -> int:
    """Run something and turn what goes wrong into an exit code and one message."""
    try:
        code = run()
        sys.stdout.flush()
        return code  # noqa: TRY300 - what is still to be said belongs to it
    except LitfassError as error:
        print(error.said(message_language()), file=sys.stderr)  # noqa: T201 - what this function is for
        return error.exitcode
    except OSError as error:
        if isinstance(error, BrokenPipeError) and _nobody_reads():
            return ENVIRONMENT
        print(f"{error.filename or 'Disk'}: {error.strerror}", file=sys.stderr)  # noqa: T201
        return ENVIRONMENT
    except MemoryError:
        print("This computer has too little memory free.", file=sys.stderr)  # noqa: T201
        return ENVIRONMENT
    except Exception:  # noqa: BLE001 - whatever it is, it is ours
        traceback.print_exc()
        print("This is a mistake in Litfass, not in your files. Please report it.", file=sys.stderr)  # noqa: T201
        return BUG


def _nobody_reads() -> bool:
    """Whether our own words have no reader any more, as behind "| head"; the rest of them then goes nowhere."""
    try:
        asked = select.poll()
        asked.register(sys.stdout.fileno(), select.POLLOUT)
        is_closed = any(event & select.POLLERR for _, event in asked.poll(0))
    except (AttributeError, ValueError):  # no such question on Windows, or no file behind it
        return False
    if is_closed:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return is_closed


def settings_of(conf: Path, **given: Any) -> dict[str, Any]:
    """All settings of Pelican and ours from a settings file, and what was given instead; None means: as in the file.

    Raises:
        EnvironmentFault: there is no such file, it has a mistake, or there is no such content folder.

    """
    from pelican.settings import read_settings  # noqa: PLC0415 - 0.2 s, and checking alone needs none of it

    given = {name: value for name, value in given.items() if value is not None}
    find_conf(conf, given)
    with telling_where(conf):
        return read_settings(str(conf), override=given)


def run(conf: Path, **given: Any) -> Any:
    """Build, and give the Site that was built; None when site.yaml itself is broken and was to be left out.

    Raises:
        LitfassError: content is wrong, the machine lacks something, or a mistake of ours; `exitcode` says which.

    """
    return _generator_after(conf, given).site


def _seal(built: Any, own: Mapping[str, Any], made_of: str) -> None:
    """Note what was built of what, so that the next build of the same is over at once."""
    if built.site and built.is_incremental and made_of:
        from .site.lasting import lasts_until  # noqa: PLC0415 - where nothing changed, nothing is asked of a site

        seal(own, made_of, (built.site.now, lasts_until(built.site)), built.written, built.said)


def _generator_after(conf: Path, given: Mapping[str, Any]) -> Any:
    """The generator that has built a site."""
    settings = settings_of(conf, **given)
    from pelican import Pelican, console, signals  # noqa: PLC0415
    from pelican.log import init as init_logging  # noqa: PLC0415

    init_logging(level=logging.WARNING, fatal="errors")
    console.quiet = True  # its summary counts articles and pages, which are always none
    pelican = Pelican(settings)
    if "litfass" not in pelican.settings["PLUGINS"]:
        raise EnvironmentFault('The plugin "litfass" was not found. Check PLUGIN_PATHS in the settings file.')
    ours: list[Any] = []

    def note(generators: list[Any]) -> None:
        ours.extend(generator for generator in generators if hasattr(generator, "site"))

    signals.all_generators_finalized.connect(note)  # held here as long as Pelican runs
    try:
        pelican.run()
    finally:
        signals.all_generators_finalized.disconnect(note)
    return ours[0]
