"""Body: Markdown becomes allowed HTML; every link in it is found and named, none is resolved yet.

Links into the content stand as "litfass:events/sommerfest.md" in the HTML until markup.py gives them addresses.
"""

import posixpath
import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from .model.thing import SCHEME
from .parse import Document
from .problems import Problem
from .slug import slugify

DEEPEST_LEVEL = 10
SUMMARY_LENGTH = 200
TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "hr", "br"),
    *("a", "em", "strong", "abbr", "sup", "sub", "del", "ins", "kbd", "q", "cite", "small", "mark", "b", "i", "img"),
    *("table", "thead", "tbody", "tr", "th", "td", "caption", "figure", "figcaption"),
}
ATTRIBUTES = {
    "a": {"href", "title", "hreflang", "lang"},
    "img": {"src", "alt", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"scope"},
    **{heading: {"id"} for heading in ("h2", "h3", "h4", "h5", "h6")},
}
GLOBAL_ATTRIBUTES = {"lang", "dir"}
RAW_TAG = re.compile(r"<([a-zA-Z][\w-]*)(?=[\s/>])[^>\n]*>?")
CODE = re.compile(r"^( {4}|\t).*$|^(```|~~~).*?^\2|(`+).+?\3", re.MULTILINE | re.DOTALL)
# a full stop that ends no sentence: "z. B.", "3. Dezember", "Str."
NO_END = re.compile(r"(?:\b[A-Za-zÄÖÜäöü]|\b\d{1,2}|\b(?:Nr|Str|St|Dr|Tel|ca|bzw|usw|vgl|inkl|max|min|Abs))$")


@dataclass(frozen=True)
class Target:
    """One link or picture of a text: as written, as a path in the content ("" for the web), and its line."""

    written: str
    path: str
    line: int
    is_picture: bool = False


@dataclass(frozen=True)
class Body:
    """A text as HTML, its first sentence, and what it refers to."""

    html: str
    summary: str
    targets: tuple[Target, ...]


def render(document: Document) -> tuple[Body, list[Problem]]:
    """Turn a document's text into HTML; what may not be in it becomes a Problem."""
    source = document.body
    if _too_deep(source):
        return Body("", "", ()), [_problem(document, 0, "body-too-deep", limit=DEEPEST_LEVEL)]
    converter, links = _converter()
    converter.reset()
    links.begin(document)
    try:
        html = converter.convert(source)
    except RecursionError:
        return Body("", "", ()), [_problem(document, 0, "body-too-deep", limit=DEEPEST_LEVEL)]
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={**ATTRIBUTES, "*": GLOBAL_ATTRIBUTES},
        url_schemes={"http", "https", "mailto", "tel", SCHEME.rstrip(":")},
        link_rel="noopener",
    )
    return Body(clean, first_sentence(clean), tuple(links.targets)), links.problems + _refused_html(document)


