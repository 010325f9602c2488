"""Generator: runs read → link → publish inside Pelican's phases; the side effects of a build are here and in make/write.py."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from .address import Addresses
from .clock import moment
from .kept.memory import stays
from .kept.store import store_of
from .link import Material, link
from .make.early import early
from .make.publication import Publication, made_of
from .make.reworded import Published, Reading, last_published, leave
from .problems import EnvironmentFault, LitfassError, Problem, report
from .problems.annotate import as_json
from .publish.output import Page
from .read import read_content
from .settings import read_settings
from .site import Site

# a file left out may make another one wrong, and so on
MOST_ROUNDS = 5


class ContentProblems(LitfassError):
    """Content is wrong, and ON_PROBLEM says to stop; its text is the report for the editor."""

    exitcode = 1


class SiteGenerator(Generator):
    """One generator for all types: Pelican gives settings, theme, Jinja and signals."""

    def generate_context(self) -> None:
        """Read the content and link it into one Site; stop or report when something is wrong."""
        self.own = read_settings(self.settings)
        self.said: list[str] = []
        self.written: dict[str, str] = {}
        self.site: Site | None = None
        self.last: Published | None = None
        material, problems = read_content(Path(self.path), store_of(self.own))
        if material is None:
            self._tell(problems)
        elif (last := last_published(self.output_path)) and self._is_reworded(last, material, problems):
            self.last, self.site = last, last.publication.site
            self._tell(last.reading.problems)
        else:
            self._link_all(material, problems)
        if self.site:
            self.context["site"] = self.site
            self.context["articles"] = list(self.site.news)  # where other people's plugins look

    def generate_output(self, writer: Any) -> None:  # noqa: ARG002 - Pelican's own compares nothing
        """Publish the Site; unchanged files stay as they are."""
        if self.site is None:
            return
        publication = self.last.publication if self.last else self._publication(self.site)
        publication.writer.early = early(self.site.language) if self.is_incremental else None
        if self.last:
            self.last.write()
        else:
            publication.writer.write(publication.outputs)
            self._send_signals(publication)
        doubts, language = publication.writer.doubts, self.own["MESSAGE_LANGUAGE"]
        if text := report(doubts, language, os.path.relpath(self.output_path) + "/"):
            self._say(text)
        store_of(self.own).tidy()
        self.written = publication.writer.digests
        if self.is_incremental and stays():
            leave(self.output_path, self.last or Published(publication, self.reading))

    def _publication(self, site: Site) -> Publication:
        return Publication(site, self.env, self.settings, self.own, is_incremental=self.is_incremental)

    def _send_signals(self, publication: Publication) -> None:
        """Tell other plugins of each page; where there are any, a site is published as a whole."""
        for output in publication.outputs:
            if isinstance(output, Page):
                path = f"{self.output_path}/{publication.site.addresses.save_as(output.link)}"
                signals.content_written.send(path, context=self.context)

    @property
    def is_incremental(self) -> bool:
        """Whether outputs are known from before: not where links depend on all of them, or code that we do not know."""
        strangers = any(self.settings[f"JINJA_{what}"] for what in ("FILTERS", "GLOBALS", "TESTS"))
        plugins = [plugin for plugin in self.settings["PLUGINS"] if plugin != "litfass"]
        return bool(self.own["STORE"]) and not (self.own["LINKS"] or strangers or plugins)

    def _is_reworded(self, last: Published, material: Material, problems: list[Problem]) -> bool:
        """Whether nothing but words in texts was edited since, and these were taken into what was published then."""
        return last.reword(made_of(self.settings, self.own), material, problems, self._now(material))

    def _now(self, material: Material) -> datetime:
        return moment(self.own["NOW"], material.info.timezone)

    def _link_all(self, material: Material, problems: list[Problem]) -> None:
        """Link what was read; where something is wrong and is left out, what is left of it."""
        self.site, more = self._link(material)
        reading = Reading(material, problems, more)
        self._tell(reading.problems)
        if reading.has_error:
            self.site = self._without_broken(material, reading.problems)
        if stays():  # else what was read is no use any more, and large
            self.reading = reading

    def _link(self, material: Material) -> tuple[Site, list[Problem]]:
        url = self.settings["SITEURL"] or material.info.url
        if not url.startswith(("https://", "http://")):
            raise EnvironmentFault(f'"{url}" is no address of a site. Write https://example.org.')
        addresses = Addresses(self.own["ADDRESSES"], url)
        now = self._now(material)
        back, ahead = self.own["CALENDAR_MONTHS_BACK"], self.own["CALENDAR_MONTHS_AHEAD"]
        # a report counts all dates of its year, however long ago
        years = (*material.info.report_years, *self.own["REPORT_YEARS"])
        back = max([back, *((now.year - year) * 12 + now.month for year in years)])
        if self.own["ON_PROBLEM"] != "stop" or stays():  # else nothing of it is linked a second time
            material = material.as_read()
        return link(material, addresses, now, months_back=back, months_ahead=ahead)

    def _without_broken(self, material: Material, problems: list[Problem]) -> Site | None:
        """The Site of those files that have no error; None when nothing can be shown without site.yaml."""
        wrong = _wrong_files(problems)
        for _ in range(MOST_ROUNDS):
            if "site.yaml" in wrong:
                return None
            material.leave_out(wrong)
            site, problems = self._link(material)
            if not (wrong := _wrong_files(problems)):
                return site
        return None

    def _tell(self, problems: list[Problem]) -> None:
        language = self.own["MESSAGE_LANGUAGE"]
        root = os.path.relpath(self.path) + "/"
        stops = self.own["ON_PROBLEM"] == "stop"
        text = report(problems, language, root, is_published=not stops)
        if self.own["PROBLEMS_FILE"]:
            Path(self.own["PROBLEMS_FILE"]).write_text(as_json(problems, language, root), encoding="utf-8")
        if stops and any(problem.is_error for problem in problems):
            raise ContentProblems(text)
        if text:
            self._say(text)

    def _say(self, text: str) -> None:
        """Tell the editor, and keep it for a build that finds nothing new."""
        self.said.append(text)
        print(text)  # noqa: T201 - Pelican's log wraps paths and hides repetitions


def _wrong_files(problems: list[Problem]) -> set[str]:
    """The files with an error; a page that is required and not there keeps nothing else from being shown."""
    return {problem.path for problem in problems if problem.is_error and problem.code != "legal-page"}
