"""Crew: work shared among processes comes back whole, whoever fails, and whatever the builder does with signals."""

import os
import subprocess
import sys

import pytest
from litfass.machine import crew

from .conftest import ROOT

# its own process, as a builder that catches signals: the workers are copies of it
BUILDER = """
import os, signal, sys
from litfass.machine.crew import share

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


@pytest.mark.parametrize("processors", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 25, 400])
def test_who_joins_makes_a_part_of_it_and_waits_for_nobody_who_is_not_there(processors, count, monkeypatch):
    monkeypatch.setattr(crew, "processors", lambda: processors)
    ours = os.getpid()

    found = dict(crew.share(count, lambda number: f"{number} {os.getpid()}".encode(), lost=None, joins=True))

    assert [*range(count)] == [int(found[number].split()[0]) for number in range(count)]
    assert count < 25 or str(ours) in {found[number].decode().split()[1] for number in range(count)}


def test_rows_in_hand_of_a_worker_that_ended_are_not_lost(monkeypatch):
    monkeypatch.setattr(crew, "processors", lambda: 3)
    ours = os.getpid()

    def make(number):
        if number % 7 == 0 and os.getpid() != ours:
            os._exit(1)
        return str(number).encode()

    found = dict(crew.share(100, make, lost=lambda number: f"{number}".encode(), joins=True))

    assert {number: str(number).encode() for number in range(100)} == found


def test_who_is_done_takes_from_the_end_of_another_part_and_leaves_half_of_its_last_row():
    parts = crew.Parts(48, workers=2)
    own, others = parts.all

    assert [range(first, first + 6) for first in range(0, 24, 6)] == [parts.next(own) for _ in range(4)]
    assert [range(42, 48), range(36, 42), range(30, 36), range(27, 30)] == [parts.next(own) for _ in range(4)]
    assert range(24, 27) == parts.next(others)
    assert parts.next(own) is parts.next(others) is None
