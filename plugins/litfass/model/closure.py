"""Closure: times in which something pauses: holidays, office breaks, a place that is shut."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, model_validator

from .fields import Day, Days, Plain
from .readers import choice, refuse
from .reference import PlaceId
from .thing import Part, Thing

KINDS = ("school-holidays", "public-holidays", "office", "place")


class ClosurePeriod(Part):
    """Days from `from` to `to`, both included."""

    title: Plain = ""
    from_: Day
    to: Day

    @model_validator(mode="after")
    def _in_order(self) -> "ClosurePeriod":
        if self.to < self.from_:
            raise refuse("ends-first", from_=str(self.from_), to=str(self.to))
        return self


class Closure(Thing):
    """A pause; holidays of the two computed kinds come from the Land, periods add, `except` takes away."""

    kind: ClassVar[str] = "closure"
    synonyms: ClassVar[dict[str, str]] = {"dates": "periods", "ferien": "periods"}

    closure_kind: Annotated[str, BeforeValidator(choice(*KINDS))]
    place: PlaceId = None
    periods: tuple[ClosurePeriod, ...] = ()
    except_: Days = ()
    source: Plain = ""
    valid_through: Day

    @property
    def named_periods(self) -> tuple[ClosurePeriod, ...]:
        """Its periods, each with a title: its own, or what the closure is called."""
        return tuple(one if one.title else one.model_copy(update={"title": self.title}) for one in self.periods)

    @model_validator(mode="after")
    def _names_its_place(self) -> "Closure":
        if (self.closure_kind == "place") != bool(self.place):
            raise refuse("needs", value="kind: place", other="place")
        return self
