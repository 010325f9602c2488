"""Generator: runs read → link → publish inside Pelican's phases; the side effects of a build are here and in write.py."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from . import catalogue, render
from .address import Addresses
from .annotate import as_json
from .clock import moment
from .incremental.basis import basis
from .incremental.ledger import Ledger
from .incremental.watch import Watch
from .link import Material, link
from .make import Maker
from .policy import content_policy
from .problems import EnvironmentFault, LitfassError, Problem, report
from .publish import PUBLISHERS, offline
from .publish.assets import asset_links
from .publish.output import Output, Page
from .read import read_content
from .relative import relative_to
from .settings import read_settings
from .site import Site
from .speaking import Speaking, Wanted, watch
from .store import Store
from .write import Writer

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
        material, problems = read_content(Path(self.path), self._store())
        self.site: Site | None = None
        if material:
            self.site, more = self._link(material)
            problems += more
        self._tell(problems)
        if self.site and material and any(problem.is_error for problem in problems):
            self.site = self._without_broken(material, problems)
        if self.site:
            self.context["site"] = self.site
            self.context["articles"] = list(self.site.news)  # where other people's plugins look

    def generate_output(self, writer: Any) -> None:  # Pelican's own compares nothing
        """Publish the Site; unchanged files stay as they are."""
        if self.site is None:
            return
        theme, store = Path(self.theme), self._store()
        static = _files(theme / "static")
        own = self.own | {"STATIC": static, "PRINT_FOLDER": theme / "print", "KEPT": store}
        seen = watch()
        languages = self._languages(theme, seen)
        ledger = Ledger(store, self.output_path, seen) if self.is_incremental else None
        maker = Maker(*self._render(theme, static, languages), store, seen, ledger)
        sizes = languages[self.site.language].sizes
        writer = Writer(Path(self.output_path), self.site.addresses, maker, sizes)
        outputs = [one for language in languages.values() for one in language.outputs(self.publishers, own)]
        if self.own["LINKS"]:
            known = {self.site.addresses.save_as(output.link) for output in outputs}
            writer.finish = relative_to(self.site.addresses, known, leads_out=self.own["LINKS"] == "public")
        writer.write(outputs)
        if text := report(writer.doubts, self.own["MESSAGE_LANGUAGE"], os.path.relpath(self.output_path) + "/"):
            self._say(text)
        store.tidy()
        self.written = writer.digests
        for path in (self.site.addresses.save_as(output.link) for output in outputs if isinstance(output, Page)):
            signals.content_written.send(f"{self.output_path}/{path}", context=self.context)

    @property
    def publishers(self) -> Sequence[str]:
        """The names of the publishers that are asked."""
        return self.own["PUBLISHERS"] or PUBLISHERS

    def _languages(self, theme: Path, seen: Watch) -> dict[str, Speaking]:
        """The site as each of its languages says it, the first one first."""
        made: dict[str, Speaking] = {}
        wanted = self._wanted()
        for site in self.site.all_languages:
            shown = _frozen(site) if self.own["FROZEN"] else site
            made[site.language] = Speaking(shown, theme, seen, wanted, made.get(self.site.language))
        return made

    def _render(
        self, theme: Path, static: dict[str, bytes], languages: dict[str, Speaking]
    ) -> tuple[Callable[[Page], str], Callable[[Output], str]]:
        """What turns a page into HTML, and what names all that an output is made of besides the site."""
        links = asset_links(static, self.site.info, self.site.addresses)
        icons = {name[6:-4]: data.decode() for name, data in static.items() if name.startswith("icons/")}
        says_policy = self.own["POLICY_IN_PAGES"]
        self.env.globals["policy"] = content_policy(as_meta=True) if says_policy else ""
        self.env.globals["search_policy"] = content_policy(as_meta=True, of_search=True) if says_policy else ""
        self.env.globals["offline"] = offline.is_wanted(self.own) and "offline" in self.publishers
        self.env.globals["avif"] = self.own["AVIF"]
        render.keep_compiled(self.env, self.own["TEMPLATES_KEPT"])
        render_in = {
            language: render.renderer(self.env, one.site, one.words, links, icons, one.shelf)
            for language, one in languages.items()
        }
        said = (self.settings["JINJA_ENVIRONMENT"], self.site.addresses.url, links, icons, catalogue.digest(theme))
        general, sources = basis(self.own, repr(said)), render.Sources(self.env)

        def made_of(output: Output) -> str:
            return general + sources.of(output.template) if isinstance(output, Page) else general

        return lambda page: render_in[page.language](page), made_of

    @property
    def is_incremental(self) -> bool:
        """Whether outputs are known from before: not where links depend on all of them, or code that we do not know."""
        strangers = any(self.settings[f"JINJA_{what}"] for what in ("FILTERS", "GLOBALS", "TESTS"))
        plugins = [plugin for plugin in self.settings["PLUGINS"] if plugin != "litfass"]
        return bool(self.own["STORE"]) and not (self.own["LINKS"] or strangers or plugins)

    def _wanted(self) -> Wanted:
        """Which sheets and cards are made; none when their publisher is left out."""
        share_days = self.own["SHARE_DAYS"] if "share" in self.publishers else 0
        if "sheet" not in self.publishers:
            return Wanted(share_days=share_days)
        return Wanted(self.own["SHEET_MONTHS"], self.own["POSTER_DAYS"], self.own["YEAR_SHEETS"], share_days)

    def _store(self) -> Store:
        return Store(Path(self.own["STORE"]) if self.own["STORE"] else None)

    def _link(self, material: Material) -> tuple[Site, list[Problem]]:
        url = self.settings["SITEURL"] or material.info.url
        if not url.startswith(("https://", "http://")):
            raise EnvironmentFault(f'"{url}" is no address of a site. Write https://example.org.')
        addresses = Addresses(self.own["ADDRESSES"], url)
        now = moment(self.own["NOW"], material.info.timezone)
        back, ahead = self.own["CALENDAR_MONTHS_BACK"], self.own["CALENDAR_MONTHS_AHEAD"]
        # a report counts all dates of its year, however long ago
        years = (*material.info.report_years, *self.own["REPORT_YEARS"])
        back = max([back, *((now.year - year) * 12 + now.month for year in years)])
        return link(material, addresses, now, months_back=back, months_ahead=ahead)

    def _without_broken(self, material: Material, problems: list[Problem]) -> Site | None:
        """The Site of those files that have no error; None when nothing can be shown without site.yaml."""
        for _ in range(MOST_ROUNDS):
            wrong = {problem.path for problem in problems if problem.is_error}
            if "site.yaml" in wrong:
                return None
            material.entries = [entry for entry in material.entries if entry.document.path not in wrong]
            material.broken |= wrong
            site, problems = self._link(material)
            if not any(problem.is_error for problem in problems):
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


def _frozen(site: Site) -> Site:
    """A site that says that nobody cares for it from its day on; nothing can be due any more."""
    return replace(site, frozen_on=site.today, due=())


def _files(folder: Path) -> dict[str, bytes]:
    """All files below a folder by their path in it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
