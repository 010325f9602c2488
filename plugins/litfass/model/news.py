"""News: what happened or will happen, dated. Source: schema.org/NewsArticle."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, model_validator

from .fields import Day, Plain
from .readers import choice, names_or_list, plain, refuse
from .thing import Thing
from .time_readers import day

ABOUT = re.compile(r"(?:(?P<folder>[a-z]+)/)?(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)(?:@(?P<day>[\d-]+))?")
CATEGORIES = ("report", "announcement", "cancellation", "press")


@dataclass(frozen=True)
class About:
    """What a news item is about: a thing, or one date of an event. `thing` is None until linked."""

    id: str
    folder: str = ""
    day: date | None = None
    thing: Thing | None = None


def _about(value: Any) -> About:
    match = ABOUT.fullmatch(plain(value))
    if not match:
        raise refuse("bad-about", value=value)
    return About(match["id"], match["folder"] or "", day(match["day"]) if match["day"] else None)


Abouts = Annotated[tuple[Annotated[About, BeforeValidator(_about)], ...], BeforeValidator(names_or_list)]


class News(Thing):
    """A news item; seen from its date on."""

    kind: ClassVar[str] = "news"
    synonyms: ClassVar[dict[str, str]] = {
        "datum": "date",
        "tags": "topics",
        "kategorie": "category",
        "teaser": "summary",
    }

    published_on: Day
    expires: Day | None = None
    about: Abouts = ()
    category: Annotated[str, BeforeValidator(choice(*CATEGORIES))] = "report"
    author: Plain = ""
    pinned: Day | None = None

    @model_validator(mode="after")
    def _appears_first(self) -> "News":
        if self.expires and self.expires < self.published_on:
            raise refuse("expires-first", day=str(self.expires), date=str(self.published_on))
        return self

    def published(self, today: date) -> bool:
        """Whether it may be seen: no draft, and its day has come."""
        return not self.draft and self.published_on <= today

    def address_parts(self) -> dict[str, Any]:
        """Slug, id and the year of its date."""
        return super().address_parts() | {"year": self.published_on.year}

    def is_current(self, today: date) -> bool:
        """Whether it still belongs on the home page: not expired."""
        return self.expires is None or today <= self.expires
