"""Filters: how a text, a thing or a date stands on a page: its language, its lead, its links and pictures."""

from collections.abc import Callable
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from ..body.summary import first_sentence
from ..formats import markup, structured
from ..model import Thing
from ..model.event import Event
from ..model.occurrence import Occurrence
from ..model.passage import language_of
from ..site import Site
from ..words import Words, direction, own_name
from ..words.glue import glued, held
from .choices import choices_of, traits_of

MARK = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands for a passage while a sentence is made around it
# of a passage in another language, and of one that is written the other way as well
ATTRIBUTES = (Markup(' lang="{}"'), Markup(' lang="{}" dir="{}"'))


def of_texts(words: Words) -> dict[str, Callable[..., Any]]:
    """Filters for what stands in another language than the page."""
    return {
        "lang": lambda text: _lang(text, words),
        "language": language_of,
        "passage": lambda text: _passage(text, words),
        "teaser": lambda text: _teaser(text, words),
        "state": lambda one: _state(one, words),
        "glued": glued,
        "listed": lambda items: escape(words.comma).join(item for item in items if item),
        "direction": direction,
        "own_name": own_name,
    }


def of_things(site: Site, words: Words, *, avif: bool) -> dict[str, Callable[..., Any]]:
    """Filters that turn things, dates and pictures into what pages show of them, and links into whole addresses."""
    return {
        "address": site.addresses.of,
        "lead": lambda thing: _lead(thing, site),
        "absolute": site.addresses.absolute,
        "body": lambda thing: Markup(held(markup.body(thing, site, avif=avif))),  # noqa: S704 - cleaned by body
        "described": lambda thing: _described(thing, site, words),
        "json_ld": lambda thing: structured.json_ld(thing, site),
        "choices": lambda dates: choices_of(site, dates),
        "traits": lambda one: traits_of(site, one),
        "srcset": lambda picture, ending="webp": markup.srcset(picture, site.addresses, ending),
        "print_link": lambda picture, ending="jpg": markup.print_link(picture, site.addresses, ending),
        "webcal": lambda link: "webcal:" + site.addresses.absolute(link).partition(":")[2],
        "telephone": lambda number: "tel:" + "".join(char for char in number if char.isdigit() or char == "+"),
    }


def _lead(thing: Thing, site: Site) -> str:
    """What stands above a thing's text: its summary, unless that is the first sentence of the text below."""
    return "" if thing.summary == first_sentence(site.text_of(thing)) else thing.summary


def _lang(text: Any, words: Words) -> Markup:
    """The attributes an element needs for a passage in another language; nothing for the page's own."""
    language = language_of(text)
    return _attributes(language, words.direction) if language and language != words.language else Markup()


@cache
def _attributes(language: str, around: str) -> Markup:
    """Those of a passage in a language among words that run one way."""
    own = direction(language)
    return ATTRIBUTES[own != around].format(language, own)


def _passage(text: Any, words: Words) -> Any:
    """A text as it stands inside an element: in a span of its own when it is in another language; nothing is torn."""
    attributes = _lang(text, words)
    if isinstance(text, str) and not isinstance(text, Markup):
        text = glued(text) if attributes else words.lines(glued(text))
    return Markup(f"<span{attributes}>{escape(text)}</span>") if attributes else text  # noqa: S704 - escaped here


def _teaser(text: str, words: Words) -> str:
    """A summary in a list, in an element of its own; "" in Leichte Sprache while it is in another, harder language."""
    return "" if words.is_easy and _lang(text, words) else words.lines(glued(text))


def _state(one: Occurrence, words: Words) -> Markup:
    """The word a date must carry; the reason in it may be in another language."""
    return escape(words.state(one, MARK)).replace(MARK, escape(_passage(words.label(one.pause, "holiday"), words)))


def _described(thing: Thing, site: Site, words: Words) -> str:
    """A thing in a line: its summary, which link takes from its text when there is one, else when and where it is."""
    if thing.summary:
        return thing.summary
    if isinstance(thing, Event) and (one := site.programme.next_date(thing)):
        return words.comma.join(part for part in (words.when(one), one.shown_place) if part)
    return f"{thing.title}, {site.info.name}"
