"""Clean: a stranger's text becomes Markdown that says the same and can do nothing else."""

import html
import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from urllib.parse import urljoin

import nh3
from lxml import html as lxml_html
from lxml.html import HtmlElement

from ..model.readers import url
from ..parse.characters import FORBIDDEN

LONGEST_TEXT = 20_000
TAGS = {
    *("p", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr"),
    *("a", "em", "i", "strong", "b", "code", "img", "table", "tr", "td", "th", "dt", "dd", "figure", "figcaption"),
}
SCHEMES = {"http", "https", "mailto", "tel"}
# enough to tell HTML from a text that only has a < in it
LOOKS_LIKE_HTML = re.compile(
    r"</?(?:p|br|div|a|b|i|u|ul|ol|li|strong|em|span|h[1-6]|table|html)\b[^<>]*>", re.IGNORECASE
)
# a text with some HTML but none that breaks lines is broken where it is written so, as calendars show it
BREAKS = re.compile(r"<(?:p|br|div|ul|ol|li|h[1-6]|table|tr|blockquote|html)\b", re.IGNORECASE)
WEB = re.compile(r"\bhttps?://[^\s<>\"\\]*[^\s<>\"\\.,;:!?)\]'*_]", re.IGNORECASE)
# how `literal` writes an address, which no link may hold
OWN_LINK = re.compile(r"<(https?://[^\s<>]*)>", re.IGNORECASE)
SPECIAL = re.compile(r"[\\`*_\[\]]|<(?=[a-zA-Z/!?])|&(?=#?\w+;)")
# what Python-Markdown does not know how to escape stands as its number
ENTITIES = {"<": "&lt;", "&": "&amp;", "=": "&#61;", ":": "&#58;"}
# what would begin a heading, a quotation, a list, a definition, or underline a heading
BEGINS = re.compile(r"^(?:[#>:]|[-+](?=\s)|=+\s*$|-+\s*$)")
# a list in a stranger's text is a list in ours
LIST = re.compile(r"^[-*•·–]\s+")
BLOCKS = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "blockquote",
    "pre",
    "tr",
    "dt",
    "dd",
    "ul",
    "ol",
    "table",
    "figure",
    "figcaption",
}
HEADINGS = {"h1": "##", "h2": "##", "h3": "###", "h4": "####", "h5": "#####", "h6": "######"}
MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}


def decoded(data: bytes) -> str:
    """The text of a file, in UTF-8 or as programs on Windows write: "Unicode", of which its first bytes tell, or older."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def line(text: str) -> str:
    r"""One line of plain text, as titles and places have it: nothing invisible in it, spaces single.

    >>> line("Café\n  &  Größe\u202e ")
    'Café & Größe'
    """
    return " ".join(_visible(text).split())


def web_address(text: str) -> str:
    """A text that is an address on the web, as our files may hold it; "" when it is anything else."""
    try:
        return url(text)
    except ValueError:
        return ""


def unescaped_line(text: str) -> str:
    """One line of what may hold tags and entities, as the titles of feeds do.

    >>> unescaped_line("Kaffee &amp; <b>Kuchen</b>")
    'Kaffee & Kuchen'
    """
    return line(html.unescape(nh3.clean(html.unescape(text) if "&lt;" in text else text, tags=set())))


def markdown(text: str) -> str:
    r"""A text, plain or HTML, as Markdown; what is longer than LONGEST_TEXT is cut at a word.

    >>> markdown("<p>Bitte <b>warm</b> anziehen<script>alert(1)</script></p>")
    'Bitte **warm** anziehen'
    >>> markdown("# kein Titel, *kein* Stern")
    '\\# kein Titel, \\*kein\\* Stern'
    """
    text = _visible(text)
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT].rsplit(" ", 1)[0] + " …"
    if not LOOKS_LIKE_HTML.search(text):
        return _from_plain(text)
    return from_html(text if BREAKS.search(text) else re.sub(r"\n\s*\n", "<p>", text.strip()).replace("\n", "<br>"))


def from_html(text: str, base: str = "") -> str:
    """HTML as Markdown: an allow-list first, then paragraphs, lists, headings, links and emphasis; the rest as words.

    Links and pictures without a host are read from the address `base`; without one such a link is only its words.
    """
    clean = nh3.clean(
        _visible(text), tags=TAGS, attributes={"a": {"href"}, "img": {"src", "alt"}}, url_schemes=SCHEMES, link_rel=None
    )
    if not clean.strip():
        return ""
    whole = lxml_html.fragment_fromstring(clean, create_parent="div")
    if base:
        whole.rewrite_links(lambda link: link if link.startswith("#") else _joined(base, link), resolve_base_href=False)
    parts = "".join(_written(whole, ""))
    lines = [one if re.search(r"\S  $", one) else one.rstrip(" ") for one in parts.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def literal(text: str) -> str:
    """A text in which no character means anything to Markdown, but addresses on the web may be followed."""
    found, at = "", 0
    for match in WEB.finditer(text):
        found += SPECIAL.sub(_escaped, text[at : match.start()]) + f"<{match[0]}>"
        at = match.end()
    return found + SPECIAL.sub(_escaped, text[at:])


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def _visible(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\u00a0", " ")
    return FORBIDDEN.sub("", unicodedata.normalize("NFC", text))


def _from_plain(text: str) -> str:
    """Paragraphs and lines as they were; indented lines are no code."""
    paragraphs = []
    for block in filter(str.strip, re.split(r"\n[ \n]*\n", text)):
        lines = [_plain_line(one.strip()) for one in block.split("\n") if one.strip()]
        ends = ["\n" if after.startswith("- ") else "  \n" for after in lines[1:]]
        joined = "".join(one + end for one, end in zip(lines, [*ends, ""], strict=True))
        paragraphs.append(re.sub(r"(?m)^(?!- )(.+?) *\n(?=- )", r"\1\n\n", joined))
    return "\n\n".join(filter(None, paragraphs))


def _plain_line(written: str) -> str:
    if LIST.match(written):
        return "- " + literal(LIST.sub("", written))
    written = re.sub(r"^(\d{1,9})([.)])(?=\s)", r"\1\\\2", literal(written))
    return BEGINS.sub(_escaped, written)


def _bare(match: re.Match[str]) -> str:
    return SPECIAL.sub(_escaped, match[1])


def _escaped(match: re.Match[str]) -> str:
    first, rest = match[0][0], match[0][1:]
    return (ENTITIES.get(first) or f"\\{first}") + rest


def _written(element: HtmlElement, indent: str) -> Iterator[str]:
    """What an element and all in it become; blocks stand between empty lines."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag == "br":
        yield f"  \n{indent}"
    elif tag == "hr":
        yield "\n\n"
    elif tag == "img":
        yield _picture(element)
    elif tag == "pre":
        text = element.text_content().strip("\n")
        yield "\n\n" + "\n".join(f"    {one}" for one in text.split("\n")) + "\n\n"
    else:
        inner = "".join(_inside(element, indent + ("  " if tag == "li" else "")))
        yield _wrapped(element, tag, inner, indent)