def first_sentence(html: str) -> str:
    """The first sentence of the first paragraph as plain text, at most 200 characters; "" when there is none.

    >>> first_sentence("<p>Am 3. Dezember ist <b>Fest</b>. Kommen Sie.</p>")
    'Am 3. Dezember ist Fest.'
    """
    paragraph = re.search(r"<p>(.*?)</p>", html, re.DOTALL)
    if not paragraph:
        return ""
    text = re.sub(r"\s+", " ", nh3.clean(paragraph[1], tags=set())).strip()
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&")
    for match in re.finditer(r"[.!?…][“\")]?(?=\s+[A-ZÄÖÜ„\d])", text):
        if not NO_END.search(text[: match.start()]):
            text = text[: match.end()]
            break
    if len(text) <= SUMMARY_LENGTH:
        return text
    return text[: SUMMARY_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;–- ") + "…"


@cache
def _converter() -> tuple[markdown.Markdown, "_Links"]:
    """One Markdown instance for all files; building one costs more than most texts."""
    extension = _Rooms()
    toc = {"markdown.extensions.toc": {"marker": "", "slugify": _heading_id}}
    converter = markdown.Markdown(
        extensions=["tables", "def_list", "abbr", "sane_lists", "markdown.extensions.toc", extension],
        extension_configs=toc,
        output_format="html",
    )
    return converter, extension.links


def _heading_id(text: str, separator: str) -> str:
    return slugify(text).replace("-", separator) or "abschnitt"


class _Rooms(Extension):
    """Adds our two passes over the finished tree."""

    def __init__(self) -> None:
        super().__init__()
        self.links = _Links()

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Markdown's name
        self.links.md = md
        md.treeprocessors.register(_Headings(md), "litfass_headings", 8)
        md.treeprocessors.register(self.links, "litfass_links", 2)


class _Headings(Treeprocessor):
    """Keeps one h1 to a page and no gap in the outline: the text's headings begin with h2."""

    def run(self, root: Element) -> None:
        depth: list[int] = []
        for element in root.iter():
            if re.fullmatch("h[1-6]", element.tag):
                level = int(element.tag[1])
                while depth and depth[-1] >= level:
                    depth.pop()
                depth.append(level)
                element.tag = f"h{min(len(depth) + 1, 6)}"


class _Links(Treeprocessor):
    """Collects links and pictures, and rewrites those into the content."""

    document: Document
    targets: list[Target]
    problems: list[Problem]

    def begin(self, document: Document) -> None:
        self.document, self.targets, self.problems = document, [], []

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a" and "href" in element.attrib:
                self._take(element, "href")
            elif element.tag == "img":
                if not element.get("alt", "").strip():
                    self._report("body-alt", element.get("src", ""))
                self._take(element, "src")

    def _take(self, element: Element, attribute: str) -> None:
        written = element.get(attribute, "")
        is_picture = attribute == "src"
        scheme = re.match(r"[a-zA-Z][\w+.-]*:", written)
        if written.startswith("&#") or "\x02" in written:
            return  # Markdown hides <name@example.org> as character references
        if scheme or written.startswith("//"):
            self._take_outside(written, scheme[0].lower() if scheme else "//", is_picture=is_picture)
            return
        if written.startswith("#"):
            return
        path, hash_, anchor = written.partition("#")
        target = _content_path(self.document.path, unquote(path))
        line = _line_of(self.document, written)
        element.set(attribute, SCHEME + target + hash_ + anchor)
        self.targets.append(Target(written, target, line, is_picture))

    def _take_outside(self, written: str, scheme: str, *, is_picture: bool) -> None:
        if is_picture:
            self._report("outside-picture", written)
        elif scheme not in ("http:", "https:", "mailto:", "tel:"):
            self._report("bad-link", written)

    def _report(self, code: str, value: str) -> None:
        self.problems.append(_problem(self.document, _line_of(self.document, value), code, value=value))


def _content_path(from_path: str, written: str) -> str:
    """A path in the content for a relative link; a site address such as "/termine/" stays as it is."""
    if written.startswith("{filename}"):
        written = written.removeprefix("{filename}")
        return posixpath.normpath(written).lstrip("/") if written.startswith("/") else _content_path(from_path, written)
    if written.startswith("/"):
        return written
    return posixpath.normpath(posixpath.join(posixpath.dirname(from_path), written))


def _line_of(document: Document, written: str) -> int:
    """The line of a text on which something stands: the first, for Markdown keeps no lines."""
    at = document.body.find(written.removeprefix(SCHEME))
    return document.body_line + (document.body.count("\n", 0, at) if at >= 0 else 0)


def _problem(document: Document, line: int, code: str, **values: object) -> Problem:
    return Problem(document.path, line or document.body_line, "", code, values)


def _too_deep(source: str) -> bool:
    limit = DEEPEST_LEVEL
    return bool(re.search(rf"^(?: {{0,3}}>){{{limit + 1}}}|^ {{{4 * limit},}}\S", source, re.MULTILINE))


def _refused_html(document: Document) -> list[Problem]:
    """A doubt for each raw tag that the allow-list drops."""
    source = CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), document.body)
    found = []
    for match in RAW_TAG.finditer(source):
        if match[1].lower() not in TAGS or re.search(r"\s(on\w+|style|class|srcdoc)\s*=", match[0], re.IGNORECASE):
            line = document.body_line + source.count("\n", 0, match.start())
            found.append(_problem(document, line, "body-html", value=match[0][:60]))
    return found
