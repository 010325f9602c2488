"""Parse: a file's text becomes a Document, every value as text with its line.

Knows YAML and nothing of what the values mean; validate/ gives them types.
"""

import re

from ..problems import Problem
from .document import Document, ParseFailure, Path
from .encoding import text_of
from .head import load

__all__ = ["Document", "Path", "conflict_in", "read"]

FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
# the first of them, perhaps below empty lines
FIRST_FENCE = re.compile(r"\s*^---[ \t]*$", re.MULTILINE)
# a fence as Word or a slip makes it: "–--", "----", "—", " ---"
DASHES = re.compile("^[ \t]*(?:[-\u2010-\u2015\u2212]{2,}|[\u2013-\u2015])[ \t]*$", re.MULTILINE)
# also half of a conflict, when somebody deleted only one of its markers; ======= alone underlines a heading
MARKERS = ("<<<<<<<", "|||||||", ">>>>>>>")
CONFLICT = re.compile(r"^(?:<<<<<<<|\|\|\|\|\|\|\||>>>>>>>)(?= |$)", re.MULTILINE)


def read(data: bytes, path: str) -> tuple[Document | None, list[Problem]]:
    """Turn a file's bytes into its Document, or None and the problems that prevent it."""
    try:
        text = text_of(data)
        _refuse_conflicts(text)
        head, head_line, body, body_line = _split(text, path)
        fields, lines = load(head, head_line)
    except ParseFailure as failure:
        return None, [Problem(path, failure.line, failure.key, failure.code, failure.values)]
    if path.endswith(".yaml") and isinstance(fields.get("body"), str):
        body, body_line = fields.pop("body"), lines[("body",)]
    return Document(path, fields, lines, body, body_line), []


def conflict_in(text: str) -> tuple[int, str] | None:
    """The line and the first sign of a conflict that Git left in a text."""
    if any(marker in text for marker in MARKERS) and (found := CONFLICT.search(text)):
        return text.count("\n", 0, found.start()) + 1, found.group()[:7]
    return None


def _refuse_conflicts(text: str) -> None:
    if conflict := conflict_in(text):
        raise ParseFailure("merge-conflict", conflict[0], marker=conflict[1])


def _split(text: str, path: str) -> tuple[str, int, str, int]:
    """Head, its first line, body, its first line."""
    if path.endswith(".yaml"):
        return text, 1, "", 1
    if text.startswith("+++"):
        raise ParseFailure("toml-front-matter", 1)
    first = FIRST_FENCE.match(text)
    if not first:
        written = text.lstrip("\n")
        line = text.count("\n", 0, len(text) - len(written)) + 1
        raise ParseFailure("wrong-dashes", line) if DASHES.match(written) else ParseFailure("no-front-matter", 1)
    closing = FENCE.search(text, first.end())
    if not closing and (found := DASHES.search(text, first.end())):
        raise ParseFailure("wrong-dashes", text.count("\n", 0, found.start()) + 1)
    if not closing:
        raise ParseFailure("unclosed-front-matter", text.count("\n", 0, first.end()) + 1)
    body = text[closing.end() + 1 :]
    head_line = text.count("\n", 0, first.end()) + 2
    return text[first.end() + 1 : closing.start()], head_line, body, text.count("\n", 0, closing.end()) + 2
