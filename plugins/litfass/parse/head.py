"""Head: the YAML of a file becomes text, lists and mappings of text, with the line of each; what would be lost is refused."""

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import takewhile
from typing import Any

import yaml

from .characters import refuse_controls
from .document import ParseFailure, Path
from .explained import close_colon, explained, glued, refuse_close_dash, refuse_list_sign

try:
    from yaml import CBaseLoader as _Loader
except ImportError:  # no C parser on this machine: nine times slower, same result
    from yaml import BaseLoader as _Loader

DEEPEST_LEVEL = 12
# anchors, aliases and tags; so much indentation that it may be a level too many
HIDING = re.compile(rf"[&*!]|^ {{{DEEPEST_LEVEL}}}", re.MULTILINE)
HIDING_MARKS = ("&", "*", "!", " " * DEEPEST_LEVEL)  # without one of these there is none
# what begins a level within a line: "[", "{", and "- ", "? " and ": " behind each other
LEVEL = re.compile(r"[\[{]|(?<!\S)[-?:](?!\S)")
# "{by:2027-01-20}", of which YAML makes a name with nothing behind it
CLOSE_PAIR = re.compile(r"(?P<name>[\w-]+):(?P<value>[^\s/].*)")


def load(head: str, first_line: int) -> tuple[dict[str, Any], dict[Path, int]]:
    """The fields of a head and their lines; `first_line` is the line of the file on which it begins."""
    for number, line in enumerate(head.split("\n"), first_line):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            raise ParseFailure("tab", number)
        if indent.strip(" "):
            raise ParseFailure("no-break-space", number)
    refuse_list_sign(head, first_line)
    try:
        if _may_hide(head):
            _check_events(head, first_line)
        node = _composed(head)
    except yaml.YAMLError as error:
        with suppress(yaml.YAMLError):
            _check_events(head, first_line)  # what is wrong before it is said first
        raise explained(error, head, first_line) from None
    if node is None:
        return {}, {(): first_line}
    if not isinstance(node, yaml.MappingNode):
        raise (
            glued(head, first_line)
            or close_colon(head, first_line)
            or ParseFailure("yaml-not-a-map", node.start_mark.line + first_line)
        )
    return _Builder(head, first_line).build(node)


def _may_hide(head: str) -> bool:
    """Whether there may be something that nodes no longer show, or more levels than they should have."""
    return len(LEVEL.findall(head)) >= DEEPEST_LEVEL or (
        any(mark in head for mark in HIDING_MARKS) and bool(HIDING.search(head))
    )


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
            if name == tag or name.startswith("!"):  # "!Achtung" and "!!! Achtung"
                raise ParseFailure("yaml-start", line, char="!")
            raise ParseFailure("yaml-tag", line, tag=name)
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
    refuse_controls(scalar.value.replace("\n", " "), scalar.start_mark.line + first_line)
    if scalar.style not in ("|", ">"):
        end = scalar.end_mark
        _refuse_lost_text(lines[end.line], end.column, end.line + first_line)


def _refuse_lost_text(written: str, column: int, line: int) -> None:
    """Refuse "Treff #2 im Hof", of which YAML keeps only "Treff"; a remark has a space after its #, and none stands behind a title."""
    key, _, value = written.strip().partition(":")
    if re.match(r"[ \t]+#" if key.removeprefix("- ") == "title" else r"[ \t]+#[^\s#]", written[column:]):
        raise ParseFailure("yaml-hash", line, key, value=value.strip())


class _Builder:
    """Walks YAML's nodes once: text only, no key twice, nothing lost."""

    def __init__(self, head: str, first_line: int) -> None:
        self.written, self.first_line = _lines(head), first_line
        # all characters of a file were looked at, and without these two each scalar is made of them alone, and whole
        self.may_lose = "\\" in head or "#" in head
        self.lines: dict[Path, int] = {(): first_line}

    def build(self, node: yaml.Node) -> tuple[dict[str, Any], dict[Path, int]]:
        return self._value(node, ()), self.lines

    def _value(self, node: yaml.Node, path: Path) -> Any:
        self.lines.setdefault(path, node.start_mark.line + self.first_line)
        if isinstance(node, yaml.ScalarNode):
            if self.may_lose:
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
            if self.may_lose:
                _check_scalar(key_node, self.written, self.first_line)
            key = key_node.value
            if (*path, key) in self.lines:
                code = "duplicate-in-entry" if path and isinstance(path[-1], int) else "duplicate-key"
                if isinstance(value_node, yaml.SequenceNode) and not value_node.flow_style:
                    code = "duplicate-list"
                raise ParseFailure(code, line, key, name=key, other=self.lines[*path, key])
            self.lines[*path, key] = line
            value = self._value(value_node, (*path, key))
            if isinstance(value, str) and value[:1] in ("", "-"):
                self._refuse_what_would_be_lost(node, key_node, value_node, value)
            if value not in ("", [], {}):  # "end:" with nothing behind it is the same as no line
                yield key, value

    def _refuse_what_would_be_lost(
        self, braces: yaml.MappingNode, key: yaml.ScalarNode, value_node: yaml.Node, value: str
    ) -> None:
        """Refuse what YAML takes for a name with nothing behind it, or for one text, where a space or a colon is missing."""
        line, first = key.start_mark.line + self.first_line, value_node.start_mark.line
        if value:
            if first > key.start_mark.line:
                refuse_close_dash(self.written[first], first + self.first_line)
            return
        if close := CLOSE_PAIR.fullmatch(key.value):
            raise ParseFailure("missing-space", line, close["name"], **close.groupdict())
        if braces.flow_style and not self._has_colon(key):
            raise self._parted(braces, key, line)

    def _has_colon(self, key: yaml.ScalarNode) -> bool:
        """Whether it was written as a key; behind a comma in braces YAML makes keys of words, too."""
        return self.written[key.end_mark.line][key.end_mark.column :].lstrip().startswith(":")

    def _parted(self, braces: yaml.MappingNode, word: yaml.ScalarNode, line: int) -> ParseFailure:
        """What is wrong with words in braces that have no colon, and what was meant: one value with commas, or a list."""
        keys = [key for key, _ in braces.value]
        at = keys.index(word)
        following = takewhile(lambda key: not self._has_colon(key), keys[at:])
        apart = "," if f",{word.value}" in self.written[word.start_mark.line] else ", "
        meant = apart.join(key.value for key in following)
        before, value = braces.value[at - 1] if at else (None, None)
        example = f"[{meant}]"
        if before and isinstance(value, yaml.ScalarNode):
            quote = "'" if '"' in value.value + meant else '"'
            example = f"{before.value}: {quote}{value.value}{apart}{meant}{quote}"
        return ParseFailure("comma-in-braces", line, value=word.value, example=example)
