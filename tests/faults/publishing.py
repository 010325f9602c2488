"""A publication that is hindered: killed, without disk, rights, memory, files or network, or with a damaged cache."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from litfass.release.folder import ReleaseFolder
from litfass.release.manifest import digests

from ..conftest import NOW, ROOT, TESTS

DISK_KB = 600
MEMORY_MB = 700
OPEN_FILES = 64
LONGEST_SECONDS = 300


def command(content, to, *more):
    """The command line that publishes."""
    options = ("--conf", TESTS / "strictconf.py", "--content", content, "--to", to, "--now", NOW, *more)
    return [sys.executable, "-m", "litfass", "publish", *map(str, options)]


def start(content, to, *more, limits=(), before=(), **environment):
    """Begin a publication; `limits` are pairs for setrlimit, `before` are words to put before the command."""

    def limit():
        for what, value in limits:
            resource.setrlimit(what, (value, value))

    return subprocess.Popen(
        [*before, *command(content, to, *more)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "plugins", **environment},
        preexec_fn=limit if limits else None,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(process):
    """Exit code and what was said."""
    out, errors = process.communicate(timeout=LONGEST_SECONDS)
    return process.returncode, out + errors


def run(content, to, *more, **how):
    """Publish and wait."""
    return finish(start(content, to, *more, **how))


def is_whole(to):
    """Whether what is public is a whole release, and nothing else is there but releases and leftovers to be swept."""
    folder = ReleaseFolder(to)
    return bool(folder.current) and folder.is_whole(folder.current)


class Street:
    """Two states of a content folder, published in turns into one folder of releases."""

    def __init__(self, root):
        self.to = root / "www"
        self.contents = [root / "one", root / "two"]
        for content in self.contents:
            shutil.copytree(TESTS / "site", content)
        news = self.contents[1] / "news/2026-11-23-neu.md"
        news.write_text("---\ntitle: Neu\n---\nEs gibt etwas Neues.\n")
        self.seconds = [0.0]
        for content in self.contents:
            began = time.monotonic()
            code, said = run(content, self.to)
            assert code == 0, said
            self.seconds.append(time.monotonic() - began)
        folder = ReleaseFolder(self.to)
        self.states = [digests(folder.site(name)) for name in folder.names()]
        # kept aside, for releases are removed when newer ones come
        self.kept = [shutil.copytree(folder.site(name), root / f"kept-{name}") for name in folder.names()]

    def is_one_of_two(self):
        """Whether the public site is exactly one of the two, byte by byte, but for files that stay a day for old pages."""
        folder = ReleaseFolder(self.to)
        stay = folder.manifest(folder.current).left_over
        public = {path: one for path, one in digests(folder.site(folder.current)).items() if path not in stay}
        return folder.is_whole(folder.current) and public in self.states


def kill(street, rounds, signal_number=signal.SIGKILL, seed=1):
    """Kill publications at random moments; how many left something half, how many were killed before they ended."""
    chance, half, killed = random.Random(seed), 0, 0
    for number in range(rounds):
        process = start(street.contents[number % 2], street.to)
        time.sleep(chance.random() * street.seconds[-1] * 1.1)
        killed += process.poll() is None
        os.killpg(process.pid, signal_number) if process.poll() is None else None
        finish(process)
        half += not street.is_one_of_two()
    code, said = run(street.contents[0], street.to)
    assert code == 0, said
    leftovers = [path.name for path in (street.to / "releases").iterdir() if path.name.endswith(".part")]
    return half + len(leftovers), killed


def terminate(street, rounds, seed=2):
    """End publications politely; how many left something half or behind, or did not say so with 2."""
    chance, wrong = random.Random(seed), 0
    for number in range(rounds):
        process = start(street.contents[number % 2], street.to)
        # from the moment on that it has begun: before, there is nothing to clean up
        while process.poll() is None and not list((street.to / "releases").glob("*.part")):
            time.sleep(0.01)
        time.sleep(chance.random() * street.seconds[-1] * 0.5)
        process.terminate()
        code, said = finish(process)
        leftovers = list((street.to / "releases").glob("*.part"))
        wrong += bool(leftovers) or not street.is_one_of_two() or (code not in (0, 2)) or "Traceback" in said
    return wrong


@contextmanager
def small_disk(folder, options):
    """A file system of its own in memory, mounted at a folder; None when this process may not mount."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=False, capture_output=True
    )
    try:
        yield None if done.returncode else folder
    finally:
        if done.returncode == 0:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


