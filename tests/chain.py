"""One file through the whole house in one process: text → model → Site → page, feed, calendar; each read by a foreign parser."""

from dataclasses import replace
from datetime import datetime
from itertools import islice
from xml.etree import ElementTree as ET

import html5lib
from icalendar import Calendar
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litfass import body, render
from litfass.address import Addresses
from litfass.link import Entry, link
from litfass.make import speaking
from litfass.make.publication import static_files
from litfass.parse import read
from litfass.policy import content_policy
from litfass.publish import calendar_file, feed, pages
from litfass.publish.assets import asset_links
from litfass.read import read_content
from litfass.settings import ADDRESSES, read_settings
from litfass.validate import validate
from litfass.words.catalogue import words_in

from .conftest import NOW, ROOT, TESTS

# what browsers mend in silence and html5lib calls an error, but no page of ours depends on it
FOREIGN = {"expected-doctype-but-got-start-tag"}


class House:
    """The tiny neighbourhood, ready to take one more file."""

    def __init__(self):
        self.material, _ = read_content(TESTS / "site")
        self.now = datetime.fromisoformat(NOW).replace(tzinfo=self.material.info.timezone)
        self.words = words_in(ROOT / "theme", "de")
        self.static = static_files(ROOT / "theme/static")
        self.own = read_settings({}) | {"WORDS": self.words, "STATIC": self.static}

    def take(self, text, path):
        """What one file becomes: problems, and outputs by link; no outputs when it has an error."""
        problems, outputs = self.take_all({path: text})
        return problems, {} if any(problem.is_error for problem in problems) else outputs

    def take_all(self, texts):
        """What files by path become together: their problems, and outputs of those without an error."""
        problems, entries = [], []
        for path, text in texts.items():
            document, more = read(text.encode("utf-8", "surrogatepass"), path)
            thing, wrong = validate(document) if document else (None, [])
            made, doubts = body.render(document) if document else (None, [])
            problems += [*more, *wrong, *doubts]
            if thing and not any(problem.is_error for problem in [*more, *wrong, *doubts]):
                entries.append(Entry(document, thing, made))
        site, found = self._linked(entries)
        problems += [problem for problem in found if problem.path in texts]
        broken = {problem.path for problem in problems if problem.is_error}
        entries = [entry for entry in entries if entry.document.path not in broken]
        if not entries:
            return problems, {}
        site, found = self._linked(entries) if broken else (site, found)
        assert not [problem for problem in found if problem.is_error]
        return problems, dict(self._outputs(site, {entry.thing.key() for entry in entries}))

    def _linked(self, entries):
        material = replace(self.material, entries=[*self.material.entries, *entries]).as_read()
        addresses = Addresses(ADDRESSES, material.info.url)
        return link(material, addresses, self.now, months_back=1, months_ahead=3)

    def _outputs(self, site, keys):
        """Pages of the things and one list, the feeds of all, and the calendar of all."""
        page = self._renderer(site)
        for output in pages.publish(site, self.own):
            thing = output.context.get("thing")
            if output.link == site.addresses.to("event_list") or (thing and thing.key() in keys):
                yield output.link, page(output).encode()
        for output in islice(feed.publish(site, self.own), 2):
            yield output.link, output.data()
        for output in islice(calendar_file.publish(site, self.own), 1):
            yield output.link, output.data()

    def _renderer(self, site):
        env = Environment(
            loader=FileSystemLoader(ROOT / "theme/templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        env.globals["policy"] = content_policy(as_meta=True)
        german = speaking.Speaking(site, ROOT / "theme", speaking.watch(site), speaking.Wanted())
        icons = {name[6:-4]: data.decode() for name, data in self.static.items() if name.startswith("icons/")}
        return render.renderer(
            env,
            german.site,
            german.words,
            asset_links(self.static, site.info, site.addresses),
            icons,
            german.shelf,
        )


def faults(link, data):
    """What a foreign parser says against an output."""
    if link.endswith(".ics"):
        calendar = Calendar.from_ical(data)
        bad = [name for part in calendar.walk() for name, _ in part.errors]
        return bad + [char for char in data.decode() if ord(char) < 32 and char not in "\r\n\t"]
    if link.endswith(".xml"):
        ET.fromstring(data)
        return []
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(data.decode())
    wrong = [code for _, code, _ in parser.errors if code not in FOREIGN]
    wrong += [
        element.tag
        for element in tree.iter("script")
        if element.get("type") != "application/ld+json" and not element.get("src")
    ]
    wrong += [
        name for element in tree.iter() for name in element.attrib if str(name).startswith("on") or name == "style"
    ]
    return wrong + ([] if tree.find(".//footer") is not None and tree.find(".//main") is not None else ["no frame"])
