"""Figures: the numbers of a year, each with everything that was counted for it.

Counted by year.py; knows no words and no formats.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ..model import Participation, Project, Thing
from ..model.project import Milestone
from ..model.site_info import Label, Topic
from ..site import Site


@dataclass(frozen=True)
class Counted:
    """A thing that was counted, and how many times."""

    thing: Thing
    times: int = 1


@dataclass(frozen=True)
class Figure:
    """A number with what was counted for it; `key` names it on the page.

    Where `each_once`, a thing counts as one however many times it stands for.
    """

    key: str
    counted: tuple[Counted, ...] = ()
    each_once: bool = False

    @property
    def count(self) -> int:
        """The number itself."""
        return len(self.counted) if self.each_once else sum(one.times for one in self.counted)

    def share_of(self, other: "Figure") -> int:
        """Percent of another figure, rounded; 0 of nothing."""
        return round(100 * self.count / other.count) if other.count else 0


@dataclass(frozen=True)
class FundAccount:
    """A fund in the year: its budget (None when not said), what was granted and to whom, and what is left."""

    fund: Participation
    budget: Decimal | None
    grants: tuple[Any, ...]

    @property
    def granted(self) -> Decimal:
        """The sum of what was granted in the year."""
        return sum((one.amount for one in self.grants if one.amount), Decimal(0))

    @property
    def left(self) -> Decimal | None:
        """What is left of the budget, never below zero."""
        return None if self.budget is None else max(self.budget - self.granted, Decimal(0))


@dataclass(frozen=True)
class Account:
    """The figures of a year up to `through`: the day it is made, or the year's last."""

    site: Site
    year: int
    through: date
    dates: Figure
    cancelled: Figure
    free: Figure
    step_free: Figure
    by_kind: dict[str, Figure]
    by_topic: list[tuple[Topic, Figure]]
    by_month: list[tuple[date, Figure]]
    by_audience: list[tuple[Label, Figure]]
    projects: Figure
    projects_by_topic: list[tuple[Topic, dict[str, Figure]]]
    projects_by_state: dict[str, Figure]
    money: list[tuple[Project, Decimal]]
    funds: list[FundAccount]
    actors: Figure
    together: Figure
    new_links: list[tuple[Thing, Thing]]
    news: Figure
    press: Figure
    milestones: list[tuple[Project, Milestone]]
    steps: Figure
    pictures: list[Thing] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether the year is over."""
        return self.through == date(self.year, 12, 31)

    @property
    def budgets(self) -> Iterator[tuple[Thing, Decimal, Decimal | None]]:
        """Projects and funds with what was granted to or by them and what is left, None when nobody knows."""
        yield from ((project, amount, None) for project, amount in self.money)
        yield from ((one.fund, one.granted, one.left) for one in self.funds)
