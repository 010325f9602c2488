"""Pauses: school and public holidays computed for a Land, and their overrides, as periods of whole days."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

CATEGORIES = {"school-holidays": "school", "public-holidays": "public"}


@dataclass(frozen=True, order=True)
class Period:
    """Days from `first` to `last`, both included, with a name people know."""

    first: date
    last: date
    title: str = ""

    def __contains__(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Pause:
    """Days on which something does not take place; known up to `valid_through`, the last day its data speak of."""

    id: str
    title: str
    valid_through: date
    periods: tuple[Period, ...]
    _days: dict[date, str] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for period in reversed(self.periods):
            for offset in range((period.last - period.first).days + 1):
                self._days[period.first + timedelta(days=offset)] = period.title

    def title_on(self, day: date) -> str | None:
        """The name of the period a day lies in; None when the day is free of pauses."""
        title = self._days.get(day)
        return None if title is None else title or self.title


@cache
def computed_periods(kind: str, state: str, first_year: int, last_year: int) -> tuple[Period, ...]:
    """School or public holidays of a Land such as "DE-BY", German names, in order, runs of days joined.

    `kind` is "school-holidays" or "public-holidays". Empty for years the data do not reach.
    Source: the package `holidays`, which takes them from the laws of the Länder.
    """
    days = _germany()(
        subdiv=state.partition("-")[2] or None,
        years=range(first_year, last_year + 1),
        categories=(CATEGORIES[kind],),
        language="de",
    )
    return tuple(_joined(sorted(days.items())))


def _germany() -> Any:
    """The class of `holidays` for Germany, from its own file: the package loads 250 countries, 0.15 s for every check."""
    import holidays  # noqa: PLC0415 - only needed when somebody pauses

    spec = spec_from_file_location("holidays_of_germany", Path(holidays.__file__).parent / "countries/germany.py")
    if spec is None or spec.loader is None:
        return import_module("holidays.countries.germany").Germany
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Germany


def without(periods: Iterable[Period], days: Iterable[date]) -> list[Period]:
    """The periods with single days cut out of them."""
    left = list(periods)
    for day in days:
        for period in [period for period in left if day in period]:
            left.remove(period)
            one = timedelta(days=1)
            parts = (Period(period.first, day - one, period.title), Period(day + one, period.last, period.title))
            left.extend(part for part in parts if part.first <= part.last)
    return sorted(left)


def _joined(days: list[tuple[date, str]]) -> list[Period]:
    runs: list[Period] = []
    for day, title in days:
        if runs and runs[-1].title == title and runs[-1].last + timedelta(days=1) == day:
            runs[-1] = Period(runs[-1].first, day, title)
        else:
            runs.append(Period(day, day, title))
    return runs
