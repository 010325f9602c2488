"""Render: prepares Jinja for one language and turns a Page into HTML."""

from collections.abc import Callable, Mapping
from typing import Any

import segno
from jinja2 import Environment
from markupsafe import Markup

from ..formats import markup, structured
from ..incremental.watched import beside
from ..model import Thing
from ..model.deadline import DUE_KINDS
from ..model.event import Event
from ..model.picture import Picture
from ..publish.output import Page
from ..sheets.share import SIZE_PX
from ..sheets.sheet import Shelf
from ..site import Site
from ..site.network import network
from ..words import Words
from ..words import filters as filters_of_words
from .filters import of_texts, of_things
from .templates import Sources, environment, for_one_language, keep_compiled, speak

__all__ = ["Sources", "environment", "keep_compiled", "renderer"]


def renderer(  # noqa: PLR0913, PLR0917 - all that templates may ask for
    env: Environment,
    site: Site,
    words: Words,
    assets: Mapping[str, str],
    icons: Mapping[str, str],
    shelf: Shelf,
) -> Callable[[Page], str]:
    """Make the function that renders pages of this site in this language.

    Templates get `site`, `words`, `here` (the page's own link), and what the page brings; `address`, `absolute`,
    `body`, `json_ld`, `srcset`, `shared` and the words' filters. `shelf`
    holds the sheets of paper they offer.
    """
    env = for_one_language(env)
    speak(env, words.translations)
    env.globals.setdefault("avif", False)
    env.globals.setdefault("offline", False)
    env.filters.update(
        {**filters_of_words(words), **of_texts(words), **of_things(site, words, avif=env.globals["avif"])}
    )
    env.tests.update(
        text=lambda value: isinstance(value, str),
        thing=lambda value: isinstance(value, Thing),
        event=lambda value: isinstance(value, Event),
    )
    env.globals.update(_to_ask(site, shelf))
    env.globals.update(
        words=words,
        due_kinds=DUE_KINDS,
        qr=_qr,
        asset=lambda name: assets[name],
        icon=lambda name: Markup(icons[name].strip()),  # noqa: S704 - the theme's own files
    )

    def render(page: Page) -> str:
        late = page.made_late() if page.made_late else {}
        return env.get_template(page.template).render(here=page.link, **page.context, **late)

    return render


def _to_ask(site: Site, shelf: Shelf) -> dict[str, Any]:
    """What every template may ask: the site, what lies beside it, and how it is told to machines."""
    return {
        "site": site,
        "network": beside(site, "network", network(site)),
        "organization": lambda: structured.organization(site),
        "website": lambda: structured.website(site),
        "breadcrumb_list": lambda links, thing: structured.breadcrumb_list(links, thing, site),
        "link_to": site.addresses.to,
        "picture_link": _picture_links(site),
        "shared": lambda thing=None: _shared(thing, site, shelf),
        "sheets_of": shelf.of,
        "kilobytes": shelf.kilobytes,
    }


def _qr(link: str) -> Markup:
    """A QR code as SVG without a size of its own, with the quiet zone that readers need. Source: ISO/IEC 18004."""
    code = segno.make(link, error="m", micro=False)
    return Markup(code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None))  # noqa: S704 - drawn by segno


def _shared(thing: Thing | None, site: Site, shelf: Shelf) -> dict[str, Any] | None:
    """What stands beside a link that is passed on: the card made for a thing, else its picture, else the site's card."""
    card = shelf.card_of(thing)
    if card is None and thing is not None and thing.image:
        picture = site.pictures[thing.image.file]
        width = markup.share_width(picture)
        link, size = markup.share_link(picture, site.addresses), (width, picture.height_for(width))
        return {"link": link, "size": size, "alt": thing.image.alt}
    card = card or shelf.card_of(None)
    return card and {"link": card.link, "size": SIZE_PX, "alt": card.alt}


def _picture_links(site: Site) -> Callable[[Picture, int], Any]:
    """The rendition next to a wanted width, as (link, width, height)."""

    def nearest(picture: Picture, width_px: int) -> dict[str, Any]:
        width = min(picture.widths, key=lambda one: (one < width_px, abs(one - width_px)))
        link = markup.picture_link(picture, width, site.addresses)
        return {"src": link, "width": width, "height": picture.height_for(width)}

    return nearest
