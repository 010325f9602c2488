"""Origin: into which site strangers' dates and texts come, and which of its places and topics their words name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from ..model.reference import ONLINE
from ..model.site_info import Label
from ..problems import LitfassError
from ..site import Site
from ..slug import slugify
from .clean import web_address

LONGEST_TITLE = 200
# what libraries raise over entries that are not what they should be; OSError over a time zone whose name no file may have
STRANGE = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, OSError)


class NoCalendar(LitfassError):
    """What was read is no calendar at all."""

    exitcode = 1


@dataclass(frozen=True)
class Origin:
    """Into which site a calendar comes, from which day on its dates are wanted, and what all its events get."""

    site: Site
    since: date
    fields: tuple[tuple[str, Any], ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the site's wall clocks."""
        return self.site.info.timezone


def place_fields(where: str, site: Site) -> dict[str, str]:
    """A place in words, the id of one of ours that these words name or begin with, or where people meet on the web."""
    if not where:
        return {}
    if online := web_address(where):  # as programs for meetings on the web write it
        return {"place": ONLINE, "online": online}
    for place in site.places:
        if slugify(where) in {place.id, slugify(place.title)} or where.casefold().startswith(
            f"{place.title.casefold()}, "
        ):
            return {"place": place.id}
    looks_like_id = re.fullmatch(r"[a-z0-9-]+", where)
    return {"place_note" if looks_like_id else "place": where}


def topics_of(words: Iterable[str], site: Site) -> list[str]:
    """The ids of those topics of the site that are among some words."""
    return ids_of(words, site.info.topics)


def ids_of(words: Iterable[str], known: Iterable[Label]) -> list[str]:
    """The ids of what is among some words by its id or by what people read."""
    wanted = {word.casefold() for word in words}
    return [one.id for one in known if wanted & {one.id.casefold(), str(one.title).casefold()}]
