"""Git: what the repository around a content folder remembers: what is published, what was, what is being edited.

Without Git, without a repository, or when Git takes too long, answers are empty. Nothing is written, no hook or configured
program is started.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .subscribed import info_in

LONGEST_SECONDS = 5
MOST_COMMITS = 2000
# what is published, the first of these that exists; without any, what was committed last
PUBLISHED = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master")
PUBLISHED += ("refs/heads/main", "refs/heads/master")
RAW = ("--raw", "-z", "--no-renames", "--no-abbrev", "--relative", "--no-ext-diff", "--diff-filter=ADM")
BLOB = re.compile(rb"[0-9a-f]+ blob (\d+)")


@dataclass(frozen=True)
class Git:
    """Asks Git about one folder; an answer that does not come is empty."""

    folder: Path

    def ask(self, *words: str, text: bytes = b"") -> bytes:
        """What Git answers to some words."""
        program = shutil.which("git")
        if not program:
            return b""
        command = [program, "-C", str(self.folder), "-c", "core.fsmonitor=false", "--no-optional-locks", *words]
        try:
            done = subprocess.run(command, input=text, capture_output=True, check=False, timeout=LONGEST_SECONDS)  # noqa: S603 - a list, no shell
        except (OSError, subprocess.TimeoutExpired):
            return b""
        return done.stdout if done.returncode == 0 else b""

    def published(self) -> str:
        """The commit that is published, as far as this copy knows; "" without any commit."""
        known = self.ask("for-each-ref", "--format=%(refname)", *PUBLISHED).decode().split()
        branch = next((name for name in PUBLISHED if name in known), "HEAD")
        return (self.ask("merge-base", "HEAD", branch) or self.ask("rev-parse", "--verify", "HEAD")).decode().strip()

    def is_sample(self, commit: str) -> bool:
        """Whether a commit has the sample content, which nobody subscribed to."""
        info = info_in(self.ask("show", "--no-textconv", f"{commit}:./site.yaml"))
        return info is not None and info.demo

    def earlier(self, base: str, since: str) -> tuple[set[str], Iterator[tuple[str, bytes]]]:
        """Paths that came since a day; and paths and bytes of what was published since and is no more, newest first."""
        words = ("log", "-G^demo:", "--no-textconv", "--no-ext-diff", "--format=%H", "--max-count=1")
        became_real = self.ask(*words, base, "--", "site.yaml").decode().strip()
        own = f"{became_real}..{base}" if became_real else base
        log = ("log", "--first-parent", "-m", f"--since={since}", f"--max-count={MOST_COMMITS}", "--format=")
        raw = self.ask("diff", *RAW, base, "--", ".") + self.ask(*log, *RAW, own, "--", ".")
        parts = [part for part in raw.decode("utf-8", "replace").split("\0") if part.strip()]
        seen = {(parts[at + 1], parts[at].split()[2]): None for at in range(0, len(parts) - 1, 2)}
        came = {path for path, digest in seen if not digest.strip("0")}
        wanted = [(path, digest) for path, digest in seen if digest.strip("0") and path.endswith((".md", ".yaml"))]
        return came, self._versions(wanted)

    def _versions(self, wanted: list[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
        for (path, _), data in zip(wanted, self.blobs(digest for _, digest in wanted), strict=True):
            if data is not None:
                yield path, data

    def blobs(self, names: Iterable[str]) -> Iterator[bytes | None]:
        """The bytes of each file by its digest, or by "COMMIT:./path"; None for one that is not there."""
        names = list(names)
        answer = self.ask("cat-file", "--batch", text="".join(f"{name}\n" for name in names).encode()) if names else b""
        for _ in names:
            head, _, answer = answer.partition(b"\n")
            found = BLOB.fullmatch(head)
            size = int(found[1]) if found else 0
            yield answer[:size] if found else None
            answer = answer[size + 1 :] if found else answer

    def published_paths(self, base: str) -> set[str]:
        """Paths of the folder in a commit."""
        return set(
            self.ask("ls-tree", "-r", "-z", "--name-only", base, "--", ".").decode("utf-8", "replace").split("\0")
        )

    def last_changes(self) -> dict[str, tuple[int, str]]:
        """For each path how many commits ago it was changed, 1 for the newest commit, and that commit."""
        words = ("log", "--format=%x01%H%x00", "--name-only", "-z", "--no-renames", "--relative")
        answer = self.ask(*words, f"--max-count={MOST_COMMITS}", "--", ".").decode("utf-8", "replace")
        found: dict[str, tuple[int, str]] = {}
        for number, told in enumerate(answer.split("\x01")):
            commit, *names = told.replace("\n", "").split("\0")
            for name in names:
                found.setdefault(name, (number, commit))
        return found

    def edited(self) -> set[str]:
        """Paths that differ from the last commit, or are in none."""
        prefix = self.ask("rev-parse", "--show-prefix").decode().strip()
        answer = self.ask("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", ".")
        names = (line[3:] for line in answer.decode("utf-8", "replace").split("\0"))
        return {name.removeprefix(prefix) for name in names if name}
