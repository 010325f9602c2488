"""Page: a text that stands for itself, such as the imprint."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, model_validator

from .fields import Day, Number, Plain
from .press import Press
from .readers import choice, refuse
from .thing import Part, Thing

LEGAL = ("imprint", "privacy", "accessibility")


class Menu(Part):
    """The page's place in the menu."""

    label: Plain = ""
    order: Number = 50


class Page(Thing):
    """A page; the three legal ones are linked from every foot."""

    kind: ClassVar[str] = "page"

    menu: Menu | None = None
    legal: Annotated[str, BeforeValidator(choice(*LEGAL))] = ""
    reviewed: Day | None = None
    press: Press | None = None

    @model_validator(mode="after")
    def _was_reviewed(self) -> "Page":
        if self.legal and not self.reviewed:
            raise refuse("needs", value=f"legal: {self.legal}", other="reviewed")
        return self
