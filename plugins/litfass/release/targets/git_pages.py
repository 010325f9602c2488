"""Git pages: a branch that a Git host shows as a site: git:remote/branch, such as git:origin/gh-pages.

The whole site becomes one commit, and the branch moves at once: here nothing can be half there, and no order matters.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ghp_import import GhpError, ghp_import

from ...problems import EnvironmentFault
from .target import LIST

# what hosts keep in the branch to know the site's own name
NAMES = ("CNAME", ".domains")


class PagesBranch:
    """A branch of a remote of the repository in which the command runs."""

    takes_copies = False

    def __init__(self, remote: str, branch: str) -> None:
        self.remote, self.branch = remote, branch
        # where ghp-import looks for what to go on from; a clone of one branch alone does not keep it there by itself
        self.fetched = f"refs/remotes/{remote}/{branch}"

    def read_list(self) -> str | None:
        """The list in the remote's branch; None when there is none."""
        if self.is_empty():
            return None
        _git("fetch", "--quiet", "--no-tags", self.remote, f"+refs/heads/{self.branch}:{self.fetched}")
        return self._show(LIST)

    def is_empty(self) -> bool:
        """Whether the remote has no such branch."""
        return not _git("ls-remote", "--heads", self.remote, f"refs/heads/{self.branch}").strip()

    def replace(self, folder: Path, files: Mapping[str, str], list_text: str) -> None:
        """Make these files the whole branch, and push it."""
        with tempfile.TemporaryDirectory() as stage:
            for path in files:
                target = Path(stage) / path
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(folder / path, target)
            for name in NAMES:
                if (kept := self._show(name)) is not None and name not in files:
                    (Path(stage) / name).write_text(kept, encoding="utf-8")
            (Path(stage) / LIST).write_text(list_text, encoding="utf-8")
            try:
                with open(os.devnull, "w", encoding="utf-8") as quiet, contextlib.redirect_stdout(quiet):  # noqa: PTH123
                    options = {"remote": self.remote, "branch": self.branch, "mesg": "Publish the site"}
                    ghp_import(stage, **options, push=True, force=False, nojekyll=True)
            except (GhpError, subprocess.CalledProcessError, SystemExit) as error:
                raise EnvironmentFault(f"The branch {self.branch} could not be pushed: {error}") from None

    def _show(self, name: str) -> str | None:
        """A file of the branch as it was fetched; None when there is none."""
        done = subprocess.run(  # noqa: S603
            ["git", "show", f"{self.fetched}:{name}"],  # noqa: S607
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        return done.stdout if done.returncode == 0 else None


def open_target(address: str, settings: Mapping[str, Any]) -> PagesBranch:  # noqa: ARG001 - all targets look alike
    """The branch of an address such as git:origin/gh-pages."""
    remote, _, branch = address.removeprefix("git:").partition("/")
    if not remote or not branch or address.removeprefix("git:").startswith("-"):
        raise EnvironmentFault(f'"{address}" names no branch. Write git:origin/gh-pages.')
    if not shutil.which("git"):
        raise EnvironmentFault("git is missing. Install it, for example with: apt install git")
    return PagesBranch(remote, branch)


def _git(*arguments: str) -> str:
    done = subprocess.run(  # noqa: S603
        ["git", *arguments],  # noqa: S607
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        # what is wrong stands first; at the end of it stands general advice
        first = (done.stderr.strip().splitlines() or ["nothing"])[0]
        raise EnvironmentFault(f"git said: {first}")
    return done.stdout
