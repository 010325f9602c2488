"""Blocks: Markdown's way through the blocks of a text, each of its steps asked only where its mark is.

Python-Markdown asks sixteen steps about each block, most of them with a search through all of it. None of them takes a block
without a character of its own. What comes out is the same.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.tables import TableProcessor

# of each line in a block that is nothing but a paragraph: what it does not begin with, and what it does not hold
PLAIN = re.compile(r"[^\s#>|+*_=:\[\d-][^\n|]*+(?:\n[^\s#>|+*_=:\[\d-][^\n|]*+)*+")
# this stands in every block that a step takes, by the step's name; one that is not here is always asked
MARKS = {
    **dict.fromkeys(("indent", "defindent", "code"), "    "),
    "table": "|",
    "hashheader": "#",
    "setextheader": "\n",
    "olist": ".",
    "deflist": ":",
    "quote": ">",
    "abbr": "*[",
    "reference": "]:",
}


class Plain(BlockProcessor):
    """Makes a paragraph at once of a block that no other step would take."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md.parser)
        self.paragraph = md.parser.blockprocessors["paragraph"]

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - Markdown's signature
        """Whether no line begins as that of a list, a heading and the like, and none is a row of a table."""
        return bool(PLAIN.fullmatch(block))

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        """Add the paragraph, and those that follow at once."""
        if self.parser.state.isstate("list"):  # there, text is put to that of the item
            if len(parent) or parent.text:
                self.paragraph.run(parent, blocks)
            else:
                parent.text = blocks.pop(0)
            return True
        count = next(
            (number for number, block in enumerate(blocks) if number and not PLAIN.fullmatch(block)), len(blocks)
        )
        for block in blocks[:count]:
            SubElement(parent, "p").text = block
        del blocks[:count]
        return True


class Steps:
    """All steps with their marks."""

    def __init__(self, md: Markdown) -> None:
        # nothing is registered after this
        known = md.parser.blockprocessors
        marks = {known.get_index_for_name(name): mark for name, mark in MARKS.items()}
        self.steps = [(marks.get(number, ""), step) for number, step in enumerate(known)]

    def parse(self, parent: Element, blocks: list[str]) -> None:
        """Put the elements of some blocks into an element."""
        while blocks:
            block = blocks[0]
            for mark, step in self.steps:
                if mark in block and step.test(parent, block) and step.run(parent, blocks) is not False:
                    break


class Table(TableProcessor):
    """Finds the cells of a row without code and backslashes at once."""

    def _split_row(self, row: str) -> list[str]:
        """The cells of a row."""
        if "`" in row or "\\" in row:
            return super()._split_row(row)
        return (row.removeprefix("|").removesuffix("|") if self.border else row).split("|")
