"""What tests share: copies of the tiny neighbourhood, and sites built from it."""

import contextlib
import fcntl
import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import hypothesis
import pytest
from litfass.kept import store

from . import stem

ROOT = Path(__file__).parent.parent
TESTS = Path(__file__).parent
NOW = "2026-11-24T10:00"
# how long an example takes says more about the machine than about the program
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_collection_modifyitems(items):
    """What takes longest comes first, so that no worker is left alone with it at the end."""
    items.sort(key=_seconds, reverse=True)


def _seconds(item):
    marks = [mark.kwargs.get("seconds", 10) for mark in item.iter_markers("slow")]
    return marks[0] if marks else 0  # the closest, a function's before its module's


@pytest.fixture(autouse=True)
def nothing_at_hand(monkeypatch, tmp_path_factory):
    """What a test bends is not kept for the builds of the folder it runs in."""
    monkeypatch.setattr(store, "USUAL", tmp_path_factory.getbasetemp() / "nothing")


@pytest.fixture
def content(tmp_path):
    """A copy of the tiny neighbourhood that a test may spoil."""
    return Path(shutil.copytree(TESTS / "site", tmp_path / "content"))


def litfass(*arguments, **environment):
    """Run the command line as a process of its own."""
    words = [*map(str, arguments)]
    if stem.can_run(environment):
        return stem.run(words, environment)
    return subprocess.run(
        [sys.executable, "-m", "litfass", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "plugins", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def settings_in(folder, *lines):
    """A settings file in a folder: that of the tests, and what these lines set otherwise."""
    conf = folder / "conf.py"
    ours = (f"import sys\nsys.path.insert(0, {str(TESTS)!r})", "from strictconf import *")
    conf.write_text("\n".join((*ours, *lines, "")), encoding="utf-8")
    return conf


def build(content, output, *more, **environment):
    """Build a site at the tests' moment."""
    conf = TESTS / "strictconf.py"
    options = ("--conf", conf, "--content", content, "--output", output, "--now", NOW)
    return litfass("build", *options, *more, **environment)


def commit(folder, when="2026-11-20T10:00+01:00", *, is_sample=False):
    """Put all of a folder into Git, a new repository when there is none; what people see there is no sample, unless said."""
    info = folder / "site.yaml"
    if info.is_file() and not is_sample:
        info.write_text(info.read_text(encoding="utf-8").replace("demo: yes\n", ""), encoding="utf-8")
    who = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Erika"), ("EMAIL", "erika@musterviertel.example"), ("DATE", when))
    }
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "Stand"]):
        git = ["git", "-c", "commit.gpgsign=false", "-C", str(folder), *words]
        subprocess.run(git, check=True, capture_output=True, env={**os.environ, **who})


def once(tmp_path_factory, name, make):
    """A folder that the workers of a test run share: who comes first lets `make` fill it, the others wait."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    shared, ready = folder / name, folder / f"{name}-ready"
    with (folder / f"{name}-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            make(shared)
            ready.touch()
    return shared


def _built_once(content, tmp_path_factory, name):
    """A site, built by the first worker who asks for it."""

    def make(output):
        done = build(content, output)
        assert done.returncode == 0, done.stdout + done.stderr

    return once(tmp_path_factory, name, make)


@pytest.fixture(scope="session")
def golden_site(tmp_path_factory):
    """The tiny neighbourhood, built once for all tests that only read."""
    return _built_once(TESTS / "site", tmp_path_factory, "golden")


@pytest.fixture(scope="session")
def shipped_site(tmp_path_factory):
    """The shipped neighbourhood, built once for all tests that only read."""
    return _built_once(ROOT / "content", tmp_path_factory, "shipped")


def missing(what, unchecked):
    """Say in one line what was not checked for want of a tool; in CI that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI must have it (.ci/run): {unchecked}")
    pytest.skip(f"{what} is missing: {unchecked}")


def npm_packages():
    """The folder node_modules with what tests/npm/package.json names; installed once, also by two workers at a time."""
    if not shutil.which("npm"):
        missing("npm", "ical.js, axe-core and vnu were not asked")
    folder = ROOT / ".cache/npm"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted, there = TESTS / "npm/package.json", folder / "package.json"
        if not there.is_file() or there.read_bytes() != wanted.read_bytes() or not (folder / "node_modules").is_dir():
            shutil.copy(wanted, there)
            quiet = ("--ignore-scripts", "--silent", "--no-audit", "--no-fund", "--no-package-lock")
            subprocess.run(["npm", "install", *quiet], cwd=folder, check=True)
    return folder / "node_modules"


@pytest.fixture(scope="session")
def npm():
    """The folder node_modules."""
    return npm_packages()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing; tests read what the browser sees."""

    def end_headers(self):
        """Say of pages what our servers say: else a browser may keep one, the longer the older the file is. RFC 9111 § 4.2.2."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


class LateLetters(_Quiet):
    """A bad line: letters come when the page has long been read."""

    def do_GET(self):
        """Keep letters back for half a second."""
        if self.path.endswith(".woff2"):
            time.sleep(0.5)
        super().do_GET()


class Silent(_Quiet):
    """A line that is there, and brings no page while nobody may answer."""

    may_answer = threading.Event()
    may_answer.set()

    def do_GET(self):
        """Keep pages back until one may answer."""
        if self.path.endswith("/"):
            self.may_answer.wait(60)
        super().do_GET()


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Say nothing of a browser that went on to the next page before all of this one had come."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def served(folder, handler=_Quiet):
    """The address of a folder while it is served on a port of this computer."""
    server = _Server(("127.0.0.1", 0), functools.partial(handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def address(shipped_site):
    """Where the shipped site is served."""
    with served(shipped_site) as url:
        yield url


@contextlib.contextmanager
def chromium():
    """Debian's Chromium while it runs: its shell without windows, which does half the work, or the whole where only that is there."""
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not program:
        missing("chromium-headless-shell", "pages were not tried in a browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"]
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium, one for all tests."""
    with chromium() as launched:
        yield launched


def golden_text(path):
    """A text output without the hashes of the theme's files, so that a new colour is no new page."""
    return re.sub(r"/theme/([\w-]+)\.[0-9a-f]{8}\.", r"/theme/\1.HASH.", path.read_text(encoding="utf-8"))


def golden_names(site):
    """Every file of a site, the hashes of the theme's files left out."""
    names = sorted(str(path.relative_to(site)) for path in site.rglob("*") if path.is_file())
    return [re.sub(r"^theme/([\w-]+)\.[0-9a-f]{8}\.", r"theme/\1.HASH.", name) for name in names]
