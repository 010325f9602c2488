"""Write an issue of the newsletter: its file in the content, a mail to send, and texts to copy."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

import yaml

from ..check import linked
from ..clock import moment
from ..mail.message import foot, message
from ..mail.newsletter import draft, messenger_text, paper_text, sections
from ..model import Newsletter, Thing
from ..model.time_readers import day
from ..problems import EnvironmentFault, report, say
from ..publish.images import encode
from ..publish.output import Page
from ..read import read_content
from ..render import environment, renderer
from ..sheets.sheet import Shelf
from ..site import Site
from ..words import Words
from ..words.catalogue import po_of, words_in
from .options import add_content, add_language, add_now, language_of

TEMPLATE = "mail.html"
PICTURE_PX, MOST_PICTURES = 480, 3
PICTURE_QUALITY = 68
HEAD = "# Ändern Sie die Texte oder streichen Sie Zeilen, dann rufen Sie den Befehl noch einmal auf.\n"


class _Dumper(yaml.SafeDumper):
    """Writes what people write: a text of several lines as such."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def add_arguments(parser: ArgumentParser) -> None:
    """Take the days it is for, and where mail and texts go."""
    parser.add_argument("--from", dest="first", type=day, required=True, help="first day, such as 2026-12-01")
    parser.add_argument("--to", dest="last", type=day, required=True, help="last day, included")
    parser.add_argument("--output", default="newsletter", help="folder for mail and texts; default: newsletter")
    parser.add_argument("--theme", default="theme", help="theme folder; default: theme")
    add_content(parser)
    add_now(parser)
    add_language(parser)


def run(chosen: Namespace) -> int:
    """Write the issue's file unless it is there, then mail and texts from it; 1 when the content has an error.

    What is on the web comes from the file, by the next build: nothing is published that is not in the content.
    """
    content, theme = Path(chosen.content or "content"), Path(chosen.theme)
    first, last = chosen.first, chosen.last
    if last < first:
        raise EnvironmentFault(say("closing-to-before-from", language_of(chosen), from_=first, to=last))
    site = _site(content, chosen)
    if site is None:
        return 1
    words = _words(theme, site.info.language)
    if _issue(site, first, last) is None:
        numbers = [one.number for one in site.things["newsletter"] if one.from_.year == first.year]
        number = max(numbers, default=0) + 1
        while (path := content / f"newsletters/{first.year}-{number:02}.yaml").exists():  # somebody numbers otherwise
            number += 1
        fields = draft(site, words, first, last, number)
        path.parent.mkdir(exist_ok=True)
        text = yaml.dump(fields, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
        path.write_text(HEAD + text, encoding="utf-8")
        print(path)  # noqa: T201 - what this command is for
        site = _site(content, chosen)
    issue = site and _issue(site, first, last)
    if not issue:
        return 1
    _write(site, words, issue, theme, Path(chosen.output))
    return 0


def _write(site: Site, words: Words, issue: Newsletter, theme: Path, output: Path) -> None:
    """Write the mail and both texts, and say where."""
    shown = [about.thing for item in issue.news for about in item.about if about.thing.image][:MOST_PICTURES]
    keys = {thing.key(): f"{thing.id}@{site.info.host}" for thing in shown}
    pictures = {keys[thing.key()]: _picture(site, thing) for thing in shown}
    page = renderer(environment(theme / "templates"), site, words, {}, {}, Shelf([], {}))
    context = {"newsletter": issue, "sections": list(sections(words, issue)), "foot": foot(site, words), "keys": keys}
    html = page(Page(site.addresses.of(issue), TEMPLATE, context))
    name = f"newsletter-{issue.from_.year}-{issue.number:02}"
    files = {
        f"{name}.eml": message(site, words, issue, html, pictures),
        f"{name}-messenger.txt": messenger_text(site, words, issue).encode(),
        f"{name}-zeitung.txt": paper_text(site, words, issue).encode(),
    }
    output.mkdir(parents=True, exist_ok=True)
    for file, data in files.items():
        (output / file).write_bytes(data)
        print(output / file)  # noqa: T201 - what this command is for


def _picture(site: Site, thing: Thing) -> bytes:
    picture = site.pictures[thing.image.file]
    return encode(picture, min(PICTURE_PX, picture.width_px), "jpg", PICTURE_QUALITY)


def _issue(site: Site, first: date, last: date) -> Newsletter | None:
    return next((one for one in site.things["newsletter"] if (one.from_, one.to) == (first, last)), None)


def _site(content: Path, chosen: Namespace) -> Site | None:
    """The linked content with all issues, also those that are to be seen later; None when it has an error, which is then said."""
    material, problems = read_content(content)
    site = None
    if material:
        now = moment(chosen.now or "", material.info.timezone)
        for entry in material.entries:
            if isinstance(entry.thing, Newsletter):
                seen = {"draft": False, "published_on": min(entry.thing.published_on, now.date())}
                entry.thing = entry.thing.model_copy(update=seen)
        site, more = linked(material, now)
        problems += more
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        print(report(errors, language_of(chosen), f"{content}/"))  # noqa: T201 - the editor must know
    return None if errors else site


def _words(theme: Path, language: str) -> Words:
    if not po_of(theme, language).is_file():
        raise EnvironmentFault(f"There is no file {po_of(theme, language)}.")
    return words_in(theme, language)
