"""Passes: Markdown's way from a text to a tree to HTML, each step only where there is something for it to find.

What comes out is the same: each step of Markdown's own needs a mark in the text, and is asked where that is there.
"""

import html
import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.extensions.toc import TocExtension, TocTreeprocessor, render_inner_html, strip_tags, unique
from markdown.inlinepatterns import LINK_RE, LinkInlineProcessor
from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import ETX, STX, AtomicString

from .blocks import Plain, Steps, Table
from .inline import Inline
from .writing import Breaks, write

# what may follow the "[" of a link
SIMPLE = re.compile(r"([^\[\]]*)\]\(([^\s()<>'\"]*)\)")
# a text without these reads as it is written
MADE = re.compile(f"[<>&{STX}]")
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# without these there is nothing to make even in a text
UNEVEN = ("\n ", "\t", "\r", STX, ETX)


class Passes(Extension):
    """Puts our passes in the place of Markdown's; to be given after the extensions whose passes they are."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register each under the name and the rank of what it replaces."""
        # asked for each element, and a list by default
        md.block_level_elements = frozenset(md.block_level_elements)  # type: ignore[assignment]
        md.preprocessors.register(Whitespace(md), "normalize_whitespace", 30)
        md.preprocessors.register(RawHtml(md), "html_block", 20)
        steps = md.parser.blockprocessors
        steps.register(Plain(md), "plain", 101)  # before all others
        steps.register(Table(md.parser, steps["table"].config), "table", 75)  # type: ignore[attr-defined]
        md.parser.parseBlocks = Steps(md).parse  # type: ignore[method-assign]
        md.inlinePatterns.register(Link(LINK_RE, md), "link", 160)
        md.treeprocessors.register(Inline(md), "inline", 20)
        md.treeprocessors.register(Breaks(md), "prettify", 10)
        md.treeprocessors.register(Abbreviations(md, md.treeprocessors["abbr"].abbrs), "abbr", 7)  # type: ignore[attr-defined]
        md.treeprocessors.register(Unescape(md), "unescape", 0)
        md.output_formats = {**md.output_formats, "html": write}  # type: ignore[misc]


class Whitespace(NormalizeWhitespace):
    """Leaves an even text alone."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with blanks made even, and two empty ones behind them."""
        source = "\n".join(lines)
        if any(mark in source for mark in UNEVEN):
            return super().run(lines)
        return [source, "", ""]  # in one: whatever follows joins lines first


class RawHtml(HtmlBlockPreprocessor):
    """Looks for raw HTML where there is a tag or an entity."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with placeholders for blocks of HTML."""
        return super().run(lines) if any("<" in line or "&" in line for line in lines) else lines


class Link(LinkInlineProcessor):
    """Finds the end of a link without brackets, quotes and blanks in it at once, not character by character."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # noqa: N802 - Markdown's name
        """The link, and from where to where it is written."""
        found = SIMPLE.match(data, m.end())
        if found is None:
            return super().handleMatch(m, data)
        link = Element("a")
        link.text = found[1]
        link.set("href", self.unescape(found[2]).strip())
        return link, m.start(), found.end()


class Abbreviations(AbbrTreeprocessor):
    """Looks for abbreviations only in those parts of the tree where one stands."""

    def iter_element(self, el: Element, parent: Element | None = None) -> None:  # noqa: ARG002 - Markdown's signature
        """Mark the abbreviations in all below an element."""
        names = list(self.abbrs)
        for element in list(el.iter()):
            for child in list(element) if len(element) else ():
                tail = child.tail
                if tail and tail != "\n" and _holds(tail, names):
                    child.tail = self._marked(tail, element, list(element).index(child) + 1)
            text = element.text
            if text and _holds(text, names):
                element.text = self._marked(text, element, 0)

    def _marked(self, text: str, parent: Element, at: int) -> str:
        """What is left of a text before its first abbreviation; that and the rest go into `parent`."""
        if isinstance(text, AtomicString):
            return text
        for found in reversed(list(self.RE.finditer(text))):
            parent.insert(at, self.create_element(self.abbrs[found[0]], found[0], text[found.end() :]))
            text = text[: found.start()]
        return text


def _holds(text: str, names: list[str]) -> bool:
    for name in names:  # noqa: SIM110 - a generator costs three times as much
        if name in text:
            return True
    return False


class Unescape(UnescapeTreeprocessor):
    """Gives escaped characters back where one was escaped."""

    def run(self, root: Element) -> None:
        """Put each in its place."""
        if any("\\" in line for line in self.md.lines):
            super().run(root)


class _HeadingIds(TocTreeprocessor):
    """Gives headings their ids, and makes no table of contents, which nobody asks for."""

    def run(self, doc: Element) -> None:
        """Give an id to each heading in the tree, in which nothing has one yet."""
        used: set[str] = set()
        counters: dict[str, int] = {}
        for element in doc.iter():
            if element.tag in HEADINGS:
                name = html.unescape(self._name(element))
                element.set("id", unique(self.slugify(name, self.sep), used, counters))

    def _name(self, heading: Element) -> str:
        """The words of a heading."""
        text = heading.text or ""
        if len(heading) or MADE.search(text):
            return strip_tags(render_inner_html(heading, self.md))
        return " ".join(text.split())


class HeadingIds(TocExtension):
    """Ids for headings; `slugify` makes one of a heading's text and the separator of words."""

    TreeProcessorClass = _HeadingIds

    def __init__(self, slugify: Callable[[str, str], str]) -> None:
        super().__init__(marker="", slugify=slugify)
