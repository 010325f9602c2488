"""Newsletter: one issue as it was sent: its entries in their order and in their words."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from pydantic import model_validator

from .event import Event
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

        These are the title of the date or of the thing it is about, or all words where the editor says it otherwise.
        """
        titles = tuple(self._titles())
        when, colon, said = self.text.partition(": ")
        if not colon or when in titles:
            when, said = "", self.text
        title = next((one for one in titles if one in said), None)
        before, _, after = said.partition(title) if title else ("", "", "")
        return (when, before, title, after) if title else (when, "", said, "")

    def _titles(self) -> Iterator[str]:
        """By what it may be called: as the one date that it is about, then as its event or other thing."""
        if not self.about:
            return
        thing, day = self.about[0].thing, self.about[0].day
        if isinstance(thing, Event):
            yield from (change.title for change in thing.changes if change.on == day and change.title)
        yield thing.title  # type: ignore[union-attr] - linked


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
            raise refuse("ends-first", from_=str(self.from_), to=str(self.to))
        return self

    def published(self, today: date) -> bool:
        """Whether it may be seen: no draft, and its day has come."""
        return not self.draft and self.published_on <= today

    def address_parts(self) -> dict[str, Any]:
        """Slug, id, and the year and number that make its address."""
        return super().address_parts() | {"year": self.from_.year, "number": self.number}
