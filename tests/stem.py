"""Stem: a process that has imported the program once. Each command of a test runs in a copy of it, as it would in a new process.

That spares a run of the tests the second that importing takes, some hundred times. The copy has its own working folder,
environment, output and exit code, and what it imports or remembers ends with it. What a process reads from its environment while
Python itself starts is not so: such commands get a new process.
"""

import atexit
import gc
import importlib
import json
import os
import subprocess
import sys
import tempfile
import traceback
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
# settings of the machine that are read when a process starts
STARTERS = ("PYTHON", "LC_", "LANG", "TZ")
WARM = ("litfass.__main__", "litfass.generator", "litfass.check", "litfass.sheets.typeset")


def can_run(environment):
    """Whether a copy is the same as a new process."""
    return hasattr(os, "fork") and not any(name.startswith(STARTERS) for name in environment)


def run(arguments, environment):
    """The command line in a copy, as subprocess.run gives it."""
    with tempfile.TemporaryDirectory() as folder:
        stem = _stem()
        stem.stdin.write(json.dumps([folder, arguments, {**os.environ, **environment}]) + "\n")
        stem.stdin.flush()
        code = int(stem.stdout.readline())
        said = [(Path(folder) / name).read_text(encoding="utf-8") for name in ("stdout", "stderr")]
    return subprocess.CompletedProcess(["litfass", *arguments], code, *said)


@cache
def _stem():
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.stem"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "plugins"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.kill)
    return process


def main():
    """Copy this process for each line that comes in, and say how the copy ended."""
    from litfass.publish import PUBLISHERS

    for name in (*WARM, *(f"litfass.publish.{name}" for name in PUBLISHERS)):
        importlib.import_module(name)
    gc.disable()  # as __main__ does
    for line in sys.stdin:
        copy = os.fork()
        if not copy:
            _run(*json.loads(line))
        _, status = os.waitpid(copy, 0)
        os.write(1, b"%d\n" % os.waitstatus_to_exitcode(status))


def _run(folder, arguments, environment):
    """Be a process that was started with these words, to its end."""
    for number, name in ((1, "stdout"), (2, "stderr")):
        file = os.open(f"{folder}/{name}", os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(file, number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.clear()
    os.environ.update(environment)
    code = 1
    try:
        from litfass.__main__ import main as command

        code = command(arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:  # noqa: BLE001 - whatever it is, Python would print it and end with 1
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
