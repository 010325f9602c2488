"""Render: prepares Jinja for one language and turns a Page into HTML."""

import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import segno
from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache, FileSystemLoader
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from . import markup, structured
from .choices import choices_of, traits_of
from .glue import glued
from .incremental.watched import beside
from .model import Thing
from .model.deadline import DUE_KINDS
from .model.event import Event
from .model.occurrence import Occurrence
from .model.passage import language_of
from .model.picture import Picture
from .network import network
from .publish.output import Page
from .sheets.share import SIZE_PX
from .sheets.sheet import Shelf
from .site import Site
from .words import Words, direction, filters, own_name

# another template a template names; all do it in quotes
REFERRED = re.compile(r'{%-?\s*(?:extends|include|import|from)\s+"([^"]+)"')
# of a passage in another language, and of one that is written the other way as well
MARK = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands for a passage while a sentence is made around it
ATTRIBUTES = (Markup(' lang="{}"'), Markup(' lang="{}" dir="{}"'))


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
    env = _for_one_language(env)
    env.install_gettext_translations(words.translations, newstyle=True)  # type: ignore[attr-defined]
    env.globals.setdefault("avif", False)
    env.globals.setdefault("offline", False)
    env.filters.update({**filters(words), **_of_texts(words), **_of_things(site, words, avif=env.globals["avif"])})
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


def _of_texts(words: Words) -> dict[str, Callable[..., Any]]:
    """Filters for what stands in another language than the page."""
    return {
        "lang": lambda text: _lang(text, words),
        "passage": lambda text: _passage(text, words),
        "teaser": lambda text: _teaser(text, words),
        "state": lambda one: _state(one, words),
        "glued": glued,
        "listed": lambda items: escape(words.comma).join(item for item in items if item),
        "direction": direction,
        "own_name": own_name,
    }


def _of_things(site: Site, words: Words, *, avif: bool) -> dict[str, Callable[..., Any]]:
    """Filters that turn things, dates and pictures into what pages show of them, and links into whole addresses."""
    return {
        "address": site.addresses.of,
        "absolute": site.addresses.absolute,
        "body": lambda thing: Markup(glued(markup.body(thing, site, avif=avif))),  # noqa: S704 - cleaned by body
        "described": lambda thing: _described(thing, site, words),
        "json_ld": lambda thing: structured.json_ld(thing, site),
        "choices": lambda dates: choices_of(site, dates),
        "traits": lambda one: traits_of(site, one),
        "srcset": lambda picture, ending="webp": markup.srcset(picture, site.addresses, ending),
        "print_link": lambda picture, ending="jpg": markup.print_link(picture, site.addresses, ending),
        "webcal": lambda link: "webcal:" + site.addresses.absolute(link).partition(":")[2],
        "telephone": lambda number: "tel:" + "".join(char for char in number if char.isdigit() or char == "+"),
    }


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


class Sources:
    """What each template is made of: its text and that of all it extends, includes or imports, as a digest."""

    def __init__(self, env: Environment) -> None:
        self.env = env
        self._texts: dict[str, str] = {}
        self._digests: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The digest of a template and all it refers to."""
        if name not in self._digests:
            found: dict[str, None] = {}
            waiting = [name]
            while waiting:
                one = waiting.pop()
                if one not in found:
                    found[one] = None
                    waiting += REFERRED.findall(self._text(one))
            text = "\0".join(f"{one}\0{self._text(one)}" for one in sorted(found))
            self._digests[name] = hashlib.sha256(text.encode()).hexdigest()
        return self._digests[name]

    def _text(self, name: str) -> str:
        if name not in self._texts:
            self._texts[name] = self.env.loader.get_source(self.env, name)[0]  # type: ignore[union-attr]
        return self._texts[name]


def keep_compiled(env: Environment, folder: str) -> None:
    """Take compiled templates from a folder, and put new ones there; "" keeps them in memory only.

    A file in it is named after a digest of its template's text, and what is damaged is compiled again.
    """
    if folder:
        Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(folder)


class _Compiled(BytecodeCache):
    """Templates compiled once for all languages, kept in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was compiled for another language."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was just compiled."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


def _for_one_language(env: Environment) -> Environment:
    """An environment with filters and words of its own; nothing a language says is compiled into a template."""
    if env.bytecode_cache is None:
        env.bytecode_cache = _Compiled()
    own = env.overlay(optimized=False)
    own.filters, own.tests, own.globals = dict(env.filters), dict(env.tests), dict(env.globals)
    own.add_extension("jinja2.ext.i18n")
    return own


def _lang(text: Any, words: Words) -> Markup:
    """The attributes an element needs for a passage in another language; nothing for the page's own."""
    language = language_of(text)
    if not language or language == words.language:
        return Markup()
    other_way = direction(language) != words.direction
    return ATTRIBUTES[other_way].format(language, direction(language))


def environment(folder: Path) -> Environment:
    """A bare Jinja for templates of a folder that are no pages of the site, such as the mail."""
    return Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def _qr(link: str) -> Markup:
    """A QR code as SVG without a size of its own, with the quiet zone that readers need. Source: ISO/IEC 18004."""
    code = segno.make(link, error="m", micro=False)
    return Markup(code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None))  # noqa: S704 - drawn by segno


def _passage(text: Any, words: Words) -> Any:
    """A text as it stands inside an element: in a span of its own when it is in another language; nothing is torn."""
    attributes = _lang(text, words)
    if isinstance(text, str) and not isinstance(text, Markup):
        text = glued(text) if attributes else words.lines(glued(text))
    return Markup("<span{}>{}</span>").format(attributes, text) if attributes else text


def _teaser(text: str, words: Words) -> str:
    """A summary in a list, in an element of its own; "" in Leichte Sprache while it is in another, harder language."""
    return "" if words.is_easy and _lang(text, words) else words.lines(glued(text))


def _state(one: Occurrence, words: Words) -> Markup:
    """The word a date must carry; the reason in it may be in another language."""
    return escape(words.state(one, MARK)).replace(MARK, escape(_passage(one.pause, words)))


def _described(thing: Thing, site: Site, words: Words) -> str:
    """A thing in a line: its summary, which link takes from its text when there is one, else when and where it is."""
    if thing.summary:
        return thing.summary
    if isinstance(thing, Event) and (one := site.programme.next_date(thing)):
        return words.comma.join(part for part in (words.when(one), one.place_name) if part)
    return f"{thing.title}, {site.info.name}"


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
