"""Published: all things of the neighbourhood on one day, in one language, found by their names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from markupsafe import Markup

from ..address import Addresses
from ..calendar.moment import Moment
from ..calendar.month import month_start
from ..calendar.pauses import Pause
from ..calendar.schedule import Schedule
from ..model import TYPES, Actor, Event, News, Newsletter, Page, Participation, Place, Project, SiteInfo, Thing
from ..model.occurrence import Occurrence
from ..model.outline import Outline
from ..model.picture import Picture
from .deadlines import DueDate
from .texts import Texts


@dataclass(frozen=True)
class Published:
    """Everything published on the day of `now`: things by kind, their dates, and who is linked with whom."""

    info: SiteInfo
    now: datetime
    addresses: Addresses
    things: Mapping[str, tuple[Any, ...]]
    occurrences: tuple[Occurrence, ...]
    texts: Texts
    first_month: date
    last_month: date
    links: Mapping[str, Mapping[str, tuple[Thing, ...]]] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    documents: Mapping[str, Any] = field(default_factory=dict)
    pauses: Mapping[str, Pause] = field(default_factory=dict)
    schedules: Mapping[str, Schedule] = field(default_factory=dict)
    document_sizes: Mapping[str, int] = field(default_factory=dict)
    # paths in the content of the pictures and documents that texts of any language show or link
    files_in_texts: frozenset[str] = frozenset()
    outline: Outline | None = None
    due: tuple[DueDate, ...] = ()
    # the latest deadline that is over, by the key of its thing
    passed: Mapping[str, Moment] = field(default_factory=dict)
    # ids of things whose file is called otherwise: "events/fest.md" → "sommerfest"
    ids_by_file: Mapping[str, str] = field(default_factory=dict)
    language: str = "de"
    # the last day somebody cared for it; None while it lives
    frozen_on: date | None = None
    # the same site in its further languages; only the first language's has them
    translations: Mapping[str, Any] = field(default_factory=dict)
    # by language and key of a thing: "missing", "partly" or "older"
    gaps: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: {"de": {}})

    # --- languages ----------------------------------------------------------------------------------------

    @property
    def all_languages(self) -> tuple[Any, ...]:
        """This site and what it is in its further languages; asked of the first language's."""
        return (self, *self.translations.values())

    def in_language(self, language: str) -> Any:
        """The same site in one of its languages; asked of the first language's."""
        return self if language == self.language else self.translations[language]

    def things_in_all_languages(self) -> Iterator[Thing]:
        """Every thing as each language has it; asked of the first language's."""
        return (thing for site in self.all_languages for kind in site.things.values() for thing in kind)

    @property
    def is_first(self) -> bool:
        """Whether this is the language of the originals, whose addresses have no prefix."""
        return self.language == self.info.language

    def gap(self, thing: Thing, language: str = "") -> str:
        """What is wanting in a thing's translation: "missing", "partly" (its text) or "older"; "" for nothing."""
        return self.gaps[language or self.language].get(thing.key(), "")

    def versions(self, link: str, thing: Thing | None = None) -> dict[str, str]:
        """The links of a page of this site by language; with its thing only those languages that have it translated."""
        has_it = [one for one in self.info.all_languages if thing is None or self.gap(thing, one) != "missing"]
        return {
            language: self.addresses.moved_to(self._addresses_in[language], link)
            for language in has_it or [self.info.language]
        }

    @cached_property
    def _addresses_in(self) -> dict[str, Addresses]:
        first = self.info.language
        return {language: self.addresses.in_language(language, first) for language in self.info.all_languages}

    def canonical(self, link: str, thing: Thing) -> str:
        """The link under which search engines should list a thing's page: this one where it is translated."""
        versions = self.versions(link, thing)
        return link if self.language in versions else next(iter(versions.values()))

    # --- the day ------------------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        """The day the site is made for, in its own zone."""
        return self.now.date()

    @cached_property
    def first_year(self) -> int:
        """The year of the first date there is."""
        starts = (schedule.start.day.year for schedule in self.schedules.values())
        return min(starts, default=self.first_month.year)

    def has_come(self, moment: datetime) -> bool:
        """Whether a moment lies in the past, or is this one."""
        return moment <= self.now

    @property
    def this_month(self) -> date:
        """The first day of the current month."""
        return month_start(self.today)

    # --- things -------------------------------------------------------------------------------------------

    @cached_property
    def _by_key(self) -> dict[str, Thing]:
        return {thing.key(): thing for kind in self.things.values() for thing in kind}

    def find(self, kind: str, id_: str | None) -> Any:
        """The published thing with this id; None when there is none."""
        return self._by_key.get(f"{kind}/{id_}")

    def link_to_file(self, path: str) -> str:
        """The link to what a text file of the content becomes, "events/fest.md"; one not published leads to the home page.

        Asked by each link in each text: it says no more of the thing than where it stands.
        """
        link = self._links_to_files.get(path)
        if link is None:
            folder, _, name = path.partition("/")
            stem = name.rpartition("/")[2].partition(".")[0]
            thing = self.find(TYPES[folder].kind, self.ids_by_file.get(path, stem))
            link = self._links_to_files[path] = self.addresses.of(thing) if thing else self.addresses.to("home")
        return link

    @cached_property
    def _links_to_files(self) -> dict[str, str]:
        """Those that were asked for so far."""
        return {}

    def text_of(self, thing: Thing) -> Markup:
        """The text of a thing as HTML, its links still as they stand in the content; empty when there is none."""
        return self.texts.get(thing.key(), Markup())

    def linked(self, thing: Thing, kind: str) -> tuple[Any, ...]:
        """Things of a kind that name this one or are named by it, in the order of their lists."""
        return self.links.get(thing.key(), {}).get(kind, ())

    @property
    def news(self) -> tuple[News, ...]:
        """News, newest first."""
        return self.things["news"]

    @property
    def events(self) -> tuple[Event, ...]:
        """Events by title."""
        return self.things["event"]

    @property
    def projects(self) -> tuple[Project, ...]:
        """Projects in the order of interest of their states, then by title."""
        return self.things["project"]

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Actors by title."""
        return self.things["actor"]

    @property
    def places(self) -> tuple[Place, ...]:
        """Places by title."""
        return self.things["place"]

    @property
    def participation(self) -> tuple[Participation, ...]:
        """Participation items, those with the nearest deadline first."""
        return self.things["participation"]

    def legal_page(self, kind: str) -> Page | None:
        """The imprint, privacy or accessibility page."""
        return next((page for page in self.things["page"] if page.legal == kind), None)

    @property
    def press_page(self) -> Page | None:
        """The page for journalists; None when there is none."""
        return next((page for page in self.things["page"] if page.press), None)

    @property
    def report_years(self) -> list[int]:
        """Years whose report stands on the site, newest first."""
        return sorted(set(self.info.report_years), reverse=True)

    @property
    def press_releases(self) -> list[News]:
        """News for journalists, newest first."""
        return [item for item in self.news if item.category == "press"]

    @property
    def newsletters(self) -> tuple[Newsletter, ...]:
        """Issues of the newsletter that were sent, newest first."""
        return self.things["newsletter"]