def full_disk(street, root):
    """Publish onto a disk that is too small for a second release; what went wrong."""
    with small_disk(root / "small", "size=16m") as disk:
        if disk is None:
            return ["this process may not mount a disk"]
        code, said = run(street.contents[0], disk / "www")
        if code:
            return [said]
        before = digests(ReleaseFolder(disk / "www").site("000001"))
        room = shutil.disk_usage(disk).free - DISK_KB * 1024
        (disk / "ballast").write_bytes(b"\0" * max(0, room))
        code, said = run(street.contents[1], disk / "www")
        folder = ReleaseFolder(disk / "www")
        return faults(code, 2, said) + (
            [] if folder.current == "000001" and digests(folder.site("000001")) == before else ["the site changed"]
        )


def read_only(street, root):
    """Publish into a folder that cannot be written; what went wrong. It must say so before it builds."""
    with small_disk(root / "locked", "size=16m") as disk:
        if disk is None:
            return ["this process may not mount a disk"]
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        began = time.monotonic()
        code, said = run(street.contents[0], disk / "www")
        late = ["it built first"] if time.monotonic() - began > street.seconds[-1] * 0.8 else []
        return faults(code, 2, said) + late + ([] if "cannot be written" in said else [said])


def two_at_once(street):
    """Publish twice at the same time; what went wrong: one must be told to wait."""
    both = [start(content, street.to) for content in street.contents]
    results = [finish(process) for process in both]
    said = "".join(text for _, text in results)
    codes = sorted(code for code, _ in results)
    return (
        []
        if codes == [0, 2] and "Gerade wird schon veröffentlicht" in said and street.is_one_of_two()
        else [f"{codes}: {said}"]
    )


def damaged_cache(street, root):
    """Publish with a cache whose files were cut, changed and emptied; what went wrong."""
    conf, store = root / "cacheconf.py", root / "store"
    conf.write_text(f"from tests.strictconf import *\nLITFASS_STORE = {str(store)!r}\n")
    options = ("--conf", conf)
    wrong = []
    for damage in (
        lambda data: data[:-7],
        lambda data: data[:40] + b"X" + data[41:],
        lambda _: b"",
        lambda _: b"\0" * 99,
    ):
        code, said = run(street.contents[0], street.to, *options)
        wrong += faults(code, 0, said)
        for path in [path for path in store.rglob("*") if path.is_file()]:
            path.write_bytes(damage(path.read_bytes()))
    code, said = run(street.contents[0], street.to, *options)
    return wrong + faults(code, 0, said) + ([] if street.is_one_of_two() else ["the site differs"])


def no_network(street):
    """Publish where there is no network at all, not even to this machine; what went wrong."""
    before = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--net"]
    return _same_site(street, *run(street.contents[0], street.to, before=before))


def few_files(street):
    """Publish with 64 open files at most; what went wrong."""
    return _same_site(street, *run(street.contents[0], street.to, limits=[(resource.RLIMIT_NOFILE, OPEN_FILES)]))


def little_memory(street):
    """Publish with 700 MB of addresses; it may fail, but plainly, and the site must stay whole; what went wrong."""
    limit = MEMORY_MB * 1024 * 1024
    code, said = run(street.contents[0], street.to, limits=[(resource.RLIMIT_AS, limit)])
    whole = [] if street.is_one_of_two() else ["the site is not whole"]
    return whole + ([] if code in (0, 2) and "Traceback" not in said else [f"{code}: {said[-400:]}"])


def clock_of_1970(street):
    """Publish with a clock that woke up in 1970; what went wrong: it must say so and change nothing."""
    arguments = command(street.contents[0], street.to)
    at = arguments.index("--now")
    done = subprocess.run(
        arguments[:at] + arguments[at + 2 :],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "plugins", "SOURCE_DATE_EPOCH": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    wrong = faults(done.returncode, 2, done.stderr) + ([] if street.is_one_of_two() else ["the site changed"])
    return wrong + ([] if "1970" in done.stderr else [done.stderr])


def faults(code, wanted, said):
    """What is wrong with how a command ended."""
    return (
        [] if code == wanted and "Traceback" not in said else [f"ended with {code} instead of {wanted}: {said[-600:]}"]
    )


def _same_site(street, code, said):
    return faults(code, 0, said) + ([] if street.is_one_of_two() else ["the site differs"])


def may_mount(root: Path):
    """Whether this process may mount a disk of its own."""
    with small_disk(root / "try", "size=1m") as disk:
        return disk is not None
