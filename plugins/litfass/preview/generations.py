"""Generations: the process behind a preview. Each build is made in a copy of it, which then takes its place.

A build that ends badly ends its copy only, and the process before it goes on. One that ends well goes on itself, with all that it
has imported, read and found out (memory.py), and the process before it ends. Where there is no fork, all builds are
made in one process. Talks in lines: "build" in, one JSON object out. Source: POSIX fork, pipe
"""

import contextlib
import gc
import io
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from ..memory import catch_up, stay

CRASHED = 3
Answer = dict[str, Any]


def main() -> None:
    """Warm up, then build for each line that comes in."""
    conf, options = Path(sys.argv[1]), json.loads(sys.argv[2])
    from .. import generator  # noqa: F401, PLC0415
    from ..publish import feed, pages  # noqa: F401, PLC0415

    stay()
    is_first = True
    while os.read(0, 64):  # a line is one message: the next is sent when this one is answered
        if not hasattr(os, "fork"):
            _say(_built(conf, options))
            _tidy_up()
            continue
        well, done = os.pipe()
        end, living = os.pipe()  # `living` is open as long as the copy, or one that came after it, lives
        if os.fork() == 0:
            os.close(well)
            os.close(end)
            answer = _built(conf, options)
            os.write(done, b"1")
            os.close(done)
            is_first = False
            _say(answer)
            _tidy_up()
            continue
        os.close(done)
        os.close(living)
        if not os.read(well, 1):
            _say({"code": CRASHED, "said": "", "problems": [], "seconds": 0})
        elif is_first:
            os.read(
                end, 1
            )  # whoever started the preview knows this process only: it ends last, or goes on when all others died
        else:
            os._exit(0)
        os.close(well)
        os.close(end)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)


def _built(conf: Path, options: Answer) -> Answer:
    """One build; everything it says goes into the answer."""
    from ..build import build  # noqa: PLC0415 - imported when the process warmed up

    said, started = io.StringIO(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "problems.json"
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = build(conf, **options, LITFASS_PROBLEMS_FILE=str(found))
        problems = json.loads(found.read_text(encoding="utf-8"))["problems"] if found.is_file() else []
    return {"code": code, "said": said.getvalue(), "problems": problems, "seconds": time.monotonic() - started}


def _tidy_up() -> None:
    """Between two builds, when nobody waits: keep what the next preview wants, and spare the next build the looking for garbage."""
    catch_up()
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _say(answer: Answer) -> None:
    os.write(1, json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    main()
