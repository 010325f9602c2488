"""Publish: the steps from content to the public site, each of which leaves the public site alone until the last.

build → verify → take over what is the same → smaller copies → one rename. What is sent elsewhere is sent after that.
"""

import os
import shlex
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ..build import run, settings_of
from ..kept.store import store_of
from ..make.write import MANIFEST as BUILT_LIST
from ..problems import EnvironmentFault, LitfassError, SaidFault, say
from ..settings import read_settings
from ..site import Site
from .carry import carry_over
from .deliver import deliver
from .folder import SERVER, SITE, ReleaseFolder
from .kinds import is_page
from .lock import only_one
from .manifest import Manifest, digests
from .servers import Rooms, host_files, server_files
from .squeeze import squeeze
from .steps import Steps
from .verify import Book, moved, read_site, verify

# a clock that is further behind than this is wrong
MOST_BACK = timedelta(days=1)


@dataclass(frozen=True)
class Order:
    """What is to be published: the settings file, settings given instead of its own, and where to."""

    conf: Path
    given: Mapping[str, Any] = field(default_factory=dict)
    to: Path | None = None
    allow_shrink: bool = False


class Shrunk(LitfassError):
    """Most of the pages would be gone: more likely a mistake than a wish."""

    exitcode = 1


class Stopped(BaseException):
    """Somebody wants the process to end."""


def publish(order: Order) -> None:
    """Make a release of the content and make it public; or leave everything as it is and say why.

    Raises:
        LitfassError: content is wrong, the machine lacks something, or a mistake of ours; `exitcode` says which.

    """
    own = read_settings(settings_of(order.conf, **order.given))
    with _releases(order, own) as folder:
        before = folder.manifest(folder.current)
        name, manifest = _Making(order, own, folder, before).run()
        folder.switch(name)
        folder.prune(own["RELEASES_KEPT"])
        pages = {path: one for path, one in manifest.files.items() if is_page(path)}
        changed = sum(before.files.get(path) != one for path, one in pages.items())
        print(say("closing-published", own["MESSAGE_LANGUAGE"], pages=len(pages), name=name, changed=changed))  # noqa: T201
        if before.files:
            where = f" --to {shlex.quote(str(order.to))}" if order.to else ""
            print(say("closing-way-back", own["MESSAGE_LANGUAGE"], where=where))  # noqa: T201
        deliver(folder, own)


def roll_back(order: Order, name: str = "") -> None:
    """Make an older release the public one again: the one before, or the one called `name`.

    Raises:
        EnvironmentFault: there is none, no such folder, or it is no longer whole.

    """
    own = read_settings(settings_of(order.conf, **order.given))
    if not (root := _root(order, own)).is_dir():  # else looking for one would make it
        raise SaidFault("closing-no-releases", path=root)
    with _releases(order, own) as folder:
        older = [one for one in folder.names() if not folder.current or int(one) < int(folder.current)]
        chosen = name or (older[-1] if older else "")
        if chosen not in folder.names():
            raise SaidFault("closing-no-older", path=folder.root, known=", ".join(folder.names()) or "–")
        if not folder.is_whole(chosen):
            raise SaidFault("closing-damaged", name=chosen)
        folder.switch(chosen)
        now = folder.manifest(chosen).now
        print(say("closing-went-back", own["MESSAGE_LANGUAGE"], name=chosen, now=now))  # noqa: T201
        deliver(folder, own)


def _root(order: Order, own: Mapping[str, Any]) -> Path:
    """Where the releases lie."""
    return (order.to or Path(own["RELEASES"])).absolute()


@contextmanager
def _releases(order: Order, own: Mapping[str, Any]) -> Iterator[ReleaseFolder]:
    """The folder of releases for us alone; what was begun is removed when it does not become one."""
    folder = ReleaseFolder(_root(order, own))
    folder.open()
    with only_one(folder.lock) as was_cut_off:
        if was_cut_off:
            print(say("closing-cut-off", own["MESSAGE_LANGUAGE"]), file=sys.stderr)  # noqa: T201
        try:
            with _stoppable():
                yield folder
        except Stopped:
            raise EnvironmentFault("Stopped. The public site is unchanged, or already the new one.") from None
        finally:
            folder.sweep()


