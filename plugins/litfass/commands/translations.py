"""List what is not translated yet, or only in part, or older than its original, by language."""

from argparse import ArgumentParser, Namespace
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from ..check import behind, linked
from ..clock import moment
from ..conf import message_language
from ..link import Material
from ..model import Event, News, Thing
from ..model.passage import SPOKEN, language_of
from ..model.thing import Part, editor_key, said_in
from ..problems import EnvironmentFault, say
from ..read import read_content
from ..site import Site
from ..words import meant, named
from .options import add_content, add_now

# what people look for first comes first
KINDS = ("page", "event", "participation", "news", "project", "actor", "place")
WORDS = {"missing": "fehlt", "partly": "nur zum Teil", "older": "älter als das Original"}
BEHIND = "vielleicht älter; das Original wurde danach geändert"
# what needs no translation: names, and amounts that each language writes itself
SAME = {"name", "programme", "area", "price", "decided"}
NONE = "site.yaml nennt unter „languages“ keine weitere Sprache."
NEWS = 12


def add_arguments(parser: ArgumentParser) -> None:
    """Take folder, moment and one language."""
    add_content(parser)
    add_now(parser)
    parser.add_argument("--only", metavar="LANGUAGE", help="one of the site's languages, such as tr or Türkisch")


def run(chosen: Namespace) -> int:
    """Print the gaps of each language; always 0, for a missing translation is no mistake.

    Raises:
        EnvironmentFault: site.yaml cannot be read, or does not offer the language asked for.

    """
    content = Path(chosen.content or "content")
    material, _ = read_content(content)
    if material is None:
        raise EnvironmentFault(say("closing-no-site", message_language(), path=f"{content}/site.yaml"))
    site, _ = linked(material, moment(chosen.now or "", material.info.timezone))
    sites = [*site.translations.values()]
    if chosen.only:
        sites = [site.translations[_meant(chosen.only, site.translations)]]
    left = behind(content, material)
    print("\n\n".join("\n".join(gaps(one, material, f"{content}/", left)) for one in sites) or NONE)  # noqa: T201
    return 0


def _meant(word: str, languages: Collection[str]) -> str:
    if found := meant(word, languages):
        return found
    language = message_language()
    known = say("closing-known", language, value=named(languages, language))
    raise EnvironmentFault(f"{say('closing-no-language', language, value=word)} {known}")


def gaps(site: Site, material: Material, root: str, left: Collection[str] = ()) -> Iterator[str]:
    """The lines for one language: how much is translated, then each file that waits; what is over is not asked for.

    `left` are translations whose originals were changed after them; one that is over is named too, as check counts it.
    """
    paths = {entry.thing.key(): entry.document.path for entry in material.entries}
    things = [thing for kind in KINDS for thing in site.things[kind] if _matters(thing, site)]
    waiting = [(thing, gap) for thing in things if (gap := _gap(thing, site))]
    yield f"{site.language}: {len(things) - len(waiting)} von {len(things)} sind übersetzt."
    if not any(one.document.path == f"site.{site.language}.yaml" for one in material.translations):
        yield f"  {root}site.{site.language}.yaml: fehlt (Ort im Satz, Leitspruch, Themen, Zielgruppen, Förderhinweise)"
    said: set[str] = set()
    for thing, gap in waiting:
        stem, _, ending = paths[thing.key()].rpartition(".")
        path = f"{stem}.{site.language}.{ending}"
        said.add(path)
        yield f"  {root}{path}: {gap}" + (f", {BEHIND}" if path in left and gap != WORDS["older"] else "")
    mine = {one.document.path for one in material.translations if one.document.language == site.language}
    for path in sorted(mine.intersection(left) - said):
        yield f"  {root}{path}: {BEHIND}"


def _gap(thing: Thing, site: Site) -> str:
    """What is missing of a translation, in words; "" when it is whole."""
    gap = site.gap(thing)
    if gap == "missing" or thing.language:
        return WORDS.get(gap, "")
    left = list(dict.fromkeys(_left(thing, site.today)))
    if gap == "partly":
        # without a summary of its own a thing begins with its text
        left = ["der Text", *(key for key in left if key != "summary")]
    named = f"{WORDS['partly']} (es fehlen: {', '.join(left)})" if left else ""
    return ", ".join(filter(None, [WORDS["older"] if gap == "older" else "", named]))


def _left(part: Part, today: date, path: str = "") -> Iterator[str]:
    """The keys of a thing whose words nobody has translated; what has been on a day that is over counts no more."""
    for name, value, _ in said_in(part):
        key = f"{path}{editor_key(name)}"
        for item in value if isinstance(value, tuple) else (value,):
            on = getattr(item, "on", None)
            if isinstance(item, Part) and not isinstance(item, Thing) and (on is None or on >= today):
                yield from _left(item, today, f"{key} {on} " if on else f"{key}.")
            elif name in SPOKEN - SAME and isinstance(item, str) and language_of(item):
                yield key


def _matters(thing: Thing, site: Site) -> bool:
    """Whether anybody will still look for it: no event that is over, no news further down than the first page."""
    if isinstance(thing, Event):
        return bool(site.programme.next_dates(thing)) or thing in site.programme.undated_of([thing])
    if isinstance(thing, News):
        return thing in site.latest_news(NEWS)
    return True
