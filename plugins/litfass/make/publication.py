"""Publication: a site with all that is made of it: in each of its languages, its outputs, and what writes them."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from .. import render
from ..formats.relative import Relative
from ..incremental.basis import basis
from ..incremental.ledger import Ledger
from ..kept.store import store_of
from ..machine.disk import each_below
from ..policy import content_policy
from ..publish import PUBLISHERS, offline
from ..publish.assets import asset_links
from ..publish.output import Output, Page
from ..site import Site
from ..words import catalogue
from .maker import Maker
from .speaking import Speaking, Wanted, watch
from .write import Writer

# settings of Pelican's that outputs depend on
OTHERS = ("THEME", "OUTPUT_PATH", "SITEURL", "JINJA_ENVIRONMENT")


class Publication:
    """All outputs of a site, ready to be made and written.

    `env` is Jinja's environment, `settings` are Pelican's, `own` ours; `is_incremental` says whether outputs may be known from before.
    """

    def __init__(
        self, site: Site, env: Any, settings: Mapping[str, Any], own: dict[str, Any], *, is_incremental: bool
    ) -> None:
        self.site, self.env, self.own = site, env, own
        self.theme, output = Path(settings["THEME"]), settings["OUTPUT_PATH"]
        self.made_of = made_of(settings, own)
        store = store_of(own)
        static = static_files(self.theme / "static")
        self.seen = watch(site)
        languages = self._languages()
        ledger = Ledger(store, output, self.seen) if is_incremental else None
        maker = Maker(*self._render(static, languages, repr(settings["JINJA_ENVIRONMENT"])), store, self.seen, ledger)
        self.writer = Writer(Path(output), site.addresses, maker, languages[site.language].sizes)
        told = own | {"STATIC": static, "PRINT_FOLDER": self.theme / "print", "KEPT": store}
        site.texts.read.clear()
        self.outputs = [one for language in languages.values() for one in language.outputs(self.publishers, told)]
        # whether which outputs there are depends on words in texts, as the index of the search does
        self.asks_for_texts = bool(site.texts.read)
        if own["LINKS"]:
            known = {site.addresses.save_as(output.link) for output in self.outputs}
            self.writer.finish = Relative(site.addresses, known, own["LINKS"] == "public").finished

    @property
    def publishers(self) -> Sequence[str]:
        """The names of the publishers that are asked."""
        return self.own["PUBLISHERS"] or PUBLISHERS

    def _languages(self) -> dict[str, Speaking]:
        """The site as each of its languages says it, the first one first."""
        made: dict[str, Speaking] = {}
        wanted = self._wanted()
        for site in self.site.all_languages:
            shown = _frozen(site) if self.own["FROZEN"] else site
            made[site.language] = Speaking(shown, self.theme, self.seen, wanted, made.get(self.site.language))
        return made

    def _wanted(self) -> Wanted:
        """Which sheets and cards are made; none when their publisher is left out."""
        share_days = self.own["SHARE_DAYS"] if "share" in self.publishers else 0
        if "sheet" not in self.publishers:
            return Wanted(share_days=share_days)
        return Wanted(self.own["SHEET_MONTHS"], self.own["POSTER_DAYS"], self.own["YEAR_SHEETS"], share_days)

    def _render(
        self, static: dict[str, bytes], languages: dict[str, Speaking], jinja: str
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
        said = repr((self.site.addresses.url, links, icons, catalogue.digest(self.theme)))
        general, sources = basis(self.own, jinja, said), render.Sources(self.env)

        def basis_of(output: Output) -> str:
            return general + sources.of(output.template) if isinstance(output, Page) else general

        return lambda page: render_in[page.language](page), basis_of


def made_of(settings: Mapping[str, Any], own: Mapping[str, Any]) -> str:
    """A digest of what outputs are made of besides the content: theme, settings, our code, libraries."""
    digest = hashlib.sha256(basis(own, repr([settings[name] for name in OTHERS])).encode())
    each_below(settings["THEME"], digest.update)
    return digest.hexdigest()


def _frozen(site: Site) -> Site:
    """A site that says that nobody cares for it from its day on; nothing can be due any more."""
    return replace(site, frozen_on=site.today, due=())


def static_files(folder: Path) -> dict[str, bytes]:
    """All files below a folder by their path in it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
