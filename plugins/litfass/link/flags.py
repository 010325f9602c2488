"""Flags: dates that other files cancel: a place that is shut, a news item that says so."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..model import Closure, News, Place
from ..model.closure import ClosurePeriod
from ..model.occurrence import Occurrence

# states of dates that take place where and when they were to
UNTROUBLED = ("scheduled", "full")


def flagged(dates: Iterable[Occurrence], closures: Iterable[Closure], news: Iterable[News]) -> Iterator[Occurrence]:
    """The same dates, those cancelled that a closed place or a published cancellation makes impossible.

    What the event's own file says of a date goes first, unless that is that all places are taken: who has one must know.
    The note is the closure's or the news item's title, as it stands there, so that its translation is found; the place
    is said beside it.
    """
    shut = _shut(closures)
    cancelled = {
        (about.id, about.day): item.title
        for item in news
        if item.category == "cancellation"
        for about in item.about
        if about.day and about.thing and about.thing.kind == "event"
    }
    for one in dates:
        reason = cancelled.get((one.event.id, one.on)) or _closed_on(shut, one)
        if reason and one.takes_place and one.status in UNTROUBLED:
            yield replace(one, status="cancelled", note=reason)
        else:
            yield one


def _shut(closures: Iterable[Closure]) -> dict[str, list[ClosurePeriod]]:
    """Periods in which a place is shut, by the place's id."""
    found: dict[str, list[ClosurePeriod]] = {}
    for closure in closures:
        if closure.closure_kind == "place":
            found.setdefault(closure.place, []).extend(closure.named_periods)
    return found


def _closed_on(shut: Mapping[str, list[ClosurePeriod]], one: Occurrence) -> str:
    """Why its place is shut when it begins; what runs for weeks, such as an exhibition, can wait until it opens again."""
    if not isinstance(one.place, Place):
        return ""
    last = one.last_day if one.is_long else one.day
    periods = (period for period in shut.get(one.place.id, ()) if period.from_ <= one.day and last <= period.to)
    return next((period.title for period in periods), "")
