"""Folder: releases beside each other, and the link `current` to the one that is public.

    DIR/releases/000017/site/      what the web server shows
    DIR/releases/000017/server/    settings for web servers
    DIR/releases/000017/manifest.json
    DIR/current -> releases/000017

A release is made under another name and gets its own when it is whole. The link is exchanged by one rename.
A web server runs as somebody else: whatever umask the publication has, what is public may be read by everybody.
"""

import os
import re
import shutil
from pathlib import Path

from ..problems import EnvironmentFault, SaidFault
from .manifest import NAME, Manifest, digests, read_manifest

MARK = ".litfass-releases"
MARK_TEXT = "Litfass keeps the releases of a site here. Do not change anything by hand.\n"
LOCK = ".litfass-lock"
CURRENT, RELEASES, SITE, SERVER = "current", "releases", "site", "server"
NUMBERED = re.compile(r"\d{6,}")
UNFINISHED = ".part"
# everybody may read a file, and enter a folder
READABLE, ENTERABLE = 0o444, 0o555


class ReleaseFolder:
    """The folder that holds all releases of one site."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.releases = self.root / RELEASES
        self.lock = self.root / LOCK

    def open(self) -> None:
        """Make the folder, or take one that is ours.

        Raises:
            EnvironmentFault: it holds files of somebody else, or cannot be written.

        """
        try:
            if not (self.root / MARK).is_file():
                if self.root.exists() and (not self.root.is_dir() or any(self.root.iterdir())):
                    raise SaidFault("closing-foreign-folder", path=self.root)
                _make_enterable(self.root)
                (self.root / MARK).write_text(MARK_TEXT, encoding="utf-8")
            self.releases.mkdir(exist_ok=True)
            _allow(self.releases, ENTERABLE)
            self.lock.touch()
        except OSError as error:
            raise EnvironmentFault(f"The folder {self.root} cannot be written: {error.strerror}.") from None

    def names(self) -> list[str]:
        """Names of all whole releases, oldest first."""
        if not self.releases.is_dir():
            return []
        found = (path.name for path in self.releases.iterdir() if NUMBERED.fullmatch(path.name))
        return sorted((name for name in found if (self.releases / name / NAME).is_file()), key=int)

    @property
    def current(self) -> str:
        """The name of the public release; "" when there is none."""
        return self._shown if self._shown in self.names() else ""

    @property
    def _shown(self) -> str:
        """The name of what a web server shows, whole or not; "" for nothing."""
        link = self.root / CURRENT
        return link.readlink().name if link.is_symlink() else ""

    def path(self, name: str) -> Path:
        """The folder of a release."""
        return self.releases / name

    def site(self, name: str) -> Path:
        """The folder of a release that a web server shows."""
        return self.path(name) / SITE

    def manifest(self, name: str) -> Manifest:
        """What a release consists of; empty for none."""
        try:
            text = (self.path(name) / NAME).read_text(encoding="utf-8") if name else ""
        except OSError:
            text = ""
        return read_manifest(text) or Manifest()

    def is_whole(self, name: str) -> bool:
        """Whether every file of a release is as its manifest says, and there is no other."""
        return digests(self.site(name)) == dict(self.manifest(name).files)

    def begin(self) -> Path:
        """A new folder for a release in the making; what a run that was cut off left is removed."""
        self.sweep()
        numbers = [int(path.name) for path in self.releases.iterdir() if NUMBERED.fullmatch(path.name)]
        part = self.releases / f"{max(numbers, default=0) + 1:06}{UNFINISHED}"
        (part / SITE).mkdir(parents=True)
        return part

    def admit(self, part: Path, manifest: Manifest) -> str:
        """Give a finished release its own name, and let everybody read it."""
        (part / NAME).write_text(manifest.text(), encoding="utf-8")
        for path in (part, *part.rglob("*")):
            _allow(path, ENTERABLE if path.is_dir() else READABLE)
        os.sync()  # all of it is on the disk before anything leads to it, also when the power fails
        name = part.name.removesuffix(UNFINISHED)
        part.rename(self.releases / name)
        return name

    def switch(self, name: str) -> None:
        """Make a release the public one, in one step."""
        new = self.root / f"{CURRENT}{UNFINISHED}"
        new.unlink(missing_ok=True)
        new.symlink_to(f"{RELEASES}/{name}")
        new.replace(self.root / CURRENT)

    def sweep(self) -> None:
        """Remove what was begun and never finished; never what people see, though its manifest is lost."""
        shown = self._shown
        for left_over in self.releases.iterdir():
            is_half = NUMBERED.fullmatch(left_over.name) and not (left_over / NAME).is_file()
            if left_over.name.endswith(UNFINISHED) or (is_half and left_over.name != shown):
                shutil.rmtree(left_over)
        (self.root / f"{CURRENT}{UNFINISHED}").unlink(missing_ok=True)

    def prune(self, kept: int) -> None:
        """Remove the oldest releases, all but `kept` of those that are not public."""
        others = [name for name in self.names() if name != self.current]
        for name in others[: max(0, len(others) - kept)]:
            # gone from the list at once, and from the disk at leisure
            dying = self.path(name).rename(self.releases / f"{name}.old{UNFINISHED}")
            shutil.rmtree(dying)


def _make_enterable(folder: Path) -> None:
    """Make a folder, and those above it, which everybody may enter; one that is there stays as somebody wanted it."""
    if folder.exists():
        return
    _make_enterable(folder.parent)
    folder.mkdir(exist_ok=True)
    _allow(folder, ENTERABLE)


def _allow(path: Path, rights: int) -> None:
    """Add rights to those a file has; nothing is done where it has them."""
    mode = path.stat().st_mode
    if mode & rights != rights:
        path.chmod(mode | rights)
