"""Splice: sets a value in a file's head and leaves every other character as it is: remarks, order, quotes, line ends.

PyYAML says where a value stands; the text itself is cut and sewn. What was written is read again before it is given back.
"""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

import yaml

from ..parse import Path, read
from ..problems import LitfassError

_FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_BOM = "\ufeff"


class CannotSplice(LitfassError):
    """The file is written in a way that is better changed by hand; nothing was changed."""

    exitcode = 1


class Splice:
    """The text of one file, being changed; `data` gives it back as bytes."""

    def __init__(self, data: bytes, path: str) -> None:
        text = data.decode("utf-8")
        self.bom = _BOM if text.startswith(_BOM) else ""
        self.text, self.path = text.removeprefix(_BOM), path
        self.newline = "\r\n" if "\r\n" in self.text else "\n"
        document, _ = read(data, path)
        if document is None:
            raise CannotSplice(path)
        self.expected: dict[str, Any] = document.fields

    @property
    def data(self) -> bytes:
        """The file's bytes after all changes.

        Raises:
            CannotSplice: they do not say what they should.

        """
        data = (self.bom + self.text).encode("utf-8")
        document, _ = read(data, self.path)
        if document is None or document.fields != self.expected:
            raise CannotSplice(self.path)
        return data

    def set(self, where: Path, key: str, value: str, *, after: Iterable[str] = ()) -> None:
        """Set a plain text at `key` of the mapping at `where`, such as ("changes", 0); () is the head itself.

        A new key comes behind the last of the keys `after` that is there, else at the end of the mapping.
        """
        node = self._at(where)
        if not isinstance(node, yaml.MappingNode):
            raise CannotSplice(self.path)
        known = next((pair for pair in node.value if pair[0].value == key), None)
        if known:
            self._replace(known[1], value, is_flow=bool(node.flow_style))
        elif node.flow_style:
            self._insert_in_flow(node, f"{key}: {scalar(value, is_flow=True)}")
        else:
            self._insert_line(node, f"{key}: {scalar(value)}", after)
        self._expected(where)[key] = value

    def remove(self, where: Path, key: str) -> None:
        """Remove a key of the mapping at `where` with its value, when it is there."""
        node = self._at(where)
        at = next((number for number, pair in enumerate(node.value) if pair[0].value == key), None)
        if at is None:
            return
        if len(node.value) == 1:
            raise CannotSplice(self.path)
        base = self._head()[0]
        begin, end = base + node.value[at][0].start_mark.index, self._end(node.value[at][1])
        if at == 0:  # what follows takes its place, behind a dash or a bracket
            end = base + node.value[1][0].start_mark.index
        elif node.flow_style:
            begin = self._end(node.value[at - 1][1])
        else:
            begin, end = self.text.rindex("\n", 0, begin) + 1, self._line_end(end)
            end += 0 if self.text[end - 1] == "\n" else len(self.newline)
        self.text = self.text[:begin] + self.text[end:]
        self._expected(where).pop(key)

    def add(self, key: str, pairs: dict[str, str], *, after: Iterable[str] = ()) -> None:
        """Add an entry to the list at `key` of the head; it looks like the entries that are there."""
        node = self._at(())
        found = next((pair[1] for pair in node.value if pair[0].value == key), None)
        flow = "{" + ", ".join(f"{name}: {scalar(value, is_flow=True)}" for name, value in pairs.items()) + "}"
        if found is None and node.flow_style:
            self._insert_in_flow(node, f"{key}: [{flow}]")
        elif found is None:
            self._insert_line(node, self.newline.join([f"{key}:", *_block(pairs, 2)]), after)
        elif isinstance(found, yaml.ScalarNode) and not found.value:
            self._put(self._line_end(self._end(found)), self.newline.join(_block(pairs, 2)))
        elif isinstance(found, yaml.SequenceNode) and found.flow_style:
            self._insert_in_flow(found, flow)
        elif isinstance(found, yaml.SequenceNode):
            is_flow = isinstance(found.value[-1], yaml.MappingNode) and found.value[-1].flow_style
            column = found.start_mark.column
            lines = [" " * column + f"- {flow}"] if is_flow else _block(pairs, column)
            self._put(self._line_end(self._end(found)), self.newline.join(lines))
        else:
            raise CannotSplice(self.path)
        self.expected.setdefault(key, []).append(dict(pairs))

    # --- where things stand -------------------------------------------------------------------------------

    def _head(self) -> tuple[int, int]:
        """The part of the text that is YAML."""
        if self.path.endswith(".yaml"):
            return 0, len(self.text)
        first = _FENCE.search(self.text)  # above it are empty lines at most
        closing = _FENCE.search(self.text, first.end() + 1) if first else None
        if first is None or closing is None:
            raise CannotSplice(self.path)
        return self.text.index("\n", first.end() - 1) + 1, closing.start()

    def _at(self, where: Path) -> Any:
        begin, end = self._head()
        node = yaml.compose(self.text[begin:end], Loader=yaml.BaseLoader)
        for part in where:
            if isinstance(part, int):
                node = node.value[part]
            else:
                node = next(value for key, value in node.value if key.value == part)
        return node

    def _expected(self, where: Path) -> Any:
        value: Any = self.expected
        for part in where:
            value = value[part]
        return value

    def _end(self, node: yaml.Node) -> int:
        """Where the last character of a node is; a block's own mark lies behind the remarks that follow it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style:
            last = node.value[-1]
            return self._end(last[1] if isinstance(node, yaml.MappingNode) else last)
        at = self._head()[0] + node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):  # its mark lies behind empty lines too
            at = self.text.index("\n", len(self.text[:at].rstrip())) + 1
        return at

    def _line_end(self, at: int) -> int:
        """The end of a line, before its line end; `at` itself when a line has just begun."""
        if at and self.text[at - 1] == "\n":
            return at
        found = re.compile(r"\r?\n|\Z").search(self.text, at)
        return found.start() if found else len(self.text)

    # --- cutting and sewing -------------------------------------------------------------------------------

    def _put(self, at: int, lines: str) -> None:
        """Insert whole lines behind the line that ends at `at`, or before it when it begins there."""
        begins = bool(at) and self.text[at - 1] == "\n"
        new = lines + self.newline if begins else self.newline + lines
        self.text = self.text[:at] + new + self.text[at:]

    def _insert_line(self, node: yaml.MappingNode, line: str, after: Iterable[str]) -> None:
        wanted = set(after)
        pairs = [pair for pair in node.value if pair[0].value in wanted] or node.value
        indent = " " * node.value[0][0].start_mark.column
        self._put(self._line_end(self._end(pairs[-1][1])), indent + line)

    def _insert_in_flow(self, node: yaml.CollectionNode, entry: str) -> None:
        if node.value:
            last = node.value[-1]
            at, new = self._end(last[1] if isinstance(last, tuple) else last), f", {entry}"
        else:
            at, new = self._head()[0] + node.start_mark.index + 1, entry
        self.text = self.text[:at] + new + self.text[at:]

    def _replace(self, node: yaml.Node, value: str, *, is_flow: bool) -> None:
        if not isinstance(node, yaml.ScalarNode):
            raise CannotSplice(self.path)
        begin, end = self._head()[0] + node.start_mark.index, self._end(node)
        new = scalar(value, is_flow=is_flow)
        if node.style in ("|", ">"):
            new += self.newline
        elif begin == end:
            new = f" {new}"
        self.text = self.text[:begin] + new + self.text[end:]


def scalar(value: str, *, is_flow: bool = False) -> str:
    """A one-line text as YAML, in quotes only where it needs them.

    >>> scalar("Krankheit"), scalar("Krank: leider"), scalar("1, 2", is_flow=True)
    ('Krankheit', "'Krank: leider'", "'1, 2'")
    """
    around = "{{k: {0}}}" if is_flow else "k: {0}"
    for written in (value, "'" + value.replace("'", "''") + "'"):
        try:
            node = yaml.compose(around.format(written), Loader=yaml.BaseLoader)
        except yaml.YAMLError:
            continue
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        if len(pairs) == 1 and isinstance(pairs[0][1], yaml.ScalarNode) and _is_plain(pairs[0][1], value):
            return written
    raise CannotSplice(value)


def _is_plain(node: yaml.ScalarNode, value: str) -> bool:
    return node.value == value and node.tag == "tag:yaml.org,2002:str"


def _block(pairs: dict[str, str], indent: int) -> Sequence[str]:
    """An entry of a list, a line for each pair."""
    lines = [f"{name}: {scalar(value)}" for name, value in pairs.items()]
    return [" " * indent + ("- " if number == 0 else "  ") + line for number, line in enumerate(lines)]


def new_lines(before: bytes, after: bytes) -> tuple[int, ...]:
    """Numbers of the lines of `after` that `before` has not."""
    matcher = SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    return tuple(
        number + 1
        for tag, _, _, first, last in matcher.get_opcodes()
        if tag != "equal"
        for number in range(first, last)
    )
