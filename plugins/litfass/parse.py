"""Parse: a file's text becomes a Document, every value as text with its line.

Knows YAML and nothing of what the values mean; validate.py gives them types.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import yaml

from .problems import Problem

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # no C parser on this machine: nine times slower, same result
    from yaml import BaseLoader as _Loader

DEEPEST_LEVEL = 12
# anchors, aliases and tags; so much indentation that it may be a level too many
HIDING = re.compile(rf"[&*!]|^ {{{DEEPEST_LEVEL}}}", re.MULTILINE)
# what begins a level within a line: "[", "{", and "- ", "? " and ": " behind each other
LEVEL = re.compile(r"[\[{]|(?<!\S)[-?:](?!\S)")
FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
# also half of a conflict, when somebody deleted only one of its markers; ======= alone underlines a heading
CONFLICT = re.compile(r"^(?:<<<<<<<|\|\|\|\|\|\|\||>>>>>>>)(?= |$)", re.MULTILINE)
# C0 and C1 controls but tab and line feed, line and paragraph separators, bidi overrides, surrogates, BOM, and what is
# no character at all
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + "".join(chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000))
    + "]"
)

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """A file as written: `fields` holds text, lists and mappings of text only.

    `path` is relative to the content folder; `lines` gives the line (from 1) of each field by its path, such as
    ("changes", 0, "on"). `body_line` is the line on which the text below the head begins.
    """

    path: str
    fields: dict[str, Any]
    lines: dict[Path, int] = field(repr=False)
    body: str = ""
    body_line: int = 1

    @property
    def folder(self) -> str:
        """The folder that decides the type: "events"; "" for site.yaml."""
        return self.path.partition("/")[0] if "/" in self.path else ""

    @property
    def stem(self) -> str:
        """The file's name without endings: "sommerfest" for sommerfest.tr.md."""
        return self.path.rpartition("/")[2].partition(".")[0]

    @property
    def language(self) -> str:
        """The language a translation's name carries, "tr" for sommerfest.tr.md; "" for an original."""
        return ".".join(self.path.rpartition("/")[2].split(".")[1:-1])

    def line(self, path: Path = ()) -> int:
        """The line of a field, or of the nearest one around it that is written down."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, code: str, path: Path = (), **values: Any) -> Problem:
        """Make a Problem at a field of this document."""
        key = ".".join(str(part) for part in path if isinstance(part, str))
        return Problem(self.path, self.line(path), key, code, values)


class ParseFailure(Exception):
    """Carries the one Problem that keeps a file from being read further."""

    def __init__(self, code: str, line: int, key: str = "", **values: Any) -> None:
        self.code, self.line, self.key, self.values = code, line, key, values


def read(data: bytes, path: str) -> tuple[Document | None, list[Problem]]:
    """Turn a file's bytes into its Document, or None and the problems that prevent it."""
    try:
        text = _decode(data)
        _refuse_conflicts(text)
        head, head_line, body, body_line = _split(text, path)
        fields, lines = _load(head, head_line)
    except ParseFailure as failure:
        return None, [Problem(path, failure.line, failure.key, failure.code, failure.values)]
    if path.endswith(".yaml") and isinstance(fields.get("body"), str):
        body, body_line = fields.pop("body"), lines[("body",)]
    return Document(path, fields, lines, body, body_line), []


