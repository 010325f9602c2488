"""List what is not translated yet, or only in part, or older than its original, by language."""

from argparse import ArgumentParser, Namespace
from collections.abc import Collection, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from ..check import behind, linked
from ..clock import moment
from ..link import Material
from ..model import Event, News, Thing
from ..model.hints import TIME
from ..model.marks import said_in
from ..model.passage import SPOKEN, language_of
from ..model.thing import Part, editor_key
from ..problems import EnvironmentFault, say
from ..read import read_content
from ..settings.conf import message_language
from ..site import Site
from ..words import meant, named
from .options import add_content, add_now

# what people look for first comes first
KINDS = ("page", "event", "participation", "news", "project", "actor", "place")
# what needs no translation: names, and amounts that each language writes itself
SAME = {"name", "programme", "area", "price", "decided"}
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
    language = message_language()
    sites = [*site.translations.values()]
    if chosen.only:
        sites = [site.translations[_meant(chosen.only, site.translations, language)]]
    listed = _List(material, language, behind(content, material))
    told = ["\n".join(listed.gaps(one, f"{content}/")) for one in sites] or [say("closing-waits-none", language)]
    print("\n\n".join(told))  # noqa: T201 - what this command is for
    return 0


def _meant(word: str, languages: Collection[str], language: str) -> str:
    if found := meant(word, languages):
        return found
    known = say("closing-known", language, value=named(languages, language))
    raise EnvironmentFault(f"{say('closing-no-language', language, value=word)} {known}")


class _List:
    """What waits for translators, in the language of messages.

    `left` are translations whose originals were changed after them; one that is over is named too, as check counts it.
    """

    def __init__(self, material: Material, language: str, left: Collection[str]) -> None:
        self.material, self.left, self.say = material, left, partial(_say, language)
        self.paths = {entry.thing.key(): entry.document.path for entry in material.entries}

    def gaps(self, site: Site, root: str) -> Iterator[str]:
        """The lines for one language: how much is translated, then each file that waits; what is over is not asked for."""
        things = [thing for kind in KINDS for thing in site.things[kind] if _matters(thing, site)]
        waiting = [(thing, gap) for thing in things if (gap := self._gap(thing, site))]
        yield self.say("done", value=site.language, count=len(things) - len(waiting), total=len(things))
        if not any(one.document.path == f"site.{site.language}.yaml" for one in self.material.translations):
            yield f"  {root}site.{site.language}.yaml: {self.say('site')}"
        said: set[str] = set()
        for thing, gap in waiting:
            stem, _, ending = self.paths[thing.key()].rpartition(".")
            path = f"{stem}.{site.language}.{ending}"
            said.add(path)
            more = f", {self.say('behind')}" if path in self.left and gap != self.say("older") else ""
            yield f"  {root}{path}: {gap}{more}"
        mine = {one.document.path for one in self.material.translations if one.document.language == site.language}
        for path in sorted(mine.intersection(self.left) - said):
            yield f"  {root}{path}: {self.say('behind')}"

    def _gap(self, thing: Thing, site: Site) -> str:
        """What is missing of a translation, in words; "" when it is whole."""
        gap = site.gap(thing)
        if gap == "missing" or thing.language:
            return self.say(gap) if gap else ""
        left = list(dict.fromkeys(_left(thing, site.today)))
        if gap == "partly":
            # without a summary of its own a thing begins with its text
            left = [self.say("text"), *(key for key in left if key != "summary")]
        named = self.say("partly-these", value=", ".join(left)) if left else ""
        return ", ".join(filter(None, [self.say("older") if gap == "older" else "", named]))


def _say(language: str, name: str, **values: Any) -> str:
    return say(f"closing-waits-{name}", language, **values)


def _left(part: Part, today: date, path: str = "") -> Iterator[str]:
    """The keys of a thing whose words nobody has translated; what has been on a day that is over counts no more.

    A time that stands alone is said in each language by the site.
    """
    for name, value, _ in said_in(part):
        key = f"{path}{editor_key(name)}"
        for item in value if isinstance(value, tuple) else (value,):
            on = getattr(item, "on", None)
            if isinstance(item, Part) and not isinstance(item, Thing) and (on is None or on >= today):
                yield from _left(item, today, f"{key} {on} " if on else f"{key}.")
            elif name in SPOKEN - SAME and isinstance(item, str) and language_of(item) and not TIME.fullmatch(item):
                yield key


def _matters(thing: Thing, site: Site) -> bool:
    """Whether anybody will still look for it: no event that is over, no news further down than the first page."""
    if isinstance(thing, Event):
        return bool(site.programme.next_dates(thing)) or thing in site.programme.undated_of([thing])
    if isinstance(thing, News):
        return thing in site.latest_news(NEWS)
    return True