@contextmanager
def _stoppable() -> Iterator[None]:
    """Lets a wish to end arrive as an exception, so that nothing is left behind."""

    def stop(number: int, frame: object) -> None:  # noqa: ARG001 - signal's names
        raise Stopped

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass
class _Making:
    """A release in the making; `before` is the public one."""

    order: Order
    own: Mapping[str, Any]
    folder: ReleaseFolder
    before: Manifest
    steps: Steps = field(default_factory=Steps)

    def run(self) -> tuple[str, Manifest]:
        """Name and content of a release that is whole and verified, and not public yet."""
        part = self.folder.begin()
        site = self._built(part / SITE)
        _refuse_wrong_clock(site, self.before, self.own)
        book = self._verified(part / SITE, site)
        self._add_server_files(part, book, site)
        left_over = self._completed(part / SITE)
        manifest = Manifest(site.now.isoformat(), digests(part / SITE), left_over)
        return self.folder.admit(part, manifest), manifest

    def _built(self, root: Path) -> Site:
        # it shows its own progress; a thread that draws ours would forbid it worker processes
        given = {**self.order.given, "OUTPUT_PATH": str(root), "LITFASS_ON_PROBLEM": "stop"}
        site = run(self.order.conf, **given)
        (root / BUILT_LIST).unlink()
        return site

    def _verified(self, root: Path, site: Site) -> Book:
        with self._step("closing-step-verify", sum(len(names) for _, _, names in os.walk(root))) as each:
            book = read_site(root, each)
            verify(book, site)
        if not self.order.allow_shrink:
            refuse_shrinking(self.before.files, book)
        return book

    def _add_server_files(self, part: Path, book: Book, site: Site) -> None:
        base, old_links = site.addresses.base, moved(book, site.addresses)
        (part / SERVER).mkdir()
        search, desk = (site.addresses.patterns[name] for name in ("search", "admin"))
        rooms = Rooms(search, desk, self.own["EDITING"] if f"{desk}index.html" in book else {})
        made = server_files(book, old_links, base, rooms)
        for name, text in made.items():
            (part / SERVER / name).write_text(text, encoding="utf-8")
        for name, text in host_files(made, self.own["HOST_FILES"]).items():
            (part / SITE / name).write_text(text, encoding="utf-8")

    def _completed(self, root: Path) -> dict[str, int]:
        """Take over from the public release, squeeze the rest; what is left over from before, and since when."""
        old = self.folder.site(self.folder.current)
        left_over = carry_over(old, self.before, root, digests(root), int(time.time()))
        with self._step("closing-step-squeeze") as each:
            squeeze(root, store_of(self.own), each)
        return left_over

    def _step(self, code: str, total: int | None = None) -> AbstractContextManager[Callable[[], None]]:
        return self.steps.step(say(code, self.own["MESSAGE_LANGUAGE"]), total)


def refuse_shrinking(before: Mapping[str, str], now: Mapping[str, Any]) -> None:
    """Stop when more than half of the pages that were public would be gone.

    Raises:
        Shrunk: with some of them.

    """
    old = {path for path in before if is_page(path)}
    gone = sorted(old - set(now))
    if len(gone) * 2 > len(old):
        shown = "\n".join(f"  {path}" for path in gone[:10])
        raise Shrunk(
            f"{len(gone)} of {len(old)} pages would vanish, among them:\n{shown}\n"
            "Nothing was published. If that is what you want: --allow-shrink"
        )


def _refuse_wrong_clock(site: Site, before: Manifest, own: Mapping[str, Any]) -> None:
    """A computer that woke up in 1970 would hide all news."""
    if before.now and not own["NOW"] and site.now < datetime.fromisoformat(before.now) - MOST_BACK:
        raise EnvironmentFault(
            f"The clock says {site.now:%Y-%m-%d %H:%M}, but the public site is of {before.now[:16].replace('T', ' ')}. "
            "Set the clock, or say the moment with --now."
        )
