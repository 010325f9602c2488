"""Written: a page of Markdown as plain data that a template sets: headings, paragraphs, lists, tables, code, pictures.

For pages of our own; what editors write goes through `body`, which trusts nobody.
"""

import re
from collections.abc import Callable, Iterator
from textwrap import dedent
from typing import Any
from xml.etree import ElementTree as ET

import markdown

EXTENSIONS = ("tables", "fenced_code", "sane_lists")
INDENT = 3  # what stands below "1. " in CommonMark; Markdown's own 4 would not take it for a part of the entry
EMPHASIS = {"strong": "strong", "b": "strong", "em": "em", "i": "em"}
SPACE = re.compile(r"[ \t\r\n]+")  # a no-break space stays

# an address as written, and the words of the link → the address to follow, and other words, or "" for those
Follow = Callable[[str, str], tuple[str, str]]


def written(text: str, follow: Follow) -> list[dict[str, Any]]:
    """The blocks of a page in order, each with its kind as "is".

    heading (level, text), paragraph (text), code (code), list (ordered, items of blocks), table (head, rows), picture
    (file, alt). A text is a list of words and of what stands in them: strong and em (text), code (code), link (to, text),
    break.
    """
    html = markdown.markdown(text, extensions=EXTENSIONS, output_format="xhtml", tab_length=INDENT)
    return list(_blocks(ET.fromstring(f"<div>{html}</div>"), follow))  # noqa: S314 - made by ourselves just now


def words_of(text: list[Any]) -> str:
    """A text without what is done with its letters."""
    return "".join(
        one if isinstance(one, str) else one.get("code", "") or words_of(one.get("text", [])) for one in text
    )


def _blocks(parent: ET.Element, follow: Follow) -> Iterator[dict[str, Any]]:
    if parent.tag == "li" and (loose := _text(parent, follow, until_block=True)):
        yield {"is": "paragraph", "text": loose}
    for element in parent:
        if re.fullmatch("h[1-6]", element.tag):
            yield {"is": "heading", "level": int(element.tag[1]), "text": _text(element, follow)}
        elif element.tag == "p" and len(element) == 1 and element[0].tag == "img":
            yield {"is": "picture", "file": element[0].get("src", ""), "alt": element[0].get("alt", "")}
        elif element.tag == "p":
            yield {"is": "paragraph", "text": _text(element, follow)}
        elif element.tag == "pre":
            yield {"is": "code", "code": dedent("".join(element.itertext())).strip("\n")}
        elif element.tag in ("ul", "ol"):
            items = [list(_blocks(item, follow)) for item in element]
            yield {"is": "list", "ordered": element.tag == "ol", "items": items}
        elif element.tag == "table":
            head, *rows = [[_text(cell, follow) for cell in row] for row in element.iter("tr")]
            yield {"is": "table", "head": head, "rows": rows}


def _text(element: ET.Element, follow: Follow, *, until_block: bool = False) -> list[Any]:
    """What stands in an element; only what comes before the first block of a list's entry when asked so."""
    found: list[Any] = [SPACE.sub(" ", element.text or "")]
    for part in element:
        if until_block and part.tag in ("p", "ul", "ol", "pre", "table"):
            break
        found += [_part(part, follow), SPACE.sub(" ", part.tail or "")]
    found = [one for one in found if one != ""]
    return [] if found == [" "] else found


def _part(part: ET.Element, follow: Follow) -> dict[str, Any]:
    if part.tag == "a":
        to, other = follow(part.get("href", ""), "".join(part.itertext()))
        return {"is": "link", "to": to, "text": [other] if other else _text(part, follow)}
    if part.tag == "code":
        return {"is": "code", "code": "".join(part.itertext())}
    if part.tag == "br":
        return {"is": "break"}
    return {"is": EMPHASIS[part.tag], "text": _text(part, follow)}
