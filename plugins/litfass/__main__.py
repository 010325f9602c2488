"""The command line: python -m litfass COMMAND; the commands are in commands/."""

import atexit
import gc
import os
import sys
from importlib import import_module
from types import ModuleType

from .build import guarded
from .commands import COMMANDS
from .commands.usage import Parser


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is that of build.py."""
    given = sys.argv[1:] if arguments is None else arguments
    parser = Parser(prog="litfass", description=__doc__)
    parsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    # whoever asks for one command need not wait until all are imported
    modules = {name: _module(name) for name in (given[:1] if given[:1] and given[0] in COMMANDS else COMMANDS)}
    for name, module in modules.items():
        module.add_arguments(parsers.add_parser(name, help=module.__doc__, description=module.__doc__))
    chosen, unknown = parser.parse_known_args(given)
    if unknown:  # the command's own parser knows what may have been meant
        parsers.choices[chosen.command].error(f"unrecognized arguments: {' '.join(unknown)}")
    return guarded(lambda: modules[chosen.command].run(chosen))


def _module(name: str) -> ModuleType:
    return import_module(f".commands.{name.replace('-', '_')}", __package__)


if __name__ == "__main__":
    gc.disable()  # a command makes much, drops little and ends: looking for rings among it costs more than they hold
    code = main()
    atexit._run_exitfuncs()  # noqa: SLF001 - what is to be tidied at the end is, as ever
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # all goes with the process: to take a large site apart thing by thing takes half a second