def _inside(element: HtmlElement, indent: str) -> Iterator[str]:
    yield _words(element.text)
    for child in element:
        yield from _written(child, indent)
        yield _words(child.tail)


def _wrapped(element: HtmlElement, tag: str, inner: str, indent: str) -> str:
    core = inner.strip()
    if tag in MARKS and core and "\n" not in core:
        lead, tail = " " * (inner[:1] == " "), " " * (inner[-1:] == " ")
        return f"{lead}{MARKS[tag]}{core}{MARKS[tag]}{tail}"
    if tag == "a":
        return _link(element.get("href", "").strip(), core) or inner
    if tag == "code" and core:
        return f"`{element.text_content().strip()}`" if "`" not in core else inner
    if tag in HEADINGS:
        return f"\n\n{HEADINGS[tag]} {' '.join(core.split())}\n\n" if core else ""
    if tag == "li":
        number = element.getparent() is not None and element.getparent().tag == "ol"
        body = re.sub(r"\n{2,}", f"\n{indent}  ", core)
        return f"\n{indent}{'1.' if number else '-'} {body}" if core else ""
    if tag == "figcaption":
        return f"\n\n{core if '*' in core or chr(10) in core else f'*{core}*'}\n\n" if core else ""
    if tag == "blockquote":
        return "\n\n" + "\n".join(f"> {one}".rstrip() for one in re.sub(r"\n{3,}", "\n\n", core).split("\n")) + "\n\n"
    if tag in {"td", "th"}:
        return f"{core} " if core else ""
    if tag in BLOCKS:
        return f"\n\n{BEGINS.sub(_escaped, inner.strip(' '))}\n\n" if element.text else f"\n\n{inner.strip(' ')}\n\n"
    return inner


def _link(href: str, words: str) -> str:
    """A link as Markdown has it; "" for one that may not be followed, or has no words of its own in one line."""
    if not re.match(r"(?:https?://|mailto:|tel:)[^\s<>]+$", href, re.IGNORECASE) or not words or "\n" in words:
        return ""
    return words if words == f"<{href}>" else f"[{OWN_LINK.sub(_bare, words)}](<{href}>)"


def _picture(element: HtmlElement) -> str:
    """A picture as Markdown has it; who imports decides whether it is there."""
    src = element.get("src", "").strip()
    alt = re.sub(r"[\[\]\\]", "", element.get("alt", "")).strip()
    return f"![{alt}](<{src}>)" if src and not re.search(r"[<>\s]", src) else ""


def _words(text: str | None) -> str:
    if not text:
        return ""
    joined = re.sub(r"\s+", " ", text)
    return literal(joined) if joined.strip() else joined
