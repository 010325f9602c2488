"""Pages of a site without building it: one is rendered when a test asks for it, so that a test may ask on many days."""

from datetime import datetime

import html5lib
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litfass.address import Addresses
from litfass.link import link
from litfass.make.publication import static_files
from litfass.publish import assets, calendar_file, pages, quarter
from litfass.read import read_content
from litfass.render import renderer
from litfass.settings import ADDRESSES, SETTINGS
from litfass.sheets.sheet import Shelf
from litfass.words.catalogue import words_in

from .conftest import NOW, ROOT

XHTML = "{http://www.w3.org/1999/xhtml}"
THEME = ROOT / "theme"


def linked(content, now=NOW):
    """The site of a day, and the codes of everything wrong or doubtful."""
    material, problems = read_content(content)
    moment = datetime.fromisoformat(now).replace(tzinfo=material.info.timezone)
    site, more = link(material, Addresses(ADDRESSES, material.info.url), moment, months_back=36, months_ahead=18)
    return site, [problem.code for problem in problems + more]


def site_on(content, now=NOW):
    """The site of a day; its content must be free of errors."""
    material, problems = read_content(content)
    moment = datetime.fromisoformat(now).replace(tzinfo=material.info.timezone)
    site, more = link(material, Addresses(ADDRESSES, material.info.url), moment, months_back=36, months_ahead=18)
    assert [] == [problem.text() for problem in problems + more if problem.is_error]
    return site


def words_of(site):
    return words_in(THEME, site.language)


def page(site, address):
    """The page at an address such as "mitmachen/topf/", parsed by html5lib."""
    found = list(all_pages(site, lambda link: link == f"/{address}"))
    assert 1 == len(found), address
    return found[0][1]


def all_pages(site, wanted=lambda link: True):  # noqa: ARG005 - asked for each link
    """Link and tree of each page whose link is wanted."""
    static = static_files(THEME / "static")
    env = Environment(
        loader=FileSystemLoader(THEME / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    env.globals["policy"] = ""
    icons = {name[6:-4]: data.decode() for name, data in static.items() if name.startswith("icons/")}
    render = renderer(
        env, site, words_of(site), assets.asset_links(static, site.info, site.addresses), icons, Shelf((), {})
    )
    own = {setting.name: setting.default for setting in SETTINGS}
    for made in (pages, quarter):
        for one in made.publish(site, own):
            if wanted(one.link) and hasattr(one, "template"):
                yield one.link, html5lib.parse(render(one))


def text(tree):
    """What one reads of a page or a part of it, spaces as one; a line break is a space."""
    for node in tree.iter(f"{XHTML}br"):
        node.text = " "
    return " ".join("".join(tree.itertext()).replace("\N{SOFT HYPHEN}", "").split())


def main_text(tree):
    """What one reads between header and footer."""
    return text(next(tree.iter(f"{XHTML}main")))


def calendar(site, address="kalender/alle.ics"):
    """A calendar as iCalendar text."""
    files = calendar_file.publish(site, {"WORDS": words_of(site)})
    return next(file.data() for file in files if file.link == f"/{address}")


def write(content, path, head, body=""):
    """Write a content file with a head and a text."""
    (content / path).parent.mkdir(exist_ok=True)
    (content / path).write_text(f"---\n{head.strip()}\n---\n{body}\n", encoding="utf-8")
