"""Participation: how people take part: funds, calls, processes, committees."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from .deadline import Deadlines
from .fields import (
    Amount,
    Day,
    Flag,
    LastMoment,
    Number,
    PartialDayField,
    PartialDayOrText,
    Plain,
    Plains,
    Text,
    Title,
    Url,
    Year,
    YearAmounts,
)
from .readers import choice, refuse, single_or_list
from .reference import ActorOrText, Applicant, EventRef, EventRefs, ParticipationIdOrText
from .thing import Linked, Part, Thing, in_order

PHASES = ("information", "survey", "workshop", "results")
KINDS = ("fund", "call", "process", "committee")
# keys that belong to one kind only
OWN_KEYS = {
    "fund": ("year", "max_grant", "max_grant_note", "own_share", "anytime", "funded", "lending"),
    "call": ("period", "budget_by_year", "deadline"),
    "process": ("phases", "next_steps", "outcome"),
    "committee": ("members", "meetings", "sessions", "minutes"),
}
# keys of all that gives money away
MONEY_KEYS = ("budget", "eligible", "ineligible", "decided_by", "decided")
MONEY_KINDS = ("fund", "call")


class Funded(Part):
    """What a fund paid for: an actor or "Privatperson", never a private name."""

    applicant: Applicant
    purpose: Title
    amount: Amount | None = None
    year: Year | None = None


class Lending(Part):
    """A thing to borrow."""

    title: Title
    contact: ActorOrText = ""
    note: Plain = ""


class CallPeriod(Part):
    """From and to, to the month or the day."""

    from_: PartialDayField
    to: PartialDayField | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "CallPeriod":
        return in_order(self)


class Phase(Part):
    """A step of a process."""

    title: Title
    from_: PartialDayField | None = None
    to: PartialDayField | None = None
    phase_kind: Annotated[str, BeforeValidator(choice(*PHASES))] = "information"
    url: Url = ""
    event: EventRef = None

    @model_validator(mode="after")
    def _in_order(self) -> "Phase":
        return in_order(self)

    def is_over(self, today: date) -> bool:
        """Whether it lies behind; a phase without any date never does, nor a survey of which nobody says until when."""
        last = self.to or (None if self.phase_kind == "survey" else self.from_)
        return last is not None and last.last < today

    def is_on(self, today: date) -> bool:
        """Whether it has begun and is not over."""
        return self.from_ is not None and self.from_.first <= today and not self.is_over(today)


class Member(Part):
    """A member of a committee: an actor or a group in words, and its part."""

    actor: ActorOrText
    role: Plain = ""


class Session(Part):
    """What a committee has to say of one of its meetings: before it the agenda, after it minutes and who was there."""

    on: Day
    agenda: Plains = ()
    present: Number | None = None
    guests: Number | None = None
    decisions: Plains = ()
    minutes: Linked | None = None


class Participation(Thing):
    """Something to take part in; which keys it has depends on its kind."""

    kind: ClassVar[str] = "participation"
    synonyms: ClassVar[dict[str, str]] = {
        "frist": "deadlines",
        "fristen": "deadlines",
        "budget_total": "budget",
        "eigenanteil": "own_share",
        "höchstbetrag": "max_grant",
    }

    participation_kind: Annotated[str, BeforeValidator(choice(*KINDS))]
    deadlines: Deadlines = ()
    organizer: ActorOrText = None
    contact: Plain = ""
    # fund and call
    budget: Amount | None = None
    eligible: Plains = ()
    ineligible: Plains = ()
    decided_by: ParticipationIdOrText = None
    decided: PartialDayOrText | None = None
    # fund
    year: Year | None = None
    max_grant: Amount | None = None
    max_grant_note: Plain = ""
    own_share: Plain = ""
    anytime: Flag = False
    funded: tuple[Funded, ...] = ()
    lending: tuple[Lending, ...] = ()
    # call
    period: CallPeriod | None = None
    budget_by_year: YearAmounts = Field(default_factory=dict)
    deadline: LastMoment | None = None
    # process
    phases: tuple[Phase, ...] = ()
    next_steps: Annotated[tuple[Text, ...], BeforeValidator(single_or_list)] = ()
    outcome: Text = ""
    # committee
    members: tuple[Member, ...] = ()
    meetings: EventRefs = ()
    sessions: tuple[Session, ...] = ()
    minutes: tuple[Linked, ...] = ()

    @model_validator(mode="after")
    def _fits_its_kind(self) -> "Participation":
        for kind, names in OWN_KEYS.items():
            self._refuse(names, may=kind == self.participation_kind)
        self._refuse(MONEY_KEYS, may=self.participation_kind in MONEY_KINDS)
        return self

    def _refuse(self, names: tuple[str, ...], *, may: bool) -> None:
        for name in names:
            if not may and getattr(self, name):
                raise refuse("not-for-kind", name=name, value=self.participation_kind)

    @model_validator(mode="after")
    def _money_adds_up(self) -> "Participation":
        if self.budget_by_year and self.budget is not None and self.budget != sum(self.budget_by_year.values()):
            raise refuse("budget-sum", sum=euros(sum(self.budget_by_year.values())), budget=euros(self.budget))
        last = self.period and (self.period.to or self.period.from_)
        for year in self.budget_by_year if self.period and last else ():
            if not self.period.from_.year <= year <= last.year:
                span = f"{self.period.from_.isoformat()} – {last.isoformat()}"
                raise refuse("budget-year", year=year, period=span)
        return self

    @model_validator(mode="after")
    def _has_one_session_a_day(self) -> "Participation":
        days = [session.on for session in self.sessions]
        if twice := next((day for day in days if days.count(day) > 1), None):
            raise refuse("session-twice", day=str(twice))
        return self

    # --- a process on a day -------------------------------------------------------------------------------

    def current_phase(self, today: date) -> Phase | None:
        """The phase people can take part in today; None between phases."""
        return next((phase for phase in self.phases if phase.is_on(today)), None)

    def next_phase(self, today: date) -> Phase | None:
        """The first phase that is still to begin, in the editor's order."""
        return next((one for one in self.phases if not one.is_over(today) and not one.is_on(today)), None)

    def standing(self, today: date) -> str:
        """Where a process stands: "planned" before its first phase, "running", "over" after its last."""
        if self.phases and all(phase.is_over(today) for phase in self.phases):
            return "over"
        return "running" if any(one.is_on(today) or one.is_over(today) for one in self.phases) else "planned"

    # --- a committee --------------------------------------------------------------------------------------

    def session_on(self, day: date) -> Session | None:
        """What was written down of the meeting of a day; None when nothing was."""
        return next((session for session in self.sessions if session.on == day), None)

    def past_sessions(self, today: date) -> list[Session]:
        """Meetings before today of which something was written down, the latest first."""
        return sorted((one for one in self.sessions if one.on < today), key=lambda one: one.on, reverse=True)

    @property
    def papers(self) -> tuple[Linked, ...]:
        """All documents of the thing and of its parts, in order."""
        return (*self.documents, *self.minutes, *(one.minutes for one in self.sessions if one.minutes))

    # --- money --------------------------------------------------------------------------------------------

    @property
    def total(self) -> Decimal | None:
        """The budget, or the sum over the years; None when neither was said."""
        return self.budget if self.budget is not None else sum(self.budget_by_year.values(), Decimal(0)) or None

    @property
    def share_is_percent(self) -> bool:
        """Whether the own share is a bare number, which means percent."""
        return bool(re.fullmatch(r"\d{1,3}([.,]\d+)?", self.own_share))

    @property
    def granted(self) -> Decimal:
        """The sum of what was funded in the fund's year, in euros; a list may go on with the years before.

        A fund that names no year is one for all of them.
        """
        own = [item for item in self.funded if self.year is None or item.year in (None, self.year)]
        return sum((item.amount for item in own if item.amount), Decimal(0))

    @property
    def left(self) -> Decimal | None:
        """What is left of the budget, never below zero; None when no budget was said."""
        return None if self.budget is None else max(self.budget - self.granted, Decimal(0))


def euros(amount: Decimal) -> str:
    """An amount as editors write it: "10.000" or "1250,50"."""
    whole = amount == amount.to_integral()
    return f"{amount:,.0f}".replace(",", ".") if whole else f"{amount:.2f}".replace(".", ",")
