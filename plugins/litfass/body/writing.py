"""Writing: the finished tree becomes HTML, with the line breaks that Markdown puts between blocks.

The same characters as Markdown's own serializer, for trees of what Markdown and its extensions make here.
"""

from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown.serializers import RE_AMP, to_html_string
from markdown.treeprocessors import PrettifyTreeprocessor
from markdown.util import AtomicString


class Breaks(PrettifyTreeprocessor):
    """Puts line breaks between blocks."""

    def run(self, root: Element) -> None:
        """Put them into the tree."""
        _break(root, self.md.block_level_elements)  # type: ignore[arg-type]
        for element in root.iter("br"):
            tail = element.tail
            element.tail = f"\n{tail}" if tail and tail.strip() else "\n"
        for element in root.iter("pre"):
            if len(element) and (code := element[0]).tag == "code" and not len(code) and code.text is not None:
                code.text = AtomicString(code.text.rstrip() + "\n")


def _break(block: Element, names: frozenset[str]) -> None:
    """Put a line break behind a block, and one before, between and behind the blocks in it."""
    if len(block) and block.tag != "pre":
        if block[0].tag in names and not (block.text and block.text.strip()):
            block.text = "\n"
        for child in block:
            if child.tag in names:
                _break(child, names)
    tail = block.tail
    if not tail or not tail.strip():
        block.tail = "\n"


def write(root: Element) -> str:
    """An element and all in it as HTML."""
    try:
        return _html(root)
    except RecursionError:  # Markdown's own goes to any depth
        return to_html_string(root)


def _html(element: Element) -> str:
    """An element, all in it, and the text behind it."""
    tag, inner, tail = element.tag, element.text or "", element.tail or ""
    if "&" in inner or "<" in inner or ">" in inner:
        inner = _escaped(inner)
    if len(element):
        inner += "".join(map(_html, element))
    if tail and tail != "\n":
        tail = _escaped(tail)
    attributes = "".join(map(_attribute, sorted(items))) if (items := element.items()) else ""
    return f"<{tag}{attributes}>{inner}{tail}" if tag in HTML_EMPTY else f"<{tag}{attributes}>{inner}</{tag}>{tail}"


def _attribute(item: tuple[str, str]) -> str:
    value = _escaped(item[1]).replace('"', "&quot;")
    return f' {item[0]}="{value}"'


def _escaped(text: str) -> str:
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)  # but that of an entity
    return text.replace("<", "&lt;").replace(">", "&gt;")
