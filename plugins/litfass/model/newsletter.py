"""Newsletter: one issue as it was sent: its entries in their order and in their words."""

from datetime import date
from typing import Any, ClassVar

from pydantic import model_validator

from .fields import Day, Number, Text
from .news import Abouts
from .readers import refuse
from .thing import Part, Thing


class Item(Part):
    """One entry: the words that were sent, and what they are about, so that the page can lead there."""

    text: Text
    about: Abouts = ()

    @property
    def pieces(self) -> tuple[str, str, str, str]:
        """When; then what is said before, in and after the words that lead to the page.

        These are the title of what it is about, or all words where the editor says it otherwise.
        """
        title = self.about[0].thing.title if self.about else ""
        when, colon, said = self.text.partition(": ")
        if not colon or when == title:
            when, said = "", self.text
        before, found, after = said.partition(title) if title else ("", "", "")
        return (when, before, found, after) if found else (when, "", said, "")


class Newsletter(Thing):
    """An issue for the days from `from` to `to`; seen from its date on. Its words never change: they were sent."""

    kind: ClassVar[str] = "newsletter"
    synonyms: ClassVar[dict[str, str]] = {
        "datum": "date",
        "nummer": "number",
        "einleitung": "intro",
        "termine": "dates",
    }

    number: Number
    published_on: Day
    from_: Day
    to: Day
    intro: Text = ""
    dates: tuple[Item, ...] = ()
    regular: tuple[Item, ...] = ()
    news: tuple[Item, ...] = ()
    calls: tuple[Item, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> "Newsletter":
        if self.to < self.from_:
            raise refuse("end-before-start", start=str(self.from_), end=str(self.to))
        return self

    def published(self, today: date) -> bool:
        """Whether it may be seen: no draft, and its day has come."""
        return not self.draft and self.published_on <= today

    def address_parts(self) -> dict[str, Any]:
        """Slug, id, and the year and number that make its address."""
        return super().address_parts() | {"year": self.from_.year, "number": self.number}
