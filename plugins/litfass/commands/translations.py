"""List what is not translated yet, or only in part, or older than its original, by language."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ..check import linked
from ..clock import moment
from ..link import Material
from ..model import Event, News, Thing
from ..model.passage import SPOKEN, language_of
from ..model.thing import Part, editor_key, said_in
from ..problems import EnvironmentFault
from ..read import read_content
from ..site import Site
from .options import add_content, add_now

# what people look for first comes first
KINDS = ("page", "event", "participation", "news", "project", "actor", "place")
WORDS = {"missing": "fehlt", "partly": "nur zum Teil", "older": "älter als das Original"}
# what needs no translation: names, and amounts that each language writes itself
SAME = {"name", "programme", "area", "price", "decided"}
NONE = "site.yaml nennt unter „languages“ keine weitere Sprache."
NEWS = 12


def add_arguments(parser: ArgumentParser) -> None:
    """Take folder, moment and one language."""
    add_content(parser)
    add_now(parser)
    parser.add_argument("--only", metavar="LANGUAGE", help="one of the site's languages, such as tr")


def run(chosen: Namespace) -> int:
    """Print the gaps of each language; always 0, for a missing translation is no mistake.

    Raises:
        EnvironmentFault: site.yaml cannot be read, or does not offer the language asked for.

    """
    content = Path(chosen.content or "content")
    material, _ = read_content(content)
    if material is None:
        raise EnvironmentFault(f"{content}/site.yaml cannot be read; python -m litfass check says why.")
    site, _ = linked(material, moment(chosen.now or "", material.info.timezone))
    if chosen.only and chosen.only not in site.translations:
        raise EnvironmentFault(f'site.yaml offers no translation into "{chosen.only}".')
    sites = [one for one in site.translations.values() if chosen.only in (None, one.language)]
    print("\n\n".join("\n".join(gaps(one, material, f"{content}/")) for one in sites) or NONE)  # noqa: T201
    return 0


def gaps(site: Site, material: Material, root: str) -> Iterator[str]:
    """The lines for one language: how much is translated, then each file that waits; what is over is not asked for."""
    paths = {entry.thing.key(): entry.document.path for entry in material.entries}
    things = [thing for kind in KINDS for thing in site.things[kind] if _matters(thing, site)]
    waiting = [(thing, gap) for thing in things if (gap := _gap(thing, site))]
    yield f"{site.language}: {len(things) - len(waiting)} von {len(things)} sind übersetzt."
    if not any(one.document.path == f"site.{site.language}.yaml" for one in material.translations):
        yield f"  {root}site.{site.language}.yaml: fehlt (Ort im Satz, Leitspruch, Themen, Zielgruppen, Förderhinweise)"
    for thing, gap in waiting:
        path = paths[thing.key()]
        stem, _, ending = path.rpartition(".")
        yield f"  {root}{stem}.{site.language}.{ending}: {gap}"


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
