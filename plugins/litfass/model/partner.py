"""Partner: whose dates are fetched from their own calendar, as content/partners.yaml lists them."""

from typing import ClassVar

from pydantic import model_validator

from .fields import Plains, Url
from .readers import refuse
from .reference import ActorRef, Topics
from .thing import Part


class Partner(Part):
    """An actor with the address of its calendar or feed. `only` lets through what names one of these words."""

    synonyms: ClassVar[dict[str, str]] = {
        "ics": "ical",
        "calendar": "ical",
        "kalender": "ical",
        "feed": "rss",
        "url": "ical",
        "akteur": "actor",
        "themen": "topics",
    }

    actor: ActorRef
    ical: Url = ""
    rss: Url = ""
    topics: Topics = ()
    only: Plains = ()
    hosts: Plains = ()

    @model_validator(mode="after")
    def _has_one_address(self) -> "Partner":
        if not self.ical and not self.rss:
            raise refuse("needs", value="actor", other="ical")
        if self.ical and self.rss:
            raise refuse("either-or", name="ical", other="rss")
        return self

    @property
    def address(self) -> str:
        """Where its dates are fetched."""
        return self.ical or self.rss


class Partners(Part):
    """All of them, in the order in which they are asked."""

    partners: tuple[Partner, ...] = ()