def _decode(data: bytes) -> str:
    """Text in NFC with Unix line ends and without a byte order mark."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ParseFailure("not-utf8", data.count(b"\n", 0, error.start) + 1) from None
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise ParseFailure("empty-file", 1)
    _refuse_controls(text, 1)
    return text


def _refuse_controls(text: str, first_line: int) -> None:
    # quick, and nothing forbidden is printable
    if text.replace("\n", "").replace("\t", "").replace("\xa0", "").isprintable():
        return
    if found := FORBIDDEN.search(text):
        name = f"U+{ord(found.group()):04X}"
        raise ParseFailure("control-character", text.count("\n", 0, found.start()) + first_line, name=name)


def _refuse_conflicts(text: str) -> None:
    if found := CONFLICT.search(text):
        marker = found.group()[:7]
        raise ParseFailure("merge-conflict", text.count("\n", 0, found.start()) + 1, marker=marker)


def _split(text: str, path: str) -> tuple[str, int, str, int]:
    """Head, its first line, body, its first line."""
    if path.endswith(".yaml"):
        return text, 1, "", 1
    if text.startswith("+++"):
        raise ParseFailure("toml-front-matter", 1)
    first = FENCE.match(text)
    if not first:
        raise ParseFailure("no-front-matter", 1)
    closing = FENCE.search(text, first.end())
    if not closing:
        raise ParseFailure("unclosed-front-matter", 1)
    body = text[closing.end() + 1 :]
    return text[first.end() + 1 : closing.start()], 2, body, text.count("\n", 0, closing.end()) + 2


def _load(head: str, first_line: int) -> tuple[dict[str, Any], dict[Path, int]]:
    for number, line in enumerate(head.split("\n"), first_line):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            raise ParseFailure("tab", number)
        if indent.strip(" "):
            raise ParseFailure("no-break-space", number)
    try:
        if _may_hide(head):
            _check_events(head, first_line)
        node = _composed(head)
    except yaml.YAMLError as error:
        with suppress(yaml.YAMLError):
            _check_events(head, first_line)  # what is wrong before it is said first
        raise _explain(error, head, first_line) from None
    if node is None:
        return {}, {(): first_line}
    if not isinstance(node, yaml.MappingNode):
        raise ParseFailure("yaml-not-a-map", node.start_mark.line + first_line)
    return _Builder(head, first_line).build(node)


def _may_hide(head: str) -> bool:
    """Whether there may be something that nodes no longer show, or more levels than they should have."""
    return len(LEVEL.findall(head)) >= DEEPEST_LEVEL or bool(HIDING.search(head))


def _composed(head: str) -> yaml.Node | None:
    loader = _Loader(head)
    try:
        return loader.get_single_node()  # type: ignore[no-any-return]
    finally:
        loader.dispose()


def _check_events(head: str, first_line: int) -> None:
    """Refuse what nodes would no longer show, and a depth at which making nodes would end the process."""
    depth, anchors, lines = 0, {}, _lines(head)
    for event in _events(head):
        line = event.start_mark.line + first_line
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST_LEVEL:
            raise ParseFailure("yaml-deep", line, limit=DEEPEST_LEVEL)
        if isinstance(event, yaml.AliasEvent):
            known = event.anchor in anchors
            raise ParseFailure("yaml-alias", line) if known else ParseFailure("yaml-start", line, char="*")
        if anchor := getattr(event, "anchor", None):
            anchors[anchor] = line
        if tag := getattr(event, "tag", None):
            name = tag.removeprefix("tag:yaml.org,2002:")
            raise ParseFailure("yaml-start", line, char="!") if tag == "!" else ParseFailure("yaml-tag", line, tag=name)
        if isinstance(event, yaml.ScalarEvent):
            _check_scalar(event, lines, first_line)
    if anchors:
        raise ParseFailure("yaml-start", min(anchors.values()), char="&")


def _events(head: str) -> Iterator[yaml.Event]:
    loader = _Loader(head)
    try:
        while event := loader.get_event():
            yield event
    finally:
        loader.dispose()


def _lines(head: str) -> list[str]:
    return [*head.split("\n"), ""]


def _check_scalar(scalar: yaml.ScalarEvent | yaml.ScalarNode, lines: list[str], first_line: int) -> None:
    """Refuse characters that no text may have, and text that YAML takes for a remark."""
    # "\0" in quotes becomes its character only here
    _refuse_controls(scalar.value.replace("\n", " "), scalar.start_mark.line + first_line)
    if scalar.style not in ("|", ">"):
        end = scalar.end_mark
        _refuse_lost_text(lines[end.line], end.column, end.line + first_line)


def _refuse_lost_text(written: str, column: int, line: int) -> None:
    """Refuse "Treff #2 im Hof", of which YAML keeps only "Treff"; a remark has a space after its #."""
    if re.match(r"[ \t]+#[^\s#]", written[column:]):
        key, _, value = written.strip().partition(":")
        raise ParseFailure("yaml-hash", line, key, value=value.strip())


class _Builder:
    """Walks YAML's nodes once: text only, no key twice, nothing lost."""

    def __init__(self, head: str, first_line: int) -> None:
        self.written, self.first_line = _lines(head), first_line
        self.lines: dict[Path, int] = {(): first_line}

    def build(self, node: yaml.Node) -> tuple[dict[str, Any], dict[Path, int]]:
        return self._value(node, ()), self.lines

    def _value(self, node: yaml.Node, path: Path) -> Any:
        self.lines.setdefault(path, node.start_mark.line + self.first_line)
        if isinstance(node, yaml.ScalarNode):
            _check_scalar(node, self.written, self.first_line)
            return node.value.strip()
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*path, index)) for index, item in enumerate(node.value)]
        return dict(self._pairs(node, path))

    def _pairs(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + self.first_line
            if not isinstance(key_node, yaml.ScalarNode):
                raise ParseFailure("yaml", line)
            _check_scalar(key_node, self.written, self.first_line)
            key = key_node.value
            if (*path, key) in self.lines:
                raise ParseFailure("duplicate-key", line, key, name=key, other=self.lines[*path, key])
            self.lines[*path, key] = line
            value = self._value(value_node, (*path, key))
            if value not in ("", [], {}):  # "end:" with nothing behind it is the same as no line
                yield key, value


def _explain(error: yaml.YAMLError, head: str, first_line: int) -> ParseFailure:
    """Say in an editor's words what PyYAML means."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = (mark.line if mark else 0) + first_line
    problem, context = str(getattr(error, "problem", "")), str(getattr(error, "context", ""))
    lines = head.split("\n")
    written = lines[line - first_line] if line - first_line < len(lines) else ""
    key, _, value = written.strip().partition(":")
    if "mapping values are not allowed" in problem and mark and mark.column == written.find(":"):
        return ParseFailure("yaml", line - 1)  # the line before is no "name: value", and YAML read on
    if "mapping values are not allowed" in problem and value.strip():
        return ParseFailure("yaml-colon", line, key, value=value.strip().strip('"'))
    if "cannot start any token" in problem:
        char = written[mark.column] if mark and mark.column < len(written) else "@"
        return ParseFailure("yaml-start", line, key, char=char)
    if "block mapping" in context and value.lstrip().startswith(('"', "'")):
        return ParseFailure("yaml-quote", line, key)
    if value.lstrip().startswith(("|", ">", "*", "&", "?", "- ")):
        return ParseFailure("yaml-start", line, key, char=value.lstrip()[0])
    if "escape" in problem:
        return ParseFailure("yaml-escape", line, key)
    if "flow" in context or "quoted scalar" in context:
        opened = getattr(error, "context_mark", None)
        return ParseFailure("yaml-unclosed", (opened.line if opened else 0) + first_line)
    if "alias" in context or "anchor" in context:
        return ParseFailure("yaml-alias", line)
    if "tag" in problem or "tag" in context:
        return ParseFailure("yaml-tag", line, tag=written.partition("!")[2][:40])
    return ParseFailure("yaml", line)
