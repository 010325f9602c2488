"""Body: Markdown becomes allowed HTML; every link in it is found and named, none is resolved yet.

Links into the content stand as "litfass:events/sommerfest.md" in the HTML until markup.py gives them addresses.
"""

import posixpath
import re
import signal
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from .inline import Inline
from .model.thing import SCHEME
from .parse import Document
from .parse.characters import FORBIDDEN
from .problems import Problem
from .slug import slugify

DEEPEST_LEVEL = 10
LONGEST_SECONDS = 3  # a long text takes a hundredth of one
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
# where a line of Leichte Sprache ends and the next is no heading, list, quotation, table or code: it stays a line
LINE_END = re.compile(r"(?<=[^\s#>|-])[ \t]*\n(?=[^\s#>|*+\-\d`~=])")
SCHEMES = {"http", "https", "mailto", "tel"}
GLOBAL_ATTRIBUTES = {"lang", "dir"}
RAW_TAG = re.compile(r"<([a-zA-Z][\w-]*)(?=[\s/>])[^>\n]*>?")
REFUSED_ATTRIBUTE = re.compile(
    r"""\s(?:on\w+|style|class|srcdoc)\s*=|\s(?:href|src)\s*=\s*["']?\s*(?!(?:https?|mailto|tel):)[\w+.&#;-]+:""",
    re.IGNORECASE,
)
ALT = re.compile(r"""\salt\s*=\s*(?:"\s*[^"\s]|'\s*[^'\s]|[^"'\s>])""", re.IGNORECASE)
# what is left of a tag whose address had to go: nothing to see, and nothing to follow
NO_SRC = re.compile(r'<img(?!(?:[^">]|"[^"]*")*? src=")(?:[^">]|"[^"]*")*>')
NO_HREF = re.compile(r'<a(?!(?:[^">]|"[^"]*")*? href=")(?: (?:[^">]|"[^"]*")*)?>')
HOST = re.compile(r"[^\s.]+(?:\.[^\s.]+)*\.?|")
CODE = re.compile(r"^( {4}|\t).*$|^(```|~~~).*?^\2|(`+).+?\3", re.MULTILINE | re.DOTALL)
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
MARKUP = re.compile("[<>&\xa0]")
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
    try:
        with _time_limit():
            return _rendered(document)
    except _TooSlow:
        code, limit = "body-too-slow", LONGEST_SECONDS
    except RecursionError:
        code, limit = "body-too-deep", DEEPEST_LEVEL
    _converter.cache_clear()  # it was left in the middle of something
    return Body("", "", ()), [_problem(document, 0, code, limit=limit)]


def _rendered(document: Document) -> tuple[Body, list[Problem]]:
    source = document.body
    if _too_deep(source):
        return Body("", "", ()), [_problem(document, 0, "body-too-deep", limit=DEEPEST_LEVEL)]
    converter, links, cleaner = _converter()
    converter.reset()
    links.begin(document)
    is_simple = document.language.endswith("-simple") or str(document.fields.get("language", "")).endswith("-simple")
    html = converter.convert(LINE_END.sub("  \n", source) if is_simple else source)
    clean = cleaner.clean(html)
    if "&#" in html:  # "&#1;" becomes its character only here
        clean = FORBIDDEN.sub("", clean)
    clean = NO_HREF.sub("<a>", NO_SRC.sub("", clean))
    return Body(clean, first_sentence(clean), tuple(links.targets)), links.problems + _refused_html(document)


