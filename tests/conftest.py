"""What tests share: copies of the tiny neighbourhood, and sites built from it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TESTS = Path(__file__).parent
NOW = "2026-11-24T10:00"


@pytest.fixture
def content(tmp_path):
    """A copy of the tiny neighbourhood that a test may spoil."""
    return Path(shutil.copytree(TESTS / "site", tmp_path / "content"))


def litfass(*arguments, **environment):
    """Run the command line as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "litfass", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "plugins", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def build(content, output, *more, **environment):
    """Build a site at the tests' moment."""
    conf = TESTS / "strictconf.py"
    options = ("--conf", conf, "--content", content, "--output", output, "--now", NOW)
    return litfass("build", *options, *more, **environment)


@pytest.fixture(scope="session")
def golden_site(tmp_path_factory):
    """The tiny neighbourhood, built once for all tests that only read."""
    output = tmp_path_factory.mktemp("golden") / "output"
    done = build(TESTS / "site", output)
    assert done.returncode == 0, done.stdout + done.stderr
    return output


@pytest.fixture(scope="session")
def shipped_site(tmp_path_factory):
    """The shipped neighbourhood, built once for all tests that only read."""
    output = tmp_path_factory.mktemp("shipped") / "output"
    done = build(ROOT / "content", output)
    assert done.returncode == 0, done.stdout + done.stderr
    return output


def golden_text(path):
    """A text output without the hashes of the theme's files, so that a new colour is no new page."""
    return re.sub(r"/theme/([\w-]+)\.[0-9a-f]{8}\.", r"/theme/\1.HASH.", path.read_text(encoding="utf-8"))


def golden_names(site):
    """Every file of a site, the hashes of the theme's files left out."""
    names = sorted(str(path.relative_to(site)) for path in site.rglob("*") if path.is_file())
    return [re.sub(r"^theme/([\w-]+)\.[0-9a-f]{8}\.", r"theme/\1.HASH.", name) for name in names]
