"""Inline: Markdown's pass over emphasis, links and the like, without the searches that cannot find anything.

Python-Markdown looks with each of its patterns into each piece of text. Most pieces are plain words: no pattern matches without
a character of its own, and looking for that costs a fiftieth. What comes out is the same.
"""

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown, util
from markdown.treeprocessors import InlineProcessor

# one of these two stands in every text that a pattern matches, by the pattern's name; one that is not here always looks
MARKS = {
    "backtick": ("`", "`"),
    "escape": ("\\", "\\"),
    **dict.fromkeys(("reference", "link", "short_reference"), ("[", "[")),
    **dict.fromkeys(("image_link", "image_reference", "short_image_ref"), ("![", "![")),
    **dict.fromkeys(("autolink", "automail", "html"), ("<", "<")),
    "linebreak": ("  \n", "  \n"),
    "entity": ("&", "&"),
    "em_strong": ("*", "_"),
}
ALWAYS = ("", "")
BREAK = "  \n"
# a link, strong and emphasis as they are nearly always: without marks in them and without others at them; each begins with a
# character and looks back behind that, for re looks for nothing else so quickly
SIMPLE = re.compile(
    r"\[(?<!!\[)([^\[\]*_`\\<&]*)\]\(([^\s()<>'\"`\\]*)\)"
    r"|\*\*(?<!\*\*\*)(?=\S)([^\[\]*_`\\<&]+)(?<=\S)\*\*(?!\*)"
    r"|\*(?<!\*\*)(?=\S)([^\[\]*_`\\<&]+)(?<=\S)\*(?!\*)"
)
PARTS = SIMPLE.groups + 1  # the text before, and one for each group
# these only find what stands in the list of references
REFERRING = frozenset(("reference", "image_reference", "short_reference", "short_image_ref"))


class Inline(InlineProcessor):
    """Markdown's own, which skips patterns whose marks a text does not have, and parts without any."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        # nothing is registered after this
        known = md.inlinePatterns
        names = {known.get_index_for_name(name): name for name in MARKS if name in known}
        marks = {number: MARKS[name] for number, name in names.items()}
        self.all_patterns = [
            (*marks.get(number, ALWAYS), pattern, number) for number, pattern in enumerate(md.inlinePatterns)
        ]
        self.always_looks = any(number not in marks for number in range(len(known)))
        self.not_referring = [one for one in self.all_patterns if names.get(one[-1]) not in REFERRING]
        self.patterns = self.all_patterns

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Look into those blocks only in which a pattern may match; the others come out as they are."""
        self.patterns = self.all_patterns if self.md.references else self.not_referring
        if self.always_looks or any(block.tail for block in tree):
            return super().run(tree, ancestors)
        simple = not self.md.references  # they look like links
        marked = Element(tree.tag)
        marked.extend([block for block in tree if not _is_done(block, simple=simple)])
        if len(marked):
            super().run(marked, ancestors)
        return tree

    def _InlineProcessor__handleInline(self, data: Any, patternIndex: int = 0) -> Any:  # noqa: N802, N803 - Markdown's names
        """A text with placeholders for what the patterns from one on found in it."""
        if isinstance(data, util.AtomicString) or not (self.always_looks or _is_marked(data)):
            return data
        for mark, other, pattern, number in self.patterns:
            found, start = number >= patternIndex, 0
            while found and (mark in data or other in data):
                data, found, start = self._InlineProcessor__applyPattern(pattern, data, number, start)  # type: ignore[attr-defined]
        return data


def _is_marked(text: str) -> bool:
    """Whether a pattern may match; one question for each mark is quicker than an expression for all."""
    return (
        ("*" in text or "[" in text or "_" in text or "<" in text)
        or ("&" in text or "\\" in text or "`" in text or BREAK in text)
    )  # fmt: skip


def _is_done(block: Element, *, simple: bool) -> bool:
    """Whether no pattern may match in a block, after what is `simple` in it was made."""
    return all(
        (not element.text or not _is_marked(element.text) or _is_settled(element, element.text, simple=simple))
        and (not element.tail or not _is_marked(element.tail))
        for element in ((block,) if not len(block) else list(block.iter()))
    )


def _is_settled(element: Element, text: str, *, simple: bool) -> bool:
    return isinstance(text, util.AtomicString) or (simple and not len(element) and _is_filled(element, text))


def _is_filled(element: Element, text: str) -> bool:
    """Make what stands in a text, when that is simple links and emphasis between plain words and nothing else."""
    parts = SIMPLE.split(text)
    plain = parts[::PARTS]
    if len(plain) == 1 or BREAK in text or any(map(_is_marked, plain)):
        return False
    element.text = plain[0]
    found = zip(*(parts[number::PARTS] for number in range(1, PARTS)), plain[1:], strict=True)
    for link, address, strong, em, tail in found:
        if address is None:
            child = SubElement(element, "strong" if em is None else "em")
        else:
            child = SubElement(element, "a", {"href": address})
        child.text, child.tail = strong or em or link, tail
    return True
