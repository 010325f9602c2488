"""Generations: the process behind a preview. Each build is made in a copy of it, which then takes its place.

A build that ends badly ends its copy only, and the process before it goes on. One that ends well goes on itself, with all that it
has imported, read and found out (kept/memory.py), and the process before it ends. Where there is no fork, all builds are
made in one process. Talks in lines: "build" in, one JSON object out, and another one before it where something can be seen early.
Source: POSIX fork, pipe
"""

import contextlib
import gc
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..kept.memory import catch_up, stay
from ..make.early import showing_early

BUILT, CRASHED = 0, 3
Answer = dict[str, Any]


def main() -> None:
    """Warm up, then build for each line that comes in."""
    conf, options = Path(sys.argv[1]), json.loads(sys.argv[2])
    from .. import generator  # noqa: F401, PLC0415
    from ..publish import feed, pages  # noqa: F401, PLC0415

    stay()
    gc.disable()  # garbage is looked for between two builds
    is_first = True
    while os.read(0, 64):  # a line is one message: the next is sent when this one is answered
        if not hasattr(os, "fork"):
            _say(_built(conf, options))
        elif _in_a_copy(conf, options, is_first=is_first):
            is_first = False
        _tidy_up()


def _in_a_copy(conf: Path, options: Mapping[str, Any], *, is_first: bool) -> bool:
    """Build in a copy of this process. True in the copy, which has answered and goes on; False where none goes on any more.

    A process whose copy goes on ends. Only the first one stays, for who started the preview knows no other, and waits until all
    that came after it have ended.
    """
    told, telling = os.pipe()
    copy = os.fork()
    if copy == 0:
        os.close(told)
        answer = _built(conf, options)
        os.write(telling, b"1")
        if not is_first:  # else it is left open: the first process reads its end when the last one of all has ended
            os.close(telling)
        _say(answer)
        return True
    os.close(telling)
    went_well = os.read(told, 1)
    if went_well and not is_first:
        os._exit(0)
    if went_well:
        os.read(told, 1)
    else:
        _say({"code": CRASHED, "said": "", "problems": [], "seconds": 0, "is_early": False})
    os.close(told)
    os.waitpid(copy, 0)
    return False


def _built(conf: Path, options: Mapping[str, Any]) -> Answer:
    """One build; everything it says goes into the answer, and into one that is given early, when the first pages can be seen."""
    from ..build import build  # noqa: PLC0415 - imported when the process warmed up

    said, started = io.StringIO(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "problems.json"

        def answer(code: int, *, is_early: bool = False) -> Answer:
            problems = json.loads(found.read_text(encoding="utf-8"))["problems"] if found.is_file() else []
            ended = {"code": code, "said": said.getvalue(), "problems": problems}
            return {**ended, "seconds": time.monotonic() - started, "is_early": is_early}

        with (
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(said),
            showing_early(lambda: _say(answer(BUILT, is_early=True))),
        ):
            code = build(conf, **options, LITFASS_PROBLEMS_FILE=str(found))
        return answer(code)


def _tidy_up() -> None:
    """Between two builds, when nobody waits: keep what the next preview wants, and let go of garbage."""
    catch_up()
    gc.collect()


def _say(answer: Answer) -> None:
    os.write(1, json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    main()