def first_sentence(html: str) -> str:
    """The first sentence of the first paragraph as plain text, at most 200 characters; "" when there is none.

    >>> first_sentence("<p>Am 3. Dezember ist <b>Fest</b>. Kommen Sie.</p>")
    'Am 3. Dezember ist Fest.'
    """
    paragraph = re.search(r"<p>(.*?)</p>", html, re.DOTALL)
    if not paragraph:
        return ""
    text = paragraph[1]
    if MARKUP.search(text):
        text = nh3.clean(text, tags=set())
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&")
    text = " ".join(text.split())
    for match in re.finditer(r"[.!?…][“\")]?(?=\s+[A-ZÄÖÜ„\d])", text):
        if not NO_END.search(text[: match.start()]):
            text = text[: match.end()]
            break
    if len(text) <= SUMMARY_LENGTH:
        return text
    return text[: SUMMARY_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;–- ") + "…"


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
def _converter() -> tuple[markdown.Markdown, "_Links", nh3.Cleaner]:
    """One of each for all files; building them costs more than most texts."""
    extension = _Rooms()
    toc = {"markdown.extensions.toc": {"marker": "", "slugify": _heading_id}}
    converter = markdown.Markdown(
        extensions=["tables", "def_list", "abbr", "sane_lists", "markdown.extensions.toc", extension],
        extension_configs=toc,
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
        self.links = _Links()

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Markdown's name
        self.links.md = md
        md.treeprocessors.register(_Headings(md), "litfass_headings", 8)
        md.treeprocessors.register(self.links, "litfass_links", 2)
        md.treeprocessors.register(Inline(md), "inline", 20)  # in the place of Markdown's own


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


class _Links(Treeprocessor):
    """Collects links and pictures, of Markdown and of HTML alike, and rewrites those into the content."""

    document: Document
    targets: list[Target]
    problems: list[Problem]

    def begin(self, document: Document) -> None:
        self.document, self.targets, self.problems = document, [], []

    def run(self, root: Element) -> None:
        """Report what will be cleaned away."""
        for element in root.iter():
            if element.tag == "a" and (scheme := _scheme(element.get("href", ""))) and scheme not in SCHEMES:
                self._report("bad-link", element.get("href", ""))
            elif element.tag == "img":
                if not element.get("alt", "").strip():
                    self._report("body-alt", element.get("src", ""))
                if (scheme := _scheme(element.get("src", ""))) and scheme not in SCHEMES:
                    self._report("outside-picture", element.get("src", ""))

    def follow(self, tag: str, attribute: str, written: str) -> str:  # noqa: ARG002 - nh3's signature
        """Take down a link that the cleaning let pass; the value it gets instead."""
        is_picture = attribute == "src"
        if attribute not in ("href", "src") or (written.startswith("#") and not is_picture):
            return written
        if written.startswith(("//", "#")) or _scheme(written):
            if is_picture:
                self._report("outside-picture", written)
            elif written.startswith("//") or not _names_a_host(written):
                self._report("bad-link", written)
            return written.replace(" ", "%20")
        path, hash_, anchor = written.partition("#")
        target = _content_path(self.document.path, unicodedata.normalize("NFC", unquote(path)))
        self.targets.append(Target(written, target, _line_of(self.document, written), is_picture))
        return SCHEME + target.replace("%", "%25").replace("#", "%23") + hash_ + anchor

    def _report(self, code: str, value: str) -> None:
        self.problems.append(_problem(self.document, _line_of(self.document, value), code, value=value))


def _scheme(written: str) -> str:
    """The scheme of an address, lower case; "" for a path, and for <name@example.org>, which Markdown hides."""
    match = re.match(r"([a-zA-Z][\w+.-]*):", written)
    return match[1].lower() if match else ""


def _names_a_host(written: str) -> bool:
    """False for an address such as https://../ that no browser can open."""
    try:
        return bool(HOST.fullmatch(urlsplit(written).hostname or ""))
    except ValueError:
        return False


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
    if "<" not in document.body:
        return []
    source = CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), document.body)
    found = []
    for match in RAW_TAG.finditer(source):
        line = document.body_line + source.count("\n", 0, match.start())
        if match[1].lower() not in TAGS or REFUSED_ATTRIBUTE.search(match[0]):
            found.append(_problem(document, line, "body-html", value=match[0][:60]))
        elif match[1].lower() == "img" and not ALT.search(match[0]):
            found.append(_problem(document, line, "body-alt", value=match[0][:60]))
    return found
