"""Sheet: one sheet of paper to be made: what it is, where it stands, and the data its template sets."""

import json
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from ..model import Thing
from ..model.passage import language_of
from ..model.picture import Picture
from ..words import direction
from .share import SITE, Card

# source: ISO 216
SIZES_MM = {"A4": (210, 297), "A3": (297, 420)}
PREVIEW_PPI = 40
LYING = {"month-grid", "programme-a5", "programme-lang", "year"}


@dataclass(frozen=True)
class Sheet:
    """A sheet that can be made. `show` gives its data as what JSON can hold; nothing is computed before it is called.

    `what` is its name on the command line, `name` what people read, `paper` "A4" or "A3". A sheet belongs to a `month`,
    a `year` or a `thing`.
    """

    what: str
    name: str
    paper: str
    link: str
    template: str
    show: Callable[[], dict[str, Any]]
    pictures: Mapping[str, Picture] = field(repr=False)
    month: date | None = None
    year: int = 0
    thing: Thing | None = None

    def data(self) -> str:
        """What it shows, as JSON; a passage that runs the other way is kept apart from what stands around it."""
        shown = self.show()
        return json.dumps(_isolated(shown, shown["direction"]), ensure_ascii=False, sort_keys=True)

    @property
    def said(self) -> tuple[Any, ...]:
        """All it is made of but what it asks when it is made; stands for it in a digest."""
        return self.what, self.name, self.paper, self.link, self.template, self.show, self.month, self.year, self.thing

    @property
    def preview(self) -> str:
        """The link of its small picture; "" for the sheet of a thing, which nobody needs a picture of."""
        return "" if self.thing else self.link.removesuffix(".pdf") + ".webp"

    @property
    def preview_px(self) -> tuple[int, int]:
        """Width and height of the small picture in pixels."""
        short, long = (math.floor(mm / 25.4 * PREVIEW_PPI + 0.5) for mm in SIZES_MM[self.paper])
        return (long, short) if self.what in LYING else (short, long)


def _isolated(value: Any, way: str) -> Any:
    """The same data; passages of the other direction between the signs of Unicode TR 9 that isolate them.

    A space without width before the last sign, because Typst divides no word that the sign follows at once.
    """
    if isinstance(value, dict):
        return {key: _isolated(item, way) for key, item in value.items()}
    if isinstance(value, list):
        return [_isolated(item, way) for item in value]
    if isinstance(value, str) and (language := language_of(value)) and direction(language) != way:
        return f"\u2068{value}\u200b\u2069"
    return value


class Shelf:
    """The sheets a build makes, for pages that offer them; `sizes` are the bytes of what was made so far, by link.

    `cards` are the pictures to share, by the key of their thing.
    """

    def __init__(
        self, sheets: Iterable[Sheet], sizes: Mapping[str, int], cards: Mapping[str, Card] = MappingProxyType({})
    ) -> None:
        self.sheets = list(sheets)
        self.sizes = sizes
        self.cards = cards
        self._by_thing: dict[str, list[Sheet]] = defaultdict(list)
        for sheet in self.sheets:
            if sheet.thing:
                self._by_thing[sheet.thing.key()].append(sheet)

    def of(self, thing: Thing) -> list[Sheet]:
        """The sheets made for a thing."""
        return self._by_thing.get(thing.key(), [])

    def card_of(self, thing: Thing | None) -> Card | None:
        """The picture to share of a thing, or of the site itself; None when there is none."""
        return self.cards.get(thing.key() if thing else SITE)

    def kilobytes(self, link: str) -> int:
        """The size of a sheet that was made, rounded up; 0 when it was not."""
        return -(-self.sizes.get(link, 0) // 1000)
