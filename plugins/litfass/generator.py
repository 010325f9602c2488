"""Generator: runs read → link → publish inside Pelican's phases; the side effects of a build are here and in write.py."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from gettext import NullTranslations
from importlib import import_module
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from . import render
from .address import Addresses
from .annotate import as_json
from .clock import moment
from .link import Material, link
from .policy import content_policy
from .problems import EnvironmentFault, LitfassError, Problem, report
from .publish.assets import asset_links
from .publish.output import Output, Page
from .read import read_content
from .relative import relative_to
from .settings import read_settings
from .sheets.plan import Plan
from .sheets.share import cards
from .sheets.sheet import Shelf
from .site import Site
from .store import Store
from .words import Words, load_translations
from .write import Writer

# a file left out may make another one wrong, and so on
MOST_ROUNDS = 5
# sheets before pages, which name their sizes
PUBLISHERS = (
    "assets",
    "images",
    "sheet",
    "share",
    "icons",
    "pages",
    "quarter",
    "shop_window",
    "print_pages",
    "short",
    "report",
    "archive",
    "feed",
    "calendar_file",
    "data",
    "sitemap",
    "security",
)


class ContentProblems(LitfassError):
    """Content is wrong, and ON_PROBLEM says to stop; its text is the report for the editor."""

    exitcode = 1


class _Speaking:
    """A site in one language with that language's words and sheets."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a build makes beside pages
        self,
        site: Site,
        theme: Path,
        windows: tuple[int, int, int],
        sizes: dict[str, int],
        share_days: int = 0,
        first: "_Speaking | None" = None,
    ) -> None:
        self.words = Words(site.language, _translations(theme, site.language))
        self.site = replace(site, info=self.words.at_home(site.info))
        self.cards = {card.key: card for card in cards(self.site, self.words, share_days)}
        of_first = first.cards if first else {}
        self.shelf = Shelf(Plan(self.site, self.words).built(*windows), sizes, of_first | self.cards)

    def freeze(self) -> None:
        """Let the site say that nobody cares for it from its day on; nothing can be due any more."""
        self.site = replace(self.site, frozen_on=self.site.today, due=())


class SiteGenerator(Generator):
    """One generator for all types: Pelican gives settings, theme, Jinja and signals."""

    def generate_context(self) -> None:
        """Read the content and link it into one Site; stop or report when something is wrong."""
        self.own = read_settings(self.settings)
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
        theme = Path(self.theme)
        static = _files(theme / "static")
        self.own |= {
            "STATIC": static,
            "PRINT_FOLDER": theme / "print",
        }
        links = asset_links(static, self.site.info, self.site.addresses)
        icons = {name[6:-4]: data.decode() for name, data in static.items() if name.startswith("icons/")}
        self.env.globals["policy"] = content_policy(as_meta=True) if self.own["POLICY_IN_PAGES"] else ""
        self.env.globals["avif"] = self.own["AVIF"]
        sizes: dict[str, int] = {}
        share_days = self.own["SHARE_DAYS"] if "share" in (self.own["PUBLISHERS"] or PUBLISHERS) else 0
        speaking: list[_Speaking] = []
        for site in self.site.all_languages:
            first = speaking[0] if speaking else None
            speaking.append(_Speaking(site, theme, self._windows(), sizes, share_days, first))
        for one in speaking if self.own["FROZEN"] else ():
            one.freeze()
        render_in = {
            one.site.language: render.renderer(self.env, one.site, one.words, links, icons, one.shelf)
            for one in speaking
        }
        pages: list[str] = []
        writer = Writer(
            Path(self.output_path),
            self.site.addresses,
            lambda page: render_in[page.language](page),
            self._store(),
            sizes,
        )
        outputs: Iterable[Output] = (output for one in speaking for output in self._outputs(one, pages))
        if self.own["LINKS"]:
            outputs = list(outputs)
            known = {self.site.addresses.save_as(output.link) for output in outputs}
            writer.finish = relative_to(self.site.addresses, known, leads_out=self.own["LINKS"] == "public")
        writer.write(outputs)
        if text := report(writer.doubts, self.own["MESSAGE_LANGUAGE"], os.path.relpath(self.output_path) + "/"):
            print(text)  # noqa: T201 - as in _tell
        for path in pages:
            signals.content_written.send(str(Path(self.output_path) / path), context=self.context)

    def _windows(self) -> tuple[int, int, int]:
        """For how many months, days and years sheets are made; none when their publisher is left out."""
        if "sheet" not in (self.own["PUBLISHERS"] or PUBLISHERS):
            return (0, 0, 0)
        return self.own["SHEET_MONTHS"], self.own["POSTER_DAYS"], self.own["YEAR_SHEETS"]

    def _store(self) -> Store:
        return Store(Path(self.own["STORE"]) if self.own["STORE"] else None)

    def _outputs(self, speaking: "_Speaking", pages: list[str]) -> Iterator[Output]:
        """What all publishers yield in one language; the paths of pages are noted in `pages`."""
        site, own = speaking.site, self.own | {"WORDS": speaking.words, "SHEETS": speaking.shelf.sheets}
        own["CARDS"] = speaking.cards.values()
        for name in self.own["PUBLISHERS"] or PUBLISHERS:
            publisher = import_module(f".publish.{name}", __package__)
            if not site.is_first and getattr(publisher, "IN_ALL_LANGUAGES", False):
                continue
            for output in publisher.publish(site, own):
                if isinstance(output, Page):
                    pages.append(site.addresses.save_as(output.link))
                    yield replace(output, language=site.language)
                else:
                    yield output

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
            print(text)  # noqa: T201 - Pelican's log wraps paths and hides repetitions


def _translations(theme: Path, language: str) -> NullTranslations:
    po = theme / "translations" / language / "LC_MESSAGES" / "litfass.po"
    return load_translations(po.read_bytes()) if po.is_file() else NullTranslations()


def _files(folder: Path) -> dict[str, bytes]:
    """All files below a folder by their path in it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
