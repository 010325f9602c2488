"""Pauses: a closure of content/closures becomes days on which things pause."""

from ..calendar.pauses import CATEGORIES, Pause, Period, computed_periods, without
from ..model import Closure

# as far as an archive reaches: what dropped out once is never told to have been
YEARS_BACK = 20


def pauses_of(closure: Closure, state: str, year: int) -> Pause:
    """The pause a closure means: computed holidays of the Land, plus its periods, minus its `except` days.

    Computed from twenty years before `year` to the year its data are valid through.
    """
    periods = [Period(item.from_, item.to, item.title) for item in closure.named_periods]
    if closure.closure_kind in CATEGORIES:
        periods.extend(computed_periods(closure.closure_kind, state, year - YEARS_BACK, closure.valid_through.year))
    kept = without(sorted(periods), closure.except_)
    return Pause(closure.id, closure.title, closure.valid_through, tuple(sorted(kept)))
