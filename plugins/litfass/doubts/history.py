"""History: doubts that only Git can tell: what was published and is gone, what is new and over, translations left behind.

Without Git, without a repository, or when Git takes too long, there are none. Nothing is written, no hook or
configured program is started.
"""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from ..calendar.moment import Moment
from ..link import Entry, Material
from ..model import TYPES, Event, Thing
from ..parse import Document, read
from ..problems import Problem
from ..site import Site
from ..validate import validate
from .subscribed import info_in, subscribed

LOOK_BACK = timedelta(days=60)  # later nobody remembers, and nobody can act
LONGEST_SECONDS = 5
MOST_COMMITS = 2000
# what is published, the first of these that exists; without any, what was committed last
PUBLISHED = ("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master")
PUBLISHED += ("refs/heads/main", "refs/heads/master")
# what is edited when a thing gets another name
NAMES = {"title", "summary", "slug", "formerly", "id", "modified"}
RAW = ("--raw", "-z", "--no-renames", "--no-abbrev", "--relative", "--no-ext-diff", "--diff-filter=ADM")


def history(content: Path, material: Material, site: Site) -> list[Problem]:
    """Doubts about what the content folder has lost, as far as Git knows."""
    git = _Git(content)
    base = git.published()
    if not base:
        return []
    translations_and_new = [*_left_behind(git, material), *_over(git, base, material, site)]
    if git.is_sample(base):
        return translations_and_new
    came, versions = git.earlier(base, str(site.today - LOOK_BACK))
    old = list(versions)
    return [
        *_gone(old, git.published_paths(base) - came, material, site),
        *subscribed(material, (data for path, data in old if path == "site.yaml")),
        *translations_and_new,
    ]


def edited_in(content: Path) -> set[str]:
    """Paths of a content folder that differ from the last commit, or are in none."""
    return _Git(content).edited()


def left_behind(content: Path, material: Material) -> list[Problem]:
    """One doubt for each translation whose original was changed after it."""
    return list(_left_behind(_Git(content), material))


@dataclass(frozen=True)
class _Git:
    """Asks Git about one folder; an answer that does not come is empty."""

    folder: Path

    def ask(self, *words: str, text: bytes = b"") -> bytes:
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
        answer = self.ask("cat-file", "--batch", text="".join(f"{digest}\n" for _, digest in wanted).encode())
        for path, digest in wanted:
            head, _, rest = answer.partition(b"\n")
            if not head.startswith(f"{digest} blob ".encode()):
                return
            size = int(head.rpartition(b" ")[2])
            yield path, rest[:size]
            answer = rest[size + 1 :]

    def published_paths(self, base: str) -> set[str]:
        """Paths of the folder in a commit."""
        return set(
            self.ask("ls-tree", "-r", "-z", "--name-only", base, "--", ".").decode("utf-8", "replace").split("\0")
        )

    def ages(self) -> dict[str, int]:
        """For each path how many commits ago it was changed, 1 for the newest commit."""
        words = ("log", "--format=%x01", "--name-only", "-z", "--no-renames", "--relative")
        answer = self.ask(*words, f"--max-count={MOST_COMMITS}", "--", ".").decode("utf-8", "replace")
        found: dict[str, int] = {}
        for number, names in enumerate(answer.split("\x01")):
            for name in names.replace("\n", "").split("\0"):
                found.setdefault(name, number)
        return found

    def edited(self) -> set[str]:
        """Paths that differ from the last commit, or are in none."""
        prefix = self.ask("rev-parse", "--show-prefix").decode().strip()
        answer = self.ask("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", ".")
        names = (line[3:] for line in answer.decode("utf-8", "replace").split("\0"))
        return {name.removeprefix(prefix) for name in names if name}


