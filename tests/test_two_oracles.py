"""Our dates against foreign readers of the .ics we wrote: over both changes of time, leap years and New Year.

`LITFASS_SERIES=10000 pytest tests/test_two_oracles.py` asks more than every run does.
"""

import json
import os
import subprocess
import warnings

import icalendar
import pytest
import recurring_ical_events
from hypothesis import HealthCheck, Phase, given, settings

from .conftest import TESTS
from .series import FIRST, LAST, batch, many, ours, written

SERIES = int(os.environ.get("LITFASS_SERIES", "1000"))
SAMPLE = 300
BATCH = 25


def checked(count):
    """Run over `count` series, the same ones each time."""
    return settings(
        max_examples=max(1, count // BATCH),
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],  # a batch of 25 takes minutes to shrink, and the failing series is named anyway
    )


def theirs(data):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(FIRST, LAST)
    # a foreign reader also returns what runs into the window from before
    return sorted(str(one.start) for one in found if str(one.start) >= str(FIRST))


@pytest.mark.slow(seconds=100)
@checked(SERIES)
@given(many)
def test_recurring_ical_events_reads_exactly_our_dates(series):
    site, heads = batch(series)

    for id_, data in written(site).items():
        assert ours(site, site.find("event", id_)) == theirs(data), heads[id_]


@pytest.fixture(scope="module")
def icaljs(npm):
    """Ask ical.js when the dates of some calendars begin."""
    library = npm / "ical.js/dist/ical.js"

    def ask(calendars):
        text = json.dumps({"first": str(FIRST), "last": str(LAST), "calendars": [data.decode() for data in calendars]})
        done = subprocess.run(
            ["node", TESTS / "npm/starts.js", library], input=text, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


@pytest.mark.slow(seconds=50)
@checked(SAMPLE)
@given(many)
def test_ical_js_reads_exactly_our_dates(icaljs, series):
    site, heads = batch(series)
    files = written(site)

    for id_, found in zip(files, icaljs(files.values()), strict=True):
        mine = [start[:16].replace(" ", "T") for start in ours(site, site.find("event", id_))]
        assert mine == found, heads[id_]
