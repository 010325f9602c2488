"""Worker: builds whenever it is told to, each time in a process of its own.

It has imported everything once and then only copies itself (fork): a build starts at once, and one that ends badly takes
nothing with it. Where there is no fork, each build starts anew. Talks in lines: "build" in, one JSON object out.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CRASHED = 3


@dataclass(frozen=True)
class Result:
    """How a build ended: its exit code, what it said, what is wrong with the content, and how long it took."""

    code: int
    said: str
    problems: tuple[Mapping[str, Any], ...]
    seconds: float

    @property
    def errors(self) -> list[Mapping[str, Any]]:
        """Problems that keep a file out of the preview."""
        return [problem for problem in self.problems if problem["level"] == "error"]


class Worker:
    """A process that builds on demand; `renew` gives up the old one after the program itself has changed."""

    def __init__(self, conf: Path, options: Mapping[str, Any]) -> None:
        self.words = [sys.executable, "-m", "litfass.preview.worker", str(conf), json.dumps(dict(options))]
        self.lock = threading.Lock()
        self.process = self._start()

    def build(self) -> Result:
        """Build once; a worker that died is replaced and says so."""
        with self.lock:
            if self.process.poll() is not None:
                self.process = self._start()
            try:
                self.process.stdin.write("build\n")
                self.process.stdin.flush()
                answer = json.loads(self.process.stdout.readline())
            except (OSError, ValueError):
                return Result(CRASHED, self._last_words(), (), 0)
        return Result(answer["code"], answer["said"], tuple(answer["problems"]), answer["seconds"])

    def renew(self) -> None:
        """Start a new process that reads the program anew."""
        with self.lock:
            self._end()
            self.process = self._start()

    def close(self) -> None:
        """End the process."""
        with self.lock:
            self._end()

    def _start(self) -> "subprocess.Popen[str]":
        self.errors = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - lives as long as the process
        paths = os.pathsep.join(filter(None, [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH")]))
        environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
        return subprocess.Popen(  # noqa: S603 - a list, no shell
            self.words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, text=True, env=environment
        )

    def _end(self) -> None:
        self.process.kill()
        self.process.wait()

    def _last_words(self) -> str:
        """What a process that ended said at last: mostly where the program has a mistake."""
        self.process.wait()
        self.errors.seek(0)
        return self.errors.read()


def _build(conf: Path, options: dict[str, Any]) -> dict[str, Any]:
    """One build; everything it says goes into the answer."""
    from ..build import build  # noqa: PLC0415 - after a fork it is there already

    said, started = io.StringIO(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "problems.json"
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = build(conf, **options, LITFASS_PROBLEMS_FILE=str(found))
        problems = json.loads(found.read_text(encoding="utf-8"))["problems"] if found.is_file() else []
    return {"code": code, "said": said.getvalue(), "problems": problems, "seconds": time.monotonic() - started}


def _in_a_copy(conf: Path, options: dict[str, Any]) -> dict[str, Any]:
    """One build in a copy of this process, or in a new one where there is no fork."""
    if not hasattr(os, "fork"):
        return _build(conf, options)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            answer = json.dumps(_build(conf, options)).encode()
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(answer)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return json.loads(answer) if answer else {"code": CRASHED, "said": "", "problems": [], "seconds": 0}


def main() -> None:
    """Warm up, then build for each line that comes in."""
    conf, options = Path(sys.argv[1]), json.loads(sys.argv[2])
    from .. import generator  # noqa: F401, PLC0415
    from ..publish import feed, pages  # noqa: F401, PLC0415

    for _ in sys.stdin:
        print(json.dumps(_in_a_copy(conf, options)), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
