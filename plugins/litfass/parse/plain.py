"""Plain: a head of lines "key: value" alone, as nearly all are, read without YAML.

What comes out is what head.py makes of YAML's nodes; where a line may mean more than it says, nothing comes out.
"""

import re
from typing import Any

from .document import Path

# a key, and behind it nothing, text that only the end of the line ends, text in quotes, or a list of words in one line
LINE = re.compile(
    r"""(\ *)(?P<key>[a-z_]{1,60}):(?:\ +(?:
        ([^\s?:,\[\]{}&*!|>'"%@`~=<-][^:]*+(?::(?=[^ ])[^:]*+)*+)
        |"([^"]*)"\ *
        |'([^']*)'\ *
        |\[([^\W_][^:,\[\]{}&*!|>'"?]*(?:,\ *[^\W_][^:,\[\]{}&*!|>'"?]*)*)\]\ *
    )?)?""",
    re.VERBOSE,
)
# remarks, escapes, and blanks that are no spaces
MARKS = ("#", "\\", "\t")


def plain(head: str, first_line: int) -> tuple[dict[str, Any], dict[Path, int]] | None:
    """The fields of a head and their lines; None when YAML has to look."""
    if any(mark in head for mark in MARKS):
        return None
    fields: dict[str, Any] = {}
    lines: dict[Path, int] = {(): first_line}
    top, indent_below = "", ""  # the key with nothing behind it, and where the keys below it begin
    for number, line in enumerate(head.split("\n"), first_line):
        found = LINE.fullmatch(line)
        if found:
            indent, key, bare, double, single, words = found.groups()
            path = (top, key) if indent else (key,)
        elif line:
            return None
        else:
            continue
        if path in lines or (indent and (not top or indent != (indent_below or indent))):
            return None
        lines[path] = number
        if words:
            value: Any = [word.strip() for word in words.split(",")]
            lines.update({(*path, index): number for index in range(len(value))})
        else:
            value = (bare or double or single or "").strip()
        if indent:
            indent_below = indent
        else:
            top, indent_below = (key if found.lastgroup == "key" else ""), ""
        if value:
            (fields.setdefault(top, {}) if indent else fields)[key] = value
    return fields, lines
