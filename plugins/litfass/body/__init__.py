"""Body: Markdown becomes allowed HTML; every link in it is found and named, none is resolved yet.

Links into the content stand as "litfass:events/sommerfest.md" in the HTML until formats/markup.py gives them addresses.
"""

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from ..kept.aside import Slip
from ..parse import Document
from ..parse.characters import FORBIDDEN
from ..problems import Problem
from ..slug import slugify
from .allowed import ATTRIBUTES, GLOBAL_ATTRIBUTES, SCHEMES, TAGS, refused_html
from .links import Links, Target
from .passes import HEADINGS, HeadingIds, Passes
from .summary import first_sentence

DEEPEST_LEVEL = 10
LONGEST_SECONDS = 3  # a long text takes a hundredth of one
# where a line of Leichte Sprache ends and the next is no heading, list, quotation, table or code: it stays a line
LINE_END = re.compile(r"(?<=[^\s#>|-])[ \t]*\n(?=[^\s#>|*+\-\d`~=])")
# where a link may lead within a text
ANCHOR = re.compile(r'<h\d id="([^"]+)"')
# what is left of a tag whose address had to go: nothing to see, and nothing to follow
NO_SRC = re.compile(r'<img(?!(?:[^">]|"[^"]*")*? src=")(?:[^">]|"[^"]*")*>')
NO_HREF = re.compile(r'<a(?!(?:[^">]|"[^"]*")*? href=")(?: (?:[^">]|"[^"]*")*)?>')


@dataclass(frozen=True)
class Body:
    """A text as HTML, cleaned, which may wait aside, its first sentence, and what it refers to."""

    held: Markup | Slip
    summary: str
    targets: tuple[Target, ...]

    @property
    def html(self) -> Markup:
        """The text as HTML."""
        return Markup(self.held.text()) if isinstance(self.held, Slip) else self.held  # noqa: S704 - as it was put aside

    @property
    def anchors(self) -> list[str]:
        """Where a link may lead within it: its headings, in their order."""
        return ANCHOR.findall(self.html)

    @property
    def is_empty(self) -> bool:
        """Whether there is no text."""
        return not (self.held.length if isinstance(self.held, Slip) else self.held)


EMPTY = Body(Markup(), "", ())


def render(document: Document) -> tuple[Body, list[Problem]]:
    """Turn a document's text into HTML; what may not be in it becomes a Problem."""
    try:
        with _time_limit():
            return _rendered(document)
    except _TooSlow:
        code, limit = "body-too-slow", LONGEST_SECONDS
    except RecursionError:
        code, limit = "body-too-deep", DEEPEST_LEVEL
    _converter.cache_clear()  # it was left in the middle of something
    return EMPTY, [Problem(document.path, document.body_line, "", code, {"limit": limit})]


def _rendered(document: Document) -> tuple[Body, list[Problem]]:
    source = document.body
    if _too_deep(source):
        return EMPTY, [Problem(document.path, document.body_line, "", "body-too-deep", {"limit": DEEPEST_LEVEL})]
    converter, links, cleaner = _converter()
    converter.reset()
    links.begin(document)
    is_simple = document.language.endswith("-simple") or str(document.fields.get("language", "")).endswith("-simple")
    html = converter.convert(LINE_END.sub("  \n", source) if is_simple else source)
    clean = cleaner.clean(html)
    if "&#" in html:  # "&#1;" becomes its character only here
        clean = FORBIDDEN.sub("", clean)
    clean = NO_HREF.sub("<a>", NO_SRC.sub("", clean))
    body = Body(Markup(clean), first_sentence(clean), tuple(links.targets))  # noqa: S704 - cleaned just now
    return body, links.problems + refused_html(document)


class _TooSlow(Exception):
    """A text took longer than it may."""


@contextmanager
def _time_limit() -> Iterator[None]:
    """Ends what takes too long: Markdown is quadratic on some input, such as 20,000 brackets.

    Measured in computing time, so that a busy machine changes nothing. Without effect on Windows and in a thread.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:  # noqa: ARG001 - signal's names
        raise _TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST_SECONDS, 1)  # again each second: a destructor may swallow one
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@cache
def _converter() -> tuple[markdown.Markdown, Links, nh3.Cleaner]:
    """One of each for all files; building them costs more than most texts."""
    extension = _Rooms()
    converter = markdown.Markdown(
        # themselves and not their names, for which Markdown would look through all that is installed
        extensions=[
            *(TableExtension(), DefListExtension(), AbbrExtension(), SaneListExtension()),
            *(HeadingIds(_heading_id), Passes(), extension),
        ],
        output_format="html",
    )
    cleaner = nh3.Cleaner(
        tags=TAGS,
        attributes={**ATTRIBUTES, "*": GLOBAL_ATTRIBUTES},
        attribute_filter=extension.links.follow,
        url_schemes=SCHEMES,
        link_rel="noopener",
    )
    return converter, extension.links, cleaner


def _heading_id(text: str, separator: str) -> str:
    return slugify(text).replace("-", separator) or "abschnitt"


class _Rooms(Extension):
    """Adds our two passes over the finished tree."""

    def __init__(self) -> None:
        super().__init__()
        self.links = Links()

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Markdown's name
        self.links.md = md
        md.treeprocessors.register(_Headings(md), "litfass_headings", 8)
        md.treeprocessors.register(self.links, "litfass_links", 2)


class _Headings(Treeprocessor):
    """Keeps one h1 to a page and no gap in the outline: the text's headings begin with h2."""

    def run(self, root: Element) -> None:
        depth: list[int] = []
        for element in root.iter():
            if element.tag in HEADINGS:
                level = int(element.tag[1])
                while depth and depth[-1] >= level:
                    depth.pop()
                depth.append(level)
                element.tag = f"h{min(len(depth) + 1, 6)}"


def _too_deep(source: str) -> bool:
    limit = DEEPEST_LEVEL
    if source.count(">") <= limit and " " * 4 * limit not in source:
        return False
    return bool(re.search(rf"^(?: {{0,3}}>){{{limit + 1}}}|^ {{{4 * limit},}}\S", source, re.MULTILINE))
