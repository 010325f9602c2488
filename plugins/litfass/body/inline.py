"""Inline: Markdown's pass over emphasis, links and the like, without the searches that cannot find anything.

Python-Markdown looks with each of its patterns into each piece of text. Most pieces are plain words: no pattern matches without
a character of its own, and looking for that costs a fiftieth. What comes out is the same.
"""

from typing import Any

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


class Inline(InlineProcessor):
    """Markdown's own, which skips patterns whose marks a text does not have."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        # nothing is registered after this
        known = md.inlinePatterns
        marks = {known.get_index_for_name(name): MARKS[name] for name in MARKS if name in known}
        self.with_marks = [
            (*marks.get(number, ALWAYS), pattern, number) for number, pattern in enumerate(md.inlinePatterns)
        ]

    def _InlineProcessor__handleInline(self, data: Any, patternIndex: int = 0) -> Any:  # noqa: N802, N803 - Markdown's names
        """A text with placeholders for what the patterns from one on found in it."""
        if isinstance(data, util.AtomicString):
            return data
        for mark, other, pattern, number in self.with_marks[patternIndex:]:
            found, start = True, 0
            while found and (mark in data or other in data):
                data, found, start = self._InlineProcessor__applyPattern(pattern, data, number, start)  # type: ignore[attr-defined]
        return data
