"""Crew: work shared among processes comes back whole, whoever fails, and whatever the builder does with signals."""

import subprocess
import sys

from .conftest import ROOT

# its own process, as a builder that catches signals: the workers are copies of it
BUILDER = """
import os, signal, sys
from litfass.crew import share

def stop(*_):
    raise RuntimeError("the builder was told to stop")

for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(one, stop)

def make(number):
    if number in (7, 20, 33):
        os.kill(os.getpid(), (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)[number % 3])
    return str(number).encode()

found = dict(share(40, make, lost=lambda number: b"lost"))
print(*(found[number].decode() for number in range(40)))
"""


def test_a_worker_that_is_ended_says_nothing_and_costs_one_number():
    done = subprocess.run(
        [sys.executable, "-c", BUILDER],
        env={"PYTHONPATH": str(ROOT / "plugins")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "" == done.stderr
    assert ["lost" if number in (7, 20, 33) else str(number) for number in range(40)] == done.stdout.split()
