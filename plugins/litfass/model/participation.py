"""Participation: how people take part: funds, calls, processes, committees."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from .deadline import Deadlines
from .fields import Amount, MomentField, Number, PartialDayField, Plain, Plains, Text, Title, Url, YearAmounts
from .readers import choice, refuse, single_or_list
from .reference import ActorOrText, Applicant, EventRef, EventRefs, ParticipationIdOrText
from .thing import Linked, Part, Thing

PHASES = ("information", "survey", "workshop", "results")
KINDS = ("fund", "call", "process", "committee")
# keys that belong to one kind only
OWN_KEYS = {
    "fund": ("year", "budget", "max_grant", "own_share", "eligible", "ineligible", "decided_by", "funded", "lending"),
    "call": ("period", "budget_by_year", "deadline"),
    "process": ("phases", "next_steps"),
    "committee": ("members", "meetings", "minutes"),
}


class Funded(Part):
    """What a fund paid for: an actor or "Privatperson", never a private name."""

    applicant: Applicant
    purpose: Title
    amount: Amount | None = None
    year: Number | None = None


class Lending(Part):
    """A thing to borrow."""

    title: Title
    contact: Plain = ""


class CallPeriod(Part):
    """From and to, to the month or the day."""

    from_: PartialDayField
    to: PartialDayField | None = None


class Phase(Part):
    """A step of a process."""

    title: Title
    from_: PartialDayField | None = None
    to: PartialDayField | None = None
    phase_kind: Annotated[str, BeforeValidator(choice(*PHASES))] = "information"
    url: Url = ""
    event: EventRef = None

    def is_over(self, today: date) -> bool:
        """Whether it lies behind; a phase without any date never does."""
        last = self.to or self.from_
        return last is not None and last.last < today

    def is_on(self, today: date) -> bool:
        """Whether it has begun and is not over."""
        return self.from_ is not None and self.from_.first <= today and not self.is_over(today)


class Member(Part):
    """A member of a committee: an actor or a group in words, and its part."""

    actor: ActorOrText
    role: Plain = ""


class Participation(Thing):
    """Something to take part in; which keys it has depends on its kind."""

    kind: ClassVar[str] = "participation"
    synonyms: ClassVar[dict[str, str]] = {"frist": "deadlines", "fristen": "deadlines", "budget_total": "budget"}

    participation_kind: Annotated[str, BeforeValidator(choice(*KINDS))]
    deadlines: Deadlines = ()
    contact: Plain = ""
    # fund
    year: Number | None = None
    budget: Amount | None = None
    max_grant: Amount | None = None
    own_share: Plain = ""
    eligible: Plains = ()
    ineligible: Plains = ()
    decided_by: ParticipationIdOrText = None
    funded: tuple[Funded, ...] = ()
    lending: tuple[Lending, ...] = ()
    # call
    period: CallPeriod | None = None
    budget_by_year: YearAmounts = Field(default_factory=dict)
    deadline: MomentField | None = None
    # process
    phases: tuple[Phase, ...] = ()
    next_steps: Annotated[tuple[Text, ...], BeforeValidator(single_or_list)] = ()
    # committee
    members: tuple[Member, ...] = ()
    meetings: EventRefs = ()
    minutes: tuple[Linked, ...] = ()

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "Participation":
        for kind, names in OWN_KEYS.items():
            for name in names:
                if kind != self.participation_kind and getattr(self, name):
                    raise refuse("not-for-kind", name=name, value=self.participation_kind)
        return self

    def current_phase(self, today: date) -> Phase | None:
        """The phase people can take part in today; None between phases."""
        return next((phase for phase in self.phases if phase.is_on(today)), None)

    @property
    def share_is_percent(self) -> bool:
        """Whether the own share is a bare number, which means percent."""
        return bool(re.fullmatch(r"\d{1,3}([.,]\d+)?", self.own_share))

    @property
    def granted(self) -> Decimal:
        """The sum of what was funded, in euros."""
        return sum((item.amount for item in self.funded if item.amount), Decimal(0))

    @property
    def left(self) -> Decimal | None:
        """What is left of the budget, never below zero; None when no budget was said."""
        return None if self.budget is None else max(self.budget - self.granted, Decimal(0))
