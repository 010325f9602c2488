"""Rsync: a folder on another machine, over ssh, or on this one: user@host:folder, as rsync writes it."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ...problems import EnvironmentFault
from .target import LIST, RULES

# Source: rsync(1), EXIT VALUES: 23 and 24: some files were not there
NOT_THERE = (23, 24)
SECONDS_WITHOUT_ANSWER = "60"
# each file appears whole, and all of them close together; a server that runs as somebody else may read them
COPYING = ("--times", "--links", "--delay-updates", "--checksum", "--perms", "--chmod=a+rX")


class RemoteFolder:
    """A folder rsync can reach. What is deleted is named, one by one: --delete would take what others put there."""

    takes_copies = True

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/") + "/"

    def read_list(self) -> str | None:
        """The list kept there; None when there is none."""
        with tempfile.TemporaryDirectory() as folder:
            code = self._run(f"{self.address}{LIST}", f"{folder}/", allowed=NOT_THERE)
            return None if code else (Path(folder) / LIST).read_text(encoding="utf-8")

    def write_list(self, text: str) -> None:
        """Keep another list there."""
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / LIST).write_text(text, encoding="utf-8")
            self._run("--mkpath", f"{folder}/{LIST}", f"{self.address}{LIST}")

    def is_empty(self) -> bool:
        """Whether nothing is there, or not even the folder."""
        done = _done("--list-only", self.address)
        return not any(line.split()[-1] != "." for line in done.stdout.splitlines() if line.strip())

    def put(self, folder: Path, paths: Sequence[str]) -> None:
        """Copy files; each appears whole, all of them close together, and everybody may read them."""
        with _list_of("\0".join(paths)) as name:
            self._run(*COPYING, "--from0", f"--files-from={name}", f"{folder}/", self.address)

    def put_rules(self, folder: Path) -> None:
        """Copy the rules for web servers into a hidden folder."""
        self._run("--recursive", *COPYING, f"{folder}/", f"{self.address}{RULES}/")

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files by name: they are missing in folders that are empty, and all others are protected.

        --delete-missing-args would say it in one word, but some releases of rsync refuse what they send themselves for it.
        """
        rules = "\0".join((*(f"R /{_as_pattern(path)}" for path in paths), "P *"))
        with tempfile.TemporaryDirectory() as empty, _list_of(rules) as name:
            for path in paths:
                (Path(empty) / path).parent.mkdir(parents=True, exist_ok=True)
            options = ("--recursive", "--existing", "--delete", "--from0", f"--filter=merge {name}")
            self._run(*options, f"{empty}/", self.address)

    def _run(self, *arguments: str, allowed: tuple[int, ...] = ()) -> int:
        done = _done(*arguments)
        if done.returncode and done.returncode not in allowed:
            last = (done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"])[0]
            raise EnvironmentFault(f"rsync said: {last}")
        return done.returncode


def open_target(address: str, settings: Mapping[str, Any]) -> RemoteFolder:  # noqa: ARG001 - all targets look alike
    """The folder of an address such as user@host:/srv/www/hasenbuck."""
    if not shutil.which("rsync"):
        raise EnvironmentFault("rsync is missing. Install it, for example with: apt install rsync")
    if address.startswith("-"):
        raise EnvironmentFault(f'"{address}" is no place. Write user@host:folder.')
    return RemoteFolder(address)


@contextmanager
def _list_of(text: str) -> Iterator[str]:
    """The name of a file that says something, as long as it is needed."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write(text)
        file.flush()
        yield file.name


def _as_pattern(path: str) -> str:
    """A path that matches itself only. Source: rsync(1), PATTERN MATCHING RULES: a backslash counts only beside a wildcard."""
    return re.sub(r"([\\*?\[])", r"\\\1", path) if re.search(r"[*?\[]", path) else path


def _done(*arguments: str) -> subprocess.CompletedProcess[str]:
    """What rsync said and how it ended. On this machine it makes folders that a web server may enter, whatever our umask."""
    # never asks for a password: nobody may be there to answer
    shell = "ssh -o BatchMode=yes -o ConnectTimeout=20"
    command = ["rsync", f"--timeout={SECONDS_WITHOUT_ANSWER}", "--rsh", shell, *arguments]
    return subprocess.run(  # noqa: S603 - no shell
        command, capture_output=True, encoding="utf-8", errors="replace", check=False, umask=0o022
    )
