"""Lasting: until when a site says the same, if nobody edits anything. A question to Site, beside it like site/network.py."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from ..calendar.hours import ends_today, spans_on
from . import Site


def lasts_until(site: Site) -> datetime:
    """The next moment at which something begins, ends or falls due, the office opens or closes, or the day is over."""
    return min(moment for moment in _moments(site) if moment > site.now)


def _moments(site: Site) -> Iterator[datetime]:
    """Moments at which pages may change, those of the past among them; midnight is the last that matters."""
    yield _at(site, time()) + timedelta(days=1)
    for one in site.occurrences:
        if one.last_day >= site.today - timedelta(days=1) and one.day <= site.today:
            yield one.starts_at()
            yield one.ends_at()
    for due in site.due:
        if due.day == site.today and due.moment.time:
            yield _at(site, due.moment.time) + timedelta(minutes=1)  # its own minute is not over yet
    hours = site.info.office.hours
    # who closes in the night opened on the day before
    for opens, closes in (*spans_on(hours, site.today), *spans_on(hours, site.today - timedelta(days=1))):
        yield _at(site, opens)
        if ends_today(closes):
            yield _at(site, closes)


def _at(site: Site, hour: time) -> datetime:
    return datetime.combine(site.today, hour, site.info.timezone)
