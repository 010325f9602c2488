"""Generator: runs read → link → publish inside Pelican's phases; the side effects of a build are here and in write.py."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from gettext import NullTranslations
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from pelican import signals
from pelican.generators import Generator

from . import render
from .address import Addresses
from .annotate import as_json
from .clock import moment
from .incremental.basis import basis
from .incremental.ledger import Ledger
from .incremental.watch import Watch, beside
from .link import Material, link
from .make import Maker
from .network import Network
from .policy import content_policy
from .problems import EnvironmentFault, LitfassError, Problem, report
from .publish.assets import asset_links
from .publish.output import Output, Page
from .read import read_content
from .relative import relative_to
from .settings import read_settings
from .sheets.plan import Plan
from .sheets.share import Card, cards
from .sheets.sheet import Sheet, Shelf
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


def watch() -> Watch:
    """What notes the questions to the sites of one build."""
    return Watch((Network, Shelf), {Words: "language", Card: "link", Sheet: "said", Store: "what"})


class Wanted(NamedTuple):
    """For how many months, days and years sheets are made, for how many days back cards; where sizes are noted."""

    sizes: dict[str, int]
    months: int = 0
    poster_days: int = 0
    years: int = 0
    share_days: int = 0


class _Speaking:
    """A site in one language, watched, with that language's words and sheets."""

    def __init__(self, site: Site, theme: Path, watch: Watch, wanted: Wanted, first: "_Speaking | None" = None) -> None:
        self.words = Words(site.language, _translations(theme, site.language))
        self.site: Site = watch.watched(site.language, replace(site, info=self.words.at_home(site.info)))
        self.cards = {card.key: card for card in cards(self.site, self.words, wanted.share_days)}
        of_first = first.cards if first else {}
        sheets = Plan(self.site, self.words).built(wanted.months, wanted.poster_days, wanted.years)
        self.shelf: Shelf = beside(self.site, "shelf", Shelf(sheets, wanted.sizes, of_first | self.cards))


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
        seen, wanted = watch(), self._wanted(sizes)
        speaking: dict[str, _Speaking] = {}
        for site in self.site.all_languages:
            shown = _frozen(site) if self.own["FROZEN"] else site
            speaking[site.language] = _Speaking(shown, theme, seen, wanted, speaking.get(self.site.language))
        render_in = {
            language: render.renderer(self.env, one.site, one.words, links, icons, one.shelf)
            for language, one in speaking.items()
        }
        said = (self.settings["JINJA_ENVIRONMENT"], self.site.addresses.url, links, icons, _catalogues(theme))
        general = basis(self.own, repr(said))
        sources = render.Sources(self.env)

        def made_of(output: Output) -> str:
            if not isinstance(output, Page):
                return general
            return general + sources.of(output.template)

        pages: list[str] = []
        store = self._store()
        ledger = Ledger(store, self.output_path, seen) if self._is_incremental() else None
        maker = Maker(lambda page: render_in[page.language](page), made_of, store, seen, ledger)
        writer = Writer(Path(self.output_path), self.site.addresses, maker, sizes)
        outputs: Iterable[Output] = (output for one in speaking.values() for output in self._outputs(one, pages))
        if self.own["LINKS"]:
            outputs = list(outputs)
            known = {self.site.addresses.save_as(output.link) for output in outputs}
            writer.finish = relative_to(self.site.addresses, known, leads_out=self.own["LINKS"] == "public")
        writer.write(outputs)
        if text := report(writer.doubts, self.own["MESSAGE_LANGUAGE"], os.path.relpath(self.output_path) + "/"):
            print(text)  # noqa: T201 - as in _tell
        for path in pages:
            signals.content_written.send(str(Path(self.output_path) / path), context=self.context)

    def _is_incremental(self) -> bool:
        """Whether outputs are known from before: not where links depend on all of them, or code that we do not know."""
        strangers = any(self.settings[f"JINJA_{what}"] for what in ("FILTERS", "GLOBALS", "TESTS"))
        plugins = [plugin for plugin in self.settings["PLUGINS"] if plugin != "litfass"]
        return bool(self.own["STORE"]) and not (self.own["LINKS"] or strangers or plugins)

    def _wanted(self, sizes: dict[str, int]) -> Wanted:
        """Which sheets and cards are made; none when their publisher is left out."""
        chosen = self.own["PUBLISHERS"] or PUBLISHERS
        share_days = self.own["SHARE_DAYS"] if "share" in chosen else 0
        if "sheet" not in chosen:
            return Wanted(sizes, share_days=share_days)
        return Wanted(sizes, self.own["SHEET_MONTHS"], self.own["POSTER_DAYS"], self.own["YEAR_SHEETS"], share_days)

    def _store(self) -> Store:
        return Store(Path(self.own["STORE"]) if self.own["STORE"] else None)

    def _outputs(self, speaking: "_Speaking", pages: list[str]) -> Iterator[Output]:
        """What all publishers yield in one language; the paths of pages are noted in `pages`."""
        site = speaking.site
        own = self.own | {
            "WORDS": speaking.words,
            "SHEETS": speaking.shelf.sheets,
            "CARDS": speaking.cards.values(),
            "KEPT": self._store(),
        }
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


def _frozen(site: Site) -> Site:
    """A site that says that nobody cares for it from its day on; nothing can be due any more."""
    return replace(site, frozen_on=site.today, due=())


def _translations(theme: Path, language: str) -> NullTranslations:
    po = theme / "translations" / language / "LC_MESSAGES" / "litfass.po"
    return load_translations(po.read_bytes()) if po.is_file() else NullTranslations()


def _catalogues(theme: Path) -> str:
    """The digest of the words of all languages."""
    digest = hashlib.sha256()
    for po in sorted((theme / "translations").rglob("*.po")):
        digest.update(po.read_bytes())
    return digest.hexdigest()


def _files(folder: Path) -> dict[str, bytes]:
    """All files below a folder by their path in it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
