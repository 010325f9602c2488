"""Share: the picture beside a link that somebody passes on: the day and the place of an event, news, a project, the site."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from ..model import Event, News, Project, Thing
from ..model.occurrence import Occurrence
from ..model.picture import Picture
from ..model.thing import Image
from ..site import Site
from ..words import Words
from .dates import spoken

TEMPLATE = "share"
# source: ogp.me says no size; this one is shown uncut by messengers and networks
SIZE_PX = (1200, 630)
SIDE_PX = 430  # of the part beside the words, as in share.typ
SLIP_PX = 330  # height of the date below a photo
PAPER = "#f7f2e8"  # as in theme/print/tokens.typ and static/css/tokens.css
SITE = ""  # the key of the card of the site itself
COLOUR = re.compile(r'color="[^"]*"')


@dataclass(frozen=True)
class Card:
    """One picture to share: `key` says of which thing, `data` what is on it, `alt` the same in words."""

    key: str
    name: str
    alt: str
    data: Mapping[str, Any]
    site: Site = field(repr=False)

    @property
    def pictures(self) -> Mapping[str, Picture]:
        """Where the picture on it comes from."""
        return self.site.pictures

    @property
    def ending(self) -> str:
        """What it is made as: "jpg" with a photo on it, else "png", which is sharper and made in less time."""
        return "jpg" if self.data["photo"] else "png"

    @cached_property
    def link(self) -> str:
        """Where it stands: under another name when it shows something else, for networks keep what they have seen."""
        digest = hashlib.sha256(json.dumps(self.data, sort_keys=True).encode()).hexdigest()[:8]
        return self.site.addresses.to(
            "share_picture", name=self.name, digest=digest, width=SIZE_PX[0], ending=self.ending
        )


def cards(site: Site, words: Words, days: int) -> Iterator[Card]:
    """The cards of a site in one language; of events, news and projects that ended at most `days` ago. 0: none.

    A further language has cards of what is translated; for other things it shows those of the first.
    """
    if not days:
        return
    since = site.today - timedelta(days=days)
    yield Card(SITE, "start", site.info.name, _of_site(site, words), site)
    for thing in (*site.events, *site.news, *site.projects):
        one = site.programme.next_date(thing) if isinstance(thing, Event) else None
        if (site.is_first or site.gap(thing) != "missing") and _last_day(thing, one) >= since:
            data = _of_thing(site, words, thing, one)
            yield Card(thing.key(), thing.id, _alt(words, data, one), data, site)


def sign_in(colour: str, svg: str) -> str:
    """The site's sign in a colour, for paper and pictures: an SVG that is drawn in its own `color`."""
    return COLOUR.sub(f'color="{colour}"', svg, count=1)


def _last_day(thing: Event | News | Project, one: Occurrence | None) -> date:
    if isinstance(thing, News):
        return thing.published_on
    if isinstance(thing, Project):
        return thing.end.last if thing.end else date.max
    return one.last_day if one else date.max


def _frame(site: Site, words: Words) -> dict[str, Any]:
    return {
        "language": words.locale.language,
        "direction": words.direction,
        "lang": words.language,
        "colour": site.info.colour,
        "name": site.info.name,
        "giant": "",
        "beside": [],
        "label": "",
        "lines": [],
        "state": "",
        "off": False,
        "photo": None,
        "logos": [],  # as on every sheet
    }


def _of_site(site: Site, words: Words) -> dict[str, Any]:
    return _frame(site, words) | {"head": site.info.claim or site.info.neighbourhood}


def _of_thing(site: Site, words: Words, thing: Thing, one: Occurrence | None) -> dict[str, Any]:
    own = {
        "head": one.title if one else thing.title,
        "lang": spoken(words, thing.title),
        "colour": site.topic(thing.topics[0]).colour if thing.topics else site.info.colour,
    }
    if isinstance(thing, Event):
        own |= _of_event(words, thing, one)
    elif isinstance(thing, News):
        own |= {"label": words._("News"), "lines": [words.date_only(thing.published_on)]}
    else:
        own |= {"label": words._("Project"), "lines": [words.label(thing.status, "project status")]}
    return _frame(site, words) | own | {"photo": _photo(site, words, thing.image, has_date=bool(own.get("giant")))}


def _photo(site: Site, words: Words, image: Image | None, *, has_date: bool) -> dict[str, Any] | None:
    """Which picture goes where: left, top, right and bottom of its box in pixels."""
    if image is None:
        return None
    width, height = SIZE_PX
    left = width - SIDE_PX if words.direction == "rtl" else 0
    box = [left, 0, left + SIDE_PX, height - (SLIP_PX if has_date else 0)]
    return {"file": image.file, "digest": site.pictures[image.file].digest, "focus": image.focus, "box": box}


def _of_event(words: Words, event: Event, one: Occurrence | None) -> dict[str, Any]:
    """When, where, and whether it takes place at all."""
    if one is None:
        parts = (words.repeats(event) or words.label(event.status, "event status"), event.place_name)
        return {"lines": [part for part in parts if part]}
    ends = one.last_day != one.day and one.start.time is None
    times = words._("until {day}").format(day=words.date_only(one.last_day)) if ends else words.times(one)
    state = words.label(one.shown_status, "event status") if one.shown_status != "scheduled" else ""
    place = one.shown_place
    return {
        "giant": str(one.day.day),
        "beside": [words.weekday(one.day), words.month(one.day)],
        "lines": [part for part in (times, place) if part],
        "state": words.capitals(state),
        "off": not one.takes_place,
    }


def _alt(words: Words, data: Mapping[str, Any], one: Occurrence | None) -> str:
    """What stands on a card, for those who cannot see it; its day as one says it."""
    day = words.day(one.day) if one else ""
    return words.comma.join(part for part in (data["state"], data["head"], day, *data["lines"]) if part)
