"""Tasks that test; tasks.py hands them to invoke."""

import os
import shlex
import sys

from invoke import task


@task
def lint(c):
    """Check the code's style."""
    c.run(f"{sys.executable} -m ruff check . && {sys.executable} -m ruff format --check .")


@task
def test(c, k=None):
    """Run all tests."""
    workers = (os.cpu_count() or 1) + 1  # some wait for a browser, a server or an installation
    flags = f"-n {workers} --dist worksteal --durations 40 --durations-min 10" + (f" -k {k!r}" if k else "")
    c.run(f"{sys.executable} -m pytest {flags}", pty=sys.stdout.isatty())


@task(help={"kills": "how many publications are killed", "seed": "repeat the random moments of a run"})
def faults(c, kills=50, seed=None):
    """Hinder publications in every way and print what became of the site; takes a quarter of an hour, best as root."""
    seeded = f" --seed {int(seed)}" if seed else ""
    c.run(f"{sys.executable} -m tests.faults --kills {int(kills)}{seeded}", env={"PYTHONPATH": "plugins"})


@task(help={"times": "how many times as many examples as in CI", "atheris": "seconds of guided fuzzing instead"})
def fuzz(c, times=10, atheris=0):
    """Feed the house what nobody would write, at length: random files, and every string that broke other programs."""
    if atheris:
        c.run(f"{sys.executable} -m tests.guided {int(atheris)}", env={"PYTHONPATH": "plugins"})
        return
    c.run(f"{sys.executable} -m pytest tests/test_fuzz.py", env={"FUZZ": str(int(times))}, pty=sys.stdout.isatty())
    c.run(f"{sys.executable} -m tests.naughty", env={"PYTHONPATH": "plugins"})


@task(help={"again": "only print what the last run found", "missing": "name what no test ran"})
def coverage(c, again=False, missing=False):
    """Print which share of parse, validate, link, calendar and publish tests run; fails under 95 %, branches counted."""
    flags = (" --again" if again else "") + (" --missing" if missing else "")
    c.run(f"{sys.executable} -m tests.covered{flags}", env={"PYTHONPATH": "plugins"})


@task(help={"content": "content folder; default: content"})
def same(c, content="content"):
    """Build on three strange machines from nothing and compare every byte; takes minutes, best as root."""
    c.run(f"{sys.executable} -m tests.strange --content {shlex.quote(content)}", env={"PYTHONPATH": "plugins"})


@task
def update_golden(c):
    """Make tests/golden anew from tests/site; look at the difference as at code."""
    c.run(f"{sys.executable} -m tests.test_golden", env={"PYTHONPATH": "plugins"})
