"""Speaking: a site as one language says it: watched, with that language's words, sheets and cards, and its outputs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from ..incremental.watch import Watch
from ..incremental.watched import beside
from ..kept.store import Store
from ..publish.output import Output, Page
from ..sheets.plan import Plan
from ..sheets.share import Card, cards
from ..sheets.sheet import Sheet, Shelf
from ..site import Site
from ..site.network import Network
from ..words import Words
from ..words.catalogue import words_in


def watch(site: Site) -> Watch:
    """What notes the questions to a site in all its languages."""
    named = {Words: "language", Card: "link", Sheet: "said", Store: "what"}
    return Watch((Network, Shelf), named, site.texts.read)


class Wanted(NamedTuple):
    """For how many months, days and years sheets are made, and for how many days back cards."""

    months: int = 0
    poster_days: int = 0
    years: int = 0
    share_days: int = 0


class Speaking:
    """A site in one language, watched, with that language's words and sheets."""

    def __init__(self, site: Site, theme: Path, seen: Watch, wanted: Wanted, first: "Speaking | None" = None) -> None:
        self.words = words_in(theme, site.language)
        self.site: Site = seen.watched(site.language, replace(site, info=self.words.at_home(site.info)))
        self.cards = {card.key: card for card in cards(self.site, self.words, wanted.share_days)}
        of_first = first.cards if first else {}
        sheets = Plan(self.site, self.words).built(wanted.months, wanted.poster_days, wanted.years)
        # bytes of what was made so far, by link; one for all languages
        self.sizes: dict[str, int] = first.sizes if first else {}
        self.shelf: Any = beside(self.site, "shelf", Shelf(sheets, self.sizes, of_first | self.cards))
        seen.unsteady.add((self.shelf.path, "kilobytes"))

    def outputs(self, publishers: Sequence[str], settings: Mapping[str, Any]) -> Iterator[Output]:
        """What publishers yield in this language; pages say which it is."""
        own = {
            **settings,
            "WORDS": self.words,
            "SHEETS": self.shelf.sheets,
            "CARDS": self.cards.values(),
        }
        for name in publishers:
            publisher = import_module(f"..publish.{name}", __package__)
            if not self.site.is_first and getattr(publisher, "IN_ALL_LANGUAGES", False):
                continue
            for output in publisher.publish(self.site, own):
                yield replace(output, language=self.site.language) if isinstance(output, Page) else output
