"""Plan: which sheets there can be, and which of them a build makes without being asked."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from ..model import Actor, Event, Project, Thing
from ..model.occurrence import Occurrence
from ..model.passage import language_of
from ..site import Site
from ..words import Words
from .actor_sheet import actor_sheet
from .cheat_sheet import cheat_sheet
from .correction import corrected, correction
from .handbook import handbook, handbook_pictures
from .handout import handout
from .month_grid import month_grid
from .month_list import month_list
from .poster import poster
from .programme_sheet import A5, LANG, Fold, programme_sheet
from .project_sheet import project_sheet
from .sheet import Sheet
from .week_plan import week_plan
from .year_sheet import year_sheet

PAPERS = ("A4", "A3")
TEMPLATES = {
    "month-list": "month_list",
    "month-grid": "month_grid",
    "week-plan": "week_plan",
    "programme-a5": "programme_a5",
    "programme-lang": "programme_lang",
    "year": "year_sheet",
    "poster": "poster",
    "handout": "handout",
    "correction": "correction",
    "project": "thing_sheet",
    "actor": "thing_sheet",
    "cheat-sheet": "cheat_sheet",
    "handbook": "handbook",
}


class Plan:
    """The sheets of one site in one language; making this list costs nothing, for each sheet computes its data late."""

    def __init__(self, site: Site, words: Words) -> None:
        self.site, self.words = site, words
        self.names = {
            "month-list": words._("Month as a list"),
            "month-grid": words._("Month as a calendar"),
            "week-plan": words._("Week plan of regular offers"),
            "programme-a5": words._("Programme to fold, A5"),
            "programme-lang": words._("Programme to fold, six panels"),
            "year": words._("Year planner"),
            "poster": words._("Poster"),
            "handout": words._("Slips to cut"),
            "correction": words._("Correction strip"),
            "project": words._("Project on one sheet"),
            "actor": words._("Organisation on one sheet"),
            "cheat-sheet": words._("Cheat sheet for editors"),
            "handbook": words._("Handbook for editors"),
        }

    def built(self, months: int, poster_days: int, years: int) -> Iterator[Sheet]:
        """What a build makes: sheets of months and years, posters and strips of the next days, running projects.

        Nobody hangs up a poster half of whose words are in another language: a further language has one for
        events that are translated, and so with projects.
        """
        for month in self.site.programme.coming_months(months):
            yield from self.of_month(month)
        for offset in range(years):
            yield self.of_year(self.site.today.year + offset)
        last = self.site.today + timedelta(days=poster_days)
        soon = self.site.programme.events_until(last) if poster_days else []
        for event in (one for one in soon if self._is_ours(one)):
            yield from self.posters(event)
            if dates := corrected(self.site, event, last):
                yield self.correction(event, dates)
        for project in self.site.projects if months else ():
            if project.status == "running" and self._is_ours(project):
                yield self.of_project(project)

    def _is_ours(self, thing: Thing) -> bool:
        return self.site.is_first or not language_of(thing.title)

    # --- of a time ----------------------------------------------------------------------------------------------

    def of_month(self, month: date) -> Iterator[Sheet]:
        """The sheets of a month, in the order in which people ask for them."""
        yield self.month_list(month)
        yield self.month_grid(month, "A4")
        yield self.month_grid(month, "A3")
        yield self.week_plan(month)
        yield self.programme(month, A5)
        yield self.programme(month, LANG)

    def month_list(self, month: date) -> Sheet:
        """The list for the show-case."""
        link = self._month_link("month_sheet", month)
        show = partial(month_list, self.site, self.words, month)
        return self._sheet("month-list", "A4", link, show, month=month)

    def month_grid(self, month: date, paper: str) -> Sheet:
        """The table for kitchen and corridor."""
        link = self._month_link("grid_sheet", month, paper=paper.lower())
        show = partial(month_grid, self.site, self.words, month, paper)
        return self._sheet("month-grid", paper, link, show, month=month)

    def week_plan(self, month: date) -> Sheet:
        """The regular offers of a month."""
        link = self._month_link("week_sheet", month)
        show = partial(week_plan, self.site, self.words, month)
        return self._sheet("week-plan", "A4", link, show, month=month)

    def programme(self, month: date, fold: Fold) -> Sheet:
        """The programme to fold."""
        link = self._month_link("programme_sheet", month, fold=fold.name.lower())
        show = partial(programme_sheet, self.site, self.words, month, fold)
        return self._sheet(f"programme-{fold.name.lower()}", "A4", link, show, month=month)

    def of_year(self, year: int) -> Sheet:
        """The planner of a year."""
        link = self.site.addresses.to("year_sheet", year=year)
        show = partial(year_sheet, self.site, self.words, year)
        return self._sheet("year", "A3", link, show, year=year)

    # --- of a thing ---------------------------------------------------------------------------------------------

    def posters(self, event: Event, day: date | None = None) -> Iterator[Sheet]:
        """The poster of an event, on A4 and A3; only for its date on `day` if given."""
        for paper in PAPERS:
            link = self._thing_link("poster", event, paper=paper.lower())
            show = partial(poster, self.site, self.words, event, paper, day)
            yield self._sheet("poster", paper, link, show, thing=event)

    def handout(self, event: Event, day: date | None = None) -> Sheet:
        """Four slips of an event."""
        show = partial(handout, self.site, self.words, event, day)
        return self._sheet("handout", "A4", self._thing_link("handout", event), show, thing=event)

    def correction(self, event: Event, dates: list[Occurrence]) -> Sheet:
        """Strips for what changed."""
        link = self._thing_link("correction", event)
        show = partial(correction, self.site, self.words, event, dates)
        return self._sheet("correction", "A4", link, show, thing=event)

    def of_project(self, project: Project) -> Sheet:
        """The sheet of a project."""
        link = self._thing_link("project_sheet", project)
        show = partial(project_sheet, self.site, self.words, project)
        return self._sheet("project", "A4", link, show, thing=project)

    def of_actor(self, actor: Actor) -> Sheet:
        """The sheet of an actor, set like that of a project."""
        link = self._thing_link("actor_sheet", actor)
        show = partial(actor_sheet, self.site, self.words, actor)
        return self._sheet("actor", "A4", link, show, thing=actor)

    def cheat_sheet(self) -> Sheet:
        """What editors do most."""
        link = self.site.addresses.to("cheat_sheet", paper="a4")
        return self._sheet("cheat-sheet", "A4", link, partial(cheat_sheet, self.site, self.words))

    def handbook(self) -> Sheet:
        """All pages of the handbook as one book, with pictures of its own."""
        link, show = self.site.addresses.to("handbook"), partial(handbook, self.site, self.words)
        sheet = self._sheet("handbook", "A4", link, show)
        return replace(sheet, pictures={**self.site.pictures, **handbook_pictures()})

    # --- how they are made --------------------------------------------------------------------------------------

    def _month_link(self, address: str, month: date, **parts: str) -> str:
        return self.site.addresses.to(address, year=month.year, month=month.month, **parts)

    def _thing_link(self, address: str, thing: Thing, **parts: str) -> str:
        return self.site.addresses.to(address, **thing.address_parts(), **parts)

    def _sheet(self, what: str, paper: str, link: str, show: Callable[[], Any], **owner: Any) -> Sheet:
        return Sheet(what, self.names[what], paper, link, TEMPLATES[what], show, self.site.pictures, **owner)
