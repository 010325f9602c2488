"""Links: every link and picture of a text is found and named, and what may not be followed is reported."""

import posixpath
import re
import unicodedata
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from ..model.thing import SCHEME
from ..parse import Document
from ..problems import Problem
from .allowed import SCHEMES

NAMED = re.compile(r"([a-zA-Z][\w+.-]*):")
HOST = re.compile(r"[^\s.]+(?:\.[^\s.]+)*\.?|")


class Target(NamedTuple):
    """One link or picture of a text: as written, as a path in the content ("" for a place in the same text), and its line."""

    written: str
    path: str
    line: int
    is_picture: bool = False


class Links(Treeprocessor):
    """Collects links and pictures, of Markdown and of HTML alike, and rewrites those into the content."""

    document: Document
    targets: list[Target]
    problems: list[Problem]

    def begin(self, document: Document) -> None:
        """Begin with another text."""
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
        if attribute not in ("href", "src"):
            return written
        if written.startswith("#") and not is_picture:
            self.targets.append(Target(written, "", _line_of(self.document, f"({written}")))
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
        self.problems.append(Problem(self.document.path, _line_of(self.document, value), "", code, {"value": value}))


def _scheme(written: str) -> str:
    """The scheme of an address, lower case; "" for a path, and for <name@example.org>, which Markdown hides."""
    match = NAMED.match(written)
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