def _gone(versions: list[tuple[str, bytes]], old_paths: set[str], material: Material, site: Site) -> Iterator[Problem]:
    """One doubt for each address and each id of earlier versions that led somewhere and does not any more."""
    now = {entry.thing.key(): entry for entry in material.entries}
    known = {address for entry in material.entries for address in _addresses(site, entry.thing)}
    told = set()
    for path, data in versions:
        document, thing = _thing(path, data)
        if thing is None or path in material.broken or not thing.published(site.today):
            continue
        entry, heir = now.get(thing.key()), None
        if entry is None:
            may_be = (
                one for one in material.entries if one.document.path == path or one.document.path not in old_paths
            )
            heir = next((one for one in may_be if _is_renamed(document, thing, one)), None)
        if heir and thing.key() not in told:
            yield heir.document.problem(
                "id-gone", ("id",), value=thing.id, address=site.addresses.to("short", id=thing.id)
            )
        if entry and not entry.thing.published(site.today) and thing.key() not in told:
            yield entry.document.problem("taken-back", ("draft",), value=thing.title, address=site.addresses.of(thing))
        told.add(thing.key())
        if (address := site.addresses.of(thing)) not in known:
            known.add(address)
            yield _address_gone(path, thing, entry or heir, address, site)


def _address_gone(path: str, thing: Thing, entry: Entry | None, address: str, site: Site) -> Problem:
    values = {"address": address, "slug": thing.slug}
    if entry:
        return entry.document.problem(
            "address-gone", ("slug",) if "slug" in entry.document.fields else ("title",), **values
        )
    if isinstance(thing, Event) and thing.status != "cancelled" and _lies_ahead(thing, site):
        return Problem(path, 1, "", "event-deleted", {"value": thing.title})
    return Problem(path, 1, "", "address-gone", values)


def _is_renamed(document: Document, thing: Thing, entry: Entry) -> bool:
    """Whether an entry is a thing of old under another name: its title stayed, or all but its title."""
    if thing.kind != entry.thing.kind:
        return False
    return thing.slug == entry.thing.slug or _without_names(document) == _without_names(entry.document)


def _without_names(document: Document) -> tuple[dict[str, object], str]:
    return {key: value for key, value in document.fields.items() if key not in NAMES}, document.body.strip()


def _thing(path: str, data: bytes) -> tuple[Document, Thing] | tuple[None, None]:
    """What a file said then; None for translations, closures and what was never right."""
    if path.partition("/")[0] not in TYPES or path.count(".") > 1 or path.startswith("closures/"):
        return None, None
    document, _ = read(data, path)
    thing = validate(document)[0] if document else None
    return (document, thing) if thing else (None, None)


def _addresses(site: Site, thing: Thing) -> Iterator[str]:
    if thing.kind != "closure":
        for slug in (thing.slug, *thing.formerly):
            yield site.addresses.former(thing, slug)


def _lies_ahead(event: Event, site: Site) -> bool:
    """Whether an event would still take place, by its own file alone."""
    if event.rule:
        return event.until is None or event.until >= site.today
    ends = [event.start.day] if event.start else []
    ends += [event.end.day] if isinstance(event.end, Moment) else []
    return max([*ends, *event.dates, *event.also], default=site.today - LOOK_BACK) >= site.today


def _over(git: _Git, base: str, material: Material, site: Site) -> Iterator[Problem]:
    """One doubt for each event that is new and over already: often its year is wrong."""
    known = git.published_paths(base)
    for entry in material.entries:
        if entry.thing.kind != "event" or entry.document.path in known or entry.thing.source:
            continue
        dates = site.programme.dates_of(entry.thing)
        last = max((one.last_day for one in dates), default=site.today)
        if last < site.today:
            yield entry.document.problem("new-and-over", ("start",), day=last)


def _left_behind(git: _Git, material: Material) -> Iterator[Problem]:
    """One doubt for each translation whose original was changed after it."""
    if not material.translations:
        return
    age, edited = git.ages(), git.edited()
    for one in material.translations:
        original, path = one.original, one.document.path
        if not original or path in edited or path not in age:
            continue
        if original in edited or age.get(original, MOST_COMMITS) < age[path]:
            yield one.document.problem("translation-behind", original=original)
