"""Worker: the process that builds for a preview, as its server sees it; what goes on in it is in generations.py."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .generations import CRASHED, Answer


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
        self.words = [sys.executable, "-m", "litfass.preview.generations", str(conf), json.dumps(dict(options))]
        self.lock = threading.Lock()
        self.process = self._start()

    def build(self, early: Callable[[Result], None] = lambda _: None) -> Result:
        """Build once; a worker that died is replaced and says so. `early` is told when the first pages can be seen."""
        with self.lock:
            if self.process.poll() is not None:
                self.process = self._start()
            try:
                self.process.stdin.write("build\n")
                self.process.stdin.flush()
                while (answer := json.loads(self.process.stdout.readline()))["is_early"]:
                    early(_result(answer))
            except (OSError, ValueError):
                return Result(CRASHED, self._last_words(), (), 0)
        return _result(answer)

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
        self.process.stdin.close()  # copies of it end when there is nothing more to read
        self.process.wait()

    def _last_words(self) -> str:
        """What a process that ended, or answers nothing one understands, said at last: mostly where the program has a mistake."""
        self.process.kill()
        self.process.wait()
        self.errors.seek(0)
        return self.errors.read()


def _result(answer: Answer) -> Result:
    return Result(answer["code"], answer["said"], tuple(answer["problems"]), answer["seconds"])
