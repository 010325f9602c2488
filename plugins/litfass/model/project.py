"""Project: what is being done here, by whom, with whose money. Source: schema.org/Project."""

from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from .deadline import Deadlines
from .fields import Amount, Flag, Number, PartialDayField, Plain, Text, Title, YearAmounts
from .readers import choice, names_or_list, plain, refuse
from .reference import ActorsOrText, Audiences, FunderOrText, PlaceRefs
from .thing import Contact, Part, Thing, in_order

STATES = ("running", "approved", "idea", "completed", "cancelled")


def _contact(value: Any) -> Any:
    return {"role": plain(value)} if isinstance(value, str) else value


class Funding(Part):
    """Money from a funder of site.yaml, or one who gives once and is named in words, in euros, and from when to when it flowed."""

    funder: FunderOrText
    programme: Plain = ""
    from_: PartialDayField | None = None
    to: PartialDayField | None = None
    amount: Amount | None = None
    by_year: YearAmounts = Field(default_factory=dict)

    @property
    def total(self) -> Decimal | None:
        """The amount, or the sum over the years; None when neither was said."""
        return self.amount if self.amount is not None else sum(self.by_year.values(), Decimal(0)) or None

    @model_validator(mode="after")
    def _in_order(self) -> "Funding":
        return in_order(self)


class Milestone(Part):
    """Something reached or planned."""

    title: Title
    date: PartialDayField
    done: Flag = False


class Periodical(Part):
    """What a project prints again and again. `editor` answers for it by press law (V.i.S.d.P.)."""

    frequency: Plain
    pages: Number | None = None
    own_pages: Plain = ""
    editorial_office: Plain = ""
    editor: Annotated[Contact, BeforeValidator(_contact)] | None = None


def _funders(value: Any) -> Any:
    """A list of groups; who only names funders, in a list or in one line, says nothing else of them."""
    if value == "none":
        return ()
    if isinstance(value, dict):
        raise refuse("want-list")
    return tuple({"funder": one} if isinstance(one, str) else one for one in names_or_list(value) or ())


_funders.parted = True


class Project(Thing):
    """A project with its state and what came of it. `funders` None means: nothing was said; () means: none."""

    kind: ClassVar[str] = "project"
    synonyms: ClassVar[dict[str, str]] = {
        "state": "status",
        "funding": "funders",
        "beginn": "start",
        "ende": "end",
        "ziel": "goal",
    }

    status: Annotated[str, BeforeValidator(choice(*STATES))]
    start: PartialDayField | None = None
    end: PartialDayField | None = None
    opened: PartialDayField | None = None
    audience: Audiences = ()
    goal: Text = ""
    carrier: ActorsOrText = ()
    partners: ActorsOrText = ()
    funders: Annotated[tuple[Funding, ...], BeforeValidator(_funders)] | None = None
    funding: Annotated[str, BeforeValidator(choice("none"))] | None = None
    contact: Annotated[Contact, BeforeValidator(_contact)] | None = None
    places: PlaceRefs = ()
    milestones: tuple[Milestone, ...] = ()
    results: Text = ""
    periodical: Periodical | None = None
    # of a neighbourhood paper: until when texts may be handed in
    editorial_deadlines: Deadlines = ()

    @model_validator(mode="after")
    def _is_whole(self) -> "Project":
        if self.status == "completed" and not self.results:
            raise refuse("needs", value="status: completed", other="results")
        if self.funding and self.funders:
            raise refuse("either-or", name="funding", other="funders")
        if self.start and self.end and self.end.last < self.start.first:
            raise refuse("end-before-start", start=self.start.isoformat(), end=self.end.isoformat())
        return self
